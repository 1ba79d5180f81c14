"""People in segments, the days that move them, and when they come back: the sums hold, the directions are right."""

from datetime import date, timedelta
from itertools import permutations

import numpy as np
import pytest

from simulations.world.audience.calendar import Event, events, heat
from simulations.world.audience.niches import appeal, niches
from simulations.world.audience.returning import LONGEST, active_share, gap_days, hazards
from simulations.world.audience.segments import clock, mix, overlap, people, price_sensitivity, segments
from simulations.world.draws import Worlds
from simulations.world.platforms import platform_slugs

WORLDS = Worlds(b"audience", 200)
BACK = (0.617, 0.165, 0.079, 0.047, 0.031)  # next active day, KuaiRand 2022
SHOPPING = date(2026, 6, 10)  # amid 618


# -------------------------------------------------------------------------------------------------------- segments
@pytest.mark.parametrize("niche", niches())
@pytest.mark.parametrize("on", platform_slugs())
def test_a_mix_is_of_shares(on: str, niche: str) -> None:
    shares = mix(on, niche)
    assert shares.sum() == pytest.approx(1)
    assert shares.min() >= 0
    assert people(on, niche).sum() > 1e6
    with pytest.raises(ValueError, match="read-only"):
        shares[0] = 1.0


def test_each_public_leans_to_those_who_are_known_for_it() -> None:
    leading = {("xiaohongshu", "beauty"): "white_collar_woman", ("bilibili", "tech"): "tech_fan"}
    leading |= {("gongzhonghao", "workplace"): "newcomer", ("douyin", "light_food"): "fitness_fan"}
    for (on, niche), slug in leading.items():
        shares = dict(zip(segments(), mix(on, niche), strict=True))
        assert shares[slug] >= sorted(shares.values())[-3]
    silver = list(segments()).index("silver")
    for niche in niches():
        assert mix("shipinhao", niche)[silver] == max(mix(on, niche)[silver] for on in platform_slugs())


@pytest.mark.parametrize("niche", niches())
def test_overlaps_are_shares_of_people_who_use_both(niche: str) -> None:
    keen = np.array([segment.interests[niche] for segment in segments().values()])
    for one, other in permutations(platform_slugs(), 2):
        assert 0 < overlap(niche, one, other) < 1
        # Whoever is met on both is so from either side: shares differ, people do not.
        from_one, from_other = (
            overlap(niche, of, also) * (people(of, niche) * keen).sum() for of, also in ((one, other), (other, one))
        )
        assert from_one == pytest.approx(from_other)
    assert overlap(niche, "weibo", "weibo") == 1


def test_nearly_everybody_can_be_met_on_douyin_and_few_on_bilibili() -> None:
    for niche in niches():
        also = {on: overlap(niche, "gongzhonghao", on) for on in platform_slugs() if on != "gongzhonghao"}
        assert max(also, key=lambda slug: also[slug]) == "douyin"
    assert overlap("beauty", "shipinhao", "bilibili") < overlap("beauty", "bilibili", "shipinhao")
    assert price_sensitivity().min() >= 0
    assert price_sensitivity().max() <= 1


def test_the_clock_is_about_one_and_asleep_at_night() -> None:
    assert clock().shape == (len(segments()), 7, 24)
    assert clock().mean(axis=(1, 2)) == pytest.approx(1, abs=0.01)
    assert clock()[:, :, 2:5].max() < 0.5 < clock()[:, :, 19:21].mean()


def test_a_topic_speaks_to_some_and_not_to_others() -> None:
    who = dict(zip(segments(), appeal("workplace", "team_lead"), strict=True))
    assert who["supervisor"] > 0.5 > 0 > who["student"]
    assert not appeal("workplace", None).any()


# ------------------------------------------------------------------------------------------------------ coming back
def test_hazards_give_the_published_shares_of_the_next_days() -> None:
    back = hazards(WORLDS)
    assert back.shape == (LONGEST,)
    assert np.all((back > 0) & (back < 1))
    away = np.cumprod(np.concatenate([[1.0], 1 - back]))
    assert (away[:5] * back[:5]) == pytest.approx(BACK, rel=0.02)


def test_gaps_drawn_are_those_of_the_hazards_and_of_the_share_who_are_there() -> None:
    gaps = gap_days(WORLDS.uniforms("gaps", "gaps", 500), WORLDS)
    assert gaps.min() == 1
    shares = [float(np.mean(gaps == day)) for day in range(1, 6)]
    # 100,000 gaps: standard errors of at most 0.0016
    assert shares == pytest.approx(BACK, abs=0.006)
    assert active_share(WORLDS) == pytest.approx(1 / gaps.mean(), rel=0.03)
    assert 0.3 < active_share(WORLDS) < 0.9


def test_those_who_seldom_come_back_are_there_less() -> None:
    rare = Worlds(b"audience", 200, changed={("returning", "back_after_1"): 0.3})
    assert active_share(rare) < active_share(WORLDS)
    u = WORLDS.uniforms("gaps", "gaps", 5)
    assert np.all(gap_days(u, rare) >= gap_days(u, WORLDS))


# --------------------------------------------------------------------------------------------------------- calendar
def test_a_shopping_festival_is_hot_for_its_niche_its_topics_and_its_platforms() -> None:
    quiet, named, unnamed = (
        heat(day, "beauty", topic, "douyin")
        for day, topic in ((date(2026, 9, 15), "shopping_list"), (SHOPPING, "shopping_list"), (SHOPPING, "anti_aging"))
    )
    assert named == 1.0  # 0.9 x 1.2 on Douyin, at most 1
    assert unnamed == pytest.approx(named / 2, rel=0.1)
    assert quiet < unnamed
    assert heat(SHOPPING, "workplace", "meetings", "douyin") < 0.3 * named
    assert heat(SHOPPING, "beauty", "shopping_list", "gongzhonghao") < named


def test_heat_lies_between_none_and_all_on_every_day() -> None:
    days = [date(2026, 1, 1) + timedelta(days=7 * week) for week in range(104)]
    for niche, told in niches().items():
        heats = [heat(day, niche, topic, "weibo") for day in days for topic in (None, *told.topics)]
        assert 0 <= min(heats) < 0.1
        assert max(heats) <= 1
        assert np.mean(heats) < 0.5  # most days are ordinary


def test_an_event_may_span_new_years_eve() -> None:
    row = {"name": "跨年", "from": "12-28", "to": "01-03", "heat": 0.5, "niches": {"beauty": 1.0}, "note": "备稿"}
    event = Event.model_validate(row)
    inside = [event.on(date(2026, month, day)) for month, day in ((12, 28), (12, 31), (1, 1), (1, 3))]
    outside = [event.on(date(2026, month, day)) for month, day in ((12, 27), (1, 4), (6, 1))]
    assert all(inside)
    assert not any(outside)
    assert all(event.begins is not None or event.dates for event in events().values())
