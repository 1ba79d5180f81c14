"""Write it or refuse it: a café's candidates with their rows; decide, then read the reason."""

from html import escape
from typing import Any

from curriculum.live.guess import Question, Revealed, guess_first
from curriculum.live.topic_bank.stage import candidates
from simulations.language import _


def refuse() -> Any:
    """Six candidates to decide on."""
    rounds, options = candidates(), (_("Write it"), _("Refuse it"))

    def reveal(number: int, guess: int) -> Revealed:
        asked = rounds[number]
        said = f'<p class="said"><strong>{escape(options[asked.right])}</strong>　{escape(asked.why)}</p>'
        return Revealed(said, guess == asked.right)

    return guess_first([Question(f"「{asked.title}」　{asked.rows}", options) for asked in rounds], reveal)
