"""The case of one trainee: five files, an operations log, a week to fill in, and what the boss has concluded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from statistics import mean, median
from typing import Any

import numpy as np

from simulations.identity import Context, variant_rng
from simulations.projects.daily_to_monthly_data.played import CHANNELS, FOLDER, TASK, Played, weeks_of
from simulations.projects.daily_to_monthly_data.playing import play
from simulations.projects.daily_to_monthly_data.sheets import Dirt, Sheet, Soiled, draw_sheets, soil
from simulations.projects.daily_to_monthly_data.tally import WAYS, Figures, Tally
from simulations.reading import read_yaml

CLAIMS = ("mean", "weekday", "reads_up", "mix")


@dataclass(frozen=True)
class Event:
    """A line of the operations log."""

    id: str
    day: date
    text: str
    explains: bool


@dataclass(frozen=True)
class Chart:
    """A chart that could be sent to the boss: its letter, what is drawn, what it is worth for this claim, and why."""

    letter: str
    slug: str
    kind: str
    fields: str
    sums: str
    worth: float
    why: str


@dataclass(frozen=True)
class Case:
    """Everything a trainee sees, and what is true.

    Attributes
    ----------
    week : tuple of date
        The seven days of the daily table.
    claim : str
        One of `CLAIMS`.
    said, truth : str
        The boss's words; what the figures say, in a sentence.
    """

    played: Played
    soiled: Soiled
    sheets: tuple[Sheet, ...]
    dirt: tuple[Dirt, ...]
    log: tuple[Event, ...]
    week: tuple[date, ...]
    claim: str
    said: str
    truth: str
    charts: tuple[Chart, ...]
    brief: str
    scope: tuple[tuple[str, str], ...]

    @property
    def year(self) -> int:
        return self.played.turn.year

    @property
    def weeks(self) -> tuple[tuple[date, date], ...]:
        return weeks_of(self.played.turn, self.played.last)

    @cached_property
    def tally(self) -> Tally:
        """The figures once everything is clean."""
        return Tally(self.played, self.soiled)

    @cached_property
    def mistaken(self) -> Mapping[str, Tally]:
        """The figures that usual mistakes lead to."""
        return {slug: Tally(self.played, self.soiled, way) for slug, way in WAYS.items()}

    @cached_property
    def row_ids(self) -> frozenset[str]:
        """Ids of everything that may be cited."""
        return frozenset(id for sheet in self.sheets for id in sheet.ids) | {event.id for event in self.log}

    def sheet(self, letter: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.letter == letter)

    def rows_of(self, letter: str, day: date) -> frozenset[str]:
        """Rows of a file that begin with a day, the posts of that day, or the leads shown under it."""
        sheet, column = self.sheet(letter), 1 if letter == "D" else 0
        return frozenset(
            sheet.id(n) for n, row in enumerate(sheet.rows) if str(row[column]).startswith(day.isoformat())
        )

    @cached_property
    def facts(self) -> Figures:
        """The numbers that speak for and against the boss's conclusions, by name."""
        return facts_of(self.tally)


def facts_of(tally: Tally) -> Figures:
    """Numbers on posts, weekdays, sources and channels of both months."""
    played = tally.played
    facts: Figures = {}
    for month, name in enumerate(("prev", "cur")):
        posts = tally.posts(month)
        reads = [post.reads for post in posts]
        facts |= {f"mean_{name}": mean(reads), f"median_{name}": median(reads), f"posts_{name}": float(len(reads))}
        leads = [lead for lead in played.leads if played.month_of(lead.at.date()) == month]
        facts |= {f"leads_{name}": float(len(leads)), f"paid_{name}": sum(lead.paid for lead in leads) / len(leads)}
        facts[f"recommended_{name}"] = sum(post.reads_from["recommended"] for post in posts) / sum(reads)
        for channel in CHANNELS:
            through = [lead for lead in leads if lead.channel == channel]
            facts[f"leads_{channel}_{name}"] = float(len(through))
            facts[f"share_{channel}_{name}"] = len(through) / len(leads)
            facts[f"paid_{channel}_{name}"] = sum(lead.paid for lead in through) / len(through)
    facts |= {"reads_prev": tally.before()["reads"], "reads_cur": tally.month()["reads"]}
    for name in ("prev", "cur"):
        facts[f"per_thousand_{name}"] = 1000 * facts[f"leads_{name}"] / facts[f"reads_{name}"]
    now = [post.reads for post in tally.posts(1)]
    facts |= {"hit": float(max(now)), "mean_without_hit": (sum(now) - max(now)) / (len(now) - 1)}
    return facts | _weekday_facts(tally)


def _weekday_facts(tally: Tally) -> Figures:
    """The weekday with the lowest mean this month, the others, and what two months and medians make of it."""
    posts = {month: tally.posts(month) for month in (0, 1)}
    hit = max(post.reads for post in posts[1])

    def reads(month: int, day: int, of_day: bool = True) -> list[int]:
        return [post.reads for post in posts[month] if (post.at.weekday() == day) == of_day]

    day = min(range(5), key=lambda day: mean(reads(1, day)))
    rest = reads(1, day, of_day=False)
    return {
        "day": float(day),
        "mean_day": mean(reads(1, day)),
        "mean_rest": mean(rest),
        "median_day": median(reads(1, day)),
        "median_rest": median(rest),
        "mean_rest_without_hit": (sum(rest) - hit) / (len(rest) - 1),
        "both_median_day": median(reads(0, day) + reads(1, day)),
        "both_median_rest": median(reads(0, day, of_day=False) + rest),
        "prev_mean_day": mean(reads(0, day)),
        "prev_median_day": median(reads(0, day)),
        "best_day": float(max(reads(1, day))),
        "worst_day": float(min(reads(1, day))),
        "count_day": float(len(reads(1, day))),
    }


@lru_cache(maxsize=64)
def draw_case(context: Context) -> Case:
    """The case of whoever works here."""
    played = play(context)
    variant = context.variant(TASK)
    start = next(first for first, end in weeks_of(played.turn, played.last) if first <= played.hit <= end)
    week = tuple(start + timedelta(days=n) for n in range(7))
    soiled = soil(variant_rng(variant, "dirt"), played, (week[0], week[-1]))
    sheets, dirt = draw_sheets(played, soiled)
    rng = variant_rng(variant, "claim")
    claim = CLAIMS[rng.integers(len(CLAIMS))]
    written = read_yaml(FOLDER / "claims.yaml")
    data = read_yaml(FOLDER / "material.yaml")
    about = written[claim]
    slots = spoken(facts_of(Tally(played, soiled)), data["week_days"])
    first, last = (data["day_zh"].format(month=day.month, day=day.day) for day in (week[0], week[-1]))
    span = {
        "month_zh": data["month_zh"].format(month=played.turn.month),
        "week_zh": data["span_zh"].format(first=first, last=last),
    }
    return Case(
        played=played,
        soiled=soiled,
        sheets=sheets,
        dirt=dirt,
        log=_log(rng, played, data),
        week=week,
        claim=claim,
        said=about["said"].format(**slots),
        truth=about["truth"],
        charts=_charts(rng, about["charts"], written["charts"]),
        brief=data["brief"].format(**span),
        scope=tuple((name, text) for name, text in data["scope"]),
    )


def spoken(facts: Figures, week_days: list[str]) -> dict[str, str]:
    """Numbers as people say them: shares in per cent, counts in whole numbers."""
    rates = ("paid_", "share_", "recommended_")
    said = {
        name: f"{value:.1%}" if name.startswith(rates) else f"{value:.2f}" if "thousand" in name else f"{value:,.0f}"
        for name, value in facts.items()
    }
    return said | {"day_zh": week_days[int(facts["day"])]}


def _charts(rng: np.random.Generator, worths: Mapping[str, Any], known: Mapping[str, Any]) -> tuple[Chart, ...]:
    slugs = list(worths)
    order = [slugs[int(n)] for n in rng.permutation(len(slugs))]
    return tuple(
        Chart(letter, slug, **known[slug], **worths[slug]) for letter, slug in zip("abcdef", order, strict=True)
    )


def _log(rng: np.random.Generator, played: Played, data: Mapping[str, Any]) -> tuple[Event, ...]:
    """What happened and what only looks like it, by day."""
    anomaly, lines = played.anomaly, []
    holiday = {"holiday": played.holiday_name, "first": played.holiday[0].day, "last": played.holiday[-1].day}
    for cause, event in data["events"].items():
        true = cause == anomaly.cause
        day = anomaly.day + timedelta(days=0 if true else event["days_off"])
        if cause == "holiday":
            day = played.holiday[0]
        day = min(max(day, played.turn), played.last)
        lines.append((day, event["cause" if true else "decoy"].format(**holiday), true))
    for text in data["daily_life"]:
        lines.append((played.turn + timedelta(days=int(rng.integers(0, 28))), text, False))
    lines.sort(key=lambda line: (line[0], line[1]))
    return tuple(Event(f"N{n}", *line) for n, line in enumerate(lines, start=2))
