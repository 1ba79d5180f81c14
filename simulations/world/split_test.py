"""A split test: two versions shown to people at random, counted as the sample comes in.

Where a platform offers no test of its own (公众号), the split is by tag, by 企业微信 list or by ad creatives; the
statistics are the same. Looking again and again and stopping at the first p < 0.05 makes a true null look like a find
in one case of four (Johari et al. 2019).
"""

from dataclasses import dataclass

import numpy as np

from simulations.world.draws import Floats, Worlds, binomial


@dataclass(frozen=True)
class SplitTest:
    """Counts as they come in.

    Attributes
    ----------
    people : array, shape (looks,)
        Seen per arm by each look.
    clicks : array, shape (worlds, looks, 2)
        Clicks so far.
    """

    people: Floats
    clicks: Floats

    @property
    def p_values(self) -> Floats:
        """Two-sided p-value of the difference at each look, shape (worlds, looks): the pooled two-proportion z test."""
        from scipy.special import ndtr

        pooled = self.clicks.sum(axis=2) / (2 * self.people)
        error = np.sqrt(np.maximum(pooled * (1 - pooled), 1e-12) * 2 / self.people)
        z = (self.clicks[:, :, 1] - self.clicks[:, :, 0]) / self.people / error
        return np.asarray(2 * ndtr(-np.abs(z)), dtype=float)


def split_test(id: str, rates: tuple[float, float], people_per_arm: int, worlds: Worlds, looks: int = 20) -> SplitTest:
    """Show two versions to `people_per_arm` people each, counted at `looks` equal steps.

    Raises
    ------
    ValueError
        If there are fewer people than looks.
    """
    if people_per_arm < looks:
        raise ValueError(f"people_per_arm(={people_per_arm}) must be >= looks(={looks})")
    people = np.floor(people_per_arm * np.arange(1, looks + 1) / looks)
    u = worlds.uniforms(id, "split test", 2 * looks).reshape(worlds.count, looks, 2)
    clicks = binomial(u, np.diff(people, prepend=0.0)[:, None], np.array(rates))
    return SplitTest(people, np.cumsum(clicks, axis=1))
