"""A post is published: who is shown it, who reads, and what came of it. The same law on every platform.

shown -> reads -> finishes -> likes, comments, shares, saves, follows -> does what is asked. Readers are binomials of
the people shown it, by source and segment; what readers do stands in `behaviour`, sharing on in `cascade`. A plain
agent-by-agent version of this law stands in `agents`.
"""

from dataclasses import dataclass, field
from functools import cache

import numpy as np

from simulations.world.audience.segments import clock, mix, segments
from simulations.world.content import Effects
from simulations.world.draws import Floats, Worlds, binomial, pareto_lognormal, whole
from simulations.world.platforms import platform
from simulations.world.platforms.behaviour import behave, middling, rates, worth
from simulations.world.platforms.cascade import GENERATIONS, Sharing, cascade
from simulations.world.platforms.meeting import Meeting

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
    click: float = 0.0
    follow: float = 0.0


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


def publish(
    publication: Publication,
    account: Account,
    worlds: Worlds,
    on: str = "gongzhonghao",
    reach: Floats | float = 1.0,
    goodwill: Floats | float = 1.0,
    push: Push | None = None,
) -> PostOutcome:
    """Play one post in all worlds at once.

    Parameters
    ----------
    on : str
        The platform.
    reach : float or array, shape (worlds,)
        Share of its reach the platform leaves the post (a ruling, a limited account).
    goodwill : float or array, shape (worlds,)
        How well people think of the brand, 1 is as ever; scales following.
    push : Push, optional
        People shown the post for money.
    """
    kind, p, effects, post = platform(on), worlds.values(on), publication.effects, publication.post
    luck, u, tail, shares, seen_by = _drawn(worlds, post, (len(kind.SOURCES) + 1) * len(segments()))
    ones = np.ones(worlds.count)
    reach, followers = reach * ones, np.asarray(account.followers, float) * ones
    click = effects.click + p["title_luck_sd"] * luck[:, 0]
    rate = rates(p, effects, luck[:, 2:])
    meeting = Meeting(
        p=p,
        followers=followers,
        size=followers / BASE_FOLLOWERS,
        value=click + np.log(worth(p, rate) / worth(p, middling(p))),
        tail=tail,
        slot=slot(on, account, publication.day, publication.hour),
        heat=publication.heat,
        reach=effects.reach,
        search=effects.search,
    )
    granted = np.column_stack([people * reach for people in kind.reach(meeting)] + [push.shown if push else 0 * ones])
    mood = p["day_luck_sd"] * luck[:, 1] + p["slot_open"] * np.log(meeting.slot)
    mood = mood - p["burden_open"] * publication.burden
    reads = _read(effects, account, p, on, granted, seen_by, click, mood, push.click if push else 0.0)
    directly = np.asarray(reads.sum(axis=(1, 2)), dtype=float)
    through, sharers, seen = cascade(
        shares,
        readers=directly,
        seeds=_seeds(publication.seed_readers, click, u[:, 0]),
        sharing=Sharing(
            share_rate=rate.share,
            exposures_per_share=reach
            * p["readers_per_share"]
            / p["click_shared"]
            * pareto_lognormal(meeting.tail[:, 2], p["cascade_sigma"], p["cascade_alpha"], 0.9),
            click_rate=np.minimum(p["click_shared"] * np.exp(click), 0.5),
            reachable=p["reachable_readers"] * followers + 1,
        ),
    )
    strangers = [source not in kind.FROM_FOLLOWERS for source in (*kind.SOURCES, PAID)]
    pushed = reads[:, -1].sum(axis=1)
    total = directly + through
    following = goodwill * (1 + np.expm1(push.follow if push else 0.0) * pushed / np.maximum(total, 1))
    leaving = p["unfollow_rate"] * np.exp(p["burden_unfollow"] * publication.burden - effects.follow)
    return PostOutcome(
        post=post,
        platform=on,
        followers=followers,
        sources=(*kind.SOURCES, PAID, kind.SHARED),
        shown=np.column_stack([granted, seen]),
        reads_from=np.column_stack([reads.sum(axis=2), through]),
        readers=reads.sum(axis=1) + through[:, None] * _public(on, account, effects),
        reach=reach,
        sharers=sharers,
        unfollows=np.floor(followers * min(float(leaving), 0.2) + u[:, 1]),  # whole people from a random start
        **behave(p, u[:, 2:], rate, total, reads[:, strangers].sum(axis=(1, 2)) + through, following, effects.action),
    )


def _read(
    effects: Effects,
    account: Account,
    p: dict[str, float],
    on: str,
    shown: Floats,
    u: Floats,
    click: Floats,
    mood: Floats,
    pushed_click: float,
) -> Floats:
    """Readers by source and segment, shape (worlds, sources, segments): binomials of the people shown the post.

    Where videos play by themselves (`click` of a source is 1), everybody shown it is a viewer.
    """
    kind = platform(on)
    public = _public(on, account, effects)
    followers = public if account.mix is None else account.mix
    names = (*kind.SOURCES, PAID) if shown[:, -1].any() else kind.SOURCES
    known = np.array([name in kind.FROM_FOLLOWERS for name in names])
    who = np.where(known[:, None], np.atleast_2d(followers)[:, None, :], public)
    people = shown[:, : len(names), None] * who
    base = np.array([p[f"click_{name}"] for name in names])
    log_rate = click[:, None] + mood[:, None] * known + pushed_click * np.array([name == PAID for name in names])
    fit = 0.0 if effects.fit is None else effects.fit
    rate = base[:, None] * np.exp(log_rate[:, :, None] + fit)
    rate = np.where(base[:, None] >= 1, 1.0, np.minimum(rate, 0.5 + base[:, None] / 2))
    reads = np.zeros((shown.shape[0], len(kind.SOURCES) + 1, public.size))
    cells = u.reshape(reads.shape)[:, : len(names)]
    reads[:, : len(names)] = binomial(cells, whole(people), rate)
    return reads


def _seeds(expected: float, click: Floats, u: Floats) -> Floats:
    """Readers whom colleagues' own sharing brings, shape (worlds,): one in ten who see it, more if it clicks."""
    if expected == 0:
        return np.zeros_like(click)
    return binomial(u, np.full_like(click, 10 * expected), np.minimum(0.1 * np.exp(click), 1.0))


def _drawn(worlds: Worlds, post: str, readers: int) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """All that is drawn for a post: normals of its luck, uniforms of counts, tails, cascade and `readers` cells."""
    from scipy.special import ndtri

    widths = (4, 16, 3, 2 * GENERATIONS, readers)
    luck, *uniforms = np.split(worlds.uniforms(post, "post", sum(widths)), np.cumsum(widths)[:-1], axis=1)
    counts, tail, shares, cells = uniforms
    return np.asarray(ndtri(luck), dtype=float), counts, tail, shares, cells


def _public(on: str, account: Account, effects: Effects) -> Floats:
    """Shares of the segments among strangers whom a feed shows the post to: those it speaks to more."""
    public = mix(on, account.niche)
    if effects.fit is None:
        return public
    tilted = public * np.exp(effects.fit)
    return np.asarray(tilted / tilted.sum(), dtype=float)


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
