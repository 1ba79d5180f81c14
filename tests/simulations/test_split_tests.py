"""The A/B tools give what textbooks and published tables give, on any file in the same shape."""

from io import StringIO

import numpy as np
import pytest
from scipy.special import ndtri

from simulations.errors import Mendable
from simulations.split_test_files import against_first, read
from simulations.split_tests import (
    Arm,
    always_valid,
    chance_better,
    compare,
    corrected,
    log_lift,
    mismatch,
    pocock,
    power,
    sample_size,
    shrink,
    spread_of,
    thompson,
)
from simulations.world.draws import Worlds
from simulations.world.split_test import split_test


def test_the_aspirin_trial_comes_out_as_in_the_textbook() -> None:
    """Physicians' Health Study: relative risk 1.82, 95% interval 1.43-2.30 (Agresti, Categorical Data Analysis)."""
    told = compare(Arm(11_037, 104), Arm(11_034, 189))
    assert 1 + told.lift == pytest.approx(1.82, abs=0.005)
    assert 1 + told.low == pytest.approx(1.43, abs=0.01)
    assert 1 + told.high == pytest.approx(2.30, abs=0.015)
    assert told.p_value < 1e-5


@pytest.mark.parametrize(("rate", "lift", "people"), [(0.012, 0.27, 20_085), (0.05, 0.10, 31_231)])
def test_sample_sizes_are_the_ones_the_course_speaks_of(rate: float, lift: float, people: int) -> None:
    assert sample_size(rate, lift) == pytest.approx(people, rel=0.001)
    assert power(rate, lift, people) == pytest.approx(0.8, abs=0.001)


def test_fifty_thousand_followers_cannot_settle_a_tenth() -> None:
    assert sample_size(0.012, 0.10) > 5 * 25_000
    assert power(0.012, 0.10, 25_000) < 0.25


@pytest.mark.parametrize(
    ("looks", "level"), [(1, 0.05), (2, 0.0294), (3, 0.0221), (5, 0.0158), (10, 0.0106), (20, 0.0075)]
)
def test_nominal_levels_of_repeated_looks_are_pococks(looks: int, level: float) -> None:
    """Pocock (1977); Jennison & Turnbull (2000), table 2.1: constants 2.178, 2.289, 2.413, 2.555, 2.672."""
    assert pocock(looks) == pytest.approx(level, abs=0.0003)


def test_peeking_errs_in_a_fifth_or_more_and_the_two_cures_do_not() -> None:
    """Johari et al. (2019): 20-30% at p < 0.05 after each 5% of the sample. 4,000 worlds: standard error 0.35%."""
    test = split_test("tests/peeking", (0.05, 0.05), 20_000, Worlds(b"tests", 4000))
    p = test.p_values
    assert 0.19 < (p < 0.05).any(axis=1).mean() < 0.31
    fourths = p[:, 3::4]
    assert (fourths < pocock(5)).any(axis=1).mean() < 0.065
    z = -ndtri(p / 2)
    valid = always_valid(z, test.people, 0.1, 0.05)
    assert (np.diff(valid, axis=1) <= 0).all()
    assert (valid[:, -1] < 0.05).mean() < 0.05


def test_groups_that_do_not_match_the_plan_are_found_and_planned_ones_are_not() -> None:
    """821,588 against 815,482 at 50/50 is a mismatch, p = 1.8e-6 (Kohavi, Tang & Xu 2020, chapter 21)."""
    assert mismatch((821_588, 815_482), (1, 1)) == pytest.approx(1.8e-6, rel=0.05)
    assert mismatch((7010, 2990), (7, 3)) > 0.5


def test_the_chance_of_being_better_is_that_of_two_betas() -> None:
    rng = np.random.default_rng(1)
    a, b = Arm(1000, 40), Arm(1000, 55)
    drawn = (rng.beta(56, 946, 200_000) > rng.beta(41, 961, 200_000)).mean()
    assert chance_better(a, b) == pytest.approx(drawn, abs=0.005)
    assert chance_better(a, a) == pytest.approx(0.5, abs=0.001)


def test_shrinking_keeps_what_the_spread_explains() -> None:
    lift, variance = log_lift(Arm(1000, 40), Arm(1000, 60))
    mean, sd = shrink(lift, variance, 0.12)
    assert mean == pytest.approx(lift * 0.12**2 / (0.12**2 + variance))
    assert 0 < sd < 0.12
    assert shrink(lift, 1e-9, 0.12)[0] == pytest.approx(lift, rel=1e-6)


def test_the_spread_behind_many_tests_is_found_again() -> None:
    """400 tests, spread 0.25: the estimate's standard error is about 0.25 / sqrt(800) = 0.01."""
    rng = np.random.default_rng(7)
    variances = rng.uniform(0.01, 0.05, 400)
    lifts = rng.normal(0, 0.25, 400) + rng.normal(0, np.sqrt(variances))
    assert spread_of(list(lifts), list(variances)) == pytest.approx(0.25, abs=0.03)


def test_holm_is_holm() -> None:
    """Holm (1979): 0.01, 0.02, 0.03 become 0.03, 0.04, 0.04."""
    assert corrected([0.01, 0.02, 0.03]) == pytest.approx([0.03, 0.04, 0.04])


def test_a_bandit_gives_the_likely_best_more_and_all_alike_the_same() -> None:
    normals = Worlds(b"t", 4000).normals("t", "draws", 3)
    share = thompson(np.array([[0.0, 0.0, 0.5], [0.0, 0.0, 0.0]]), np.full((2, 3), 0.2), normals)
    assert share.sum(axis=1) == pytest.approx(1)
    assert share[0, 2] > 0.8
    assert share[1] == pytest.approx(1 / 3, abs=0.03)


UPWORTHY = (
    "clickability_test_id,headline,impressions,clicks,excerpt\n"
    "51436,Old,3052,150,x\n51436,New,3033,122,x\n51436,Newer,3092,110,x\n51437,Old,2000,40,y\n51437,New,2000,41,y\n"
)


def test_an_archive_under_its_own_names_is_read_and_compared() -> None:
    table = read(StringIO(UPWORTHY))
    assert list(table.columns[:4]) == ["test", "version", "shown", "clicks"]
    found = against_first(table)
    assert [(row["test"], row["version"]) for row in found] == [(51436, "New"), (51436, "Newer"), (51437, "New")]
    assert found[1]["lift"] == pytest.approx((110 / 3092) / (150 / 3052) - 1)
    assert found[1]["p_value"] < 0.05 < found[2]["p_value"]


def test_versions_without_a_name_are_numbered() -> None:
    table = read(StringIO("test,shown,clicks\na,100,3\na,100,5\nb,50,1\n"))
    assert list(table["version"]) == [1, 2, 1]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("test,version,clicks\na,1,2\n", "shown"),
        ("test,version,shown,clicks\na,1,100,3\na,2,many,3\n", "many"),
        ("test,version,shown,clicks\na,1,100,3\na,2,100,300\n", "300 / 100"),
        ("test,version,shown,clicks\na,1,100,2.5\n", "2.5"),
        ("test,version,shown,clicks\na,1,0,0\n", "0 / 0"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_with_the_place(text: str, named: str) -> None:
    with pytest.raises(Mendable, match=named):
        read(StringIO(text))


def test_impossible_numbers_are_refused_with_their_limits() -> None:
    for shown, clicks in ((0, 0), (10, 11), (10, -1)):
        with pytest.raises(ValueError, match="="):
            Arm(shown, clicks)
    for rate, lift in ((0, 0.1), (0.9, 0.5), (0.05, 0)):
        with pytest.raises(ValueError, match="must"):
            sample_size(rate, lift)
    with pytest.raises(ValueError, match=r"1\.\.20"):
        pocock(21)


def test_no_clicks_at_all_are_no_trouble() -> None:
    assert compare(Arm(100, 0), Arm(100, 0)).p_value == 1.0
    assert compare(Arm(100, 0), Arm(100, 5)).low > -1
