"""How sure a small number of people or trials lets anybody be."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from simulations.evaluate import Z95


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """95% interval of a share; keeps its meaning for few trials and at 0 and 1 (Wilson 1927).

    Raises
    ------
    ValueError
        If there is no trial, or more hits than trials.
    """
    if not 0 <= hits <= trials or trials == 0:
        raise ValueError(f"hits(={hits}) must lie between 0 and trials(={trials}), and trials be > 0")
    share, z2 = hits / trials, Z95**2
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = Z95 / (1 + z2 / trials) * np.sqrt(share * (1 - share) / trials + z2 / (4 * trials**2))
    return float(max(middle - half, 0.0)), float(min(middle + half, 1.0))


def mean_interval(values: ArrayLike) -> tuple[float, float] | None:
    """95% interval of a mean by Student's t; None for fewer than three values, where it would say nothing."""
    x = np.asarray(values, float)
    if x.size < 3:
        return None
    half = float(stdtrit(x.size - 1, 0.975) * x.std(ddof=1) / np.sqrt(x.size))
    return float(x.mean()) - half, float(x.mean()) + half
