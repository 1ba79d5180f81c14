"""A is better, B is better, or cannot be decided: six tests of a pet-food account; decide, then read why."""

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from curriculum.live.guess import Question, Revealed, guess_first
from simulations.language import _
from simulations.reading import read_yaml

EXAMPLES = Path(__file__).parent / "examples.yaml"


class Example(BaseModel):
    """A test of the lesson's own, what was counted, what may be said of it, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: str
    rows: str
    right: int
    why: str


@cache
def examples() -> tuple[Example, ...]:
    """The pet-food account's tests."""
    return tuple(Example.model_validate(row) for row in read_yaml(EXAMPLES))


def claim() -> Any:
    """Six tests to decide on."""
    rounds, options = examples(), (_("A is better"), _("B is better"), _("Cannot be decided"))

    def reveal(number: int, guess: int) -> Revealed:
        asked = rounds[number]
        said = f'<p class="said"><strong>{escape(options[asked.right])}</strong>　{escape(asked.why)}</p>'
        return Revealed(said, guess == asked.right)

    return guess_first([Question(f"{asked.title}　{asked.rows}", options) for asked in rounds], reveal)
