"""A task's form in the notebook: who works here, the head, the numbered steps."""

from functools import partial

import ipywidgets
from IPython.display import display

from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.front import Sheet, Steps
from curriculum.workbench.guard import sentence
from curriculum.workbench.layouts import layout_of
from curriculum.workbench.parts.head import head
from curriculum.workbench.parts.identity import ask_who
from curriculum.workbench.parts.text import column, notice, panel
from curriculum.workbench.seats import Seat, sit_down
from curriculum.workplace import Workplace, find_workplace
from simulations.language import _


def show_task(slug: str) -> None:
    """Show a task's form; what stands in its way is said in a sentence instead."""
    seat = Seat(slug, _show)
    seat.place.add_class("academy")
    sit_down(seat)
    display(seat.place)  # type: ignore[no-untyped-call]


def _show(seat: Seat) -> None:
    workplace = find_workplace()
    if workplace.cohort is not None and workplace.trainee is None:
        seat.place.children = (Sheet(), ask_who(workplace, partial(_fill, seat)))
    else:
        _fill(seat, workplace)


def _fill(seat: Seat, workplace: Workplace) -> None:
    bench = Bench.open(seat.task, workplace)
    seat.place.children = (Sheet(), *form_of(bench))
    seat.tell = lambda text: bench.tell(text)


def form_of(bench: Bench) -> tuple[ipywidgets.Widget, ...]:
    """Head, steps and pages of a task; a layout that fails is said in a sentence."""
    try:
        bench.steps = tuple(layout_of(bench.task.sitting_of or bench.task.slug)(bench))
    except Exception as error:
        return (notice(sentence(error), "bad"),)
    steps = Steps(name=bench.task.slug, titles=[step.title for step in bench.steps])

    def progress(_changed: str = "") -> None:
        missing = [len(bench.draft.incomplete(*step.fields)) for step in bench.steps]
        steps.states = [
            "open" if not step.fields or count == len(step.fields) else "begun" if count else "done"
            for step, count in zip(bench.steps, missing, strict=True)
        ]
        steps.notes = [_("{n} to do").format(n=count) if count else "" for count in missing]

    bench.draft.on_change(progress)
    bench.draft.on_change(bench.filled_in)
    bench.draft.announce()  # only now is it known on which step a field stands
    pages = [_page(index, step, bench.steps) for index, step in enumerate(bench.steps)]
    return (head(bench, steps), *pages)


def _page(index: int, step: Step, steps: tuple[Step, ...]) -> ipywidgets.VBox:
    """A step's content, and the way to the next one."""
    ways = []
    if index > 0:
        back = _("Back: {title}").format(title=steps[index - 1].title)
        ways.append(f'<button type="button" class="academy-button" data-academy-step="{index - 1}">← {back}</button>')
    if index + 1 < len(steps):
        on = _("Next: {title}").format(title=steps[index + 1].title)
        ways.append(
            f'<button type="button" class="academy-button is-primary" data-academy-step="{index + 1}">{on} →</button>'
        )
    way = panel(f'<div class="academy-ways">{"".join(ways)}</div>')
    return column(step.content, way, classes=f"academy-page academy-page-{index}")
