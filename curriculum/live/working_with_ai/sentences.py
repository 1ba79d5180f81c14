"""Sentences: true, invented or beyond proof; and what needs which label."""

from html import escape
from typing import Any

from curriculum.live.guess import Question, Revealed, guess_first
from curriculum.live.working_with_ai.stage import examples
from simulations.language import _


def claims() -> Any:
    """A claim with the row beside it: what would you write?"""
    given = examples()
    asked = [
        Question(_("「{text}」 The material: {row}").format(text=one.text, row=one.row), given.names)
        for one in given.claims
    ]
    return guess_first(asked, lambda number, guess: _revealed(given.names, given.claims[number], guess))


def labels() -> Any:
    """Something that goes out: which label does it need?"""
    given = examples()
    asked = [Question(one.text, given.label_names) for one in given.labels]
    return guess_first(asked, lambda number, guess: _revealed(given.label_names, given.labels[number], guess))


def _revealed(names: tuple[str, ...], one: Any, guess: int) -> Revealed:
    verdict = _("Verdict: {name}.").format(name=names[one.right])
    html = f'<p class="said"><strong>{escape(verdict)}</strong> {escape(one.why)}</p>'
    return Revealed(html, guess == one.right)
