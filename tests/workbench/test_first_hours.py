"""A post's first hours: every reader is in the picture, and the sentence says what one sees."""

import re

import pytest

from curriculum.workbench.parts.first_hours import first_hours
from simulations.identity import Context
from simulations.projects.two_hour_post.case import draw_case
from simulations.projects.two_hour_post.play import PLATFORM, colleague, simulate

READS = [120.0, 300.0, *[10.0] * 46]


def test_there_is_a_bar_an_hour_and_the_highest_is_the_best_hour() -> None:
    heights = [float(h) for h in re.findall(r'<rect [^>]*height="([\d.]+)"', first_hours(READS, 20))]
    assert len(heights) == 48
    assert max(heights) == heights[1]
    assert heights[0] / heights[1] == pytest.approx(READS[0] / READS[1], abs=0.01)


def test_the_sentence_says_first_hour_first_day_and_the_best_hour_of_the_clock() -> None:
    page = first_hours(READS, 23)
    assert "120" in page
    assert f"{int(sum(READS[:24])):,}" in page
    assert "00:00" in page, "the best hour is the one after 23:00"


def test_nobody_reading_is_drawn_as_nothing() -> None:
    assert set(re.findall(r'<rect [^>]*height="([\d.]+)"', first_hours([0.0] * 48, 8))) == {"0.0"}


def test_hours_of_a_trial_are_whole_readers_of_its_post() -> None:
    context = Context()
    outcome = simulate(colleague(), draw_case(context), context.worlds("first hours", 3))
    hours = outcome.first_hours(world=1)
    assert hours.shape == (48,)
    assert (hours == hours.round()).all()
    assert 0.5 * outcome.post.reads[1] < hours.sum() <= outcome.post.reads[1]
    assert outcome.post.platform == PLATFORM
