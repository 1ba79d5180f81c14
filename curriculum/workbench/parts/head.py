"""The head of a form, always in sight: which task, the clock, whether everything is saved, the steps."""

from html import escape

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.front import Steps
from curriculum.workbench.guard import sentence
from curriculum.workbench.parts.clock import clock
from curriculum.workbench.parts.text import clock_time, column, day_and_time, notice_html, panel, row
from simulations.language import _


def head(bench: Bench, steps: Steps) -> ipywidgets.VBox:
    """Title, clock, state of saving, steps, and the line in which the form speaks."""
    line = panel("", "academy-line")

    def say(text: str) -> None:
        line.value = notice_html(text, "bad") if text else ""

    bench.say = say
    bench.draft.complain = lambda error: say(sentence(error))
    if bench.draft.unusable:
        say(_("The answer here is damaged or was written for other material: it will be kept under another name."))
    top = row(panel(_title(bench), "academy-title"), clock(bench), saved(bench), classes="academy-top")
    return column(top, steps, line, classes="academy-head")


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
            state.value = f'<span class="is-good" role="status">✓ {escape(text)}</span>'
        else:
            text = _("Saved as you type")
            state.value = f"<span>{escape(text)}</span>"

    draft.on_change(show)
    show()
    return state
