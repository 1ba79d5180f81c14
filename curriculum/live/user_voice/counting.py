"""What is heard and what is lost: two groups that are offended, one of which hardly ever writes."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import slider
from curriculum.live.plot import live_plot
from simulations.language import _, sentences

LOUD_PEOPLE, LOUD_SPEAK, LOUD_PAY = 300, 0.30, 0.002
QUIET_PAY = 0.10
GOES = 0.10  # of the payers among the offended, within a year; the task reckons with the same share


@dataclass(frozen=True)
class Heard:
    """Comments and paying readers lost, of the loud and of the quiet."""

    comments: tuple[float, float]
    lost: tuple[float, float]


def heard() -> Any:
    """Move how many of the quiet there are and how seldom they write."""
    return live_plot(
        play_heard,
        draw_heard,
        say_heard,
        people=slider(_("Quiet ones who are offended"), [(f"{n:,}", n) for n in (300, 1000, 2000, 4000, 8000)], 4000),
        speak=slider(_("of whom write"), [(f"{p:.1%}", p) for p in (0.001, 0.002, 0.005, 0.01, 0.03, 0.1, 0.3)], 0.002),
    )


def play_heard(people: int, speak: float) -> Heard:
    """What the back end shows and what the till misses."""
    return Heard(
        (LOUD_PEOPLE * LOUD_SPEAK, people * speak),
        (LOUD_PEOPLE * LOUD_PAY * GOES, people * QUIET_PAY * GOES),
    )


def draw_heard(ax: Axes, played: Heard) -> Axes:
    """Two pairs of bars."""
    place, height = np.arange(2), 0.36
    ax.barh(place - height / 2, played.comments, height, color="C0", label=_("comments"))
    ax.barh(place + height / 2, played.lost, height, color="C1", label=_("paying readers lost in a year"))
    for at, figures, offset in ((place, played.comments, -height / 2), (place, played.lost, height / 2)):
        for y, figure in zip(at, figures, strict=True):
            ax.annotate(f"{figure:.0f}", (figure, y + offset), (4, 0), textcoords="offset points", va="center")
    ax.set(yticks=place, yticklabels=(_("the loud"), _("the quiet")), xlim=(0, 1.15 * max(100, *played.comments)))
    ax.invert_yaxis()
    ax.legend(loc="lower right", fontsize="small")
    return ax


def say_heard(played: Heard) -> str:
    """Who would be served by counting comments, and who should be."""
    told = _(
        "The quiet left {n:.0f} comments and {lost:.0f} of their payers; "
        "the loud left {loud:.0f} comments and hardly a payer."
    )
    said = told.format(n=played.comments[1], lost=played.lost[1], loud=played.comments[0])
    if played.comments[1] < played.comments[0]:
        return sentences(said, _("Who counts comments serves the wrong ones."))
    return sentences(said, _("Here counting comments would point the right way."))
