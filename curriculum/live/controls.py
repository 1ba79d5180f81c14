"""The few controls that live views use, each with a label that is never cut off."""

from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets as widgets

LABEL = {"description_width": "initial"}
AS_WIDE_AS_NEEDED = {"width": "max-content", "margin": "2px 1rem 2px 2px"}
AS_WIDE_AS_TEXT = {"width": "100%", "max_width": "44rem"}


def slider(label: str, steps: Sequence[Any], value: Any) -> Any:
    """One of a few ordered steps; a step is a value or a pair of what is shown and the value."""
    return widgets.SelectionSlider(
        description=label, options=list(steps), value=value, style=LABEL, layout={"width": "26rem"}
    )


def span(label: str, steps: Sequence[Any], value: tuple[Any, Any]) -> Any:
    """A lower and an upper step."""
    return widgets.SelectionRangeSlider(
        description=label, options=list(steps), value=value, style=LABEL, layout={"width": "36rem"}
    )


def choice(label: str, options: Mapping[str, Any]) -> Any:
    """One of several, by what is shown; the first to begin with."""
    return widgets.Dropdown(description=label, options=list(options.items()), style=LABEL, layout=AS_WIDE_AS_NEEDED)


def switch(label: str, value: bool = True) -> Any:
    """On or off."""
    return widgets.Checkbox(description=label, value=value, indent=False, layout=AS_WIDE_AS_NEEDED)


def line(label: str, value: str) -> Any:
    """A line of text to edit."""
    return widgets.Text(description=label, value=value, style=LABEL, layout=AS_WIDE_AS_TEXT)


def sample_text(label: str, samples: Mapping[str, str], rows: int = 4) -> tuple[Any, Any]:
    """A choice of samples and a field that holds the chosen one and may be rewritten; the field is the control."""
    samples_to_choose = choice(label, samples)
    field = widgets.Textarea(value=samples_to_choose.value, rows=rows, layout=AS_WIDE_AS_TEXT)
    field.tooltip = label
    samples_to_choose.observe(lambda change: setattr(field, "value", change["new"]), "value")
    return samples_to_choose, field
