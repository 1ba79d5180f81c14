"""Scarcity wears off, and what is not true costs the trust that every later message lives on."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import choice, slider
from curriculum.live.plot import live_plot
from simulations.language import _, sentences
from simulations.world.draws import Floats
from simulations.world.parameters import values

WEEKS = 8


@dataclass(frozen=True)
class Urged:
    """Clicks of each week's offer, against an offer that urges nobody."""

    kind: str
    times: int
    clicks: Floats

    @property
    def gained(self) -> float:
        """All weeks together, against no urging."""
        return float(self.clicks.mean() - 1)


def scarcity() -> Any:
    """How often, and whether it is true."""
    return live_plot(
        play_scarcity,
        draw_scarcity,
        say_scarcity,
        times=slider(_("Weeks with 「only a few left」"), list(range(WEEKS + 1)), WEEKS),
        kind=choice(_("It is"), {_("true: spots and dates hold"): "real", _("not true"): "false"}),
    )


def play_scarcity(times: int, kind: str) -> Urged:
    """Expected clicks by week: lift x wear^n, times the trust that is left on average."""
    p = values("private_domain")
    clicks, trust = [], 1.0
    for week in range(WEEKS):
        lift = p["scarcity_lift"] * p["scarcity_wear"] ** week if week < times else 0.0
        clicks.append(float(np.exp(lift)) * trust)
        if week < times and kind == "false":
            seen = 1 - (1 - p["false_seen"]) ** (week + 1)
            trust *= 1 - seen * p["false_trust"]
    return Urged(kind, times, np.array(clicks))


def draw_scarcity(ax: Axes, urged: Urged) -> Axes:
    """A bar a week, against an offer that urges nobody."""
    weeks = np.arange(1, WEEKS + 1)
    ax.bar(weeks, urged.clicks, color=["C1" if week <= urged.times else "C0" for week in weeks])
    ax.axhline(1, color="0.4", linestyle="--", linewidth=1)
    ax.set(ylim=(0, 1.8), xlabel=_("week"), ylabel=_("clicks against no urging"))
    ax.yaxis.set_major_formatter(lambda ratio, place: f"{ratio:.0%}")
    return ax


def say_scarcity(urged: Urged) -> str:
    """First week, last week, all weeks."""
    told = _(
        "Week 1: {first:.0%} of the clicks of an offer that urges nobody; week 8: {last:.0%}; all weeks {all:+.0%}."
    )
    said = told.format(first=urged.clicks[0], last=urged.clicks[-1], all=urged.gained)
    if urged.kind == "false" and urged.times:
        return sentences(said, _("And every platform reads it too: it is a breach each time."))
    return said
