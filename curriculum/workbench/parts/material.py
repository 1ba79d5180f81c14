"""Material to read: a talk with row ids, notes beside each other, and facts on which they contradict each other."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Protocol

from curriculum.workbench.bench import Bench
from curriculum.workbench.form import from_one, to_one
from curriculum.workbench.front import Pick
from simulations.language import _


class Line(Protocol):
    """A line one can cite."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def who(self) -> str: ...


class Paper(Protocol):
    """A note of a date, from somebody."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def date(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def rows(self) -> tuple[Line, ...]: ...


def row_id(id: str) -> str:
    """A row's id as it stands everywhere."""
    return f'<code class="academy-row-id">{escape(id)}</code>'


def talk_html(lines: Iterable[Line]) -> str:
    """A transcript: who speaks is said once, every line bears its id."""
    parts, before, first = [], None, None
    for line in lines:
        name = line.who.partition("，")[0].partition("（")[0]
        first = first or name
        speaker = f"<b>{escape(line.who)}</b>" if name != before else ""
        side = "asks" if name == first else "answers"
        parts.append(f'<li class="is-{side}">{row_id(line.id)}<div>{speaker}<p>{escape(line.text)}</p></div></li>')
        before = name
    return f'<ol class="academy-talk">{"".join(parts)}</ol>'


def paper_html(paper: Paper) -> str:
    """A note with its letter, date, department and rows."""
    rows = "".join(f"<li>{row_id(line.id)}<p>{escape(line.text)}</p></li>" for line in paper.rows)
    return (
        f'<section class="academy-paper"><header><b>{escape(paper.id)}</b><div><h4>{escape(paper.title)}</h4>'
        f"<small>{escape(paper.author)} · {escape(paper.date)}</small></div></header><ol>{rows}</ol></section>"
    )


def papers_html(papers: Iterable[Paper]) -> str:
    """Notes beside each other."""
    return f'<div class="academy-papers">{"".join(map(paper_html, papers))}</div>'


def decide(
    bench: Bench, field: str, key: str, about: str, candidates: Iterable[Line], sources: Mapping[str, str]
) -> Pick:
    """One contradiction to decide: which row is trusted.

    Parameters
    ----------
    field, key : str
        The answer's field (an object) and the contradiction's key in it.
    candidates : iterable of Line
        Rows that say something on it.
    sources : mapping
        Row id to where it stands.
    """
    options = "".join(
        f'<div class="academy-option" data-pick="{escape(line.id)}">{row_id(line.id)}<div><p>{escape(line.text)}</p>'
        f"<small>{escape(sources[line.id])}</small></div></div>"
        for line in candidates
    )
    pick = Pick(name=field, label=about, html=f'<div class="academy-options">{options}</div>')
    bench.form.bind(field, pick, to_one, from_one, key=key)
    return pick


def drawer(title: str, html: str) -> str:
    """Something to look up without leaving the page."""
    return f'<details class="academy-drawer"><summary>{escape(title)}</summary><div>{html}</div></details>'


def read_again(lines: Iterable[Line], papers: Iterable[Paper]) -> str:
    """The whole material in a drawer."""
    return drawer(_("Look up the material"), talk_html(lines) + "".join(map(paper_html, papers)))
