"""Stand-in drawings for pictures and covers that exist in the case only as a description."""

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from string import Template
from typing import Any

from curriculum.look import LOOK

QUOTED = re.compile(r"「([^」]+)」")
NOTE_WIDTH = 260


@cache
def _drawing(name: str) -> Template:
    return Template((LOOK / "drawings" / f"{name}.svg").read_text(encoding="utf-8"))


def picture_drawing(picture: Mapping[str, Any]) -> str:
    """A screenshot, photo or chart as a plain drawing; its caption stands under it, not in it."""
    return _drawing(picture["kind"]).substitute(label=escape(picture["caption"]))


def cover_drawing(cover: Mapping[str, Any], brand: str) -> str:
    """A cover as a drawing: what its description quotes is what can be read on it."""
    quoted = QUOTED.findall(cover["title"])
    line = max(quoted, key=len, default="")
    others = [text for text in quoted if text != line]
    return _drawing(cover["style"]).safe_substitute(
        label=escape(cover["title"]),
        brand=escape(brand),
        line=escape(line),
        note=_note(line) if line else "",
        small="".join(_small(place, text) for place, text in enumerate(others)),
    )


def _note(text: str) -> str:
    """A yellow note with a line that fits on it."""
    size = min(26, (NOTE_WIDTH - 24) // len(text))
    return (
        f'<rect x="150" y="84" width="{NOTE_WIDTH}" height="64" rx="4" fill="#f9e58c"/>'
        f'<text x="{150 + NOTE_WIDTH // 2}" y="124" text-anchor="middle" font-size="{size}" fill="#3d3413">'
        f"{escape(text)}</text>"
    )


def _small(place: int, text: str) -> str:
    """A line on the screen in the drawing."""
    return f'<text x="92" y="{64 + 18 * place}" font-size="13" fill="#4b5d6d">{escape(text)}</text>'
