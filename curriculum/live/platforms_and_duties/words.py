"""Whose job something is; and how much two texts have in common."""

from html import escape
from typing import Any

import ipywidgets as widgets

from curriculum.live.controls import AS_WIDE_AS_TEXT
from curriculum.live.frame import live
from curriculum.live.guess import Question, Revealed, guess_first
from curriculum.live.marks import Mark, marked_html
from curriculum.live.platforms_and_duties.stage import examples
from simulations.language import _, sentences
from simulations.projects.platforms_and_duties.versions import COPIED, FREE, GRAM, TAG, alike, wording
from simulations.world.parameters import values


def owners() -> Any:
    """Matters of a week: whose job, guessed first."""
    matters = examples().owners

    def reveal(number: int, guess: int) -> Revealed:
        matter = matters[number]
        return Revealed(f'<p class="said">{escape(matter.why)}</p>', guess == matter.right)

    return guess_first([Question(matter.question, matter.options) for matter in matters], reveal)


def copied() -> Any:
    """Two texts and what they share; both can be rewritten."""
    texts = examples().texts

    def field(text: str, rows: int, label: str) -> Any:
        area = widgets.Textarea(value=text.strip(), rows=rows, layout=AS_WIDE_AS_TEXT)
        area.tooltip = label
        return area

    return live(
        copied_html,
        first=field(texts["first"], 3, _("first text")),
        second=field(texts["copied"], 4, _("second text")),
    )


def copied_html(first: str, second: str) -> str:
    """What of the second text stands in the first, marked, and what that costs."""
    shared = alike(first, second)
    said = _("{share:.0%} of the shorter text's wording stands in the other.").format(share=shared)
    if shared >= COPIED:
        lost = 1 - 2.718281828 ** -values("xiaohongshu")["twin"]
        said = sentences(
            said,
            _("That is one text carried over: the simulated platforms show it to {lost:.0%} fewer people.").format(
                lost=lost
            ),
        )
    elif shared > FREE:
        said = sentences(said, _("Half told anew: below {free:.0%} nothing is lost.").format(free=FREE))
    else:
        said = sentences(said, _("Told anew."))
    marks = marked_html(second, _shared_runs(first, second), {"same": _("same")})
    return f'<p class="text">{marks}</p><p class="said" aria-live="polite">{escape(said)}</p>'


def _shared_runs(first: str, second: str) -> list[Mark]:
    """Stretches of the second text whose every run of characters stands in the first; tags do not count."""
    known = wording(first)
    tagged = {place for hit in TAG.finditer(second) for place in range(*hit.span())}
    places = [place for place, sign in enumerate(second) if place not in tagged and wording(sign * GRAM)]
    same: set[int] = set()
    for start in range(len(places) - GRAM + 1):
        window = places[start : start + GRAM]
        if wording("".join(second[place] for place in window)) & known:
            same |= set(range(window[0], window[-1] + 1))
    marks: list[Mark] = []
    for place in sorted(same):
        if marks and marks[-1].end == place:
            marks[-1] = Mark(marks[-1].start, place + 1, "same")
        else:
            marks.append(Mark(place, place + 1, "same"))
    return marks
