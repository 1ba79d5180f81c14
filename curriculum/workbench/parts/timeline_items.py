"""What happens when: records as items on a line of time, which of them fall together, and where nothing happens."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from statistics import median_low

from curriculum.workbench.parts.picture import Record, number_in, text_in
from curriculum.workbench.parts.timeline_scale import A_DAY, MOST_AWAY, Mark, Scale, moment

Names = Mapping[str, Mapping[str, str]]
SOON = 1e-6  # units below which two moments are one


@dataclass(frozen=True)
class Fields:
    """Which fields of a record say when, how long, on which lane and what.

    Attributes
    ----------
    start : tuple of str
        One field, or a day and a time; none where each record begins when the one before has ended.
    label : tuple of str
        What is written on an item, one behind the other.
    title : str
        What people call the lanes.
    names : mapping
        Field to what people read for its choices; also their order.
    """

    start: tuple[str, ...]
    label: tuple[str, ...]
    length: str = ""
    lane: str = ""
    title: str = ""
    names: Names = field(default_factory=dict)

    def text(self, record: Record, slug: str) -> str:
        """A field as people read it."""
        value = record.get(slug)
        if isinstance(value, list | tuple):
            return "、".join(self.names.get(slug, {}).get(str(one), str(one)) for one in value)
        return self.names.get(slug, {}).get(str(value)) or text_in(record, slug)


@dataclass(frozen=True)
class Item:
    """Something that happens from `at` on for `length` units; `number` is its row in the table."""

    number: int
    at: float
    length: float = 0
    lane: str = ""
    text: str = ""

    @property
    def end(self) -> float:
        return self.at + self.length


@dataclass(frozen=True)
class Clash:
    """Two items that fall together for so many units; 0 where both are moments."""

    before: Item
    after: Item

    @property
    def length(self) -> float:
        return min(self.before.end, self.after.end) - self.after.at


@dataclass(frozen=True)
class Pause:
    """So long nothing happens; on `lane`, or anywhere."""

    start: float
    end: float
    lane: str = ""


def items_of(records: Sequence[Record], fields: Fields, scale: Scale) -> list[Item]:
    """The records that have a place in time, in its order; not those very far from the others."""
    found, end = [], scale.begins or 0.0
    for number, record in enumerate(records, start=1):
        at = moment(scale.unit, *(record.get(slug) for slug in fields.start)) if fields.start else end
        length = number_in(record, fields.length) if fields.length else float(scale.unit == "day")
        if at is None or length is None or not (math.isfinite(at) and 0 <= length <= MOST_AWAY[scale.unit]):
            continue
        if fields.length and length == 0:
            continue
        at = _after_midnight(at, scale)
        end = at + length
        lane = fields.text(record, fields.lane) if fields.lane else ""
        text = " · ".join(filter(None, (fields.text(record, slug) for slug in fields.label)))
        found.append(Item(number, at, length, lane, text))
    middle = median_low(item.at for item in found) if found else 0.0
    near = (item for item in found if abs(item.at - middle) <= MOST_AWAY[scale.unit])
    return sorted(near, key=lambda item: (item.at, item.number))


def lanes_of(items: Sequence[Item], fields: Fields) -> list[str]:
    """The lanes in use: choices in their order, others as they come, what has none at the end."""
    known = list(fields.names.get(fields.lane, {}).values())
    used = list(dict.fromkeys(item.lane for item in items))
    return sorted(used, key=lambda lane: (lane == "", known.index(lane) if lane in known else len(known)))


def tint_of(lane: str, lanes: Sequence[str], fields: Fields) -> int:
    """The tint of a lane: its choice's in the table, where it is one."""
    known = list(fields.names.get(fields.lane, {}).values())
    return (known if lane in known else list(lanes)).index(lane) % 8


def lines_of(items: Sequence[Item]) -> list[int]:
    """On which line of its lane each item has room, from 0, so that none covers another."""
    ends: list[float] = []
    places = []
    for item in items:
        place = next((n for n, end in enumerate(ends) if end <= item.at + SOON), len(ends))
        ends[place : place + 1] = [max(item.end, item.at + SOON * 2)]
        places.append(place)
    return places


def clashes_of(items: Sequence[Item], by_lane: bool) -> list[Clash]:
    """Each item that begins before another one has ended, with the one that ends last."""
    found = []
    for together in _by_lane(items) if by_lane else [list(items)]:
        latest: Item | None = None
        for item in together:
            if latest is not None and (item.at < latest.end - SOON or abs(item.at - latest.at) < SOON):
                found.append(Clash(latest, item))
            latest = item if latest is None or item.end > latest.end else latest
    return sorted(found, key=lambda clash: (clash.after.at, clash.after.number))


def pauses_of(items: Sequence[Item], scale: Scale, by_lane: bool) -> list[Pause]:
    """Where nothing happens for as long as the scale remarks on; also before the first and after the last."""
    found = []
    for together in _by_lane(items) if by_lane else [list(items)]:
        lane = together[0].lane if by_lane and together else ""
        end = scale.begins
        for item in together:
            if end is not None and item.at - end >= scale.pause - SOON:
                found.append(Pause(end, item.at, lane))
            end = item.end if end is None else max(end, item.end)
        if end is not None and scale.ends is not None and scale.ends - end >= scale.pause - SOON:
            found.append(Pause(end, scale.ends, lane))
    return found


def _by_lane(items: Sequence[Item]) -> list[list[Item]]:
    lane = attrgetter("lane")
    return [list(group) for _name, group in groupby(sorted(items, key=lane), key=lane)]


def marks_at(marks: Sequence[Mark], scale: Scale) -> dict[float, list[Mark]]:
    """The marks by their moment."""
    found: dict[float, list[Mark]] = {}
    for mark in marks:
        given = mark.at if isinstance(mark.at, tuple) else (mark.at,)
        at = moment(scale.unit, *given)
        if at is not None:
            found.setdefault(_after_midnight(at, scale), []).append(mark)
    return dict(sorted(found.items()))


def _after_midnight(at: float, scale: Scale) -> float:
    """A time of day before the beginning is the next day's."""
    early = scale.written == "clock" and scale.begins is not None and at < scale.begins
    return at + A_DAY[scale.unit] if early and at < A_DAY[scale.unit] else at
