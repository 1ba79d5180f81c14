"""A 微博 post as readers meet it: in the timeline, and under the topic it takes part in."""

import re
from dataclasses import dataclass
from html import escape

from curriculum.workbench.parts.feed import PLUS, act, avatar, big, cut, folded, picture, said, tabs
from curriculum.workbench.parts.icons import icon
from simulations.language import _

MARKS = re.compile(r"(#[^#\n]+#|@[\w-]+)")  # here a topic has a # on either side
SHOWN = 140  # characters before the timeline folds a post
GRID = 9  # pictures before the rest is only counted


@dataclass(frozen=True)
class WeiboPreview:
    """What a preview shows; every text may still be empty.

    Attributes
    ----------
    pictures : tuple of str
        Trusted HTML of the pictures in their order.
    when : str
        Empty for just now.
    device : str
        What stands behind 「来自」; empty for the web.
    host, introduction : str
        Of the topic's page: its host and what it is about.
    reposts, comments, likes, topic_reads, topic_posts : int, optional
        None before publication.
    """

    account: str
    text: str
    pictures: tuple[str, ...] = ()
    when: str = ""
    device: str = ""
    host: str = ""
    introduction: str = ""
    reposts: int | None = None
    comments: int | None = None
    likes: int | None = None
    topic_reads: int | None = None
    topic_posts: int | None = None

    @property
    def topic(self) -> str:
        """The first topic in the text with its signs, empty if there is none."""
        return next((mark for mark in MARKS.findall(self.text) if mark.startswith("#")), "")


def timeline_view(post: WeiboPreview) -> str:
    """The post in the timeline."""
    top = tabs(_("Follows"), _("Recommended"))
    bottom = tabs(_("Home"), _("Video"), _("Discover"), _("Messages"), _("My page"), classes="feed-bottom")
    return (
        f'<div class="feed wb"><div class="wb-top" aria-hidden="true">{icon("person")}{top}'
        f'<b class="wb-new">{PLUS}</b></div>{_card(post)}{_ghost()}{bottom}</div>'
    )


def topic_view(post: WeiboPreview) -> str:
    """The head of the topic's page, with the post under it."""
    reads = _("{n} reads").format(n=big(post.topic_reads))
    posts = _("{n} posts").format(n=big(post.topic_posts))
    host = _("Host: {name}").format(name=post.host.strip()) if post.host.strip() else ""
    topic = said(post.topic, _("No topic yet"))
    about = f'<p class="wb-about">{escape(post.introduction)}</p>' if post.introduction.strip() else ""
    kinds = tabs(_("Overview"), _("Newest"), _("Trending"), _("Video"), _("Pictures"), classes="wb-kinds")
    join = _("Take part in the topic")
    return (
        f'<div class="feed wb"><div class="wb-banner"><div aria-hidden="true">{icon("back")}{icon("search")}</div>'
        f"<h4>{topic}</h4><p><span>{reads}</span> <span>{posts}</span></p><p>{escape(host)}</p></div>"
        f'{about}{kinds}{_card(post)}{_ghost()}<div class="wb-join" aria-hidden="true">{icon("pen")}'
        f"{escape(join)}</div></div>"
    )


def _card(post: WeiboPreview) -> str:
    text = post.text.strip()
    shown = folded(text, cut(text, SHOWN), MARKS) if text else said("", _("Nothing written yet"))
    source = _("from {device}").format(device=post.device.strip() or _("Weibo on the web"))
    when, follow = post.when.strip() or _("Just now"), _("Follow")
    acts = (
        act("send", _("Repost"), post.reposts)
        + act("bubble", _("Comment"), post.comments)
        + act("thumb", _("Like"), post.likes)
    )
    return (
        f'<div class="wb-card"><div class="wb-head">{avatar(post.account)}<span><b>{escape(post.account)}</b>'
        f"<time>{escape(when)} {escape(source)}</time></span>"
        f'<em>+ {escape(follow)}</em></div><div class="wb-text">{shown}{_grid(post.pictures)}</div>'
        f'<div class="wb-acts">{acts}</div></div>'
    )


def _grid(pictures: tuple[str, ...]) -> str:
    if not pictures:
        return ""
    shown, rest = pictures[:GRID], len(pictures) - GRID
    cells = [picture(html) for html in shown]
    if rest > 0:
        cells[-1] = f'<div class="wb-last">{cells[-1]}<b>+{rest}</b></div>'
    return f'<div class="wb-grid wb-grid-{min(len(shown), 5)}">{"".join(cells)}</div>'


def _ghost() -> str:
    return (
        '<div class="wb-card" aria-hidden="true"><div class="wb-head"><span class="feed-avatar is-ghost"></span><span>'
        '<i class="feed-bar is-short"></i></span></div><div class="wb-text"><i class="feed-bar"></i>'
        '<i class="feed-bar"></i><i class="feed-bar is-short"></i></div></div>'
    )
