"""The trainee's own folder: who works here, for which cohort, and where things lie."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from curriculum.files import write_whole
from curriculum.syllabus import module as find_module
from simulations.identity import SOLO_COHORT, Context
from simulations.language import _

MARK = ".academy-work"
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # what Windows takes for no file
CardT = TypeVar("CardT", bound=BaseModel)


class ReleasedModule(BaseModel):
    """A module as released to a cohort."""

    model_config = ConfigDict(frozen=True)
    due: datetime | None = None


class PublicCohort(BaseModel):
    """What a cohort tells its trainees (`cohort.json`)."""

    model_config = ConfigDict(frozen=True)
    id: str = Field(min_length=1)
    title: str
    modules: dict[str, ReleasedModule] = {}


class Trainee(BaseModel):
    """Who works here (`trainee.json`)."""

    model_config = ConfigDict(frozen=True)
    id: str = Field(pattern=r"^[\w.@-]{1,64}$")
    name: str = ""


@dataclass(frozen=True)
class Workplace:
    """A work folder.

    Attributes
    ----------
    root : Path
        Where `cohort.json`, `trainee.json`, `inbox/` and `outbox/` lie.
    cohort, trainee
        None when learning alone.
    """

    root: Path
    cohort: PublicCohort | None = None
    trainee: Trainee | None = None

    @property
    def context(self) -> Context:
        """For whom tasks are drawn; practice worlds, never the cohort's."""
        cohort = self.cohort.id if self.cohort else SOLO_COHORT
        return Context(cohort, self.trainee.id if self.trainee else "me")

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def outbox(self) -> Path:
        return self.root / "outbox"

    def module_folder(self, slug: str) -> Path:
        """The folder of a module: `<tier>/<slug>` in a work folder, the root itself in a course's assignment."""
        nested = self.root / find_module(slug).tier / slug
        return nested if nested.exists() or not (self.root / f"{slug}.ipynb").exists() else self.root

    @classmethod
    def at(cls, root: Path) -> Self:
        """Read the two cards of a folder; a missing card is None.

        Raises
        ------
        ValueError
            If a card is damaged; names the file.
        """
        return cls(root, _card(root / "cohort.json", PublicCohort), _card(root / "trainee.json", Trainee))


def _card(path: Path, kind: type[CardT]) -> CardT | None:
    if not path.exists():
        return None
    try:
        return kind.model_validate_json(path.read_bytes())
    except ValueError as error:
        raise ValueError(_("{path} is damaged: {why}").format(path=path, why=error)) from error


def find_workplace(start: Path | None = None) -> Workplace:
    """The work folder that `start` (default: here) lies in; where there is none, `start` itself, for a solo learner."""
    start = Path(start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / MARK).exists() or (folder / "cohort.json").exists():
            return Workplace.at(folder)
    return Workplace.at(start)


def names_files(id: str) -> bool:
    """Whether files and folders can be called after an id on every system."""
    return not (DEVICE.fullmatch(id) or id.startswith(".") or id.endswith("."))


def name_trainee(workplace: Workplace, id: str, name: str = "") -> Workplace:
    """Remember who works here.

    Raises
    ------
    ValueError
        If the id has signs that file names do not bear, or is none that every system can name a file after.
    """
    if not re.fullmatch(r"[\w.@-]{1,64}", id):
        raise ValueError(_("a trainee's id has letters, digits, . _ @ - only: {id}").format(id=repr(id)))
    if not names_files(id):
        raise ValueError(
            _("no folder can be called {id} on every computer: ask for another number").format(id=repr(id))
        )
    trainee = Trainee(id=id, name=name)
    write_whole(workplace.root / "trainee.json", trainee.model_dump_json().encode())
    return Workplace(workplace.root, workplace.cohort, trainee)
