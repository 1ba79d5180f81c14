"""The pictures of 短视频脚本与直播 say what the lesson's prose says of them."""

import math
from typing import Any

import pytest

from curriculum.live import short_video_and_live as lesson
from curriculum.live.short_video_and_live import curves, cutting, hours, stage
from curriculum.syllabus import module
from simulations.projects.short_video_and_live.criteria import CRITERIA
from simulations.world.parameters import values
from simulations.world.rulebook import limit


def test_the_points_are_those_of_the_task(view: Any) -> None:
    shown = view(lesson.points()).said
    assert all(criterion.about in shown for criterion in CRITERIA.values())


def test_every_saying_can_be_decided_to_the_end(view: Any) -> None:
    shown = view(lesson.sayings())
    for saying in stage.sayings_of():
        shown.buttons[saying.right].click()
        assert saying.why in shown.said
        shown.buttons[-1].click()
    assert {saying.right for saying in stage.sayings_of()} == {0, 1, 2}


def test_the_opening_moves_most_and_cuts_least() -> None:
    ends = {opening: curves.play_curve(opening, 8, "end").curve[-1] for opening in ("greeting", "plain", "trouble")}
    assert ends["greeting"] < 0.1
    assert ends["trouble"] == pytest.approx(0.3, abs=0.03)
    cuts = [curves.play_curve("plain", cut, "end").curve[-1] for cut in (4, 8, 33)]
    assert cuts[0] - cuts[1] < 0.02 < cuts[0] - cuts[2]
    first, last = (curves.play_curve("trouble", 8, place).asked for place in ("first", "end"))
    assert first > 2 * last


@pytest.mark.parametrize("platform", cutting.ORDERS)
def test_carrying_over_loses_most_and_cutting_anew_wins(platform: str) -> None:
    plain, around = (cutting.play_recut(platform, made) for made in (False, True))
    assert plain.ratios[0] < 0.7
    assert plain.ratios[cutting.ANEW] > 1.3
    assert around.ratios[cutting.ANEW] > plain.ratios[cutting.ANEW]


def test_paid_reach_lifts_gmv_and_takes_from_what_is_left() -> None:
    without, burst, even = (hours.play_hour("senior", spent, True) for spent in ("none", "burst", "even"))
    for paid in (burst, even):
        assert paid.total.mean() > without.total.mean()
        assert paid.value_yuan.mean() < without.value_yuan.mean()
    assert hours.play_hour("senior", "none", False).value_yuan.mean() < without.value_yuan.mean()


def test_a_drop_of_two_minutes_keeps_several_times_as_many_as_one_of_eight() -> None:
    assert hours.play_drop(2, False).kept > 3 * hours.play_drop(8, False).kept
    assert hours.play_drop(2, True).kept > hours.play_drop(2, False).kept


def test_the_prose_says_what_the_data_say() -> None:
    prose = module("short_video_and_live").source.read_text(encoding="utf-8")
    assert "走掉四分之三" in prose
    live = values("live")
    assert 1 - math.exp(-live["leave"] * math.exp(live["leave_when_down"])) == pytest.approx(0.75, abs=0.05)
    assert "标题" in prose
    assert limit("xiaohongshu", "title") == 20
    assert limit("bilibili", "title") == 80
    assert "退款先按三成算" in prose
    assert values("live")["refund_douyin"] == 0.3
    assert "七句话" in prose
    assert len(stage.sayings_of()) == 7
