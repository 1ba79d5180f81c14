"""How wide an interval pays: too narrow is punished most, too wide a little all the time."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import slider
from curriculum.live.plot import live_plot
from simulations.evaluate import interval_score
from simulations.language import _
from simulations.world.draws import Floats

HALVES = tuple(n / 100 for n in range(2, 62, 3))
CASES = 400


@dataclass(frozen=True)
class Scores:
    """Interval scores by half width for somebody whose middles are off by `off`, and the width chosen."""

    half: float
    off: float
    scores: Floats
    held: float

    @property
    def best(self) -> float:
        """The half width that scores best."""
        return HALVES[int(np.argmin(self.scores))]

    @property
    def mine(self) -> float:
        """The score of the width chosen."""
        return float(self.scores[HALVES.index(self.half)])


def interval() -> Any:
    """Choose a width and how well one knows."""
    return live_plot(
        play_interval,
        draw_interval,
        say_interval,
        half=slider(_("Width of the interval"), [(f"±{half:.0%}", half) for half in HALVES], HALVES[0]),
        off=slider(
            _("How far off the middle usually is"), [(f"±{off:.0%}", off) for off in (0.05, 0.1, 0.2, 0.3)], 0.1
        ),
    )


@cache
def _luck() -> Floats:
    return np.random.default_rng(7).standard_normal(CASES)


def play_interval(half: float, off: float) -> Scores:
    """Mean scores over many parts, on the log scale as in the task."""
    middle, came = 80 * np.exp(off * _luck()), np.full(CASES, 80.0)
    scores = np.array([interval_score(middle * np.exp(-h), middle * np.exp(h), came) for h in HALVES])
    return Scores(half, off, scores, float(np.mean(np.abs(off * _luck()) <= half)))


def draw_interval(ax: Axes, scores: Scores) -> Axes:
    """The score by width, the chosen one marked."""
    ax.plot(HALVES, scores.scores, color="C0")
    ax.plot(scores.half, scores.mine, "o", color="C1", markersize=11)
    ax.set(xlim=(0, 0.62), ylim=(0, 3), xlabel=_("half width"), ylabel=_("interval score (low is good)"))
    ax.xaxis.set_major_formatter(lambda share, place: f"±{share:.0%}")
    return ax


def say_interval(scores: Scores) -> str:
    """The score, how often it holds, and the width that would do best."""
    return _("Holds {held:.0%} of the time, score {mine:.2f}; ±{best:.0%} would do best, {least:.2f}.").format(
        held=scores.held, mine=scores.mine, best=scores.best, least=float(scores.scores.min())
    )
