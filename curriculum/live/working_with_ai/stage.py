"""Where the lesson plays: its own sentences, and a room of the offline generator that is nobody's."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from simulations.identity import Context
from simulations.projects.working_with_ai.case import draw_case
from simulations.projects.working_with_ai.generator import Room
from simulations.reading import read_yaml

EXAMPLES = Path(__file__).parent / "examples.yaml"


class Claimed(BaseModel):
    """A claim, the row beside it, the place of the right verdict, and what a senior says."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    row: str
    right: int = Field(ge=0, le=2)
    why: str


class Labelled(BaseModel):
    """Something that goes out, the place of its label, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    right: int = Field(ge=0, le=3)
    why: str


class Examples(BaseModel):
    """The lesson's own examples, none of them graded."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    names: tuple[str, ...]
    claims: tuple[Claimed, ...]
    label_names: tuple[str, ...]
    labels: tuple[Labelled, ...]
    model: str
    rival: str
    mine: str
    prompt: dict[str, str]


@cache
def examples() -> Examples:
    """The examples, read and checked once."""
    return Examples.model_validate(read_yaml(EXAMPLES))


def practice_room() -> Room:
    """A room of the generator that belongs to no trainee."""
    return draw_case(Context("lesson", "nobody")).room
