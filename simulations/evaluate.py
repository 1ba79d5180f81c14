"""Plan against plan in the same worlds: effects with intervals, on a scale that luck does not rule.

Reach is heavy-tailed, a mean over 200 worlds still varies by half. So figures are compared by the mean of log ratios
between two plans that share every random draw (common random numbers), and forecasts by quantiles.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

Z95 = 1.959964


@dataclass(frozen=True)
class Effect:
    """Mean log ratio of one plan over another, its standard error over worlds and its 95% interval."""

    mean: float
    se: float

    @property
    def low(self) -> float:
        return self.mean - Z95 * self.se

    @property
    def high(self) -> float:
        return self.mean + Z95 * self.se

    @property
    def ratio(self) -> float:
        return float(np.exp(self.mean))


def log_ratio(figure: ArrayLike, baseline: ArrayLike) -> Effect:
    """Effect of a plan on a count or rate, world by world against a baseline in the same worlds.

    Parameters
    ----------
    figure, baseline : array_like, shape (worlds,)
        Non-negative. One half is added to counts so that zeros stay finite.
    """
    difference = np.log(np.asarray(figure, float) + 0.5) - np.log(np.asarray(baseline, float) + 0.5)
    return Effect(float(difference.mean()), float(difference.std(ddof=1) / np.sqrt(difference.size)))


def log_rate_ratio(part: ArrayLike, whole: ArrayLike, baseline_part: ArrayLike, baseline_whole: ArrayLike) -> Effect:
    """Effect on a rate part/whole (finishers per reader), world by world."""
    rates = [
        np.log((np.asarray(p, float) + 0.5) / (np.asarray(w, float) + 1.0))
        for p, w in ((part, whole), (baseline_part, baseline_whole))
    ]
    difference = rates[0] - rates[1]
    return Effect(float(difference.mean()), float(difference.std(ddof=1) / np.sqrt(difference.size)))


def attainment(effect: Effect, floor: float, target: float) -> tuple[float, float]:
    """Share of the points, 0 at `floor` and 1 at `target` (both log ratios), and its standard error.

    Raises
    ------
    ValueError
        If the target does not lie above the floor.
    """
    if target <= floor:
        raise ValueError(f"target(={target}) must be > floor(={floor})")
    share = (effect.mean - floor) / (target - floor)
    return float(np.clip(share, 0, 1)), effect.se / (target - floor)


def interval_score(low: ArrayLike, high: ArrayLike, outcome: ArrayLike, level: float = 0.8) -> float:
    """Mean interval score on the log scale: width plus 2/(1-level) times what lies outside. Smaller is better.

    Gneiting & Raftery (2007), eq. 43: proper, so that stating one's honest quantiles is the best strategy.
    """
    lower, upper, x = (np.log(np.maximum(np.asarray(v, float), 1.0)) for v in (low, high, outcome))
    miss = np.maximum(lower - x, 0) + np.maximum(x - upper, 0)
    return float(np.mean((upper - lower) + 2 / (1 - level) * miss))
