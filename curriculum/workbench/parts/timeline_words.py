"""A time line in words: how much there is and where, what falls together, where nothing happens."""

from collections.abc import Iterable, Sequence

from curriculum.workbench.parts.picture import cut
from curriculum.workbench.parts.timeline_items import Clash, Fields, Item, Pause, lanes_of
from curriculum.workbench.parts.timeline_scale import Scale, lasting, said
from simulations.language import _, listed, sentences

MOST = 8  # remarks on one kind of thing


def lane_name(lane: str, fields: Fields) -> str:
    """What a lane is called, also where a row does not say it, or none does."""
    return lane or (_("not said") if fields.lane else _("All"))


def _name(item: Item) -> str:
    """A row as a sentence speaks of it."""
    text = cut(item.text, 150)
    return _("row {n} “{text}”").format(n=item.number, text=text) if text else _("row {n}").format(n=item.number)


def row_told(item: Item, fields: Fields, scale: Scale) -> str:
    """An item in words, for those who do not see it and under the pointer."""
    when = said(item.at, scale)
    if fields.length:
        when = _("{start}, {length}").format(start=when, length=lasting(item.length, scale.unit))
    lane = lane_name(item.lane, fields) if fields.lane else ""
    return _("Row {n}, {when}: {what}").format(
        n=item.number, when=when, what=" · ".join(filter(None, (lane, item.text)))
    )


def sentence_of(items: Sequence[Item], fields: Fields, scale: Scale) -> str:
    """How much there is, from when to when, and how much on each lane."""
    first, last = items[0].at, max(item.end for item in items)
    if scale.unit == "day":
        last -= 1
    told = _("{n} in all, {start} to {end}.").format(n=len(items), start=said(first, scale), end=said(last, scale))
    if not fields.lane:
        return told
    lanes = listed(_lane(lane, items, fields, scale) for lane in _lanes(items, fields))
    return sentences(told, _("{lane}: {counts}.").format(lane=fields.title, counts=lanes))


def _lanes(items: Sequence[Item], fields: Fields) -> list[str]:
    """All lanes that could be used; also those on which nothing is."""
    used = lanes_of(items, fields)
    return used + [lane for lane in fields.names.get(fields.lane, {}).values() if lane not in used]


def _lane(lane: str, items: Sequence[Item], fields: Fields, scale: Scale) -> str:
    """How much is on a lane."""
    there = [item for item in items if item.lane == lane]
    told = f"{lane_name(lane, fields)} {len(there)}"
    length = sum(item.length for item in there)
    if not fields.length or not there:
        return told
    return _("{what} ({length})").format(what=told, length=lasting(length, scale.unit))


def first_of(told: Sequence[str]) -> list[str]:
    """The first of many, and how many more there are."""
    more = len(told) - MOST
    return [*told[:MOST], *([_("And {n} more like that.").format(n=more)] if more > 0 else [])]


def on_clash(clash: Clash, fields: Fields, scale: Scale) -> str:
    """Two items that fall together."""
    before, after, at = _name(clash.before), _name(clash.after), said(clash.after.at, scale)
    if scale.unit == "day":
        return _("{lane}, {at}: {before} and {after} on the same day.").format(
            lane=lane_name(clash.after.lane, fields), at=at, before=before, after=after
        )
    if clash.length <= 0:
        return _("{at}: {before} and {after} at the same time.").format(at=at, before=before, after=after)
    return _("{at}: {after} begins while {before} still goes on; they overlap for {length}.").format(
        at=at, before=before, after=after, length=lasting(clash.length, scale.unit)
    )


def on_pauses(pauses: Sequence[Pause], lanes: Sequence[str], fields: Fields, scale: Scale) -> list[str]:
    """Every pause; of days the longest of each lane, and how many there are."""
    if scale.unit != "day":
        return [
            _("{start} to {end}: nothing for {length}.").format(
                start=said(pause.start, scale), end=said(pause.end, scale), length=_length(pause, scale)
            )
            for pause in pauses
        ]
    found = []
    for lane in lanes:
        there = [pause for pause in pauses if pause.lane == lane]
        if not there:
            continue
        longest = max(there, key=lambda pause: pause.end - pause.start)
        start, length, named = said(longest.start, scale), _length(longest, scale), lane_name(lane, fields)
        if len(there) == 1:
            text = _("{lane}: nothing for {length} from {start} on.")
            found.append(text.format(lane=named, start=start, length=length))
        else:
            text = _("{lane}: {n} times nothing for {least} or more; the longest is {length} from {start} on.")
            least = lasting(scale.pause, scale.unit)
            found.append(text.format(lane=named, n=len(there), least=least, length=length, start=start))
    return found


def _length(pause: Pause, scale: Scale) -> str:
    return lasting(pause.end - pause.start, scale.unit)


def outside(items: Sequence[Item], scale: Scale) -> list[str]:
    """What lies before the beginning or after the end that is planned for."""
    found = []
    for item in items:
        if scale.begins is not None and item.at < scale.begins:
            found.append(_("{item} begins before {at}.").format(item=_name(item), at=said(scale.begins, scale)))
        if scale.ends is not None and item.end > scale.ends:
            at = scale.ends - (1 if scale.unit == "day" else 0)
            found.append(_("{item} goes on after {at}.").format(item=_name(item), at=said(at, scale)))
    return found


def not_drawn(numbers: Iterable[int]) -> list[str]:
    """Rows that are missing in the picture."""
    text = _("Row {n} is not drawn: its time or length is missing, or far from the others.")
    return [text.format(n=number) for number in numbers]
