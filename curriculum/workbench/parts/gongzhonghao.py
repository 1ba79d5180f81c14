"""A 公众号 post as readers meet it: in the list of their subscriptions, opened, in Moments, in a group."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from simulations.language import _
from simulations.rendering import markdown_html

BARE = re.compile(r"!\[[^\]]*\]\([^)]*\)|[#*>`_-]")
DIGEST_FROM_BODY = 54  # characters the platform takes from the text where there is no digest


@dataclass(frozen=True)
class PostPreview:
    """What a preview shows; every text may still be empty.

    Attributes
    ----------
    cover : str
        Trusted HTML of the cover, empty if none is chosen.
    pictures : mapping
        Picture id to trusted HTML.
    """

    account: str
    author: str
    title: str
    digest: str
    body: str
    call: str
    cover: str
    pictures: Mapping[str, str]
    when: str = ""
    moments_line: str = ""
    group_line: str = ""

    @property
    def shown_digest(self) -> str:
        """The digest, or what the platform puts in its place."""
        return self.digest.strip() or " ".join(BARE.sub("", self.body).split())[:DIGEST_FROM_BODY]

    @property
    def _title(self) -> str:
        return escape(self.title.strip()) or _empty(_("No title yet"))

    @property
    def _cover(self) -> str:
        empty = _("No cover yet")
        return self.cover or f'<div class="gzh-no-cover">{escape(empty)}</div>'


def _empty(text: str) -> str:
    return f'<i class="gzh-empty">{escape(text)}</i>'


def _bar(text: str) -> str:
    return f'<div class="gzh-bar">{escape(text)}</div>'


def _avatar(name: str) -> str:
    return f'<span class="gzh-avatar" aria-hidden="true">{escape(name[:1])}</span>'


def list_view(post: PostPreview) -> str:
    """The post in the list of subscriptions: cover, two lines of title, digest."""
    return (
        _bar(_("Subscriptions")) + f'<div class="gzh-list"><div class="gzh-from">{_avatar(post.account)}'
        f"<b>{escape(post.account)}</b><time>{escape(post.when)}</time></div>"
        f'<div class="gzh-card"><div class="gzh-cover">{post._cover}</div>'
        f'<div class="gzh-card-text"><h4>{post._title}</h4>'
        f"<p>{escape(post.shown_digest)}</p></div></div>"
        '<div class="gzh-ghost"><span></span><span></span></div></div>'
    )


def article_view(post: PostPreview) -> str:
    """The post opened."""
    body = markdown_html(post.body, post.pictures) or _empty(_("The text appears here as you type."))
    call = f'<p class="gzh-call">{escape(post.call)}</p>' if post.call.strip() else ""
    return (
        f'<div class="gzh-article"><h1>{post._title}</h1><p class="gzh-byline">{escape(post.author)} '
        f"<b>{escape(post.account)}</b> <time>{escape(post.when)}</time></p>"
        f'<div class="gzh-body">{body}</div>{call}</div>'
    )


def _forwarded(post: PostPreview) -> str:
    return (
        f'<div class="gzh-forward"><div><h4>{post._title}</h4><p>{escape(post.shown_digest)}</p></div>'
        f'<div class="gzh-thumb">{post._cover}</div><small>{escape(post.account)}</small></div>'
    )


def _said(line: str) -> str:
    return escape(line.strip()) or _empty(_("Nothing written yet"))


def moments_view(post: PostPreview) -> str:
    """The post in a colleague's Moments, under the line written for it."""
    return (
        _bar(_("Moments")) + f'<div class="gzh-moment">{_avatar(post.author)}<div><b>{escape(post.author)}</b>'
        f'<p>{_said(post.moments_line)}</p><div class="gzh-link"><div class="gzh-thumb">{post._cover}</div>'
        f"<span>{post._title}</span></div>"
        f"<time>{escape(post.when)}</time></div></div>"
    )


def group_view(post: PostPreview) -> str:
    """The post in a readers' group: the card, and the line written for it."""
    return (
        _bar(_("Readers of {account} (186)").format(account=post.account)) + '<div class="gzh-chat">'
        f"<time>{escape(post.when)}</time>"
        f'<div class="gzh-mine">{_forwarded(post)}{_avatar(post.author)}</div>'
        f'<div class="gzh-mine"><p class="gzh-bubble">{_said(post.group_line)}</p>{_avatar(post.author)}</div></div>'
    )
