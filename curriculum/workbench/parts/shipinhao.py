"""A 视频号 video as viewers meet it: playing, with the friends who like it, and shared to Moments."""

from dataclasses import dataclass
from html import escape

from curriculum.workbench.parts.feed import act, avatar, cut_lines, folded, picture, said, tabs, with_tags
from curriculum.workbench.parts.icons import icon
from simulations.language import _

PER_LINE, LINES, UNFOLD = 18, 2, 3  # characters in a line of the text, lines shown, room for 「展开」
FACES = 3  # friends whose pictures are shown
CHANNELS = (
    '<svg class="feed-icon sph-sign" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 7c2-2 6 1 8 9 2-8 6-11 8-9'
    's-1 10-4 10c-2 0-3-2-4-5-1 3-2 5-4 5-3 0-6-8-4-10z"/></svg>'
)


@dataclass(frozen=True)
class ShipinhaoPreview:
    """What a preview shows; every text may still be empty.

    Attributes
    ----------
    title : str
        The short title.
    cover : str
        Trusted HTML of the cover, upright; empty if none is chosen.
    friends : tuple of str
        Friends of the viewer who gave it a heart.
    sharer, moments_line : str
        Who shares it to Moments, and what they write.
    when : str
        Empty for just now.
    likes, hearts, comments, shares : int, optional
        None before publication. A heart recommends to friends, a like does not.
    """

    account: str
    title: str
    caption: str = ""
    tags: tuple[str, ...] = ()
    cover: str = ""
    friends: tuple[str, ...] = ()
    sharer: str = ""
    moments_line: str = ""
    when: str = ""
    likes: int | None = None
    hearts: int | None = None
    comments: int | None = None
    shares: int | None = None


def video_view(video: ShipinhaoPreview) -> str:
    """The video on the whole screen."""
    text = with_tags(video.caption, video.tags)
    caption = folded(text, cut_lines(text, PER_LINE, LINES, UNFOLD)) if text else ""
    top = tabs(_("Follows"), _("Friends ♥"), _("Recommended"), on=1 if video.friends else 2)
    title, follow = said(video.title, _("No title yet")), _("Follow")
    acts = (
        act("thumb", _("Like"), video.likes)
        + act("heart", _("Recommend"), video.hearts)
        + act("bubble", _("Comment"), video.comments)
        + act("arrow", _("Forward"), video.shares)
    )
    return (
        f'<div class="feed feed-full sph">{picture(video.cover)}'
        f'<div class="sph-top" aria-hidden="true">{icon("back")}{top}{icon("search")}{icon("person")}</div>'
        f'<div class="sph-words">{_friends(video.friends)}<h4>{title}</h4>{caption}</div>'
        f'<div class="sph-bottom"><span class="sph-who">{avatar(video.account)}<b>{escape(video.account)}</b>'
        f"<em>{escape(follow)}</em></span>{acts}</div></div>"
    )


def moments_view(video: ShipinhaoPreview) -> str:
    """The video in Moments, under the line written for it."""
    sharer, moments = video.sharer.strip() or _("Me"), _("Moments")
    line, when = said(video.moments_line, _("Nothing written yet")), video.when.strip() or _("Just now")
    return (
        f'<div class="gzh-bar">{escape(moments)}</div><div class="gzh-moment sph-moment">'
        f'<span class="gzh-avatar" aria-hidden="true">{escape(sharer[:1])}</span><div><b>{escape(sharer)}</b>'
        f'<p>{line}</p><div class="sph-shared">{picture(video.cover)}'
        f'<i aria-hidden="true">{icon("play", full=True)}</i><span>{CHANNELS}{escape(video.account)}</span></div>'
        f'<div class="sph-time"><time>{escape(when)}</time>'
        f'<em aria-hidden="true">{icon("more")}</em></div></div></div>'
        '<div class="gzh-moment sph-moment sph-ghost" aria-hidden="true"><span class="gzh-avatar"></span>'
        '<div><i class="feed-bar is-short"></i><i class="feed-bar"></i><i class="feed-bar"></i></div></div>'
    )


def _friends(friends: tuple[str, ...]) -> str:
    if not friends:
        return ""
    faces = "".join(avatar(name) for name in friends[:FACES])
    words = _("{name} and others, {n} friends ♥").format(name=friends[0], n=len(friends))
    alone = _("{name}, a friend, ♥").format(name=friends[0])
    return f'<p class="sph-friends">{faces}<span>{escape(words if len(friends) > 1 else alone)}</span></p>'
