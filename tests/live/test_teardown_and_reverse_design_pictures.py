"""The pictures of 案例拆解与反向设计: they say what the lesson says of them."""

from typing import Any

import pytest

from curriculum.live import teardown_and_reverse_design as lesson
from curriculum.live.teardown_and_reverse_design import chaining, counting, honest, scarce, stage, surviving, switching
from curriculum.syllabus import module
from simulations.projects.teardown_and_reverse_design.chain import FOLDER
from simulations.projects.teardown_and_reverse_design.judging import CRITERIA
from simulations.reading import read_yaml


def test_the_points_are_those_of_the_task(view: Any) -> None:
    shown = view(lesson.points()).said
    assert all(criterion.about in shown for criterion in CRITERIA.values())


def test_every_part_can_be_guessed_to_the_end_and_every_answer_is_right_once(view: Any) -> None:
    shown, parts = view(lesson.switched_off()), switching.shown()
    for part in parts:
        shown.buttons[switching.answer_of(part)].click()
        assert f"{stage.left()[part.id]:.0f}" in shown.said
        shown.buttons[-1].click()
    assert {switching.answer_of(part) for part in parts} == {0, 1, 2}


def test_the_lessons_account_is_nobodys() -> None:
    accounts = {row["account"] for row in read_yaml(FOLDER / "accounts.yaml").values()}
    assert stage.path().account not in accounts


def test_the_same_push_is_worth_more_where_the_rate_is_low() -> None:
    gains = chaining.play_effort("scan", 0.3).gains
    assert gains["scan"] > 3 * gains["take"] > 3 * gains["add"]


def test_false_scarcity_brings_scans_in_the_first_week_and_takes_more_than_that_in_four() -> None:
    for figure in ("scan", "keep"):
        ratio = scarce.play_scarcity("breach", figure, 1.0).ratio
        assert ratio[0] > ratio[-1]
        assert ratio[-1] < 0.95
    assert scarce.play_scarcity("breach", "scan", 1.0).ratio[0] > 1.1
    kept = scarce.play_scarcity("decoy", "keep", 1.0).ratio
    assert kept[-1] > 1.1


def test_what_everybody_does_is_common_among_hits_even_where_it_hurts() -> None:
    harmful = surviving.play_survivors(0.9, 0.7, True)
    assert harmful.among_hits > 0.85
    assert harmful.rates[0] < harmful.rates[1]


def test_the_best_width_grows_with_how_far_one_is_off() -> None:
    widths = [honest.play_interval(0.02, off).best for off in (0.05, 0.1, 0.2, 0.3)]
    assert widths == sorted(set(widths))


def test_the_prose_says_of_the_picture_what_it_shows() -> None:
    prose = module("teardown_and_reverse_design").source.read_text(encoding="utf-8")
    assert "二十份，要十一万人看见，手里只有三万" in prose
    needed = counting.play_backwards(20, 0.10, 0.14, 0.04, 30_000)
    assert needed.people["seen"] == pytest.approx(110_000, rel=0.05)
    blogger = stage.path().parts["P01"]
    assert blogger.breach == "missing_ad_label"
    assert stage.left()["P01"] == pytest.approx(100, abs=2)
