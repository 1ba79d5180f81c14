"""Previews of posts on the platforms' phones: what is cut where, what a fresh post shows, nothing of a text runs."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from curriculum.workbench.parts.bilibili import BilibiliPreview, home_view
from curriculum.workbench.parts.bilibili import video_view as bilibili_page
from curriculum.workbench.parts.douyin import DouyinPreview
from curriculum.workbench.parts.douyin import video_view as douyin_video
from curriculum.workbench.parts.feed import big, clock, cut, cut_lines, marked, width, with_tags
from curriculum.workbench.parts.gongzhonghao import PostPreview
from curriculum.workbench.parts.previews import PREVIEWS
from curriculum.workbench.parts.shipinhao import ShipinhaoPreview, moments_view
from curriculum.workbench.parts.shipinhao import video_view as shipinhao_video
from curriculum.workbench.parts.weibo import WeiboPreview, timeline_view, topic_view
from curriculum.workbench.parts.xiaohongshu import NotePreview, explore_view, note_view, search_view
from simulations.language import _
from simulations.world.platforms import platform_slugs

EVIL = '<img src=x onerror="alert(1)"> & "#'
PICTURE = '<svg role="img" aria-label="三件衬衫"></svg>'
VIEWS = [(slug, name) for slug, views in PREVIEWS.items() for name in views]


def posts(text: str) -> dict[str, Any]:
    """A post on each platform with the same text in every field."""
    return {
        "gongzhonghao": PostPreview(text, text, text, text, text, text, "", {}, text, text, text),
        "douyin": DouyinPreview(text, text, text, (text,), sound=text, when=text, bio=text),
        "xiaohongshu": NotePreview(text, text, text, (text,), when=text, query=text),
        "bilibili": BilibiliPreview(text, text, text, (text,), bullets=(text,), when=text),
        "shipinhao": ShipinhaoPreview(text, text, text, (text,), "", (text, text), text, text, text),
        "weibo": WeiboPreview(text, f"#{text}# {text}", (), text, text, text, text),
    }


class Attributes(HTMLParser):
    """Tags and names of attributes that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _value in attrs}


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_every_platform_has_its_views_each_with_a_title() -> None:
    assert set(PREVIEWS) == set(platform_slugs())
    for views in PREVIEWS.values():
        titles = [str(view.label) for view in views.values()]
        assert all(titles)
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(("slug", "name"), VIEWS)
def test_an_empty_post_can_be_looked_at(slug: str, name: str) -> None:
    assert plain(PREVIEWS[slug][name].draw(posts("")[slug])).strip()


@pytest.mark.parametrize(("slug", "name"), VIEWS)
def test_nothing_a_trainee_types_becomes_markup(slug: str, name: str) -> None:
    met = Attributes(PREVIEWS[slug][name].draw(posts(EVIL)[slug]))
    assert "img" not in met.tags
    assert "onerror" not in met.names


@pytest.mark.parametrize(
    ("count", "shown"), [(None, "0"), (0, "0"), (9_999, "9999"), (12_990, "1.2"), (100_000, "10"), (128_000_000, "1.2")]
)
def test_counts_are_written_as_platforms_write_them(count: int | None, shown: str) -> None:
    assert re.match(r"[\d.]+", big(count))[0] == shown  # type: ignore[index]
    assert big(count).isdecimal() == ((count or 0) < 10_000)


@pytest.mark.parametrize(("seconds", "shown"), [(0, "00:00"), (61, "01:01"), (3_725, "1:02:05")])
def test_a_length_is_written_as_players_write_it(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_a_letter_is_half_as_wide_as_a_character() -> None:
    assert width("周报AB12") == 4
    assert cut("周报AB12", 3) == "周报AB"
    assert cut("周报", 140) == "周报"


def test_a_text_that_fits_its_lines_is_not_cut() -> None:
    assert cut_lines("字" * 30, per_line=15, lines=2, room=3) == "字" * 30
    assert cut_lines("字" * 31, per_line=15, lines=2, room=3) == "字" * 27
    assert cut_lines("一\n二", per_line=15, lines=2, room=3) == "一\n二"
    assert cut_lines("一\n二\n三", per_line=15, lines=2, room=3) == "一\n二"


def test_tags_are_said_once_however_they_are_typed() -> None:
    assert with_tags("看 #通勤 三套", ("通勤", "#职场穿搭", " ", "#")) == "看 #通勤 三套 #职场穿搭"
    assert with_tags("", ("通勤",)) == "#通勤"


def test_tags_and_names_look_like_links() -> None:
    assert marked("a<b #通勤，问@小林 吧") == "a&lt;b <em>#通勤</em>，问<em>@小林</em> 吧"


def test_a_fresh_post_asks_for_what_it_has_none_of_yet() -> None:
    note = NotePreview("衣见", "三件衬衫", "正文")
    assert _("Collect") in plain(note_view(note))
    counted = note_view(replace(note, saves=12_000))
    assert _("Collect") not in plain(counted)
    assert f'aria-label="{_("Collect")}"' in counted  # the number alone would not say of what
    assert _("Be the first") in plain(douyin_video(DouyinPreview("衣见", "", "")))
    assert _("Give a coin") in plain(bilibili_page(BilibiliPreview("衣见", "")))


def test_a_note_shows_all_its_pictures_and_the_first_is_the_cover() -> None:
    other = PICTURE.replace("三件衬衫", "领口")
    note = NotePreview("衣见", "三件衬衫", "正文", ("通勤",), (PICTURE, other))
    assert PICTURE in explore_view(note)
    assert other not in explore_view(note)
    assert "1/2" in note_view(note)
    assert "2/2" in note_view(note)
    assert other in note_view(note)
    assert "1/1" not in note_view(replace(note, pictures=(PICTURE,)))


def test_a_note_is_searched_by_its_first_tag_unless_told_otherwise() -> None:
    note = NotePreview("衣见", "三件衬衫", "正文", ("#通勤",))
    assert "通勤" in plain(search_view(note))
    assert "面试穿什么" in plain(search_view(replace(note, query="面试穿什么")))


def test_a_caption_shows_two_lines_and_unfolds() -> None:
    short = DouyinPreview("衣见", "三件衬衫", "穿五天")
    assert "<details" not in douyin_video(short)
    long = douyin_video(replace(short, caption="字" * 60, tags=("通勤",)))
    head = re.search(r'<span class="feed-head">(.*?)</span>', long)
    assert head is not None
    assert 20 < plain(head[1]).count("字") + 5 < 30
    assert _("Unfold") in head[1]
    assert "字" * 60 in long


def test_bullets_fly_over_the_player_and_only_there() -> None:
    video = BilibiliPreview("衣见", "三件衬衫", bullets=("前方高能",), length_s=754, cover=PICTURE)
    assert "前方高能" in bilibili_page(video)
    assert "前方高能" not in home_view(video)
    assert "12:34" in home_view(video)


def test_friends_stand_over_a_video_only_if_there_are_any() -> None:
    video = ShipinhaoPreview("衣见", "三件衬衫", sharer="小林", moments_line="周日晚挂好")
    assert "sph-friends" not in shipinhao_video(video)
    liked = plain(shipinhao_video(replace(video, friends=("王姐", "老陈"))))
    assert "王姐" in liked
    assert "2" in liked
    assert "周日晚挂好" in moments_view(video)


def test_the_timeline_folds_a_post_after_140_characters() -> None:
    assert "<details" not in timeline_view(WeiboPreview("衣见", "字" * 140))
    folded = timeline_view(WeiboPreview("衣见", "字" * 141))
    assert f"{'字' * 140}…" in folded
    assert "字" * 141 in folded


def test_more_than_nine_pictures_are_counted() -> None:
    assert "+" not in plain(
        timeline_view(WeiboPreview("衣见", "文", (PICTURE,) * 9)).split("wb-grid")[1].split("wb-acts")[0]
    )
    many = timeline_view(WeiboPreview("衣见", "文", (PICTURE,) * 12))
    assert many.count(PICTURE) == 9
    assert "<b>+3</b>" in many


def test_a_topic_is_what_stands_between_two_signs() -> None:
    post = WeiboPreview("衣见", "@小林 看 #三件衬衫穿一周# 和 #通勤#", topic_reads=128_000_000)
    assert post.topic == "#三件衬衫穿一周#"
    assert "#三件衬衫穿一周#" in plain(topic_view(post))
    assert WeiboPreview("衣见", "#不成话题").topic == ""
