"""Tasks in time: when each begins and ends, which waits for which, and which begins too early."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from curriculum.workbench.columns import SEPARATORS
from curriculum.workbench.parts.picture import Record, number_in, text_in

MOST_DAYS = 730  # that are drawn
MOST_AWAY = 100_000  # days between a task and day 1


@dataclass(frozen=True)
class Bar:
    """A task on the chart: it lasts from the morning of day `start` for `days` days.

    Attributes
    ----------
    number : int
        Its row in the table.
    after : tuple of str
        What it waits for: names of tasks, or numbers of rows.
    """

    number: int
    task: str
    owner: str
    start: int
    days: int
    after: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """The first day on which it is done."""
        return self.start + self.days


@dataclass(frozen=True)
class Wait:
    """A task that waits for another one; `early` days too few lie between them."""

    bar: Bar
    other: Bar

    @property
    def early(self) -> int:
        return max(0, self.other.end - self.bar.start)


def bar_of(record: Record, number: int, first: date | None = None) -> Bar | None:
    """A record with `task`, `owner`, `start_day` (a number or a date), `days` and `depends_on` as a bar.

    None until it has a beginning and a length. Day 1 is `first`.
    """
    start, days = day_of(record.get("start_day"), first), number_in(record, "days")
    if start is None or days is None or not (1 <= days <= MOST_DAYS and abs(start) < MOST_AWAY):
        return None
    given = record.get("depends_on") or ()
    after = (
        SEPARATORS.split(given) if isinstance(given, str) else given if isinstance(given, list | tuple) else (given,)
    )
    return Bar(
        number=number,
        task=text_in(record, "task"),
        owner=text_in(record, "owner"),
        start=start,
        days=int(days),
        after=tuple(str(one).strip() for one in after if str(one).strip()),
    )


def waits_of(bars: Sequence[Bar]) -> tuple[tuple[Wait, ...], tuple[tuple[Bar, str], ...]]:
    """Which task waits for which, by name or by number; and what was named but is no task."""
    known = {str(bar.number): bar for bar in bars} | {bar.task: bar for bar in bars if bar.task}
    waits = tuple(Wait(bar, known[other]) for bar in bars for other in bar.after if other in known)
    unknown = tuple((bar, other) for bar in bars for other in bar.after if other not in known)
    return waits, unknown


def low_of(bars: Sequence[Bar]) -> int:
    """The first day of all."""
    return min(bar.start for bar in bars)


def end_of(bars: Sequence[Bar]) -> int:
    """The last day on which something is done."""
    return max(bar.end for bar in bars) - 1


def day_of(value: Any, first: date | None) -> int | None:
    """A number of a day, or a date counted from the first one."""
    if isinstance(value, str) and first is not None:
        try:
            return (date.fromisoformat(value) - first).days + 1
        except ValueError:
            pass
    number = number_in({"day": value}, "day")
    return int(number) if number is not None else None
