"""Results as HTML: everything that is text goes through `escape`, pages come sanitised from their task."""

from collections.abc import Iterable
from functools import cache
from html import escape
from math import expm1
from pathlib import Path

from grading.autograde.sheet import TaskSheet, Verdict, sentence
from simulations.language import Message, _, message
from simulations.task import Advice

STYLE = Path(__file__).parents[1] / "templates" / "answer.css"


@cache
def style() -> str:
    """The look of answers and results; no fonts or pictures from elsewhere."""
    return STYLE.read_text(encoding="utf-8")


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


def coach_html(advice: Iterable[Advice]) -> str:
    """The coach's sentences, most valuable first."""
    sentences = [str(advice_message(one)) for one in advice]
    if not sentences:
        return ""
    title = escape(_("What the coach would change"))
    return f'<div class="academy-coach"><h4>{title}</h4>{_list(sentences)}</div>'


def advice_message(advice: Advice) -> Message:
    """What to change, what it would have been worth, and the practitioner's reason."""
    values = {
        "what": advice.what,
        "why": advice.why,
        "effect": expm1(advice.effect),
        "low": expm1(advice.low),
        "high": expm1(advice.high),
    }
    return message("{what}: {effect:+.0%} (95% interval {low:+.0%} to {high:+.0%}). {why}", **values)


def _list(sentences: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences) + "</ul>"
