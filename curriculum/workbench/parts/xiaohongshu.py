"""A 小红书 note as readers meet it: among others in explore, opened, among the results of a search."""

from dataclasses import dataclass
from html import escape

from curriculum.workbench.parts.feed import PLUS, act, avatar, marked, picture, said, tabs, tint, with_tags
from curriculum.workbench.parts.icons import icon
from simulations.language import _


@dataclass(frozen=True)
class NotePreview:
    """What a preview shows; every text may still be empty.

    Attributes
    ----------
    pictures : tuple of str
        Trusted HTML of the pictures in their order; the first one is the cover.
    when : str
        Empty for just now.
    query : str
        What somebody typed who finds the note by searching; empty for its first tag.
    likes, saves, comments : int, optional
        None before publication.
    """

    account: str
    title: str
    body: str
    tags: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    when: str = ""
    query: str = ""
    likes: int | None = None
    saves: int | None = None
    comments: int | None = None

    @property
    def cover(self) -> str:
        """The first picture, empty if there is none."""
        return self.pictures[0] if self.pictures else ""

    @property
    def _when(self) -> str:
        return self.when.strip() or _("Just now")


def explore_view(note: NotePreview) -> str:
    """The note in the two columns of explore."""
    top = tabs(_("Follows"), _("Explore"), _("Nearby"), on=1)
    channels = tabs(_("For you"), _("Video"), _("Live"), _("Outfits"), _("Food"), _("Career"), classes="xhs-channels")
    bottom = tabs(_("Home"), _("Market"), PLUS, _("Messages"), _("My page"), classes="feed-bottom")
    return (
        f'<div class="feed xhs"><div class="xhs-top" aria-hidden="true">{icon("menu")}{top}{icon("search")}</div>'
        f"{channels}{_columns(note)}{bottom}</div>"
    )


def note_view(note: NotePreview) -> str:
    """The note opened."""
    follow, say, count = _("Follow"), _("Say something…"), _("{n} comments").format(n=note.comments or 0)
    body = with_tags(note.body, note.tags, gap="\n")
    title = said(note.title, _("No title yet"))
    text = marked(body) if body else said("", _("The text appears here as you type."))
    acts = (
        act("heart", _("Like"), note.likes)
        + act("star", _("Collect"), note.saves)
        + act("bubble", _("Comment"), note.comments)
    )
    return (
        f'<div class="feed xhs xhs-note"><div class="xhs-head">{icon("back")}{avatar(note.account)}'
        f'<b>{escape(note.account)}</b><span class="xhs-follow">{escape(follow)}</span>{icon("send")}</div>'
        f"{_strip(note)}"
        f'<div class="xhs-text"><h4>{title}</h4><p class="feed-text">{text}</p>'
        f"<time>{escape(note._when)}</time><hr><p>{escape(count)}</p></div>"
        f'<div class="xhs-say"><span class="xhs-input">{icon("pen")}{escape(say)}</span>{acts}</div></div>'
    )


def search_view(note: NotePreview) -> str:
    """The note in the first row of a search."""
    query = note.query.strip() or next((tag.strip().strip("#") for tag in note.tags if tag.strip()), "")
    kinds = tabs(_("All"), _("Users"), _("Goods"), _("Places"), classes="xhs-kinds")
    order = tabs(_("Best match"), _("Newest"), _("Most liked"), classes="xhs-channels")
    asked, go = said(query, _("Nobody has searched yet")), _("Search")
    return (
        f'<div class="feed xhs"><div class="xhs-search">{icon("back")}<span class="xhs-input">{icon("search")}'
        f"{asked}</span><b>{escape(go)}</b></div>"
        f"{kinds}{order}{_columns(note, dated=True)}</div>"
    )


def _columns(note: NotePreview, *, dated: bool = False) -> str:
    date = f"<time>{escape(note._when)}</time>" if dated else ""
    title, likes = said(note.title, _("No title yet")), act("heart", _("Like"), note.likes)
    card = (
        f'<div class="xhs-card">{picture(note.cover)}<h4>{title}</h4>'
        f'<div class="xhs-by">{avatar(note.account)}<span>{escape(note.account)}{date}</span>{likes}</div></div>'
    )
    return (
        f'<div class="xhs-columns"><div>{card}{_ghost(3)}</div>'
        f'<div aria-hidden="true">{_ghost(1)}{_ghost(2)}</div></div>'
    )


def _ghost(place: int) -> str:
    return (
        f'<div class="xhs-card xhs-ghost-{place}" aria-hidden="true">{tint(place)}'
        '<i class="feed-bar"></i><i class="feed-bar is-short"></i></div>'
    )


def _strip(note: NotePreview) -> str:
    """All pictures side by side, each with its place among them."""
    many = len(note.pictures)
    slides = "".join(
        f'<div class="xhs-slide">{picture(html)}{_place(place, many)}</div>'
        for place, html in enumerate(note.pictures or ("",))
    )
    label = _("Pictures of the note")
    return f'<div class="feed-strip" tabindex="0" role="group" aria-label="{escape(label)}">{slides}</div>'


def _place(place: int, many: int) -> str:
    if many < 2:
        return ""
    dots = "".join('<i class="is-on"></i>' if dot == place else "<i></i>" for dot in range(many))
    return f'<span class="xhs-count">{place + 1}/{many}</span><div class="xhs-dots" aria-hidden="true">{dots}</div>'
