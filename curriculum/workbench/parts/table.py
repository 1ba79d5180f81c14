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
    write: Callable[[float], str] = lambda value: f"{value:,.0f}"


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
    head = "".join(
        f"<th scope='col'>{escape(column.title)}<small>{escape(column.about)}</small></th>" for column in columns
    )
    largest = {column.slug: max(value(row, column.slug) for row in rows) or 1 for column in columns}
    body = "".join(
        f"<tr><th scope='row'>{escape(name)}</th>"
        + "".join(
            f'<td><span class="academy-cell" data-pick="{row}.{column.slug}" style="--share:{value(row, column.slug) / largest[column.slug]:.3f}" '
            f'aria-label="{escape(name)}，{escape(column.title)} {escape(column.write(value(row, column.slug)))}">'
            f"{escape(column.write(value(row, column.slug)))}</span></td>"
            for column in columns
        )
        + "</tr>"
        for row, name in rows.items()
    )
    return f'<div class="academy-table"><table><thead><tr><th>{escape(corner)}</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
