"""The coach: neighbours of a plan, played in the same worlds, said in sentences."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from simulations.evaluate import log_ratio
from simulations.language import Message
from simulations.task import Advice
from simulations.world.draws import Floats

PlanT = TypeVar("PlanT")


@dataclass(frozen=True)
class Lever(Generic[PlanT]):
    """A change to a plan that a practitioner would think of: what it is, and the practitioner's reason."""

    slug: str
    plan: PlanT
    what: Message
    why: Message


def advise(
    plan: PlanT, levers: Iterable[Lever[PlanT]], figure: Callable[[PlanT], Floats], most: int = 4
) -> list[Advice]:
    """Advice whose 95% interval lies above zero, the best of each lever, most valuable first.

    Parameters
    ----------
    plan
        The trainee's plan.
    levers : iterable of Lever
        Neighbours; several may share a slug (hours of the day), of which the best is said.
    figure : callable
        Plays a plan and gives its main figure per world; must use the same worlds every time.
    most : int
        How many sentences at most.
    """
    today = figure(plan)
    best: dict[str, Advice] = {}
    for lever in levers:
        effect = log_ratio(figure(lever.plan), today)
        known = best.get(lever.slug)
        if effect.low > 0 and (known is None or effect.mean > known.effect):
            best[lever.slug] = Advice(
                lever=lever.slug,
                what=lever.what,
                why=lever.why,
                effect=effect.mean,
                low=effect.low,
                high=effect.high,
            )
    return sorted(best.values(), key=lambda advice: advice.effect, reverse=True)[:most]
