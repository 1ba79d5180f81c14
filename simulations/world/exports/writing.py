"""One world written as the platforms' back ends would export it, under their names and in their spellings."""

import io
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from simulations.errors import Mendable
from simulations.language import message
from simulations.world import tables
from simulations.world.columns import COUNT, RATES, TEXT, rate
from simulations.world.exports.shapes import Column, Shape, shape_of, shapes
from simulations.world.outcome import Outcome
from simulations.world.platforms import platform
from simulations.world.platforms.post import PAID

if TYPE_CHECKING:
    from pandas import DataFrame, Series

FileKind = Literal["csv", "xlsx"]
NOTHING = "-"


def figures(outcome: Outcome, shape: str, world: int = 0) -> "DataFrame":
    """What an export holds, as a tidy table: a column a field, in the export's order, nothing rounded for print.

    Raises
    ------
    Mendable
        If there is no such export or no such world.
    """
    from pandas import DataFrame

    form = shape_of(shape)
    table = _posts(outcome, form.platform, world) if form.table == "posts" else _table(outcome, form, world)
    fields = [column.field for column in form.columns]
    made = DataFrame({field: rate(table, field) if field in RATES else table[field] for field in fields})
    made.insert(0, "platform", form.platform)
    return made.reset_index(drop=True).astype({"platform": "str"})


def export(outcome: Outcome, shape: str, world: int = 0) -> "DataFrame":
    """One world in the shape of a platform's export: its columns' names, its spelling of times and rates.

    Raises
    ------
    Mendable
        If there is no such export or no such world.
    """
    from pandas import DataFrame

    form, made = shape_of(shape), figures(outcome, shape, world)
    return DataFrame({column.column: _printed(made[column.field], column, form) for column in form.columns})


def write_exports(outcome: Outcome, folder: Path | str, world: int = 0, kind: FileKind = "csv") -> list[Path]:
    """Write all exports of one world: CSV, a file an export, or XLSX, a file a platform and a sheet an export.

    CSV files begin with a byte order mark, without which Excel does not read Chinese. Files are written whole and moved
    into place. Sessions are exported where there were any.

    Returns
    -------
    list of Path
        The files, platform by platform.

    Raises
    ------
    Mendable
        If there is no such kind of file or no such world.
    OSError
        If the folder cannot be written; what stood there before is untouched.
    """
    if kind not in get_args(FileKind):
        raise Mendable(message("kind(={given}) must be one of: {allowed}", given=kind, allowed="csv, xlsx"))
    live_on = {live.session.platform for live in outcome.lives.values()}
    written = []
    for slug in outcome.accounts:
        forms = [form for form in shapes().values() if form.platform == slug]
        forms = [form for form in forms if form.table != "lives" or slug in live_on]
        made = [export(outcome, form.slug, world) for form in forms]
        if kind == "xlsx":
            files = {f"{slug}.xlsx": _workbook([form.zh for form in forms], made)}
        else:
            files = {f"{form.slug}.csv": _csv(table) for form, table in zip(forms, made, strict=True)}
        for name, data in files.items():
            written.append(Path(folder) / name)
            _write_whole(written[-1], data)
    return written


def _posts(outcome: Outcome, on: str, world: int) -> "DataFrame":
    """A platform's posts with their sources beside them as `impressions_<source>` and `from_<source>`."""
    posts, sources = tables.posts(outcome, world), tables.sources(outcome, world)
    posts = posts[(posts["platform"] == on) & (posts["format"] != tables.AD)].copy()
    for name in (*platform(on).SOURCES, PAID, platform(on).SHARED):
        through = sources[sources["source"] == name].set_index("post")
        for column, figure in ((f"impressions_{name}", "impressions"), (f"from_{name}", "reads")):
            posts[column] = posts["post"].map(through[figure]).astype(COUNT)
    return posts


def _table(outcome: Outcome, form: Shape, world: int) -> "DataFrame":
    table = (tables.daily if form.table == "daily" else tables.lives)(outcome, world)
    return table[table["platform"] == form.platform]


def _printed(values: "Series[Any]", column: Column, form: Shape) -> "Series[Any]":
    """A column's figures as they stand in the file."""
    from pandas import Series

    if column.kind == "datetime":
        # By parts, because strftime cannot print Chinese in every locale.
        return values.map(lambda time: re.sub("%[a-zA-Z]", lambda part: time.strftime(part[0]), form.time_format))
    if column.kind == "rate":
        return values.map(lambda share: f"{share:.2%}").where(values.notna(), NOTHING)
    if column.kind == "yuan":
        return values.round(2)
    if column.kind == "text":
        return Series([_one_line(column.words.get(text, text)) for text in values], dtype=TEXT)
    return values


def _one_line(text: str) -> str:
    """Text without line breaks and control characters, which spreadsheets do not take."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _csv(made: "DataFrame") -> bytes:
    return made.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _workbook(names: list[str], sheets: list["DataFrame"]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, made in zip(names, sheets, strict=True):
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for row in (tuple(made.columns), *made.itertuples(index=False)):
            sheet.append(row)
            for cell in sheet[sheet.max_row]:
                if cell.data_type == "f":  # a title that begins with "=" is no formula
                    cell.data_type = "s"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file and move it into place: a full disk leaves the old file, never half a new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
