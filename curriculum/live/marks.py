"""Words found in a text, marked where they stand: with a tint, a line and a name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from simulations.world.text.words import segment


@dataclass(frozen=True)
class Mark:
    """A place in a text and what was found there."""

    start: int
    end: int
    kind: str


def word_marks(text: str, kind: str, words: Iterable[str]) -> list[Mark]:
    """Where words stand, by the rule of `found` in `simulations.world.text.words`."""
    words = set(words)
    longer = sorted((word for word in words if len(word) > 1), key=len, reverse=True)
    marks = pattern_marks(text, kind, re.compile("|".join(map(re.escape, longer)))) if longer else []
    place = 0
    for token in segment(text):
        if len(token) == 1 and token in words:
            marks.append(Mark(place, place + 1, kind))
        place += len(token)
    return marks


def pattern_marks(text: str, kind: str, pattern: re.Pattern[str]) -> list[Mark]:
    """Where a pattern matches."""
    return [Mark(*hit.span(), kind) for hit in pattern.finditer(text)]


def marked_html(text: str, marks: Iterable[Mark], names: Mapping[str, str]) -> str:
    """The text with its marks; where two overlap, the one that begins first and is longer is shown."""
    html, done = [], 0
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.start - mark.end)):
        if mark.start >= done:
            found, name = escape(text[mark.start : mark.end]), escape(names[mark.kind])
            html.append(escape(text[done : mark.start]))
            html.append(f'<mark class="{mark.kind}">{found}<small>{name}</small></mark>')
            done = mark.end
    html.append(escape(text[done:]))
    return "".join(html).replace("\n", "<br>")
