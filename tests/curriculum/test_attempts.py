"""The first attempt against the last: the same worlds, so what differs is the trainee's own."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from curriculum.attempts import first_and_last
from curriculum.packages import packages
from curriculum.workplace import Workplace
from simulations.projects import find_task

MONDAY = datetime(2026, 3, 2, 10)
SLUG = "two_hour_post"
Send = Callable[..., None]


def compared(workplace: Workplace) -> Any:
    return first_and_last(workplace, SLUG, find_task(SLUG))


def test_one_attempt_or_the_same_twice_is_no_comparison(alone: Workplace, send: Send) -> None:
    assert compared(alone) is None
    send(MONDAY)
    assert compared(alone) is None


def test_the_first_stands_against_the_last(alone: Workplace, send: Send) -> None:
    send(MONDAY, title="5 个效率工具推荐", digest="")
    send(MONDAY + timedelta(days=3), title="在中间的一次：三页纪要没人看")
    send(MONDAY + timedelta(days=9))
    first, last = compared(alone)
    assert first.answer.title == "5 个效率工具推荐"
    assert first.handed_in_at < last.handed_in_at
    assert last.score.mark("opening").points > first.score.mark("opening").points
    assert last.score.mark("facts") == first.score.mark("facts")  # nothing changed there, and luck is the same


def test_an_attempt_that_cannot_be_read_any_more_is_no_comparison(alone: Workplace, send: Send) -> None:
    send(MONDAY, topic="gone")
    send(MONDAY + timedelta(days=3))
    assert len(packages(alone, SLUG)) == 2
    assert compared(alone) is None


def test_a_post_written_before_the_lesson_is_the_first_one(alone: Workplace, send: Send) -> None:
    send(MONDAY, "first_day_post", title="5 个效率工具推荐", digest="")
    send(MONDAY + timedelta(days=1), "first_day_post")  # mended afterwards: no longer where one began
    assert compared(alone) is None
    send(MONDAY + timedelta(days=30))
    first, last = compared(alone)
    assert (first.task.slug, last.task.slug) == ("first_day_post", SLUG)
    assert first.answer.title == "5 个效率工具推荐"
    assert first.score.variant != last.score.variant  # other material
    assert last.score.mark("opening").points > first.score.mark("opening").points
