"""Bought, borrowed and asked-for reach: practitioners' sizes, falling returns, fakes that can be found, breaches."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike
from pydantic import ValidationError

from simulations.world.draws import Floats, Worlds
from simulations.world.promotion import (
    Exchange,
    Kol,
    KolOutcome,
    KolPost,
    PaidOutcome,
    PaidReach,
    Referral,
    ReferralOutcome,
    draw_kols,
    hire,
    run_exchange,
    run_referral,
    signals,
    spend,
)

WORLDS = Worlds(b"promotion", 1000)
SHORT_VIDEO_FOLLOW = 0.00107  # KuaiRand: follows per impression
DOU_PLUS = PaidReach(id="paid", tool="dou_plus", platform="douyin", day=0, days=90, budget_yuan=0, post="hit")
HONEST = Kol(
    id="kol", platform="xiaohongshu", followers=100_000, price_yuan=4200, fit=0.7, fake_share=0, interaction_rate=0.04
)
HIRED = KolPost(id="hired", kol="kol", day=3, hour=20, product="course")
CAMP = Referral(
    id="camp",
    day=0,
    days=14,
    reward="completion",
    reward_value_yuan=30,
    deposit_yuan=20,
    showcase=True,
    poster=0.8,
    seeds_from=("private_domain",),
)
INTRODUCED = Exchange(
    id="swap", day=5, partner_followers=80_000, overlap=0.1, fit=0.8, introduction=0.7, legitimacy="co_created"
)


def paid(audience: float = 2e7, worlds: Worlds = WORLDS, **changes: Any) -> PaidOutcome:
    return spend(PaidReach.model_validate(DOU_PLUS.model_dump() | changes), audience, worlds)


def hired(kol: dict[str, Any] | None = None, **changes: Any) -> KolOutcome:
    return hire(HIRED.model_copy(update=changes), HONEST.model_copy(update=kol or {}), WORLDS)


def campaign(seeds: float = 5000, reachable: float = 200_000, **changes: Any) -> ReferralOutcome:
    referral = Referral.model_validate(CAMP.model_dump() | changes)
    return run_referral(referral, np.full(WORLDS.count, seeds), reachable, WORLDS)


def ranks(figures: ArrayLike) -> Floats:
    return np.argsort(np.argsort(figures, axis=0), axis=0).astype(float)


def rank_correlation(one: ArrayLike, other: ArrayLike) -> float:
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def followers(outcome: PaidOutcome) -> Floats:
    return outcome.impressions * SHORT_VIDEO_FOLLOW * outcome.follow


# ----------------------------------------------------------------------------------------------------------- paid reach
def test_a_hundred_yuan_of_dou_plus_buy_about_5000_plays() -> None:
    assert np.median(paid(budget_yuan=100, days=1).shown) == pytest.approx(5000, rel=0.1)


@pytest.mark.parametrize("targeting", [0.0, 0.3])
def test_thirty_thousand_followers_by_dou_plus_alone_cost_what_the_sources_say(targeting: float) -> None:
    budgets = np.geomspace(2e4, 2e6, 25)
    won = np.array([followers(paid(budget_yuan=b, goal="follow", targeting=targeting)) for b in budgets])
    cost = budgets[np.argmax(won >= 30_000, axis=0)]
    assert np.mean((cost >= 50_000) & (cost <= 600_000)) > 0.9
    assert 100_000 < np.median(cost) < 300_000


def test_the_follow_goal_wins_more_followers_than_plain_reach() -> None:
    assert np.mean(followers(paid(budget_yuan=1e5, goal="follow")) > 3 * followers(paid(budget_yuan=1e5))) == 1


def test_returns_fall_with_the_budget_and_end_with_the_audience() -> None:
    small, double = paid(audience=1e6, budget_yuan=2e4), paid(audience=1e6, budget_yuan=4e4)
    assert np.all(double.impressions > small.impressions)
    assert np.all(double.impressions < 1.8 * small.impressions)
    exhausted = paid(audience=1e4, budget_yuan=1e6)
    assert np.all(exhausted.impressions < 2 * 1e4)
    assert np.all(exhausted.cost_yuan < 1e5)  # what cannot be placed is paid back


def test_a_larger_daily_budget_bids_against_itself() -> None:
    slow, fast = paid(budget_yuan=5e4, days=90), paid(budget_yuan=5e4, days=1)
    assert np.all(fast.cost_yuan / fast.shown > 1.5 * slow.cost_yuan / slow.shown)


def test_narrow_targeting_buys_orders_and_broad_targeting_buys_numbers() -> None:
    broad, narrow = (paid(budget_yuan=1e4, goal="sale", targeting=t) for t in (0.0, 1.0))
    price = [o.cost_yuan / o.shown * 1000 for o in (broad, narrow)]
    assert 50 <= np.median(price[1]) / 1.8 <= 100  # of which the goal's surcharge is x1.8
    assert np.all(narrow.impressions * narrow.click * narrow.action > broad.impressions * broad.click * broad.action)
    assert np.all(followers(narrow) < followers(broad))


def test_money_raises_organic_reach_by_little_and_only_that_of_a_post() -> None:
    lifted = paid(budget_yuan=1e4)
    assert np.all(lifted.organic_impressions > 0)
    assert np.all(lifted.organic_impressions <= 0.15 * lifted.impressions)
    assert not paid(tool="feed_ads", post=None, budget_yuan=1e4).organic_impressions.any()


def test_no_money_buys_nothing() -> None:
    nothing = paid(budget_yuan=0)
    assert not nothing.impressions.any()
    assert not nothing.cost_yuan.any()


@pytest.mark.parametrize(
    "changes",
    [{"platform": "xiaohongshu"}, {"post": None}, {"days": 0}, {"budget_yuan": -1}, {"targeting": 1.1}, {"luck": 1}],
)
def test_a_campaign_that_cannot_be_booked_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        paid(**changes)


def test_somebody_must_be_reachable() -> None:
    with pytest.raises(ValueError, match="audience_people"):
        paid(audience=0)


# ----------------------------------------------------------------------------------------------------------------- KOLs
def test_a_kols_luck_is_heavy_tailed() -> None:
    impressions = hired().impressions
    assert 0.02 <= np.mean(impressions >= 10 * np.median(impressions)) <= 0.07


def test_fake_followers_fill_the_report_but_bring_nobody() -> None:
    honest, fake = hired(), hired({"fake_share": 0.5, "interaction_rate": 0.06})
    assert np.median(fake.interactions) > 0.8 * np.median(honest.interactions)
    for figure in ("clicks", "new_followers", "actions"):
        assert np.median(getattr(fake, figure)) < 0.65 * np.median(getattr(honest, figure))
    assert fake.cost_yuan == honest.cost_yuan


@pytest.mark.parametrize("better", [({"fit": 0.9}, {}), ({}, {"brief_freedom": 0.9}), ({"style": "review"}, {})])
def test_fit_and_an_own_voice_bring_people(better: tuple[dict[str, Any], dict[str, Any]]) -> None:
    kol, post = better
    base = hired({"style": "story"}, brief_freedom=0.2)
    improved = hired({"style": "story"} | kol, **({"brief_freedom": 0.2} | post))
    assert np.mean(improved.new_followers >= base.new_followers) > 0.95
    assert improved.new_followers.mean() > 1.1 * base.new_followers.mean()


def test_a_product_link_without_the_ad_label_is_a_breach_and_no_product_sells_nothing() -> None:
    assert hired(ad_label=False).breach == "missing_ad_label"
    assert hired().breach is None
    unlinked = hired(ad_label=False, product=None)
    assert unlinked.breach is None
    assert not unlinked.actions.any()


def test_the_market_prices_followers_not_quality() -> None:
    market = draw_kols(b"market", "xiaohongshu", 0.5, 300)
    per_follower = [kol.price_yuan / kol.followers for kol in market]
    assert 25 <= np.median(per_follower) / 1.5 * 1000 <= 32  # 1.5 exposures a follower
    for quality in ("fake_share", "fit", "interaction_rate"):
        assert abs(rank_correlation(per_follower, [getattr(kol, quality) for kol in market])) < 0.2
    assert draw_kols(b"market", "xiaohongshu", 0.5, 5) == market[:5]
    assert draw_kols(b"other", "xiaohongshu", 0.5, 5) != market[:5]


def test_fakes_can_be_found_out_by_several_signals_together_but_not_by_one() -> None:
    market = draw_kols(b"market", "xiaohongshu", 0.5, 300)
    seen = [signals(kol) for kol in market]
    marks = np.array(
        [(-s.comments_per_like, -s.reads_per_follower, s.templated_comments, s.follower_jumps) for s in seen]
    )
    fake = [kol.fake_share for kol in market]
    alone = [rank_correlation(mark, fake) for mark in marks.T]
    together = rank_correlation(ranks(marks).sum(axis=1), fake)
    assert all(0.2 < found < 0.85 for found in alone)
    assert together > 0.75
    assert signals(market[0]) == seen[0]


def test_the_post_must_name_the_kol_hired() -> None:
    with pytest.raises(ValueError, match="somebody"):
        hired(kol={"id": "somebody"})


# ------------------------------------------------------------------------------------------------------------- referral
def test_a_good_compliant_campaign_from_5000_brings_some_thousands() -> None:
    good = campaign()
    new = good.new_followers.sum(axis=1)
    assert 1000 <= np.median(new) <= 4000
    assert np.mean((new > 300) & (new < 8000)) > 0.9
    assert good.breach is None
    assert good.participants.shape == good.wecom_adds.shape == (WORLDS.count, 14)
    careless = campaign(reward="none", deposit_yuan=0, showcase=False, poster=0.2)
    assert np.mean(careless.new_followers.sum(axis=1) < 0.5 * new) > 0.9


def test_paid_invitations_grow_faster_break_the_rules_and_bring_people_who_leave() -> None:
    camp = campaign()
    task = campaign(reward="invite", threshold=3, reward_value_yuan=50, deposit_yuan=0, showcase=False)
    assert np.median(task.participants.sum(axis=1)) > 2 * np.median(camp.participants.sum(axis=1))
    assert task.breach == "induced_sharing"
    assert np.all(task.quality < camp.quality)


def test_an_invite_task_by_another_name_and_a_kept_deposit_are_breaches_too() -> None:
    assert campaign(threshold=3).breach == "induced_sharing"
    assert campaign(deposit_refundable=False).breach == "deposit_not_refundable"
    assert campaign(deposit_refundable=False, deposit_yuan=0).breach is None


def test_a_dearer_raffle_brings_more_people_of_whom_fewer_stay() -> None:
    cheap, dear = (campaign(reward="lottery", reward_value_yuan=v, deposit_yuan=0) for v in (5, 200))
    assert np.all(dear.participants.sum(axis=1) > cheap.participants.sum(axis=1))
    assert np.all(dear.quality < cheap.quality)
    added = dear.wecom_adds.sum(axis=1) / (dear.participants.sum(axis=1))
    assert np.all(added < 0.2)  # members of the private domain are there already


def test_raffle_entries_become_wecom_adds_at_the_practitioners_rate() -> None:
    raffle = campaign(reward="lottery", reward_value_yuan=50, deposit_yuan=0, seeds_from=("followers",))
    assert 0.15 <= np.median(raffle.wecom_adds.sum(axis=1) / raffle.participants.sum(axis=1)) <= 0.20


def test_a_campaign_ends_with_the_people_there_are() -> None:
    task = campaign(reachable=3000, reward="invite", threshold=3, reward_value_yuan=100, days=60)
    assert np.all(task.participants.sum(axis=1) <= 3000 + 5000)
    assert np.all(task.new_followers.sum(axis=1) <= 3000)
    assert np.median(task.new_followers.sum(axis=1)) > 1500


def test_spots_limit_the_cost_and_the_crowd() -> None:
    capped, open_to_all = campaign(spots=100), campaign()
    assert np.all(capped.cost_yuan <= 100 * 30)
    assert np.median(capped.participants.sum(axis=1)) < np.median(open_to_all.participants.sum(axis=1))


@pytest.mark.parametrize(
    "changes",
    [{"reward": "invite"}, {"seeds_from": ()}, {"spots": 0}, {"days": 61}, {"poster": 2}, {"deposit_yuan": -1}],
)
def test_a_campaign_that_makes_no_sense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        campaign(**changes)


def test_somebody_must_be_there_to_come() -> None:
    with pytest.raises(ValueError, match="reachable"):
        campaign(reachable=0)


# ------------------------------------------------------------------------------------------------------------- exchange
def test_an_exchange_with_80000_well_chosen_brings_some_hundreds() -> None:
    new = run_exchange(INTRODUCED, 50_000, WORLDS).new_followers
    assert np.mean((new >= 100) & (new <= 400)) > 0.85


def test_a_list_brings_less_costs_more_and_is_punished_more_often() -> None:
    made, listed = (
        run_exchange(INTRODUCED.model_copy(update={"legitimacy": kind}), 50_000, WORLDS)
        for kind in ("co_created", "list")
    )
    assert made.breach == listed.breach == "mutual_promotion"
    assert listed.new_followers.mean() < made.new_followers.mean()
    assert listed.lost_followers.mean() > made.lost_followers.mean()
    assert listed.fatigue > made.fatigue
    assert listed.certain > 4 * made.certain


def test_a_partner_whose_followers_know_us_or_do_not_fit_brings_little() -> None:
    base = run_exchange(INTRODUCED, 50_000, WORLDS)
    known = run_exchange(INTRODUCED.model_copy(update={"overlap": 1.0}), 50_000, WORLDS)
    stranger = run_exchange(INTRODUCED.model_copy(update={"fit": 0.1}), 50_000, WORLDS)
    assert not known.new_followers.any()
    assert np.mean(stranger.new_followers < base.new_followers) > 0.99
    assert stranger.lost_followers.mean() > base.lost_followers.mean()


# ---------------------------------------------------------------------------------------------------------------- draws
def test_changing_one_piece_leaves_the_others_and_the_days_before_as_they_were() -> None:
    two = PaidReach.model_validate(DOU_PLUS.model_dump() | {"id": "two", "budget_yuan": 500.0})
    before = spend(two, 1e6, WORLDS)
    paid(budget_yuan=9e5, targeting=1.0)
    assert np.array_equal(spend(two, 1e6, WORLDS).shown, before.shown)
    assert np.array_equal(campaign(days=7).participants, campaign(days=14).participants[:, :7])
    assert np.array_equal(
        run_exchange(INTRODUCED, 50_000, Worlds(b"promotion", 20)).new_followers,
        run_exchange(INTRODUCED, 50_000, WORLDS).new_followers[:20],
    )


def test_another_id_has_another_luck_and_a_changed_parameter_another_size() -> None:
    assert not np.array_equal(paid(id="other", budget_yuan=1e4).shown, paid(budget_yuan=1e4).shown)
    dearer = Worlds(b"promotion", 1000, changed={("promotion", "paid_dou_plus_broad"): 25.0})
    assert np.all(paid(worlds=dearer, budget_yuan=1e4).shown < paid(budget_yuan=1e4).shown)
