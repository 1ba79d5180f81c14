"""The figures that follow from the files once they are clean, and those that follow from usual mistakes.

A wrong figure is told with the mistake it comes from: every mistake is the same tally with one step done wrong.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from statistics import mean, median
from typing import Literal, get_args

from simulations.projects.daily_to_monthly_data.played import Day, Lead, Played, Post
from simulations.projects.daily_to_monthly_data.sheets import SHIFT, Soiled, rounded_reads

DAILY = ("reads", "interactions", "interaction_rate", "net", "clicks", "leads", "orders", "revenue")
WEEKLY = ("reads", "net", "interaction_rate", "leads", "orders", "revenue")
MonthFigure = Literal[
    "reads",
    "reads_growth",
    "post_median",
    "post_mean",
    "net",
    "interaction_rate",
    "finish_rate",
    "leads",
    "lead_rate",
    "orders",
    "revenue",
]
MONTHLY: tuple[MonthFigure, ...] = get_args(MonthFigure)
RATES = frozenset({"interaction_rate", "reads_growth", "finish_rate", "lead_rate"})
RATE_TOLERANCE = 0.0011  # a rate rounded to a tenth of a per cent is right
COUNT_TOLERANCE = 0.6
Figures = dict[str, float]


@dataclass(frozen=True)
class Way:
    """How the files are read: dirt left where it is, and definitions taken wrongly.

    Attributes
    ----------
    left : frozenset of str
        Kinds of dirt that are not cleaned.
    times, gained, mean_of_rates, over_times, unpaid_only : bool
        Reads counted in times; new followers without those who left; a mean of rates instead of a rate of sums;
        interactions over times; leads without those who paid.
    filled : bool
        The missing day filled with the mean of its neighbours.
    """

    left: frozenset[str] = frozenset()
    times: bool = False
    gained: bool = False
    mean_of_rates: bool = False
    over_times: bool = False
    unpaid_only: bool = False
    filled: bool = False


@dataclass(frozen=True)
class Tally:
    """Figures of days, weeks and the month, read in one way."""

    played: Played
    soiled: Soiled
    way: Way = field(default_factory=Way)

    def _left(self, kind: str) -> bool:
        return kind in self.way.left and kind in self.soiled.kinds

    @cached_property
    def by_date(self) -> dict[date, Day]:
        return {day.date: day for day in self.played.days}

    @cached_property
    def leads(self) -> dict[date, list[Lead]]:
        """Leads by the day they are counted on."""
        back, by_day = SHIFT if self._left("timezone") else timedelta(0), defaultdict(list)
        for lead in self.played.leads:
            by_day[(lead.at - back).date()].append(lead)
        return by_day

    @cached_property
    def _known(self) -> dict[tuple[date, date], Figures]:
        """Sums that have been asked for before."""
        return {}

    def _reads(self, day: Day) -> float:
        if self.way.times:
            return float(day.times)
        if day.date == self.played.hit and "text_number" in self.soiled.kinds:
            return 0.0 if self._left("text_number") else float(rounded_reads(day.reads))
        return float(day.reads)

    def _copies(self, letter: str, day: date) -> int:
        """How often a day's row of a file counts."""
        if letter == "B" and "missing" in self.soiled.kinds and day == self.soiled.missing:
            return 0
        twice = self._left("duplicate") and self.soiled.duplicate == (letter, day)
        return 2 if twice else 1

    def _sums(self, first: date, last: date) -> Figures:
        """Sums over days, both included."""
        if (first, last) not in self._known:
            self._known[first, last] = self._sum_up(first, last)
        return dict(self._known[first, last])

    def _sum_up(self, first: date, last: date) -> Figures:
        days = [self.by_date[first + timedelta(days=n)] for n in range((last - first).days + 1)]
        flow, growth = (
            [(self._copies("B", day.date), day) for day in days],
            [(self._copies("C", day.date), day) for day in days],
        )
        leads = [lead for day in days for lead in self.leads.get(day.date, ())]
        cents = [lead for lead in leads if self._left("unit") and lead.at.date() >= self.soiled.unit_from]
        test = int(self._left("test_row") and first <= self._test_day <= last)
        revenue = float(sum(lead.paid_yuan for lead in leads)) + 99.0 * sum(lead.paid_yuan for lead in cents)
        rates = [day.interactions / max(self._reads(day), 1.0) for copies, day in flow if copies]
        sums = {
            "reads": sum(copies * self._reads(day) for copies, day in flow),
            "times": float(sum(copies * day.times for copies, day in flow)),
            "interactions": float(sum(copies * day.interactions for copies, day in flow)),
            "clicks": float(sum(copies * day.clicks for copies, day in flow)),
            "net": float(sum(copies * (day.gained if self.way.gained else day.net) for copies, day in growth)),
            "leads": float(sum(not (self.way.unpaid_only and lead.paid) for lead in leads) + test),
            "orders": float(sum(lead.paid for lead in leads) + test),
            "revenue": revenue + 0.01 * test,
        }
        over = sums["times"] if self.way.over_times else sums["reads"]
        sums["interaction_rate"] = (
            mean(rates) if self.way.mean_of_rates and rates else sums["interactions"] / max(over, 1)
        )
        return sums

    @property
    def _test_day(self) -> date:
        return (self.soiled.test_at - (SHIFT if self._left("timezone") else timedelta(0))).date()

    def day(self, day: date) -> Figures:
        """Figures of one day."""
        sums = self._sums(day, day)
        return {name: sums[name] for name in DAILY}

    def week(self, first: date, last: date) -> Figures:
        """Figures of one week."""
        sums = self._sums(first, last)
        return {name: sums[name] for name in WEEKLY}

    def month(self) -> Figures:
        """Figures of the month to report on."""
        played = self.played
        sums = self._sums(played.turn, played.last)
        before = self._sums(played.first, played.turn - timedelta(days=1))
        if self._left("total"):
            doubled = ("reads", "interactions", "clicks") if self.soiled.total == "B" else ("net",)
            sums |= {name: 2 * sums[name] for name in doubled}
        if self.way.filled and "missing" in self.soiled.kinds:
            beside = [self._reads(self.by_date[self.soiled.missing + timedelta(days=n)]) for n in (-1, 1)]
            sums["reads"] += mean(beside)
        posts = self.posts(1)
        reads = [post.reads for post in posts]
        finished = [post.finish_rate * post.reads for post in posts]
        plain = mean(post.finish_rate for post in posts)
        figures = {
            **sums,
            "reads_growth": sums["reads"] / before["reads"] - 1,
            "post_median": float(median(reads)),
            "post_mean": float(mean(reads)),
            "finish_rate": plain if self.way.mean_of_rates else sum(finished) / sum(reads),
            "lead_rate": sums["leads"] / max(sums["clicks"], 1),
        }
        return {name: figures[name] for name in MONTHLY}

    def before(self) -> Figures:
        """Sums of the month before."""
        return self._sums(self.played.first, self.played.turn - timedelta(days=1))

    def posts(self, month: int) -> tuple[Post, ...]:
        """Posts of the month before (0) or the month to report on (1)."""
        return tuple(post for post in self.played.posts if self.played.month_of(post.at.date()) == month)


def close(name: str, given: float, right: float) -> bool:
    """Whether a figure is right: rates to a tenth of a per cent, counts and yuan to the unit."""
    return abs(given - right) <= (RATE_TOLERANCE if name in RATES else COUNT_TOLERANCE)


WAYS: Mapping[str, Way] = {
    "timezone": Way(frozenset({"timezone"})),
    "duplicate": Way(frozenset({"duplicate"})),
    "total": Way(frozenset({"total"})),
    "text_number": Way(frozenset({"text_number"})),
    "unit": Way(frozenset({"unit"})),
    "test_row": Way(frozenset({"test_row"})),
    "timezone_test": Way(frozenset({"timezone", "test_row"})),
    "timezone_unit": Way(frozenset({"timezone", "unit"})),
    "gained": Way(gained=True),
    "mean_of_rates": Way(mean_of_rates=True),
    "over_times": Way(over_times=True),
    "times": Way(times=True),
    "unpaid_only": Way(unpaid_only=True),
    "filled": Way(filled=True),
}


def mistakes(name: str, given: float, right: Figures, wrong: Mapping[str, Figures]) -> tuple[str, ...]:
    """The usual mistakes that give a wrong figure: keys of `WAYS`, `swapped`, `per_cent`.

    Parameters
    ----------
    wrong : mapping
        Mistake to the figures it gives.
    """
    if name in RATES and close(name, given / 100, right[name]):
        return ("per_cent",)
    other = {"post_median": "post_mean", "post_mean": "post_median"}.get(name)
    if other and close(name, given, right[other]):
        return ("swapped",)
    made = {slug: figures[name] for slug, figures in wrong.items()}
    return tuple(
        slug for slug, value in made.items() if not close(name, value, right[name]) and close(name, given, value)
    )
