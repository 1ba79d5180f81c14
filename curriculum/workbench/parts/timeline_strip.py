"""Time from left to right, a lane under the other: a session's run sheet by the minute, a calendar by the day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from curriculum.workbench.parts.picture import WIDTH, cut, line, room_of, words
from curriculum.workbench.parts.timeline_items import Clash, Fields, Item, Pause, lanes_of, lines_of, tint_of
from curriculum.workbench.parts.timeline_scale import Mark, Scale, day_in, is_rest, lasting, said
from curriculum.workbench.parts.timeline_words import lane_name
from simulations.language import _

LEFT, HEAD, MARKS, LINE, BAR, CHECK = 118, 40, 20, 40, 34, 30  # width of lanes' names; heights
SIZE, STEP = 12, 14.5  # of the words on an item, from one line of them to the next
TICKS = (1, 2, 5, 10, 15, 30, 60)  # minutes between two ticks
TICK_ROOM, OUTSIDE = 44, 34  # pixels between two ticks at least; that words beside a short item need
PAUSE_ROOM, NAMED = 110, 46  # pixels from which on a pause bears its length; that this takes


@dataclass(frozen=True)
class Drawn:
    """What there is to draw.

    Attributes
    ----------
    told : callable
        An item in words.
    """

    items: Sequence[Item]
    fields: Fields
    scale: Scale
    marks: Mapping[float, Sequence[Mark]]
    clashes: Sequence[Clash]
    pauses: Sequence[Pause]
    told: Callable[[Item], str]

    @property
    def crossing(self) -> set[int]:
        """Rows that fall together with another one."""
        return {one.number for clash in self.clashes for one in (clash.before, clash.after)}


@dataclass(frozen=True)
class Window:
    """The part of the time that a strip shows."""

    low: float
    high: float

    def x(self, at: float) -> float:
        """Where a moment stands; at the strip's edge if it lies outside."""
        return LEFT + (WIDTH - 2 - LEFT) * (min(max(at, self.low), self.high) - self.low) / (self.high - self.low)

    def shows(self, start: float, end: float) -> bool:
        """Whether something of it can be seen."""
        return start < self.high and (end > self.low or start == end == self.low)


def strip(shown: Drawn, window: Window, top: float) -> tuple[str, float]:
    """The lanes in a window as SVG that begins at `top`, and where it ends."""
    lanes = lanes_of(shown.items, shown.fields)
    marks = {at: named for at, named in shown.marks.items() if window.low <= at < window.high}
    floor = top + HEAD + (MARKS if marks else 0)
    parts, end = [], floor
    for lane in lanes:
        drawn, deep = _lane(shown, window, lane, tint_of(lane, lanes, shown.fields), end)
        parts.append(drawn)
        end += deep
    if shown.scale.unit == "day":
        return _days(shown, window, top, end) + _day_marks(marks, window, top + HEAD) + "".join(parts), end
    below = end + CHECK
    named = _marks(marks, window, top + HEAD, below)
    return _minutes(shown, window, top, below) + named + "".join(parts) + _check(shown, window, end), below


def _lane(shown: Drawn, window: Window, lane: str, tint: int, top: float) -> tuple[str, float]:
    """A lane with its name and its items, and how much height it takes."""
    items = [item for item in shown.items if item.lane == lane]
    lines = lines_of(items)
    deep = LINE * (max(lines) + 1) + 4
    parts = [line(0, top, WIDTH, top), _name(lane, items, shown, top)]
    if shown.scale.unit == "day":
        parts += [_no_item(pause, window, shown.scale, top) for pause in shown.pauses if pause.lane == lane]
    for item, place in zip(items, lines, strict=True):
        if window.shows(item.at, item.end):
            behind = [other.at for other, at in zip(items, lines, strict=True) if at == place and other.at > item.at]
            free = window.x(min([*behind, window.high])) - window.x(item.end)
            paused = any(pause.start == item.end and pause.lane == lane for pause in shown.pauses)
            if paused and free > PAUSE_ROOM:
                free -= NAMED
            parts.append(_item(shown, item, window, top + LINE * place + 5, tint, free))
    return "".join(parts), deep


def _name(lane: str, items: Sequence[Item], shown: Drawn, top: float) -> str:
    """What a lane is called, how many items it has, and how long they last where that differs."""
    length = sum(item.length for item in items)
    told = _("{n} items").format(n=len(items))
    if shown.fields.length:
        told = f"{told} · {lasting(length, shown.scale.unit)}"
    if not shown.fields.lane:
        return words(4, top + 24, told, "is-soft")
    return words(4, top + 19, cut(lane_name(lane, shown.fields), LEFT - 12), "is-strong") + words(
        4, top + 35, told, "is-soft"
    )


def _item(shown: Drawn, item: Item, window: Window, y: float, tint: int, free: float) -> str:
    """An item as a bar with as much of its words as there is room for, in it or beside it."""
    left, right = window.x(item.at), window.x(item.end)
    wide = max(right - left - 2, 6)
    look = f"is-item is-tint-{tint}" + (" is-crossing" if item.number in shown.crossing else "")
    number = str(item.number)
    text, room, at = f"{number} {item.text}".strip(), wide - 9, left + 6
    parts = [
        f'<rect class="{look}" x="{left + 1:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{BAR - 2}" rx="4"/>',
    ]
    if wide < OUTSIDE or (room_of(text, SIZE) > 2 * room and free > 3 * wide):
        if room_of(number, SIZE) < wide:
            parts.append(words(left + 1 + wide / 2, y + 20, number, "is-on-tint", "middle"))
        text, room, at = item.text, free - 6, right + 3
    if room >= OUTSIDE - 9:
        lines = wrapped(text, room)
        first = y + 20.5 - STEP / 2 * (len(lines) - 1)
        parts += [words(at, first + STEP * n, one, "is-on-tint") for n, one in enumerate(lines)]
    return f'<g data-row="{item.number}"><title>{escape(shown.told(item))}</title>{"".join(parts)}</g>'


def wrapped(text: str, room: float, lines: int = 2) -> list[str]:
    """A text on a few lines, with an ellipsis where it was longer."""
    found: list[str] = []
    while text and len(found) < lines - 1 and room_of(text, SIZE) > room:
        place = max(1, next(n for n in range(1, len(text) + 1) if room_of(text[:n], SIZE) > room) - 1)
        found.append(text[:place].rstrip())
        text = text[place:].lstrip()
    return [*found, cut(text, room, SIZE)] if text else found


def _no_item(pause: Pause, window: Window, scale: Scale, top: float) -> str:
    """Days without anything on a lane, as a thin line that ends with their number."""
    if not window.shows(pause.start, pause.end):
        return ""
    left, right, y = window.x(pause.start) + 2, window.x(pause.end) - 2, top + LINE - 4
    text = lasting(pause.end - pause.start, scale.unit) if right - left > PAUSE_ROOM - 4 else ""
    return line(left, y, right, y, "is-pause") + words(right, y - 5, text, "is-pause", "end")


def _check(shown: Drawn, window: Window, top: float) -> str:
    """Under all lanes: where nothing is planned, and where two things are."""
    parts = [line(0, top, WIDTH, top), words(4, top + 20, _("Gaps, overlaps"), "is-soft")]
    found = [(pause.start, pause.end, "is-gap", _("gap {length}")) for pause in shown.pauses]
    found += [(c.after.at, c.after.at + c.length, "is-clash", _("overlap {length}")) for c in shown.clashes]
    for start, end, look, text in found:
        if not window.shows(start, end):
            continue
        left, wide = window.x(start), max(window.x(end) - window.x(start), 3)
        told = text.format(length=lasting(end - start, shown.scale.unit))
        named = told if room_of(told, 11) < wide - 2 else ""
        parts.append(
            f'<g><title>{escape(told)}</title><rect class="{look}" x="{left:.1f}" y="{top + 5:.1f}" '
            f'width="{wide:.1f}" height="20" rx="3"/>'
            f"{words(left + wide / 2, top + 19.5, named, 'is-check', 'middle')}</g>"
        )
    if not found:
        parts.append(words(LEFT + 6, top + 20, _("✓ none"), "is-good"))
    return "".join(parts)


def _minutes(shown: Drawn, window: Window, top: float, below: float) -> str:
    """Minutes along the top; more of them, fewer words."""
    each = window.x(window.low + 1) - LEFT
    every = next((step for step in TICKS if each * step >= TICK_ROOM), TICKS[-1])
    parts = [] if shown.scale.written == "clock" else [words(4, top + HEAD - 12, _("minute"), "is-soft")]
    at = -(-window.low // every) * every
    while at <= window.high:
        name = said(at, shown.scale) if shown.scale.written == "clock" else f"{at:g}"
        anchor = "start" if at == window.low else "end" if at == window.high else "middle"
        parts.append(line(window.x(at), top + HEAD - 6, window.x(at), below))
        parts.append(words(window.x(at), top + HEAD - 12, name, "is-soft", anchor))
        at += every
    return "".join(parts)


def _days(shown: Drawn, window: Window, top: float, below: float) -> str:
    """Weekdays and dates along the top, a day that is not worked on in grey."""
    first = day_in(window.low, shown.scale)
    parts = [words(4, top + HEAD - 10, f"{first:%Y-%m}" if first else _("day"), "is-soft")]
    letters = _("MTWTFSS")  # a letter a day, Monday first
    wide = window.x(window.low + 1) - LEFT
    for n in range(int(window.high - window.low)):
        at = window.low + n
        day, left = day_in(at, shown.scale), window.x(at)
        if is_rest(at, shown.scale, shown.marks):
            parts.append(
                f'<rect class="is-rest" x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{below - top:.1f}"/>'
            )
        parts.append(line(left, top + HEAD - 26, left, below))
        if day is not None:
            parts.append(words(left + wide / 2, top + 13, letters[day.weekday()], "is-soft", "middle"))
        name = f"{at:g}" if day is None else f"{day.month}/{day.day}" if n == 0 or day.day == 1 else str(day.day)
        parts.append(words(left + wide / 2, top + HEAD - 10, name, "is-day", "middle"))
    return "".join(parts)


def _day_marks(marks: Mapping[float, Sequence[Mark]], window: Window, top: float) -> str:
    """What is special about days, under their dates; days in a row with the same name have it once."""
    runs: list[tuple[float, float, str]] = []
    for at, named in marks.items():
        text = "、".join(dict.fromkeys(mark.text for mark in named))
        if runs and runs[-1][1:] == (at, text):
            runs[-1] = (runs[-1][0], at + 1, text)
        else:
            runs.append((at, at + 1, text))
    parts, before = [], float(LEFT)
    for place, (start, end, text) in enumerate(runs):
        left, right = window.x(start), window.x(end)
        parts.append(
            f'<rect class="is-mark-day" x="{left:.1f}" y="{top - 4:.1f}" width="{right - left:.1f}" height="4"/>'
        )
        room = (window.x(runs[place + 1][0]) if place + 1 < len(runs) else WIDTH - 2) - left - 3
        if place + 1 == len(runs) and room_of(text, SIZE) > room:
            parts.append(words(right, top + 13, cut(text, right - before - 4, SIZE), "is-marked", "end"))
        else:
            parts.append(words(left + 1, top + 13, cut(text, room, SIZE), "is-marked"))
        before = left + room_of(text, SIZE)
    return "".join(parts)


def _marks(marks: Mapping[float, Sequence[Mark]], window: Window, top: float, below: float) -> str:
    """What is special about moments, with a line through all lanes."""
    edges = [*(window.x(at) for at in marks), float(WIDTH - 2)]
    parts = []
    for named, (left, right) in zip(marks.values(), pairwise(edges), strict=True):
        text = cut("、".join(mark.text for mark in named), max(right - left - 6, 0), SIZE)
        parts.append(line(left, top, left, below, "is-moment") + words(left + 4, top + 14, text, "is-marked"))
    return "".join(parts)
