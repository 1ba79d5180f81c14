"""Keys say what a choice was worth, and what it costs to see what is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulations.judging import by_evidence, by_regret, detection, joined, mark
from simulations.language import message
from simulations.task import Criterion, JudgedBy

IDS = st.lists(st.sampled_from("abcdefgh"), max_size=8)


def criterion(points: float) -> Criterion:
    names = {"slug": "one", "title_zh": "一", "title_en": "One", "about": "。"}
    return Criterion(points=points, competencies=("data",), judged_by=JudgedBy.KEY, **names)


def test_a_near_miss_earns_nearly_all_and_harm_nothing() -> None:
    worth = {"best": 100.0, "near": 90.0, "poor": 20.0, "harm": -50.0}
    shares = [by_regret(worth, choice) for choice in worth]
    assert shares == [1.0, 0.9, 0.2, 0.0]
    assert by_regret(worth, "unheard of") == 0.0
    assert by_regret(worth, "near", nothing=80.0) == pytest.approx(0.5)
    assert by_regret({"a": 0.0, "b": 0.0}, "a") == 1.0


@given(found=IDS, truth=st.sets(st.sampled_from("abcdefgh")))
def test_marking_everything_never_beats_marking_what_is_there(found: list[str], truth: set[str]) -> None:
    assert detection(truth, truth).share == 1.0
    assert 0 <= detection(found, truth).share <= 1
    if len(truth) <= 4:
        assert detection("abcdefgh", truth).share <= 0.5 or len(truth) == 0


def test_a_false_alarm_costs_as_much_as_a_miss() -> None:
    assert detection("abc", "abcd").share == detection("abcde", "abcd").share == 0.75
    assert detection("aab", "ab").share == 1.0
    assert detection("", "").share == 1.0
    assert detection("a", "").share == 0.0
    assert detection("xa", "ab").false_alarms == ("x",)


def test_citing_everything_is_citing_nothing() -> None:
    assert by_evidence(["r1", "r2"], {"r1", "r2", "r3"}, enough=2) == 1.0
    assert by_evidence(["r1"], {"r1", "r2"}, enough=2) == 0.5
    assert by_evidence([f"r{n}" for n in range(20)], {"r1"}) == 0.05
    assert by_evidence(["x"], {"r1"}) == by_evidence([], {"r1"}) == 0.0


def test_points_are_cut_off_and_rounded() -> None:
    assert mark(criterion(7), 1.2, message("good")).points == 7
    assert mark(criterion(7), -0.2, message("bad")).points == 0
    assert mark(criterion(10), 1 / 3, message("some")).points == 3.33


def test_sentences_are_said_one_after_the_other() -> None:
    said = str(joined([message("{n} one", n=1), message("{n} two", n=2), message("{n} three", n=3)]))
    assert [said.index(part) for part in ("1 one", "2 two", "3 three")] == sorted(
        said.index(part) for part in ("1 one", "2 two", "3 three")
    )
