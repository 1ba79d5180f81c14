"""What the parts of a form share: the task, for whom, the draft, the work log, and a line to speak to the trainee."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import ipywidgets

from curriculum.answers import Happened, Trial, WorkLog, read_log, write_log
from curriculum.syllabus import Module, syllabus
from curriculum.workbench.draft import Draft
from curriculum.workbench.form import Form
from curriculum.workplace import Workplace
from simulations.identity import Context
from simulations.language import _
from simulations.projects import find_task
from simulations.task import Task

SESSION_GAP = timedelta(minutes=30)  # a form that is opened again sooner goes on with the same session


@dataclass(frozen=True)
class Step:
    """One page of a form: its title, the fields that decide whether it is done, and what stands on it."""

    title: str
    fields: tuple[str, ...]
    content: ipywidgets.Widget


@dataclass
class Bench:
    """A task at work.

    Attributes
    ----------
    brief : Any
        What the task tells this trainee: `task.brief(context)`.
    steps : tuple of Step
        Set once the layout has drawn them.
    say : callable
        Shows a sentence above the form; an empty one clears it.
    tell : callable
        Shows a sentence there that goes away by itself.
    """

    task: Task
    module: Module
    workplace: Workplace
    folder: Path
    context: Context
    brief: Any
    draft: Draft
    form: Form
    log: WorkLog
    steps: tuple[Step, ...] = ()
    say: Callable[[str], None] = field(default=lambda text: None)
    tell: Callable[[str], None] = field(default=lambda text: None)
    _listeners: list[Callable[[], None]] = field(default_factory=list)
    _opened_at: datetime | None = field(default_factory=lambda: datetime.now(UTC))

    @classmethod
    def open(cls, slug: str, workplace: Workplace) -> "Bench":
        """Set up a task in a workplace.

        Raises
        ------
        KeyError
            If there is no such task, or no module asks for it.
        """
        task = find_task(slug)
        module = next((module for module in syllabus().modules if slug in module.tasks), None)
        if module is None:
            raise KeyError(_("no module of the syllabus asks for task {slug}").format(slug=repr(slug)))
        folder, context = workplace.module_folder(module.slug), workplace.context
        draft = Draft.open(task, folder, context.variant(slug))
        log = WorkLog() if draft.unusable else read_log(folder, slug)
        return cls(task, module, workplace, folder, context, task.brief(context), draft, Form(draft), log)

    def on_log(self, listener: Callable[[], None]) -> None:
        """Call `listener()` after every change of the work log."""
        self._listeners.append(listener)

    def record(self, what: Happened | None = None, detail: str = "", **changes: Any) -> None:
        """Change the work log on disk and say what happened; what a second window has written to it is kept.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        self.draft.make_room()
        log = read_log(self.folder, self.task.slug).model_copy(update=changes)
        opened = self._opened_at
        if opened and not any(opened - event.at < SESSION_GAP for event in log.events):
            log = log.with_event(Happened.OPENED, at=opened)  # opening alone writes nothing
        log = log.with_event(what, detail) if what else log
        write_log(self.folder, self.task.slug, log)
        self.log, self._opened_at = log, None
        self.log_changed()

    def remark(self, what: Happened, detail: str = "", **changes: Any) -> None:
        """As `record`, where nothing depends on it: a full disk keeps nobody from going on."""
        with suppress(OSError):
            self.record(what, detail, **changes)

    def record_trial(self, low: int, high: int, reads: int) -> Trial:
        """Add a trial publication to the work log."""
        self.draft.make_room()
        trials = read_log(self.folder, self.task.slug).trials
        trial = Trial(number=len(trials) + 1, at=datetime.now(UTC), forecast_low=low, forecast_high=high, reads=reads)
        self.record(Happened.TRIAL, str(reads), trials=(*trials, trial))
        return trial

    def filled_in(self, name: str) -> None:
        """Remark on the first thing that is filled in on a step."""
        place = self.place_of(name)
        if place is None or self.draft.is_empty(name):
            return
        title = self.steps[place].title
        if not any(event.what == Happened.STEP and event.detail == title for event in self.log.events):
            self.remark(Happened.STEP, title)

    def log_changed(self) -> None:
        """Read the log again and tell everybody who shows it."""
        self.log = read_log(self.folder, self.task.slug)
        for listener in self._listeners:
            listener()

    def place_of(self, name: str) -> int | None:
        """Index of the step a field stands on."""
        return next((index for index, step in enumerate(self.steps) if name in step.fields), None)
