"""Small pictures of numbers: cards, a bar of shares, an interval against what came of it."""

import math
from collections.abc import Iterable, Sequence
from html import escape

from curriculum.answers import Trial
from simulations.language import _


def cards(figures: Iterable[tuple[str, str, str]]) -> str:
    """Figures as a back end shows them: (name, value, note)."""
    return '<dl class="academy-figures">{}</dl>'.format(
        "".join(
            f"<div><dt>{escape(name)}</dt><dd>{escape(value)}<small>{escape(note)}</small></dd></div>"
            for name, value, note in figures
        )
    )


def shares(title: str, parts: Sequence[tuple[str, float]]) -> str:
    """A bar of shares with its legend: every part is named with its number, so colour only helps."""
    total = sum(size for _name, size in parts) or 1.0
    bar = "".join(
        f'<span class="academy-share-{i}" style="width:{100 * size / total:.2f}%" title="{escape(name)}"></span>'
        for i, (name, size) in enumerate(parts)
    )
    legend = "".join(
        f'<li><i class="academy-share-{i}"></i>{escape(name)} <b>{size:,.0f}</b> <small>{size / total:.0%}</small></li>'
        for i, (name, size) in enumerate(parts)
    )
    caption = f"<figcaption>{escape(title)}</figcaption>"
    return f'<figure class="academy-shares">{caption}<div>{bar}</div><ul>{legend}</ul></figure>'


def forecasts(trials: Sequence[Trial], width: int = 640) -> str:
    """Every trial's interval and outcome on a log axis, and how often the interval held."""
    ends = [end for trial in trials for end in (trial.forecast_low, trial.forecast_high, max(trial.reads, 1))]
    low, high = math.log10(min(ends)) - 0.08, math.log10(max(ends)) + 0.08

    def x(value: float) -> float:
        return 78 + (width - 210) * (math.log10(max(value, 1)) - low) / (high - low)

    lines = []
    for i, trial in enumerate(trials):
        y = 20 + 26 * i
        hit = _("held") if trial.hit else _("missed")
        name = _("Trial {n}").format(n=trial.number)
        lines.append(
            f'<text x="0" y="{y + 5}">{escape(name)}</text>'
            f'<line x1="{x(trial.forecast_low):.1f}" x2="{x(trial.forecast_high):.1f}" y1="{y}" y2="{y}"/>'
            + (f'<circle cx="{x(trial.reads):.1f}" cy="{y}" r="6"/>' if trial.hit else _cross(x(trial.reads), y))
            + f'<text x="{width}" y="{y + 5}" text-anchor="end">{trial.reads:,} · {escape(hit)}</text>'
        )
    label = _("{hits} of {n} forecasts held").format(hits=sum(trial.hit for trial in trials), n=len(trials))
    height = 20 + 26 * len(trials)
    return (
        f'<figure class="academy-forecasts"><figcaption>{escape(label)}</figcaption>'
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">{"".join(lines)}</svg></figure>'
    )


def _cross(x: float, y: float) -> str:
    return f'<path d="M{x - 6:.1f} {y - 6}l12 12m0-12l-12 12"/>'
