"""What holds for each person when a post is published: who is shown it, and how probably one of them does what.

One law, played twice: `publishing` draws the counts of all people at once, `agents` lets each person decide.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulations.world.audience.segments import mix
from simulations.world.content import Effects
from simulations.world.draws import Floats, pareto_lognormal, whole
from simulations.world.platforms import platform
from simulations.world.platforms.behaviour import HIGHEST_RATE, Rates, middling, rates, worth
from simulations.world.platforms.cascade import Sharing
from simulations.world.platforms.meeting import Meeting
from simulations.world.platforms.post import BASE_FOLLOWERS, PAID, Account, Publication, Push, slot

LUCK = 4  # normals a post: clicking, the day, finishing, being liked and shared
TAILS = 3  # uniforms a post: how far recommendation, search or friends, and shares carry it


@dataclass(frozen=True)
class Chances:
    """How many people are shown a post, and how probably one of them does what.

    Attributes
    ----------
    followers : array, shape (worlds,)
        To whom it is sent.
    sources : tuple of str
        Ways of being shown it, paid reach last; the second axis of what follows.
    shown : array, shape (worlds, sources)
    people : array, shape (worlds, sources, segments)
        Those who are shown it, in whole numbers.
    read : array, shape (worlds, sources, segments)
        Probability that one of them reads; 1 where videos play by themselves.
    stranger : array of bool, shape (sources,)
        Whether a source's people do not follow yet.
    keen : array, shape (sources,)
        Factor on following: a campaign that asks for followers looks for people who follow.
    public : array, shape (segments,)
        Shares of the segments among those whom feeds and shares reach.
    rates : Rates
        Of one who reads.
    sharing : Sharing
    seeds : float
        People who see colleagues' own sharing.
    read_seed : array, shape (worlds,)
        Probability that one of those reads.
    act, leave : float
        Of one who finishes, to do what is asked; of a follower who is shown it, to leave.
    """

    followers: Floats
    sources: tuple[str, ...]
    shown: Floats
    people: Floats
    read: Floats
    stranger: NDArray[np.bool_]
    keen: Floats
    public: Floats
    rates: Rates
    sharing: Sharing
    seeds: float
    read_seed: Floats
    act: float
    leave: float


def chances(
    publication: Publication,
    account: Account,
    on: str,
    p: dict[str, float],
    luck: Floats,
    tail: Floats,
    reach: Floats | float = 1.0,
    push: Push | None = None,
) -> Chances:
    """The law of publishing, given a post's luck.

    P(read | source, segment) = click_source x exp(click + fit_segment), for followers also x exp(mood of the day and
    hour); value = log of sum P(behaviour) x value(behaviour) against a middling post decides what feeds grant.

    Parameters
    ----------
    p : dict
        The platform's numbers.
    luck : array, shape (worlds, LUCK)
        Standard normals; zeros are a middling luck.
    tail : array, shape (worlds, TAILS)
        Uniforms; halves are a middling luck.
    """
    kind, effects, ones = platform(on), publication.effects, np.ones(len(luck))
    left, followers = reach * ones, np.asarray(account.followers, float) * ones
    fit = np.exp(effects.fit) if effects.fit is not None else np.ones(mix(on, account.niche).size)
    burden = min(publication.burden, p["burden_most"])
    click = effects.click + p["title_luck_sd"] * luck[:, 0]
    rate = rates(p, effects, luck[:, 2:])
    meeting = Meeting(
        p=p,
        followers=followers,
        size=followers / BASE_FOLLOWERS,
        value=click + np.log(worth(p, rate) / worth(p, middling(p))) + float(np.log(mix(on, account.niche) @ fit)),
        tail=tail,
        slot=slot(on, account, publication.day, publication.hour),
        heat=publication.heat,
        reach=effects.reach - p["burden_reach"] * burden,
        search=effects.search,
    )
    granted = [people * left for people in kind.reach(meeting)]
    shown = np.column_stack([*granted, push.shown * ones if push else 0 * ones])
    mood = p["day_luck_sd"] * luck[:, 1] + p["slot_open"] * np.log(meeting.slot)
    mood = mood - p["burden_open"] * burden
    sources = (*kind.SOURCES, PAID)
    known, paid = (np.array([source in those for source in sources]) for those in (kind.FROM_FOLLOWERS, {PAID}))
    public = _public(on, account, effects)
    followers_mix = public if account.mix is None else account.mix
    who = np.where(known[:, None], np.atleast_2d(followers_mix)[:, None, :], public)
    base = np.array([p[f"click_{source}"] for source in sources])
    pushed = push or Push(0 * ones)
    log_rate = click[:, None] + mood[:, None] * known + np.multiply.outer(pushed.click * ones, paid)
    read = (base * np.exp(log_rate))[:, :, None] * fit
    leave = p["unfollow_rate"] * np.exp(p["burden_unfollow"] * burden - effects.follow)
    return Chances(
        followers=followers,
        sources=sources,
        shown=shown,
        people=whole(shown[:, :, None] * who),
        read=np.where(base[:, None] >= 1, 1.0, np.minimum(read, 0.5 + base[:, None] / 2)),
        stranger=~known,
        keen=np.exp(np.multiply.outer(pushed.follow * ones, paid)),
        public=public,
        rates=rate,
        sharing=Sharing(
            share_rate=rate.share,
            exposures_per_share=left
            * p["readers_per_share"]
            / p["click_shared"]
            * pareto_lognormal(tail[:, 2], p["cascade_sigma"], p["cascade_alpha"], 0.9),
            click_rate=np.minimum(p["click_shared"] * np.exp(click), 0.5),
            reachable=p["reachable_readers"] * followers + 1,
        ),
        seeds=10 * publication.seed_readers,
        read_seed=np.minimum(0.1 * np.exp(click), 1.0),
        act=min(p["action_rate"] * effects.action, HIGHEST_RATE),
        leave=min(float(leave), 0.2),
    )


def _public(on: str, account: Account, effects: Effects) -> Floats:
    """Shares of the segments among strangers whom a feed shows the post to: those it speaks to more."""
    public = mix(on, account.niche)
    if effects.fit is None:
        return public
    tilted = public * np.exp(effects.fit)
    return np.asarray(tilted / tilted.sum(), dtype=float)
