"""Time from top to bottom: what was done in which hour of a crisis, with the hours since it began."""

from collections.abc import Sequence
from html import escape

from curriculum.workbench.parts.picture import WIDTH, cut, line, room_of, words
from curriculum.workbench.parts.timeline_items import Item, Pause, lanes_of, tint_of
from curriculum.workbench.parts.timeline_scale import Mark, Scale, lasting, said
from curriculum.workbench.parts.timeline_strip import SIZE, Drawn
from curriculum.workbench.parts.timeline_words import lane_name
from simulations.language import _

WHEN, SINCE, RAIL, LANE, WORDS = 4, 168, 188, 208, 330  # where each column begins, or ends
LINE, PAUSE, CHIP = 34, 30, 22  # height of a moment, added by a pause, of a lane's chip
START = 14


def hours_line(shown: Drawn, top: float = 0) -> tuple[str, float]:
    """All items and marks below one another as SVG that begins at `top`, and where it ends."""
    lanes = lanes_of(shown.items, shown.fields)
    zero = shown.scale.begins if shown.scale.begins is not None else shown.items[0].at
    rows: list[tuple[float, Item | Sequence[Mark]]] = [(item.at, item) for item in shown.items]
    rows = sorted([*rows, *shown.marks.items()], key=lambda row: row[0])
    pauses = list(shown.pauses)
    parts, y, before = [], top + START, zero
    begun: list[tuple[Pause, float]] = []
    for place, (at, row) in enumerate(rows):
        if pauses and pauses[0].start < at:
            begun.append((pauses.pop(0), y))
            y += PAUSE
        parts += [_nothing(*one, y + LINE / 2, shown.scale) for one in begun if one[0].end == at]
        begun = [one for one in begun if one[0].end != at]
        parts.append(_when(at, zero, shown, y + LINE / 2, repeated=place > 0 and at == before))
        parts.append(_done(row, lanes, shown, y) if isinstance(row, Item) else _due(row, y))
        y, before = y + LINE, at
    for pause in pauses:
        begun.append((pause, y))
        y += PAUSE
    parts = [*(_nothing(*one, y, shown.scale) for one in begun), *parts]
    return line(RAIL, top + START, RAIL, y, "is-rail") + "".join(parts), y + 6


def _nothing(pause: Pause, start: float, end: float, scale: Scale) -> str:
    """How long nothing was done, along the rail from one moment to the other."""
    text = _("nothing for {length}").format(length=lasting(pause.end - pause.start, scale.unit))
    return line(RAIL, start, RAIL, end, "is-pause") + words(LANE, start + PAUSE / 2 + 4.5, text, "is-pause")


def _when(at: float, zero: float, shown: Drawn, y: float, *, repeated: bool) -> str:
    """When it was, once for all that happened then, and how long after the beginning."""
    if repeated:
        return ""
    since = _("+{length}").format(length=lasting(at - zero, shown.scale.unit)) if at >= zero else ""
    return words(WHEN, y + 4.5, said(at, shown.scale)) + words(SINCE, y + 4.5, since, "is-soft", "end")


def _done(item: Item, lanes: Sequence[str], shown: Drawn, y: float) -> str:
    """What was done, behind who did it."""
    tint, middle = tint_of(item.lane, lanes, shown.fields), y + LINE / 2
    look = f"is-item is-tint-{tint}" + (" is-crossing" if item.number in shown.crossing else "")
    parts = [f'<circle class="{look}" cx="{RAIL}" cy="{middle:.1f}" r="6.5"/>']
    begin = float(LANE)
    if shown.fields.lane:
        name = cut(lane_name(item.lane, shown.fields), WORDS - LANE - 28, SIZE)
        wide = room_of(name, SIZE) + 18
        parts.append(
            f'<rect class="{look}" x="{LANE}" y="{middle - CHIP / 2:.1f}" width="{wide:.1f}" height="{CHIP}" rx="11"/>'
            + words(LANE + wide / 2, middle + 4.5, name, "is-on-tint", "middle")
        )
        begin = WORDS
    text = f"{item.number} {item.text}"
    if shown.fields.length:
        text = _("{what} ({length})").format(what=text, length=lasting(item.length, shown.scale.unit))
    parts.append(words(begin, middle + 4.5, cut(text, WIDTH - begin - 6)))
    under = f'<rect class="is-hover" x="{LANE}" y="{y:.1f}" width="{WIDTH - LANE}" height="{LINE}"/>'
    return f'<g data-row="{item.number}"><title>{escape(shown.told(item))}</title>{under}{"".join(parts)}</g>'


def _due(marks: Sequence[Mark], y: float) -> str:
    """What was to be then, as a line across."""
    middle, text = y + LINE / 2, "、".join(mark.text for mark in marks)
    text = cut(text, WIDTH - LANE - 40, SIZE)
    return (
        line(RAIL, middle, LANE - 4, middle, "is-moment")
        + words(LANE, middle + 4.5, text, "is-marked")
        + line(LANE + room_of(text, SIZE) + 8, middle, WIDTH - 2, middle, "is-moment")
    )
