"""A draft: the fields of an answer so far, saved at every change, and what is still wrong with them."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from curriculum.answers import InvalidAnswer, Problem, answer_path, log_path, parse, read_draft, write_draft
from curriculum.workbench.history import Change, History
from simulations.task import Answer, Task

log = logging.getLogger(__name__)
EMPTY: tuple[object, ...] = (None, "", [], {})
TOO_LITTLE = {"is too short: at least {least} characters", "at least {least} are needed"}


@dataclass
class Draft:
    """The fields of one answer, on disk and in memory.

    Every `set` is saved at once. Somebody else may write the same file (a code cell, a second window): then the file's
    fields are taken over first, so nobody's work is lost, field by field.

    Attributes
    ----------
    fields : dict
        What has been filled in, as JSON would hold it.
    saved_at : datetime or None
        When the file was last written or read.
    failure : Exception or None
        Why the last change is not on disk.
    unusable : str
        `damaged` or `other-material` while a file lies there that cannot be taken over; else empty.
    complain : callable
        Told of what goes wrong where a change is shown; the change itself is saved before.
    merged : callable
        Told which fields somebody else had changed when they were taken over.
    history : History
        What can be taken back; nothing of it is somebody else's.
    """

    task: Task
    folder: Path
    variant: str
    fields: dict[str, Any] = field(default_factory=dict)
    saved_at: datetime | None = None
    failure: Exception | None = None
    unusable: str = ""
    complain: Callable[[Exception], None] = lambda error: log.error("while showing a change", exc_info=error)
    merged: Callable[[frozenset[str]], None] = lambda names: None
    history: History = field(default_factory=History)
    _seen: tuple[int, int] | None = None
    _unsaved: set[str] = field(default_factory=set)
    _listeners: list[Callable[[str], None]] = field(default_factory=list)
    _restoring: bool = False
    _problems: tuple[Problem, ...] | None = None

    @classmethod
    def open(cls, task: Task, folder: Path, variant: str) -> "Draft":
        """The draft in a module's folder.

        A file that is damaged, or was written for other material, is not taken over; it is left alone until there is
        something to save, and then kept under another name.
        """
        draft = cls(task, folder, variant)
        try:
            draft._read()
        except InvalidAnswer:
            draft.unusable = "damaged"
        else:
            if draft._of_other_material():
                draft.unusable = "other-material"
        if draft.unusable:
            draft.fields, draft.saved_at, draft._seen = {}, None, None
        return draft

    def on_change(self, listener: Callable[[str], None]) -> None:
        """Call `listener(name)` after every change of a field; the name is empty where all may have changed."""
        self._listeners.append(listener)

    def get(self, name: str, default: Any = None) -> Any:
        return self.fields.get(name, default)

    def set(self, name: str, value: Any) -> None:
        """Take in a field and save; an empty one that is no text is taken out."""
        foreign = self._take_over()
        if not self._restoring:  # a widget that puts what it is shown into its own words has changed nothing
            self.history.note(name, self.fields.get(name), None if value in EMPTY and value != "" else value)
        self._put(name, value, foreign)

    def undo(self) -> str | None:
        """Take the last change back; the name of its field, None where there is nothing to take back."""
        return self._restore(History.back, "before")

    def redo(self) -> str | None:
        """Make the change again that was taken back last; the name of its field."""
        return self._restore(History.again, "after")

    def _restore(self, step: Callable[[History], Change | None], side: str) -> str | None:
        foreign = self._take_over()
        change = step(self.history)
        if change is None:
            if foreign:
                self.announce()
            return None
        self._restoring = True
        try:
            self._put(change.name, getattr(change, side), foreign)
        finally:
            self._restoring = False
        return change.name

    def _put(self, name: str, value: Any, foreign: frozenset[str]) -> None:
        if value in EMPTY and value != "":
            self.fields.pop(name, None)
        else:
            self.fields[name] = value
        self._unsaved.add(name)
        self.save()
        self.announce("" if foreign else name)
        if foreign - {name}:
            self.merged(foreign)

    def announce(self, name: str = "") -> None:
        """Tell everybody who shows the draft that a field, or without a name all of it, may have changed."""
        self._problems = None
        for listener in self._listeners:
            try:
                listener(name)
            except Exception as error:  # one part that cannot show a change must not keep the others from it
                self.complain(error)

    def save(self) -> None:
        """Write the file; a failure is kept in `failure` and the next change tries again."""
        try:
            self.make_room()
            self.saved_at = write_draft(self.folder, self.task.slug, self.fields, self.variant)
        except (OSError, ValueError) as error:  # ValueError: half a character, which no file can hold
            self.failure = error
        else:
            self.failure = None
            self._unsaved.clear()
            self._seen = self._stamp()

    def make_room(self) -> None:
        """Keep an unusable answer and its work log under another name.

        Raises
        ------
        OSError
            If they cannot be renamed.
        """
        if self.unusable:
            for path in (answer_path(self.folder, self.task.slug), log_path(self.folder, self.task.slug)):
                name = f"{path.name.removesuffix('.json')}.{self.unusable}-{datetime.now():%Y%m%d%H%M%S}.json"
                if path.exists():
                    path.rename(path.with_name(name))
            self.unusable = ""

    def problems(self) -> tuple[Problem, ...]:
        """What keeps the fields from being a valid answer."""
        if self._problems is None:  # every part asks after every change
            try:
                parse(self.task, self.fields)
            except InvalidAnswer as invalid:
                self._problems = invalid.problems
            else:
                self._problems = ()
        return self._problems

    def answer(self, **stand_ins: Any) -> Answer:
        """The answer; `stand_ins` fill fields that are empty or not valid and do not matter for the purpose at hand.

        Raises
        ------
        InvalidAnswer
            With one problem per field that is wrong.
        """
        wrong = {problem.field.partition(".")[0] for problem in self.problems()}
        kept = {name: value for name, value in self.fields.items() if name not in stand_ins or name not in wrong}
        return parse(self.task, {**{name: value for name, value in stand_ins.items() if name in wrong}, **kept})

    def is_empty(self, name: str) -> bool:
        """Whether a field has nothing in it yet."""
        value = self.fields.get(name)
        return not value.strip() if isinstance(value, str) else value in EMPTY

    def errors(self) -> dict[str, str]:
        """What is wrong, per field; a field that is empty or not long enough yet is unfinished, not wrong."""
        found: dict[str, str] = {}
        for problem in self.problems():
            name = problem.field.partition(".")[0]
            if name and not self.is_empty(name) and problem.what.id not in TOO_LITTLE:
                found.setdefault(name, str(problem.what))
        return found

    def incomplete(self, *names: str) -> tuple[str, ...]:
        """Those of the fields that are still missing or wrong."""
        wrong = {problem.field.partition(".")[0] for problem in self.problems()}
        return tuple(name for name in names if name in wrong)

    def _read(self) -> None:
        self.fields = read_draft(self.folder, self.task.slug)
        self._seen = self._stamp()
        if self._seen:
            self.saved_at = datetime.fromtimestamp(self._seen[0] / 1e9, UTC)

    def _of_other_material(self) -> bool:
        path = answer_path(self.folder, self.task.slug)
        return path.exists() and json.loads(path.read_bytes()).get("variant") != self.variant

    def _take_over(self) -> frozenset[str]:
        """Read the file again if it is not the one we know; which fields somebody else has changed.

        What could not be saved here stays as it is here.
        """
        if self.unusable or self._stamp() in (None, self._seen):
            return frozenset()
        before = self.fields
        try:
            self._read()
        except (InvalidAnswer, OSError):
            return frozenset()
        for name in self._unsaved:
            self.fields.pop(name, None)
            if name in before:
                self.fields[name] = before[name]
        foreign = frozenset(
            name for name in {*before, *self.fields} if not _alike(before.get(name), self.fields.get(name))
        )
        self.history.forget(foreign)
        return foreign

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = answer_path(self.folder, self.task.slug).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino


def _alike(one: Any, other: Any) -> bool:
    """Whether two values of a field say the same; one kind of nothing is as good as another."""
    return bool(one == other) or (one in EMPTY and other in EMPTY)
