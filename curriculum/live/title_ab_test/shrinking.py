"""What was seen, what was known before, and what may be believed: three curves."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import slider
from curriculum.live.plot import live_plot
from simulations.language import _, sentences
from simulations.split_tests import Arm, log_lift, shrink

RATE = 0.05


@dataclass(frozen=True)
class Believed:
    """Log lift seen, its standard error, the spread of titles, and what is left."""

    seen: float
    error: float
    spread: float
    mean: float
    sd: float


def shrinking() -> Any:
    """Few clicks and a small spread: most of what was seen is luck."""
    return live_plot(
        play_shrinking,
        draw_shrinking,
        say_shrinking,
        lift=slider(_("Lift seen"), [(f"{lift:+.0%}", lift) for lift in (0.1, 0.2, 0.3, 0.45, 0.6, 0.8)], 0.6),
        clicks=slider(_("Clicks of A"), [10, 20, 40, 80, 160, 320, 640, 1280], 20),
        spread=slider(_("Spread of true lifts"), [(f"{s:g}", s) for s in (0.06, 0.12, 0.25, 0.35)], 0.25),
    )


def play_shrinking(lift: float, clicks: int, spread: float) -> Believed:
    """Shrink what such counts show."""
    shown = clicks / RATE
    seen, variance = log_lift(Arm(shown, clicks), Arm(shown, clicks * (1 + lift)))
    return Believed(seen, float(np.sqrt(variance)), spread, *shrink(seen, variance, spread))


def draw_shrinking(ax: Axes, believed: Believed) -> Axes:
    """Three densities over the lift."""
    from scipy.stats import norm

    logs = np.linspace(-0.9, 1.1, 300)
    curves = (
        (0.0, believed.spread, "C2", _("known before: how far titles differ")),
        (believed.seen, believed.error, "C0", _("seen in this test")),
        (believed.mean, believed.sd, "C1", _("what may be believed")),
    )
    for mean, sd, color, label in curves:
        density = norm.pdf(logs, mean, sd)
        ax.plot(np.expm1(logs), density / density.max(), color=color, label=label)
    ax.axvline(0, color="0.6", linewidth=1, zorder=0)
    ax.set(xlim=(-0.55, 1.6), ylim=(0, 1.35), yticks=[], xlabel=_("true lift of B over A"))
    ax.xaxis.set_major_formatter(lambda lift, place: f"{lift:+.0%}")
    ax.legend(loc="upper right", fontsize="small")
    return ax


def say_shrinking(believed: Believed) -> str:
    """What is left, and how much of what was seen was luck."""
    left = float(np.expm1(believed.mean))
    told = _("Seen {seen:+.0%}, left {left:+.0%}: {luck:.0%} of it is luck.").format(
        seen=float(np.expm1(believed.seen)), left=left, luck=1 - believed.mean / believed.seen
    )
    if believed.mean < 1.28 * believed.sd:
        return sentences(told, _("Even that it is above zero is not sure."))
    return sentences(told, _("That it is above zero is rather sure."))
