"""A picture that follows a field of records: inline SVG with the sentence that says what it shows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from curriculum.workbench.columns import to_number
from curriculum.workbench.front.records import RowsTable
from curriculum.workbench.parts.keep import keep_table
from curriculum.workbench.parts.text import column, notice_html, panel

if TYPE_CHECKING:
    from curriculum.workbench.form import Form

WIDTH = 880  # units of the drawing; as many pixels on a laptop
Record = Mapping[str, Any]


def with_picture(
    form: "Form",
    name: str,
    table: RowsTable,
    draw: Callable[[Sequence[Record]], str],
    *,
    above: bool = False,
) -> ipywidgets.VBox:
    """A table and the picture of what is in it; both can be taken along.

    Parameters
    ----------
    draw : callable
        `draw(records)`: trusted HTML of the field's records as they are in the draft, valid or not.
    above : bool
        Whether the picture stands above the table.
    """
    drawn = panel("", "academy-picture")

    def follow(changed: str = "") -> None:
        if changed in ("", name):
            html = draw(records_in(form.draft.get(name)))
            if html != drawn.value:
                drawn.value = html

    form.draft.on_change(follow)
    follow()
    shown = (drawn, keep_table(table))
    return column(*((*shown, table) if above else (table, *shown)))


def records_in(value: Any) -> list[Record]:
    """The records of a field, whatever else may stand in the file."""
    return [record for record in value if isinstance(record, Mapping)] if isinstance(value, list | tuple) else []


def number_in(record: Record, slug: str) -> float | None:
    """A record's number; None where there is none yet."""
    value = record.get(slug)
    value = to_number(value) if isinstance(value, str) else value
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def text_in(record: Record, slug: str) -> str:
    """A record's text, on one line."""
    return " ".join(str(record.get(slug) or "").split())


def figure(drawing: str, height: float, sentence: str, warnings: Iterable[str] = (), spoken: Iterable[str] = ()) -> str:
    """A drawing `WIDTH` wide as a figure; it can be reached by keyboard, since it scrolls where there is little room.

    Parameters
    ----------
    drawing : str
        SVG elements of trusted or escaped parts.
    sentence : str
        What one sees; read beside the picture and instead of it.
    warnings : iterable of str
        What is wrong in it, a line each.
    spoken : iterable of str
        What is drawn, line by line, for those who do not see it.
    """
    wrong = "".join(f"<li>{escape(text)}</li>" for text in warnings)
    lines = "".join(f"<li>{escape(text)}</li>" for text in spoken)
    seen = f'<svg viewBox="0 0 {WIDTH} {height:g}" aria-hidden="true">{drawing}</svg>'
    return (
        f'<figure><div class="academy-drawing" role="img" aria-label="{escape(sentence)}" tabindex="0" '
        f'data-lm-suppress-shortcuts="true">{seen}</div>'
        f"<figcaption>{escape(sentence)}</figcaption>"
        + (f'<ul class="academy-warnings">{wrong}</ul>' if wrong else "")
        + f'<ol class="academy-unseen">{lines}</ol></figure>'
    )


def nothing_yet(text: str) -> str:
    """What stands where there is nothing to draw."""
    return notice_html(text)


def words(x: float, y: float, text: str, look: str = "", anchor: str = "start") -> str:
    """A text in a drawing."""
    kind = f' class="{look}"' if look else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{kind}>{escape(text)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, look: str = "is-grid") -> str:
    """A straight line in a drawing."""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{look}"/>'


def room_of(text: str, size: float = 13) -> float:
    """About how wide a text is."""
    return sum(size if ord(sign) > 0x2E7F else 0.58 * size for sign in text)


def cut(text: str, room: float, size: float = 13) -> str:
    """A text that fits, with an ellipsis where it was longer."""
    if room_of(text, size) <= room:
        return text
    while text and room_of(text, size) + size > room:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""
