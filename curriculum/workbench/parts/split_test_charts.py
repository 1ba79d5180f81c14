"""The charts that could go with an answer to the boss, drawn from the test he has heard of."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from curriculum.workbench.parts.small_charts import HIGH, WIDE, bars, lines, pie
from simulations.evaluate import Z95
from simulations.identity import Context, variant_rng
from simulations.language import _
from simulations.projects.title_ab_test.answer import CHART_LABELS
from simulations.projects.title_ab_test.case import TASK, Finished
from simulations.projects.title_ab_test.posterior import shrunk
from simulations.split_tests import log_lift

HOURS = 8
LEFT, RIGHT, FIRST, STEP = 92, 20, 44, 44


@dataclass(frozen=True)
class Bar:
    """A point with its interval."""

    name: str
    low: float
    middle: float
    high: float


def charts_html(test: Finished, context: Context) -> str:
    """All charts as options to pick."""
    drawn = charts(test, context)
    options = "".join(
        f'<div class="academy-option" data-pick="{slug}"><p><b>{escape(str(label))}</b></p>{drawn[slug]}</div>'
        for slug, label in CHART_LABELS.items()
    )
    return f'<div class="academy-charts">{options}</div>'


def charts(test: Finished, context: Context) -> Mapping[str, str]:
    """Each chart as inline SVG, by slug."""
    a, b = test.a, test.b
    rates = [
        Bar(name, *(100 * arm.rate * math.exp(z / math.sqrt(arm.clicks)) for z in (-Z95, 0, Z95)))
        for name, arm in (("A", a), ("B", b))
    ]
    lift, variance = log_lift(a, b)
    seen = Bar(_("seen"), *(100 * math.expm1(lift + z * math.sqrt(variance)) for z in (-Z95, 0, Z95)))
    left = 100 * shrunk(a, b)
    rng = variant_rng(context.variant(TASK), "hour by hour")
    counts = [np.cumsum(rng.multinomial(int(arm.clicks), [1 / HOURS] * HOURS)) for arm in (a, b)]
    return {
        "clicks": bars({"A": [a.clicks], "B": [b.clicks]}),
        "rates": intervals(rates),
        "day_by_day": lines({name: list(map(float, of)) for name, of in zip("AB", counts, strict=True)}, ("", "", "")),
        "shrunk": intervals([seen, Bar(_("shrunk"), left, left, left)], zero=True),
        "pie": pie({"A": a.clicks, "B": b.clicks}),
    }


def intervals(rows: Sequence[Bar], *, zero: bool = False) -> str:
    """Points with their intervals below each other, in percent; with a line at nothing where that means something."""
    low = min([row.low for row in rows] + ([0.0] if zero else []))
    high = max(row.high for row in rows)
    span = (high - low) or 1.0
    low, span = low - 0.08 * span, 1.16 * span

    def x(value: float) -> float:
        return LEFT + (WIDE - LEFT - RIGHT) * (value - low) / span

    drawn = []
    if zero:
        drawn.append(f'<line x1="{x(0):.1f}" x2="{x(0):.1f}" y1="14" y2="{HIGH - 34}" class="is-grid"/>')
        drawn.append(f'<text x="{x(0):.1f}" y="{HIGH - 18}" text-anchor="middle">0</text>')
    for place, row in enumerate(rows):
        y = FIRST + STEP * place
        colour = f"var(--share-{place})"
        drawn.append(f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{escape(row.name)}</text>')
        drawn.append(
            f'<line x1="{x(row.low):.1f}" x2="{x(row.high):.1f}" y1="{y}" y2="{y}" '
            f'style="stroke:{colour};stroke-width:3"/>'
        )
        drawn.append(f'<circle cx="{x(row.middle):.1f}" cy="{y}" r="6" style="fill:{colour}"/>')
        drawn.append(f'<text x="{x(row.middle):.1f}" y="{y - 11}" text-anchor="middle">{row.middle:.3g}%</text>')
    return f'<svg viewBox="0 0 {WIDE} {HIGH}" class="academy-small-chart" aria-hidden="true">{"".join(drawn)}</svg>'
