"""What may be believed of a test: how likely it is that A, B or neither is better, and what each claim is worth.

Half of the account's changes made no difference at all, the others differ normally; with what was seen and what a flaw
may have added that gives a posterior. The pay makes a claim worth while from a chance of nine in ten on; nothing here
depends on luck, so nobody is paid for a bold guess that came true.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulations.projects.title_ab_test.answer import Claim
from simulations.projects.title_ab_test.case import Case, Finished, value
from simulations.split_tests import Arm, log_lift, shrink

REGRET = 0.3  # what a claim may fall short of the best one before it earns nothing


@dataclass(frozen=True)
class Belief:
    """Posterior of the true log lift of B over A, in the figure that decides.

    Attributes
    ----------
    mean, sd : float
        Of the log lift, if there is any.
    any : float
        Chance that there is any.
    """

    mean: float
    sd: float
    any: float

    @property
    def chances(self) -> dict[str, float]:
        """Chance that the claim A, or B, is true."""
        from scipy.special import ndtr

        return {"a": float(self.any * ndtr(-self.mean / self.sd)), "b": float(self.any * ndtr(self.mean / self.sd))}

    @property
    def worth(self) -> dict[str, float]:
        """Expected pay of each verdict."""
        right, wrong = value("pay_right"), value("pay_wrong")
        paid = {name: chance * right + (1 - chance) * wrong for name, chance in self.chances.items()}
        return {**paid, "cannot": value("pay_undecided")}

    @property
    def best(self) -> str:
        """The verdict that is worth most."""
        return max(self.worth, key=lambda name: self.worth[name])

    def share(self, verdict: str) -> float:
        """1 for the best verdict, 0 and below for one that is worth `REGRET` less; not below -1."""
        return max(1 - (self.worth[self.best] - self.worth[verdict]) / REGRET, -1.0)


def belief(a: Arm, b: Arm, bias: float = 0.0) -> Belief:
    """Belief from two arms and the SD of what a flaw may have added.

    Notes
    -----
    Odds of a difference are its prior odds times N(lift; 0, spread^2 + v) / N(lift; 0, v).
    """
    lift, variance = log_lift(a, b)
    v, spread, none = variance + bias**2, value("real_spread"), value("no_difference")
    kept = spread**2 / (spread**2 + v)
    odds = (1 - none) / none * math.sqrt(1 - kept) * math.exp(min(lift**2 / v * kept / 2, 500.0))
    return Belief(*shrink(lift, v, spread), any=odds / (1 + odds))


def shrunk(a: Arm, b: Arm, bias: float = 0.0) -> float:
    """The relative lift that is left, by the SD of all pairs together: what the lesson's one line gives."""
    lift, variance = log_lift(a, b)
    return math.expm1(shrink(lift, variance + bias**2, value("pair_spread"))[0])


def belief_in(test: Finished) -> Belief:
    """Belief from a finished test: readers who finish, of all who were shown, whatever the clicks say."""
    return belief(*(test.finished if test.kind == "guardrail" else (test.a, test.b)), test.bias)


def earned(case: Case, verdicts: Mapping[str, str]) -> float:
    """Sum of shares over all tests; one that was left out earns nothing."""
    return sum(belief_in(test).share(verdicts[id]) for id, test in case.tests.items() if id in verdicts)


def lazy(case: Case) -> float:
    """What the best answer earns that says the same of every test."""
    return max(earned(case, dict.fromkeys(case.tests, verdict)) for verdict in ("a", "b", "cannot"))


def truth_of(case: Case, claims: Iterable[Claim]) -> tuple[float, int]:
    """Expected share of claims for A or B that are true, and how many there are."""
    chances = [belief_in(case.tests[c.test]).chances[c.verdict] for c in claims if c.verdict != "cannot"]
    return (sum(chances) / len(chances) if chances else 0.0), len(chances)
