"""Taking a picture and its table along: PNG from the browser, XLSX from here."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from curriculum.workbench.columns import to_number
from curriculum.workbench.front.mechanics import Keep
from curriculum.workbench.front.records import RowsTable
from simulations.language import _

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cells = list[list[Any]]
WIDEST, NARROWEST = 60, 8  # characters of a column in the sheet


def keep(name: str, cells: Callable[[], Cells]) -> Keep:
    """Two buttons under a picture: it is saved under its name, and what it shows as a table, header first."""
    words = {"png": _("Save picture (PNG)"), "xlsx": _("Save table (XLSX)"), "nothing": _("There is no picture yet.")}
    buttons = Keep(name=name, words=words)

    def heard(_widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("act") == "xlsx":
            buttons.send({"act": "xlsx", "type": XLSX}, [sheet_of(name, cells())])

    buttons.on_msg(heard)
    return buttons


def keep_table(table: RowsTable) -> Keep:
    """The same for a picture that follows a table."""
    return keep(table.label or table.name, lambda: cells_of(table))


def cells_of(table: RowsTable) -> Cells:
    """A table as people read it, header first."""
    return [
        [str(column["title"]) for column in table.columns],
        *([_said(column, row.get(column["slug"], "")) for column in table.columns] for row in table.value),
    ]


def sheet_of(name: str, cells: Cells) -> bytes:
    """One sheet with a header; what begins like a formula stays text."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "".join("_" if sign in r"[]:*?/\\" else sign for sign in name)[:31]
    for down, row in enumerate(cells, start=1):
        for across, value in enumerate(row, start=1):
            cell = sheet.cell(down, across, value)
            if isinstance(value, str):
                cell.data_type = "s"
            if down == 1:
                cell.font = Font(bold=True)
    for across, column in enumerate(zip(*cells, strict=True), start=1):
        wide = max(sum(2 if ord(sign) > 0x2E7F else 1 for sign in str(value)) for value in column)
        sheet.column_dimensions[get_column_letter(across)].width = min(max(wide + 2, NARROWEST), WIDEST)
    sheet.freeze_panes = "A2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _said(column: dict[str, Any], text: str) -> Any:
    """A cell as people read it: a number as one, a choice by its name."""
    if column["kind"] == "number":
        return to_number(text)
    if column["kind"] == "yes_no":
        return {"true": _("Yes"), "false": _("No")}.get(text, text)
    return dict(column["options"]).get(text, text)
