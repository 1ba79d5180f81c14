"""The feedback page: nothing in it is loaded from elsewhere, and what people wrote is escaped."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from grading.autograde.base import FORM, KEY, PAGE, grade_id
from grading.autograde.view import style
from grading.feedback.told import Feedback, read_feedback
from grading.records.tables import Status
from grading.reports.html import page_style
from simulations.language import _, language

TEMPLATES = Path(__file__).parents[1] / "templates"


class FeedbackExporter(Exporter):
    """nbgrader's feedback converter with our page instead of the notebook."""

    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # an exporter gives text; the base class gives none
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        nb, resources = super().from_notebook_node(nb, resources, **kwargs)
        names = resources["nbgrader"]
        feedback = read_feedback(names["db_url"], names["student"], names["assignment"])
        if feedback is None:
            raise ValueError(
                _("{trainee} has no graded hand-in for {module}").format(
                    trainee=repr(names["student"]), module=names["assignment"]
                )
            )
        return feedback_html(feedback, nb), resources


def feedback_html(feedback: Feedback, graded: NotebookNode) -> str:
    """The page: nothing in it is loaded from elsewhere, and what a trainee or mentor wrote is escaped."""
    labels = {
        "feedback": _("Feedback"),
        "trainee": _("Trainee"),
        "handed_in": _("Handed in"),
        "number": _("Hand-in no. {number}").format(number=feedback.number),
        "total": _("Points"),
        "waiting": _("{n} criteria still wait for a mentor.").format(n=feedback.waiting),
        "late_penalty": _("Deducted for lateness"),
        "criterion": _("Criterion"),
        "judged_by": _("Judged by"),
        "reason": _("Reason"),
        "coach": _("What the coach would change"),
        "answer": _("Your answer"),
        "not_judged": {Status.NOT_GRADABLE: _("not gradable")},
        "waits": _("waits for a mentor"),
        "judges": {
            "world": _("simulated world"),
            "key": _("the material"),
            "mentor": _("mentor"),
            "notebook": _("run of the notebook"),
        },
    }
    return _template().render(
        feedback=feedback,
        labels=labels,
        lang="en" if language() == "en" else "zh-CN",
        handed_in=_local(feedback.handed_in_at),
        style=Markup(f"{style()}\n{page_style()}"),
        pages=_pages(graded),
    )


def _local(at: datetime | None) -> str:
    """A time of the database (UTC) as the clock on the wall here shows it."""
    return f"{at.replace(tzinfo=UTC).astimezone():%Y-%m-%d %H:%M}" if at else ""


def _pages(graded: NotebookNode) -> list[Markup]:
    """The answers as pages, as the trusted process rendered them."""
    outputs = [output for cell in graded.cells if grade_id(cell).endswith(FORM) for output in cell.outputs]
    return [Markup(output.data["text/html"]) for output in outputs if output.metadata.get(KEY) == PAGE]


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("feedback.html.j2")
