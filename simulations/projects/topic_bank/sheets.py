"""The material as tables: what the form shows and what stands in the files for a spreadsheet; nothing of the key."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Any

from simulations.projects.topic_bank.case import FOLDER
from simulations.projects.topic_bank.pool import Case
from simulations.reading import read_yaml

WRITTEN = FOLDER / "sheets.yaml"
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for another encoding


@dataclass(frozen=True)
class Sheet:
    """A table: its slug, name, file, what it is, headings, and rows of text."""

    slug: str
    name: str
    file: str
    about: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def csv(self) -> str:
        """The table as it stands in its file, with a byte order mark."""
        text = StringIO()
        csv.writer(text, lineterminator="\r\n").writerows((self.head, *self.rows))
        return BYTE_ORDER_MARK + text.getvalue()


def sheets(case: Case) -> dict[str, Sheet]:
    """All tables of a case, in the order in which one reads them."""
    written = read_yaml(WRITTEN)
    tables: dict[str, Iterable[Any]] = {
        "candidates": case.topics.values(),
        "keywords": case.keywords.values(),
        "rivals": case.rivals.values(),
        "voices": case.voices.values(),
        "history": case.history.values(),
        "dates": case.dates.values(),
        "assets": case.assets.values(),
        "brief": case.brief.values(),
        "rules": case.rules.values(),
    }
    return {
        slug: Sheet(
            slug,
            written[slug]["name"],
            written[slug]["file"],
            written[slug]["about"],
            tuple(written[slug]["columns"].values()),
            tuple(tuple(_cell(row, column, case) for column in written[slug]["columns"]) for row in rows),
        )
        for slug, rows in tables.items()
    }


def _cell(row: Any, column: str, case: Case) -> str:
    words = read_yaml(WRITTEN)["words"]
    if column == "weekday":
        return str(words["weekday"][row.day.weekday()])
    value = getattr(row, column)
    if column == "pain":
        return case.pains[value]
    if column in words:
        return str(words[column][value])
    if column == "change":
        return f"{value:+.0%}"
    return str(value)
