"""Where the lesson plays: material of its own, drawn like a trainee's and never one of theirs, in public worlds."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from simulations.identity import Context
from simulations.projects.short_video_and_live import Case, draw_case
from simulations.projects.short_video_and_live.case import TASK
from simulations.reading import read_yaml
from simulations.world.draws import Worlds

EXAMPLES = Path(__file__).parent / "examples.yaml"
CONTEXT = Context("the lesson of short video and live", "example")
WORLDS = 16


class Saying(BaseModel):
    """A sentence of a host, what may be done with it, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    right: int
    why: str


@cache
def sayings_of() -> tuple[Saying, ...]:
    """Sentences to judge."""
    return tuple(Saying.model_validate(row) for row in read_yaml(EXAMPLES)["sayings"])


@cache
def lines() -> dict[str, str]:
    """First sentences to try, by name."""
    return dict(read_yaml(EXAMPLES)["lines"])


@cache
def case() -> Case:
    """The lesson's own material: the first that has a hit for two platforms and sells a recording card."""
    contexts = (Context(CONTEXT.cohort, f"example {n}") for n in range(100))
    return next(found for context in contexts if (found := draw_case(context)).brand_slug == "qingxu")


@cache
def worlds() -> Worlds:
    """The lesson's worlds."""
    return CONTEXT.worlds(TASK, WORLDS, "lesson")
