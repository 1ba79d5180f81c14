"""Small pieces of HTML that both pages use; every text in them is escaped."""

import os
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from html import escape
from itertools import starmap
from typing import Any
from urllib.parse import quote

import pandas as pd

from grading.course.cohort import Cohort
from grading.reports import wording
from simulations.language import _


def moment(stored: Any) -> datetime | None:
    """A time out of a frame of records, with its zone; None where there is none."""
    return None if pd.isna(stored) else wording.aware(pd.Timestamp(stored).to_pydatetime())


def address(path: str) -> str:
    """Where Lab's server has a page: `formgrader/...`, or `files/...` for a file of the cohort's folder."""
    return os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/") + quote(path)


def link(text: str, path: str, *, button: bool = False, primary: bool = False, label: str = "") -> str:
    """A link to a page of Lab's server; it opens beside Lab.

    Parameters
    ----------
    label : str
        What it leads to, where the text alone does not say so.
    """
    classes = f' class="academy-button{" is-primary" * primary}"' if button else ""
    told = _("{what} (opens in a new tab)").format(what=label or text)
    return (
        f'<a{classes} href="{escape(address(path))}" target="_blank" rel="noopener" '
        f'aria-label="{escape(told)}">{escape(text)}</a>'
    )


def file_link(cohort: Cohort, text: str, place: str, *, label: str = "") -> str:
    """A link to a file of the cohort's folder; the bare text where there is none."""
    return link(text, f"files/{place}", label=label) if (cohort.root / place).exists() else escape(text)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], short: Collection[int] = ()) -> str:
    """A table; cells are HTML, the first of each row names it, those of the columns in `short` are never broken.

    Where it is wider than its place it scrolls, by keyboard too; `title` says to those who listen what it holds.
    """

    def cell(place: int, html: str) -> str:
        return f'<td class="is-short">{html}</td>' if place in short else f"<td>{html}</td>"

    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(starmap(cell, enumerate(rest, start=1)))}</tr>'
        for first, *rest in rows
    )
    return (
        f'<div class="academy-table academy-people" role="region" tabindex="0" aria-label="{escape(title)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def badge(sign: str, text: str, kind: str) -> str:
    """A state: told by its sign and its words, and by a colour."""
    return f'<span class="academy-state is-{kind}"><b aria-hidden="true">{sign}</b>{escape(text)}</span>'


def section(title: str, content: str, about: str = "") -> str:
    """A card."""
    told = f"<p>{escape(about)}</p>" if about else ""
    return (
        f'<section class="academy-card"><div class="academy-card-head"><h3>{escape(title)}</h3>{told}</div>'
        f"{content}</section>"
    )
