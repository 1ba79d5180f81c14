"""Forms are tried without a browser: their widgets are found by field and moved as a person would move them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from curriculum.syllabus import module
from curriculum.workbench.bench import Bench
from curriculum.workbench.show import form_of
from curriculum.workplace import MARK, Workplace
from grading.demo.hand_ins import answer_for, hand_ins
from simulations.language import _


def spoken(message: str) -> str:
    """The longest stretch of a message, in the reader's language, that does not depend on its values."""
    return max(re.split(r"\{[^}]*\}", _(message)), key=len)


class Opened:
    """A form as its trainee meets it: fields to fill in, buttons to press, text to read."""

    def __init__(self, root: Path, slug: str = "two_hour_post") -> None:
        self.bench = Bench.open(slug, Workplace.at(root))
        self.widgets = form_of(self.bench)

    def parts(self) -> Iterator[Any]:
        """All widgets, in the order in which they are seen."""
        waiting = list(reversed(self.widgets))
        while waiting:
            part = waiting.pop()
            yield part
            waiting += reversed(getattr(part, "children", ()))

    def field(self, name: str, place: int = 0) -> Any:
        """A field's widget; `place` counts where a field has several."""
        return [part for part in self.parts() if getattr(part, "name", "") == name and hasattr(part, "error")][place]

    def button(self, label: str) -> ipywidgets.Button:
        """The button with that label, by its message."""
        buttons = [part for part in self.parts() if isinstance(part, ipywidgets.Button)]
        return next(button for button in buttons if button.description == _(label))

    def says(self, message: str) -> bool:
        """Whether a message can be read somewhere in the form."""
        return spoken(message) in self.text

    @property
    def text(self) -> str:
        """Everything there is to read in panels."""
        return "\n".join(part.value for part in self.parts() if isinstance(part, ipywidgets.HTML))

    def fill(self, fields: dict[str, Any]) -> None:
        """Fill in fields as an answer file holds them."""
        for name, value in fields.items():
            self.bench.draft.set(name, value)


@pytest.fixture
def slug(request: pytest.FixtureRequest) -> str:
    """The module a test is about: its file's `SLUG`, else the two-hour post."""
    return str(getattr(request.module, "SLUG", "two_hour_post"))


@pytest.fixture
def work(tmp_path: Path, slug: str) -> Path:
    """The work folder of somebody who learns alone."""
    (tmp_path / MARK).touch()
    folder = tmp_path / module(slug).tier / slug
    folder.mkdir(parents=True)
    (folder / f"{slug}.ipynb").write_text("{}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def opened(work: Path, slug: str) -> Opened:
    """The module's form, just opened."""
    return Opened(work, slug)


@pytest.fixture
def fields(opened: Opened, slug: str) -> dict[str, Any]:
    """A whole answer for this trainee's material: the best of the written ones."""
    return answer_for(hand_ins(slug)[0], opened.bench.context)


@pytest.fixture
def reopen(work: Path) -> type[Opened]:
    """Open a form in a work folder again: `reopen(work, slug)`."""
    return Opened


@pytest.fixture
def said() -> Callable[[str], str]:
    """What of a message can be read whatever its values: `said("Not saved: {why}")`."""
    return spoken
