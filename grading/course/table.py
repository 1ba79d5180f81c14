"""A CSV file as people write it: with or without a BOM, from a Chinese Excel, with Chinese headers."""

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from grading.course.errors import CourseError
from simulations.language import _
from simulations.reading import read_yaml

COLUMNS = Path(__file__).parent / "columns.yaml"


@dataclass(frozen=True)
class Line:
    """A line of a table: where it stands in the file, and its cells by column."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def read_table(path: Path, kind: str, optional: frozenset[str] = frozenset()) -> list[Line]:
    """Lines of a CSV file that are not empty.

    Parameters
    ----------
    path : Path
        UTF-8 (a BOM is tolerated) or GB 18030, which is what a Chinese Excel saves.
    kind : str
        Which headers are known: a section of `columns.yaml`.
    optional : frozenset of str
        Columns that may be missing; they are read as empty.

    Raises
    ------
    CourseError
        If the file cannot be read or a column is missing; names those there are.
    """
    known: dict[str, list[str]] = read_yaml(COLUMNS)[kind]
    reader = csv.reader(StringIO(_text(path), newline=""))
    header = [cell.strip() for cell in next(reader, [])]
    where = {
        column: index
        for column, names in known.items()
        for index, cell in enumerate(header)
        if cell.lower() == column or cell in names
    }
    missing = [column for column in known if column not in where and column not in optional]
    if missing:
        raise CourseError(
            _("{path}: no column {missing}; the first line holds: {header}").format(
                path=path, missing=", ".join(missing), header=", ".join(header)
            )
        )
    lines = []
    for row in reader:
        cells = [cell.strip() for cell in row]
        if any(cells):
            found = {name: cells[i] if i < len(cells) else "" for name, i in where.items()}
            lines.append(Line(reader.line_num, dict.fromkeys(known, "") | found))
    return lines


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CourseError(_("{path} cannot be read: {why}").format(path=path, why=error.strerror)) from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CourseError(_("{path} is neither UTF-8 nor GB 18030 text: save it as CSV UTF-8").format(path=path))
