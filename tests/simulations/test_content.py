"""One content does differently on each platform: every factor moves what it should, in its direction, and no more."""

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from simulations.world.audience.segments import mix, segments
from simulations.world.content import Content, Effects, effects
from simulations.world.draws import Worlds
from simulations.world.platforms import platform_slugs
from simulations.world.platforms.post import Account, PostOutcome, Publication
from simulations.world.platforms.publishing import publish
from simulations.world.script import Beat, Script, excellent, ordinary

WORLDS = Worlds(b"content", 200)
HOME = {
    "gongzhonghao": "article",
    "douyin": "video",
    "xiaohongshu": "note",
    "bilibili": "video",
    "shipinhao": "video",
    "weibo": "text",
}
VIDEO = ("douyin", "bilibili", "shipinhao")
QUALITIES = ("hook", "substance", "story", "visual")
LOGS = ("click", "finish", "like", "comment", "share", "save", "follow")


def taken(on: str, **more: Any) -> Effects:
    return effects(Content.model_validate({"format": HOME[on], "niche": "workplace"} | more), on, WORLDS)


def published(on: str, **more: Any) -> PostOutcome:
    return publish(Publication("post", 3, 20, taken(on, **more)), Account(50_000), WORLDS, on=on)


@pytest.mark.parametrize("on", platform_slugs())
def test_a_middling_piece_of_the_platforms_own_kind_is_what_the_numbers_are_stated_for(on: str) -> None:
    plain = taken(on)
    assert [getattr(plain, name) for name in LOGS] == [0.0] * len(LOGS)
    assert abs(plain.reach) < 0.35  # the niche's own home, and a tag more or less
    assert plain.action == 0.0
    assert plain.fit is not None
    assert not plain.fit.any()


@pytest.mark.parametrize("on", platform_slugs())
@pytest.mark.parametrize("quality", QUALITIES)
def test_better_is_never_worse(on: str, quality: str) -> None:
    poor, fine = (taken(on, **{quality: level}) for level in (0.2, 0.9))
    moved = [getattr(fine, row.name) - getattr(poor, row.name) for row in fields(Effects) if row.name != "fit"]
    assert min(moved) >= 0
    assert max(moved) > 0.1


@pytest.mark.parametrize("on", platform_slugs())
def test_a_good_title_does_not_work_wonders(on: str) -> None:
    best, middling = (taken(on, hook=hook).click for hook in (1.0, 0.5))
    assert 1.15 < np.exp(best - middling) < 1.30


def test_each_quality_has_its_own_use() -> None:
    useful, moving, pretty = (taken("xiaohongshu", **{name: 1.0}) for name in ("substance", "story", "visual"))
    assert useful.save > max(moving.save, pretty.save) == 0
    assert moving.comment > max(useful.comment, pretty.comment) == 0
    assert pretty.click > max(useful.click, moving.click) == 0
    assert useful.follow > moving.follow == pretty.follow == 0
    assert min(useful.share, moving.share) > pretty.share == 0


def test_a_cover_decides_where_one_chooses_by_it() -> None:
    assert taken("xiaohongshu", visual=1.0).click > taken("gongzhonghao", visual=1.0).click


def test_the_first_seconds_decide_where_videos_play_by_themselves() -> None:
    assert taken("douyin", hook=1.0).finish > taken("gongzhonghao", hook=1.0).finish > 0


@pytest.mark.parametrize("on", platform_slugs())
def test_a_platform_shows_most_of_what_it_is_made_for(on: str) -> None:
    shown = {form: taken(on, format=form).reach for form in ("article", "note", "video", "text")}
    assert shown[HOME[on]] >= max(shown.values()) - 0.15
    assert min(shown.values()) < shown[HOME[on]] - 0.2
    assert (
        published(on).reads.mean() > 1.2 * published(on, format=min(shown, key=lambda form: shown[form])).reads.mean()
    )


@pytest.mark.parametrize("on", platform_slugs())
def test_too_long_and_too_thin_are_read_to_the_end_by_fewer(on: str) -> None:
    usual, long, thin = (taken(on, length=length) for length in (None, 20_000, 5))
    assert usual.finish == 0
    assert long.finish < 0 > thin.finish
    assert taken(on, length=20_000).click == usual.click  # seen only once one reads


def test_what_is_long_on_douyin_is_short_on_bilibili() -> None:
    assert taken("douyin", length=240).finish < taken("bilibili", length=240).finish == 0
    assert taken("bilibili", length=30).finish < taken("douyin", length=30).finish == 0


def test_tags_help_until_there_are_enough() -> None:
    none, some, enough, many = (taken("xiaohongshu", tags=tags).reach for tags in (0, 3, 6, 10))
    assert none < some < enough == many
    assert many - none < 0.3


def test_search_finds_what_carries_the_words_and_is_searched() -> None:
    worded = taken("xiaohongshu", topic="job_hunting", search=0.9)
    assert worded.search > taken("xiaohongshu", topic="job_hunting", search=0.3).search
    assert worded.search > taken("xiaohongshu", topic="work_and_family", search=0.9).search
    found, missed = (published("xiaohongshu", topic="job_hunting", search=carried) for carried in (0.9, 0.1))
    assert found.source("search").mean() > 3 * missed.source("search").mean()
    assert np.array_equal(found.source("explore"), missed.source("explore"))


@pytest.mark.parametrize("on", ["xiaohongshu", "bilibili", "gongzhonghao"])
def test_a_topic_brings_those_whom_it_speaks_to(on: str) -> None:
    students = list(segments()).index("student")
    fit = taken(on, topic="job_hunting").fit
    assert fit is not None
    assert fit[students] == max(fit) > 0 > min(fit)
    shares = {
        topic: read.readers.sum(axis=0) / read.reads.sum()
        for topic, read in ((topic, published(on, topic=topic)) for topic in ("job_hunting", "team_lead"))
    }
    assert shares["job_hunting"][students] > mix(on, "workplace")[students] > shares["team_lead"][students]


@pytest.mark.parametrize("on", platform_slugs())
def test_a_copy_is_shown_to_fewer_and_makes_nobody_follow(on: str) -> None:
    own, copied = taken(on, originality=1.0), taken(on, originality=0.2)
    assert copied.reach < own.reach - 0.4
    assert copied.follow < own.follow
    assert copied.click == own.click


@pytest.mark.parametrize("on", platform_slugs())
def test_selling_costs_clicks_ends_and_shares(on: str) -> None:
    sells, gives = taken(on, advertising=0.8), taken(on, advertising=0.0)
    assert sells.click < gives.click
    assert sells.finish < gives.finish
    assert sells.share < gives.share


@pytest.mark.parametrize("call", ["comment", "share", "save", "follow"])
def test_a_call_moves_what_it_asks_for_and_nothing_else(call: str) -> None:
    asked, silent = taken("weibo", call=call), taken("weibo")
    moved = {name for name in LOGS if getattr(asked, name) != getattr(silent, name)}
    assert moved == {call}
    assert 0 < getattr(asked, call) < 0.3


def test_only_who_is_asked_adds_or_buys() -> None:
    assert published("gongzhonghao").actions.sum() == 0
    plain, useful = (published("gongzhonghao", call="add", substance=substance) for substance in (0.5, 1.0))
    assert 0 < plain.actions.sum() < useful.actions.sum()
    assert np.all(useful.actions <= useful.finishers)


def test_bought_likes_lift_a_piece_a_little() -> None:
    assert 0 < taken("douyin", bought_engagement=True).reach - taken("douyin").reach < 0.6


# ---------------------------------------------------------------------------------------------------------- scripts
@pytest.mark.parametrize("on", VIDEO)
def test_an_ordinary_script_of_usual_length_is_a_middling_video(on: str) -> None:
    usual = WORLDS.values(on)["video_seconds"]
    assert taken(on, script=ordinary(usual)).finish == pytest.approx(0)
    assert taken(on, script=excellent(usual)).finish > 0.3


@pytest.mark.parametrize("on", VIDEO)
def test_a_scripts_hook_counts(on: str) -> None:
    def opening(interest: float) -> Effects:
        rest = (Beat(seconds=6, kind="demo", interest=0.5), Beat(seconds=6, kind="story", interest=0.5))
        return taken(on, script=Script(beats=(Beat(seconds=3, kind="hook", interest=interest), *rest)))

    assert opening(0.9).finish > opening(0.2).finish + 0.1
    assert opening(0.9).click == opening(0.2).click  # title and cover are another matter


@pytest.mark.parametrize("on", VIDEO)
@pytest.mark.parametrize("length", [15, 30, 60, 300])
def test_a_script_is_held_against_others_of_its_length(on: str, length: int) -> None:
    """A short video is finished by more, which is no merit: as to length, it counts as any video of that length."""
    assert taken(on, script=ordinary(length)).finish == pytest.approx(taken(on, length=length).finish)


def test_a_video_far_too_short_for_the_platform_does_not_win_there() -> None:
    assert taken("bilibili", script=ordinary(10)).finish < taken("bilibili", script=ordinary(300)).finish


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"format": "podcast"}, "format"),
        ({"hook": -0.1}, "hook"),
        ({"originality": 1.1}, "originality"),
        ({"length": 0}, "length"),
        ({"tags": -1}, "tags"),
        ({"call": "like"}, "call"),
        ({"script": ordinary(30)}, "script"),
    ],
)
def test_what_is_no_content_is_refused(more: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError, match=field):
        Content.model_validate({"format": "note", "niche": "workplace"} | more)
