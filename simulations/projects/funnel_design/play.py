"""A funnel is played: eight weeks of the world, then the ledger of hours and money."""

from collections.abc import Sequence

from simulations.identity import Context
from simulations.projects.funnel_design.answer import Design
from simulations.projects.funnel_design.case import TASK, Case
from simulations.projects.funnel_design.drawing import draw_case
from simulations.projects.funnel_design.ledger import Outcome, ledger
from simulations.projects.funnel_design.plan import Late, plan_of
from simulations.projects.funnel_design.readers import readers
from simulations.world.draws import Worlds
from simulations.world.play import play

__all__ = ["Outcome", "simulate", "try_out"]


def simulate(
    design: Design, case: Case, worlds: Worlds, passed: Sequence[str] = (), late: Late | None = None
) -> Outcome:
    """Play a design in all worlds."""
    there = readers(design, case, worlds)
    played = play(plan_of(design, case, passed, late), case.setting, there)
    return ledger(design, case, played, late or Late())


def try_out(answer: Design, context: Context, number: int) -> Outcome:
    """Trial `number` in a public world of its own: one world, luck included."""
    case, public = draw_case(context), context.in_public()
    return simulate(answer, case, public.worlds(TASK, 1, f"trial {number}"))
