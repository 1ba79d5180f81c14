"""The pictures of 活动全流程: they say what the lesson says of them."""

from importlib import import_module
from typing import Any

import numpy as np

from curriculum.live import campaign as lesson
from curriculum.syllabus import module
from simulations.projects.campaign.judging import CRITERIA

bargaining, deposits, goals, slack, spreading, stage = (
    import_module(f"curriculum.live.campaign.{name}")
    for name in ("bargaining", "deposits", "goals", "slack", "spreading", "stage")
)


def test_the_points_are_those_of_the_task(view: Any) -> None:
    shown = view(lesson.points()).said
    assert all(criterion.about in shown for criterion in CRITERIA.values())


def test_every_idea_can_be_decided_to_the_end(view: Any) -> None:
    shown = view(lesson.allowed())
    for idea in stage.ideas():
        shown.buttons[idea.right].click()
        assert idea.why in shown.said
        shown.buttons[-1].click()
    assert {idea.right for idea in stage.ideas()} == {0, 1}


def test_the_prose_says_of_the_pictures_what_they_show() -> None:
    prose = module("campaign").source.read_text(encoding="utf-8")
    assert "不到三成。再把滑块往左推：两千是一半，一千五接近八成" in prose
    chances = [goals.play_goal(goal, "joined").chance for goal in (3000, 2000, 1500, 1000)]
    assert chances[0] < 0.3
    assert abs(chances[1] - 0.5) < 0.06
    assert abs(chances[2] - 0.78) < 0.06
    assert chances[3] > 0.9
    assert "邀请那条线多出将近一半的人" in prose
    invite, shut, finish = (
        spreading.play_spread(*way).out for way in (("invite", False), ("invite", True), ("completion", True))
    )
    assert 1.35 < np.median(invite.joined) / np.median(finish.joined) < 1.5
    assert np.median(invite.back) < np.median(finish.back)
    assert np.median(shut.back) < 0.2 * np.median(finish.back)
    assert shut.stopped.mean() > 0.95
    assert "收到二十，人少了快一半，打满的比例翻了近四倍" in prose
    ladder = deposits.play_deposit(20, "anytime")
    assert deposits.STEPS[int(np.argmax(ladder.back))] == 20
    assert 0.5 < ladder.joined[3] / ladder.joined[0] < 0.6
    shares = [finished / joined for finished, joined in zip(ladder.finished, ladder.joined, strict=True)]
    assert 3.3 < shares[3] / shares[0] < 4


def test_the_prose_says_of_bargaining_and_slack_what_they_are() -> None:
    prose = module("campaign").source.read_text(encoding="utf-8")
    assert "档期空，开 1,600，谈到 2,300；再低一点，开 1,400，人没了" in prose
    assert bargaining.play_bargain(1600, 2800, "free").price == 2300
    assert bargaining.play_bargain(1400, 2800, "free").price is None
    assert bargaining.play_bargain(1600, 2800, "full").price is None
    assert bargaining.play_bargain(2400, 3000, "full").price == 2820
    assert "能齐的只有两成出头" in prose
    assert 0.2 < slack.play_slack(6, 2).ready < 0.26
    assert slack.play_slack(0, 2).ready > 0.94
    assert slack.play_slack(0, 0).ready < 0.08
