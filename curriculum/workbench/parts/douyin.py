"""A 抖音 video as viewers meet it: playing on the whole screen, and in the grid of its account."""

from dataclasses import dataclass
from html import escape

from curriculum.workbench.parts.feed import PLUS, act, avatar, big, cut_lines, folded, picture, tabs, tint, with_tags
from curriculum.workbench.parts.icons import icon
from simulations.language import _

PER_LINE, LINES, UNFOLD = 15, 2, 3  # characters in a line of the caption, lines shown, room for 「展开」
GHOSTS = 8  # other videos in the grid


@dataclass(frozen=True)
class DouyinPreview:
    """What a preview shows; every text may still be empty.

    Attributes
    ----------
    cover : str
        Trusted HTML of the cover, upright; empty if none is chosen.
    sound : str
        Name of the music; empty for the video's own sound.
    when : str
        Empty for just now.
    plays, likes, comments, saves, shares : int, optional
        None before publication.
    followers : int, optional
        Of the account; None if unknown.
    """

    account: str
    title: str
    caption: str
    tags: tuple[str, ...] = ()
    cover: str = ""
    sound: str = ""
    when: str = ""
    bio: str = ""
    plays: int | None = None
    likes: int | None = None
    comments: int | None = None
    saves: int | None = None
    shares: int | None = None
    followers: int | None = None

    @property
    def text(self) -> str:
        """What stands under the name: title, caption and tags in one."""
        return with_tags(" ".join(part for part in (self.title.strip(), self.caption.strip()) if part), self.tags)


def video_view(video: DouyinPreview) -> str:
    """The video on the whole screen."""
    text = video.text
    caption = folded(text, cut_lines(text, PER_LINE, LINES, UNFOLD)) if text else ""
    sound = video.sound.strip() or _("Original sound by @{account}").format(account=video.account)
    top = tabs(_("Deals"), _("City"), _("Follows"), _("Mall"), _("Recommended"), on=4)
    bottom = tabs(_("Home"), _("Friends"), PLUS, _("Messages"), _("My page"), classes="feed-bottom")
    acts = (
        act("heart", _("Like"), video.likes, full=True)
        + act("dots", _("Comment"), video.comments, full=True, fresh=_("Be the first"))
        + act("star", _("Collect"), video.saves, full=True)
        + act("arrow", _("Forward"), video.shares, full=True)
    )
    return (
        f'<div class="feed feed-full dy">{picture(video.cover)}'
        f'<div class="dy-top" aria-hidden="true">{icon("menu")}{top}{icon("search")}</div>'
        f'<div class="dy-side"><span class="dy-face">{avatar(video.account)}<b aria-hidden="true">+</b></span>'
        f'{acts}<span class="dy-disc" aria-hidden="true">{avatar(video.account)}</span></div>'
        f'<div class="dy-words"><p><b>@{escape(video.account)}</b> <time>· {escape(_when(video))}</time></p>{caption}'
        f'<p class="dy-sound">{icon("note", full=True)}<span>{escape(sound)}</span></p></div>{bottom}</div>'
    )


def profile_view(video: DouyinPreview) -> str:
    """The video's cover in the grid of its account."""
    figures = (
        (_("Likes received"), None),
        (_("Follows"), None),
        (_("Followers"), video.followers),
    )
    head = "".join(f"<span>{_figure(count)} {escape(name)}</span>" for name, count in figures)
    bio = f"<p>{escape(video.bio)}</p>" if video.bio.strip() else ""
    played = icon("play", _("Plays"))
    ghosts = "".join(f'<div aria-hidden="true">{tint(place)}</div>' for place in range(GHOSTS))
    works = tabs(_("Works"), _("Recommended"), _("Collected"), _("Liked by me"), classes="dy-kinds")
    follow, write = _("Follow"), _("Private message")
    return (
        '<div class="feed dy dy-profile">'
        f'<div class="dy-banner" aria-hidden="true">{icon("back")}{icon("search")}</div><div class="dy-who">'
        f"{avatar(video.account)}<h4>{escape(video.account)}</h4></div>"
        f'<div class="dy-about"><div class="dy-figures">{head}</div>{bio}<div class="dy-buttons" aria-hidden="true">'
        f"<b>+ {escape(follow)}</b><span>{escape(write)}</span></div></div>"
        f'{works}<div class="dy-grid"><div>{picture(video.cover)}'
        f'<span class="dy-plays">{played}{big(video.plays)}</span></div>{ghosts}</div></div>'
    )


def _when(video: DouyinPreview) -> str:
    return video.when.strip() or _("Just now")


def _figure(count: int | None) -> str:
    return '<i class="feed-bar"></i>' if count is None else f"<b>{big(count)}</b>"
