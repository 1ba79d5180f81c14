"""A post's first 48 hours: readers an hour, rising one after the other as they did, and how many have come so far."""

from collections.abc import Sequence
from html import escape

from simulations.language import _

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 168, 20, 22, 24
EVERY = 6  # hours between two marks of the axis
SECONDS_AN_HOUR = 0.05


def first_hours(reads: Sequence[float], hour: int, title: str = "") -> str:
    """Readers an hour as bars that grow one after the other, as trusted HTML.

    Parameters
    ----------
    reads : sequence of float
        Readers in each hour since publication.
    hour : int
        The hour of publication, 0-23; the axis shows the hours of the day.
    """
    hours, most, total = len(reads), max(max(reads), 1.0), sum(reads)
    step = (WIDTH - 2 * LEFT) / hours
    floor, room = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP
    bars, marks, reached, path = [], [], 0.0, []
    for i, readers in enumerate(reads):
        x, size = LEFT + i * step, room * readers / most
        reached += readers
        path.append(f"{x + step / 2:.1f} {floor - room * reached / max(total, 1):.1f}")
        bars.append(
            f'<rect x="{x + 1:.1f}" y="{floor - size:.1f}" width="{step - 2:.1f}" height="{size:.1f}" '
            f'style="animation-delay:{SECONDS_AN_HOUR * i:.2f}s"/>'
        )
        clock = (hour + i) % 24
        if clock % EVERY == 0:
            midnight = ' class="is-midnight"' if clock == 0 else ""
            marks.append(f'<line{midnight} x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{floor + 5}"/>')
            marks.append(f'<text x="{x:.1f}" y="{HEIGHT - 6}" text-anchor="middle">{clock:02d}:00</text>')
    said, caption = _told(reads, hour), title or _("The first {n} hours, readers an hour").format(n=hours)
    return (
        '<figure class="academy-first-hours">'
        f"<figcaption>{escape(caption)}</figcaption>"
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(said)}">'
        f'<g class="axis">{"".join(marks)}</g><g class="bars">{"".join(bars)}</g>'
        f'<path pathLength="1" d="M{"L".join(path)}" style="animation-duration:{SECONDS_AN_HOUR * hours:.2f}s"/>'
        f"</svg><p>{escape(said)}</p></figure>"
    )


def _told(reads: Sequence[float], hour: int) -> str:
    """What one sees, in a sentence."""
    best = max(range(len(reads)), key=lambda i: reads[i])
    return _(
        "{first} readers in the first hour, {day} in the first day, {all} in {n} hours; most in the hour from "
        "{peak}:00. The line adds them up."
    ).format(
        first=f"{reads[0]:,.0f}",
        day=f"{sum(reads[:24]):,.0f}",
        all=f"{sum(reads):,.0f}",
        n=len(reads),
        peak=f"{(hour + best) % 24:02d}",
    )
