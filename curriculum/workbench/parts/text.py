"""Small pieces of text and HTML that every part uses."""

from datetime import datetime
from html import escape

import ipywidgets

from curriculum.workbench.front import plain, plain_style

ICONS = {"good": "✓", "warn": "!", "bad": "✕", "note": "i"}


def panel(html: str, *classes: str) -> ipywidgets.HTML:
    """HTML of trusted or escaped parts."""
    widget = ipywidgets.HTML(html, layout=plain(), style=plain_style())
    for name in ("academy-panel", *classes):
        widget.add_class(name)
    return widget


def scrolling(html: str) -> ipywidgets.HTML:
    """A panel of limited height that scrolls, by keyboard too."""
    shown = panel(html, "academy-scroll")
    shown.tabbable = True
    return shown


def notice(text: str, kind: str = "note") -> ipywidgets.HTML:
    """A sentence in a box: `good`, `warn`, `bad` or `note`; told by its sign as well as its colour."""
    return panel(notice_html(text, kind))


def notice_html(text: str, kind: str = "note") -> str:
    """The box of a sentence as HTML; the sentence is escaped."""
    role = "alert" if kind == "bad" else "status"
    icon = f'<b aria-hidden="true">{ICONS[kind]}</b>'
    return f'<div class="academy-notice is-{kind}" role="{role}">{icon}<span>{escape(text)}</span></div>'


def paragraphs(text: str) -> str:
    """Plain text as paragraphs."""
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def clock_time(moment: datetime) -> str:
    """Hour, minute and second where the trainee sits."""
    return f"{moment.astimezone():%H:%M:%S}"


def day_and_time(moment: datetime) -> str:
    """Date and time where the trainee sits."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def column(*children: ipywidgets.Widget, classes: str = "") -> ipywidgets.VBox:
    """Parts below one another."""
    return _box(ipywidgets.VBox(children, layout=plain()), classes)


def row(*children: ipywidgets.Widget, classes: str = "") -> ipywidgets.HBox:
    """Parts beside one another; they wrap where the window is narrow."""
    return _box(ipywidgets.HBox(children, layout=plain()), f"academy-row {classes}")


def card(title: str, *children: ipywidgets.Widget, about: str = "") -> ipywidgets.VBox:
    """Parts under a heading in a frame."""
    told = f"<p>{escape(about)}</p>" if about else ""
    return column(panel(f"<h3>{escape(title)}</h3>{told}", "academy-card-head"), *children, classes="academy-card")


def _box(box: ipywidgets.Box, classes: str) -> ipywidgets.Box:
    for name in classes.split():
        box.add_class(name)
    return box
