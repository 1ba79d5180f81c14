"""A Gantt chart (甘特图): the table of tasks, above it their bars, what waits for what, and who begins too early."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import ipywidgets

from curriculum.workbench.parts.gantt_bars import MOST_DAYS, Bar, Wait, bar_of, day_of, end_of, low_of, waits_of
from curriculum.workbench.parts.picture import (
    WIDTH,
    Record,
    cut,
    figure,
    line,
    nothing_yet,
    room_of,
    with_picture,
    words,
)
from curriculum.workbench.parts.rows import rows
from simulations.language import _, listed, sentences

if TYPE_CHECKING:
    from curriculum.workbench.form import Form

LEFT, RIGHT, HEAD, LINE, BAR = 212, 96, 30, 32, 18  # margins, height of the axis, of a row, of a bar


def gantt(
    form: "Form",
    name: str,
    *,
    first: date | None = None,
    today: int | date | None = None,
    bar: Callable[[Record, int], Bar | None] | None = None,
    **traits: Any,
) -> ipywidgets.VBox:
    """A table of tasks under their chart.

    Parameters
    ----------
    name : str
        A field of the answer: a list of records, one a task.
    first : date, optional
        The date of day 1; needed where `start_day` is a date. Days have no dates without it.
    today : int or date, optional
        Where today's line stands; none without it.
    bar : callable, optional
        `bar(record, number)` as `bar_of`, for records with other fields.
    **traits
        As for `rows`.
    """
    read = bar or (lambda record, number: bar_of(record, number, first))
    table = rows(form, name, **traits)
    return with_picture(form, name, table, lambda records: draw_gantt(records, first, today, read), above=True)


def draw_gantt(
    records: Sequence[Record],
    first: date | None = None,
    today: int | date | None = None,
    bar: Callable[[Record, int], Bar | None] = bar_of,
) -> str:
    """The chart of the tasks that have a beginning and a length."""
    found = [bar(record, number) for number, record in enumerate(records, start=1)]
    bars = tuple(one for one in found if one is not None)
    if not bars:
        return nothing_yet(_("Fill in a task's first day and its days, and its bar is drawn here."))
    waits, unknown = waits_of(bars)
    now = day_of(today.isoformat() if isinstance(today, date) else today, first)
    low, high = min(one.start for one in bars), max(one.end for one in bars)
    if now is not None and low - 60 <= now <= high + 60:
        low, high = min(low, now), max(high, now + 1)
    high = min(high, low + MOST_DAYS)

    def x(day: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (min(day, high) - low) / (high - low)

    tall = HEAD + LINE * len(bars)
    early = {wait.bar.number: max(w.early for w in waits if w.bar == wait.bar) for wait in waits if wait.early}
    drawing = (
        _axis(low, high, x, tall, first)
        + "".join(_arrow(wait, bars, x) for wait in waits)
        + "".join(_bar(one, place, x, early.get(one.number, 0)) for place, one in enumerate(bars))
        + (_today(now, x, tall) if now is not None and low <= now <= high else "")
    )
    warnings = [
        _("{task} begins {n} days before {other} is done.").format(
            task=_name(wait.bar), n=wait.early, other=_name(wait.other)
        )
        for wait in waits
        if wait.early
    ]
    warnings += [
        _("{task} waits for “{other}”: there is no such task.").format(task=_name(b), other=o) for b, o in unknown
    ]
    missing = [number for number, one in enumerate(found, start=1) if one is None]
    warnings += [_("Row {n} is not drawn yet: it lacks a first day or days.").format(n=n) for n in missing]
    sentence = _("{n} tasks, {start} to {end}, {days} days in all.").format(
        n=len(bars),
        start=_label(low_of(bars), first),
        end=_label(end_of(bars), first),
        days=end_of(bars) - low_of(bars) + 1,
    )
    return figure(drawing, tall + 18, sentence, warnings, [_spoken(one, waits, first) for one in bars])


def _name(bar: Bar, room: float = 160) -> str:
    return cut(bar.task, room) or _("Task {n}").format(n=bar.number)


def _label(day: int, first: date | None) -> str:
    if first is None:
        return _("day {n}").format(n=day)
    at = first + timedelta(days=day - 1)
    return f"{at.month}/{at.day}"


def _axis(low: int, high: int, x: Callable[[float], float], tall: float, first: date | None) -> str:
    """Days along the top; weekends in grey where days have dates; more days, fewer words."""
    wide = x(low + 1) - x(low)
    every = next(step for step in (1, 2, 5, 7, 14, 28, 56, 112, 365) if wide * step > 34 or step == 365)
    parts = []
    for day in range(low, high):
        if first is not None and wide > 3 and (first + timedelta(days=day - 1)).weekday() > 4:
            parts.append(
                f'<rect class="is-rest" x="{x(day):.1f}" y="{HEAD}" width="{wide:.1f}" height="{tall - HEAD}"/>'
            )
    for day in range(low, high, every):
        parts.append(line(x(day), HEAD - 6, x(day), tall))
        text = _label(day, first) if first else str(day)
        parts.append(
            words(
                x(day) + wide / 2 if every == 1 else x(day) + 3,
                18,
                text,
                "is-soft",
                "middle" if every == 1 else "start",
            )
        )
    unit = "" if first else words(LEFT - 10, 18, _("day"), "is-soft", "end")
    return "".join(parts) + unit + line(0, HEAD, WIDTH, HEAD)


def _middle(place: int) -> float:
    return HEAD + LINE * place + LINE / 2


def _bar(bar: Bar, place: int, x: Callable[[float], float], early: int) -> str:
    left, right, y = x(bar.start), x(bar.end), _middle(place)
    look = "is-bar is-early" if early else "is-bar"
    parts = [
        words(16, y + 5, str(bar.number), "is-soft", "end"),
        words(26, y + 5, _name(bar, LEFT - 40)),
        f'<rect class="{look}" x="{left + 1:.1f}" y="{y - BAR / 2:.1f}" width="{max(right - left - 2, 3):.1f}" '
        f'height="{BAR}" rx="4"/>',
    ]
    inside = room_of(bar.owner, 13) < right - left - 12
    if bar.owner and inside:
        parts.append(words(left + 7, y + 4.5, bar.owner, "" if early else "is-on-bar"))
    beside = [] if inside else [cut(bar.owner, 60)]
    at = right + 6
    for text in filter(None, beside):
        parts.append(words(at, y + 4.5, text, "is-soft"))
        at += room_of(text, 12) + 8
    if early:
        parts.append(words(at, y + 4.5, _("✕ {n} d too early").format(n=early), "is-bad"))
    return f'<g data-row="{bar.number}">{"".join(parts)}</g>'


def _arrow(wait: Wait, bars: Sequence[Bar], x: Callable[[float], float]) -> str:
    """From the end of what is waited for to the beginning of what waits; back to it where that lies before the end."""
    if wait.bar == wait.other:
        return ""
    above, below = (_middle(bars.index(bar)) for bar in (wait.other, wait.bar))
    down = 1 if below > above else -1
    start, end, look = x(wait.other.end) - 6, x(wait.bar.start), "is-early" if wait.early else ""
    way = f"V{below - down * LINE / 2:.1f}H{end - 12:.1f}" if wait.early else ""
    path = f"M{start:.1f} {above + down * BAR / 2:.1f}{way}V{below:.1f}H{end - 6:.1f}"
    head = f"M{end:.1f} {below:.1f}l-7 -4v8z"
    return f'<path class="is-arrow {look}" d="{path}"/><path class="is-head {look}" d="{head}"/>'


def _today(day: int, x: Callable[[float], float], tall: float) -> str:
    at = x(day + 0.5)
    return line(at, HEAD - 4, at, tall, "is-today") + words(at, tall + 14, _("Today"), "is-today", "middle")


def _spoken(bar: Bar, waits: Sequence[Wait], first: date | None) -> str:
    told = _("{task}, {owner}: {start} to {end}.").format(
        task=_name(bar),
        owner=bar.owner or _("nobody yet"),
        start=_label(bar.start, first),
        end=_label(bar.end - 1, first),
    )
    others = listed(_name(wait.other) for wait in waits if wait.bar == bar)
    return sentences(told, _("Waits for {others}.").format(others=others)) if others else told
