"""Exported files as tables with their row ids, and the files themselves beside the notebook."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Protocol

from curriculum.files import write_whole
from curriculum.workbench.parts.material import row_id

STAMP = ".material"  # whose files lie in a folder


class File(Protocol):
    """A file's cells from the first row on, with the place of its header."""

    @property
    def header(self) -> int: ...
    @property
    def ids(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> tuple[tuple[str | int | float, ...], ...]: ...


def file_html(file: File, *, pick: bool = False, only: Callable[[int], bool] = lambda place: True) -> str:
    """A table as a spreadsheet shows it: every row with its id, the rows above the header as they are.

    Parameters
    ----------
    pick : bool
        Whether rows can be chosen by their id, as evidence. Ids are ours: a letter and a number.
    only : callable
        Whether a row below the header, by its place, is shown.
    """
    lines = []
    for place, (id, row) in enumerate(zip(file.ids, file.rows, strict=True)):
        if place > file.header and not only(place):
            continue
        tag = "th" if place == file.header else "td"
        shown = row_id(id)
        if pick and place > file.header:
            name = escape(", ".join(map(str, row[:3])))
            shown = f'<span class="academy-file-pick" data-pick="{id}" aria-label="{id}: {name}">{id}</span>'
        cells = "".join(_cell(tag, cell) for cell in row)
        lines.append(f"<tr><th>{shown}</th>{cells}</tr>")
    frame = (
        '<div class="academy-table academy-file" tabindex="0" data-lm-suppress-shortcuts="true">'  # a wide one scrolls
    )
    return f"{frame}<table><tbody>{''.join(lines)}</tbody></table></div>"


def _cell(tag: str, cell: str | int | float) -> str:
    number = ' class="academy-number"' if isinstance(cell, int | float) else ""
    return f"<{tag}{number}>{escape(str(cell))}</{tag}>"


def lay_beside(folder: Path, files: Mapping[str, Callable[[], bytes]], variant: str) -> Iterable[str]:
    """Write files into a folder unless they lie there for this variant; what somebody has edited is left alone.

    Returns
    -------
    iterable of str
        The names of the files that were written.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    stamp = folder / STAMP
    known = stamp.exists() and stamp.read_text(encoding="utf-8", errors="replace").strip() == variant
    written = [name for name in files if not (known and (folder / name).exists())]
    for name in written:
        write_whole(folder / name, files[name]())
    if not known:
        write_whole(stamp, variant.encode())
    return written
