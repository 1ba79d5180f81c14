"""Who minds what: a sentence and a reader's card; guess what this reader does."""

from html import escape
from typing import Any

from curriculum.live.guess import Question, Revealed, guess_first
from curriculum.live.user_voice.stage import minded
from simulations.language import _


def mind() -> Any:
    """Six readers, each at a sentence."""
    rounds = minded()
    options = (_("says so in public"), _("goes without a word"), _("frowns and reads on"), _("nothing at all"))

    def reveal(number: int, guess: int) -> Revealed:
        asked = rounds[number]
        told = f'<p class="said"><strong>{escape(options[asked.right])}</strong>　{escape(asked.why)}</p>'
        return Revealed(told, guess == asked.right)

    return guess_first([Question(f"「{asked.sentence}」　{asked.reader}", options) for asked in rounds], reveal)
