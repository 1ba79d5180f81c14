"""How suspicious an editor should be: hits against false alarms, from one who passes all to one who marks all.

Flawed and innocent sentences look suspicious to different degrees: two normal distributions d' apart (signal detection,
Green & Swets 1966). Whoever marks what lies above a threshold t finds Phi(d' - t) of the flaws and marks Phi(-t) of the
rest.
"""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.axes import MUTED
from curriculum.live.controls import slider
from curriculum.live.plot import live_plot
from simulations.language import _
from simulations.world.draws import Floats

FLAWED, INNOCENT = 13, 27  # about what lies on the task's desk
SHARES = tuple(range(0, 101, 5))  # percent of the innocent sentences that are marked, as a control
SKILLS = (0.5, 1.0, 1.5, 2.0, 2.5)
NORMAL = NormalDist()


@dataclass(frozen=True)
class Desk:
    """A desk as it was worked through: what was found, what was marked for nothing, and what that earns.

    Attributes
    ----------
    curve : array
        Earned for every share in `SHARES`, with this skill.
    """

    marked: int
    hits: float
    alarms: float
    earned: float
    curve: Floats
    best: int


def suspicion() -> Any:
    """Two sliders: how well one tells flawed from innocent, how readily one marks."""
    names = (_("first week"), _("three months"), _("a year"), _("five years"), _("rulebook in hand"))
    return live_plot(
        play_suspicion,
        draw_suspicion,
        say_suspicion,
        skill=slider(_("Eye"), list(zip(names, SKILLS, strict=True)), 1.0),
        marked=slider(_("Innocent sentences marked"), [(f"{share}%", share) for share in SHARES], 60),
    )


def earned_at(skill: float, share: float) -> tuple[float, float, float]:
    """Hits, false alarms and their difference over all flaws, where `share` of the innocent are marked."""
    share = min(max(share, 1e-6), 1 - 1e-6)
    hits = FLAWED * NORMAL.cdf(skill + NORMAL.inv_cdf(share))
    alarms = INNOCENT * share
    return hits, alarms, max(hits - alarms, 0.0) / FLAWED


def play_suspicion(skill: float, marked: int) -> Desk:
    """The desk at this skill and readiness."""
    hits, alarms, earned = earned_at(skill, marked / 100)
    curve = np.array([earned_at(skill, share / 100)[2] for share in SHARES])
    return Desk(marked, hits, alarms, earned, curve, SHARES[int(curve.argmax())])


def draw_suspicion(ax: Axes, desk: Desk) -> Axes:
    """What is earned over the share of innocent sentences that are marked."""
    ax.plot(SHARES, desk.curve, "-", color="C0")
    ax.plot(desk.marked, desk.earned, "o", color="C1", markersize=12)
    ax.annotate(f"{desk.earned:.0%}", (desk.marked, desk.earned), (0, 12), textcoords="offset points", ha="center")
    ax.axvline(desk.best, color=MUTED, linewidth=1, linestyle=":")
    ax.set(
        xlabel=_("innocent sentences marked (%)"),
        ylabel=_("points for marking"),
        xlim=(-3, 103),
        ylim=(-0.03, 1.0),
    )
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    return ax


def say_suspicion(desk: Desk) -> str:
    """What one sees."""
    return _(
        "Of {flawed} flaws {hits:.1f} are found, and {alarms:.1f} innocent sentences are marked: {earned:.0%} of the "
        "points. With this eye most is earned where {best}% of the innocent ones are marked."
    ).format(flawed=FLAWED, hits=desk.hits, alarms=desk.alarms, earned=desk.earned, best=desk.best)
