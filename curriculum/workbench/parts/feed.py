"""What the feeds on a phone have in common: counts, texts that are cut, tags in them, pictures, bars."""

import re
import unicodedata
from collections.abc import Iterable
from html import escape

from curriculum.workbench.parts.icons import icon
from simulations.language import _

TAGS = re.compile(r"(#[^\s#，。！？、；]+|@[\w-]+)")  # #tag and @name, as most platforms mark them
PLUS = "+"
TINTS = 6  # ghosts' pictures come in so many colours


def width(text: str, narrow: float = 0.5) -> float:
    """Characters as platforms count them: a Chinese character is one, a Latin letter or a digit half of one."""
    return sum(1 if unicodedata.east_asian_width(character) in "WFA" else narrow for character in text)


def cut(text: str, most: float) -> str:
    """As much of a text as is at most so many characters wide."""
    used = 0.0
    for place, character in enumerate(text):
        used += width(character)
        if used > most:
            return text[:place]
    return text


def cut_lines(text: str, per_line: int, lines: int, room: float) -> str:
    """As much of a text as stands in so many lines with room for a word after it; all of it if it fits.

    Letters and digits are taken as wider than half a character, since capitals are.
    """
    whole, end = 0, len(text)
    line, used = 1, 0.0
    for place, character in enumerate(text):
        wide = 0.0 if character == "\n" else width(character, narrow=0.65)
        if character == "\n" or used + wide > per_line:
            line, used = line + 1, 0.0
            if line > lines:
                end = place
                break
        used += wide
        if line < lines or used <= per_line - room:
            whole = place + 1
    return text if end == len(text) else text[:whole]


def folded(text: str, head: str, pattern: re.Pattern[str] = TAGS) -> str:
    """A text of which a feed shows the head only, and the rest when somebody asks for it."""
    if head == text:
        return f'<p class="feed-text">{marked(text, pattern)}</p>'
    unfold, fold = _("Unfold"), _("Fold")
    return (
        f'<details class="feed-text feed-fold"><summary><span class="feed-head">{marked(head.rstrip(), pattern)}…'
        f'<b> {escape(unfold)}</b></span><span class="feed-whole">{marked(text, pattern)}'
        f"<b> {escape(fold)}</b></span></summary></details>"
    )


def marked(text: str, pattern: re.Pattern[str] = TAGS) -> str:
    """Escaped text with its tags and names as links look."""
    parts = pattern.split(text)
    return "".join(f"<em>{escape(part)}</em>" if place % 2 else escape(part) for place, part in enumerate(parts))


def with_tags(text: str, tags: Iterable[str], gap: str = " ") -> str:
    """A text with those of its tags behind it that it does not carry yet."""
    said = set(TAGS.findall(text))
    names = [name for tag in tags if (name := tag.strip().strip("#").strip())]
    behind = " ".join(f"#{name}" for name in names if f"#{name}" not in said)
    return gap.join(part for part in (text.strip(), behind) if part)


def big(count: int | None) -> str:
    """A count as platforms write it: 9999, 1.2万, 3亿; nothing yet is 0."""
    count = count or 0
    if count >= 100_000_000:
        return _("{n}×10⁸").format(n=_tenths(count, 100_000_000))
    if count >= 10_000:
        return _("{n}w").format(n=_tenths(count, 10_000))
    return str(count)


def _tenths(count: int, unit: int) -> str:
    """One decimal, never rounded up: a platform says 10 only when it is 10."""
    return f"{count * 10 // unit / 10:g}"


def act(name: str, word: str, count: int | None, *, full: bool = False, fresh: str = "") -> str:
    """Something readers do: an icon with how many have, or with a word while nobody has."""
    shown = big(count) if count else fresh or word
    return f'<span class="feed-act">{icon(name, word if count else "", full=full)}<span>{escape(shown)}</span></span>'


def said(text: str, missing: str) -> str:
    """Escaped text, or in grey what is missing."""
    return escape(text.strip()) or f'<i class="feed-empty">{escape(missing)}</i>'


def picture(html: str) -> str:
    """A picture given as trusted HTML, or the place where it will be."""
    empty = _("No cover yet")
    return f'<div class="feed-picture">{html or f"<span>{escape(empty)}</span>"}</div>'


def tint(place: int) -> str:
    """A ghost's picture."""
    return f'<div class="feed-picture feed-tint-{place % TINTS}"></div>'


def avatar(name: str) -> str:
    """A round picture with a name's first character."""
    return f'<span class="feed-avatar" aria-hidden="true">{escape(name.strip()[:1])}</span>'


def tabs(*names: str, on: int = 0, classes: str = "") -> str:
    """A row of an app's own words, one of them chosen; scenery, so it is not read out."""
    words = "".join(
        '<b class="feed-plus">+</b>' if name == PLUS else f"<span{_on(place == on)}>{escape(name)}</span>"
        for place, name in enumerate(names)
    )
    return f'<div class="feed-tabs {classes}" aria-hidden="true">{words}</div>'


def _on(chosen: bool) -> str:
    return ' class="is-on"' if chosen else ""


def clock(seconds: float) -> str:
    """A video's length as players write it."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"
