"""A live session's plan by minute: what is decided before anybody has come, the same in all worlds."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulations.world.draws import Floats
from simulations.world.live.plan import FOLLOWERS, PAID, PRIVATE, SOURCES, LiveSession

SLOTS = ((7, "slot_night"), (12, "slot_morning"), (19, "slot_afternoon"), (24, "slot_evening"))


@dataclass(frozen=True)
class Sheet:
    """The run sheet by minute, shape (minutes,) unless said otherwise: what the plan alone decides."""

    pull: Floats  # effect on staying
    talk: Floats  # log effect on comments
    click: Floats  # (goods, minutes): share of the attention that a good gets, times its log effects
    buy: Floats  # (goods, minutes): probability that a click becomes an order
    gifts: Floats  # (goods, minutes)
    slot: Floats  # the hour's multiplier of inflow
    down: Floats  # 1 where the stream is dropped


def numbers_of(platform: str, p: Mapping[str, float]) -> dict[str, float]:
    """The parameters with the platform's own ones under their bare names."""
    return {
        **p,
        **{name.removesuffix(f"_{platform}"): value for name, value in p.items() if name.endswith(f"_{platform}")},
    }


def logistic(x: Floats) -> Floats:
    """Probability of a log odds."""
    return np.asarray(1 / (1 + np.exp(-x)), dtype=float)


def sheet_of(session: LiveSession, interest: float, p: Mapping[str, float]) -> Sheet:
    """What each minute of the run sheet does to staying, talking, clicking and buying."""
    lengths = [segment.minutes for segment in session.segments]
    now = np.repeat(np.arange(len(lengths)), lengths)
    kinds = np.array([segment.kind for segment in session.segments])[now]
    energy = np.array([segment.energy for segment in session.segments])[now] - 0.5
    minute = np.arange(session.minutes)
    into = minute - np.repeat(np.cumsum(lengths) - lengths, lengths)
    since_break = minute - np.maximum.accumulate(np.where(kinds == "break", minute, 0))
    tired = p["host_tires"] * np.maximum(since_break - p["host_fresh_minutes"], 0) / 60
    host = session.host - 0.5 - tired
    down = _down(session, p)

    shown = np.array([[segment.product == goods.id for segment in session.segments] for goods in session.goods])[:, now]
    role = np.array([goods.role for goods in session.goods])[:, None]
    on_sale, focus = role != "gift", shown & (role != "gift")
    gifts = _gifts(session, shown & (role == "gift") & np.isin(kinds, ("benefit", "raffle")) & (down == 0), p)

    so_far = np.array([np.sum(kinds[:m] == kinds[m]) for m in minute])
    worn = np.where(np.isin(kinds, ("benefit", "raffle")), np.exp(-so_far / p["wear_minutes"]), 1.0)
    empty = (kinds == "raffle") & ~(gifts > 0).any(axis=0)
    pull = (
        p["hold_host"] * host
        + p["hold_energy"] * energy
        + p["hold_interest"] * (interest - 0.5)
        + _by_kind("hold", kinds, p) * worn * np.where(empty, p["raffle_without_gift"], 1.0)
        + p["hold_traffic_good"] * worn * (shown & (role == "traffic")).any(axis=0)
        - p["hold_too_long"] * np.clip(into - p["segment_calm_minutes"], 0, p["segment_drag_minutes"])
    )
    talk = _by_kind("talk", kinds, p) + p["talk_energy"] * energy + p["talk_moderator"] * session.moderator

    aside = p["shelf"] / np.maximum(on_sale.sum() - focus.sum(axis=0), 1)
    appeal = np.array([goods.appeal - 0.5 for goods in session.goods])[:, None]
    price = np.array([goods.price_yuan or p["price_usual_yuan"] for goods in session.goods])[:, None]
    click = np.where(focus, np.exp(_by_kind("click", kinds, p)), aside) * on_sale
    click = click * np.exp(
        p["click_appeal"] * appeal + p["click_interest"] * (interest - 0.5) + p["click_moderator"] * session.moderator
    )
    buy = logistic(
        np.log(p["buy_rate"] / (1 - p["buy_rate"]))
        + p["buy_appeal"] * appeal
        + p["buy_host"] * host
        + p["buy_demo"] * (focus & (kinds == "demo"))
        - p["buy_price"] * np.log(price / p["price_usual_yuan"])
    )
    hours = (session.hour * 60 + session.minute + minute) // 60 % 24
    slot = np.array([next(p[name] for end, name in SLOTS if hour < end) for hour in hours])
    return Sheet(pull, talk, click, buy, gifts, slot, down)


def _by_kind(effect: str, kinds: NDArray[np.str_], p: Mapping[str, float]) -> Floats:
    return np.array([p[f"{effect}_{kind}"] for kind in kinds])


def _gifts(session: LiveSession, giving: NDArray[np.bool_], p: Mapping[str, float]) -> Floats:
    """Gifts given away (goods, minutes), as long as there are any."""
    stock = np.array([float(goods.stock) for goods in session.goods])[:, None]
    return np.diff(np.minimum(np.cumsum(giving * p["gifts_per_minute"], axis=1), stock), axis=1, prepend=0.0)


def _down(session: LiveSession, p: Mapping[str, float]) -> Floats:
    """1 in the minutes in which nothing is on air; a second phone is on air again soon."""
    down = np.zeros(session.minutes)
    if session.drop is not None:
        lasts = session.drop.minutes
        if session.plan_b == "second_phone":
            lasts = min(lasts, round(p["second_phone_minutes"]))
        down[session.drop.minute : session.drop.minute + lasts] = 1
    return down


def called(session: LiveSession, followers: Floats, slot: Floats, p: Mapping[str, float]) -> Floats:
    """People expected a minute whom the plan itself brings: (worlds, sources, minutes), recommendation left at 0.

    Followers' notice and bookings work at the start; paid people are a log(1 + yuan / (a cost)): falling returns.
    """
    minute = np.arange(session.minutes)
    expected = np.zeros((followers.size, len(SOURCES), session.minutes))
    rush = 1 + p["follower_rush"] * np.exp(-minute / p["rush_minutes"])
    expected[:, FOLLOWERS] = followers[:, None] * p["follower_entry"] * rush * slot
    arrival = np.exp(-minute / p["booked_minutes"])
    expected[:, PRIVATE] = session.trailer * p["booked_come"] * arrival / arrival.sum()
    ready = p["paid_ready"] * session.minutes
    people = ready * np.log1p(session.paid_yuan / (ready * p["paid_entry_yuan"]))
    expected[:, PAID] = people / session.minutes
    return expected
