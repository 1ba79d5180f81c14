"""The pictures of 选题库: they draw, they follow their controls, and say what the lesson says of them."""

from typing import Any

import pytest

from curriculum.live import topic_bank as lesson
from curriculum.live.topic_bank import choosing, searching, stage, survey
from curriculum.syllabus import module
from simulations.projects.topic_bank.judging import CRITERIA
from simulations.projects.topic_bank.pool import KINDS
from simulations.projects.topic_bank.worth import freshness, material, search_part, value
from simulations.world.rulebook import limit


def test_the_points_are_those_of_the_task(view: Any) -> None:
    shown = view(lesson.points()).said
    assert all(criterion.about in shown for criterion in CRITERIA.values())


def test_every_candidate_can_be_decided_to_the_end(view: Any) -> None:
    shown = view(lesson.refuse())
    for candidate in stage.candidates():
        shown.buttons[candidate.right].click()
        assert candidate.why in shown.said
        shown.buttons[-1].click()
    assert {candidate.right for candidate in stage.candidates()} == {0, 1}


def test_the_index_alone_falls_into_the_traps_and_refusing_first_helps_every_way() -> None:
    before, after = choosing.play_ways(False, 0), choosing.play_ways(True, 0)
    assert before.shares[0] < 0.6
    assert after.shares[-1] == pytest.approx(1, abs=0.02)
    assert all(late > early for early, late in zip(before.shares, after.shares, strict=True))


def test_a_word_that_loses_seventy_percent_a_month_loses_a_third_in_ten_days() -> None:
    heat = searching.play_trend(-0.7, 10)
    assert 0.6 < heat.after(10) / heat.index < 0.7
    assert searching.play_trend(-0.7, 21).after(21) < searching.STEADY


def test_the_loud_ones_lead_among_those_who_would_pay_and_vanish_with_their_source() -> None:
    loud = survey.play_voices("pay", False)
    assert loud.place is not None
    assert loud.place <= 2
    heads = survey.play_voices("heads", False)
    assert heads.place is not None
    assert heads.place > 4
    assert survey.play_voices("pay", True).place is None


def test_the_prose_says_of_the_formula_what_it_does() -> None:
    prose = module("topic_bank").source.read_text(encoding="utf-8")
    assert "打六五折" in prose
    assert value("form_off") == 0.65
    assert "刚写过五天的题，只剩三分之一上下的新鲜" in prose
    assert freshness(0, 5) == pytest.approx(1 / 3, abs=0.03)
    assert freshness(0, 60) > 0.95
    assert search_part(8_000, "low") - search_part(4_000, "low") > search_part(32_000, "low") - search_part(
        16_000, "low"
    )
    assert material(3) / material(2) > search_part(16_000, "low") / search_part(8_000, "low")
    assert len(KINDS) == 11
    assert "在十二个练习库里" in prose
    assert len(stage.cases()) == 12
    assert limit("gongzhonghao", "title") == 32
    assert "三十二字以内" in prose
