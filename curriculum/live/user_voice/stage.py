"""Where the lesson plays: an invented baking school's account, its readers and what they left."""

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from simulations.reading import read_yaml

EXAMPLES = Path(__file__).parent / "examples.yaml"


class Minded(BaseModel):
    """A sentence, a reader, what the reader does (0 says so, 1 goes, 2 frowns, 3 nothing), and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    sentence: str
    reader: str
    right: int
    why: str


class Said(BaseModel):
    """A comment, what it is about, how it sounds, and why it was written."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    about: str
    tone: str
    cause: str


@cache
def _data() -> Any:
    return read_yaml(EXAMPLES)


@cache
def minded() -> tuple[Minded, ...]:
    """Readers at sentences."""
    return tuple(Minded.model_validate(row) for row in _data()["minded"])


@cache
def said() -> tuple[Said, ...]:
    """Twelve comments."""
    return tuple(Said.model_validate(row) for row in _data()["said"])


def what_to_do(by: str) -> str:
    """What one would set about after grouping in that way."""
    return str(_data()["then"][by])
