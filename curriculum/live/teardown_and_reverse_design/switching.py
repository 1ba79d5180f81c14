"""Six parts of the lesson's path: guess what happens without each, then switch it off."""

from html import escape
from typing import Any

from curriculum.live.guess import Question, Revealed, guess_first
from curriculum.live.teardown_and_reverse_design.stage import left, path
from simulations.language import _
from simulations.projects.teardown_and_reverse_design import Part
from simulations.world.rulebook.rules import rule

LESS, MORE = 95.0, 105.0


def shown() -> tuple[Part, ...]:
    """One part of each kind, in the order of the path, and one strong part more."""
    parts = list(path().parts.values())
    chosen = [next(part for part in parts if part.group == group) for group in ("breach", "decoy", "dead", "harm")]
    chosen += [part for part in parts if part.group == "strong"][:2]
    return tuple(part for part in parts if part in chosen)


def answer_of(part: Part) -> int:
    """Which option is right: fewer left, the same, more."""
    return 0 if left()[part.id] < LESS else 2 if left()[part.id] > MORE else 1


def switched_off() -> Any:
    """Six parts to guess."""
    parts = shown()
    options = (_("Fewer pay and stay"), _("No difference to speak of"), _("More pay and stay"))

    def reveal(number: int, guess: int) -> Revealed:
        part = parts[number]
        told = _("Of 100, {left:.0f} are left.").format(left=left()[part.id])
        record = next(row.text for row in path().records if row.id == part.record)
        breach = _("It breaks: {rule}.").format(rule=rule(part.breach).name) if part.breach else ""
        said = f'<p class="said"><strong>{escape(told)}</strong>　{escape(record)}。{escape(breach)}</p>'
        return Revealed(said, guess == answer_of(part))

    text = _("{name}: {text} Switched off, there is: {off}.")
    return guess_first(
        [Question(text.format(name=part.name, text=part.text, off=part.off), options) for part in parts], reveal
    )
