"""A time line (时间轴): a table of what happens when, above it a run sheet, a crisis by the hour, or a calendar."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets

from curriculum.workbench.columns import resolved
from curriculum.workbench.parts.picture import Record, figure, nothing_yet, with_picture
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.timeline_hours import hours_line
from curriculum.workbench.parts.timeline_items import (
    Fields,
    Item,
    clashes_of,
    items_of,
    lanes_of,
    marks_at,
    pauses_of,
)
from curriculum.workbench.parts.timeline_scale import (
    MOST_AWAY,
    PAUSES,
    Mark,
    Scale,
    Unit,
    moment,
    said,
    scale_of,
    to_the_end,
    windows,
)
from curriculum.workbench.parts.timeline_strip import Drawn, Window, strip
from curriculum.workbench.parts.timeline_words import (
    first_of,
    not_drawn,
    on_clash,
    on_pauses,
    outside,
    row_told,
    sentence_of,
)
from simulations.language import _

if TYPE_CHECKING:
    from curriculum.workbench.form import Form

BETWEEN = 16  # units of the drawing between two strips


def timeline(
    form: "Form",
    name: str,
    *,
    start: str | tuple[str, str] = "",
    label: str | tuple[str, ...],
    length: str = "",
    lane: str = "",
    scale: Unit | None = None,
    begins: Any = None,
    ends: Any = None,
    pause: float | None = None,
    marks: Iterable[Mark] = (),
    **traits: Any,
) -> ipywidgets.VBox:
    """A table of what happens when, under its picture.

    Minutes and days are drawn from left to right with a lane a kind, hours from top to bottom.

    Parameters
    ----------
    name : str
        A field of the answer: a list of records.
    start : str or pair of str
        The column for the time, or those for the day and the time in it; empty where each row begins when the one
        above has ended.
    label : str or tuple of str
        Columns that say what happens.
    length : str, optional
        The column for how long it takes, in the scale's unit. Without it a day takes a day, all else is a moment.
    lane : str, optional
        The column that says on which lane it stands: kind, who does it, channel.
    scale : {"minute", "hour", "day"}, optional
        Default: days where `start` is a date, hours where it is a pair or a date with a time, else minutes.
    begins, ends : optional
        What is planned for, as the column holds it: "20:00", 0 and 60, a date, a pair of day and time.
    pause : float, optional
        So many units with nothing in them are remarked on. Default: 1 minute, 2 hours, 7 days on the same lane.
    marks : iterable of Mark
        What is there whatever the rows say.
    **traits
        As for `rows`, but for the heading.
    """
    table = rows(form, name, **traits)
    definitions = form.schema.get("$defs", {})
    properties = resolved(form.spec(name)["items"], definitions)["properties"]
    starts = (start,) if isinstance(start, str) and start else tuple(start)
    unit, written = scale_of([resolved(properties[slug], definitions) for slug in starts], scale)
    first, last = (
        None if at is None else moment(unit, *(at if isinstance(at, tuple) else (at,))) for at in (begins, ends)
    )
    counted = to_the_end(Scale(unit, written, first, last, PAUSES[unit] if pause is None else pause))
    names = {column["slug"]: dict(column["options"]) for column in table.columns if column["options"]}
    title = next((column["title"] for column in table.columns if column["slug"] == lane), "")
    fields = Fields(starts, (label,) if isinstance(label, str) else label, length, lane, title, names)
    marked = tuple(marks)
    drawn = with_picture(form, name, table, lambda records: draw_timeline(records, fields, counted, marked), above=True)
    drawn.add_class("academy-timeline")
    return drawn


def draw_timeline(records: Sequence[Record], fields: Fields, scale: Scale, marks: Sequence[Mark] = ()) -> str:
    """The records that have a place in time, what is between them and what falls together, drawn and in words."""
    items = items_of(records, fields, scale)
    if not items:
        return nothing_yet(_("Fill in when something happens, and it is drawn here."))
    clashes = clashes_of(items, by_lane=scale.unit != "minute")
    pauses = pauses_of(items, scale, by_lane=scale.unit == "day")
    low, high = _edges(items, scale)
    marked = marks_at(marks, scale)
    if scale.unit != "hour":
        marked = {at: named for at, named in marked.items() if low <= at < high}
    shown = Drawn(items, fields, scale, marked, clashes, pauses, lambda item: row_told(item, fields, scale))
    drawing, end = _drawing(shown, low, high)
    drawn = {item.number for item in items}
    remarks = [
        *first_of([on_clash(clash, fields, scale) for clash in clashes]),
        *first_of(on_pauses(pauses, lanes_of(items, fields), fields, scale)),
        *first_of(outside(items, scale)),
        *first_of(not_drawn(number for number in range(1, len(records) + 1) if number not in drawn)),
    ]
    spoken = [shown.told(item) for item in items]
    spoken += [f"{said(at, scale)}: {mark.text}" for at, named in marked.items() for mark in named]
    return figure(drawing, end + 4, sentence_of(items, fields, scale), remarks, spoken)


def _drawing(shown: Drawn, low: float, high: float) -> tuple[str, float]:
    """The picture as SVG and its height: hours in one line, all else in as many strips as it takes."""
    if shown.scale.unit == "hour":
        return hours_line(shown)
    drawing, end = "", 0.0
    for window in windows(low, high, shown.scale):
        part, end = strip(shown, Window(*window), end + (BETWEEN if drawing else 0))
        drawing += part
    return drawing, end


def _edges(items: Sequence[Item], scale: Scale) -> tuple[float, float]:
    """What the picture shows: all items, and what was planned for, in steps of five minutes or whole days."""
    near = [
        at for at in (scale.begins, scale.ends) if at is not None and abs(at - items[0].at) <= MOST_AWAY[scale.unit]
    ]
    low, high = min([items[0].at, *near]), max([*(item.end for item in items), *near])
    step = 5 if scale.unit == "minute" else 1
    low = low // step * step
    return low, max(-(-high // step) * step, low + step)
