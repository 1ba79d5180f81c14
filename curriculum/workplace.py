"""The trainee's own folder: who works here, for which cohort, what came in and what goes out."""

import hashlib
import json
import re
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from curriculum.answers import answer_path, log_path, read_log, write_log
from curriculum.files import write_whole
from curriculum.syllabus import module as find_module
from simulations.identity import SOLO_COHORT, Context
from simulations.language import _

MARK = ".academy-work"
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


class Receipt(BaseModel):
    """What was handed in, when, and the fingerprint of every file."""

    model_config = ConfigDict(frozen=True)
    cohort: str
    trainee: str
    module: str
    handed_in_at: datetime
    files: dict[str, str]

    @property
    def code(self) -> str:
        """Eight signs to read to each other over the telephone."""
        text = json.dumps(self.files, sort_keys=True) + self.handed_in_at.isoformat()
        return hashlib.sha256(text.encode()).hexdigest()[:8].upper()


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


def name_trainee(workplace: Workplace, id: str, name: str = "") -> Workplace:
    """Remember who works here.

    Raises
    ------
    ValueError
        If the id has signs that file names do not bear.
    """
    if not re.fullmatch(r"[\w.@-]{1,64}", id):
        raise ValueError(_("a trainee's id has letters, digits, . _ @ - only: {id}").format(id=repr(id)))
    trainee = Trainee(id=id, name=name)
    write_whole(workplace.root / "trainee.json", trainee.model_dump_json().encode())
    return Workplace(workplace.root, workplace.cohort, trainee)


def hand_in(workplace: Workplace, slug: str, now: datetime | None = None) -> tuple[Receipt, Path]:
    """Pack notebook, answers and logs with a receipt into `outbox/`.

    Parameters
    ----------
    now : datetime, optional
        The time on the receipt, with its zone; default: this moment.

    Returns
    -------
    receipt : Receipt
    path : Path
        `<trainee>__<module>__<time>.zip`; an earlier one stays.

    Raises
    ------
    FileNotFoundError
        If there is nothing to hand in; names the missing answers.
    OSError
        If the folder is read-only or the disk full; nothing half-written stays.
    """
    module = find_module(slug)
    folder = workplace.module_folder(slug)
    missing = [task for task in module.tasks if not answer_path(folder, task).exists()]
    if missing:
        raise FileNotFoundError(_("nothing to hand in yet, no answer to: {tasks}").format(tasks="、".join(missing)))
    now = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    for task in module.tasks:
        write_log(folder, task, read_log(folder, task).model_copy(update={"submitted_at": now}))
    paths = [folder / f"{slug}.ipynb"]
    paths += [path for task in module.tasks for path in (answer_path(folder, task), log_path(folder, task))]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.exists()}
    context = workplace.context
    receipt = Receipt(
        cohort=context.cohort,
        trainee=context.trainee,
        module=slug,
        handed_in_at=now,
        files={name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in {**files, "receipt.json": receipt.model_dump_json(indent=1).encode()}.items():
            bundle.writestr(name, data)
    path = workplace.outbox / f"{context.trainee}__{slug}__{now:%Y%m%dT%H%M%S}.zip"
    write_whole(path, packed.getvalue())
    return receipt, path
