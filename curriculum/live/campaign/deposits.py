"""The deposit: the higher it is, the fewer join and the more of them finish."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.campaign.stage import PUBLIC_RATE, WORLDS, case, decided, plan
from curriculum.live.controls import choice, slider
from curriculum.live.plot import live_plot
from simulations.language import _, sentences
from simulations.projects.campaign.play import simulate

STEPS = (0, 5, 10, 20, 30, 50, 100, 200, 500)


@dataclass(frozen=True)
class Ladder:
    """Medians by deposit, and the one looked at."""

    joined: tuple[float, ...]
    finished: tuple[float, ...]
    back: tuple[float, ...]
    place: int


def deposit() -> Any:
    """Joined, finished, back, by deposit."""
    return live_plot(
        play_deposit,
        draw_deposit,
        say_deposit,
        yuan=slider(_("Deposit"), [(_("{n} yuan").format(n=n), n) for n in STEPS], 0),
        rule=choice(_("Who does not finish"), {_("gets it back on asking"): "anytime", _("loses it"): "kept"}),
    )


@cache
def _ladder(rule: str) -> tuple[tuple[float, ...], ...]:
    outs = [
        simulate(
            replace(plan(), deposit_yuan=float(yuan), deposit_rule=rule),
            case(),
            WORLDS,
            decided(),
            public_rate=PUBLIC_RATE,
        )
        for yuan in STEPS
    ]
    return tuple(tuple(float(np.median(getattr(out, name))) for out in outs) for name in ("joined", "finished", "back"))


def play_deposit(yuan: int, rule: str) -> Ladder:
    """All steps, and the one chosen."""
    joined, finished, back = _ladder(rule)
    return Ladder(joined, finished, back, STEPS.index(yuan))


def draw_deposit(ax: Axes, ladder: Ladder) -> Axes:
    """Three lines, and a mark where one stands."""
    places = np.arange(len(STEPS))
    for name, figures, style in (
        (_("joined"), ladder.joined, "C0--"),
        (_("finished 21 days"), ladder.finished, "C1:"),
        (_("back within 7 days"), ladder.back, "C2-"),
    ):
        ax.plot(places, figures, style, label=name)
    ax.plot(ladder.place, ladder.back[ladder.place], "o", color="C2", markersize=11)
    ax.set(xticks=places, xticklabels=[str(yuan) for yuan in STEPS], ylim=(0, None))
    ax.set(xlabel=_("deposit, yuan"), ylabel=_("people"))
    ax.yaxis.set_major_formatter(lambda n, place: f"{n:,.0f}")
    ax.legend(loc="upper right", fontsize="small")
    return ax


def say_deposit(ladder: Ladder) -> str:
    """What one deposit brings, and where most are back."""
    place, best = ladder.place, int(np.argmax(ladder.back))
    told = _("At {yuan} yuan {joined:,.0f} join, {share:.0%} of them finish, {back:,.0f} are back.").format(
        yuan=STEPS[place],
        joined=ladder.joined[place],
        share=ladder.finished[place] / max(ladder.joined[place], 1),
        back=ladder.back[place],
    )
    if place == best:
        return sentences(told, _("More are back at no other step."))
    return sentences(
        told, _("Most are back at {yuan} yuan: {back:,.0f}.").format(yuan=STEPS[best], back=ladder.back[best])
    )
