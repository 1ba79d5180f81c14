"""What a host may say: decide, then read the reason."""

from html import escape
from typing import Any

from curriculum.live.guess import Question, Revealed, guess_first
from curriculum.live.short_video_and_live.stage import sayings_of
from simulations.language import _


def sayings() -> Any:
    """Seven sentences to decide on."""
    rounds = sayings_of()
    options = (_("May be said"), _("Only with proof at hand"), _("May not be said"))

    def reveal(number: int, guess: int) -> Revealed:
        asked = rounds[number]
        said = f'<p class="said"><strong>{escape(options[asked.right])}</strong>　{escape(asked.why)}</p>'
        return Revealed(said, guess == asked.right)

    return guess_first([Question(f"「{asked.text}」", options) for asked in rounds], reveal)
