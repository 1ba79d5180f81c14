"""Axes that several pictures share: ratios and reach on a log scale, labelled as people speak of them."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullLocator

from curriculum.live.wording import count
from curriculum.look.tokens import tokens

MUTED = tokens()["line-strong"]


def ratio_axis(ax: Axes, ticks: Sequence[float]) -> Axes:
    """A log x axis in ratios with a line at 1, where nothing has changed."""
    ax.set(xscale="log", xlim=(ticks[0], ticks[-1]), xticks=ticks)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda ratio, place: f"×{ratio:g}"))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.axvline(1, color=MUTED, linewidth=1, zorder=0)
    return ax


def reach_axis(ax: Axes, axis: str, ticks: Sequence[float]) -> Axes:
    """A log axis (`x` or `y`) in people."""
    ax.set(**{f"{axis}scale": "log", f"{axis}lim": (ticks[0], ticks[-1]), f"{axis}ticks": ticks})
    of_axis = ax.xaxis if axis == "x" else ax.yaxis
    of_axis.set_major_formatter(FuncFormatter(lambda number, place: count(number)))
    of_axis.set_minor_locator(NullLocator())
    return ax
