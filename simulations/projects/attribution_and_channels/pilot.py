"""The new channel: three candidates with their quotes, and what a pilot with its stop rule is worth in many worlds.

A pilot spends its money evenly until the stop day and counts orders by a code of its own, a few days late; its first
days are dear. If an order has cost no more than the success number by then, the channel runs on until the quarter's
end at a fixed daily sum and somewhat dearer; else it stops. A candidate's cost an order is only known from its quote,
give or take a lot: that is what a pilot is for.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulations.identity import variant_rng
from simulations.world.draws import Floats, Worlds, poisson

QUARTER_DAYS = 90
DAILY_YUAN = 600  # money a day once the channel runs
DEARER = 1.1  # an order at full speed against one of the pilot
UNSURE = 0.55  # SD of the log of what an order costs against the quote's arithmetic
LEARNING_DAYS = 4.0  # in which a new channel's tool looks for its people at double cost
LATE_DAYS = 5.0  # until 63% of the orders of a day have come in
POT = 20_000
BUDGETS, STOPS = (3_000, 6_000, 9_000, 12_000, 16_000, 20_000), (7, 10, 14, 18, 21, 28, 40)
CERTAIN = (0.85, 1.0, 1.15, 1.3)  # success numbers to look at, against what an order earns
Rule = tuple[str, float, float, float]  # candidate, budget, success number, stop day


@dataclass(frozen=True)
class Candidate:
    """A new channel as its seller quotes it.

    Attributes
    ----------
    least_yuan : int
        What one has to buy at least.
    per_thousand_yuan : float
        Price of 1,000 exposures.
    comes, buys : float
        Of the exposed who come, and of those who buy; from comparable brands.
    fits : float
        Of the exposed who are our readers.
    """

    id: str
    name: str
    audience: str
    note: str
    least_yuan: int
    per_thousand_yuan: float
    comes: float
    buys: float
    fits: float

    @property
    def order_yuan(self) -> float:
        """What an order costs by the quote's own arithmetic."""
        return self.per_thousand_yuan / 1000 / (self.comes * self.buys * self.fits)


@dataclass(frozen=True)
class Field:
    """Three candidates and what an order is worth."""

    variant: str
    candidates: tuple[Candidate, ...]
    margin_yuan: int

    def candidate(self, id: str) -> Candidate:
        return next(candidate for candidate in self.candidates if candidate.id == id)

    def earns(self, id: str, budget: float, success_yuan: float, stop_day: float, worlds: Worlds) -> Floats:
        """Yuan gained by the quarter's end, shape (worlds,); nothing for a budget below what has to be bought."""
        chosen = self.candidate(id)
        if budget < chosen.least_yuan or stop_day < 1:
            return np.zeros(worlds.count)
        luck = worlds.normals(f"pilot {id}", "cost", 1)[:, 0]
        cost = chosen.order_yuan * np.exp(UNSURE * luck)
        dear = cost * (1 + LEARNING_DAYS / stop_day)
        counted = 1 - LATE_DAYS / stop_day * -np.expm1(-stop_day / LATE_DAYS)
        orders = poisson(worlds.uniforms(f"pilot {id}", "orders")[:, 0], budget / dear * counted)
        seen = np.where(orders > 0, budget / np.maximum(orders / counted, 1e-9), np.inf)
        goes_on = (seen <= success_yuan) & (stop_day < QUARTER_DAYS)
        later = DAILY_YUAN * max(QUARTER_DAYS - stop_day, 0.0) * (self.margin_yuan / (DEARER * cost) - 1)
        return np.asarray(budget * (self.margin_yuan / dear - 1) + np.where(goes_on, later, 0.0), dtype=float)

    def gain(self, rule: Rule, worlds: Worlds) -> float:
        """Yuan gained on average by candidate, budget, success number and stop day."""
        return float(self.earns(*rule, worlds).mean())

    @cached_property
    def best(self) -> Rule:
        """The best candidate, budget, success number and stop day of those there are to try."""
        worlds = Worlds(self.variant.encode(), 300)
        tried = [
            (self.gain((one.id, budget, certain * self.margin_yuan, stop), worlds), one.id, budget, certain, stop)
            for one in self.candidates
            for budget in BUDGETS
            for certain in CERTAIN
            for stop in STOPS
        ]  # fmt: skip
        _gain, id, budget, certain, stop = max(tried)
        return id, budget, certain * self.margin_yuan, stop


def draw_field(variant: str, margin_yuan: int, words: dict[str, dict[str, str]]) -> Field:
    """One that may well pay, one that looks cheap and brings the wrong people, one that cannot be tried small."""
    rng = variant_rng(variant, "pilot")
    slugs = [list(words)[int(place)] for place in rng.permutation(len(words))[:3]]
    kinds = (("fair", 1.0), ("cheap", 2.1), ("grand", 1.3))
    drawn = []
    for slug, (kind, against_margin) in zip(slugs, kinds, strict=True):
        comes = float(rng.uniform(0.006, 0.013))
        buys = float(rng.uniform(0.03, 0.05))
        fits = {"fair": rng.uniform(0.45, 0.6), "cheap": rng.uniform(0.12, 0.2), "grand": rng.uniform(0.4, 0.6)}[kind]
        cost = margin_yuan * against_margin * float(np.exp(rng.uniform(-0.1, 0.1)))
        least = {"fair": 4_000, "cheap": 1_000, "grand": 25_000}[kind]
        per_thousand = round(cost * comes * buys * float(fits) * 1000, 1)
        drawn.append((words[slug], least, per_thousand, comes, buys, float(fits)))
    found = [
        Candidate(
            f"N{number}", text["name"], text["audience"], text["note"], least, per_thousand,
            round(comes, 4), round(buys, 3), round(fits, 2),
        )
        for number, (text, least, per_thousand, comes, buys, fits) in enumerate(
            (drawn[int(place)] for place in rng.permutation(3)), 1
        )
    ]  # fmt: skip
    return Field(variant, tuple(found), margin_yuan)
