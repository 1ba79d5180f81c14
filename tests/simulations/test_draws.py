"""Random numbers stay with their post, and draws move as little as their probabilities."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulations.world.draws import Worlds, binomial, pareto_lognormal


def test_a_world_is_the_same_whatever_the_number_of_worlds() -> None:
    few, many = Worlds(b"seed", 3), Worlds(b"seed", 50)
    assert np.array_equal(few.uniforms("post", "luck", 4), many.uniforms("post", "luck", 4)[:3])


def test_posts_and_streams_have_draws_of_their_own() -> None:
    worlds = Worlds(b"seed", 2000)
    rows = [worlds.normals("a", "luck")[:, 0], worlds.normals("b", "luck")[:, 0], worlds.normals("a", "tail")[:, 0]]
    correlations = np.abs(np.corrcoef(rows)[np.triu_indices(3, 1)])
    assert correlations.max() < 4.5 / np.sqrt(2000)  # 4.5 standard errors of an uncorrelated pair


@given(u=st.floats(0.001, 0.999), n=st.integers(0, 60_000), p=st.floats(0, 1))
def test_a_binomial_draw_is_a_count_between_none_and_all(u: float, n: int, p: float) -> None:
    draw = float(binomial(u, n, p))
    assert 0 <= draw <= n
    assert draw == round(draw)


@given(u=st.floats(0.001, 0.999), n=st.integers(1, 60_000), p=st.floats(0.0, 0.98))
def test_a_larger_probability_never_draws_less(u: float, n: int, p: float) -> None:
    assert binomial(u, n, p + 0.01) >= binomial(u, n, p)


@pytest.mark.parametrize(("n", "p"), [(10, 0.3), (60, 0.05), (50, 0.3), (300, 0.97), (6_400, 0.04), (50_000, 0.012)])
def test_binomial_quantiles_agree_with_the_library(n: int, p: float) -> None:
    from scipy.stats import binom

    u = (np.arange(20_000) + 0.5) / 20_000
    off = binomial(u, n, p) - binom.ppf(u, n, p)
    assert np.abs(off).max() <= 1
    assert np.mean(off != 0) < 0.02
    assert abs(off.mean()) < 0.001


def test_the_multiplier_has_median_one_and_the_stated_tail() -> None:
    u = (np.arange(200_000) + 0.5) / 200_000
    x = pareto_lognormal(u, sigma=1.0, alpha=1.5, knee=0.9)
    assert np.median(x) == pytest.approx(1, rel=1e-3)
    assert np.quantile(x, 0.999) / np.quantile(x, 0.99) == pytest.approx(10 ** (1 / 1.5), rel=0.02)


def test_no_world_is_refused() -> None:
    with pytest.raises(ValueError, match=r"count\(=0\) must be >= 1"):
        Worlds(b"seed", 0)
