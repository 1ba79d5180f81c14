"""An account's page on a phone, before anything but the pinned piece stands there: one plain look for all platforms."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from curriculum.workbench.parts.feed import avatar, said, tabs, tint
from curriculum.workbench.parts.icons import icon
from simulations.language import _

GHOSTS = 5  # pieces that are not there yet


@dataclass(frozen=True)
class ProfilePreview:
    """What a page shows; every text may still be empty.

    Attributes
    ----------
    badge : str
        What the verification says, empty for none.
    """

    platform: str
    name: str
    bio: str
    tags: tuple[str, ...]
    badge: str
    pinned: str


def page_view(profile: ProfilePreview) -> str:
    """The page as somebody meets it who has just come by."""
    name = said(profile.name, _("No name yet"))
    lines = [line for line in profile.bio.splitlines() if line.strip()]
    nothing = said("", _("No bio yet"))
    bio = "".join(f"<p>{escape(line)}</p>" for line in lines) or f"<p>{nothing}</p>"
    badge = f'<p class="profile-badge">{icon("star", full=True)}<span>{escape(profile.badge)}</span></p>'
    follow, works, liked = _("Follow"), _("Works"), _("Collected")
    return (
        f'<div class="feed profile"><div class="profile-top">{icon("back")}<span>{escape(profile.platform)}</span>'
        f'{icon("more")}</div><div class="profile-who">{avatar(profile.name)}<h4>{name}</h4></div>'
        f"{badge if profile.badge else ''}"
        f'<div class="profile-bio">{bio}</div>{_chips(profile.tags)}'
        f'<div class="profile-follow" aria-hidden="true">+ {escape(follow)}</div>{tabs(works, liked)}'
        f'<div class="profile-grid">{_pinned(profile.pinned)}{_ghosts()}</div></div>'
    )


def _chips(tags: Iterable[str]) -> str:
    shown = "".join(f"<span>{escape(tag)}</span>" for tag in tags)
    return f'<div class="profile-tags">{shown}</div>' if shown else ""


def _pinned(title: str) -> str:
    pinned, name = _("Pinned"), said(title, _("No title yet"))
    return f'<div class="profile-piece">{tint(1)}<b>{escape(pinned)}</b><h4>{name}</h4></div>'


def _ghosts() -> str:
    return "".join(
        f'<div class="profile-piece" aria-hidden="true">{tint(place + 2)}<i class="feed-bar"></i></div>'
        for place in range(GHOSTS)
    )
