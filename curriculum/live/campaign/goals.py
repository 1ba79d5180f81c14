"""A goal against what may come: how likely it is reached."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.campaign.stage import PUBLIC_RATE, case, decided, plan
from curriculum.live.controls import choice, slider
from curriculum.live.plot import live_plot
from simulations.language import _, sentences
from simulations.projects.campaign.judging import LIKELY
from simulations.projects.campaign.play import simulate
from simulations.world.draws import Floats, Worlds

MANY = Worlds(b"goals of the lesson", 300)
GOALS = (200, 400, 600, 800, 1000, 1500, 2000, 3000, 5000)


@dataclass(frozen=True)
class Aim:
    """What came in many worlds, and the goal."""

    came: Floats
    goal: int

    @property
    def chance(self) -> float:
        """Share of worlds that reach it."""
        return float(np.mean(self.came >= self.goal))


@cache
def _played() -> dict[str, Floats]:
    out = simulate(plan(), case(), MANY, decided(), public_rate=PUBLIC_RATE)
    return {"joined": out.joined, "back": out.back}


def goal() -> Any:
    """A good plan's outcomes and a goal to move."""
    return live_plot(
        play_goal,
        draw_goal,
        say_goal,
        goal=slider(_("A goal of"), [(f"{n:,}", n) for n in GOALS], 3000),
        what=choice(_("in"), {_("people who join"): "joined", _("people back within 7 days"): "back"}),
    )


def play_goal(goal: int, what: str) -> Aim:
    """The goal before what came."""
    return Aim(_played()[what], goal)


def draw_goal(ax: Axes, aim: Aim) -> Axes:
    """How often how many came, on a log scale; what reaches the goal in another colour."""
    edges = np.geomspace(100, 20_000, 30)
    counts, _edges = np.histogram(np.clip(aim.came, 101, 19_999), edges)
    colors = ["C2" if low >= aim.goal else "C0" for low in edges[:-1]]
    ax.bar(edges[:-1], counts / aim.came.size, width=np.diff(edges), align="edge", color=colors)
    ax.axvline(aim.goal, color="C1", linewidth=2)
    ticks = (100, 300, 1000, 3000, 10_000)
    ax.set(xscale="log", xlim=(100, 20_000), xticks=ticks, xlabel=_("people"), ylabel=_("share of worlds"))
    ax.xaxis.set_major_formatter(lambda n, place: f"{n:,.0f}")
    ax.xaxis.set_minor_formatter(lambda n, place: "")
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    return ax


def say_goal(aim: Aim) -> str:
    """How likely it is, and whether that is a goal."""
    told = _("{goal:,} are reached in {chance:.0%} of the worlds; half of them bring {median:,.0f} or more.").format(
        goal=aim.goal, chance=aim.chance, median=float(np.median(aim.came))
    )
    if aim.chance < LIKELY[0]:
        return sentences(told, _("A wish: nobody will believe in it by the third day."))
    if aim.chance > LIKELY[1]:
        return sentences(told, _("Nearly sure: it asks nothing of anybody."))
    return sentences(told, _("A goal: within reach, and not for free."))
