"""A live session's figures look like a practitioner's back end, and what the plan does well or badly shows in them."""

from functools import cache
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from simulations.world.draws import Worlds
from simulations.world.live import SOURCES, LiveOutcome, LiveSession, hold, minute_table
from simulations.world.parameters import parameters

WORLDS = Worlds(b"live", 100)
FOLLOWERS = 50_000.0
GOODS: tuple[dict[str, Any], ...] = (
    {"id": "tote", "price_yuan": 19.9, "cost_yuan": 12, "appeal": 0.7, "stock": 200, "role": "traffic"},
    {"id": "blazer", "price_yuan": 199, "cost_yuan": 80, "appeal": 0.6, "stock": 300, "role": "profit"},
    {"id": "shirt", "price_yuan": 99, "cost_yuan": 35, "appeal": 0.55, "stock": 300, "role": "profit"},
    {"id": "bag", "price_yuan": 0, "cost_yuan": 8, "appeal": 0.5, "stock": 30, "role": "gift"},
)
RUN_SHEET = (
    (5, "warm_up", None),
    (6, "benefit", "tote"),
    (8, "product", "blazer"),
    (7, "demo", "blazer"),
    (4, "raffle", "bag"),
    (8, "product", "shirt"),
    (6, "demo", "shirt"),
    (5, "qa", "shirt"),
    (4, "raffle", "bag"),
    (7, "product", "blazer"),
)


def sheet(*rows: tuple[int, str, str | None], energy: float = 0.6) -> list[dict[str, Any]]:
    return [{"minutes": m, "kind": kind, "product": product, "energy": energy} for m, kind, product in rows]


def planned(**changes: Any) -> LiveSession:
    plan = {
        "id": "live/0612",
        "platform": "douyin",
        "day": 3,
        "hour": 20,
        "minute": 0,
        "minutes": 60,
        "host": 0.55,
        "goods": GOODS,
        "segments": sheet(*RUN_SHEET),
        "trailer": 300,
        "moderator": True,
        "service_hands": 1,
    }
    return LiveSession.model_validate(plan | changes)


@cache
def _held(session: LiveSession) -> LiveOutcome:
    return hold(session, np.full(WORLDS.count, FOLLOWERS), 0.5, WORLDS)


def held(**changes: Any) -> LiveOutcome:
    return _held(planned(**changes))


def test_an_ordinary_hour_looks_as_practitioners_know_it() -> None:
    outcome = held()
    assert 2_500 < np.median(outcome.viewers) < 6_000
    assert 40 < np.median(outcome.dwell_s) < 90
    assert 0.05 < np.median(outcome.click_rate) < 0.15
    assert 0.02 < np.median(outcome.order_rate) < 0.08
    assert 300 < np.median(outcome.gpm_yuan) < 3_000
    assert 0.01 < np.median(outcome.new_followers / outcome.viewers) < 0.03
    assert 0.2 < np.median(outcome.refunded_yuan / outcome.gmv) < 0.4
    assert outcome.viewers.max() > 2.5 * np.median(outcome.viewers)  # one session in a hundred is far luckier


def test_who_came_in_is_in_or_has_left_and_nothing_is_sold_twice() -> None:
    few = [{**goods, "stock": 3} for goods in GOODS]
    outcome = held(goods=few, trailer=3_000)
    inside = np.cumsum(outcome.entering.sum(axis=1) - outcome.leaving, axis=1)
    assert np.all(inside >= 0)
    assert np.all(outcome.watching >= inside)
    assert np.all(outcome.orders <= outcome.clicks)
    sold = outcome.orders.sum(axis=2)
    assert sold.max() == 3
    assert np.all(sold[:, -1] == 0)  # gifts are not for sale
    assert outcome.gifts.sum(axis=1).tolist() == [0, 0, 0, 3]
    prices = np.array([goods["price_yuan"] for goods in GOODS])
    assert outcome.gmv == pytest.approx(sold @ prices)


def test_host_and_energy_hold_people_and_holding_them_brings_more() -> None:
    weak = held(host=0.2, segments=sheet((60, "product", "blazer"), energy=0.3))
    strong = held(host=0.9, segments=sheet(*RUN_SHEET, energy=0.9))
    for figure in ("viewers", "dwell_s", "gmv", "profit_yuan", "new_followers"):
        medians = [np.median(getattr(outcome, figure)) for outcome in (weak, held(), strong)]
        assert medians == sorted(medians)
    recommended = SOURCES.index("recommendation")
    more = strong.entering[:, recommended].sum(axis=1) / held().entering[:, recommended].sum(axis=1)
    assert np.mean(more > 1.3) > 0.95


def test_shipinhao_leans_on_the_private_domain_and_douyin_on_recommendation() -> None:
    shares = {}
    for platform in ("douyin", "shipinhao"):
        outcome = held(platform=platform, trailer=2_000)
        shares[platform] = dict(zip(SOURCES, outcome.entering.sum(axis=(0, 2)) / outcome.viewers.sum(), strict=True))
    assert shares["douyin"]["recommendation"] > 0.7
    assert shares["shipinhao"]["recommendation"] < 0.5
    assert shares["shipinhao"]["private"] > 3 * shares["douyin"]["private"]


def test_paid_reach_brings_people_at_falling_returns() -> None:
    paid = SOURCES.index("paid")
    people = [held(paid_yuan=yuan).entering[:, paid].sum(axis=1).mean() for yuan in (0, 1_000, 2_000)]
    assert people[0] == 0
    assert 0 < people[2] - people[1] < 0.9 * people[1]


def test_a_raffle_holds_people_but_sells_nothing_and_wears_off() -> None:
    raffles = held(segments=sheet((60, "raffle", "bag")))
    assert np.median(raffles.gmv) < 0.2 * np.median(held().gmv)
    empty = held(segments=sheet((60, "raffle", None)))
    first = slice(0, 8)
    assert np.all(raffles.watching[:, first].sum(axis=1) > empty.watching[:, first].sum(axis=1))
    assert np.median(raffles.dwell_s) < np.median(held().dwell_s)
    assert np.median(raffles.profit_yuan) < 0


def test_questions_that_nobody_answers_cost_orders() -> None:
    alone, helped = held(service_hands=0), held(service_hands=3)
    assert np.median(alone.order_rate) < 0.85 * np.median(helped.order_rate)


def test_a_drop_costs_watchers_and_a_plan_b_saves_some() -> None:
    drop = {"minute": 25, "minutes": 5}
    common = {"platform": "shipinhao", "trailer": 2_000}
    whole = held(**common)
    none, notice, phone = (held(**common, drop=drop, plan_b=b) for b in ("none", "group_notice", "second_phone"))
    assert np.all(none.entering[:, :, 25:30] == 0)
    assert np.all(none.orders[:, :, 25:30] == 0)
    assert np.array_equal(none.entering[:, :, :25], whole.entering[:, :, :25])
    assert np.all(none.watching[:, 29] < 0.3 * none.watching[:, 24])
    after = [outcome.watching[:, 30:].sum(axis=1).mean() for outcome in (none, notice, phone, whole)]
    assert after == sorted(after)


def test_an_hour_at_night_meets_fewer_people() -> None:
    assert np.median(held(hour=3).viewers) < 0.75 * np.median(held().viewers)


def test_what_comes_later_in_the_plan_leaves_the_minutes_before_as_they_were() -> None:
    longer = held(minutes=75, segments=sheet(*RUN_SHEET, (15, "qa", "shirt")), trailer=0)
    shorter = held(trailer=0)
    assert np.array_equal(longer.entering[:, :, :60], shorter.entering)
    assert np.array_equal(longer.orders[:, :, :60], shorter.orders)


def test_a_good_added_to_the_cart_leaves_the_others_draws_alone_and_another_session_is_another_draw() -> None:
    extra = {"id": "scarf", "price_yuan": 59, "cost_yuan": 20, "appeal": 0.5, "stock": 0, "role": "profit"}
    with_more = held(goods=(extra, *GOODS))
    shown = slice(11, 26)  # the blazer is on show, and attention is its own
    before, after = held().clicks[:, 1, shown].sum(axis=1), with_more.clicks[:, 2, shown].sum(axis=1)
    assert np.corrcoef(before, after)[0, 1] > 0.95
    other = held(id="live/0613").viewers
    assert abs(np.corrcoef(held().viewers, other)[0, 1]) < 0.4  # four standard errors of 100 worlds


def test_the_minute_table_adds_up_to_the_session() -> None:
    outcome = held(hour=23, minute=30)
    rows = minute_table(outcome, 7)
    assert len(rows) == 60
    assert (rows[0]["clock"], rows[30]["clock"]) == ("23:30", "00:00")
    assert sum(float(row["entering"]) for row in rows) == outcome.viewers[7]
    assert sum(float(row[f"from_{name}"]) for row in rows for name in SOURCES) == outcome.viewers[7]
    assert sum(float(row["gmv_yuan"]) for row in rows) == pytest.approx(outcome.gmv[7])


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"platform": "taobao"}, "platform"),
        ({"host": 1.2}, "host"),
        ({"minutes": 90}, "60"),
        ({"goods": (*GOODS, GOODS[0])}, "tote"),
        ({"segments": sheet((60, "product", "hat"))}, "hat"),
        ({"drop": {"minute": 60, "minutes": 5}}, "60"),
        ({"goods": ({**GOODS[0], "price_yuan": 0},)}, "price_yuan"),
        ({"paid_yuan": -1}, "paid_yuan"),
    ],
)
def test_a_plan_that_cannot_be_held_is_refused_by_field_and_value(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        planned(**changes)


def test_followers_and_interest_must_fit_the_worlds() -> None:
    with pytest.raises(ValueError, match="followers"):
        hold(planned(), np.full(3, FOLLOWERS), 0.5, WORLDS)
    with pytest.raises(ValueError, match="interest"):
        hold(planned(), np.full(WORLDS.count, FOLLOWERS), 1.5, WORLDS)


def test_every_assumption_has_a_range() -> None:
    assert all(row.low is not None for row in parameters("live").values() if row.mark == "assumption")
