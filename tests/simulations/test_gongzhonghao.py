"""The 公众号 world agrees with CALIBRATION: shares of sources, heavy tail, small slots, common random numbers."""

from dataclasses import replace

import numpy as np
import pytest

from simulations.brands import brands
from simulations.world.draws import Worlds
from simulations.world.gongzhonghao import Account, Publication, publish
from simulations.world.parameters import Parameter, parameters

ACCOUNT = Account(50_000, (1.0,) * 24, (1.0,) * 7)
POST = Publication("post", click=0, finish=0, share=0, day=3, hour=20, seed_readers=15)
WORLDS = Worlds(b"calibration", 4000)


def test_opens_shares_and_sources_are_as_published() -> None:
    post = publish(POST, ACCOUNT, WORLDS)
    assert np.median(post.message) / post.delivered == pytest.approx(0.012, rel=0.05)
    assert np.median(post.sharers / post.reads) == pytest.approx(0.0322, rel=0.1)
    assert np.median(post.message / post.reads) == pytest.approx(0.50, abs=0.07)  # 56% before recommendation grew
    assert np.median(post.moments / post.reads) == pytest.approx(0.20, abs=0.04)
    assert np.median(post.recommended / post.reads) == pytest.approx(0.22, abs=0.04)


def test_reads_are_heavy_tailed_within_the_published_range() -> None:
    reads = np.sort(publish(POST, ACCOUNT, WORLDS).reads)
    n = reads.size
    gini = 1 + 1 / n - 2 * np.sum(np.cumsum(reads)) / (n * reads.sum())
    assert 0.02 <= np.mean(reads >= 10 * np.median(reads)) <= 0.07
    assert 0.6 <= gini <= 0.93
    assert np.mean(reads > 100_000) < 0.005


def test_the_same_seed_gives_the_same_world_and_another_seed_another() -> None:
    first, again = (publish(POST, ACCOUNT, Worlds(b"a", 50)) for _ in range(2))
    other = publish(POST, ACCOUNT, Worlds(b"b", 50))
    assert np.array_equal(first.reads, again.reads)
    assert not np.array_equal(first.reads, other.reads)


def test_changing_one_post_leaves_another_as_it_was() -> None:
    neighbour = replace(POST, post="neighbour")
    before = publish(neighbour, ACCOUNT, WORLDS).reads
    publish(replace(POST, click=0.3), ACCOUNT, WORLDS)
    assert np.array_equal(publish(neighbour, ACCOUNT, WORLDS).reads, before)


@pytest.mark.parametrize("effect", ["click", "finish", "share"])
def test_a_better_post_does_better_in_nearly_every_world(effect: str) -> None:
    base, better = (publish(replace(POST, **{effect: size}), ACCOUNT, WORLDS) for size in (0.0, 0.2))
    assert np.mean(better.reads >= base.reads) > 0.97


def test_the_hour_matters_little() -> None:
    for brand in brands().values():
        assert min(brand.hours) >= 0.7
        assert max(brand.hours) <= 1.3
        assert np.mean(brand.hours) == pytest.approx(0.93, abs=0.06)


def test_rewarded_sharing_costs_reach_when_it_is_found() -> None:
    honest, breach = (publish(replace(POST, breach=breach), ACCOUNT, WORLDS) for breach in (False, True))
    found = breach.restricted > 0
    assert 0.4 < found.mean() < 0.6
    assert np.median(breach.reads[found]) < 0.5 * np.median(honest.reads[found])
    assert np.array_equal(breach.reads[~found], honest.reads[~found])


def test_every_number_says_its_unit_how_sure_it_is_and_where_from() -> None:
    for section in ("gongzhonghao", "article"):
        for name, parameter in parameters(section).items():
            assert parameter.unit, name
            assert parameter.source, name


def test_a_number_without_a_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="unit"):
        Parameter.model_validate({"value": 1, "mark": "published", "source": "somewhere"})
