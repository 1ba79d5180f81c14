"""Borrowed reach: KOLs (达人), their prices, their luck, and followers that do not exist.

A KOL's exposures grow a little slower than the followers, who may partly be bought; price follows the followers shown
(25-32 yuan per 1,000 exposures, practitioners) and knows nothing of quality. Bought followers come with bought reads
and likes, so a report after the fact looks alive while clicks, follows and orders stay away. They give themselves away
beforehand: few comments to a like, jumps of followers without a hit, few reads a follower, comments from a template.
Reach has a lognormal body and a power-law tail, as popularity has everywhere (Ito & Shimada 2025).
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from simulations.world.draws import Floats, Worlds, binomial, pareto_lognormal, poisson

KolPlatform = Literal["gongzhonghao", "shipinhao", "douyin", "xiaohongshu", "bilibili", "weibo"]
Style = Literal["review", "tutorial", "story", "seller"]


class Kol(BaseModel):
    """A KOL on one platform.

    Attributes
    ----------
    fit : float
        How well the followers are ours, 0-1.
    fake_share : float
        Share of followers that nobody is behind: the truth, never shown; see `signals`.
    interaction_rate : float
        Interactions per read as shown, bought ones included.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    platform: KolPlatform
    followers: int = Field(ge=1)
    price_yuan: float = Field(ge=0, allow_inf_nan=False)
    fit: float = Field(ge=0, le=1)
    fake_share: float = Field(ge=0, le=1)
    interaction_rate: float = Field(gt=0, le=1)
    style: Style = "review"


class KolPost(BaseModel):
    """A post that a KOL is hired for.

    Attributes
    ----------
    kol : str
        The KOL's id.
    brief_freedom : float
        0 reads our script, 1 speaks in his or her own voice.
    product : str, optional
        What the post links to; without it there is nothing to act on.
    ad_label : bool
        Marked 「广告」, as seeding with a purchase link must be (互联网广告管理办法, 2023-05).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    kol: str
    day: int = Field(ge=0)
    hour: int = Field(ge=0, le=23)
    brief_freedom: float = Field(default=0.5, ge=0, le=1)
    product: str | None = None
    ad_label: bool = True


@dataclass(frozen=True)
class KolOutcome:
    """What came of a hired post, shape (worlds,) each.

    `impressions`, `reads` and `interactions` are the report's and hold what was bought; `clicks` to our page,
    `new_followers` and `actions` (orders, leads) are people.
    """

    impressions: Floats
    reads: Floats
    interactions: Floats
    clicks: Floats
    new_followers: Floats
    actions: Floats
    cost_yuan: float
    breach: str | None


@dataclass(frozen=True)
class Signals:
    """What can be seen of a KOL before paying.

    Attributes
    ----------
    comments_per_like, reads_per_follower : float
    templated_comments : float
        Share of comments that say the same, 0-1.
    follower_jumps : int
        Days of the last 90 on which followers jumped.
    """

    comments_per_like: float
    reads_per_follower: float
    templated_comments: float
    follower_jumps: int


def _expected_exposures(kol: Kol, p: dict[str, float]) -> tuple[float, float]:
    """Median exposures to people, and bought ones on top."""
    real = kol.followers * (1 - kol.fake_share)
    people = p[f"kol_{kol.platform}_exposures"] * real * (max(real, 1.0) / p["kol_usual_followers"]) ** p["kol_size"]
    bought = p["kol_bought_exposures"] * p[f"kol_{kol.platform}_exposures"] * kol.followers * kol.fake_share
    return people, bought


def hire(post: KolPost, kol: Kol, worlds: Worlds) -> KolOutcome:
    """Play a hired post in all worlds.

    Raises
    ------
    ValueError
        If the post names another KOL.
    """
    if post.kol != kol.id:
        raise ValueError(f"post.kol(={post.kol!r}) must be the KOL hired ({kol.id!r})")
    p = worlds.values("promotion")
    u = worlds.uniforms(post.id, "kol", 6)
    luck = worlds.normals(post.id, "kol luck", 2)
    tail = pareto_lognormal(u[:, 0], p["kol_reach_sigma"], p["kol_reach_alpha"], p["kol_reach_knee"])
    slot = np.exp(p["kol_slot_swing"] * np.cos(2 * np.pi * (post.hour - p["kol_slot_peak"]) / 24))
    own_voice = post.brief_freedom - 0.5
    label = np.exp(p["kol_label_effect"] * post.ad_label)

    people, bought = _expected_exposures(kol, p)
    seen = np.floor(people * tail * slot * label * np.exp(p["kol_voice_reach"] * own_voice))
    read_rate = p[f"kol_{kol.platform}_reads"]
    readers = binomial(u[:, 1], seen, read_rate)
    reads = readers + np.floor(bought * read_rate)

    # Of the interaction rate shown, what is left when bought likes are taken out: real ones announce real interest.
    genuine = kol.interaction_rate / (1 + p["kol_bought_likes"] * kol.fake_share)
    interest = (genuine / p["kol_usual_interaction"]) ** p["kol_interest"]
    warmth = np.exp(p["kol_voice_action"] * own_voice + p["kol_fit_click"] * (kol.fit - 0.5))
    rate = p["kol_clicks"] * interest * warmth * p[f"kol_{kol.style}_clicks"] * np.exp(p["kol_luck_sd"] * luck[:, 0])
    clicks = binomial(u[:, 2], readers, np.minimum(rate, 1.0))
    fits = np.exp(p["kol_fit_stay"] * (kol.fit - 0.5))
    acts = p["kol_actions"] * fits * p[f"kol_{kol.style}_actions"] * (post.product is not None)
    return KolOutcome(
        impressions=seen + np.floor(bought),
        reads=reads,
        interactions=binomial(
            u[:, 3], reads, np.minimum(kol.interaction_rate * np.exp(p["kol_luck_sd"] * luck[:, 1]), 1.0)
        ),
        clicks=clicks,
        new_followers=binomial(u[:, 4], clicks, min(p["kol_follows"] * fits, 1.0)),
        actions=binomial(u[:, 5], clicks, min(acts, 1.0)),
        cost_yuan=kol.price_yuan,
        breach="missing_ad_label" if post.product is not None and not post.ad_label else None,
    )


def signals(kol: Kol, seed_key: bytes = b"kol") -> Signals:
    """What a look at a KOL's page shows: fake followers' marks with noise that belongs to the KOL's id.

    No single figure tells; taken together they do.
    """
    worlds = Worlds(seed_key, 1)
    p = worlds.values("promotion")
    noise = worlds.normals(kol.id, "signals", 3)[0]
    jumps = poisson(worlds.uniforms(kol.id, "jumps"), p["kol_jumps"] + p["kol_fake_jumps"] * kol.fake_share)
    templated = p["kol_templated_logit"] + p["kol_fake_templated"] * kol.fake_share + p["kol_templated_sd"] * noise[1]
    reads = sum(_expected_exposures(kol, p)) * p[f"kol_{kol.platform}_reads"] / kol.followers
    blur = p["kol_signal_sd"]
    return Signals(
        comments_per_like=float(
            p["kol_comments_per_like"] * np.exp(p["kol_fake_comments"] * kol.fake_share + blur * noise[0])
        ),
        reads_per_follower=float(reads * np.exp(blur * noise[2])),
        templated_comments=float(1 / (1 + np.exp(-templated))),
        follower_jumps=int(jumps[0, 0]),
    )


def draw_kols(seed_key: bytes, platform: KolPlatform, niche_fit: float, n: int) -> tuple[Kol, ...]:
    """A market of `n` KOLs; the first ones stay the same when it grows.

    Parameters
    ----------
    niche_fit : float
        Fit of a middling KOL of the niche looked in, 0-1.

    Raises
    ------
    ValueError
        If the niche's fit lies outside 0-1.
    """
    if not 0 <= niche_fit <= 1:
        raise ValueError(f"niche_fit(={niche_fit}) must lie in [0, 1]")
    return tuple(_draw_kol(Worlds(seed_key, 1), platform, f"{platform}-{i + 1:03d}", niche_fit) for i in range(n))


def _draw_kol(market: Worlds, platform: KolPlatform, name: str, niche_fit: float) -> Kol:
    p = market.values("promotion")
    u = market.uniforms(name, "market", 4)[0]
    z = market.normals(name, "character", 2)[0]
    fewest, most = p["kol_fewest_followers"], p["kol_most_followers"]
    followers = int(fewest * (most / fewest) ** u[0])
    fake_share = float(p["kol_most_fake"] * u[1] ** p["kol_fake_skew"])
    cheap, dear = p["kol_cheap"], p["kol_dear"]
    per_thousand = cheap + (dear - cheap) * u[2]
    genuine = p["kol_usual_interaction"] * np.exp(p["kol_interaction_sd"] * z[0])
    styles = get_args(Style)
    return Kol(
        id=name,
        platform=platform,
        followers=followers,
        price_yuan=float(round(followers * p[f"kol_{platform}_exposures"] / 1000 * per_thousand)),
        fit=float(np.clip(niche_fit + p["kol_fit_sd"] * z[1], 0, 1)),
        fake_share=fake_share,
        interaction_rate=float(min(genuine * (1 + p["kol_bought_likes"] * fake_share), 1.0)),
        style=styles[int(u[3] * len(styles))],
    )
