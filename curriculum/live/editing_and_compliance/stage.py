"""Where the lesson plays: its own sentences, public practice worlds."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from curriculum.workplace import find_workplace
from simulations.reading import read_yaml
from simulations.world.draws import Worlds

EXAMPLES = Path(__file__).parent / "examples.yaml"
WORLDS = 200


class Phrase(BaseModel):
    """Words in a sentence, the place of their verdict, and what a senior says."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    right: int = Field(ge=0, le=2)
    why: str


class Checked(BaseModel):
    """A sentence for the checker, and what is to be learnt from what it says."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    says: str


class Examples(BaseModel):
    """The lesson's own sentences, none of them graded."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    brand_words: frozenset[str]
    phrases: tuple[Phrase, ...]
    names: tuple[str, str, str]
    checked: tuple[Checked, ...]


@cache
def examples() -> Examples:
    """The examples, read and checked once."""
    return Examples.model_validate(read_yaml(EXAMPLES))


def practice_worlds() -> Worlds:
    """Public worlds of the lesson's own; not those of grading."""
    return find_workplace().context.worlds("editing_and_compliance", WORLDS, "lesson")
