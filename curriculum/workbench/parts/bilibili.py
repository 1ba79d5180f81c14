"""A B站 video as viewers meet it: a card on the home page, and its own page with bullet comments."""

from dataclasses import dataclass
from html import escape

from curriculum.workbench.parts.feed import PLUS, act, avatar, big, clock, cut_lines, folded, picture, said, tabs, tint
from curriculum.workbench.parts.icons import icon
from simulations.language import _

PER_LINE, LINES, UNFOLD = 20, 2, 3  # characters in a line of the description, lines shown, room for 「展开」
LANES = 4  # lines of bullet comments over a picture of this height


@dataclass(frozen=True)
class BilibiliPreview:
    """What a preview shows; every text may still be empty.

    Attributes
    ----------
    account : str
        Name of the UP主.
    cover : str
        Trusted HTML of the cover, 16:9; empty if none is chosen.
    length_s : float
        Length in seconds.
    bullets : tuple of str
        Bullet comments that fly over the picture; a few lines fit.
    when : str
        Empty for just now.
    plays, bullet_count, likes, coins, saves, shares, comments : int, optional
        None before publication.
    followers : int, optional
        Of the account; None if unknown.
    """

    account: str
    title: str
    description: str = ""
    tags: tuple[str, ...] = ()
    cover: str = ""
    length_s: float = 0.0
    bullets: tuple[str, ...] = ()
    when: str = ""
    plays: int | None = None
    bullet_count: int | None = None
    likes: int | None = None
    coins: int | None = None
    saves: int | None = None
    shares: int | None = None
    comments: int | None = None
    followers: int | None = None


def home_view(video: BilibiliPreview) -> str:
    """The video's card among others on the home page."""
    top = tabs(_("Live"), _("Recommended"), _("Trending"), _("Anime"), _("Films"), on=1, classes="bili-kinds")
    bottom = tabs(_("Home"), _("Follows"), PLUS, _("Member shop"), _("Mine"), classes="feed-bottom")
    search, title = _("Search"), said(video.title, _("No title yet"))
    return (
        f'<div class="feed bili"><div class="bili-top" aria-hidden="true">{avatar("")}<span>{icon("search")}'
        f"{escape(search)}</span>{icon('mail')}</div>{top}"
        f'<div class="bili-cards"><div class="bili-card"><div class="bili-cover">{picture(video.cover)}'
        f"<p>{_counts(video)}<time>{clock(video.length_s)}</time></p></div><h4>{title}</h4>"
        f'<div class="bili-by"><i>UP</i><span>{escape(video.account)}</span>{icon("more")}</div></div>'
        f"{''.join(map(_ghost, range(5)))}</div>{bottom}</div>"
    )


def video_view(video: BilibiliPreview) -> str:
    """The head of the video's page: player, title, what viewers can give it."""
    lanes = "".join(
        f'<span class="bili-lane-{place}">{escape(text)}</span>' for place, text in enumerate(video.bullets[:LANES])
    )
    about, comments, send = _("Introduction"), _("Comments"), _("Send a bullet")
    fans = _("{n} fans").format(n=big(video.followers)) if video.followers is not None else ""
    title, follow, now = said(video.title, _("No title yet")), _("Follow"), video.when.strip() or _("Just now")
    count = f" {big(video.comments)}" if video.comments else ""
    text = video.description.strip()
    description = folded(text, cut_lines(text, PER_LINE, LINES, UNFOLD)) if text else ""
    names = [name for tag in video.tags if (name := tag.strip().strip("#").strip())]
    tags = "".join(f"<span>{escape(name)}</span>" for name in names)
    acts = (
        act("thumb", _("Give a like"), video.likes, full=True)
        + act("thumb_down", _("Dislike"), None, full=True)
        + act("coin", _("Give a coin"), video.coins, full=True)
        + act("star", _("Collect"), video.saves, full=True)
        + act("arrow", _("Share it"), video.shares, full=True)
    )
    return (
        f'<div class="feed bili bili-page"><div class="bili-player">{picture(video.cover)}'
        f'<div class="bili-bullets">{lanes}</div><div class="bili-controls" aria-hidden="true">'
        f"{icon('pause', full=True)}<i></i><time>00:00/{clock(video.length_s)}</time></div></div>"
        f'<div class="bili-pages" aria-hidden="true"><b>{escape(about)}</b><span>{escape(comments)}{count}</span>'
        f'<em>{escape(send)}</em></div><div class="bili-about"><div class="bili-up">{avatar(video.account)}'
        f"<span><b>{escape(video.account)}</b><time>{escape(fans)}</time></span><em>+ {escape(follow)}</em></div>"
        f'<div class="bili-title"><h4>{title}</h4>{icon("down")}</div>'
        f'<p class="bili-meta">{_counts(video)}<time>{escape(now)}</time></p>{description}'
        f'<div class="bili-tags">{tags}</div><div class="bili-three">{acts}</div></div>'
        f'<div class="bili-next" aria-hidden="true">{_beside(1)}{_beside(2)}</div></div>'
    )


def _counts(video: BilibiliPreview) -> str:
    plays, bullets = icon("plays", _("Plays")), icon("bullets", _("Bullet comments"))
    return f"<span>{plays}{big(video.plays)}</span><span>{bullets}{big(video.bullet_count)}</span>"


def _ghost(place: int) -> str:
    return (
        f'<div class="bili-card" aria-hidden="true"><div class="bili-cover">{tint(place)}</div>'
        '<i class="feed-bar"></i><i class="feed-bar is-short"></i></div>'
    )


def _beside(place: int) -> str:
    return (
        f'<div><div class="bili-cover">{tint(place)}</div><span><i class="feed-bar"></i><i class="feed-bar"></i>'
        '<i class="feed-bar is-short"></i></span></div>'
    )
