"""Several titles at once: the winner's lift as it was seen, and as it is."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import choice, slider
from curriculum.live.plot import live_plot
from simulations.language import _
from simulations.world.draws import Worlds, binomial

WORLDS, RATE, MOST = 2000, 0.04, 12


@dataclass(frozen=True)
class Won:
    """Over many tests: the winner's lift over the old title, seen and true, and how often it looks significant."""

    seen: float
    true: float
    significant: float


def winner() -> Any:
    """The best of many is always a little too good."""
    return live_plot(
        play_winner,
        draw_winner,
        say_winner,
        titles=slider(_("New titles"), [1, 2, 4, 8, MOST], 8),
        people=slider(_("People per title"), [(f"{n:,}", n) for n in (500, 1000, 2500, 5000, 20_000, 80_000)], 2500),
        spread=choice(_("In truth"), {_("all are the same"): 0.0, _("they differ as titles do (SD 0.25)"): 0.25}),
    )


@cache
def play_winner(titles: int, people: int, spread: float) -> Won:
    """Test the new ones against the old, take the one ahead."""
    worlds = Worlds(b"the lesson of title tests", WORLDS)
    logs = spread * worlds.normals("lesson", "titles", MOST + 1)[:, : titles + 1]
    rates = RATE * np.exp(logs)
    clicks = binomial(worlds.uniforms("lesson", "winners", MOST + 1)[:, : titles + 1], people, rates) + 0.5
    best = clicks[:, 1:].argmax(axis=1) + 1
    row = np.arange(WORLDS)
    won, old = clicks[row, best], clicks[:, 0]
    z = (won - old) / np.sqrt(won + old)
    return Won(
        float(np.exp(np.mean(np.log(won / old))) - 1),
        float(np.exp(np.mean(logs[row, best] - logs[:, 0])) - 1),
        float(np.mean(z > 1.96)),
    )


def draw_winner(ax: Axes, won: Won) -> Axes:
    """Two bars."""
    ax.barh([_("as it was seen"), _("as it is")], [won.seen, won.true], color=["C0", "C1"])
    for place, lift in enumerate((won.seen, won.true)):
        ax.annotate(f"{lift:+.0%}", (max(lift, 0), place), (4, 0), textcoords="offset points", va="center")
    ax.set(xlim=(-0.02, 1.0), xlabel=_("lift of the winner over the old title, middle of 2,000 tests"))
    ax.xaxis.set_major_formatter(lambda lift, place: f"{lift:+.0%}")
    ax.invert_yaxis()
    return ax


def say_winner(won: Won) -> str:
    """Seen, true, significant."""
    told = _("The winner seems {seen:+.0%} and is {true:+.0%}; in {significant:.0%} of the tests it passes P < 0.05.")
    return told.format(seen=won.seen, true=won.true, significant=won.significant)
