"""Small charts side by side, to choose from: columns, points, lines, a pie, stacked columns, as inline SVG.

They are drawn as somebody would draw them in a spreadsheet: axes and names, no value written beside a mark.
"""

import math
from collections.abc import Mapping, Sequence
from html import escape
from statistics import median

WIDE, HIGH = 320, 190
LEFT, RIGHT, TOP, BOTTOM = 46, 10, 12, 34
COLOURS = ("--share-0", "--share-1", "--share-2", "--share-4", "--share-5", "--share-3")
Groups = Mapping[str, Sequence[float]]


def _svg(drawing: str) -> str:
    return f'<svg viewBox="0 0 {WIDE} {HIGH}" class="academy-small-chart" aria-hidden="true">{drawing}</svg>'


def _words(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _tick(value: float, share: bool) -> str:
    return f"{value:.0%}" if share else f"{value:,.0f}"


def _top(values: Sequence[float]) -> float:
    """A round number above all values."""
    most = max(values, default=1.0) or 1.0
    step = 10.0 ** math.floor(math.log10(most))
    return next(factor * step for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if factor * step >= most)


def _y(value: float, top: float) -> float:
    return HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * value / top


def _axes(top: float, share: bool = False) -> str:
    lines = []
    for part in (0.0, 0.5, 1.0):
        y = _y(part * top, top)
        lines.append(f'<line x1="{LEFT}" x2="{WIDE - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" class="is-grid"/>')
        lines.append(_words(LEFT - 5, y + 4, _tick(part * top, share), "end"))
    return "".join(lines)


def _legend(names: Sequence[str]) -> str:
    room, drawn = (WIDE - RIGHT) / max(len(names), 1), []
    for n, name in enumerate(names):
        x = RIGHT + n * room
        drawn.append(f'<rect x="{x:.1f}" y="{HIGH - 12}" width="9" height="9" style="fill:var({COLOURS[n]})"/>')
        drawn.append(_words(x + 13, HIGH - 3.5, name, "start"))
    return "".join(drawn)


def _names(names: Sequence[str], y: float = HIGH - BOTTOM + 15) -> str:
    room = (WIDE - LEFT - RIGHT) / max(len(names), 1)
    return "".join(_words(LEFT + (n + 0.5) * room, y, name) for n, name in enumerate(names))


def bars(groups: Groups, series: Sequence[str] = (), *, share: bool = False) -> str:
    """Columns by group; several beside each other where a group has several values."""
    top = _top([value for values in groups.values() for value in values])
    room, drawn = (WIDE - LEFT - RIGHT) / len(groups), [_axes(top, share)]
    for n, values in enumerate(groups.values()):
        wide = 0.7 * room / len(values)
        for k, value in enumerate(values):
            x, y = LEFT + n * room + 0.15 * room + k * wide, _y(value, top)
            colour = COLOURS[k if series else 0]
            drawn.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide * 0.92:.1f}" height="{_y(0, top) - y:.1f}" '
                f'style="fill:var({colour})"/>'
            )
    return _svg("".join(drawn) + _names(list(groups)) + (_legend(series) if series else ""))


def dots(groups: Groups) -> str:
    """A point a value, in columns by group, on a log scale; a line at each group's median."""
    every = [value for values in groups.values() for value in values]
    low, high = math.log10(min(every)) - 0.1, math.log10(max(every)) + 0.1

    def y(value: float) -> float:
        return HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * (math.log10(value) - low) / (high - low)

    drawn = []
    for tick in (300, 1000, 3000, 10_000, 30_000):
        if low <= math.log10(tick) <= high:
            drawn.append(
                f'<line x1="{LEFT}" x2="{WIDE - RIGHT}" y1="{y(tick):.1f}" y2="{y(tick):.1f}" class="is-grid"/>'
            )
            drawn.append(_words(LEFT - 5, y(tick) + 4, _tick(tick, False), "end"))
    room = (WIDE - LEFT - RIGHT) / len(groups)
    for n, values in enumerate(groups.values()):
        middle = LEFT + (n + 0.5) * room
        for k, value in enumerate(values):
            x = middle + room * 0.3 * math.sin(2.4 * k)
            drawn.append(f'<circle cx="{x:.1f}" cy="{y(value):.1f}" r="3.2" style="fill:var(--share-0);opacity:.75"/>')
        at = y(median(values))
        drawn.append(
            f'<line x1="{middle - room * 0.38:.1f}" x2="{middle + room * 0.38:.1f}" y1="{at:.1f}" y2="{at:.1f}" '
            'style="stroke:var(--goal);stroke-width:2"/>'
        )
    return _svg("".join(drawn) + _names(list(groups)))


def lines(series: Groups, names: Sequence[str], *, legend: bool = True) -> str:
    """Lines over the same steps; `names` stand under the first, the middle and the last step."""
    top = _top([value for values in series.values() for value in values])
    drawn = [_axes(top)]
    for n, values in enumerate(series.values()):
        step = (WIDE - LEFT - RIGHT) / max(len(values) - 1, 1)
        points = " ".join(f"{LEFT + k * step:.1f},{_y(value, top):.1f}" for k, value in enumerate(values))
        dash = "stroke-dasharray:5 3;" if n else ""
        drawn.append(f'<polyline points="{points}" style="fill:none;stroke:var({COLOURS[n]});stroke-width:2;{dash}"/>')
    ends = ((LEFT, "start"), ((LEFT + WIDE - RIGHT) / 2, "middle"), (WIDE - RIGHT, "end"))
    under = "".join(_words(x, HIGH - BOTTOM + 15, name, anchor) for (x, anchor), name in zip(ends, names, strict=True))
    return _svg("".join(drawn) + under + (_legend(list(series)) if legend else ""))


def pie(shares: Mapping[str, float]) -> str:
    """A pie with its legend."""
    whole, start, drawn = sum(shares.values()), 0.0, []
    x, y, r = WIDE / 2, (HIGH - 24) / 2, (HIGH - 44) / 2
    for n, value in enumerate(shares.values()):
        end = start + value / whole
        a, b = (2 * math.pi * part - math.pi / 2 for part in (start, end))
        large = int(end - start > 0.5)
        drawn.append(
            f'<path d="M{x} {y} L{x + r * math.cos(a):.1f} {y + r * math.sin(a):.1f} '
            f'A{r} {r} 0 {large} 1 {x + r * math.cos(b):.1f} {y + r * math.sin(b):.1f} Z" '
            f'style="fill:var({COLOURS[n]});stroke:var(--ground)"/>'
        )
        start = end
    return _svg("".join(drawn) + _legend(list(shares)))


def stacked(groups: Mapping[str, Mapping[str, float]]) -> str:
    """Columns of shares that add up to one."""
    room, drawn = (WIDE - LEFT - RIGHT) / len(groups), [_axes(1.0, share=True)]
    for n, parts in enumerate(groups.values()):
        base, whole = 0.0, sum(parts.values())
        for k, value in enumerate(parts.values()):
            top, low = _y(base + value / whole, 1), _y(base, 1)
            drawn.append(
                f'<rect x="{LEFT + (n + 0.2) * room:.1f}" y="{top:.1f}" width="{0.6 * room:.1f}" '
                f'height="{low - top:.1f}" style="fill:var({COLOURS[k]});stroke:var(--ground)"/>'
            )
            base += value / whole
    legend = _legend(list(next(iter(groups.values()))))
    return _svg("".join(drawn) + _names(list(groups)) + legend)
