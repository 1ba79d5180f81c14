"""Where the lesson plays: materials of its own, drawn like a trainee's and never one of theirs; a café's candidates."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from simulations.identity import Context
from simulations.projects.topic_bank import Case, draw_case
from simulations.reading import read_yaml

EXAMPLES = Path(__file__).parent / "examples.yaml"
CASES = 12


class Candidate(BaseModel):
    """A candidate of the lesson's own, what its rows say, whether to write it, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: str
    rows: str
    right: int
    why: str


@cache
def candidates() -> tuple[Candidate, ...]:
    """The café's candidates."""
    return tuple(Candidate.model_validate(row) for row in read_yaml(EXAMPLES))


@cache
def cases() -> tuple[Case, ...]:
    """Materials of the lesson's own."""
    return tuple(draw_case(Context("the lesson of the topic bank", f"example {n}")) for n in range(CASES))


@cache
def loud_case() -> Case:
    """The first of them in whose survey somebody is loud."""
    return next(case for case in cases() if any(case.topics[id].kind == "loud_voices" for id in case.traps))
