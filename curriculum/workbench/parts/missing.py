"""What is still missing, with the way to it."""

from collections.abc import Iterable
from html import escape

from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.text import ICONS


def way_to(bench: Bench, name: str, text: str) -> str:
    """A button that leads to a field."""
    place = bench.place_of(name)
    if place is None:
        return escape(text)
    return (
        f'<button type="button" class="academy-link" data-academy-step="{place}" data-academy-goto="{escape(name)}">'
        f"{escape(text)}</button>"
    )


def missing_html(bench: Bench, names: Iterable[str], title: str) -> str:
    """Fields that are missing or wrong, each with the way to it and what is wrong."""
    errors = bench.draft.errors()
    items = "".join(
        f"<li>{way_to(bench, name, bench.form.label(name))}{' ' + escape(errors[name]) if name in errors else ''}</li>"
        for name in names
    )
    return (
        f'<div class="academy-notice is-warn" role="status"><b aria-hidden="true">{ICONS["warn"]}</b>'
        f'<div><span>{escape(title)}</span><ul class="academy-missing">{items}</ul></div></div>'
    )
