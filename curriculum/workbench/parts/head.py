"""The head of a form, always in sight: which task, until when, undo, the clock, whether all is saved, the steps."""

from html import escape
from typing import Any

import ipywidgets

from curriculum.handing_in import due_of
from curriculum.packages import packages
from curriculum.workbench.bench import Bench
from curriculum.workbench.front import Steps
from curriculum.workbench.front.mechanics import DueNote, Passing, UndoBar
from curriculum.workbench.guard import guarded, sentence
from curriculum.workbench.parts.clock import clock
from curriculum.workbench.parts.text import clock_time, column, day_and_time, notice_html, panel, row
from simulations.language import _


def head(bench: Bench, steps: Steps) -> ipywidgets.VBox:
    """Title, due date, undo, clock, state of saving, steps, and the lines in which the form speaks."""
    line, passing = panel("", "academy-line"), Passing()

    def say(text: str) -> None:
        line.value = notice_html(text, "bad") if text else ""

    bench.say, bench.tell = say, passing.tell
    bench.draft.complain = lambda error: say(sentence(error))
    bench.draft.merged = lambda names: passing.tell(_("This answer was changed elsewhere too: taken in."))
    if bench.draft.unusable:
        say(_("The answer here is damaged or was written for other material: it will be kept under another name."))
    title = panel(_title(bench), "academy-title")
    timed = [clock(bench)] if bench.task.minutes else []
    top = row(title, due(bench), undo(bench), *timed, saved(bench), classes="academy-top")
    return column(top, steps, line, passing, classes="academy-head")


def _title(bench: Bench) -> str:
    workplace = bench.workplace
    who = workplace.trainee.name or workplace.trainee.id if workplace.trainee else _("Learning alone")
    parts = [who]
    if workplace.cohort:
        parts.append(workplace.cohort.title)
        released = workplace.cohort.modules.get(bench.module.slug)
        if released and released.due:
            parts.append(_("due {when}").format(when=day_and_time(released.due)))
    return f"<h2>{escape(bench.module.title)}</h2><p>{escape(' · '.join(parts))}</p>"


def due(bench: Bench) -> DueNote:
    """What the due date means now for whoever has not handed in."""
    until = due_of(bench.workplace, bench.module.slug)
    note = DueNote(
        due=until.timestamp() * 1000 if until else 0.0,
        words={
            "hours": _("Due in {n} h, not handed in yet"),
            "minutes": _("Due in {n} min, not handed in yet"),
            "over": _("The due date is over: you may still hand in, it will be marked as late"),
        },
    )

    def look() -> None:
        note.handed_in = bool(packages(bench.workplace, bench.module.slug))

    bench.on_log(look)
    look()
    return note


def undo(bench: Bench) -> UndoBar:
    """Taking changes back and making them again, field by field."""
    bar = UndoBar(
        words={
            "group": _("Take back and redo"),
            "back": _("Undo"),
            "again": _("Redo"),
            "no_back": _("Nothing to undo"),
            "no_again": _("Nothing to redo"),
        }
    )
    draft = bench.draft

    def label(name: str) -> str:
        return bench.form.label(name) if name in bench.form.names else name

    def show(_changed: str = "") -> None:
        past, future = draft.history.past, draft.history.future
        bar.back = _("Undo: {field}").format(field=label(past[-1].name)) if past else ""
        bar.again = _("Redo: {field}").format(field=label(future[-1].name)) if future else ""

    @guarded(lambda text: bench.say(text))
    def act(_widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("act") == "back":
            name, said = draft.undo(), _("Taken back: {field}")
        else:
            name, said = draft.redo(), _("Made again: {field}")
        show()
        if name is not None:
            bench.tell(said.format(field=label(name)))

    bar.on_msg(act)
    draft.on_change(show)
    show()
    return bar


def saved(bench: Bench) -> ipywidgets.HTML:
    """Whether the last change is on disk, and if not, why."""
    state = panel("", "academy-saved")
    draft = bench.draft

    def show(_changed: str = "") -> None:
        if draft.failure:
            text = _("Not saved: {why}").format(why=sentence(draft.failure))
            state.value = f'<span class="is-bad" role="alert">✕ {escape(text)}</span>'
        elif draft.saved_at:
            text = _("Saved {when}").format(when=clock_time(draft.saved_at))
            state.value = f'<span class="is-good">✓ {escape(text)}</span>'
        else:
            text = _("Saved as you type")
            state.value = f"<span>{escape(text)}</span>"

    draft.on_change(show)
    show()
    return state
