"""One's own test, played: people come in, somebody looks, something is said; how often it is true and how long it took.

In each world it is drawn anew whether the change makes a difference, how large, and what the way of splitting adds.
Looks, thresholds and what is said of nothing are the plan's; the world does not know what was hoped for.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from simulations.identity import Context
from simulations.projects.title_ab_test.answer import Readout
from simulations.projects.title_ab_test.case import TASK, Case, Method, draw_case, value
from simulations.split_tests import Arm, pocock
from simulations.world.draws import Floats, Worlds, binomial
from simulations.world.split_test import SplitTest

MOST_LOOKS = 12  # ten planned ones and two of somebody who cannot stop
LONGER = (1.5, 2.0)  # how many people, of those planned, somebody has who goes on until it is significant
USUAL = 0.05
TRIAL_WORLDS, SCORING_WORLDS = 100, 3000


@dataclass(frozen=True)
class Plan:
    """What of a design the world can see."""

    method: Method
    per_arm: int
    stopping: str = "fixed"
    looks: int = 1
    undecided: str = "keep"

    @property
    def schedule(self) -> list[tuple[float, float]]:
        """People per version and the p-value to fall below, at each look."""
        looks = 1 if self.stopping == "fixed" else self.looks
        below = pocock(looks) if self.stopping == "corrected" else USUAL
        planned = [(self.per_arm * (look + 1) / looks, below) for look in range(looks)]
        longer = [(self.per_arm * times, USUAL) for times in LONGER] if self.undecided == "extend" else []
        reached = [(people, p) for people, p in planned + longer if people <= self.method.most]
        return reached or [(float(self.method.most), below)]


@dataclass(frozen=True)
class Played:
    """What came of a plan in many worlds; arrays have shape (worlds,).

    Attributes
    ----------
    truth : array
        Log lift of B over A, among the account's followers.
    said : array
        -1 for A, 1 for B, 0 for nothing.
    people : array
        Per version when it stopped.
    clicks : array, shape (worlds, 2)
        By then.
    weeks : array
        Until it stopped.
    """

    truth: Floats
    said: Floats
    people: Floats
    clicks: Floats
    weeks: Floats

    @property
    def right(self) -> Floats:
        """Whether something true was said."""
        return np.asarray((self.said != 0) & (self.said * self.truth > 0))

    @property
    def wrong(self) -> Floats:
        """Whether something was said that is not true."""
        return np.asarray((self.said != 0) & ~self.right.astype(bool))

    @property
    def worth(self) -> float:
        """Mean pay: a finding pays for the part of the quarter that is left, silence nothing, a false one costs all."""
        left = np.clip(1 - self.weeks / value("quarter_weeks"), 0, 1)
        pay = self.right * value("pay_right") * left + self.wrong * value("pay_wrong")
        return float(pay.mean())

    def kpis(self) -> dict[str, float]:
        """What a trial shows."""
        return {
            "right": float(self.right.sum()),
            "wrong": float(self.wrong.sum()),
            "weeks": float(self.weeks.mean()),
        }


def plan_of(answer: Readout, case: Case) -> Plan:
    """The plan of an answer."""
    return Plan(case.methods[answer.split], answer.per_arm, answer.stopping, answer.looks, answer.undecided)


def simulate(plan: Plan, case: Case, worlds: Worlds) -> Played:
    """Run the test in all worlds at once; plans share the truth and every reader."""
    method = plan.method
    differs = worlds.uniforms(TASK, "any")[:, 0] > value("no_difference")
    truth = differs * value("real_spread") * worlds.normals(TASK, "truth")[:, 0]
    seen = truth + method.bias * worlds.normals(TASK, f"bias {method.slug}")[:, 0]
    schedule = plan.schedule
    people = np.floor([at for at, _below in schedule])
    rates = method.rate * np.exp(np.stack([np.zeros_like(seen), seen], axis=1))
    u = worlds.uniforms(TASK, "readers", 2 * MOST_LOOKS).reshape(worlds.count, MOST_LOOKS, 2)[:, : len(schedule)]
    counted = binomial(u, np.diff(people, prepend=0.0)[:, None], np.minimum(rates, 1.0)[:, None, :])
    test = SplitTest(people, np.cumsum(counted, axis=1))
    found = test.p_values < np.array([below for _at, below in schedule])
    stop = np.where(found.any(axis=1), found.argmax(axis=1), len(schedule) - 1)
    row = np.arange(worlds.count)
    clicks = test.clicks[row, stop]
    ahead = np.sign(clicks[:, 1] - clicks[:, 0])
    spoken = np.where(found.any(axis=1) | (plan.undecided == "higher"), ahead, 0.0)
    return Played(truth, spoken, people[stop], clicks, people[stop] / method.per_week)


def colleague(case: Case) -> Plan:
    """A decent colleague: random tags, four weeks of sends, one look, silence where nothing is found."""
    method = case.methods["tag_random"]
    return Plan(method, 4 * method.per_week)


@lru_cache(maxsize=64)
def best_of(context: Context) -> tuple[Plan, float]:
    """The best of the plans a senior would consider, in the hidden worlds."""
    case, worlds = draw_case(context), context.worlds(TASK, SCORING_WORLDS)
    considered = [
        Plan(method, int(method.per_week * weeks), stopping, looks)
        for method in case.methods.values()
        for weeks in (1, 2, 4, 6, 8)
        for stopping, looks in (("fixed", 1), ("corrected", 5))
    ]
    worth = [simulate(plan, case, worlds).worth for plan in considered]
    place = int(np.argmax(worth))
    return considered[place], worth[place]


def sealed(plan: Plan, context: Context) -> tuple[Arm, Arm]:
    """What this trainee's own test brings: one world that is the same for every design."""
    public = Context(context.cohort, context.trainee)
    played = simulate(plan, draw_case(context), public.worlds(TASK, 1, "sealed"))
    people, (of_a, of_b) = float(played.people[0]), played.clicks[0]
    return Arm(people, float(of_a)), Arm(people, float(of_b))


def try_out(answer: Readout, context: Context, number: int) -> Played:
    """Trial `number`: the design in a hundred public worlds of their own."""
    case = draw_case(context)
    public = Context(context.cohort, context.trainee)
    return simulate(plan_of(answer, case), case, public.worlds(TASK, TRIAL_WORLDS, f"trial {number}"))
