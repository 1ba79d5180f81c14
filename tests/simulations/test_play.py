"""Whole plans in many worlds: what each part brings goes where it belongs, what it costs is counted, luck stays put."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest

from simulations.errors import Mendable
from simulations.world.commerce import Product
from simulations.world.content import Content
from simulations.world.draws import Floats, Worlds
from simulations.world.live import Goods, LiveSession, Segment, hold
from simulations.world.opinion import Incident, Response, ServiceTeam, Shift
from simulations.world.outcome import Outcome
from simulations.world.plan import Plan, Post, Setting
from simulations.world.platforms import platform_slugs
from simulations.world.platforms.post import PAID, PostOutcome
from simulations.world.platforms.timing import by_day
from simulations.world.play import Run, play
from simulations.world.private_domain import Broadcast
from simulations.world.promotion import Exchange, Kol, KolPost, PaidReach, Referral
from simulations.world.rulebook.enforcement import Appeal

WORLDS = Worlds(b"play", 100)
DAYS = 16
FORMS = {"gongzhonghao": "article", "xiaohongshu": "note", "weibo": "text"}
STAFF = ServiceTeam(shifts=(Shift(start_hour=0, end_hour=24, hands=20, weekend=True),), priority="complaints_first")


def setting(*platforms: str, **more: Any) -> Setting:
    given: dict[str, Any] = {"start": date(2026, 9, 1), "days": DAYS, "niche": "workplace"}
    accounts = dict.fromkeys(platforms or ("gongzhonghao",), 50_000)
    return Setting.model_validate(given | {"accounts": accounts} | more)


def post(id: str = "p", platform: str = "gongzhonghao", day: int = 2, **more: Any) -> Post:
    kinds = {name: more.pop(name) for name in list(more) if name in Content.model_fields}
    content = {"format": FORMS.get(platform, "video"), "niche": "workplace"} | kinds
    return Post.model_validate({"id": id, "platform": platform, "day": day, "hour": 20, "content": content} | more)


def posts(platform: str, days: Sequence[int], **more: Any) -> tuple[Post, ...]:
    return tuple(post(f"{platform}/{day}", platform, day, **more) for day in days)


def course(**more: Any) -> Product:
    row = {"id": "course", "name": "周报课", "kind": "low_price", "price_yuan": 9.9, "cost_yuan": 2.0, "appeal": 0.8}
    return Product.model_validate(row | more)


def run(here: Setting | None = None, worlds: Worlds = WORLDS, **parts: Any) -> Outcome:
    return play(Plan(**parts), here or setting(), worlds)


def same(one: PostOutcome, other: PostOutcome) -> bool:
    """Byte for byte."""
    pairs = [(getattr(one, row.name), getattr(other, row.name)) for row in fields(one)]
    return all(a.tobytes() == b.tobytes() if isinstance(a, np.ndarray) else a == b for a, b in pairs)


def ends(outcome: Outcome, on: str = "gongzhonghao") -> Floats:
    return outcome.followers(on)[:, -1]


# --------------------------------------------------------------------------------------------------------- the same
def busy(**changed: Any) -> tuple[Post, ...]:
    made = [
        post(f"{on}/{day}", on, day, **(changed if (on, day) == ("douyin", 2) else {}))
        for day in (2, 6, 10)
        for on in platform_slugs()
    ]
    return tuple(made)


def test_the_same_seed_gives_the_same_outcome_and_another_another() -> None:
    here = setting(*platform_slugs(), days=14)
    first, again, other = (run(here, Worlds(seed, 20), posts=busy()) for seed in (b"a", b"a", b"b"))
    assert all(same(first.posts[id], again.posts[id]) for id in first.posts)
    for name, figures in first.kpis().items():
        assert figures.tobytes() == again.kpis()[name].tobytes()
    assert not np.array_equal(first.kpis()["reads"], other.kpis()["reads"])


def test_a_world_is_the_same_however_many_there_are() -> None:
    here = setting(accounts={"gongzhonghao": 2_000, "douyin": 50_000}, days=20, members={"active": 20_000})
    parts: dict[str, Any] = {
        "posts": (*posts("gongzhonghao", (2, 6)), *posts("douyin", (3, 7))),
        "lives": (live(),),
        "referrals": (referral(day=10),),
        "exchanges": (exchange(),),
        "paid": (paid(goal="follow"), paid(id="lift", tool="dou_plus", platform="douyin", post="douyin/3", day=3)),
    }
    few, many = (run(here, Worlds(b"rows", count), **parts) for count in (5, 60))
    for name, figures in few.kpis().items():
        assert np.array_equal(figures, many.kpis()[name][:5]), name


def test_changing_a_post_leaves_the_posts_elsewhere_as_they_were() -> None:
    here = setting(*platform_slugs(), days=14)
    before, after = (run(here, posts=made, team=STAFF) for made in (busy(), busy(hook=1.0, topic="meetings", hour=8)))
    assert not same(before.posts["douyin/2"], after.posts["douyin/2"])
    assert all(same(before.posts[id], after.posts[id]) for id in before.posts if not id.startswith("douyin"))


# -------------------------------------------------------------------------------------------------------- followers
@cache
def full() -> Outcome:
    return run(
        setting("gongzhonghao", "douyin", days=30, members={"new": 500, "active": 500}),
        posts=(*posts("gongzhonghao", range(0, 30, 2)), *posts("douyin", range(1, 30, 3))),
        lives=(live(),),
        exchanges=(exchange(),),
        referrals=(referral(day=20),),
    )


def test_followers_are_those_at_the_start_and_who_came_less_who_left() -> None:
    outcome = full()
    for on, account in outcome.accounts.items():
        assert np.array_equal(outcome.followers(on), 50_000 + np.cumsum(account.gained - account.lost, axis=1))
        assert np.array_equal(account.now, outcome.followers(on)[:, -1])
        for moved in (account.gained, account.lost):
            assert np.array_equal(moved, np.floor(moved))
            assert moved.min() >= 0
        assert account.mix.sum(axis=1) == pytest.approx(1)


def test_those_who_came_are_those_whom_something_brought_up_to_those_who_come_after_the_end() -> None:
    outcome = full()
    brought = {on: np.zeros(WORLDS.count) for on in outcome.accounts}
    for one in outcome.posts.values():
        brought[one.platform] += one.new_followers
    brought["douyin"] += outcome.lives["live"].new_followers
    brought["gongzhonghao"] += outcome.exchanges["swap"].new_followers
    brought["gongzhonghao"] += outcome.referrals["camp"].new_followers[:, :10].sum(axis=1)
    for on, account in outcome.accounts.items():
        came = account.gained.sum(axis=1)
        assert np.all(came <= brought[on] + 1)
        assert came.sum() > 0.85 * brought[on].sum()


def test_one_early_post_has_brought_all_whom_it_brings() -> None:
    outcome = run(setting(days=120), posts=(post(day=0),))
    missing = outcome.posts["p"].new_followers - outcome.accounts["gongzhonghao"].gained.sum(axis=1)
    assert np.all(np.abs(missing) <= 1)
    reads = outcome.accounts["gongzhonghao"].reads.sum(axis=1)
    assert reads == pytest.approx(outcome.posts["p"].reads, rel=0.01)


def test_who_comes_comes_on_the_day_of_publication_or_later() -> None:
    account = run(posts=(post(day=10),)).accounts["gongzhonghao"]
    assert not account.gained[:, :10].any()
    assert not account.reads[:, :10].any()
    reads = account.reads.mean(axis=0)
    assert reads[11] > reads[12] > reads[15] > 0


def test_shares_of_days_are_those_of_the_hours_left() -> None:
    shares = by_day(np.array([9.0, 1e9]), hour=20, days=400)
    assert shares[0, 0] == pytest.approx(1 - np.exp(-4 / 9))
    assert shares[0].sum() == pytest.approx(1)
    assert shares[1].sum() < 0.001  # what comes after the end is left out
    assert by_day(np.array([9.0]), hour=0, days=1)[0, 0] == pytest.approx(1 - np.exp(-24 / 9))


# ------------------------------------------------------------------------------------------- weariness, topics, heat
def test_more_than_followers_bear_is_read_less_and_drives_them_away() -> None:
    rare, often = (run(posts=posts("gongzhonghao", days)) for days in (range(0, 16, 3), range(16)))
    last = "gongzhonghao/15"
    assert often.posts[last].unfollows.mean() > 2 * rare.posts[last].unfollows.mean()
    messages = [(one.posts[last].source("message") / one.posts[last].followers).mean() for one in (often, rare)]
    assert messages[0] < 0.95 * messages[1]
    assert often.accounts["gongzhonghao"].lost.sum() > 4 * rare.accounts["gongzhonghao"].lost.sum()


def test_a_swap_weighs_on_followers_like_posts() -> None:
    days = (4, 5, 6, 7)
    alone = run(posts=posts("gongzhonghao", days))
    listed = run(posts=posts("gongzhonghao", days), exchanges=(exchange(day=6, legitimacy="list"),))
    for day, weary in ((5, False), (7, True)):
        counted = [one.posts[f"gongzhonghao/{day}"].unfollows.sum() for one in (alone, listed)]
        assert (counted[1] > counted[0]) == weary


def test_a_topic_wears_out_and_another_does_not() -> None:
    first = post("first", "douyin", 2, topic="meetings")
    again, fresh = (
        run(setting("douyin"), posts=(first, post("next", "douyin", 4, topic=topic))).posts["next"]
        for topic in ("meetings", "reporting_up")
    )
    once = run(setting("douyin"), posts=(post("next", "douyin", 4, topic="meetings"),)).posts["next"]
    later = run(setting("douyin", days=200), posts=(first, post("next", "douyin", 190, topic="meetings")))
    assert again.source("recommended").mean() < 0.9 * once.source("recommended").mean()
    assert fresh.source("recommended").mean() > again.source("recommended").mean()
    assert later.posts["next"].source("recommended").mean() > 0.95 * once.source("recommended").mean()


def test_a_piece_carried_over_as_it_stands_is_shown_to_fewer() -> None:
    there = post("there", "douyin", 2)
    both = setting("douyin", "shipinhao")
    adapted, twin = (
        run(both, posts=(there, post("here", "shipinhao", 4, twin=of))).posts["here"] for of in ("", "there")
    )
    assert twin.source("recommended").mean() < 0.85 * adapted.source("recommended").mean()


def test_a_festival_helps_the_niche_whose_it_is() -> None:
    def reads(niche: str, topic: str, start: date) -> float:
        here = setting("weibo", start=start, niche=niche, days=5)
        return float(run(here, posts=(post("p", "weibo", niche=niche, topic=topic),)).posts["p"].reads.mean())

    sale, quiet = date(2026, 6, 8), date(2026, 4, 13)
    assert reads("beauty", "shopping_list", sale) > 1.3 * reads("beauty", "shopping_list", quiet)
    assert reads("workplace", "meetings", sale) < 1.3 * reads("workplace", "meetings", quiet)


# ------------------------------------------------------------------------------------------------------------ rules
@pytest.mark.parametrize("on", ["xiaohongshu", "douyin"])
def test_leading_users_off_the_platform_is_a_breach(on: str) -> None:
    led, silent = (
        run(setting(on), posts=posts(on, range(0, 15, 2), call=call, topic="meetings")) for call in ("add", "none")
    )
    assert led.enforcement.found.mean() > 0.2 > 0.05 > silent.enforcement.found.mean()
    rules = {event["rule"] for world in range(20) for event in led.enforcement.events(world)}
    assert "off_platform_leading" in rules
    last = f"{on}/14"
    assert led.posts[last].reach.mean() < 0.7 * silent.posts[last].reach.mean()
    assert led.posts[last].reads.mean() < 0.8 * silent.posts[last].reads.mean()


def test_asking_for_an_add_is_none_on_weibo_and_brings_members() -> None:
    outcome = run(setting("weibo"), posts=posts("weibo", range(0, 15, 3), call="add"))
    assert outcome.enforcement.found.mean() < 0.05
    assert outcome.kpis()["members"].mean() > 0


def test_where_posting_is_banned_nothing_goes_out() -> None:
    made = posts("douyin", (0, 1, 2, 11), breaches=("bought_engagement",))
    push = paid(tool="dou_plus", platform="douyin", post="douyin/11", day=11)
    outcome = run(setting("douyin"), posts=made, paid=(push,))
    banned = outcome.enforcement.account_reach("douyin", 11) == 0
    assert 0.2 < banned.mean() < 1
    last = outcome.posts["douyin/11"]
    assert not last.reads[banned].any()
    assert not last.unfollows[banned].any()
    assert not outcome.paid["push"].cost_yuan[banned].any()
    assert (last.reads[~banned] > 0).all()


def test_fines_are_among_the_costs() -> None:
    outcome = run(posts=posts("gongzhonghao", (1, 5, 9), breaches=("absolute_terms",)))
    assert outcome.enforcement.fines.mean() > 0
    assert np.array_equal(outcome.cost_yuan, outcome.enforcement.fines)


def test_an_appeal_with_evidence_wins_some_reach_back_where_the_platform_erred() -> None:
    wrong = Worlds(b"play", 200, changed={("enforcement", "false_alarm"): 1.0})
    plain, appealed = (
        run(setting("xiaohongshu"), wrong, posts=(post("p", "xiaohongshu"),), appeals=appeals)
        for appeals in ((), (Appeal(post="p", evidence=1.0),))
    )
    assert appealed.posts["p"].reach.mean() > plain.posts["p"].reach.mean() + 0.05


# ------------------------------------------------------------------------------------------------------- paid reach
def paid(**more: Any) -> PaidReach:
    row = {"id": "push", "tool": "feed_ads", "platform": "gongzhonghao", "day": 2, "days": 4, "budget_yuan": 4000}
    return PaidReach.model_validate(row | more)


def test_a_paid_push_adds_reads_and_costs_its_budget() -> None:
    alone = run(setting("douyin"), posts=(post("p", "douyin"),))
    pushed = run(
        setting("douyin"), posts=(post("p", "douyin"),), paid=(paid(tool="dou_plus", platform="douyin", post="p"),)
    )
    bought = pushed.posts["p"].source(PAID)
    assert bought.mean() > 50_000
    assert np.array_equal(
        pushed.posts["p"].reads_from[:, :3], alone.posts["p"].reads_from[:, :3]
    )  # what is unpaid stays as it was
    assert pushed.posts["p"].new_followers.mean() > alone.posts["p"].new_followers.mean()
    assert pushed.cost_yuan == pytest.approx(4000, rel=0.01)
    assert not alone.cost_yuan.any()


def test_bought_readers_come_over_the_days_of_the_campaign() -> None:
    reads = run(setting("douyin"), paid=(paid(platform="douyin", day=5, days=10),)).accounts["douyin"].reads
    assert not reads[:, :5].any()
    each = reads[:, 5:15].mean(axis=0)
    assert each.max() < 1.2 * each.min()
    assert reads[:, 15:].sum() < 0.05 * reads.sum()  # shared on, no more


def test_a_later_push_brings_readers_later() -> None:
    made = (post("p", "douyin", 2),)
    reads = [
        run(setting("douyin"), posts=made, paid=(paid(tool="dou_plus", platform="douyin", post="p", day=day),))
        .accounts["douyin"]
        .reads.mean(axis=0)
        for day in (2, 12)
    ]
    assert reads[0][2:6].sum() > 2 * reads[1][2:6].sum()
    assert reads[1][12:16].sum() > 5 * reads[0][12:16].sum()
    assert reads[0].sum() == pytest.approx(reads[1].sum(), rel=0.01)


def test_several_campaigns_for_one_post_add_up() -> None:
    made = (post("p", "xiaohongshu"),)
    one = paid(tool="shutiao", platform="xiaohongshu", post="p")
    other = one.model_copy(update={"id": "more", "day": 10})
    single, double = (run(setting("xiaohongshu"), posts=made, paid=campaigns) for campaigns in ((one,), (one, other)))
    assert double.posts["p"].source(PAID).mean() == pytest.approx(2 * single.posts["p"].source(PAID).mean(), rel=0.1)
    assert double.cost_yuan == pytest.approx(2 * single.cost_yuan.mean(), rel=0.02)


def test_an_advertisement_is_seen_by_strangers_and_tires_no_follower() -> None:
    quiet = run()
    outcome = run(paid=(paid(goal="follow"),))
    ad = outcome.posts["push"]
    assert np.array_equal(ad.reads, ad.source(PAID) + ad.source("moments"))
    assert not ad.unfollows.any()
    assert ad.new_followers.mean() > 50
    lost = [one.accounts["gongzhonghao"].lost.sum(axis=1).mean() for one in (quiet, outcome)]
    assert lost[1] == pytest.approx(lost[0], abs=2)


@pytest.mark.parametrize("on", ["gongzhonghao", "douyin"])
def test_each_goal_buys_what_it_is_for(on: str) -> None:
    goals = ("reach", "follow", "lead", "sale")
    found = {
        goal: run(setting(on), paid=(paid(platform=on, goal=goal),), products=(course(),)).posts["push"]
        for goal in goals
    }
    per_read = {goal: one.new_followers.sum() / one.reads.sum() for goal, one in found.items()}
    assert per_read["follow"] > 3 * max(per_read[goal] for goal in goals if goal != "follow")
    assert found["reach"].reads.mean() > 1.2 * max(found[goal].reads.mean() for goal in goals[1:])
    acted = {goal: one.actions.sum() / one.finishers.sum() for goal, one in found.items()}
    assert min(acted["lead"], acted["sale"]) > 2 * acted["reach"]


def test_narrow_targeting_is_counted_once() -> None:
    """Fit is per impression: where one clicks first, those who fit click more and then follow as others who clicked."""
    rates = []
    for targeting in (0.0, 1.0):
        ad = run(paid=(paid(targeting=targeting, goal="reach"),)).posts["push"]
        rates.append(ad.new_followers.sum() / ad.reads.sum())
    assert rates[1] == pytest.approx(rates[0], rel=0.2)


# -------------------------------------------------------------------------------------- KOL, exchange, referral, live
def kol_post(**more: Any) -> KolPost:
    return KolPost.model_validate({"id": "hired", "kol": "kol", "day": 3, "hour": 20} | more)


def with_kol(*platforms: str, **more: Any) -> Setting:
    row = {"id": "kol", "platform": "xiaohongshu", "followers": 300_000, "price_yuan": 9000}
    kol = Kol.model_validate(row | {"fit": 0.8, "fake_share": 0.05, "interaction_rate": 0.05})
    return setting(*platforms, kols=(kol,), **more)


def test_a_kol_brings_followers_where_we_are_buyers_to_the_shop_and_a_bill() -> None:
    here = with_kol("xiaohongshu")
    quiet, hired = (
        run(here, products=(course(),), kol_posts=planned) for planned in ((), (kol_post(product="course"),))
    )
    assert np.array_equal(hired.accounts["xiaohongshu"].gained[:, 3], hired.kols["hired"].new_followers)
    assert hired.kols["hired"].new_followers.mean() > 20
    assert hired.shop is not None
    assert hired.shop.outcome.visits[:, 3, 0] == pytest.approx(hired.kols["hired"].clicks, abs=1)
    assert hired.revenue_yuan.mean() > quiet.revenue_yuan.mean()
    assert hired.cost_yuan.mean() > 9000
    elsewhere = run(with_kol("weibo"), kol_posts=(kol_post(),))
    assert not elsewhere.accounts["weibo"].gained.any()


def test_seeding_without_the_label_is_found_out_and_fined() -> None:
    here = with_kol("xiaohongshu")
    labelled, hidden = (
        run(here, products=(course(),), kol_posts=(kol_post(product="course", ad_label=label),))
        for label in (True, False)
    )
    assert hidden.enforcement.found.mean() > 0.15 > labelled.enforcement.found.mean()
    assert hidden.enforcement.fines.mean() > 0
    assert hidden.kols["hired"].clicks.mean() < labelled.kols["hired"].clicks.mean()
    abroad = run(with_kol("weibo"), products=(course(),), kol_posts=(kol_post(product="course", ad_label=False),))
    assert abroad.enforcement.fines.mean() > 0


def exchange(**more: Any) -> Exchange:
    row = {"id": "swap", "day": 5, "partner_followers": 80_000, "overlap": 0.1, "fit": 0.8, "introduction": 0.8}
    return Exchange.model_validate(row | {"legitimacy": "co_created"} | more)


def test_a_swap_brings_followers_and_costs_some() -> None:
    quiet, swapped = run(), run(exchanges=(exchange(),))
    assert np.array_equal(swapped.accounts["gongzhonghao"].gained[:, 5], swapped.exchanges["swap"].new_followers)
    assert 50 < swapped.exchanges["swap"].new_followers.mean() < 600
    lost = [one.accounts["gongzhonghao"].lost.sum(axis=1).mean() for one in (quiet, swapped)]
    assert lost[1] - lost[0] == pytest.approx(swapped.exchanges["swap"].lost_followers.mean(), abs=2)


def referral(**more: Any) -> Referral:
    row = {"id": "camp", "day": 2, "days": 10, "reward": "completion", "reward_value_yuan": 30, "poster": 0.8}
    return Referral.model_validate(row | {"seeds_from": ("followers", "private_domain"), "showcase": True} | more)


def test_a_referral_brings_followers_and_members_day_by_day_and_rewards_are_paid() -> None:
    here = setting(members={"active": 3000})
    quiet, asked = run(here), run(here, referrals=(referral(),))
    outcome, account = asked.referrals["camp"], asked.accounts["gongzhonghao"]
    assert np.array_equal(account.gained[:, 2:12], outcome.new_followers)
    assert (account.gained[:, 3:10].mean(axis=0) > 10).all()
    assert asked.kpis()["members"].mean() > quiet.kpis()["members"].mean() + 50
    assert asked.cost_yuan == pytest.approx(outcome.cost_yuan)
    assert outcome.cost_yuan.mean() > 1000


def test_those_who_came_for_the_reward_leave_within_the_month() -> None:
    here = setting(days=45, members={"active": 3000})
    quiet, asked = run(here), run(here, referrals=(referral(reward="lottery", reward_value_yuan=100),))
    outcome = asked.referrals["camp"]
    left = (asked.accounts["gongzhonghao"].lost - quiet.accounts["gongzhonghao"].lost).mean(axis=0)
    came = outcome.new_followers.sum(axis=1)
    assert left.sum() == pytest.approx((came * (1 - outcome.quality)).mean(), rel=0.05)
    assert left.max() < 0.1 * left.sum()  # not all on one day
    assert left[:10].sum() > 0.05 * left.sum()  # nor after the last day that is counted


def test_a_paid_for_invitation_is_a_breach_and_costs_what_it_brings() -> None:
    tasked = run(setting(members={"active": 3000}), referrals=(referral(reward="invite", threshold=3),))
    found = tasked.enforcement.found[:, 0]
    assert 0.3 < found.mean() < 0.7
    came = tasked.referrals["camp"].new_followers.sum(axis=1)
    assert came[found].mean() < 0.6 * came[~found].mean()


def live(**more: Any) -> LiveSession:
    row = {"id": "live", "platform": "douyin", "day": 4, "hour": 20, "minute": 0, "minutes": 40, "host": 0.6}
    goods = (Goods(id="book", price_yuan=49, cost_yuan=20, appeal=0.7, stock=10_000, role="profit"),)
    sheet = (Segment(minutes=40, kind="product", product="book", energy=0.6),)
    return LiveSession.model_validate(row | {"segments": sheet, "goods": goods, "service_hands": 1} | more)


def test_a_live_session_brings_followers_money_and_costs() -> None:
    outcome = run(setting("douyin"), lives=(live(paid_yuan=1000),))
    session = outcome.lives["live"]
    assert np.array_equal(outcome.accounts["douyin"].gained[:, 4], session.new_followers)
    assert session.new_followers.mean() > 5
    assert outcome.revenue_yuan == pytest.approx(session.gmv - session.refunded_yuan)
    assert outcome.revenue_yuan - outcome.cost_yuan == pytest.approx(session.profit_yuan)
    assert (outcome.cost_yuan > 1000).all()


def test_a_live_session_starts_from_ordinary_interest() -> None:
    """Followers do not adore what is sold because nothing bad has been said."""
    session = live(day=0)
    outcome = run(setting("douyin"), lives=(session,)).lives["live"]
    assert np.array_equal(outcome.gmv, hold(session, np.full(WORLDS.count, 50_000.0), 0.5, WORLDS).gmv)


def test_what_is_bought_live_is_complained_about_later() -> None:
    goods = (Goods(id="book", price_yuan=19, cost_yuan=9, appeal=1.0, stock=10_000, role="profit"),)
    outcome = run(setting("douyin"), lives=(live(goods=goods, paid_yuan=20_000),))
    complaints = outcome.service.arrived[:, :, 0].mean(axis=0)
    bought = outcome.lives["live"].orders.sum(axis=(1, 2)).mean()
    assert 0.015 * bought > 0.3
    assert complaints[7] == pytest.approx(0.015 * bought, rel=0.3)


# ------------------------------------------------------------------------------------------ private domain and shop
def test_adds_become_members_and_none_is_lost_to_rounding() -> None:
    """A few adds a day are whole people in the end."""
    here = setting("weibo", days=120)
    outcome = run(here, posts=(post("p", "weibo", 0, call="add"),))
    came = outcome.private.members[:, -1].sum(axis=1) + outcome.private.left.sum(axis=(1, 2))
    assert came == pytest.approx(outcome.posts["p"].actions, abs=2)
    assert outcome.posts["p"].actions.mean() > 5


def test_a_broadcast_sells_to_members_and_buyers_become_paying() -> None:
    here = setting(members={"active": 5000})
    send = Broadcast(id="send", day=3, hour=20, tiers=("active",), value=0.8, offer="course")
    outcome = run(here, broadcasts=(send,), products=(course(),))
    assert outcome.shop is not None
    sold = outcome.shop.outcome
    assert sold.visits[:, 3, 0] == pytest.approx(outcome.private.clicked[:, 0], abs=1)
    assert sold.orders[:, 3].sum() > 0
    assert not sold.orders[:, :3].any()
    assert np.array_equal(outcome.private.promoted[:, 4, 1], sold.new_customers[:, 3, 0])
    assert outcome.kpis()["members"].mean() == pytest.approx(5000, rel=0.2)


def test_a_call_to_buy_leads_to_the_shop_and_money_is_added_up() -> None:
    made = (post("p", call="buy", product="course", advertising=0.3),)
    outcome = run(posts=made, products=(course(refund_days=7),))
    assert outcome.shop is not None
    sold = outcome.shop.outcome
    assert sold.visits.sum() == pytest.approx(outcome.posts["p"].actions.sum(), rel=0.05)
    assert sold.revenue_yuan.sum() == pytest.approx(9.9 * sold.orders.sum())
    assert sold.refunded_yuan.sum() == pytest.approx(9.9 * sold.refunds.sum())
    assert 0 < sold.refunds.sum() < 0.2 * sold.orders.sum()
    assert outcome.revenue_yuan == pytest.approx((sold.revenue_yuan - sold.refunded_yuan).sum(axis=1))
    assert outcome.cost_yuan == pytest.approx(sold.orders.sum(axis=(1, 2)) * 2.0)


def test_followers_buy_sooner_than_those_who_saw_an_advertisement() -> None:
    made = (post("p", call="buy", product="course"),)
    warm = run(posts=made, products=(course(),))
    cold = run(paid=(paid(goal="sale", budget_yuan=50_000),), products=(course(),))
    shares = []
    for outcome in (warm, cold):
        assert outcome.shop is not None
        shares.append(outcome.shop.outcome.orders.sum() / outcome.shop.outcome.visits.sum())
    assert shares[1] < 0.75 * shares[0]


# ---------------------------------------------------------------------------------------------- service and opinion
def test_orders_bring_complaints_later_and_unanswered_ones_go_public() -> None:
    made = posts("gongzhonghao", range(0, 12, 2), call="buy", product="course")
    parts: dict[str, Any] = {"posts": made, "products": (course(appeal=1.0, kind="lead_magnet", price_yuan=0),)}
    alone, staffed = (run(team=team, **parts) for team in (ServiceTeam(), STAFF))
    assert alone.shop is not None
    orders = alone.shop.outcome.orders.sum(axis=(1, 2))
    complaints = alone.service.arrived[:, :, 0].sum(axis=1)
    assert complaints.mean() == pytest.approx(0.015 * orders.mean(), rel=0.5)  # and some out of comments
    assert complaints.mean() > 0.5
    assert alone.service.escalated.sum() > 5 * staffed.service.escalated.sum()
    assert alone.kpis()["trust"].mean() < staffed.kpis()["trust"].mean()


def test_a_small_account_is_written_to_now_and_then() -> None:
    here = setting(accounts={"gongzhonghao": 300}, days=60)
    messages = run(here).service.arrived[:, :, 1].sum(axis=1)
    rate = WORLDS.values("desk")["messages_per_follower"]
    assert 0 < messages.mean() < rate * 300 * 60
    assert messages.mean() > 0.3 * rate * 300 * 60


CRISIS = Incident(id="mould", day=5, hour=10, kind="product", true=True, severity=0.9, first_posts=60)


def test_a_crisis_costs_trust_and_trust_followers() -> None:
    made = posts("douyin", range(0, 15, 3))
    quiet = run(setting("douyin"), posts=made, team=STAFF)
    denied, solved = (
        run(setting("douyin", incidents=(CRISIS,)), posts=made, team=STAFF, responses=(response,))
        for response in (
            Response(incident="mould", after_hours=30, kind="deny"),
            Response(incident="mould", after_hours=1, kind="apologise", solves=True, with_pr=True),
        )
    )
    trust = [one.opinion.trust[:, 8].mean() for one in (denied, solved, quiet)]
    assert trust[0] < trust[1] < trust[2]
    followed = [one.posts["douyin/9"].new_followers.sum() for one in (denied, solved, quiet)]
    assert followed[0] < followed[1] < followed[2]
    assert np.array_equal(denied.posts["douyin/3"].new_followers, quiet.posts["douyin/3"].new_followers)
    assert denied.kpis()["negative_share"].mean() > quiet.kpis()["negative_share"].mean()


def test_lost_trust_costs_campaigns_and_live_sessions_too() -> None:
    here = setting("gongzhonghao", "douyin", incidents=(CRISIS,))
    calm = setting("gongzhonghao", "douyin")
    late: dict[str, Any] = {
        "lives": (live(day=9),),
        "exchanges": (exchange(day=9),),
        "referrals": (referral(day=9),),
    }
    hurt, well = (run(where, team=STAFF, **late) for where in (here, calm))
    assert hurt.lives["live"].new_followers.sum() < well.lives["live"].new_followers.sum()
    assert hurt.exchanges["swap"].new_followers.sum() < well.exchanges["swap"].new_followers.sum()
    assert hurt.referrals["camp"].new_followers.sum() < well.referrals["camp"].new_followers.sum()


# ------------------------------------------------------------------------------------------------------------ edges
def test_an_empty_plan_runs_and_little_happens() -> None:
    outcome = run(setting(*platform_slugs()))
    kpis = outcome.kpis()
    assert not any(kpis[name].any() for name in ("reads", "interactions", "members", "revenue_yuan", "cost_yuan"))
    assert np.all(kpis["net_followers"] <= 0)
    assert np.all(kpis["net_followers"] > -0.01 * 50_000 * 6)
    assert kpis["trust"].min() > 0.9
    assert (kpis["brand_searches"] > 0).all()


@pytest.mark.parametrize("on", platform_slugs())
def test_one_platform_alone_runs(on: str) -> None:
    outcome = run(setting(on, days=5), posts=(post("p", on, 0), post("q", on, 4, hour=23)))
    assert (outcome.kpis()["reads"] > 0).all()
    assert list(outcome.accounts) == [on]
    tiny = run(setting(on, accounts={on: 0}, days=2), posts=(post("p", on, 0),))
    assert np.array_equal(tiny.followers(on)[:, -1], tiny.accounts[on].now)


def test_a_plan_can_be_played_step_by_step() -> None:
    plan = Plan(posts=posts("gongzhonghao", (0, 5)))
    stepped = Run(plan, setting(days=8), WORLDS)
    for day in range(8):
        stepped.step(day)
    assert np.array_equal(
        stepped.outcome().kpis()["followers"], play(plan, setting(days=8), WORLDS).kpis()["followers"]
    )


def test_what_does_not_fit_together_is_refused() -> None:
    with pytest.raises(Mendable, match=r"posts\.p\.platform.*weibo.*gongzhonghao"):
        run(posts=(post("p", "weibo"),))
    with pytest.raises(Mendable, match=r"posts\.p.*16"):
        run(posts=(post("p", day=16),))
    with pytest.raises(Mendable, match=r"exchanges\.swap.*gongzhonghao.*douyin"):
        run(setting("douyin"), exchanges=(exchange(),))
    with pytest.raises(Mendable, match=r"lives\.live\.platform.*douyin"):
        run(lives=(live(),))
