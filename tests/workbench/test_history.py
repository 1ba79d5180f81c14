"""Taking changes back: field by field, in the file as well, and never what somebody else has written."""

from pathlib import Path
from typing import Any

import pytest

from curriculum.answers import read_draft
from curriculum.workbench.draft import Draft
from curriculum.workbench.front.mechanics import UndoBar
from curriculum.workbench.history import FUSE_S, MOST, History
from simulations.projects import find_task

TASK = find_task("two_hour_post")


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft.open(TASK, tmp_path, "ab12")


def on_disk(draft: Draft) -> dict[str, Any]:
    return read_draft(draft.folder, TASK.slug)


def test_changes_are_taken_back_and_made_again_in_the_file_too(draft: Draft) -> None:
    draft.set("title", "周报")
    draft.set("hour", 20)
    assert draft.undo() == "hour"
    assert on_disk(draft) == {"title": "周报"}
    assert draft.undo() == "title"
    assert on_disk(draft) == {}
    assert draft.undo() is None
    assert [draft.redo(), draft.redo(), draft.redo()] == ["title", "hour", None]
    assert on_disk(draft) == {"title": "周报", "hour": 20}


def test_a_new_change_ends_what_could_be_made_again(draft: Draft) -> None:
    draft.set("title", "一")
    draft.undo()
    draft.set("title", "二")
    assert draft.redo() is None
    assert draft.undo() == "title"
    assert "title" not in draft.fields


def test_what_is_typed_without_a_pause_is_one_change() -> None:
    history = History()
    for n, text in enumerate(("周", "周报", "周报好")):
        history.note("title", text[:-1], text, at=n * FUSE_S * 0.9)
    history.note("title", "周报好", "周报真好", at=100)
    history.note("digest", None, "摘", at=100.1)
    history.note("title", "周报真好", "周报", at=100.2)
    assert [(change.before, change.after) for change in history.past] == [
        ("", "周报好"),
        ("周报好", "周报真好"),
        (None, "摘"),
        ("周报真好", "周报"),
    ]


def test_a_change_back_within_the_same_breath_is_none() -> None:
    history = History()
    history.note("title", "周报", "周", at=1)
    history.note("title", "周", "周报", at=2)
    assert history.past == []


def test_history_has_an_end() -> None:
    history = History()
    for n in range(2 * MOST):
        history.note("title", str(n), str(n + 1), at=n * 10)
    assert len(history.past) == MOST
    assert history.past[-1].after == str(2 * MOST)


def test_what_another_window_wrote_is_not_taken_back(draft: Draft) -> None:
    told: list[frozenset[str]] = []
    draft.merged = told.append
    draft.set("title", "这里写的")
    draft.set("hour", 20)
    other = Draft.open(TASK, draft.folder, "ab12")
    other.set("title", "那里改的")
    assert draft.undo() == "hour"
    assert draft.undo() is None
    assert on_disk(draft) == {"title": "那里改的"}
    assert told == [frozenset({"title"})]


def test_a_field_written_over_what_another_window_wrote_goes_back_to_that(draft: Draft) -> None:
    draft.set("title", "一")
    Draft.open(TASK, draft.folder, "ab12").set("title", "别处的")
    draft.set("title", "三")
    assert draft.undo() == "title"
    assert draft.fields["title"] == "别处的"
    assert draft.undo() is None


def test_widgets_show_what_stood_there_before(opened: Any) -> None:
    title, cover, hour = (opened.field(name) for name in ("title", "cover", "hour"))
    title.value, cover.value, hour.value = "周报", ["k2"], ["21"]
    bar = next(part for part in opened.parts() if isinstance(part, UndoBar))
    assert opened.bench.form.label("hour") in bar.back
    for _step in range(3):
        bar._handle_custom_msg({"act": "back"}, [])
    assert (title.value, cover.value, hour.value) == ("", [], [])
    assert (bar.back, bool(bar.again)) == ("", True)
    for _step in range(3):
        bar._handle_custom_msg({"act": "again"}, [])
    assert (title.value, cover.value, hour.value) == ("周报", ["k2"], ["21"])
    assert bar.again == ""


def test_a_widget_that_cannot_show_a_value_as_it_is_does_not_end_the_redoing(opened: Any) -> None:
    draft, low = opened.bench.draft, opened.field("forecast_low")
    draft.set("forecast_low", "1,000")  # the widget makes a number of it
    low.value = "900"
    assert draft.undo() == "forecast_low"
    assert draft.redo() == "forecast_low"
    assert low.value == "900"
