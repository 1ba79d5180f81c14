"""Journeys: late channels are seen beside orders and cause few, returns fall, draws stay with their person."""

from collections import Counter
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from simulations.world.draws import Worlds
from simulations.world.journeys import CHANNELS, NEVER, Market, Month, People, caused, draw_people, often, play

USUAL = {
    "gongzhonghao": 16_000.0,
    "xiaohongshu": 22_000.0,
    "douyin_ads": 30_000.0,
    "kol": 26_000.0,
    "search": 10_000.0,
    "private_domain": 6_000.0,
}
MARKET = Market(USUAL, dict.fromkeys(CHANNELS, 1.0))  # type: ignore[arg-type]
WORLD = Worlds(b"journeys", 4)


@cache
def people() -> People:
    return draw_people(np.random.default_rng(3), 1500)


@cache
def month() -> Month:
    return play(USUAL, MARKET, people(), WORLD, told=True)  # type: ignore[arg-type]


def test_last_click_robs_seeding_and_enriches_search() -> None:
    told, last = month(), Counter[str]()
    assert told.touches is not None
    assert told.day is not None
    for number in np.flatnonzero(told.day != NEVER):
        days, places = np.nonzero(told.touches[: told.day[number] + 1, :, number])
        if len(days):
            last[CHANNELS[int(places[np.argmax(days)])]] += 1
    share = {channel: count / sum(last.values()) for channel, count in last.items()}
    truth = caused(USUAL, MARKET, people(), WORLD)  # type: ignore[arg-type]
    assert share["search"] > 4 * truth["search"] / sum(truth.values())
    assert share["xiaohongshu"] < truth["xiaohongshu"] / sum(truth.values())


def test_increments_do_not_add_up_to_all_orders() -> None:
    truth = caused(USUAL, MARKET, people(), WORLD)  # type: ignore[arg-type]
    assert all(share > 0 for share in truth.values())
    assert 0.2 < sum(truth.values()) < 0.7
    nothing = play({}, MARKET, people(), WORLD, off=CHANNELS).orders.mean() / month().orders.mean()
    assert 1 - nothing > 0.9 * sum(truth.values())


def test_search_ads_matter_where_rivals_bid_on_the_name() -> None:
    rivals = replace(MARKET, rivals_on_name=True)
    assert caused(USUAL, rivals, people(), WORLD)["search"] > 2 * caused(USUAL, MARKET, people(), WORLD)["search"]  # type: ignore[arg-type]


@pytest.mark.parametrize("channel", CHANNELS)
def test_money_brings_more_by_less_and_less(channel: str) -> None:
    times = [often(channel, USUAL[channel] * k, MARKET) for k in (0, 0.5, 1, 1.5, 2, 4)]  # type: ignore[arg-type]
    gains = np.diff(times) / (0.5, 0.5, 0.5, 0.5, 2)
    assert (gains > 0).all()
    assert (np.diff(gains) < 0).all()


def test_the_same_worlds_give_the_same_month_and_more_money_never_loses_an_order() -> None:
    again = play(USUAL, MARKET, people(), WORLD)  # type: ignore[arg-type]
    assert np.array_equal(again.buys, month().buys)
    more = play({**USUAL, "kol": 40_000.0}, MARKET, people(), WORLD)  # type: ignore[dict-item]
    assert (more.buys >= again.buys - 1e-6).all()


def test_impulsive_people_come_by_advertising_and_send_more_back() -> None:
    who = people()
    assert np.corrcoef(np.log(who.meets["douyin_ads"]), who.impulse)[0, 1] > 0.3
    assert np.corrcoef(who.sent_back, who.impulse)[0, 1] > 0.8
    assert np.corrcoef(who.active, who.impulse)[0, 1] < -0.8


def test_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="must be >= 1"):
        draw_people(np.random.default_rng(1), 0)
