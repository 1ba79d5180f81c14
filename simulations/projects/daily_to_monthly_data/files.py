"""The files as bytes, as the back ends would hand them over: CSV in two encodings, XLSX."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from simulations.projects.daily_to_monthly_data.case import Case
from simulations.projects.daily_to_monthly_data.sheets import Cell, Sheet, written


def material_files(case: Case) -> Mapping[str, Callable[[], bytes]]:
    """Each file's name, and what makes its bytes."""
    text = written()
    log = (tuple(text["log"]), *((event.day.isoformat(), event.text) for event in case.log))
    files: dict[str, Callable[[], bytes]] = {sheet.name: partial(_bytes, sheet) for sheet in case.sheets}
    return files | {text["files"]["log"]: lambda: _csv(log).encode("utf-8-sig")}


def _bytes(sheet: Sheet) -> bytes:
    return _workbook(sheet) if sheet.kind == "xlsx" else _csv(sheet.rows).encode(sheet.kind)


def _csv(rows: Iterable[tuple[Cell, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _workbook(sheet: Sheet) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    for row in sheet.rows:
        page.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
