"""Forecast first: an interval with 80% confidence, twenty publications, hits and width."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.axes import reach_axis
from curriculum.live.controls import slider, span
from curriculum.live.plot import live_plot
from curriculum.live.two_hour_post.stage import ordinary, play
from curriculum.live.wording import count
from simulations.evaluate import interval_score
from simulations.language import _
from simulations.world.draws import Floats

ROUND = 20
ROUNDS = 10
LEVEL = 0.8
STEPS = (*range(100, 1_000, 100), 1_000, 1_200, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 7_000, 10_000, 20_000, 50_000)


@dataclass(frozen=True)
class Forecast:
    """An interval and what came of it: one round of publications, and all there are."""

    low: int
    high: int
    reads: Floats
    everything: Floats

    @property
    def hits(self) -> int:
        """How many of the round lie within."""
        return int(np.sum((self.reads >= self.low) & (self.reads <= self.high)))

    @property
    def lost(self) -> float:
        """Interval score over all publications: width and misses together, smaller is better."""
        return interval_score(self.low, self.high, self.everything, LEVEL)

    @property
    def width_lost(self) -> float:
        """The part of it that is width."""
        return float(np.log(self.high / self.low))

    @property
    def best_lost(self) -> float:
        """What the interval between the 10% and 90% quantiles loses."""
        low, high = np.quantile(self.everything, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        return interval_score(low, high, self.everything, LEVEL)


def forecast() -> Any:
    """State an interval, then see twenty publications of the ordinary article, and another twenty."""
    return live_plot(
        play_forecast,
        draw_forecast,
        say_forecast,
        interval=span(_("Reads will lie between"), [(count(step), step) for step in STEPS], (900, 1_200)),
        number=slider(_("Twenty more"), range(1, ROUNDS + 1), 1),
    )


def play_forecast(interval: tuple[int, int], number: int) -> Forecast:
    """Round `number` of publications on one's own account."""
    reads = play(ordinary(), ROUND * ROUNDS).reads
    return Forecast(*interval, reads[ROUND * (number - 1) : ROUND * number], reads)


def draw_forecast(ax: Axes, forecast: Forecast) -> Axes:
    """The interval as a band; hits are round and full, misses are crosses."""
    places = np.arange(1, ROUND + 1)
    inside = (forecast.reads >= forecast.low) & (forecast.reads <= forecast.high)
    ax.axhspan(forecast.low, forecast.high, color="C0", alpha=0.15, linewidth=0)
    ax.plot(places[inside], forecast.reads[inside], "o", color="C0", markersize=8, label=_("hit"))
    ax.plot(places[~inside], forecast.reads[~inside], "X", color="C1", markersize=9, label=_("miss"))
    ax.set(xlabel=_("publication"), ylabel=_("reads"), xticks=places[::2])
    ax.legend(loc="upper right", ncols=2, frameon=False)
    return reach_axis(ax, "y", (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000))


def say_forecast(forecast: Forecast) -> str:
    """What one sees: hits, width, and the two together."""
    always = float(np.mean((forecast.everything >= forecast.low) & (forecast.everything <= forecast.high)))
    return _(
        "{low} to {high}: {hits} of {round} hit, where 80% would be {fair:.0f}; over {all} publications {always:.0%}. "
        "The upper end is {width:.1f} times the lower. "
        "Loss {lost:.2f}: {width_lost:.2f} for width, {missed:.2f} for misses; the best interval loses {best:.2f}."
    ).format(
        low=count(forecast.low),
        high=count(forecast.high),
        hits=forecast.hits,
        round=len(forecast.reads),
        fair=LEVEL * len(forecast.reads),
        all=len(forecast.everything),
        always=always,
        width=forecast.high / forecast.low,
        lost=forecast.lost,
        width_lost=forecast.width_lost,
        missed=forecast.lost - forecast.width_lost,
        best=forecast.best_lost,
    )
