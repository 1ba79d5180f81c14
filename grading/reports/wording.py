"""Figures as people read them: no digit more than is known."""

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from string import Formatter

from simulations.evaluate import Z95
from simulations.language import Message, _


def points(value: float) -> str:
    """Points of a criterion: 8, 8.4."""
    return f"{value:.1f}".removesuffix(".0")


def total(value: float, uncertainty: float) -> str:
    """A total, with its 95% interval where that is wider than half a point."""
    half = Z95 * uncertainty
    return f"{value:.0f} ± {half:.0f}" if half >= 0.5 else f"{value:.0f}"


def percent(share: float) -> str:
    """A share as whole per cent, a dash if it is not known."""
    return f"{share:.0%}" if math.isfinite(share) else "–"


def of_most(value: float, most: float) -> str:
    """Points beside what they could have been: 8.4 / 10, or a dash while nobody has judged."""
    return f"{points(value) if math.isfinite(value) else '–'} / {points(most)}"


def between(low: float, high: float) -> str:
    """Two shares as an interval; a dash if it is not known."""
    if not math.isfinite(low):
        return "–"
    return _("{low} to {high}").format(low=percent(max(low, 0)), high=percent(min(high, 1)))


def change(log_ratio: float) -> str:
    """A log ratio as a signed change: +9%."""
    ratio = math.expm1(log_ratio)
    sign = "+" if ratio >= 0 else "−"
    return f"{sign}{abs(ratio):.0%}"


def count(number: float) -> str:
    """A count with thousands apart."""
    return f"{number:,.0f}"


def factor(high_over_low: float) -> str:
    """The width of an interval as the ratio of its ends: ×3.1, ×12."""
    return f"×{high_over_low:.1f}" if high_over_low < 10 else f"×{high_over_low:.0f}"


def minutes(value: float) -> str:
    """Whole minutes."""
    return _("{n} min").format(n=f"{value:.0f}")


def duration(value: timedelta) -> str:
    """A span in the largest unit that fits it."""
    hours = value.total_seconds() / 3600
    if hours < 2:
        return minutes(hours * 60)
    if hours < 48:
        return _("{n} h").format(n=f"{hours:.0f}")
    return _("{n} days").format(n=f"{hours / 24:.0f}")


def moment(value: datetime) -> str:
    """Date and time on the reader's clock."""
    return datetime.fromtimestamp(aware(value).timestamp()).strftime("%Y-%m-%d %H:%M")


def aware(value: datetime) -> datetime:
    """A time with its zone; SQLite forgets that it was UTC."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def measures(reached: float | None, target: float | None, reason: Message | None) -> tuple[str, str]:
    """What was reached and what was aimed at, in the unit the reason speaks of.

    The figures carry no unit themselves. They are shares where the reason writes one of them in per cent, and counts
    where they are whole; anything else would be a number nobody can read, and stays empty.
    """
    known = [value for value in (reached, target) if value is not None and math.isfinite(value)]
    if reason is not None and any(_is_share(value, reason) for value in known):
        write: Callable[[float], str] = percent
    elif all(float(value).is_integer() for value in known):
        write = count
    else:
        return "", ""
    written = ["" if value is None or not math.isfinite(value) else write(value) for value in (reached, target)]
    return written[0], written[1]


def _is_share(value: float, reason: Message) -> bool:
    for _text, name, spec, _conversion in Formatter().parse(reason.id):
        held = reason.values.get(name or "")
        if isinstance(held, Message):
            if _is_share(value, held):
                return True
        elif isinstance(held, int | float) and (spec or "").endswith("%") and math.isclose(held, value):
            return True
    return False


def shortened(text: str, most: int) -> str:
    """A text cut at a length that fits its place."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
