"""A persona card as a manager sees it: who, one sentence, three numbers, somebody's words, what we do."""

from collections.abc import Iterable
from html import escape

from simulations.language import _


def persona_card(name: str, line: str, numbers: Iterable[tuple[str, str]], quote: str, row: str, does: str) -> str:
    """The card as HTML; what is not written yet is shown as a gap.

    Parameters
    ----------
    numbers : iterable of (what, number)
    quote : str
        The words of the survey that belong to `row`; empty where the row has left none.
    """
    shown = "".join(
        f"<div><dt>{escape(what) or '……'}</dt><dd>{escape(number) or '–'}</dd></div>" for what, number in numbers
    )
    words = f"「{escape(quote)}」" if quote else escape(_("no words of that row"))
    label, doing = escape(_("Persona card")), escape(_("What we do"))
    return (
        f'<article class="academy-persona" aria-label="{label}">'
        f'<header><i aria-hidden="true">{escape(name[:1]) or "?"}</i>'
        f"<div><h4>{escape(name) or '……'}</h4><p>{escape(line) or '……'}</p></div></header>"
        f"<dl>{shown}</dl>"
        f"<blockquote>{words}<cite>{escape(row) or '–'}</cite></blockquote>"
        f"<footer><b>{doing}</b><span>{escape(does) or '……'}</span></footer></article>"
    )
