"""Any task without a layout of its own: the brief, every field, a look-over, handing in."""

from collections.abc import Iterator
from html import escape

import ipywidgets

from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.text import card, column, panel, paragraphs
from simulations.language import _


def steps(bench: Bench) -> Iterator[Step]:
    """Brief and fields on one page, the rest on a second."""
    brief = bench.brief if isinstance(bench.brief, str) else getattr(bench.brief, "brief", "")
    fields = [bench.form.field(name) for name in bench.form.names]
    yield Step(
        _("Your answer"),
        bench.form.names,
        column(*([card(_("Your brief"), panel(paragraphs(brief)))] if brief else []), card(_("Your answer"), *fields)),
    )
    yield Step(_("Hand in"), (), column(criteria(bench), review_panel(bench, {}), submit_panel(bench), diary(bench)))


def criteria(bench: Bench) -> ipywidgets.HTML:
    """What the task is judged on."""
    rows = "".join(
        f'<tr><th scope="row">{escape(criterion.title)}</th><td class="academy-number">{criterion.points:g}</td>'
        f"<td>{escape(criterion.about)}</td></tr>"
        for criterion in bench.task.criteria
    )
    return panel(f'<div class="academy-table"><table class="academy-marks"><tbody>{rows}</tbody></table></div>')
