"""Time on a line: what a record says of when, as a number of minutes, hours or days, and how people say it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from curriculum.workbench.columns import TIME
from curriculum.workbench.parts.picture import number_in
from simulations.language import _

Unit = Literal["minute", "hour", "day"]
Written = Literal["count", "clock", "day", "date"]
A_DAY: Mapping[Unit, int] = {"minute": 1440, "hour": 24, "day": 1}
PAUSES: Mapping[Unit, float] = {"minute": 1, "hour": 2, "day": 7}  # from which on nothing happening is remarked on
MOST_AWAY: Mapping[Unit, float] = {"minute": 720, "hour": 1000, "day": 200}  # from the middle record, to be drawn
LAST_DAY = date.max.toordinal() - 400


@dataclass(frozen=True)
class Scale:
    """How time is counted, in its unit, and how it is written.

    Attributes
    ----------
    written : str
        `count`: so many units from the beginning; `clock`: the time of day; `day`: the number of a day, with the time;
        `date`: the calendar's date, with the time where hours or minutes count.
    begins, ends : float, optional
        What is planned for, in units; from the first record to the last one without it.
    pause : float
        So many units with nothing in them are remarked on.
    """

    unit: Unit
    written: Written = "count"
    begins: float | None = None
    ends: float | None = None
    pause: float = 1

    @property
    def dated(self) -> bool:
        """Whether its days are the calendar's."""
        return self.written == "date"


@dataclass(frozen=True)
class Mark:
    """Something that is there whatever the records say: a holiday, a deadline, the hour at which most are watching.

    Attributes
    ----------
    at : Any
        As the field for the time holds it, or as Python has it: a date, a time, a number; a pair of day and time.
    rest : bool, optional
        On a calendar: whether nobody works that day; None for what its weekday says.
    """

    at: Any
    text: str
    rest: bool | None = None


def scale_of(fields: Sequence[Mapping[str, Any]], unit: Unit | None = None) -> tuple[Unit, Written]:
    """The unit and the way of writing that the schemas of one or two fields for a time ask for.

    A date counts days, a date with a time or a day beside a time counts hours, all else counts minutes.
    """
    kinds = [(str(spec.get("type", "")), str(spec.get("format", ""))) for spec in fields]
    if not kinds:
        return unit or "minute", "count"
    kind, form = kinds[0]
    if len(kinds) > 1:
        return unit or "hour", "date" if form == "date" else "day"
    if form in ("date", "date-time"):
        return unit or ("day" if form == "date" else "hour"), "date"
    if unit == "day":
        return unit, "count"
    return unit or "minute", "clock" if kind == "string" else "count"


def moment(unit: Unit, *given: Any) -> float | None:
    """A time, or a day and a time, in units: from the count's, the clock's or the calendar's own zero."""
    if unit == "day" or len(given) == 2:
        day, at = _day(given[0]), 0.0 if unit == "day" else _time(unit, given[1])
        return None if day is None or at is None else day * A_DAY[unit] + at
    return _time(unit, given[0])


def _day(value: Any) -> float | None:
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10]).toordinal()
        except ValueError:
            pass
    number = number_in({"day": value}, "day")
    return number if number is None else math.floor(number)


def _time(unit: Unit, value: Any) -> float | None:
    if isinstance(value, str):
        found = TIME.fullmatch(value.strip())
        if found:
            hours, minutes = map(int, found.groups())
            return _of_day(unit, hours, minutes)
        if "-" in value[1:]:
            try:
                value = datetime.fromisoformat(value)
            except ValueError:
                return None
    if isinstance(value, datetime):
        return value.toordinal() * A_DAY[unit] + _of_day(unit, value.hour, value.minute)
    if isinstance(value, time):
        return _of_day(unit, value.hour, value.minute)
    return number_in({"time": value}, "time")


def _of_day(unit: Unit, hours: int, minutes: int) -> float:
    return (60 * hours + minutes) * A_DAY[unit] / 1440


def day_in(at: float, scale: Scale) -> date | None:
    """The calendar's day of a moment, where days are the calendar's."""
    number = math.floor(at / A_DAY[scale.unit])
    return date.fromordinal(number) if scale.dated and 1 <= number <= LAST_DAY else None


def said(at: float, scale: Scale) -> str:
    """A moment as people write it."""
    day, number = day_in(at, scale), math.floor(at / A_DAY[scale.unit])
    named = f"{day.month}/{day.day}" if day else _("day {n}").format(n=number)
    if scale.unit == "day":
        return named
    if scale.written == "count":
        return (_("minute {n:g}") if scale.unit == "minute" else _("hour {n:g}")).format(n=round(at, 1))
    clock = on_the_clock(at, scale.unit)
    return clock if scale.written == "clock" else f"{named} {clock}"


def on_the_clock(at: float, unit: Unit) -> str:
    """A moment's time of day."""
    minutes = round((at % A_DAY[unit]) * 1440 / A_DAY[unit])
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def lasting(length: float, unit: Unit) -> str:
    """How long something takes; hours with their minutes."""
    if unit == "day":
        return _("{n:g} d").format(n=round(length, 1))
    if unit == "minute":
        return _("{n:g} min").format(n=round(length, 1))
    hours, minutes = divmod(round(60 * length), 60)
    if not hours:
        return _("{n:g} min").format(n=minutes)
    return _("{h} h {m} min").format(h=hours, m=minutes) if minutes else _("{n:g} h").format(n=hours)


def to_the_end(scale: Scale) -> Scale:
    """What ends on a day ends with it; what ends at an earlier time of day than it begins ends on the next day."""
    if scale.ends is None:
        return scale
    if scale.unit == "day":
        return replace(scale, ends=scale.ends + 1)
    overnight = scale.written == "clock" and scale.begins is not None and scale.ends <= scale.begins
    return replace(scale, ends=scale.ends + A_DAY[scale.unit]) if overnight else scale


def is_rest(at: float, scale: Scale, marks: Mapping[float, Sequence[Mark]]) -> bool:
    """Whether a day is a holiday or a weekend that is not worked on."""
    told = [mark.rest for mark in marks.get(at, ()) if mark.rest is not None]
    day = day_in(at, scale)
    return told[-1] if told else day is not None and day.weekday() > 4


def windows(low: float, high: float, scale: Scale) -> list[tuple[float, float]]:
    """What is drawn below one another: weeks as far as they fit in a strip, else months; two hours of minutes."""
    if scale.unit != "day":
        parts = max(1, math.ceil((high - low) / 120))
        wide = math.ceil((high - low) / parts / 5) * 5
        return [(low + wide * n, min(low + wide * (n + 1), high)) for n in range(parts) if low + wide * n < high]
    first, last = day_in(low, scale), day_in(high, scale)
    if first is None or last is None:
        parts = max(1, math.ceil((high - low) / 35))
        days = 35 if parts > 1 else max(7.0, high - low)
        return [(low + days * n, low + days * (n + 1)) for n in range(parts)]
    monday, after = low - first.weekday(), high + (-last.weekday() % 7)
    if after - monday <= 35:
        return [(monday, after)]
    found, begin = [], first.replace(day=1)
    while begin.toordinal() < high:
        end = (begin + timedelta(days=32)).replace(day=1)
        found.append((float(begin.toordinal()), float(end.toordinal())))
        begin = end
    return found
