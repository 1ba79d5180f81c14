"""Pieces of a page: everything that is not `Html` already is escaped."""

import base64
from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO

import numpy as np
from matplotlib.figure import Figure

from curriculum.look.tokens import tokens

PIXELS_PER_INCH = 200


class Html(str):
    """Text that is HTML by the kit's own hand."""

    __slots__ = ()


def cell(value: object) -> str:
    """HTML of a value."""
    return value if isinstance(value, Html) else escape(str(value))


def heading(text: str, level: int = 2) -> Html:
    """A heading."""
    return Html(f"<h{level}>{cell(text)}</h{level}>")


def title(text: str, *below: str) -> Html:
    """The head of a page: its title and one line of facts."""
    facts = "".join(f"<span>{cell(fact)}</span>" for fact in below if fact)
    return Html(f'<header><h1>{cell(text)}</h1><p class="facts">{facts}</p></header>')


def paragraph(text: str, kind: str = "") -> Html:
    """A paragraph; `kind` is `note` or `alert`."""
    return Html(f'<p class="{kind}">{cell(text)}</p>' if kind else f"<p>{cell(text)}</p>")


def note(text: str) -> Html:
    """A remark in small letters."""
    return paragraph(text, "note")


def items(entries: Iterable[str]) -> Html:
    """A numbered list."""
    return Html('<ol class="next">' + "".join(f"<li>{cell(entry)}</li>" for entry in entries) + "</ol>")


def tiles(items: Iterable[tuple[str, str, str]]) -> Html:
    """Figures at a glance: label, value, a word on it."""
    parts = [f"<div><dt>{cell(a)}</dt><dd>{cell(b)}<small>{cell(c)}</small></dd></div>" for a, b, c in items]
    return Html(f'<dl class="tiles">{"".join(parts)}</dl>')


def chip(text: str, kind: str = "") -> Html:
    """A status as a small label; `kind` is `bad` or `warn`: told apart by a sign and a border, not by colour alone."""
    return Html(f'<span class="chip {kind}">{cell(text)}</span>')


def chips(parts: Iterable[Html]) -> Html:
    """Several labels in a row."""
    return Html(" ".join(parts))


def table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], numbers: Iterable[int] = (), kind: str = ""
) -> Html:
    """A table; `numbers` are the columns set flush right."""
    right = set(numbers)

    def line(tag: str, values: Sequence[object]) -> str:
        sides = (' class="n"' if i in right else "" for i in range(len(columns)))
        pairs = zip(sides, values, strict=True)
        return "".join(f"<{tag}{side}>{cell(value)}</{tag}>" for side, value in pairs)

    head, body = line("th", columns), "".join(f"<tr>{line('td', row)}</tr>" for row in rows)
    inside = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return Html(f'<div class="table"><table class="{kind}">{inside}</table></div>')


def shaded(share: float, text: str) -> Html:
    """A share as a cell whose shade deepens with what is missing: weak spots show in a table of many."""
    if np.isnan(share):
        return Html('<span class="shade none">–</span>')
    return Html(f'<span class="shade" style="--missing:{1 - share:.2f}">{cell(text)}</span>')


def interval(low: float, middle: float, high: float, left: float, right: float, label: str) -> Html:
    """A small drawing of an interval between two common ends."""

    def at(value: float) -> float:
        return 4 + 152 * (value - left) / (right - left)

    return Html(
        f'<svg class="interval" viewBox="0 0 160 16" role="img" aria-label="{escape(label)}">'
        f'<line x1="{at(0):.1f}" x2="{at(0):.1f}" y1="0" y2="16" class="zero"/>'
        f'<line x1="{at(low):.1f}" x2="{at(high):.1f}" y1="8" y2="8" class="span"/>'
        f'<circle cx="{at(middle):.1f}" cy="8" r="4.5"/></svg>'
    )


def quote(head: str, side: str, text: str) -> Html:
    """Somebody's words: about what, a remark at the side, and the words with their line breaks."""
    lines = "<br>".join(escape(line) for line in text.strip().splitlines())
    top = f'<p class="head"><b>{cell(head)}</b><span>{cell(side)}</span></p>'
    return Html(f"<blockquote>{top}<p>{lines}</p></blockquote>")


def picture(figure: Figure, text: str, caption: str = "") -> Html:
    """A figure inside the page; `text` is for those who cannot see it."""
    data = BytesIO()
    figure.savefig(data, format="png", dpi=PIXELS_PER_INCH, facecolor=tokens()["paper"])
    width = figure.get_figwidth() * 100
    code = base64.b64encode(data.getvalue()).decode()
    below = f"<figcaption>{cell(caption)}</figcaption>" if caption else ""
    image = f'<img alt="{escape(text)}" width="{width:.0f}" src="data:image/png;base64,{code}">'
    return Html(f"<figure>{image}{below}</figure>")


def side_by_side(*parts: str) -> Html:
    """Parts next to each other where the page is wide enough."""
    return Html(f'<div class="pair">{"".join(f"<div>{cell(part)}</div>" for part in parts)}</div>')


def show(*parts: str) -> None:
    """Put parts on the page the notebook is becoming."""
    from IPython.display import HTML, display

    display(HTML("\n".join(cell(part) for part in parts)))  # type: ignore[no-untyped-call]
