"""Every platform agrees with CALIBRATION: sources, behaviours, heavy tail, small slots, common random numbers."""

from dataclasses import replace

import numpy as np
import pytest

from simulations.brands import brands
from simulations.errors import Mendable
from simulations.world.content import Effects
from simulations.world.draws import Worlds
from simulations.world.parameters import Parameter, parameters, sections
from simulations.world.platforms import platform, platform_slugs
from simulations.world.platforms.post import Account, PostOutcome, Publication, usual_slots
from simulations.world.platforms.publishing import publish

PLAIN = Account(50_000, (1.0,) * 24, (1.0,) * 7)
POST = Publication("post", day=3, hour=20, seed_readers=15)
WORLDS = Worlds(b"calibration", 3000)


def play(on: str, post: Publication = POST, **more: object) -> PostOutcome:
    return publish(post, PLAIN, WORLDS, on=on, **more)  # type: ignore[arg-type]


def test_opens_shares_and_sources_of_gongzhonghao_are_as_published() -> None:
    post = play("gongzhonghao")
    reads = post.reads
    assert np.median(post.source("message") / post.followers) == pytest.approx(0.012, rel=0.05)
    assert np.median(post.sharers / reads) == pytest.approx(0.0322, rel=0.1)
    assert np.median(post.source("message") / reads) == pytest.approx(0.46, abs=0.06)  # 56% before recommendation grew
    assert np.median(post.source("moments") / reads) == pytest.approx(0.20, abs=0.04)
    assert np.median(post.source("recommended") / reads) == pytest.approx(0.28, abs=0.05)  # 24% in 2023, 46% in 2025


@pytest.mark.parametrize("on", platform_slugs())
def test_reads_are_heavy_tailed_within_the_published_range(on: str) -> None:
    reads = np.sort(play(on).reads)
    n = reads.size
    gini = 1 + 1 / n - 2 * np.sum(np.cumsum(reads)) / (n * reads.sum())
    assert 0.015 <= np.mean(reads >= 10 * np.median(reads)) <= 0.075  # 2-7%, and twice the error of 3,000 worlds
    assert 0.55 <= gini <= 0.93


def test_behaviours_of_short_video_go_together_as_measured() -> None:
    viewers = publish(POST, Account(100), WORLDS, on="douyin")  # strangers all
    plays, likes = viewers.reads.sum(), viewers.likes.sum()
    assert viewers.finishers.sum() / plays == pytest.approx(0.332, rel=0.1)
    assert viewers.stayed.sum() / plays == pytest.approx(0.46, rel=0.1)
    assert likes / plays == pytest.approx(0.0185, rel=0.2)
    assert viewers.new_followers.sum() / plays == pytest.approx(0.00107, rel=0.2)


@pytest.mark.parametrize("on", platform_slugs())
def test_counts_are_people_who_were_there(on: str) -> None:
    post = play(on)
    assert np.allclose(post.readers.sum(axis=1), post.reads)
    assert np.all(post.reads_from[:, :-1] <= post.shown[:, :-1] + 1)
    for part in (post.finishers, post.likes, post.saves, post.sharers, post.new_followers, post.actions):
        assert np.all(part == np.floor(part))
        assert np.all((part >= 0) & (part <= post.reads))
    assert np.all(post.stayed >= post.finishers)


def test_the_same_seed_gives_the_same_world_and_another_seed_another() -> None:
    first, again, other = (publish(POST, PLAIN, Worlds(seed, 50)).reads for seed in (b"a", b"a", b"b"))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("on", platform_slugs())
@pytest.mark.parametrize("effect", ["click", "finish", "share", "reach"])
def test_a_better_post_does_no_worse_in_nearly_every_world(on: str, effect: str) -> None:
    better = play(on, replace(POST, effects=Effects(**{effect: 0.2})))
    assert np.mean(better.reads >= play(on).reads) > 0.95


def test_slots_are_small() -> None:
    for brand in brands().values():
        assert min(brand.hours) >= 0.7
        assert max(brand.hours) <= 1.3
    for on in platform_slugs():
        assert usual_slots(on, "beauty").min() >= 0.7
        assert usual_slots(on, "beauty").max() <= 1.3 + 1e-9


def test_reach_taken_away_is_gone_and_burdened_followers_leave() -> None:
    limited, whole = play("gongzhonghao", reach=0.35), play("gongzhonghao")
    assert np.median(limited.reads) < 0.5 * np.median(whole.reads)
    weary = play("gongzhonghao", replace(POST, burden=4.0))
    assert weary.unfollows.mean() > 3 * whole.unfollows.mean()
    assert weary.source("message").mean() < whole.source("message").mean()


def test_every_number_says_its_unit_how_sure_it_is_and_where_from() -> None:
    assert {"article", "content", "gongzhonghao", "platforms"} <= set(sections())
    for section in sections():
        for name, parameter in parameters(section).items():
            assert parameter.unit, (section, name)
            assert parameter.source, (section, name)


def test_a_number_without_a_unit_or_outside_its_range_is_refused(tmp_path: object) -> None:
    row = {"value": 1.0, "mark": "published", "source": "somewhere"}
    with pytest.raises(ValueError, match="unit"):
        Parameter.model_validate(row)
    with pytest.raises(ValueError, match=r"value\(=1.0\) must lie in low..high"):
        Parameter.model_validate(row | {"unit": "yuan", "low": 2.0, "high": 3.0})


def test_an_unknown_platform_is_told_with_those_there_are() -> None:
    with pytest.raises(Mendable, match=r"kuaishou.*douyin"):
        platform("kuaishou")


def test_changed_numbers_hold_in_their_worlds_only() -> None:
    dear = Worlds(b"calibration", 300, changed={("douyin", "recommend_impressions"): 30_000})
    assert publish(POST, PLAIN, dear, on="douyin").reads.mean() > 3 * play("douyin").reads[:300].mean()
    with pytest.raises(ValueError, match=r"douyin.viral"):
        Worlds(b"", 1, changed={("douyin", "viral"): 1.0})
