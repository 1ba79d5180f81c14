"""Every live picture of every lesson: it draws, and what it says follows each of its controls."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import ipywidgets as widgets
import pytest

from curriculum.syllabus import syllabus

PICTURES = [
    pytest.param(module.slug, name, id=f"{module.slug}-{name}")
    for module in syllabus().lessons
    for name in import_module(f"curriculum.live.{module.slug}").__all__
]
OTHER_TEXT = "完全另写的一段话，一个人也没有提到。"

pytestmark = pytest.mark.parametrize(("module", "name"), PICTURES)


def picture(module: str, name: str) -> Any:
    return getattr(import_module(f"curriculum.live.{module}"), name)()


def other_values(control: Any) -> Iterator[Any]:
    """Values that a person would try: both ends and the next one, another text."""
    if isinstance(control, widgets.Checkbox):
        yield not control.value
    elif isinstance(control, widgets.Text | widgets.Textarea):
        yield OTHER_TEXT
    else:
        values = [option[1] if isinstance(option, tuple) else option for option in control.options]
        chosen = (values[0], values[1 % len(values)], values[-1])
        span = isinstance(control, widgets.SelectionRangeSlider)
        yield from ([(values[0], values[0]), (values[0], values[-1])] if span else chosen)


def test_it_draws(module: str, name: str, view: Any) -> None:
    shown = view(picture(module, name))
    assert "failed" not in shown.html
    assert len(shown.said) > 10 or shown.buttons


def test_what_it_says_follows_each_of_its_controls(module: str, name: str, view: Any) -> None:
    for place, control in enumerate(view(picture(module, name)).controls):
        shown = view(picture(module, name))
        if shown.buttons:  # it speaks when a button is pressed: see below
            return
        first, heard = shown.said, set()
        for value in other_values(control):
            shown.controls[place].value = value
            assert "failed" not in shown.html, (control.description, value)
            heard.add(shown.said)
        assert heard - {first}, f"it says the same whatever {control.description!r} is"


def test_a_button_answers_to_what_was_filled_in(module: str, name: str, view: Any) -> None:
    heard = set()
    for emptied in (False, True):
        shown = view(picture(module, name))
        for control in shown.controls if emptied and shown.buttons else ():
            control.value = ""
        for button in shown.buttons[:1]:
            button.click()
        assert "failed" not in shown.html
        heard.add(shown.said)
    assert len(heard) == 1 + bool(shown.buttons and shown.controls)
