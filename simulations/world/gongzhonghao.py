"""公众号: an account message to followers, shared on through Moments, widened by recommendation.

How it distributes, and where that is known from: a post is delivered to all followers and opened by about 1.2% of
them; 3.2% of the readers share it; 56% of reads come from the message and 20% from Moments (微小宝, 2019); since 2023
recommendation adds a growing share (24% of reads in 2023-08, one account). Sharing is a cascade: each generation of
readers shares, its shares are seen, some of those who see read (a branching process, cf. SEISMIC, Zhao et al., KDD
2015). Recommendation shows the post to a pool and widens it by predicted behaviour times value, so a clicked and
finished post goes further, and luck decides by how much: a lognormal body with a power-law tail.
"""

from dataclasses import dataclass

import numpy as np

from simulations.world.draws import Floats, Worlds, binomial, pareto_lognormal
from simulations.world.parameters import values

GENERATIONS = 8


@dataclass(frozen=True)
class Account:
    """A 公众号 account.

    Attributes
    ----------
    followers : int
    hours : tuple of 24 floats
        Multiplier of the open rate by hour of publication (0.7-1.3; CALIBRATION: slot effects are small).
    days : tuple of 7 floats
        The same by weekday, Monday first.
    """

    followers: int
    hours: tuple[float, ...]
    days: tuple[float, ...]


@dataclass(frozen=True)
class Publication:
    """A post as the platform meets it.

    Attributes
    ----------
    post : str
        Stable id; the post's luck is keyed by it.
    click, share : float
        Effects on the log of the click and share rate, 0 for an average post.
    finish : float
        Effect on the logit of the finishing rate.
    day, hour : int
        0 is Monday; 0-23.
    seed_readers : float
        Readers expected from colleagues' Moments and groups.
    breach : bool
        Induces sharing against the platform's rules.
    """

    post: str
    click: float
    finish: float
    share: float
    day: int
    hour: int
    seed_readers: float = 0.0
    breach: bool = False


@dataclass(frozen=True)
class PostOutcome:
    """What came of one post, an array of shape (worlds,) per figure: people, not page views."""

    delivered: int
    message: Floats
    moments: Floats
    recommended: Floats
    other: Floats
    finishers: Floats
    sharers: Floats
    likes: Floats
    new_followers: Floats
    restricted: Floats

    @property
    def reads(self) -> Floats:
        return self.message + self.moments + self.recommended + self.other


def _expit(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=float)


def publish(publication: Publication, account: Account, worlds: Worlds) -> PostOutcome:
    """Play one post in all worlds at once.

    Reads = message + Moments cascade + recommendation + other, each a binomial count of people at a rate that carries
    the post's effects and its luck.
    """
    p = values("gongzhonghao")
    luck = worlds.normals(publication.post, "luck", 4)
    click = publication.click + p["title_luck_sd"] * luck[:, 0]
    day = p["day_luck_sd"] * luck[:, 1]
    finish = publication.finish + p["finish_luck_sd"] * luck[:, 2]
    share = publication.share + p["share_luck_sd"] * luck[:, 3]
    u = worlds.uniforms(publication.post, "counts", 8)

    slot = account.hours[publication.hour] * account.days[publication.day]
    found = (u[:, 0] < p["breach_found"]) & publication.breach
    reach = np.where(found, p["breach_reach"], 1.0)
    message = binomial(u[:, 1], account.followers * reach, np.minimum(p["open_rate"] * slot * np.exp(click + day), 0.5))
    other = binomial(u[:, 2], account.followers, p["other_rate"])

    finish_logit = np.log(p["finish_rate"] / (1 - p["finish_rate"])) + finish
    finish_rate = _expit(finish_logit)
    share_rate = np.minimum(p["share_rate"] * np.exp(share) * np.sqrt(finish_rate / p["finish_rate"]), 0.3)

    tail = worlds.uniforms(publication.post, "tail", 2)
    widened = pareto_lognormal(tail[:, 0], p["recommend_sigma"], p["recommend_alpha"], p["recommend_knee"])
    impressions = (
        p["recommend_impressions"]
        * (account.followers / 50_000)
        * reach
        * widened
        * np.exp(p["recommend_click_weight"] * click + p["recommend_finish_weight"] * finish)
    )
    recommended = binomial(u[:, 3], impressions, np.minimum(p["recommend_click"] * np.exp(click), 0.5))

    exposures_per_share = (
        p["readers_per_share"]
        / p["moments_click"]
        * pareto_lognormal(tail[:, 1], p["cascade_sigma"], p["cascade_alpha"], 0.9)
    )
    moments_rate = np.minimum(p["moments_click"] * np.exp(click), 0.5)
    seeds = binomial(
        u[:, 4], 10 * publication.seed_readers * np.ones(worlds.count), np.minimum(0.1 * np.exp(click), 1.0)
    )
    moments, sharers = _cascade(
        worlds.uniforms(publication.post, "cascade", 2 * GENERATIONS),
        readers=message + recommended + other,
        seeds=seeds,
        share_rate=share_rate,
        exposures_per_share=exposures_per_share * reach,
        click_rate=moments_rate,
        reachable=p["reachable_readers"] * account.followers,
    )

    reads = message + moments + recommended + other
    return PostOutcome(
        delivered=account.followers,
        message=message,
        moments=moments,
        recommended=recommended,
        other=other,
        finishers=binomial(u[:, 5], reads, finish_rate),
        sharers=sharers,
        likes=binomial(u[:, 6], reads, np.minimum(p["like_rate"] * np.exp(0.5 * finish), 0.5)),
        new_followers=binomial(u[:, 7], moments + recommended, p["follow_rate"]),
        restricted=found.astype(float),
    )


def _cascade(
    u: Floats,
    readers: Floats,
    seeds: Floats,
    share_rate: Floats,
    exposures_per_share: Floats,
    click_rate: Floats,
    reachable: float,
) -> tuple[Floats, Floats]:
    """Readers through Moments and all sharers, generation by generation, until those who would read have read."""
    through_moments, all_sharers, current = seeds.copy(), np.zeros_like(seeds), readers + seeds
    for generation in range(GENERATIONS):
        sharers = binomial(u[:, 2 * generation], current, share_rate)
        still_new = np.maximum(1 - through_moments / reachable, 0.0)
        exposures = np.minimum(sharers * exposures_per_share, 10 * reachable / click_rate)
        current = np.minimum(binomial(u[:, 2 * generation + 1], exposures, click_rate * still_new), reachable)
        through_moments = through_moments + current
        all_sharers = all_sharers + sharers
    return through_moments, all_sharers
