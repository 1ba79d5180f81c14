"""The pictures of 用户思维工作坊: they say what the lesson says of them."""

from typing import Any

import pytest

from curriculum.live import user_voice as lesson
from curriculum.live.user_voice import asking, counting, deciding, grouping, stage
from curriculum.syllabus import module
from simulations.projects.user_voice.judging import CRITERIA
from simulations.projects.user_voice.voices import data, value


def prose() -> str:
    return module("user_voice").source.read_text(encoding="utf-8")


def test_the_points_are_those_of_the_task(view: Any) -> None:
    shown = view(lesson.points()).said
    assert all(criterion.about in shown for criterion in CRITERIA.values())


def test_every_reader_can_be_guessed_to_the_end(view: Any) -> None:
    shown = view(lesson.mind())
    for asked in stage.minded():
        shown.buttons[asked.right].click()
        assert asked.why in shown.said
        shown.buttons[-1].click()
    assert {asked.right for asked in stage.minded()} == {0, 1, 2, 3}


def test_calls_find_what_the_lesson_says_they_find() -> None:
    assert "三成人有的，五通里听见一回的机会约 83%；一成人有的，约 41%" in prose()
    assert asking.play_calls(0.3, 5).reached == pytest.approx(0.83, abs=0.005)
    assert asking.play_calls(0.1, 5).reached == pytest.approx(0.41, abs=0.005)


def test_more_answers_make_one_surer_of_the_wrong_thing() -> None:
    few, many = asking.play_survey(2000, 0.02, 0.1), asking.play_survey(50_000, 0.02, 0.1)
    assert "binomtest(120, 136)" in prose()
    assert few.answers == 136
    assert many.high - many.low < (few.high - few.low) / 4
    assert few.true < few.low < many.low
    fair = asking.play_survey(2000, 0.1, 0.1)
    assert fair.low < fair.true < fair.high


def test_the_quiet_cost_more_and_write_less() -> None:
    played = counting.play_heard(4000, 0.002)
    assert played.comments[1] == 8 < played.comments[0]
    assert played.lost[1] == 40 > played.lost[0]
    assert value("lost_share") == counting.GOES


def test_only_piles_by_cause_agree_with_the_causes() -> None:
    assert grouping.agreed("cause") == 1
    assert max(grouping.agreed("about"), grouping.agreed("tone")) < 0.1


def test_decisions_turn_where_the_lesson_says_they_turn() -> None:
    assert deciding.play_verdict(300, 9, False).best == "accept"
    assert deciding.play_verdict(300, 9, True).best == "explain"
    assert deciding.play_verdict(1200, 9, False).best == "mend"
    assert deciding.play_verdict(5, 1, False).best == "accept"
    assert "改它一年亏将近六千" in prose()
    assert deciding.play_verdict(300, 9, False).worths["mend"] == pytest.approx(-5940)


def test_the_lesson_reckons_with_the_tasks_numbers_and_kinds() -> None:
    assert (value("lost_share"), value("margin_yuan"), value("hour_yuan")) == (0.1, 150, 80)
    assert "一年走掉一成 × 一个人一年毛利 150 元" in prose()
    assert "每月小时数 × 12 个月 × 每小时 80 元" in prose()
    assert "救回六成" in prose()
    assert value("mended_share") == 0.6
    assert value("explained_share") == 0.5
    assert all(row["name"] in prose() for row in data()["kinds"].values())
