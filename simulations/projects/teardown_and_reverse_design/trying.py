"""Switching a part off on the sister path: what is left of 100, as the mean of forty runs of four weeks."""

from simulations.identity import Context
from simulations.projects.teardown_and_reverse_design.case import TASK, Path, draw_case
from simulations.projects.teardown_and_reverse_design.chain import left_without

RUNS = 40


def switch_off(part: str, context: Context) -> int:
    """What is left of 100 on the sister path without a part, in public worlds.

    Raises
    ------
    KeyError
        If the sister path has no such part.
    """
    sister: Path = draw_case(context).sister
    if part not in sister.parts:
        raise KeyError(part)
    public = Context(context.cohort, context.trainee)
    return round(left_without(sister.chain, part, public.worlds(TASK, RUNS, "sister")))
