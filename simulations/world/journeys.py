"""Journeys: people meet channels day after day, every meeting lifts their intention for a while, some of them buy.

A person buys on a day with the chance base x exp(leaning + lift). The lift is what meetings have left behind: each
channel's stock of meetings fades with a time of its own and saturates, and all channels together add no more than a
ceiling, so that a channel's meetings are worth less where others have been. Two channels come late in a journey by
nature: who is about to buy looks up the brand's name, and who is in our 企业微信 had shown interest before. Both are
seen beside many orders and cause few of them. Switching a channel off in the same worlds tells what it causes.

Every number is in `parameters/journeys.yaml`. Chances of buying are added up and drawn only where journeys are told one
by one, so that a figure of a month has the luck of the month in it and no dice.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from simulations.world.draws import Floats, Worlds
from simulations.world.parameters import values

Channel = Literal["gongzhonghao", "xiaohongshu", "douyin_ads", "kol", "search", "private_domain"]
CHANNELS: tuple[Channel, ...] = get_args(Channel)
MET: tuple[Channel, ...] = tuple(channel for channel in CHANNELS if channel != "search")  # met without looking for it
DAYS = 28
STREAMS = len(MET) + 3  # draws a day: each of those, looking up the name, our ad being there, buying
SEARCH, AD, BUY = len(MET), len(MET) + 1, len(MET) + 2
NEVER = -1


@dataclass(frozen=True)
class Market:
    """What is particular to one brand's market.

    Attributes
    ----------
    usual_yuan : mapping
        Money a month at which a channel is met as often as the parameters say.
    strength : mapping
        Multiplier of a channel's lift.
    rivals_on_name : bool
        Whether rivals bid on our name: who looks it up and does not meet our ad, often meets theirs.
    """

    usual_yuan: Mapping[Channel, float]
    strength: Mapping[Channel, float]
    rivals_on_name: bool = False


@dataclass(frozen=True)
class People:
    """A sample of the people who might buy, arrays of shape (people,) each.

    Attributes
    ----------
    leaning : array
        Log rate of buying without any meeting, against the middling person.
    impulse : array
        Standard normal: the impulsive send back more and stay less.
    meets : mapping
        Multiplier of how often they meet each channel; 0 for private-domain messages of those who are no members.
    numbers : mapping
        The room's numbers as they hold for these people.
    """

    leaning: Floats
    impulse: Floats
    meets: Mapping[Channel, Floats]
    numbers: Mapping[str, float] = field(default_factory=lambda: values("journeys"))

    @property
    def count(self) -> int:
        return len(self.leaning)

    @property
    def sent_back(self) -> Floats:
        """Chance that an order is sent back."""
        p = self.numbers
        return _logistic(p["refund_base"] + p["refund_impulse"] * self.impulse)

    @property
    def active(self) -> Floats:
        """Chance that a buyer is active on day 30."""
        p = self.numbers
        return _logistic(p["active_base"] + p["active_impulse"] * self.impulse)


def _logistic(logit: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logit)), dtype=float)


def draw_people(rng: np.random.Generator, count: int, numbers: Mapping[str, float] | None = None) -> People:
    """People spread evenly over what people are like (a Latin hypercube): a few hundred stand for a market.

    Raises
    ------
    ValueError
        If there is nobody.
    """
    from scipy.special import ndtri

    if count < 1:
        raise ValueError(f"count(={count}) must be >= 1")
    p = values("journeys") if numbers is None else numbers
    spread = np.array([(rng.permutation(count) + rng.random(count)) / count for _each in range(3 + len(MET))])
    leaning, impulse, *frequent = ndtri(np.clip(spread[np.arange(len(spread)) != 2], 1e-9, 1 - 1e-9))
    member = spread[2] < p["member_share"]
    meets: dict[Channel, Floats] = {}
    for channel, normal in zip(MET, frequent, strict=True):
        drawn = p["rate_sd"] * normal + p.get(f"impulse_{channel}", 0.0) * impulse
        meets[channel] = np.exp(drawn - drawn.var() / 2) * (member if channel == "private_domain" else 1.0)
    return People(p["leaning_sd"] * leaning + p["member_leaning"] * member, impulse, meets, p)


@lru_cache(maxsize=4)
def _draws(seed: bytes, count: int, people: int) -> NDArray[np.float32]:
    """Uniforms, shape (days, streams, worlds, people): the same for every plan."""
    drawn = Worlds(seed, count).uniforms("journeys", "days", DAYS * STREAMS * people).astype(np.float32)
    return np.ascontiguousarray(drawn.reshape(count, DAYS, STREAMS, people).transpose(1, 2, 0, 3))


def often(channel: Channel, yuan: float, market: Market, numbers: Mapping[str, float] | None = None) -> float:
    """How often a channel is met for this money, against the usual: it grows by less and less."""
    p = values("journeys") if numbers is None else numbers
    unpaid = p.get(f"unpaid_{channel}", 0.0)
    times = max(yuan, 0.0) / market.usual_yuan[channel]
    if channel == "search":
        return float(-np.expm1(-p["search_caught"] * times))
    return float(unpaid + (1 - unpaid) * times * (2 / (1 + times)) ** p["price_slope"])


@dataclass(frozen=True)
class Month:
    """What came of a month.

    Attributes
    ----------
    buys : array, shape (worlds, people)
        Chance that a person has bought by the end.
    kept : array, shape (worlds,)
        Orders a person that are not sent back.
    touches : array of bool, shape (days, channels, people), or None
        Meetings of the first world that a back end would record.
    day : array of int, shape (people,), or None
        Day of the order in the first world, `NEVER` for those without one.
    """

    buys: Floats
    kept: Floats
    touches: NDArray[np.bool_] | None = None
    day: NDArray[np.int_] | None = None

    @property
    def orders(self) -> Floats:
        """Orders a person, shape (worlds,)."""
        return np.asarray(self.buys.mean(axis=1), dtype=float)


def play(
    spend: Mapping[Channel, float],
    market: Market,
    people: People,
    worlds: Worlds,
    *,
    off: Collection[Channel] = (),
    told: bool = False,
) -> Month:
    """A month at this money.

    Parameters
    ----------
    spend : mapping
        Yuan a channel; one that is not named gets nothing.
    off : collection of str
        Channels switched off altogether, their unpaid part too.
    told : bool
        Whether journeys of the first world are told, with one draw of who buys when.
    """
    p = worlds.values("journeys")
    draws = _draws(worlds.seed, worlds.count, people.count)
    luck = worlds.normals("journeys", "month", 2 * len(CHANNELS) + 1)
    lift = _by_channel(p, "lift", market) * np.exp(p["effect_luck_sd"] * luck[:, : len(CHANNELS)]).T
    paid = np.exp(-p["price_luck_sd"] * luck[:, len(CHANNELS) : -1]).T
    base = p["base_rate"] * np.exp(p["demand_luck_sd"] * luck[:, -1])[:, None] * np.exp(people.leaning)
    met = np.stack(
        [
            -np.expm1(-rate[:, None] * people.meets[channel])
            for channel in MET
            for rate in [
                p[f"rate_{channel}"] * often(channel, spend.get(channel, 0.0), market, p) * _luck(paid, channel)
            ]
        ]
    ).astype(np.float32)
    for channel in off:
        if channel != "search":
            met[MET.index(channel)] = 0.0
    caught = 0.0 if "search" in off else often("search", spend.get("search", 0.0), market, p)
    fades = np.exp(-1 / np.array([p[f"lasts_{channel}"] for channel in CHANNELS])).astype(np.float32)
    order = [CHANNELS.index(channel) for channel in MET]
    place = CHANNELS.index("search")
    unpaid = np.float32(p["search_organic_rivals" if market.rivals_on_name else "search_organic"])
    stock = np.zeros((len(CHANNELS), worlds.count, people.count), dtype=np.float32)
    lift32, leaning = lift.astype(np.float32)[:, :, None], people.leaning.astype(np.float32)
    left = np.ones((worlds.count, people.count))
    touches = np.zeros((DAYS, len(CHANNELS), people.count), dtype=bool)
    bought = np.full(people.count, NEVER)
    for day in range(DAYS):
        stock *= fades[:, None, None]
        came = draws[day, : len(MET)] < met
        stock[order] += came
        wish = _lifted(lift32 * -np.expm1(-stock), p["ceiling"])
        often_searched = np.minimum(p["rate_search"] * np.exp(p["search_pull"] * (leaning + wish)), p["search_most"])
        searched = draws[day, SEARCH] < often_searched
        ad = searched & (draws[day, AD] < caught)
        stock[place] += np.where(ad, np.float32(1), unpaid) * searched
        wish = _lifted(lift32 * -np.expm1(-stock), p["ceiling"])
        chance = -np.expm1(-base * np.exp(wish))
        left *= 1 - chance
        if told:
            touches[day, order], touches[day, place] = came[:, 0], ad[0]
            bought = np.where((bought == NEVER) & (draws[day, BUY, 0] < chance[0]), day, bought)
    buys = 1 - left
    kept = np.asarray((buys * (1 - people.sent_back)).mean(axis=1), dtype=float)
    return Month(buys, kept, touches, bought) if told else Month(buys, kept)


def _by_channel(p: Mapping[str, float], what: str, market: Market) -> Floats:
    return np.array([[p[f"{what}_{channel}"] * market.strength[channel]] for channel in CHANNELS])


def _luck(paid: Floats, channel: Channel) -> Floats:
    return np.asarray(paid[CHANNELS.index(channel)], dtype=float)


def _lifted(parts: NDArray[np.float32], ceiling: float) -> NDArray[np.float32]:
    """What all channels add together."""
    return np.asarray(-ceiling * np.expm1(-parts.sum(axis=0) / ceiling), dtype=np.float32)


def caused(spend: Mapping[Channel, float], market: Market, people: People, worlds: Worlds) -> dict[Channel, float]:
    """Of a month's orders, the share that is gone when a channel is switched off: its increment, 0-1.

    The shares do not add up to 1: some orders come without any channel, and channels stand in for each other.
    """
    whole = play(spend, market, people, worlds).orders
    return {
        channel: float(np.mean(1 - play(spend, market, people, worlds, off=(channel,)).orders / whole))
        for channel in CHANNELS
    }
