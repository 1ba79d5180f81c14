"""All previews by platform: what a phone can show of a post there, each under the name of its tab."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from curriculum.workbench.parts import bilibili, douyin, gongzhonghao, shipinhao, weibo, xiaohongshu
from simulations.language import Message, message


class View(NamedTuple):
    """A view: the title of its tab, and what draws a platform's preview as trusted HTML."""

    label: Message
    draw: Callable[[Any], str]


PREVIEWS: Mapping[str, Mapping[str, View]] = {
    "gongzhonghao": {
        "article": View(message("Article"), gongzhonghao.article_view),
        "list": View(message("Subscriptions"), gongzhonghao.list_view),
        "moments": View(message("Moments"), gongzhonghao.moments_view),
        "group": View(message("Group"), gongzhonghao.group_view),
    },
    "douyin": {
        "video": View(message("Video"), douyin.video_view),
        "profile": View(message("Account page"), douyin.profile_view),
    },
    "xiaohongshu": {
        "explore": View(message("Explore"), xiaohongshu.explore_view),
        "note": View(message("Opened note"), xiaohongshu.note_view),
        "search": View(message("Search"), xiaohongshu.search_view),
    },
    "bilibili": {
        "home": View(message("Home"), bilibili.home_view),
        "page": View(message("Video page"), bilibili.video_view),
    },
    "shipinhao": {
        "video": View(message("Video"), shipinhao.video_view),
        "moments": View(message("Moments"), shipinhao.moments_view),
    },
    "weibo": {
        "timeline": View(message("Timeline"), weibo.timeline_view),
        "topic": View(message("Topic page"), weibo.topic_view),
    },
}
