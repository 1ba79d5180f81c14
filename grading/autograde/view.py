"""Results as HTML: everything that is text goes through `escape`, pages come sanitised from their task."""

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

from curriculum.answers import WorkLog
from curriculum.diary import diary_rows
from curriculum.look.tokens import token_rule
from grading.autograde.sheet import TaskSheet, Verdict, sentence
from simulations.language import Message, _
from simulations.task import Advice

STYLE = Path(__file__).parents[1] / "templates" / "answer.css"


@cache
def style() -> str:
    """The look of answers and results, in light colours as the page for marking has them; nothing from elsewhere."""
    return f"{token_rule(':root')}\n{STYLE.read_text(encoding='utf-8')}"


def criterion_html(verdict: Verdict) -> str:
    """A line: the points and why."""
    reason = escape(str(verdict.reason or ""))
    most = verdict.criterion.points
    if verdict.problem:
        points = _("not gradable")
    elif verdict.points is None:
        points = _("waits for a mentor")
    else:
        points = f"{verdict.points:g} / {most:g}"
    return f'<p class="academy-mark"><strong>{escape(points)}</strong> {reason}</p>'


def problems_html(sheet: TaskSheet, notes: list[Message]) -> str:
    """What is wrong with a hand-in, for the mentor to see first."""
    problems = [str(note) for note in notes] + [str(sentence(problem)) for problem in sheet.problems]
    return f'<div class="academy-problems">{_list(problems)}</div>' if problems else ""


def coach_html(advice: Iterable[Advice], figure: Message) -> str:
    """The coach's sentences, most valuable first."""
    sentences = [str(one.sentence(figure)) for one in advice]
    if not sentences:
        return ""
    title = escape(_("What the coach would change"))
    return f'<div class="academy-coach"><h4>{title}</h4>{_list(sentences)}</div>'


def diary_html(log: WorkLog) -> str:
    """What happened when, as the workbench recorded it; folded, for it carries no points."""
    rows = diary_rows(log)
    if not rows:
        return ""
    title = escape(_("What happened when ({n})").format(n=len(rows)))
    lines = "".join(
        f"<tr><td>{escape(row.when)}</td><td>{'' if row.minutes is None else row.minutes}</td>"
        f"<td>{escape(row.text)}</td></tr>"
        for row in rows
    )
    heads = "".join(f"<th>{escape(name)}</th>" for name in (_("When"), _("Minute"), _("What")))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
    return f'<details class="academy-diary"><summary>{title}</summary>{table}</details>'


def _list(sentences: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences) + "</ul>"
