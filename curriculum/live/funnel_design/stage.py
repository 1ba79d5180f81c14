"""Where the lesson plays: a studio that teaches people to photograph their table, with a funnel of a few numbers."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from simulations.language import _
from simulations.projects.funnel_design.case import number
from simulations.reading import read_yaml

EXAMPLES = Path(__file__).parent / "examples.yaml"
MORE = 1.1
USUAL_YUAN, HIGH_YUAN = 79, 1980
LOW_COST, HIGH_COST = 16, 600


@dataclass(frozen=True)
class Chain:
    """The studio's eight weeks as a chain of rates; all invented.

    Attributes
    ----------
    reads, adds : float
        Reads in eight weeks; adds per 1,000 of them.
    members : float
        There at the beginning.
    buys, looks, goes : float
        Members who buy the course, buyers who look at the dear offer, those talked to who take it.
    hours : float
        Of advisors, all weeks together.
    """

    reads: float = 60_000
    adds: float = 20
    members: float = 3_000
    buys: float = 0.09
    looks: float = 0.85
    hours: float = 120
    goes: float = 0.09
    low_yuan: float = USUAL_YUAN

    @property
    def came(self) -> float:
        return self.members + self.reads * self.adds / 1000

    @property
    def buyers(self) -> float:
        return self.came * self.buys

    @property
    def looking(self) -> float:
        return self.buyers * self.looks

    @property
    def talked(self) -> float:
        """Share of those who look that is talked to."""
        free = max(self.hours - self.buyers * number("helped_hours"), 0.0)
        return min(free / max(self.looking * number("talk_hours"), 1e-9), 1.0)

    @property
    def clients(self) -> float:
        return self.looking * self.talked * self.goes

    @property
    def profit_yuan(self) -> float:
        """Before what is fixed; hours are paid."""
        margins = self.buyers * (self.low_yuan - LOW_COST) + self.clients * (HIGH_YUAN - HIGH_COST)
        return margins - self.hours * number("advisor_yuan")

    def with_more(self, step: str) -> "Chain":
        """The chain with a tenth more at one step."""
        return replace(self, **{step: getattr(self, step) * MORE})


def step_names() -> dict[str, str]:
    """What the steps are called."""
    return {
        "reads": _("reads"),
        "adds": _("adding after a read"),
        "buys": _("buying the course"),
        "looks": _("looking at the dear offer"),
        "hours": _("hours of advisors"),
        "goes": _("taking it after a talk"),
    }


def at_price(chain: Chain, yuan: float, elasticity: float, sorts: bool) -> Chain:
    """The chain when the course costs so much: fewer or more buy, and they go on less or more."""
    buys = _share(_odds(chain.buys) - elasticity * np.log((yuan + 5) / (USUAL_YUAN + 5)))
    soft = number("price_softening")
    moved = min(number("filter") * float(np.log((yuan + soft) / (USUAL_YUAN + soft))), number("filter_most"))
    goes = _share(_odds(chain.goes) + moved * sorts)
    return replace(chain, buys=buys, goes=goes, low_yuan=yuan)


def _odds(share: float) -> float:
    return float(np.log(share / (1 - share)))


def _share(odds: float) -> float:
    return float(1 / (1 + np.exp(-odds)))


class Example(BaseModel):
    """A proposal of the lesson's own, whether it may pass, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    right: int
    why: str


@cache
def examples() -> tuple[Example, ...]:
    """The studio's proposals."""
    return tuple(Example.model_validate(row) for row in read_yaml(EXAMPLES))
