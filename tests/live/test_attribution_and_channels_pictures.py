"""The pictures of 归因与渠道评估: they say what the lesson says of them."""

from typing import Any

import numpy as np
import pytest

from curriculum.live import attribution_and_channels as lesson
from curriculum.live.attribution_and_channels import giving, spending, stage, stopping
from curriculum.syllabus import module
from simulations.attribution import MODELS
from simulations.world.journeys import CHANNELS


def test_every_post_can_be_diagnosed_to_the_end(view: Any) -> None:
    shown, (causes, posts) = view(lesson.steps()), stage.posts()
    for post in posts:
        shown.buttons[post.right].click()
        assert post.why in shown.said
        shown.buttons[-1].click()
    assert {post.right for post in posts} == set(range(len(causes)))


def test_six_models_of_seven_put_search_first_or_second_and_all_misplace_a_third() -> None:
    place = CHANNELS.index("search")
    ranked = [place in np.argsort(giving.play_models(model, True).given)[-2:] for model in MODELS]
    assert sum(ranked) >= 6
    assert giving.truth()[place] < 0.05
    for model in MODELS:
        given = giving.play_models(model, True)
        off = sum(abs(a - b) for a, b in zip(given.given, given.caused, strict=True)) / 2
        assert 0.25 < off < 0.42


def test_three_days_leave_half_of_seeding() -> None:
    played = giving.play_window("linear", 3)
    assert 0.35 < played.seeding[1] / played.seeding[-1] < 0.65


def test_switching_search_off_costs_little_unless_rivals_bid_on_the_name() -> None:
    calm, rivals = (spending.play_switched("search", one) for one in (False, True))
    assert 0.01 < calm.lost < 0.025
    assert 0.04 < rivals.lost < 0.065
    assert 0.2 < calm.last_click < 0.3


def test_the_next_yuan_falls_before_the_average_does() -> None:
    little, much = (spending.play_next("kol", times) for times in (0.5, 1.5))
    assert little.average == pytest.approx(7, abs=0.6)
    assert much.average == pytest.approx(5, abs=0.6)
    assert much.next == pytest.approx(2, abs=0.6)


def test_a_stop_line_near_the_margin_beats_hope_and_fear() -> None:
    good, lax, strict = (stopping.play_pilot(6_000, line, 14).mean for line in (140, 600, 90))
    assert good > strict > lax
    assert lax < 0
    assert stopping.play_pilot(6_000, 600, 14).kept.mean() > 0.9


def test_the_lesson_computes_its_test_of_switching_off_rightly() -> None:
    from statsmodels.stats.contingency_tables import Table2x2

    prose = module("attribution_and_channels").source.read_text(encoding="utf-8")
    table = Table2x2([[6350, 6480], [6710, 6420]])
    low, high = table.oddsratio_confint(alpha=0.2)
    assert (round(table.oddsratio, 3), round(low, 3), round(high, 3)) == (0.938, 0.908, 0.968)
    assert "Table2x2([[6350, 6480], [6710, 6420]]).oddsratio_confint(alpha=0.2)" in prose
    assert "返回 0.908 到 0.968" in prose
    small = Table2x2([[635, 648], [671, 642]]).oddsratio_confint(alpha=0.2)
    assert (round(1 - small[1], 2), round(1 - small[0], 2)) == (-0.04, 0.15)
