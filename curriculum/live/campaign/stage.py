"""Where the lesson plays: a case of its own, drawn like a trainee's and never one of theirs; a bakery's ideas."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from simulations.identity import Context
from simulations.projects.campaign import Case, draw_case, senior
from simulations.projects.campaign.plan import Plan
from simulations.projects.campaign.reading import best_decisions
from simulations.reading import read_yaml
from simulations.world.draws import Worlds

EXAMPLES = Path(__file__).parent / "examples.yaml"
WORLDS = Worlds(b"the lesson of the campaign", 60)
PUBLIC_RATE = 0.06  # posts per complaint with a desk that is staffed


class Idea(BaseModel):
    """An idea of the bakery's, whether it may go out (0) or not (1), and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    right: int
    why: str


@cache
def ideas() -> tuple[Idea, ...]:
    """The bakery's ideas."""
    return tuple(Idea.model_validate(row) for row in read_yaml(EXAMPLES))


@cache
def case() -> Case:
    """The lesson's own campaign."""
    return draw_case(Context("the lesson of the campaign", "example"))


@cache
def decided() -> dict[str, str]:
    """What a good head does when things happen there."""
    return best_decisions(case())


@cache
def plan() -> Plan:
    """A good plan for it."""
    return senior(case())
