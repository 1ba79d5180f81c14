"""Guess first: a question with its options, and only after a guess what is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import ipywidgets as widgets

from curriculum.live.frame import framed, guarded
from simulations.language import _


@dataclass(frozen=True)
class Question:
    """What is asked, and the options as they stand on the buttons."""

    text: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Revealed:
    """What is shown after a guess (HTML); `right` is None where nobody could have told."""

    html: str
    right: bool | None


class _Guessing:
    """Where somebody is in a round of questions."""

    def __init__(self, questions: Sequence[Question], reveal: Callable[[int, int], Revealed]) -> None:
        self.questions, self.reveal = questions, reveal
        self.place, self.guessed = 0, False
        self.hits: dict[int, bool | None] = {}
        self.asked, self.pane, self.tally = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.choices = widgets.VBox()
        self.choices.add_class("choices")
        self.onward = widgets.Button()
        self.onward.on_click(self._onward)
        self._ask()

    def _ask(self) -> None:
        question = self.questions[self.place]
        number = _("{number} of {total}").format(number=self.place + 1, total=len(self.questions))
        self.asked.value = f"<p><strong>{escape(number)}</strong>　{escape(question.text)}</p>"
        buttons = []
        for place, option in enumerate(question.options):
            button = widgets.Button(description=f"{'ABCDEF'[place]}　{option}", tooltip=option)
            button.on_click(lambda clicked, place=place: self._guess(place))
            buttons.append(button)
        self.choices.children = buttons
        self.guessed, self.pane.value = False, ""
        self.onward.layout.display = "none"

    def _guess(self, place: int) -> None:
        if self.guessed:  # a click that was on its way when the first one had been heard
            return
        self.guessed = True
        for number, button in enumerate(self.choices.children):
            button.disabled = True
            button.icon = "arrow-right" if number == place else ""

        def show() -> str:
            revealed = self.reveal(self.place, place)
            self.hits.setdefault(self.place, revealed.right)
            return revealed.html

        self.pane.value = guarded(show)
        last = self.place + 1 == len(self.questions)
        self.onward.description = _("Once more from the start") if last else _("Next")
        self.onward.layout.display = ""
        told = [hit for hit in self.hits.values() if hit is not None]
        said = _("Right on the first guess: {hits} of {told}.").format(hits=sum(told), told=len(told))
        if close := len(self.hits) - len(told):
            said += " " + _("Too close to tell: {close}.").format(close=close)
        self.tally.value = f'<p class="said">{escape(said)}</p>'

    def _onward(self, clicked: Any) -> None:
        self.place = (self.place + 1) % len(self.questions)
        self._ask()


def guess_first(questions: Sequence[Question], reveal: Callable[[int, int], Revealed]) -> Any:
    """Questions one after the other; what is known of one shows after the guess.

    Parameters
    ----------
    questions : sequence of Question
    reveal : callable
        `reveal(question, guess)`, both by place from 0.
    """
    guessing = _Guessing(questions, reveal)
    return framed(guessing.asked, guessing.choices, guessing.pane, guessing.onward, guessing.tally)
