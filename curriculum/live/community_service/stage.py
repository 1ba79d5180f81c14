"""Where the lesson plays: an example of a day that nobody is graded on, and the lesson's own messages."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from simulations.identity import Context
from simulations.projects.community_service import Case, draw_case
from simulations.reading import read_yaml
from simulations.world.draws import Worlds

EXAMPLES = Path(__file__).parent / "examples.yaml"
SOMEBODY = Context("lesson", "example")
WORLDS = 16


class Asked(BaseModel):
    """A message, what might be done with it, the place of what a senior does, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    question: str
    options: tuple[str, ...]
    right: int
    why: str


class Sample(BaseModel):
    """A private message and what it is about."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    about: str


class Keywords(BaseModel):
    """Messages and tables of auto-reply rules, a line a rule: `keyword = reply`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    messages: tuple[Sample, ...]
    tables: dict[str, str]
    names: dict[str, str]
    human: str


class Examples(BaseModel):
    """The lesson's own examples, about a fictional gym."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    triage: tuple[Asked, ...]
    night: dict[str, str]
    keywords: Keywords
    replies: dict[str, str]


@cache
def examples() -> Examples:
    """The examples as written."""
    return Examples.model_validate(read_yaml(EXAMPLES))


@cache
def case() -> Case:
    """The day of somebody who is nobody's neighbour."""
    return draw_case(SOMEBODY)


@cache
def worlds() -> Worlds:
    """Public worlds of the lesson."""
    return Worlds(b"community service lesson", WORLDS)
