"""A keyword's heat on the day the post is out: the index is a mean of the past, the post appears in the future."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import slider
from curriculum.live.plot import live_plot
from simulations.language import _, sentences

MONTH = 30
STEADY = 9_000


@dataclass(frozen=True)
class Heat:
    """Two keywords, one loud and moving, one quiet and steady, and the day of publication."""

    index: int
    change: float
    wait: int

    def after(self, days: Any) -> Any:
        """The loud one's index, if the last month's change goes on: an assumption, and a usual one."""
        return self.index * (1 + self.change) ** (np.asarray(days, float) / MONTH)


def trend() -> Any:
    """How much of a hot word is left when the post is out."""
    changes = (-0.8, -0.7, -0.6, -0.5, -0.3, -0.1, 0.0, 0.2, 0.4)
    return live_plot(
        play_trend,
        draw_trend,
        say_trend,
        change=slider(_("Change in 30 days"), [(f"{change:+.0%}", change) for change in changes], -0.7),
        wait=slider(_("Days until it is out"), [1, 3, 5, 7, 10, 14, 21, 28], 10),
    )


def play_trend(change: float, wait: int) -> Heat:
    """The keyword at that change, written about after that wait."""
    return Heat(20_000, change, wait)


def draw_trend(ax: Axes, heat: Heat) -> Axes:
    """Both over the next four weeks."""
    days = np.arange(MONTH + 1)
    ax.plot(days, heat.after(days), color="C0", label=_("the hot word"))
    ax.axhline(STEADY, color="C2", linestyle="--", label=_("a quiet word, index {n:,}").format(n=STEADY))
    ax.plot(heat.wait, heat.after(heat.wait), "o", color="C1", markersize=11)
    ax.set(ylim=(0, 30_000), xlim=(0, MONTH), xlabel=_("days from today"), ylabel=_("search index"))
    ax.yaxis.set_major_formatter(lambda number, place: f"{number:,.0f}")
    ax.legend(loc="upper right", fontsize="small")
    return ax


def say_trend(heat: Heat) -> str:
    """What is left, and whether the quiet word has it by then."""
    left = float(heat.after(heat.wait))
    told = _("After {wait} days {left:,.0f} of {index:,} are left.").format(wait=heat.wait, left=left, index=heat.index)
    if left < STEADY:
        return sentences(told, _("The quiet word brings more."))
    if heat.change < 0:
        day = np.log(STEADY / heat.index) / np.log(1 + heat.change) * MONTH
        if day > MONTH:
            return sentences(told, _("A month from now it is still ahead of the quiet word."))
        return sentences(told, _("The quiet word overtakes it after {day:.0f} days.").format(day=day))
    return sentences(told, _("It is not falling."))
