"""Handing in: an answer from one code cell, and the package that leaves with a receipt."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from curriculum.answers import Happened, answer_path, log_bytes, log_path, read_log, write_draft, write_log
from curriculum.files import write_whole
from curriculum.syllabus import module as find_module
from curriculum.workplace import Workplace, find_workplace
from simulations.language import _, message
from simulations.projects import task_of
from simulations.task import Answer


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


def answer(model: Answer, *, folder: Path | None = None, overwrite: bool = False) -> Path:
    """Hand in an answer from one code cell instead of the form.

    Parameters
    ----------
    model : Answer
        `answer(Post(title=..., ...))`.
    folder : Path, optional
        The module's folder; default: where the notebook runs.
    overwrite : bool
        An answer that is already there is only replaced when told so.

    Raises
    ------
    FileExistsError
        If there is an answer and `overwrite` is not set.
    """
    folder = Path(folder or Path.cwd())
    task = task_of(model)
    path = answer_path(folder, task.slug)
    if path.exists() and not overwrite:
        raise FileExistsError(
            str(message("{path} already holds an answer; say overwrite=True to replace it", path=str(path)))
        )
    variant = find_workplace(folder).context.variant(task.slug)
    write_draft(folder, task.slug, model.model_dump(mode="json"), variant)
    return path


def due_of(workplace: Workplace, slug: str) -> datetime | None:
    """When a module is due; None for whoever learns alone, and where the cohort has set no time."""
    released = workplace.cohort.modules.get(slug) if workplace.cohort else None
    return released.due.astimezone(UTC) if released and released.due else None


def hand_in(
    workplace: Workplace,
    slug: str,
    now: datetime | None = None,
    report: Callable[[float], None] = lambda share: None,
) -> tuple[Receipt, Path]:
    """Pack notebook, answers and logs with a receipt into `outbox/`.

    Parameters
    ----------
    now : datetime, optional
        The time on the receipt, with its zone; default: this moment.
    report : callable
        Told how far it is, a share; what it raises stops it, before anything is written.

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
    due = due_of(workplace, slug)
    detail = "late" if due and now > due else ""
    logs = {
        task: read_log(folder, task)
        .model_copy(update={"submitted_at": now})
        .with_event(Happened.HANDED_IN, detail, now)
        for task in module.tasks
    }
    paths = [folder / f"{slug}.ipynb", *(answer_path(folder, task) for task in module.tasks)]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.exists()}
    files |= {log_path(folder, task).relative_to(folder).as_posix(): log_bytes(log) for task, log in logs.items()}
    report(0.5)
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
    report(0.9)
    write_whole(path, packed.getvalue())
    with suppress(OSError):  # the package is what counts, and it holds the logs
        for task, log in logs.items():
            write_log(folder, task, log)
    return receipt, path
