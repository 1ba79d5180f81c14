"""Where the lesson plays: a path of its own, drawn like a trainee's and never one of theirs, and its worlds."""

from functools import cache
from pathlib import Path as File

from simulations.identity import Context, variant_rng
from simulations.projects.teardown_and_reverse_design import Path
from simulations.projects.teardown_and_reverse_design.case import draw_path
from simulations.projects.teardown_and_reverse_design.chain import lefts
from simulations.reading import read_yaml
from simulations.world.draws import Worlds

RUNS = 100
LESSON = Context("the lesson of the teardown", "example 3")
ACCOUNT = File(__file__).parent / "account.yaml"


@cache
def path() -> Path:
    """The path that the lesson takes apart."""
    return draw_path(read_yaml(ACCOUNT), variant_rng("the lesson", "path 7"), "the lesson")


def worlds() -> Worlds:
    """The lesson's worlds."""
    return LESSON.worlds("teardown_and_reverse_design", RUNS, "lesson")


@cache
def left() -> dict[str, float]:
    """What is left of 100 without each part of that path."""
    return lefts(path().chain, tuple(path().parts), worlds())
