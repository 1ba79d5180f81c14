"""When people come: each source brings them at a falling rate, and more while they are online.

A share exp(-t / mean hours) of a source's people is still to come t hours after publication. Nothing is drawn: days and
hours are apportioned from the post's counts, so that a post costs the same whether or not anyone asks when.
"""

from functools import cache

import numpy as np

from simulations.world.audience.segments import clock, mix
from simulations.world.draws import Floats, Worlds, whole
from simulations.world.platforms.post import PostOutcome


def mean_hours(on: str, sources: tuple[str, ...], worlds: Worlds) -> Floats:
    """Mean hours from publication until people of each source come, shape (sources,)."""
    p = worlds.values(on)
    shared = sources[-1]
    return np.array([p["hours_shared" if source == shared else f"hours_{source}"] for source in sources])


def by_day(hours: Floats, hour: int, days: int) -> Floats:
    """Share of each source's people who come on the day of publication and the days after it, shape (sources, days).

    What comes after the last day is left out.
    """
    ends = np.arange(days + 1) * 24.0 - hour
    ends[0] = 0.0
    return np.asarray(-np.diff(np.exp(-ends / hours[:, None]), axis=1), dtype=float)


@cache
def online(on: str, niche: str) -> Floats:
    """Activity of a niche's public by hour of the week, Monday 0:00 first, shape (168,)."""
    return np.asarray(np.einsum("s,sdh->dh", mix(on, niche), clock()).ravel(), dtype=float)


def by_hour(outcome: PostOutcome, worlds: Worlds, niche: str, weekday: int, hour: int, hours: int = 48) -> Floats:
    """Reads in each hour after publication, shape (worlds, hours): whole readers, in the evening more than at night."""
    tau = mean_hours(outcome.platform, outcome.sources, worlds)[:, None]
    week = np.roll(online(outcome.platform, niche), -(24 * weekday + hour))
    t = np.arange(hours)
    falling = (np.exp(-t / tau) - np.exp(-(t + 1) / tau)) * week[t % 168]
    left = np.exp(-hours / tau)
    share = falling / falling.sum(axis=1, keepdims=True) * (1 - left)
    return whole(outcome.reads_from @ share)
