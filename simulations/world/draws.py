"""Random numbers that stay with their post: common random numbers over many worlds.

Two plans are compared in the same worlds, so everything random is a uniform in a fixed count, keyed by (world seed,
post id, stream) and never by position, and becomes a count or a normal through an inverse CDF. Changing one post leaves
every other post's draws as they were, and a small change of a probability gives a small change of the outcome.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulations.world.parameters import values

Floats = NDArray[np.float64]
FEW = 3.0  # a variance below which counts are inverted exactly
WIDTH = 8  # counts that are added up at a time, to begin with
LEAST = 1e-18  # a probability beneath what sums of floats can tell


@dataclass(frozen=True)
class Worlds:
    """`count` worlds that follow from one seed; world i is row i of every array, whatever the count.

    Attributes
    ----------
    seed : bytes
        Decides all draws.
    count : int
        Number of worlds (rows).
    changed : mapping of (section, name) to float
        Parameters that differ in these worlds from the data files: to see what an assumption is worth.
    """

    seed: bytes
    count: int
    changed: Mapping[tuple[str, str], float] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"count(={self.count}) must be >= 1")
        for section, name in self.changed:
            if name not in values(section):
                raise ValueError(f"changed(={section}.{name}) must be one of {', '.join(values(section))}")

    def values(self, section: str) -> dict[str, float]:
        """The numbers of a section as they are in these worlds."""
        if not self.changed:
            return values(section)
        return values(section) | {name: value for (where, name), value in self.changed.items() if where == section}

    def uniforms(self, post: str, stream: str, width: int = 1) -> Floats:
        """Uniforms in (0, 1), shape (count, width), for one post and one purpose."""
        key = hashlib.blake2b(f"{post}\x1f{stream}".encode(), key=self.seed[:64], digest_size=16).digest()
        rng = np.random.Generator(np.random.Philox(key=int.from_bytes(key, "big")))
        return np.clip(rng.random((self.count, width)), 1e-12, 1 - 1e-12)

    def normals(self, post: str, stream: str, width: int = 1) -> Floats:
        """Standard normals, shape (count, width)."""
        from scipy.special import ndtri

        return np.asarray(ndtri(self.uniforms(post, stream, width)), dtype=float)


def binomial(u: ArrayLike, n: ArrayLike, p: ArrayLike) -> Floats:
    """Quantile function of Binomial(floor(n), p) at `u`: a draw that moves little when p moves little.

    Exact where the variance is below 3; elsewhere the Cornish-Fisher expansion to second order, which hits the exact
    count in 99% of draws, is one off in the rest and has no bias (Johnson, Kemp & Kotz, Univariate Discrete
    Distributions, 2005, section 3.6).

    Raises
    ------
    ValueError
        If a probability lies outside [0, 1] or a number of trials below 0.
    """
    given: list[Floats] = [np.asarray(u, float), np.floor(np.asarray(n, float)), np.asarray(p, float)]
    shape = np.broadcast(*given).shape
    at, trials, rate = (array if array.shape == shape else np.broadcast_to(array, shape) for array in given)
    variance = trials * rate * (1 - rate)
    if variance.size and not variance.min() >= 0:
        told = f"p must lie in [0, 1], not {rate.min()} to {rate.max()}, and n must be >= 0, not {trials.min()}"
        raise ValueError(told)
    draws = np.where(rate >= 1, trials, 0.0)
    small = variance < FEW
    # P(X = 0) >= 1 - n p, so a uniform below that is a zero that needs no inverting.
    few = (small & (variance > 0) & (at > 1 - trials * rate)).ravel().nonzero()[0]
    if few.size:
        draws.ravel()[few] = _few(at.ravel()[few], trials.ravel()[few], rate.ravel()[few])
    if not small.any():
        return _many(at, trials, rate, variance)
    many = (~small).ravel().nonzero()[0]
    if many.size:
        draws.ravel()[many] = _many(*(array.ravel()[many] for array in (at, trials, rate, variance)))
    return draws


def _many(u: Floats, n: Floats, p: Floats, variance: Floats) -> Floats:
    """Quantiles by the Cornish-Fisher expansion."""
    from scipy.special import ndtri

    z = ndtri(u)
    z2, pq = z * z, variance / n
    second = z * ((1 - 6 * pq) * (z2 - 3) / 24 - (1 - 4 * pq) * (2 * z2 - 5) / 36) / np.sqrt(variance)
    exact = n * p + np.sqrt(variance) * z + (1 - 2 * p) * (z2 - 1) / 6 + second
    return np.asarray(np.minimum(np.maximum(np.ceil(exact - 0.5), 0.0), n), dtype=float)


def _few(u: Floats, n: Floats, p: Floats) -> Floats:
    """Exact quantiles by adding up probabilities from the rarer side, a block of counts at a time for all at once.

    The block grows; who has found his count does not go on, and since few are expected nearly all find it at once.
    """
    rare = p <= 0.5
    q = np.where(rare, p, 1 - p)
    # From the other side the smallest count with P(X <= k) >= u is n less the largest k with P(n - X >= k) > 1 - u;
    # no uniform lies on a jump, so strict and inclusive bounds are the same.
    target, odds, size = np.where(rare, u, 1 - u), q / (1 - q), n
    mass = np.exp(n * np.log1p(-q))
    reached, counts = mass, np.zeros(u.shape)
    on, k, width = (mass < target).nonzero()[0], 0, WIDTH
    where = on
    while where.size:
        mass, reached, target, odds, size = mass[on], reached[on], target[on], odds[on], size[on]
        step = np.arange(k, k + width)
        masses = mass[:, None] * ((size[:, None] - step) * (odds[:, None] / (step + 1))).cumprod(axis=1)
        sums = reached[:, None] + masses.cumsum(axis=1)
        counts[where] += 1 + (sums[:, :-1] < target[:, None]).sum(axis=1)
        mass, reached = masses[:, -1], sums[:, -1]
        k, width = k + width, 2 * width
        on = ((reached < target) & (mass > LEAST)).nonzero()[0]
        where = where[on]
    return np.where(rare, counts, n - counts)


def poisson(u: ArrayLike, mean: ArrayLike) -> Floats:
    """Quantile function of Poisson(mean) at `u`, as the binomial of very many rare chances."""
    expected = np.asarray(mean, float)
    if expected.size and expected.min() < 0:
        raise ValueError(f"mean(={expected.min()}) must be >= 0")
    return binomial(u, 1e9, np.minimum(expected / 1e9, 1.0))


def pareto_lognormal(u: ArrayLike, sigma: float, alpha: float, knee: float) -> Floats:
    """Multiplier with median 1: lognormal body, power-law tail above the quantile `knee`.

    Popularity looks like this (Ito & Shimada 2025, 21M videos): x = exp(sigma z) up to the knee and
    x = x_knee ((1 - knee) / (1 - u))^(1/alpha) beyond it.
    """
    from scipy.special import ndtri

    u = np.asarray(u, float)
    body = np.exp(sigma * ndtri(np.minimum(u, knee)))
    tail = ((1 - knee) / (1 - np.maximum(u, knee))) ** (1 / alpha)
    return np.asarray(body * tail, dtype=float)


def whole(amounts: ArrayLike) -> Floats:
    """Whole numbers along the last axis that keep every running total: rounds the sums, not the parts."""
    sums = np.floor(np.cumsum(np.asarray(amounts, float), axis=-1) + 0.5)
    return np.diff(sums, axis=-1, prepend=0.0)
