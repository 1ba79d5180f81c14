"""Widgets drawn in the browser: what ipywidgets has no part for, or would ask the kernel for at every keystroke."""

from functools import cache
from pathlib import Path
from time import time
from typing import Any

import anywidget
import ipywidgets
import traitlets
from ipywidgets.widgets.widget_string import HTMLStyle

from curriculum.look import design_sheet
from simulations.language import _

FRONT = Path(__file__).parent


def script(name: str) -> str:
    """The script of a widget."""
    return (FRONT / f"{name}.js").read_text(encoding="utf-8")


@cache
def plain() -> ipywidgets.Layout:
    """One layout for all parts of a form: the design sheet lays out, and the browser gets half as many models."""
    return ipywidgets.Layout()


@cache
def plain_style() -> HTMLStyle:
    """One style for all panels of a form, for the same reason."""
    return HTMLStyle()


class Drawn(anywidget.AnyWidget):
    """A widget drawn by a script of this folder."""

    def __init__(self, **traits: Any) -> None:
        super().__init__(layout=plain(), **traits)


class Sheet(Drawn):
    """The design sheet; once in every form."""

    _esm = script("sheet")
    _css = design_sheet()


class TextField(Drawn):
    """A line, a text or a number, with counter, help and error beside it; `value` is what was typed."""

    _esm = script("text")
    name = traitlets.Unicode().tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    help = traitlets.Unicode().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    placeholder = traitlets.Unicode().tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True)
    kind = traitlets.Enum(["text", "number"], "text").tag(sync=True)
    rows = traitlets.Int(1).tag(sync=True)
    most = traitlets.Int(0).tag(sync=True)
    soft = traitlets.Int(0).tag(sync=True)
    soft_note = traitlets.Unicode().tag(sync=True)
    toolbar = traitlets.Bool(False).tag(sync=True)
    gallery = traitlets.List(traitlets.Dict()).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        if traits.get("toolbar"):
            traits["words"] = {
                "heading": _("Heading"),
                "bold": _("Bold (Ctrl+B)"),
                "list": _("List"),
                "quote": _("Quote"),
                "picture": _("Insert picture"),
            }
        super().__init__(**traits)


class Pick(Drawn):
    """A drawing whose `data-pick` elements can be chosen: `most` of them, 0 for any number.

    `html` is shown as it is: it must be made of trusted or escaped parts.
    """

    _esm = script("pick")
    name = traitlets.Unicode().tag(sync=True)
    value = traitlets.List(traitlets.Unicode()).tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    most = traitlets.Int(1).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    help = traitlets.Unicode().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)


class Steps(Drawn):
    """Numbered steps; a step's state is `open`, `begun` or `done`, its note a few words under the title."""

    _esm = script("steps")
    name = traitlets.Unicode().tag(sync=True)
    titles = traitlets.List(traitlets.Unicode()).tag(sync=True)
    states = traitlets.List(traitlets.Unicode()).tag(sync=True)
    notes = traitlets.List(traitlets.Unicode()).tag(sync=True)


class ClockFace(Drawn):
    """Remaining time, ticking in the browser; times in milliseconds since the epoch, 0 for not yet."""

    _esm = script("clock")
    started_at = traitlets.Float(0).tag(sync=True)
    stopped_at = traitlets.Float(0).tag(sync=True)
    now = traitlets.Float(0).tag(sync=True)
    minutes = traitlets.Int(120).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(now=time() * 1000, **traits)


class Phone(Drawn):
    """A phone: `views` names its views (slug to title), `html` holds their trusted drawings."""

    _esm = script("phone")
    views = traitlets.Dict().tag(sync=True)
    html = traitlets.Dict().tag(sync=True)
