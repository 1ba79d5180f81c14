"""One world as tables: real dates, whole numbers, figures that agree with each other, columns however empty."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from simulations.errors import Mendable
from simulations.world import tables as room
from simulations.world.columns import DTYPES, RATES, TABLES, rate
from simulations.world.commerce.product import Product
from simulations.world.content import Content
from simulations.world.draws import Worlds
from simulations.world.live.plan import Goods, LiveSession, Segment
from simulations.world.opinion.service import ServiceTeam, Shift
from simulations.world.outcome import Outcome
from simulations.world.plan import Plan, Post, Setting
from simulations.world.platforms import platform_slugs
from simulations.world.play import Run, play
from simulations.world.private_domain.plan import Broadcast
from simulations.world.promotion.paid import PaidReach

CERTAINLY_FOUND = {("enforcement", "found_scale"): 100.0, ("enforcement", "false_alarm"): 0.0}
WORLDS = Worlds(b"t", 3, CERTAINLY_FOUND)
START, DAYS, WORLD = date(2026, 9, 1), 14, 1
FORMATS = {"gongzhonghao": "article", "xiaohongshu": "note", "weibo": "text"}
SETTING = Setting(
    start=START,
    days=DAYS,
    niche="workplace",
    accounts=dict.fromkeys(platform_slugs(), 50_000),
    members={"active": 2000, "new": 500},
)


def post(slug: str, day: int, **content: object) -> Post:
    made = Content(format=FORMATS.get(slug, "video"), niche="workplace", tags=0, **content)
    breaking = (
        {"title": "周报怎么写领导才肯看", "product": "course"} if slug != "weibo" else {"text": "周一例会前五分钟"}
    )
    return Post(id=f"{slug}/{day}", platform=slug, day=day, hour=20, content=made, **breaking)


LIVE = LiveSession(
    id="live",
    platform="douyin",
    day=6,
    hour=23,
    minute=40,
    minutes=30,
    host=0.6,
    segments=(Segment(minutes=30, kind="product", product="book", energy=0.6),),
    goods=(Goods(id="book", price_yuan=49, cost_yuan=10, appeal=0.6, stock=1000, role="profit"),),
)
POSTS = tuple(post(slug, day, call="buy") for slug in platform_slugs() for day in (2, 8))
PLAN = Plan(
    posts=(*POSTS, post("douyin", 5, breaches=("absolute_terms",))),
    lives=(LIVE,),
    paid=(PaidReach(id="ad", tool="feed_ads", platform="douyin", day=4, days=2, budget_yuan=2000),),
    products=(Product(id="course", name="七天周报课", kind="low_price", price_yuan=9, cost_yuan=1, appeal=0.9),),
    broadcasts=(Broadcast(id="send", day=3, hour=20, tiers=("new", "active"), value=0.7, offer="course"),),
    team=ServiceTeam(shifts=(Shift(start_hour=9, end_hour=18, hands=1),)),
)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return play(PLAN, SETTING, WORLDS)


@pytest.fixture(scope="module")
def shown(outcome: Outcome) -> dict[str, pd.DataFrame]:
    return room.tables(outcome, WORLD)


def test_an_empty_plan_has_the_same_columns_and_types(shown: dict[str, pd.DataFrame]) -> None:
    quiet = Setting(start=START, days=2, niche="workplace", accounts={"weibo": 10})
    empty = room.tables(play(Plan(), quiet, Worlds(b"t", 1)))
    assert list(empty) == list(shown) == list(TABLES)
    for name, table in shown.items():
        assert not table.empty
        assert tuple(table.columns) == TABLES[name]
        assert (empty[name].dtypes == table.dtypes).all()
        assert all(str(kind) == DTYPES.get(column, "int64") for column, kind in table.dtypes.items())
    assert all(empty[name].empty for name in ("posts", "sources", "lives", "orders", "broadcasts", "events", "hourly"))


def test_dates_are_those_of_the_calendar(shown: dict[str, pd.DataFrame]) -> None:
    first = shown["posts"].iloc[0]
    assert first["published_at"] == pd.Timestamp(2026, 9, 3, 20)
    assert list(shown["daily"]["date"].unique()) == list(pd.date_range(START, periods=DAYS))
    assert shown["lives"]["time"].iloc[-1] == pd.Timestamp(2026, 9, 8, 0, 9)  # past midnight
    assert shown["hourly"]["time"].max() == pd.Timestamp(2026, 9, 11, 19)


def test_reads_agree_between_tables(outcome: Outcome, shown: dict[str, pd.DataFrame]) -> None:
    posts, sources = shown["posts"].set_index("post"), shown["sources"].groupby("post")["reads"].sum()
    assert posts["reads"].sum() == outcome.kpis()["reads"][WORLD]
    assert (posts["reads"] == sources[posts.index]).all()
    by_hour = shown["hourly"].groupby("post")["reads"].sum()
    assert (by_hour <= posts.loc[by_hour.index, "reads"]).all()
    assert by_hour.min() > 0
    by_platform = posts.groupby("platform")["reads"].sum()
    in_time = shown["daily"].groupby("platform")["reads"].sum()
    assert (in_time <= by_platform[in_time.index] + 1).all()
    read = shown["audience"].groupby("platform")["reads"].sum()
    assert (abs(read - by_platform[read.index]) <= 1).all()
    assert np.allclose(shown["audience"].groupby("platform")["followers_share"].sum(), 1)


def test_an_advertisement_counts_and_is_told_from_posts(shown: dict[str, pd.DataFrame]) -> None:
    posts = shown["posts"].set_index("post")
    assert posts.loc["ad", "format"] == room.AD
    assert posts.loc["ad", "reads"] > 0
    assert posts.loc["weibo/2", "title"] == "周一例会前五分钟"


def test_followers_are_those_of_yesterday_and_the_net_of_today(shown: dict[str, pd.DataFrame]) -> None:
    for _, account in shown["daily"].groupby("platform"):
        assert (account["net"] == account["gained"] - account["lost"]).all()
        assert (account["followers"] == 50_000 + account["net"].cumsum()).all()


def test_money_of_products_is_that_of_the_shop(outcome: Outcome, shown: dict[str, pd.DataFrame]) -> None:
    assert outcome.shop is not None
    sold, made = shown["orders"], outcome.shop.outcome
    assert sold["orders"].sum() > 0
    for name in ("revenue_yuan", "refunded_yuan", "cost_yuan"):
        assert sold[name].sum() == pytest.approx(getattr(made, name)[WORLD].sum())


def test_nobody_is_lost_between_arrival_and_answer(shown: dict[str, pd.DataFrame]) -> None:
    for _, desk in shown["service"].groupby("kind"):
        assert ((desk["arrived"] - desk["answered"] - desk["lost"]).cumsum() == desk["backlog"]).all()
    assert shown["service"]["answered"].sum() > 0


def test_lives_broadcasts_and_members_are_those_of_the_world(outcome: Outcome, shown: dict[str, pd.DataFrame]) -> None:
    live, minutes = outcome.lives["live"], shown["lives"]
    assert minutes["entering"].sum() == live.viewers[WORLD]
    assert minutes["gmv_yuan"].sum() == pytest.approx(live.gmv[WORLD])
    assert (minutes.filter(like="from_").sum(axis=1) == minutes["entering"]).all()
    (send,) = shown["broadcasts"].to_dict("records")
    assert send["sent_at"] == pd.Timestamp(2026, 9, 4, 20)
    assert send["clicked"] < send["read"] < send["delivered"] <= 2500
    last = shown["members"].groupby("tier", sort=False)["members"].last()
    assert list(last) == list(outcome.private.members[WORLD, -1])


def test_a_ruling_is_an_event_of_its_day(shown: dict[str, pd.DataFrame]) -> None:
    (ruling,) = shown["events"].to_dict("records")
    told = {"date": pd.Timestamp(2026, 9, 6), "platform": "douyin", "post": "douyin/5", "rule": "absolute_terms"}
    assert told.items() <= ruling.items()


def test_rates_follow_from_counts_and_are_missing_without_them(shown: dict[str, pd.DataFrame]) -> None:
    table = pd.DataFrame({"reads": [0, 200], "finishers": [0, 50]})
    finished = rate(table, "finish_rate")
    assert np.isnan(finished[0])
    assert finished[1] == 0.25
    assert not {name for columns in TABLES.values() for name in columns} & RATES.keys()
    assert rate(shown["opinion"], "negative_share").between(0, 1).all()
    with pytest.raises(Mendable, match=r"love_rate.*finish_rate"):
        rate(table, "love_rate")
    with pytest.raises(Mendable, match="impressions"):
        rate(table, "click_rate")


def test_a_plan_under_way_shows_what_has_been(outcome: Outcome) -> None:
    run = Run(PLAN, SETTING, WORLDS)
    for day in range(3):
        run.step(day)
    so_far = room.tables(run.outcome(), WORLD)
    assert set(so_far["posts"]["published_at"]) == {pd.Timestamp(2026, 9, 3, 20)}
    assert set(so_far["hourly"]["post"]) == set(so_far["posts"]["post"])


def test_worlds_and_posts_that_are_not_there_are_told(outcome: Outcome) -> None:
    with pytest.raises(Mendable, match=r"3.*0\.\.2"):
        room.tables(outcome, 3)
    with pytest.raises(Mendable, match="-1"):
        room.posts(outcome, -1)
    with pytest.raises(Mendable, match=r"weibo/9.*weibo/8"):
        room.hourly(outcome, "weibo/9")
    assert len(room.hourly(outcome, "weibo/8", hours=5)) == 5
