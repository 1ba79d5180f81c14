"""Split tests of titles, covers or mails: what counts of shown and clicked can tell, and what they cannot.

Nearly all of it is a call of statsmodels or scipy.
Lifts are relative: 0.1 means that B is clicked 10% more often than A.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from simulations.world.draws import Floats


@dataclass(frozen=True)
class Arm:
    """One version: how many people it was shown to, and how many of them clicked.

    Raises
    ------
    ValueError
        If nobody was shown it, or more clicked than were shown.
    """

    shown: float
    clicks: float

    def __post_init__(self) -> None:
        if self.shown <= 0:
            raise ValueError(f"shown(={self.shown}) must be > 0")
        if not 0 <= self.clicks <= self.shown:
            raise ValueError(f"clicks(={self.clicks}) must lie in 0..shown ({self.shown})")

    @property
    def rate(self) -> float:
        """Clicks per shown."""
        return self.clicks / self.shown


@dataclass(frozen=True)
class Comparison:
    """B against A: the relative lift, its interval, and the p-value of the difference."""

    lift: float
    low: float
    high: float
    p_value: float


def compare(a: Arm, b: Arm, alpha: float = 0.05) -> Comparison:
    """The relative lift of B over A with its interval, and the two-sided pooled z test.

    The interval is that of the log ratio with a half added to each count, so that no clicks are no trouble.
    """
    from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

    low, high = confint_proportions_2indep(
        b.clicks, b.shown, a.clicks, a.shown, compare="ratio", method="log-adjusted", alpha=alpha
    )
    lift = b.rate / a.rate - 1 if a.clicks else math.inf if b.clicks else 0.0
    none = a.clicks + b.clicks in (0, a.shown + b.shown)  # nobody or everybody clicked: no difference to test
    p_value = 1.0 if none else proportions_ztest([b.clicks, a.clicks], [b.shown, a.shown])[1]
    return Comparison(lift, float(low) - 1, float(high) - 1, float(p_value))


def sample_size(rate: float, lift: float, alpha: float = 0.05, power: float = 0.8) -> int:
    """People per version that a test of two versions needs to see a lift.

    Parameters
    ----------
    rate : float
        Of A, 0-1.
    lift : float
        The smallest relative lift worth seeing.

    Raises
    ------
    ValueError
        If a rate lies outside 0..1 or the lift is zero.
    """
    from statsmodels.stats.proportion import samplesize_proportions_2indep_onetail

    if not 0 < rate < 1 or not 0 < rate * (1 + lift) < 1:
        raise ValueError(f"rate(={rate}) and rate x (1 + lift(={lift})) must lie between 0 and 1")
    if lift == 0:
        raise ValueError("lift(=0) must not be 0: no number of people shows that there is no difference")
    needed = float(
        samplesize_proportions_2indep_onetail(rate * lift, rate, power, alpha=alpha, alternative="two-sided")
    )
    return math.ceil(needed)


def power(rate: float, lift: float, shown: float, alpha: float = 0.05) -> float:
    """Chance that a test with that many people per version finds a lift which is there."""
    from statsmodels.stats.proportion import power_proportions_2indep

    found = power_proportions_2indep(rate * lift, rate, shown, alpha=alpha, return_results=False)
    return float(found)


def mismatch(shown: Sequence[float], planned: Sequence[float]) -> float:
    """Sample ratio mismatch: p-value of the people shown against the planned split.

    Below 0.001 something is wrong with the split or the counting (Fabijan et al. 2019), whatever the clicks say.
    """
    from scipy.stats import chisquare

    expected = np.asarray(planned, float) / np.sum(planned) * np.sum(shown)
    return float(chisquare(shown, expected).pvalue)


def chance_better(a: Arm, b: Arm, prior: tuple[float, float] = (1.0, 1.0), draws: int = 20_000) -> float:
    """Chance that B's true rate is above A's: two beta posteriors, compared on a grid of quantiles."""
    from scipy.stats import beta

    before, after = prior
    grid = (np.arange(draws) + 0.5) / draws
    of_b = beta.ppf(grid, before + b.clicks, after + b.shown - b.clicks)
    return float(np.mean(beta.cdf(of_b, before + a.clicks, after + a.shown - a.clicks)))


def log_lift(a: Arm, b: Arm) -> tuple[float, float]:
    """Log ratio of the rates and its variance, a half added to the clicks."""
    lift = math.log((b.clicks + 0.5) / b.shown) - math.log((a.clicks + 0.5) / a.shown)
    return lift, 1 / (a.clicks + 0.5) - 1 / a.shown + 1 / (b.clicks + 0.5) - 1 / b.shown


def shrink(lift: float, variance: float, spread: float) -> tuple[float, float]:
    """What a log lift is worth once one knows how far titles differ: posterior mean and SD.

    Parameters
    ----------
    spread : float
        SD of true log lifts around zero.

    Notes
    -----
    Normal and normal: mean = lift x spread^2 / (spread^2 + variance), 1/sd^2 = 1/spread^2 + 1/variance.
    """
    kept = spread**2 / (spread**2 + variance)
    return lift * kept, math.sqrt(kept * variance)


def spread_of(lifts: Sequence[float], variances: Sequence[float]) -> float:
    """SD of the true log lifts behind many tests: what differs by more than the sampling explains (Paule & Mandel)."""
    from statsmodels.stats.meta_analysis import combine_effects

    found = combine_effects(np.asarray(lifts, float), np.asarray(variances, float), method_re="iterated")
    return math.sqrt(max(float(found.tau2), 0.0))


def corrected(p_values: Sequence[float]) -> list[float]:
    """P-values of several comparisons at once, made larger so that together they err in 5% (Holm)."""
    from statsmodels.stats.multitest import multipletests

    return [float(p) for p in multipletests(p_values, method="holm")[1]]


@cache
def pocock(looks: int, alpha: float = 0.05) -> float:
    """The p-value each of several equal looks must fall below so that all together err in `alpha` (Pocock 1977).

    Found from the joint normal distribution of the looks, whose correlations are sqrt(i / j), between no correction and
    Bonferroni's; to within 0.0003.

    Raises
    ------
    ValueError
        If there are fewer than 1 or more than 20 looks.
    """
    from scipy.optimize import brentq
    from scipy.special import ndtr, ndtri
    from scipy.stats import multivariate_normal

    if not 1 <= looks <= 20:
        raise ValueError(f"looks(={looks}) must lie in 1..20")
    if looks == 1:
        return alpha
    steps = np.arange(1, looks + 1)
    together = np.sqrt(np.minimum.outer(steps, steps) / np.maximum.outer(steps, steps))

    def missed(z: float) -> float:
        ends = np.full(looks, z)
        inside = multivariate_normal.cdf(
            ends, cov=together, lower_limit=-ends, maxpts=4000, rng=np.random.default_rng(1)
        )
        return float(inside) - (1 - alpha)

    loosest, strictest = -ndtri(alpha / 2), -ndtri(alpha / 2 / looks)
    return float(2 * ndtr(-brentq(missed, loosest, strictest, xtol=2e-3)))


def always_valid(z: Floats, people: Floats, spread: float, rate: float) -> Floats:
    """P-values one may look at whenever one likes: the mixture sequential probability ratio test.

    Parameters
    ----------
    z : array, shape (..., looks)
        The z statistic of the difference at each look.
    people : array, shape (looks,)
        Per version at each look.
    spread : float
        SD of the relative lifts one expects.
    rate : float
        Of A; with it the variance of one pair is 2 rate (1 - rate).

    Notes
    -----
    Johari et al. 2019: L = sqrt(V / (V + n t^2)) exp(z^2 n t^2 / (2 (V + n t^2))), p = min over looks of 1 / L.
    """
    pair, mixed = 2 * rate * (1 - rate), (spread * rate) ** 2
    share = people * mixed / (pair + people * mixed)
    ratio = np.sqrt(1 - share) * np.exp(z**2 * share / 2)
    return np.asarray(np.minimum.accumulate(np.minimum(1 / ratio, 1.0), axis=-1), dtype=float)


def thompson(means: Floats, sds: Floats, normals: Floats) -> Floats:
    """Share of the next readers for each version: how often it comes out best of draws from the posteriors.

    Parameters
    ----------
    means, sds : array, shape (worlds, versions)
        Posterior of each version's log rate.
    normals : array, shape (draws, versions)
        Standard normals, the same for all worlds.

    Returns
    -------
    array, shape (worlds, versions)
        Adds up to 1 in each world (Thompson 1933).
    """
    drawn = means[:, None, :] + sds[:, None, :] * normals
    best = drawn.argmax(axis=2)
    return np.stack([(best == version).mean(axis=1) for version in range(means.shape[1])], axis=1)
