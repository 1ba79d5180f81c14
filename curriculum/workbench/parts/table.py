"""A table whose cells are evidence: tick the ones an argument rests on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Column:
    """A column: its slug, what it is called, what it says, and how a value is written."""

    slug: str
    title: str
    about: str
    write: Callable[[float], str] = "{:,.0f}".format


def evidence_table(
    corner: str, rows: Mapping[str, str], columns: Iterable[Column], value: Callable[[str, str], float]
) -> str:
    """HTML of a table with pickable cells `<row>.<column>`; a bar shows a value's share of the column's largest.

    Parameters
    ----------
    corner : str
        What the rows are.
    rows : mapping
        Row slug to its name.
    value : callable
        `value(row, column)`.
    """
    columns = tuple(columns)
    largest = {column.slug: max(value(row, column.slug) for row in rows) or 1 for column in columns}

    def cell(row: str, column: Column) -> str:
        figure, written = value(row, column.slug), escape(column.write(value(row, column.slug)))
        share = figure / largest[column.slug]
        return (
            f'<td><span class="academy-cell" data-pick="{row}.{column.slug}" style="--share:{share:.3f}" '
            f'aria-label="{escape(rows[row])}, {escape(column.title)}: {written}">{written}</span></td>'
        )

    head = "".join(
        f'<th scope="col">{escape(column.title)}<small>{escape(column.about)}</small></th>' for column in columns
    )
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(cell(row, column) for column in columns)}</tr>'
        for row, name in rows.items()
    )
    table = f"<table><thead><tr><th>{escape(corner)}</th>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="academy-table">{table}</div>'
