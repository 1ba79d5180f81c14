"""What comes back to a trainee: feedback on a module, the profile so far, letters from the mentor.

Grading writes these files; they arrive in the work folder's `inbox/`, one by one or as a zip left as it came.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from curriculum.workplace import Workplace

FEEDBACK = ".feedback.json"
PROFILE, LETTERS = "profile.json", "letters.json"
MOST_BYTES = 2_000_000
PaperT = TypeVar("PaperT", bound=BaseModel)


class Judged(BaseModel):
    """A criterion as it came back: points are None while it waits for the mentor.

    `competencies` are what it is evidence for, where whoever judged it says so.
    """

    model_config = ConfigDict(frozen=True)
    title: str
    competencies: tuple[str, ...] = ()
    points: float | None = None
    max_points: float
    reason: str = ""
    comment: str = ""

    @property
    def share(self) -> float:
        """Share of the points, 1 while it waits: what is not judged yet is no weakness."""
        return 1.0 if self.points is None else self.points / self.max_points


class Feedback(BaseModel):
    """What grading says of a module, as far as the first page shows it."""

    model_config = ConfigDict(frozen=True)
    module: str
    title: str
    handed_in_at: datetime | None = None
    total: float | None = None
    max_points: float
    waiting: int = 0
    items: tuple[Judged, ...] = ()
    advice: tuple[str, ...] = ()
    note: str = ""


class Skill(BaseModel):
    """A competency so far: the share of its points reached, with an interval that narrows as evidence comes in.

    `evidence` counts the criteria that were judged for it; `low` and `high` are the ends of a 95% interval.
    """

    model_config = ConfigDict(frozen=True)
    competency: str
    share: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)
    evidence: int = Field(ge=1)


class Profile(BaseModel):
    """All competencies that there is evidence for, in the syllabus's order."""

    model_config = ConfigDict(frozen=True)
    at: datetime
    skills: tuple[Skill, ...] = ()


class Letter(BaseModel):
    """A message to the trainee; `who` is how the sender signs."""

    model_config = ConfigDict(frozen=True)
    at: datetime
    who: str = Field(min_length=1, max_length=60)
    text: str = Field(min_length=1, max_length=2000)


class Letters(BaseModel):
    """All letters so far."""

    model_config = ConfigDict(frozen=True)
    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True)
class Inbox:
    """All that has come back; `feedback` by module, letters newest first."""

    feedback: dict[str, Feedback] = field(default_factory=dict)
    profile: Profile | None = None
    letters: tuple[Letter, ...] = ()


def read_inbox(workplace: Workplace) -> Inbox:
    """Read the inbox; of two papers of one name the one that arrived later counts.

    A damaged paper counts as none, for it will come again.
    """
    papers: dict[str, bytes] = {}
    for path in sorted(workplace.inbox.glob("*"), key=lambda path: path.stat().st_mtime):
        papers |= dict(_papers(path))
    found = {
        name.removesuffix(FEEDBACK): _read(data, Feedback) for name, data in papers.items() if name.endswith(FEEDBACK)
    }
    letters = _read(papers.get(LETTERS, b""), Letters) or Letters()
    return Inbox(
        {module: feedback for module, feedback in found.items() if feedback},
        _read(papers.get(PROFILE, b""), Profile),
        tuple(sorted(letters.letters, key=lambda letter: letter.at, reverse=True)),
    )


def _papers(path: Path) -> Iterator[tuple[str, bytes]]:
    """A file by its name, or what a zip holds; a zip is read, never unpacked."""
    try:
        if path.suffix == ".json":
            yield path.name, path.read_bytes()
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as package:
                for info in package.infolist():
                    name = Path(info.filename).name
                    if name.endswith(".json") and info.file_size <= MOST_BYTES:
                        yield name, package.read(info)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return


def _read(data: bytes, kind: type[PaperT]) -> PaperT | None:
    try:
        return kind.model_validate_json(data)
    except ValueError:
        return None
