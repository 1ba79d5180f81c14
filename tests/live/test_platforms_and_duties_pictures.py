"""The pictures of 平台与岗位: they draw, they follow their controls, and the world still says what the lesson says."""

from typing import Any

import pytest

from curriculum.live import platforms_and_duties as lesson
from curriculum.live.platforms_and_duties import lasting, pieces, stage, words
from simulations.projects.platforms_and_duties.case import FOLDER
from simulations.projects.platforms_and_duties.versions import COPIED, FREE, alike
from simulations.reading import read_yaml

ASKED = ("owners", "seats")


@pytest.mark.parametrize("name", ASKED)
def test_every_question_can_be_answered_to_the_end(name: str, view: Any) -> None:
    shown = view(getattr(lesson, name)())
    for _round in range(len(stage.examples().owners if name == "owners" else stage.examples().seats)):
        asked = shown.said
        shown.buttons[0].click()
        assert "failed" not in shown.html
        assert len(shown.said) > len(asked) + 30
        shown.buttons[-1].click()


# --- the world still says what the lesson says of it ---


def test_the_examples_are_about_nothing_the_graded_material_is_about() -> None:
    graded = "".join((FOLDER / name).read_text(encoding="utf-8") for name in ("ideas.yaml", "situations.yaml"))
    assert "报销" not in graded
    assert all("报销" not in story["name"] for story in read_yaml(FOLDER / "stories.yaml")["stories"])


def test_each_form_is_at_home_where_the_lesson_says() -> None:
    at_home = {"article": "gongzhonghao", "note": "xiaohongshu", "long": "bilibili", "hot": "weibo"}
    for piece, home in at_home.items():
        assert pieces.play_fit(piece, "follow").best == home
    article = stage.brings("article", "follow")
    assert article["douyin"] < article["gongzhonghao"] / 8


def test_what_counts_changes_where_a_piece_belongs() -> None:
    follow, keep = (pieces.play_fit("family", goal).best for goal in ("follow", "keep"))
    assert (follow, keep) == ("gongzhonghao", "shipinhao")


def test_every_round_of_seats_can_be_told_and_the_second_is_not_what_it_seems() -> None:
    swaps = [pieces.swap_of(number) for number in range(len(stage.examples().seats))]
    assert [swap.better for swap in swaps] == [0, 1, 0]
    here, moved = swaps[1].cells[0]
    assert here > moved, "the video alone would bring more where it has to make room"


def test_length_and_life_are_as_the_lesson_says() -> None:
    at = {seconds: place for place, seconds in enumerate(lasting.SECONDS)}
    by_length = lasting.play_length(30).relative
    assert by_length["douyin"][at[30]] > 3 * by_length["douyin"][at[360]]
    assert by_length["bilibili"][at[360]] > by_length["bilibili"][at[30]]
    come = lasting.play_life(1).come
    assert come["weibo"][1] > 0.75
    week = {slug: shares[6] for slug, shares in come.items()}
    assert max(week["xiaohongshu"], week["bilibili"]) < 0.75 < 0.9 < min(week["gongzhonghao"], week["weibo"])


def test_a_carried_over_text_is_seen_and_a_new_one_is_not() -> None:
    texts = stage.examples().texts
    assert alike(texts["first"], texts["copied"]) >= COPIED
    assert alike(texts["first"], texts["told"]) <= FREE
    marked = words.copied_html(texts["first"], texts["copied"])
    assert '<mark class="same">' in marked
    assert "<mark" not in words.copied_html(texts["first"], texts["told"])


def test_what_a_trainee_types_is_shown_as_text() -> None:
    assert "<img" not in words.copied_html("她垫了三千块", "<img src=x>她垫了三千块")
