"""May it pass: a studio's proposals for its arrows; decide, then read the reason."""

from html import escape
from typing import Any

from curriculum.live.funnel_design.stage import examples
from curriculum.live.guess import Question, Revealed, guess_first
from simulations.language import _


def gates() -> Any:
    """Six proposals to decide on."""
    rounds, options = examples(), (_("It may pass"), _("Not like this"))

    def reveal(place: int, guess: int) -> Revealed:
        asked = rounds[place]
        said = f'<p class="said"><strong>{escape(options[asked.right])}</strong>　{escape(asked.why)}</p>'
        return Revealed(said, guess == asked.right)

    return guess_first([Question(asked.text, options) for asked in rounds], reveal)
