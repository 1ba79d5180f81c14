"""Borrowed reach for the price of our own: mutual promotion (互推) between two 公众号.

The partner introduces us to readers who do not know us yet; some follow, the more the better the two fit and the
better we are introduced. In return we introduce the partner: our readers bear one more push that is not ours, and some
leave. It is a grey area: WeChat acts against exchange for profit, and lists of accounts are found far more often than
a piece that both made. Reads per follower are those of the 公众号 sample (微小宝, 2019); the share that follows is
chosen so that an account of 80,000 with a good fit brings some 100-400 followers.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from pydantic import BaseModel, ConfigDict, Field

from simulations.world.draws import Floats, Worlds, binomial

RULE = "mutual_promotion"


class Exchange(BaseModel):
    """One exchange with one partner.

    Attributes
    ----------
    overlap : float
        Share of the partner's followers who follow us already; it grows with every exchange.
    fit : float
        How well the partner's followers are ours, 0-1.
    introduction : float
        Quality of the copy that introduces us, 0-1: a reason to follow, not a name.
    legitimacy : str
        A piece made together, or a list of accounts to follow.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    day: int = Field(ge=0)
    partner_followers: int = Field(ge=1)
    overlap: float = Field(ge=0, le=1)
    fit: float = Field(ge=0, le=1)
    introduction: float = Field(default=0.5, ge=0, le=1)
    legitimacy: Literal["co_created", "list"]


@dataclass(frozen=True)
class ExchangeOutcome:
    """What an exchange brought and cost.

    Attributes
    ----------
    reads, new_followers, lost_followers : array (worlds,)
        Readers of the introduction who did not know us, those who followed, and our own who left.
    fatigue : float
        How many of our own ordinary pushes the return weighs as much as.
    breach : str
        Rule that it lies under, and how `certain` it is one: lists are, a piece made together seldom.
    """

    reads: Floats
    new_followers: Floats
    lost_followers: Floats
    fatigue: float
    breach: str
    certain: float


def run_exchange(exchange: Exchange, followers: ArrayLike, worlds: Worlds) -> ExchangeOutcome:
    """Play an exchange in all worlds.

    Parameters
    ----------
    followers : float or array (worlds,)
        Our own followers, who get the partner's introduction in return.
    """
    p = worlds.values("promotion")
    u = worlds.uniforms(exchange.id, "exchange", 3)
    luck = worlds.normals(exchange.id, "exchange luck", 2)
    kind, fit = exchange.legitimacy, exchange.fit - 0.5
    strangers = exchange.partner_followers * (1 - exchange.overlap)
    reads = binomial(
        u[:, 0], strangers, np.minimum(p["exchange_reads"] * np.exp(p["exchange_read_luck_sd"] * luck[:, 0]), 1.0)
    )
    follow = p["exchange_follow"] * np.exp(
        p["exchange_fit"] * fit
        + p["exchange_introduction"] * (exchange.introduction - 0.5)
        + p["exchange_follow_luck_sd"] * luck[:, 1]
    )
    leave = p[f"exchange_{kind}_leave"] * np.exp(-p["exchange_fit"] * fit)
    return ExchangeOutcome(
        reads=reads,
        new_followers=binomial(u[:, 1], reads, np.minimum(follow * p[f"exchange_{kind}_follow"], 1.0)),
        lost_followers=binomial(u[:, 2], np.broadcast_to(np.asarray(followers, float), worlds.count), min(leave, 1.0)),
        fatigue=p[f"exchange_{kind}_fatigue"],
        breach=RULE,
        certain=p[f"exchange_{kind}_certain"],
    )
