"""May it go out? A bakery's ideas for a check-in: decide, then read the reason."""

from html import escape
from typing import Any

from curriculum.live.campaign.stage import ideas
from curriculum.live.guess import Question, Revealed, guess_first
from simulations.language import _


def allowed() -> Any:
    """Seven ideas to decide on."""
    rounds, options = ideas(), (_("It may go out"), _("It may not"))

    def reveal(number: int, guess: int) -> Revealed:
        asked = rounds[number]
        said = f'<p class="said"><strong>{escape(options[asked.right])}</strong>　{escape(asked.why)}</p>'
        return Revealed(said, guess == asked.right)

    return guess_first([Question(asked.text, options) for asked in rounds], reveal)
