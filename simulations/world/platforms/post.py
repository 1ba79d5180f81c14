"""A post on a platform: the account it comes from, how it goes out, what came of it."""

from dataclasses import dataclass, field
from functools import cache

import numpy as np

from simulations.world.audience.segments import clock, mix
from simulations.world.content import Effects
from simulations.world.draws import Floats

BASE_FOLLOWERS = 50_000
PAID = "paid"


@dataclass(frozen=True)
class Account:
    """An account on one platform.

    Attributes
    ----------
    followers : int or array, shape (worlds,)
    hours : tuple of 24 floats, optional
        Multiplier of followers there by hour of publication, 0.7-1.3 (CALIBRATION: slot effects are small). Default:
        follows from when the niche's public is online.
    days : tuple of 7 floats, optional
        The same by weekday, Monday first.
    niche : str
    mix : array, shape (segments,) or (worlds, segments), optional
        Shares of the segments among followers; default: the niche's public on the platform.
    """

    followers: int | Floats
    hours: tuple[float, ...] | None = None
    days: tuple[float, ...] | None = None
    niche: str = "workplace"
    mix: Floats | None = None


@dataclass(frozen=True)
class Publication:
    """A post as the platform meets it.

    Attributes
    ----------
    post : str
        Stable id; the post's luck is keyed by it.
    day, hour : int
        0 is Monday; 0-23.
    effects : Effects
    seed_readers : float
        Readers expected from colleagues' Moments and groups.
    heat : float
        How hot the topic is that day, 0-1.
    burden : float
        Posts sent of late beyond what followers bear.
    """

    post: str
    day: int
    hour: int
    effects: Effects = field(default_factory=Effects)
    seed_readers: float = 0.0
    heat: float = 0.0
    burden: float = 0.0


@dataclass(frozen=True)
class Push:
    """People shown a post because it was paid for: how many, and how much more (log) they click and follow."""

    shown: Floats
    click: Floats | float = 0.0
    follow: Floats | float = 0.0


@dataclass(frozen=True)
class PostOutcome:
    """What came of one post: people, not page views; arrays of shape (worlds,) unless said otherwise.

    Attributes
    ----------
    sources : tuple of str
        Names of the ways people came; the second axis of `shown` and `reads_from`.
    shown, reads_from : array, shape (worlds, sources)
    readers : array, shape (worlds, segments)
        Who read.
    reach : array
        Share of its reach that the platform left the post; 1 is all.
    likes_finished, comments_liked, follows_liked : array
        Likes by those who finished; comments and follows by those who liked.
    """

    post: str
    platform: str
    followers: Floats
    sources: tuple[str, ...]
    shown: Floats
    reads_from: Floats
    readers: Floats
    reach: Floats
    sharers: Floats
    unfollows: Floats
    stayed: Floats
    finishers: Floats
    likes: Floats
    comments: Floats
    saves: Floats
    coins: Floats
    bullets: Floats
    dislikes: Floats
    actions: Floats
    new_followers: Floats
    likes_finished: Floats
    comments_liked: Floats
    follows_liked: Floats

    @property
    def reads(self) -> Floats:
        return np.asarray(self.reads_from.sum(axis=1), dtype=float)

    @property
    def interactions(self) -> Floats:
        return self.likes + self.comments + self.sharers + self.saves + self.coins + self.bullets

    def source(self, name: str) -> Floats:
        """Reads through one source, shape (worlds,)."""
        return np.asarray(self.reads_from[:, self.sources.index(name)], dtype=float)


@cache
def usual_slots(on: str, niche: str) -> Floats:
    """Multiplier by weekday and hour of those who are there when a post comes out, shape (7, 24), 0.7-1.3.

    Most readers come within hours, not minutes, so what counts is who is online over the next three hours.
    """
    online = np.einsum("s,sdh->dh", mix(on, niche), clock()).ravel()
    soon = (online + np.roll(online, -1) + np.roll(online, -2)) / 3
    return np.asarray(0.7 + 0.6 * (soon - soon.min()) / (soon.max() - soon.min()), dtype=float).reshape(7, 24)


def slot(on: str, account: Account, day: int, hour: int) -> float:
    """Readers there at the hour of publication, relative to the mean."""
    if account.hours is None or account.days is None:
        return float(usual_slots(on, account.niche)[day, hour])
    return account.hours[hour] * account.days[day]
