"""An export read back as figures: the header is found, the shape recognised, every cell read or named.

Real files come with a title above the header, totals below, thousands separators and units; CSV files come in UTF-8 or,
from Chinese Excel, in GB18030. What a file holds decides how it is read, not what it is called.
"""

import csv
import io
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulations.errors import Mendable
from simulations.language import Message, message
from simulations.world.columns import COUNT, NUMBER, TEXT, TIME
from simulations.world.exports.cells import allowed, heading, missing, plain, read, total
from simulations.world.exports.shapes import Shape, shape_of, shapes

if TYPE_CHECKING:
    from pandas import DataFrame

Grid = list[list[str]]
HEADER_WITHIN = 15  # rows in which the header is looked for
MISTAKES_TOLD = 5
DTYPES = {"text": TEXT, "datetime": TIME, "count": COUNT}  # other kinds are numbers
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class _Fit:
    """A shape held against a row as its header: at which places its fields stand, and which of those in per cent."""

    shape: Shape
    grid: Grid
    row: int
    places: dict[str, int]
    per_cent: frozenset[int]

    @property
    def lacking(self) -> list[str]:
        """Required columns that are not there."""
        return [column.column for column in self.shape.columns if column.required and column.field not in self.places]

    @property
    def closeness(self) -> tuple[bool, int, int]:
        """The higher, the better it fits: nothing lacking, columns found, columns found under their first name."""
        header, known = self.grid[self.row], _spellings(self.shape.slug)
        first = sum(heading(header[place])[0] == known[field][0] for field, place in self.places.items())
        return not self.lacking, len(self.places), first


def read_export(path: Path | str, shape: str | None = None) -> "DataFrame":
    """Figures out of an export: `platform` and the shape's fields as far as the file has them.

    Rates are 0-1; a count that is missing somewhere makes its column a nullable one. Columns that the shape does not
    know are left out, and so are rows of totals at the end. Of several sheets that fit, the one with most columns is
    read.

    Parameters
    ----------
    shape : str, optional
        Slug of the export; default: found from the columns.

    Raises
    ------
    Mendable
        If the file is no table, no known export, fits two equally well, or has cells that cannot be read: says file,
        row, column, value and what is allowed, or the nearest export and the columns that are lacking.
    """
    file = Path(path)
    candidates = list(shapes().values()) if shape is None else [shape_of(shape)]
    fit = _best(_grids(file), candidates, file.name)
    rows = _body(fit)
    mistakes = [
        message("{file}, row {row}: has more cells than the header; is a comma unquoted?", file=file.name, row=number)
        for number, row in rows
        if _width(row) > _width(fit.grid[fit.row])
    ]
    columns = {field: _column(fit, field, rows, file.name, mistakes) for field in fit.places}
    if mistakes:
        told = [str(mistake) for mistake in mistakes[:MISTAKES_TOLD]]
        if len(mistakes) > MISTAKES_TOLD:
            told.append(str(message("... and {n} more", n=len(mistakes) - MISTAKES_TOLD)))
        raise Mendable("\n".join(told))
    return _framed(fit.shape, columns, len(rows))


def _grids(file: Path) -> list[Grid]:
    """The tables of a file, as text."""
    data = file.read_bytes()
    if data.startswith(OLD_EXCEL):
        raise Mendable(message("{file} is an old Excel file: save it as XLSX or CSV", file=file.name))
    return _sheets(data, file.name) if data.startswith(ZIP) else [_csv(data, file.name)]


def _csv(data: bytes, file: str) -> Grid:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))
        except (UnicodeDecodeError, csv.Error):
            continue
    raise Mendable(message("{file} is no CSV file in UTF-8 or GB18030, and no XLSX file", file=file))


def _sheets(data: bytes, file: str) -> list[Grid]:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():  # back ends write workbooks without styles
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # whatever a damaged part of it leads to
        raise Mendable(message("{file} cannot be opened as an XLSX file", file=file)) from error
    return [[[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]


def _text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return "" if value is None else str(value)


def _best(grids: list[Grid], candidates: Iterable[Shape], file: str) -> _Fit:
    """The shape and the header row that fit best.

    Raises
    ------
    Mendable
        If none fits, or two do.
    """
    fits = [
        _held(shape, grid, row)
        for grid in grids
        for row in range(min(len(grid), HEADER_WITHIN))
        for shape in candidates
    ]
    best = max(fits, key=lambda fit: fit.closeness, default=None)
    if best is None or not best.places:
        known = ", ".join(shape.name for shape in candidates)
        raise Mendable(
            message("{file} has no header that is known here. Known exports: {known}", file=file, known=known)
        )
    if best.lacking:
        raise Mendable(
            message(
                "{file} is nearest to {shape}, but these columns are missing: {missing}. Its columns are: {found}",
                file=file,
                shape=best.shape.name,
                missing=", ".join(best.lacking),
                found=", ".join(name.strip() for name in best.grid[best.row] if name.strip()),
            )
        )
    equal = [fit for fit in fits if fit.grid is best.grid and fit.row == best.row and fit.closeness == best.closeness]
    if len(equal) > 1:
        told = ", ".join(f"{fit.shape.name} ({fit.shape.slug})" for fit in equal)
        raise Mendable(message("{file} may be any of these: {shapes}. Say which by shape=", file=file, shapes=told))
    return best


def _held(shape: Shape, grid: Grid, row: int) -> _Fit:
    names: dict[str, int] = {}
    per_cent = set()
    for place, cell in enumerate(grid[row]):
        name, in_per_cent = heading(cell)
        names.setdefault(name, place)
        if in_per_cent:
            per_cent.add(place)
    found = {field: [names[name] for name in spelt if name in names] for field, spelt in _spellings(shape.slug).items()}
    places = {field: places[0] for field, places in found.items() if places}
    return _Fit(shape, grid, row, places, frozenset(per_cent))


@cache
def _spellings(slug: str) -> dict[str, tuple[str, ...]]:
    """Names that each field of a shape goes by in a header, its first name first."""
    return {
        field: tuple(heading(name)[0] for name in (column.column, *column.aliases))
        for field, column in shape_of(slug).by_field.items()
    }


def _width(row: list[str]) -> int:
    return max((place for place, cell in enumerate(row, start=1) if cell.strip()), default=0)


def _body(fit: _Fit) -> list[tuple[int, list[str]]]:
    """Rows below the header, numbered as in a spreadsheet, without empty ones and without totals at the end."""
    width = len(fit.grid[fit.row])
    rows = [
        (number, row + [""] * (width - len(row)))
        for number, row in enumerate(fit.grid[fit.row + 1 :], start=fit.row + 2)
        if _width(row)
    ]
    when = fit.places[fit.shape.time]
    while rows and any(map(total, rows[-1][1])) and (missing(rows[-1][1][when]) or total(rows[-1][1][when])):
        rows.pop()
    return rows


def _column(fit: _Fit, field: str, rows: list[tuple[int, list[str]]], file: str, mistakes: list[Message]) -> list[Any]:
    """What a column's cells say, None where they say nothing; cells that cannot be read are added to the mistakes."""
    column, place = fit.shape.by_field[field], fit.places[field]
    words = {there: ours for ours, there in column.words.items()}
    values: list[Any] = []
    for number, row in rows:
        text, value = row[place], None
        if not missing(text):
            sign = "%" if place in fit.per_cent and column.kind == "rate" and "%" not in plain(text) else ""
            try:
                value = read(text + sign, column.kind)
            except ValueError:
                mistakes.append(
                    message(
                        "{file}, row {row}, column {column}: {value} cannot be read; allowed is {allowed}",
                        file=file,
                        row=number,
                        column=column.column,
                        value=repr(text.strip()),
                        allowed=allowed(column.kind),
                    )
                )
        values.append(value if value is None else words.get(value, value))
    return values


def _framed(shape: Shape, columns: dict[str, list[Any]], length: int) -> "DataFrame":
    from pandas import DataFrame, Series

    made: dict[str, Series[Any]] = {"platform": Series([shape.platform] * length, dtype=TEXT)}
    for field, values in columns.items():
        dtype = DTYPES.get(shape.by_field[field].kind, NUMBER)
        made[field] = Series(values, dtype="Int64" if dtype == COUNT and None in values else dtype)
    return DataFrame(made)
