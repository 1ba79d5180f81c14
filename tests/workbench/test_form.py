"""Widgets and draft stay in step; what a schema can say is drawn from it."""

from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import Field

from curriculum.answers import read_draft
from curriculum.workbench.draft import Draft
from curriculum.workbench.form import Form
from curriculum.workbench.front import Pick, TextField
from simulations.language import _, message
from simulations.task import Answer, Task


class Grade(StrEnum):
    GOOD = "good"
    FAIR = "fair"


class Anything(Answer):
    """One field of every kind a schema can say."""

    name: str = Field(min_length=1, max_length=20)
    essay: str = Field(max_length=500)
    budget_yuan: int = Field(ge=0)
    rate: float | None = Field(default=None, ge=0, le=1)
    urgent: bool
    channel: Literal["a", "b"]
    grade: Grade
    weeks: Literal[1, 2, 4]
    tags: tuple[str, ...] = ()
    parts: tuple[Literal["x", "y", "z"], ...] = Field(default=(), max_length=2)
    facts: dict[Literal["c1", "c2"], str] = {}
    rounds: tuple[dict[str, int], ...] = ()


@pytest.fixture
def form(tmp_path: Path) -> Form:
    nothing: Any = None
    task = Task(
        "anything",
        Anything,
        (),
        {"name": message("Your name")},
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
    )
    return Form(Draft.open(task, tmp_path, "ab12"))


@pytest.mark.parametrize(
    ("name", "moved", "saved"),
    [
        ("name", "李南", "李南"),
        ("essay", "两行\n字", "两行\n字"),
        ("budget_yuan", " 1,200 ", 1200),
        ("rate", "0.25", 0.25),
        ("urgent", ["false"], False),
        ("channel", ["b"], "b"),
        ("grade", ["fair"], "fair"),
        ("weeks", ["4"], 4),
        ("tags", "短视频\n\n 直播 ", ["短视频", "直播"]),
        ("parts", ["z", "x"], ["z", "x"]),
        ("rounds", '[{"price": 9}]', [{"price": 9}]),
    ],
)
def test_a_field_is_drawn_by_its_schema_and_saved_as_its_type(form: Form, name: str, moved: Any, saved: Any) -> None:
    widget: Any = form.field(name)
    widget.value = moved
    assert read_draft(form.draft.folder, "anything") == {name: saved}
    assert widget.error == ""


@pytest.mark.parametrize(
    ("name", "moved", "kept"),
    [
        ("budget_yuan", "三百", "三百"),
        ("budget_yuan", "-5", -5),
        ("rate", "1.5", 1.5),
        ("rate", "nan", "nan"),
        ("name", "长" * 21, "长" * 21),
        ("rounds", "[{", "[{"),
    ],
)
def test_what_is_wrong_is_kept_and_the_error_stands_beside_it(form: Form, name: str, moved: str, kept: Any) -> None:
    widget: Any = form.field(name)
    widget.value = moved
    assert form.draft.get(name) == kept
    assert widget.error
    widget.value = ""
    assert widget.error == ""


def test_limits_of_the_schema_reach_the_widget(form: Form) -> None:
    name, parts = form.field("name"), form.field("parts")
    assert isinstance(name, TextField)
    assert isinstance(parts, Pick)
    assert (name.most, name.rows) == (20, 1)
    assert form.field("essay").rows > 1
    assert parts.most == 2
    assert parts.html.count("data-pick") == 3


def test_an_object_with_known_keys_has_a_line_for_each(form: Form) -> None:
    box: Any = form.field("facts")
    first, second = box.children[1:]
    second.value = "I07"
    assert form.draft.get("facts") == {"c2": "I07"}
    first.value = "A1"
    second.value = ""
    assert form.draft.get("facts") == {"c1": "A1"}


def test_a_widget_follows_the_draft(form: Form) -> None:
    widget: Any = form.field("budget_yuan")
    form.draft.set("budget_yuan", 500)
    assert widget.value == "500"
    form.draft.set("budget_yuan", None)
    assert widget.value == ""


def test_a_field_is_called_as_the_task_calls_it_else_as_the_schema_does(form: Form) -> None:
    assert form.field("name").label == form.label("name") == _("Your name")
    assert form.label("budget_yuan") == "Budget Yuan"


def test_options_are_shown_escaped(form: Form) -> None:
    widget: Any = form.field("channel", options={"a": "<b>甲</b>"})
    assert "<b>甲" not in widget.html
