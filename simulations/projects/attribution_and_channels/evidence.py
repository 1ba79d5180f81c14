"""What is known of channels beside their paths: books, tests of switching off, what buyers say, codes that leak."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from simulations.identity import variant_rng
from simulations.projects.attribution_and_channels.market import Business
from simulations.projects.attribution_and_channels.paths import NAMES, Row, cleaned
from simulations.world.journeys import CHANNELS, DAYS, Channel, often

TESTED, SPOILED = 4, 1  # channels with a fair test and with a spoiled one; the last one has none
CARTS = 7  # people who put something into their cart, an order; tests count these, there are more of them
NOISE = 0.017  # SD of the log of a region's carts beside what was switched off: as counts of that size have it
BIASED = (0.07, 0.16)  # how far a spoiled test is off
CLEAN = ("after_order", "test_rows", "names", "duplicates", "unordered")


@dataclass(frozen=True)
class Line:
    """A row one can cite; `channel` and `holds` are the key's: whether it shows what that channel causes."""

    id: str
    text: str
    channel: Channel | None = None
    holds: bool = False
    figures: tuple[int, ...] = ()


@dataclass(frozen=True)
class Account:
    """A channel's books: two months, and what those who came by it last did afterwards."""

    id: str
    channel: Channel
    spent: int
    before: int
    met: int
    met_before: int
    orders: int
    sent_back: float
    active: float

    @property
    def per_thousand_yuan(self) -> float:
        """Money a 1,000 meetings."""
        return 1000 * self.spent / max(self.met, 1)

    @property
    def further_yuan(self) -> float:
        """Money for 1,000 more meetings, from one month to the next."""
        return 1000 * (self.spent - self.before) / max(self.met - self.met_before, 1)


@dataclass(frozen=True)
class Evidence:
    """Everything beside the paths."""

    tests: tuple[Line, ...]
    said: tuple[Line, ...]
    accounts: tuple[Account, ...]

    @cached_property
    def lines(self) -> dict[str, Line]:
        """All rows one can cite in words."""
        return {line.id: line for line in (*self.tests, *self.said)}

    def supports(self, channel: Channel) -> frozenset[str]:
        """Rows that show what a channel causes; where nobody tested it, what its buyers say and its books."""
        fair = {line.id for line in self.tests if line.channel == channel and line.holds}
        beside = {line.id for line in self.said if line.channel == channel}
        books = {account.id for account in self.accounts if account.channel == channel}
        return frozenset(fair or (beside | books))


def draw_evidence(business: Business, rows: tuple[Row, ...], words: Mapping[str, Any]) -> Evidence:
    """The rows for this market."""
    return Evidence(
        tests=_tests(business, words["tests"]), said=_said(rows, words["tests"]), accounts=_accounts(business, rows)
    )


def _tests(business: Business, words: Mapping[str, Any]) -> tuple[Line, ...]:
    rng = variant_rng(business.variant, "tests")
    regions = [words["hours"]["regions"][int(n)] for n in rng.permutation(len(words["hours"]["regions"]))]
    found = []
    for place, (number, pair) in enumerate(zip(rng.permutation(len(CHANNELS)), regions, strict=True)):
        channel = CHANNELS[int(number)]
        slots = {"name": NAMES[channel], "test": pair[0], "control": pair[1], "days": int(rng.integers(12, 22))}
        if place >= TESTED + SPOILED:
            found.append(Line(f"X{place + 1:02d}", words["none"].format(**slots), channel))
            continue
        fair = place < TESTED
        form = words["fair"] if fair else words["spoiled"][int(rng.integers(len(words["spoiled"])))]
        lost = business.increments[channel]
        if not fair:
            lost += float(rng.uniform(*BIASED)) * (1 if rng.random() < 0.5 or lost < BIASED[1] else -1)
        figures = _region_carts(lost, business.orders, rng)
        found.append(Line(f"X{place + 1:02d}", form.format(**slots), channel, fair, figures))
    order = rng.permutation(len(found))
    return tuple(replace(found[int(place)], id=f"X{n:02d}") for n, place in enumerate(order, 1))


def _region_carts(lost: float, orders: float, rng: np.random.Generator) -> tuple[int, int, int, int]:
    """Carts of the test region before and during, of the other one before and during."""
    test, control = CARTS * orders * rng.uniform(0.25, 0.33), CARTS * orders * rng.uniform(0.22, 0.33)
    season = float(np.exp(rng.uniform(-0.08, 0.1)))
    luck = np.exp(NOISE * rng.normal(size=2))
    return round(test), round(test * season * (1 - lost) * luck[0]), round(control), round(control * season * luck[1])


def effect_of(line: Line) -> float:
    """Share that a test says was lost: one less the ratio of ratios (difference in differences on logs)."""
    before, during, control_before, control_during = line.figures
    return 1 - during / before / (control_during / control_before)


def _said(rows: tuple[Row, ...], words: Mapping[str, Any]) -> tuple[Line, ...]:
    bought = [row for row in rows if row.ordered is not None and not row.user.startswith("test")]
    found = []
    for number, channel in enumerate(CHANNELS, 1):
        count = sum(row.heard == NAMES[channel] for row in bought)
        text = words["found"].format(name=NAMES[channel], share=f"{count / len(bought):.0%}", n=count)
        found.append(Line(f"S{number:02d}", text, channel))
    used = [row for row in bought if row.code]
    leaked = sum(all(name != NAMES["kol"] for _at, name in row.met) for row in used)
    return (*found, Line("C01", words["codes"].format(used=len(used), leaked=leaked), "kol"))


def _accounts(business: Business, rows: tuple[Row, ...]) -> tuple[Account, ...]:
    journeys = cleaned(rows, CLEAN, DAYS)
    buyers = [row for row in _unique(rows) if row.ordered is not None]
    last = {row.user: _last(row) for row in buyers}
    met = {c: sum(j.channels.count(NAMES[c]) for j in journeys) * business.scale for c in CHANNELS}
    found = []
    for number, channel in enumerate(CHANNELS, 1):
        mine = [row for row in buyers if last[row.user] == NAMES[channel]]
        before = met[channel] * _times(channel, business, business.before[channel])
        found.append(
            Account(
                id=f"E{number:02d}",
                channel=channel,
                spent=business.spent[channel],
                before=business.before[channel],
                met=met[channel],
                met_before=round(before),
                orders=len(mine) * business.scale,
                sent_back=float(np.mean([row.sent_back for row in mine])) if mine else 0.0,
                active=float(np.mean([row.active for row in mine])) if mine else 0.0,
            )
        )
    return tuple(found)


def _times(channel: Channel, business: Business, yuan: float) -> float:
    """How often a channel was met at this money, against last month."""
    return often(channel, yuan, business.market) / often(channel, business.spent[channel], business.market)


def _unique(rows: tuple[Row, ...]) -> list[Row]:
    return list({row.user: row for row in rows if not row.user.startswith("test")}.values())


def _last(row: Row) -> str:
    journeys = cleaned([row], CLEAN, DAYS)
    return journeys[0].channels[-1] if journeys else ""
