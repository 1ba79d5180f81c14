"""A live view: controls and what they show. It redraws itself, says that it is busy, never shows a traceback."""

from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from curriculum.live.names import Names
from curriculum.look.tokens import token_rule
from simulations.language import _

STYLE = Path(__file__).parent / "live.css"
DARK = '[data-jp-theme-light="false"] .academy-live'


@cache
def _style() -> str:
    rules = (token_rule(".academy-live, .academy-live .phone"), token_rule(DARK, "dark"))  # a phone's page stays white
    return f"<style>{' '.join(rules)} {STYLE.read_text(encoding='utf-8')}</style>"


def guarded(render: Callable[[], str]) -> str:
    """HTML of `render`, or a sentence that says why there is none: a lesson goes on when one picture fails."""
    try:
        return render()
    except Exception as error:  # whatever it is, a trainee can only run the cell again or show the sentence
        sorry = _(
            "This picture could not be drawn. Run the cell once more; if that does not help, "
            "show your mentor this line:"
        )
        return f'<p class="failed">{escape(sorry)} <code>{escape(f"{type(error).__name__}: {error}")}</code></p>'


def framed(*parts: Any) -> Any:
    """Widgets below each other in the live views' style."""
    box = widgets.VBox([widgets.HTML(_style()), Names(), *parts])
    box.add_class("academy-live")
    return box


def live(render: Callable[..., str], **controls: Any) -> Any:
    """A view that shows `render(**values)` and shows it again whenever a control changes.

    Parameters
    ----------
    render : callable
        Takes the controls' values by name, returns HTML. What it takes from people must be escaped there.
    **controls : ipywidgets.Widget
        Widgets with a `value`, shown in this order.
    """
    pane, sign = widgets.HTML(), widgets.HTML()

    def redraw(change: Any = None) -> None:
        busy = _("Playing it again …")
        sign.value = f'<span class="busy" role="status">{escape(busy)}</span>'
        pane.value = guarded(lambda: render(**{name: control.value for name, control in controls.items()}))
        sign.value = ""

    for control in controls.values():
        control.observe(redraw, "value")
    redraw()
    row = widgets.Box([*controls.values(), sign], layout={"flex_flow": "row wrap", "align_items": "center"})
    return framed(*([row] if controls else []), pane)
