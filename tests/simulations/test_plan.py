"""What cannot be played is refused with the field, what was given and what is allowed, in the reader's language."""

import re
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from simulations.errors import Mendable
from simulations.world.opinion import Incident
from simulations.world.plan import LONGEST_DAYS, Plan, Setting, read_plan
from simulations.world.promotion import Kol

KOL = Kol(id="kol", platform="weibo", followers=10_000, price_yuan=500, fit=0.5, fake_share=0.1, interaction_rate=0.04)
CRISIS = Incident(id="mould", day=3, hour=10, kind="product", true=True, severity=0.6, first_posts=20)
SETTING = Setting(
    start=date(2026, 9, 1),
    days=30,
    niche="workplace",
    accounts={"gongzhonghao": 1000, "xiaohongshu": 1000, "weibo": 1000},
    incidents=(CRISIS,),
    kols=(KOL,),
)
Row = dict[str, Any]


def post(id: str = "p1", platform: str = "xiaohongshu", **more: Any) -> Row:
    content = {"format": "note", "niche": "workplace"} | more.pop("content", {})
    return {"id": id, "platform": platform, "day": 2, "hour": 20, "content": content} | more


def plan(*posts: Row, **more: Any) -> Row:
    return {"posts": list(posts), **more}


def push(**more: Any) -> Row:
    row = {"id": "push", "tool": "shutiao", "platform": "xiaohongshu", "post": "p1"}
    return row | {"day": 2, "days": 3, "budget_yuan": 500} | more


def send(**more: Any) -> Row:
    return {"id": "send", "day": 2, "hour": 20, "tiers": ["new"], "value": 0.5} | more


def product(id: str, **more: Any) -> Row:
    return {"id": id, "name": "周报课", "kind": "low_price", "price_yuan": 9.9} | more


def swap(**more: Any) -> Row:
    row = {"id": "swap", "partner_followers": 900, "overlap": 0.1, "fit": 0.5}
    return row | {"day": 2, "legitimacy": "list"} | more


WRONG_IN_ITSELF: dict[str, tuple[Row, list[str]]] = {
    "unknown platform": (plan(post(platform="kuaishou")), ["kuaishou", "douyin", "weibo"]),
    "a day in the past": (plan(post(day=-1)), ["p1", "-1", "0"]),
    "no such hour": (plan(post(hour=24)), ["posts.0.hour", "24", "23"]),
    "a budget below zero": (plan(post(), paid=[push(budget_yuan=-5)]), ["paid.0.budget_yuan", "-5", "0"]),
    "a title of 21 characters": (plan(post(title="字" * 21)), ["xiaohongshu", "title", "20", "21"]),
    "a title too short": (plan(post(platform="shipinhao", title="周报")), ["shipinhao", "title", "6", "2"]),
    "a text too long": (plan(post(text="字" * 1001)), ["xiaohongshu", "body", "1000", "1001"]),
    "a note longer than notes are": (plan(post(content={"length": 1500})), ["xiaohongshu", "body", "1000", "1500"]),
    "six tags on Douyin": (plan(post(platform="douyin", content={"tags": 6})), ["douyin", "tags", "5", "6"]),
    "a quality above one": (plan(post(content={"hook": 1.5})), ["posts.0.content.hook", "1.5", "1"]),
    "an unknown format": (plan(post(content={"format": "podcast"})), ["content.format", "podcast", "article"]),
    "an unknown field": (plan(post(colour="red")), ["posts.0.colour", "red"]),
    "a missing field": (plan({key: row for key, row in post().items() if key != "day"}), ["posts.0.day"]),
    "no whole number": (plan(post(day="soon")), ["posts.0.day", "soon"]),
    "a script for a note": (
        plan(post(content={"script": {"beats": [{"seconds": 3, "kind": "hook", "interest": 0.5}]}})),
        ["script", "format", "note"],
    ),
    "a post twice": (plan(post(), post(day=4)), ["p1"]),
    "a post and a live session of one name": (plan(post(), exchanges=[swap(id="p1")]), ["p1"]),
    "a broadcast twice": (plan(broadcasts=[send(), send(day=3)]), ["send"]),
    "a tier led twice": (plan(communities=[{"tier": "new"}, {"tier": "new", "rules": True}]), ["new"]),
    "a product twice": (plan(products=[product("a"), product("a")]), ["a"]),
    "an unknown product": (plan(post(product="b"), products=[product("a")]), ["posts.p1.product", "b", "a"]),
    "an offer without products": (plan(broadcasts=[send(offer="b")]), ["broadcasts.send.offer", "b"]),
    "a product that requires nothing there": (
        plan(products=[product("a", requires="b")]),
        ["products.a.requires", "b", "a"],
    ),
    "products that require each other": (
        plan(products=[product("a", requires="b"), product("b", requires="a")]),
        ["a", "b", "requires"],
    ),
    "an appeal for nothing": (plan(post(), appeals=[{"post": "p2"}]), ["appeals.post", "p2", "p1"]),
    "paid for no post": (plan(post(), paid=[push(post="p2")]), ["paid.push.post", "p2", "p1"]),
    "paid for a post elsewhere": (
        plan(post(platform="weibo", content={"format": "text"}), paid=[push()]),
        ["paid.push.platform", "xiaohongshu", "weibo"],
    ),
    "paid before the post": (plan(post(), paid=[push(day=1)]), ["paid.push", "1", "2"]),
    "a tool on another platform": (plan(post(), paid=[push(tool="dou_plus")]), ["dou_plus", "xiaohongshu", "douyin"]),
    "a tool without a post": (plan(paid=[push(post=None)]), ["shutiao"]),
    "two mass sends a day": (
        plan(post("a", "gongzhonghao"), post("b", "gongzhonghao", hour=8)),
        ["gongzhonghao", "sends", "1", "2"],
    ),
}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("what", WRONG_IN_ITSELF)
def test_a_wrong_plan_is_told_with_field_value_and_what_is_allowed(
    what: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACADEMY_LANG", language)
    data, parts = WRONG_IN_ITSELF[what]
    with pytest.raises(Mendable) as told:
        read_plan(data)
    line = str(told.value)
    assert [part for part in parts if part not in line] == []
    if what != "products that require each other":  # told by the shop, in English alone
        assert bool(re.search("[一-鿿]", line)) == (language == "zh_CN")
    assert "\n" not in line
    assert len(line) < 300  # the mistake, not the plan


WRONG_HERE: dict[str, tuple[Row, list[str]]] = {
    "no account there": (plan(post(platform="bilibili")), ["posts.p1.platform", "bilibili", "weibo"]),
    "beyond the end": (plan(post(day=30)), ["posts.p1", "day", "30"]),
    "a broadcast beyond the end": (plan(broadcasts=[send(day=31)]), ["broadcasts.send", "31", "30"]),
    "an unknown niche": (plan(post(content={"niche": "chess"})), ["posts.p1.content.niche", "chess", "workplace"]),
    "another niche's topic": (
        plan(post(content={"topic": "sunscreen"})),
        ["posts.p1.content.topic", "sunscreen", "weekly_report"],
    ),
    "an unknown rule": (
        plan(post(content={"breaches": ["bad_taste"]})),
        ["posts.p1.content.breaches", "bad_taste", "absolute_terms"],
    ),
    "an unknown KOL": (
        plan(kol_posts=[{"id": "k", "kol": "somebody", "day": 3, "hour": 20}]),
        ["kol_posts.k.kol", "somebody", "kol"],
    ),
    "an unknown incident": (
        plan(responses=[{"incident": "rumour", "after_hours": 1, "kind": "deny"}]),
        ["responses.incident", "rumour", "mould"],
    ),
}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("what", WRONG_HERE)
def test_what_has_no_place_in_the_setting_is_told_the_same_way(
    what: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACADEMY_LANG", language)
    data, parts = WRONG_HERE[what]
    with pytest.raises(Mendable) as told:
        read_plan(data).check_against(SETTING)
    assert [part for part in parts if part not in str(told.value)] == []


def test_mutual_promotion_takes_an_official_account() -> None:
    without = SETTING.model_copy(update={"accounts": {"weibo": 1000}})
    planned = read_plan(plan(exchanges=[swap()]))
    planned.check_against(SETTING)
    with pytest.raises(Mendable, match=r"exchanges\.swap.*gongzhonghao.*weibo"):
        planned.check_against(without)


def test_every_mistake_has_its_line() -> None:
    with pytest.raises(Mendable) as told:
        read_plan(plan(post(hour=25), post("p2", title="字" * 21), paid=[push(days=0)], colour="red"))
    lines = str(told.value).splitlines()
    assert len(lines) == 4
    for where in ("posts.0.hour", "posts.1", "paid.0.days", "colour"):
        assert sum(where in line for line in lines) == 1


@pytest.mark.parametrize(
    ("more", "parts"),
    [
        ({"niche": "chess"}, ["chess", "workplace"]),
        ({"accounts": {"kuaishou": 5}}, ["kuaishou", "douyin"]),
        ({"accounts": {"weibo": -5}}, ["accounts.weibo", "-5", "0"]),
        ({"accounts": {}}, ["accounts"]),
        ({"members": {"new": -5}}, ["members.new", "-5", "0"]),
        ({"members": {"old": 5}}, ["members", "old", "paying"]),
        ({"days": 0}, ["days", "1"]),
        ({"days": LONGEST_DAYS + 1}, ["days", str(LONGEST_DAYS)]),
        ({"kols": (KOL, KOL)}, ["kol"]),
        ({"incidents": (CRISIS, CRISIS)}, ["mould"]),
        ({"days": 3}, ["incidents.mould", "3"]),
        ({"mentions_per_day": 0}, ["mentions_per_day", "0"]),
    ],
)
def test_a_wrong_setting_is_refused(more: Row, parts: list[str]) -> None:
    given = {"start": date(2026, 9, 1), "days": 30, "niche": "workplace", "accounts": {"weibo": 5}}
    with pytest.raises(ValidationError) as told:
        Setting.model_validate(given | {"incidents": (CRISIS,)} | more)
    assert [part for part in parts if part not in str(told.value)] == []


def test_days_are_those_of_the_calendar() -> None:
    assert SETTING.date_of(30) == date(2026, 10, 1)
    assert SETTING.weekday_of(0) == date(2026, 9, 1).weekday()
    assert SETTING.weekday_of(6) == date(2026, 9, 7).weekday() == 0


def test_a_plan_reads_back_as_it_was_written() -> None:
    written = read_plan(plan(post(), broadcasts=[send()], paid=[push()]))
    assert read_plan(written.model_dump()) == written
    assert read_plan({}) == Plan()
