"""What a trainee has chosen for the way through the course: the role to prepare for, and tiers placed into."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from curriculum.files import write_whole
from curriculum.workplace import Workplace

NAME = "choices.json"


class Placement(BaseModel):
    """A placement test taken: how much of it was answered as a senior would, and whether that opens the next tier."""

    model_config = ConfigDict(frozen=True)
    at: datetime
    share: float = Field(ge=0, le=1)
    passed: bool


class Choices(BaseModel):
    """The choices in a work folder.

    Attributes
    ----------
    role : str
        A role of the syllabus; empty for the whole course.
    placements : dict
        The last placement test of each tier that was tested.
    """

    model_config = ConfigDict(frozen=True)
    role: str = ""
    placements: dict[str, Placement] = {}

    def knows(self, tier: str) -> bool:
        """Whether a placement test has shown that a tier need not be worked through."""
        return tier in self.placements and self.placements[tier].passed


def read_choices(workplace: Workplace) -> Choices:
    """The choices; none made where there is no file, or a damaged one: they can be made again in a minute."""
    try:
        return Choices.model_validate_json((workplace.root / NAME).read_bytes())
    except (OSError, ValidationError):
        return Choices()


def choose(workplace: Workplace, *, role: str | None = None, placements: dict[str, Placement] | None = None) -> Choices:
    """Change choices on disk; what is not named stays.

    Raises
    ------
    OSError
        If the file cannot be written; what stood there before is untouched.
    """
    before = read_choices(workplace)
    after = Choices(role=before.role if role is None else role, placements={**before.placements, **(placements or {})})
    write_whole(workplace.root / NAME, after.model_dump_json(indent=1).encode() + b"\n")
    return after
