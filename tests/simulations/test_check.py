"""The check of the world: in the world as it is every fact holds, and in a world that is wrong the check says so."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import numpy as np
import pytest

from simulations.world import check
from simulations.world.check import Fact, check_world, gini
from simulations.world.draws import Floats, Worlds
from simulations.world.reference import busy_plan, busy_setting, sprint, sprint_setting

NUMBERS = range(1, 10)
Changes = Mapping[tuple[str, str], float]


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    return check_world(Worlds(b"tests", 1500))


def outside(fact: Fact) -> bool:
    """Whether the whole interval lies beyond the target."""
    return fact.spread[1] < fact.low or fact.spread[0] > fact.high


@pytest.mark.parametrize("number", NUMBERS)
def test_the_world_shows_each_fact(facts: list[Fact], number: int) -> None:
    """A value outside may be chance: what is asked is that its 95% interval reaches into the target."""
    mine = [fact for fact in facts if fact.number == number]
    assert mine
    assert [str(fact.what) for fact in mine if outside(fact)] == []


def test_nearly_all_values_themselves_lie_inside(facts: list[Fact]) -> None:
    assert np.mean([fact.inside for fact in facts]) > 0.9


def test_every_fact_is_told_once_with_its_target_and_its_interval(facts: list[Fact]) -> None:
    assert {fact.number for fact in facts} == set(NUMBERS)
    told = [str(fact.what) for fact in facts]
    assert len(set(told)) == len(told)
    for fact in facts:
        assert fact.low <= fact.high
        assert fact.spread[0] <= fact.value + 1e-9
        assert fact.spread[1] >= fact.value - 1e-9


WRONG: dict[str, tuple[Callable[[Worlds], Iterable[Fact]], Changes, int]] = {
    "no hits on Douyin": (
        check.heavy_tails,
        {("douyin", "recommend_alpha"): 8.0, ("douyin", "recommend_sigma"): 0.3},
        2,
    ),
    "titles work wonders": (check.titles, {("gongzhonghao", "title_luck_sd"): 0.8}, 1),
    "one like in ten follows": (check.short_video, {("douyin", "follow_if_liked"): 0.1}, 2),
    "three in ten are back the next day": (check.short_video, {("returning", "back_after_1"): 0.3}, 5),
    "nothing is known beforehand of what a video gets on Douyin": (
        partial(check.forecasts, posts=30),
        {("douyin", "recommend_sigma"): 5.0},
        1,
    ),
    "one reader in five follows": (check.growth_sprint, {("gongzhonghao", "follow_if_finished"): 0.2}, 2),
    "nobody minds another post, another last chance, another showing": (
        check.too_much,
        {
            ("gongzhonghao", "burden_unfollow"): 0.0,
            ("private_domain", "scarcity_wear"): 1.0,
            ("promotion", "paid_auction_slope"): 0.0,
            ("promotion", "paid_repeat_worth"): 1.0,
        },
        3,
    ),
    "bad news calls forth nothing": (
        check.answers,
        {("opinion", "branching_ceiling"): 0.0, ("opinion", "unsolved_posts"): 0.0},
        2,
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_world_is_found_out(what: str) -> None:
    measure, changed, at_least = WRONG[what]
    worlds = Worlds(b"tests", 60 if measure is check.growth_sprint else 400, changed=changed)
    found = [fact for fact in measure(worlds) if outside(fact)]
    assert len(found) >= at_least
    assert not any(fact.inside for fact in found)


class Restless(Worlds):
    """Worlds that draw anew every time."""

    calls = 0

    def uniforms(self, post: str, stream: str, width: int = 1) -> Floats:
        type(self).calls += 1
        return super().uniforms(post, f"{stream}/{self.calls}", width)


def test_a_run_that_does_not_repeat_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "Worlds", Restless)
    assert [fact.inside for fact in check.replay(Worlds(b"tests", 4))] == [False, False]


def test_the_gini_coefficient_is_that_of_known_cases() -> None:
    assert gini(np.full(100, 7.0)) == pytest.approx(0)
    assert gini(np.array([0.0] * 99 + [1.0])) == pytest.approx(0.99)
    assert gini(np.arange(1.0, 1001.0)) == pytest.approx(1 / 3, abs=0.001)


def test_the_reference_plans_fit_their_settings() -> None:
    for level in ("lazy", "mediocre", "good"):
        sprint(level).check_against(sprint_setting())  # type: ignore[arg-type]
    busy_plan().check_against(busy_setting())
    assert len(busy_plan().posts) == 150
    assert {post.platform for post in busy_plan().posts} == set(busy_setting().accounts)
