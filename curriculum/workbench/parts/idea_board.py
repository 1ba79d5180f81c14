"""Ideas as cards, each with the places it may go to, and how full those places are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.form import from_one, to_one
from curriculum.workbench.front import Pick
from curriculum.workbench.parts.text import column, panel
from simulations.language import _

DOTS = 5


@dataclass(frozen=True)
class Card:
    """An idea's card.

    Attributes
    ----------
    facts : tuple of (str, str)
        What is said of it, by name.
    levels : tuple of (str, int)
        Qualities by name, 1-5.
    aside : str
        What somebody called out, with who it was.
    """

    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, int], ...]
    aside: str


def idea_board(
    bench: Bench, field: str, cards: Iterable[Card], places: Mapping[str, str], room: Mapping[str, int]
) -> ipywidgets.VBox:
    """Cards with a choice each, bound to one key of a field that is an object; above them how full each place is.

    Parameters
    ----------
    places : mapping
        Place to its name.
    room : mapping
        Place to how many cards it can take.
    """
    meter = panel("", "academy-room")

    def follow(changed: str = "") -> None:
        if changed in ("", field):
            meter.value = room_html(bench.draft.get(field), places, room)

    bench.draft.on_change(follow)
    follow()
    board = column(*(_pick(bench, field, card, places) for card in cards), classes="academy-ideas")
    return column(meter, board)


def room_html(value: object, places: Mapping[str, str], room: Mapping[str, int]) -> str:
    """How many cards each place holds of those it can take; one that is too full says so in words."""
    chosen = list(value.values()) if isinstance(value, Mapping) else []
    items = []
    for slug, name in places.items():
        used, most = chosen.count(slug), room[slug]
        state = "over" if used > most else "full" if used == most else "free"
        words = {"over": _("too many"), "full": _("taken up"), "free": _("{n} free").format(n=most - used)}
        items.append(
            f'<li class="is-{state}"><span>{escape(name)}</span> <b>{used}/{most}</b> '
            f"<small>{escape(words[state])}</small></li>"
        )
    return f'<ul aria-live="polite">{"".join(items)}</ul>'


def card_html(card: Card) -> str:
    """What stands on a card."""
    facts = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in card.facts)
    levels = "".join(_level(name, level) for name, level in card.levels)
    aside = f"<p>{escape(card.aside)}</p>" if card.aside else ""
    return (
        f'<div class="academy-idea"><h4><code class="academy-row-id">{escape(card.id)}</code> {escape(card.title)}</h4>'
        f'<dl>{facts}</dl><ul class="academy-levels">{levels}</ul>{aside}</div>'
    )


def _level(name: str, level: int) -> str:
    said = _("{n} of {most}").format(n=level, most=DOTS)
    dots = "●" * level + "○" * (DOTS - level)
    return f'<li>{escape(name)} <span role="img" aria-label="{escape(said)}">{dots}</span></li>'


def _pick(bench: Bench, field: str, card: Card, places: Mapping[str, str]) -> Pick:
    chips = "".join(
        f'<span class="academy-chip" data-pick="{escape(slug)}" aria-label="{escape(card.id)}, {escape(name)}">'
        f"{escape(name)}</span>"
        for slug, name in places.items()
    )
    pick = Pick(name=field, html=f'{card_html(card)}<div class="academy-chips">{chips}</div>')
    bench.form.bind(field, pick, to_one, from_one, key=card.id)
    return pick
