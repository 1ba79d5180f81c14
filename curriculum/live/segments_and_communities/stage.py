"""Where the lesson plays: private domains of its own, which nobody is graded on, and a bookshop's list."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from simulations.identity import Context
from simulations.projects.segments_and_communities import Case, draw_case
from simulations.reading import read_yaml
from simulations.world.draws import Worlds

EXAMPLES = Path(__file__).parent / "examples.yaml"
CASES, WORLDS = 3, 4


class Listed(BaseModel):
    """Somebody on the bookshop's list, the place of what a senior does, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    who: str
    right: int
    why: str


class Examples(BaseModel):
    """The lesson's own examples, about a fictional bookshop."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    actions: tuple[str, ...]
    list: tuple[Listed, ...]


@cache
def examples() -> Examples:
    """The examples as written."""
    return Examples.model_validate(read_yaml(EXAMPLES))


@cache
def cases() -> tuple[Case, ...]:
    """Materials of the lesson's own."""
    return tuple(draw_case(Context("the lesson of segments", f"example {n}")) for n in range(CASES))


@cache
def worlds() -> Worlds:
    """Public worlds of the lesson."""
    return Worlds(b"segments and communities lesson", WORLDS)
