"""A mixture of sources: every part gets better, the whole gets worse."""

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from curriculum.live.axes import MUTED
from curriculum.live.controls import slider
from curriculum.live.plot import live_plot
from simulations.language import _, sentences

FOLLOWERS, STRANGERS = (0.20, 0.22), (0.06, 0.08)  # paid of leads, last month and this: an example
BEFORE = 0.2  # strangers' share of the leads last month


@dataclass(frozen=True)
class Mixture:
    """Share of strangers among the leads this month, and the whole rate of both months."""

    strangers: float
    before: float
    now: float


def mixture() -> Any:
    """Move the share of strangers: what becomes of the whole, while every source gets better."""
    steps = [(f"{share}%", share / 100) for share in range(0, 81, 10)]
    return live_plot(
        play_mixture,
        draw_mixture,
        say_mixture,
        height=2.8,
        strangers=slider(_("Strangers among the leads"), steps, 0.2),
    )


def play_mixture(strangers: float) -> Mixture:
    """Both months' whole rate: the rates of the sources, weighted by their leads."""

    def whole(month: int, share: float) -> float:
        return (1 - share) * FOLLOWERS[month] + share * STRANGERS[month]

    return Mixture(strangers, whole(0, BEFORE), whole(1, strangers))


def draw_mixture(ax: Axes, mix: Mixture) -> Axes:
    """Three pairs of columns: followers, strangers, the whole."""
    pairs = (
        (_("old followers"), *FOLLOWERS),
        (_("strangers, recommended"), *STRANGERS),
        (_("the whole"), mix.before, mix.now),
    )
    for place, (_name, before, now) in enumerate(pairs):
        for offset, value, colour in ((-0.18, before, MUTED), (0.18, now, "C0" if now >= before else "C1")):
            ax.bar(place + offset, value, width=0.34, color=colour, hatch="//" if colour == "C1" else None)
            ax.annotate(f"{value:.1%}", (place + offset, value), (0, 4), textcoords="offset points", ha="center")
    ax.set(xticks=range(3), xticklabels=[name for name, *_rates in pairs], ylim=(0, 0.28), ylabel=_("paid of leads"))
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    return ax


def say_mixture(mix: Mixture) -> str:
    """Which way each goes."""
    said = _("Grey is last month. Both sources pay better than before; the whole goes from {before:.1%} to {now:.1%}.")
    told = said.format(before=mix.before, now=mix.now)
    if mix.now < mix.before:
        return sentences(told, _("Nobody has got worse: there are only more of those who pay less often."))
    return told
