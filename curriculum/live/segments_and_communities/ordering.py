"""RFM weights and what they find: a gains curve over those who have bought, against a month nobody has seen."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import slider
from curriculum.live.plot import live_plot
from curriculum.live.segments_and_communities.stage import cases
from simulations.language import _, sentences
from simulations.projects.segments_and_communities import rfm
from simulations.projects.segments_and_communities.case import KEPT_SEATS
from simulations.world.draws import Floats


@dataclass(frozen=True)
class Gains:
    """Share of next month's buyers found, by how many are taken; `alike`: rank correlation of F and M."""

    found: Floats
    alike: float
    weights: tuple[int, int, int]

    @property
    def lift(self) -> float:
        """At the seats there are: found per person, against drawing lots."""
        return float(self.found[KEPT_SEATS] / (KEPT_SEATS / (self.found.size - 1)))


def order() -> Any:
    """Three weights, cuts at the terciles."""
    steps = list(range(6))
    return live_plot(
        play_order,
        draw_order,
        say_order,
        r=slider(_("Weight of R"), steps, 1),
        f=slider(_("Weight of F"), steps, 1),
        m=slider(_("Weight of M"), steps, 1),
    )


def play_order(r: int, f: int, m: int) -> Gains:
    """The order those weights give; who ties shares the place."""
    from scipy.stats import spearmanr

    case = cases()[0]
    scheme = rfm.Scheme(*rfm.quantile_cuts(case), (r, f, m))
    points = [rfm.points(scheme, user) for user in case.buyers]
    totals = [float(np.dot(three, scheme.weights)) for three in points]
    chances = np.array([case.buys_again(user) for user in case.buyers])
    found = np.array([0.0, *(float(rfm.kept(totals, seats) @ chances) for seats in range(1, len(totals) + 1))])
    alike = spearmanr([user.orders for user in case.buyers], [user.spend for user in case.buyers]).statistic
    return Gains(found / chances.sum(), float(alike), (r, f, m))


def draw_order(ax: Axes, gains: Gains) -> Axes:
    """The curve, the diagonal of drawing lots, and the seats."""
    people = np.arange(gains.found.size)
    ax.plot(people, people / people[-1], color="0.6", linestyle="--", label=_("by lot"))
    ax.plot(people, gains.found, color="C0", label=_("by these weights"))
    ax.plot(KEPT_SEATS, gains.found[KEPT_SEATS], "o", color="C1", markersize=10)
    ax.set(
        xlim=(0, people[-1]), ylim=(0, 1), xlabel=_("people taken, in this order"), ylabel=_("of next month's buyers")
    )
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.legend(loc="lower right", fontsize="small")
    return ax


def say_order(gains: Gains) -> str:
    """The lift at the seats, and what F and M have in common."""
    r, f, m = gains.weights
    told = _(
        "Weights {r}, {f}, {m}: {seats} seats hold {found:.0%} of next month's buyers, a lift of {lift:.2f}."
    ).format(r=r, f=f, m=m, seats=KEPT_SEATS, found=gains.found[KEPT_SEATS], lift=gains.lift)
    return sentences(told, _("Ranks by F and by M go together: {alike:.2f} of 1.").format(alike=gains.alike))
