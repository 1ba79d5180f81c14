"""Dirt: what it looks like, and the reader's own files beside the notebook."""

from html import escape
from pathlib import Path
from typing import Any

from curriculum.live.daily_to_monthly_data.stage import own_case, workplace
from curriculum.live.frame import live
from curriculum.live.guess import Question, Revealed, guess_first
from curriculum.live.tables import table_html
from curriculum.workbench.parts.file_tables import lay_beside
from simulations.language import _
from simulations.projects.daily_to_monthly_data.files import material_files
from simulations.projects.daily_to_monthly_data.played import TASK
from simulations.reading import read_yaml

EXAMPLES = Path(__file__).parent / "examples.yaml"
CELL, SEPARATOR = " ｜ ", "；　"  # a question is one line of text


def guess_dirt() -> Any:
    """Snippets of exports: say what is wrong, then read why."""
    rounds = read_yaml(EXAMPLES)

    def asked(one: dict[str, Any]) -> str:
        return f"{one['question']}　{SEPARATOR.join(CELL.join(row) for row in one['rows'])}"

    def reveal(number: int, guess: int) -> Revealed:
        one = rounds[number]
        table = table_html(one["rows"][0], one["rows"][1:])
        best = _("A senior would: {what}.").format(what=one["options"][one["right"]])
        html = f'{table}<p class="said"><strong>{escape(best)}</strong> {escape(one["why"])}</p>'
        return Revealed(html, guess == one["right"])

    return guess_first([Question(asked(one), tuple(one["options"])) for one in rounds], reveal)


def material() -> Any:
    """The reader's own files, written beside the notebook, and what is in them."""
    return live(material_html)


def material_html() -> str:
    """Each file with its letter, its rows and its columns."""
    case, place = own_case(), workplace()
    lay_beside(place.module_folder(TASK) / "material", material_files(case), place.context.variant(TASK))
    rows = [
        (
            sheet.letter,
            sheet.name,
            f"{len(sheet.rows) - sheet.header - 1:,}",
            "、".join(str(cell) for cell in sheet.rows[sheet.header]),
        )
        for sheet in case.sheets
    ]
    said = _("They lie in the folder material beside this notebook, and are yours alone: no neighbour has the same.")
    table = table_html((_("File"), _("File name"), _("Rows"), _("Columns")), rows, figures=(2,))
    return f'{table}<p class="said">{escape(said)}</p>'
