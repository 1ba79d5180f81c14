"""Live views are tried as by somebody who learns alone, in a folder of its own."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pytest


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class View:
    """A live view as its reader meets it: controls to move, buttons to press, HTML to read."""

    def __init__(self, root: Any) -> None:
        self.root = root

    def parts(self) -> Iterator[Any]:
        """All widgets, in the order in which they are seen."""
        waiting = [self.root]
        while waiting:
            part = waiting.pop()
            yield part
            waiting += reversed(getattr(part, "children", ()))

    @property
    def controls(self) -> list[Any]:
        kinds = (widgets.Checkbox, widgets.Dropdown, widgets.SelectionSlider, widgets.SelectionRangeSlider)
        return [part for part in self.parts() if isinstance(part, (*kinds, widgets.Text, widgets.Textarea))]

    @property
    def buttons(self) -> list[Any]:
        return [part for part in self.parts() if isinstance(part, widgets.Button)]

    @property
    def html(self) -> str:
        shown = [part.value for part in self.parts() if isinstance(part, widgets.HTML)]
        return "\n".join(value for value in shown if not value.startswith("<style>"))

    @property
    def said(self) -> str:
        """What a reader reads or hears of it, without its pictures."""
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<img[^>]+>", "", self.html)))


@pytest.fixture
def view() -> type[View]:
    return View
