"""Spreading: paid for being passed on, or for finishing; with the platform looking away, or looking."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.campaign.stage import PUBLIC_RATE, WORLDS, case, decided, plan
from curriculum.live.controls import choice, switch
from curriculum.live.plot import live_plot
from simulations.language import _, sentences
from simulations.projects.campaign.play import Outcome, simulate


@dataclass(frozen=True)
class Spread:
    """What came, and whether the platform looked."""

    out: Outcome
    looks: bool
    paid: bool


def spread() -> Any:
    """How a campaign grows, day by day."""
    return live_plot(
        play_spread,
        draw_spread,
        say_spread,
        way=choice(_("Rewarded"), {_("inviting three friends"): "invite", _("finishing, works on show"): "completion"}),
        looks=switch(_("The platform looks"), value=False),
    )


@cache
def play_spread(way: str, looks: bool) -> Spread:
    """Play one way."""
    paid = way == "invite"
    changes: dict[str, Any] = {"reward": way, "threshold": 3 if paid else 0, "shares": paid and looks}
    if paid:
        changes |= {"reward_yuan": 30.0, "showcase": False}
    return Spread(simulate(replace(plan(), **changes), case(), WORLDS, decided(), public_rate=PUBLIC_RATE), looks, paid)


def draw_spread(ax: Axes, played: Spread) -> Axes:
    """People who have joined by each day: the middle and the middle four fifths of the worlds."""
    total = np.cumsum(played.out.daily, axis=1)
    days = np.arange(1, total.shape[1] + 1)
    low, middle, high = np.quantile(total, [0.1, 0.5, 0.9], axis=0)
    ax.fill_between(days, low, high, color="C0", alpha=0.25, linewidth=0)
    ax.plot(days, middle, color="C0", linewidth=2)
    ax.set(
        xlim=(1, 21),
        xticks=(1, 5, 10, 15, 21),
        ylim=(0, None),
        xlabel=_("day of the campaign"),
        ylabel=_("people who have joined"),
    )
    ax.yaxis.set_major_formatter(lambda n, place: f"{n:,.0f}")
    return ax


def say_spread(played: Spread) -> str:
    """How many join, and how many are back."""
    out = played.out
    told = _("In the middle {joined:,.0f} join; {back:,.0f} are back within 7 days after the end.").format(
        joined=float(np.median(out.joined)), back=float(np.median(out.back))
    )
    if played.paid and played.looks:
        shut = _("The page is closed in {share:.0%} of the worlds, and who had begun cannot check in any more.")
        return sentences(told, shut.format(share=float(out.stopped.mean())))
    if played.paid:
        return sentences(told, _("This is the picture one is shown when the idea is sold. Now let the platform look."))
    if played.looks:
        return sentences(told, _("The platform finds nothing to object to."))
    return sentences(told, _("Slower, and those who come stay."))
