"""Tables that stand in lessons and are never typed there: a task's points, and numbers with how sure they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from curriculum.live.frame import live
from simulations.language import _
from simulations.projects import find_task
from simulations.task import JudgedBy, Task
from simulations.world.parameters import Parameter, Sureness


def judge_name(judge: JudgedBy) -> str:
    """Who gives the points, in a word."""
    return {
        JudgedBy.WORLD: _("simulated world"),
        JudgedBy.KEY: _("checked against the material"),
        JudgedBy.MENTOR: _("mentor"),
    }[judge]


def sureness_name(mark: Sureness) -> str:
    """How a number is known, in a word."""
    return {
        Sureness.PUBLISHED: _("published"),
        Sureness.COMPUTED: _("worked out from published data"),
        Sureness.PRACTITIONER: _("practitioners' experience"),
        Sureness.ASSUMPTION: _("our assumption"),
    }[mark]


def points(slug: str) -> Any:
    """The points of a task, criterion by criterion, as the task itself has them."""
    return live(lambda: points_html(find_task(slug)))


def points_html(task: Task) -> str:
    """Criteria with points, judge and what is looked at; the judges' shares below."""
    rows = [
        (criterion.title, f"{criterion.points:g}", judge_name(criterion.judged_by), criterion.about)
        for criterion in task.criteria
    ]
    shares = [
        _("{judge} {points:g}").format(judge=judge_name(judge), points=sum(c.points for c in task.judged_by(judge)))
        for judge in JudgedBy
        if task.judged_by(judge)
    ]
    total = _("{points:g} points in all: {shares}.").format(points=task.max_points, shares=_(", ").join(shares))
    head = (_("What is judged"), _("Points"), _("By"), _("What is looked at"))
    return table_html(head, rows, figures=(1,)) + f'<p class="said">{escape(total)}</p>'


@dataclass(frozen=True)
class Known:
    """A number of the world as a lesson shows it: what it is, the figure as people say it, where it stands."""

    name: str
    figure: str
    parameter: Parameter


def known_html(numbers: Iterable[Known]) -> str:
    """Numbers, each with how it is known."""
    rows = [(known.name, known.figure, sureness_name(known.parameter.mark)) for known in numbers]
    return table_html((_("Number"), _("Value"), _("How it is known")), rows, figures=(1,))


def table_html(head: Iterable[str], rows: Iterable[Iterable[str]], figures: tuple[int, ...] = ()) -> str:
    """A table of plain text; columns in `figures` are set flush right."""

    def row(tag: str, cells: Iterable[str]) -> str:
        scope = ' scope="col"' if tag == "th" else ""
        return "".join(
            f"<{tag}{scope}{' class=figure' if place in figures else ''}>{escape(cell)}</{tag}>"
            for place, cell in enumerate(cells)
        )

    body = "".join(f"<tr>{row('td', cells)}</tr>" for cells in rows)
    return f"<table><thead><tr>{row('th', head)}</tr></thead><tbody>{body}</tbody></table>"
