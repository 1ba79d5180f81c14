"""The cohort's table for spreadsheets: CSV that a Chinese Excel opens as it should, and XLSX with a sheet a module."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

import pandas as pd

from curriculum.files import write_whole
from curriculum.syllabus import module as find_module
from grading.course import Cohort
from grading.records.mentor import criteria_of
from grading.reports import summaries, wording
from grading.reports.standing import standing, status_name
from grading.reports.tables import Records, read_records
from simulations.language import _, listed

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
WIDEST = 60
Cell = str | float | None
Table = list[list[Cell]]


def export_cohort(cohort: Cohort, folder: Path) -> list[Path]:
    """Write the table of every module as CSV, and all of them as one XLSX.

    Parameters
    ----------
    folder : Path
        Made if it is not there; files of the same names are replaced.

    Returns
    -------
    list of Path
        `<module>.csv` for each module, then `cohort.xlsx`.
    """
    records = read_records(cohort)
    now = datetime.now(UTC)
    tables = {module: cohort_table(records, module, now) for module in records.due}
    sheets = {find_module(module).title: table for module, table in tables.items()}
    files = {f"{module}.csv": as_csv(table) for module, table in tables.items()} | {"cohort.xlsx": as_xlsx(sheets)}
    for name, data in files.items():
        write_whole(Path(folder) / name, data)
    return [Path(folder) / name for name in files]


def cohort_table(records: Records, module: str, now: datetime) -> Table:
    """A header and one row a person; figures are numbers, what is unknown is empty, no text starts a formula."""
    criteria = list(criteria_of(module))
    header = [
        *(_("Id"), _("Name"), _("Mentor"), _("Status"), _("Points"), _("Of points judged"), _("Share of the points")),
        *(criterion.title for _task, criterion in criteria),
        *(_("Weakest criteria"), _("Handed in"), _("Hours late"), _("Minutes spent")),
        *(_("Trials"), _("Forecasts that held"), _("In a line")),
    ]
    points = records.marks.set_index(["module", "trainee", "task", "criterion"])["points"]
    tried = summaries.trials(records.submissions[records.submissions["module"] == module]).groupby("trainee")["hit"]
    trials, hits = tried.size(), tried.sum()
    table: Table = [[escaped(text) for text in header]]
    for row in standing(records, module, now).to_dict("records"):
        id = row["trainee"]
        when, late = row["handed_in_at"], row["late"]
        cells = [
            *(id, row["name"], row["mentor"], status_name(row["status"])),
            *(row["points"], row["max_points"] or None, row["share"]),
            *(points.get((module, id, task, criterion.slug)) for task, criterion in criteria),
            listed(row["weakest"]),
            wording.moment(when) if pd.notna(when) else None,
            late.total_seconds() / 3600 if pd.notna(late) else None,
            *(row["minutes"], trials.get(id), hits.get(id), row["reason"]),
        ]
        table.append([_tidy(cell) for cell in cells])
    return table


def _tidy(value: object) -> Cell:
    if isinstance(value, str):
        return escaped(value)
    number = float(value) if value is not None else float("nan")  # type: ignore[arg-type]
    return None if pd.isna(number) else round(number, 4)


def escaped(text: str) -> str:
    """Text that no spreadsheet takes for a formula, whatever a trainee is called or wrote."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_csv(table: Sequence[Sequence[Cell]]) -> bytes:
    """CSV with the mark by which Excel knows UTF-8; whole numbers without a point."""
    text = StringIO(newline="")
    rows = ([int(c) if isinstance(c, float) and c.is_integer() else c for c in row] for row in table)
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(sheets: dict[str, Table]) -> bytes:
    """A workbook with a sheet for each table: the header stays in sight, columns are as wide as what they hold."""
    data = BytesIO()
    with pd.ExcelWriter(data, engine="openpyxl") as book:
        for title, (header, *rows) in sheets.items():
            frame = pd.DataFrame(rows, columns=header, dtype=object)
            frame.to_excel(book, sheet_name=_sheet_name(title), index=False, freeze_panes=(1, 2))
            sheet = book.sheets[_sheet_name(title)]
            for column in sheet.columns:
                widest = max(_width(cell.value) for cell in column)
                sheet.column_dimensions[column[0].column_letter].width = min(widest + 2, WIDEST)
    return data.getvalue()


def _sheet_name(title: str) -> str:
    return "".join("_" if sign in "[]:*?/\\" else sign for sign in title)[:31]


def _width(value: object) -> int:
    """Width in a spreadsheet's digits; a Chinese character takes two."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in str(value)) if value is not None else 0
