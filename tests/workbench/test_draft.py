"""A draft: every change on disk at once, nothing lost, what fails is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from curriculum.answers import WorkLog, answer_path, read_draft, read_log, write_log
from curriculum.handing_in import answer
from curriculum.workbench.draft import Draft
from curriculum.workbench.guard import guarded, sentence
from simulations.projects import find_task

TASK = find_task("two_hour_post")


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft.open(TASK, tmp_path, "ab12")


def failing(error: OSError) -> Any:
    def fail(*_: object) -> None:
        raise error

    return fail


def test_every_change_is_on_disk_when_set_returns(draft: Draft) -> None:
    draft.set("title", "周报")
    draft.set("hour", 20)
    assert read_draft(draft.folder, TASK.slug) == {"title": "周报", "hour": 20}
    assert draft.saved_at is not None


def test_an_emptied_choice_is_taken_out_and_an_emptied_text_stays_empty(draft: Draft) -> None:
    for name, value in (("topic", "minutes"), ("title", "周报")):
        draft.set(name, value)
    draft.set("topic", None)
    draft.set("title", "")
    assert read_draft(draft.folder, TASK.slug) == {"title": ""}


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (
            OSError(28, "No space left on device"),
            "The disk is full: free some space, then change any field to save again.",
        ),
        (PermissionError(13, "Permission denied", "answers"), "This folder may not be written to:{place}"),
        (OSError(30, "Read-only file system"), "This folder may not be written to:{place}"),
        (OSError(5, "Input/output error"), "The file could not be written: {why}"),
    ],
)
def test_what_keeps_a_change_from_the_disk_is_said_and_passes(
    draft: Draft, monkeypatch: pytest.MonkeyPatch, said: Callable[[str], str], error: OSError, why: str
) -> None:
    draft.set("title", "一")
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", failing(error))
        draft.set("title", "二")
        assert said(why) in sentence(draft.failure or Exception())
        assert read_draft(draft.folder, TASK.slug) == {"title": "一"}
    draft.set("digest", "摘要")
    assert draft.failure is None
    assert read_draft(draft.folder, TASK.slug) == {"title": "二", "digest": "摘要"}


def test_half_a_character_is_told_and_the_rest_stays_saved(draft: Draft) -> None:
    draft.set("title", "好")
    draft.set("digest", "\ud83d")
    assert draft.failure is not None
    assert read_draft(draft.folder, TASK.slug) == {"title": "好"}
    draft.set("digest", "🙂")
    assert draft.failure is None


def test_two_windows_keep_each_others_fields(draft: Draft) -> None:
    other = Draft.open(TASK, draft.folder, "ab12")
    heard: list[str] = []
    draft.on_change(heard.append)
    draft.set("title", "这里写的")
    other.set("digest", "那里写的")
    draft.set("hour", 20)
    assert read_draft(draft.folder, TASK.slug) == {"title": "这里写的", "digest": "那里写的", "hour": 20}
    assert heard == ["title", ""]


def test_an_answer_from_a_code_cell_is_taken_over(draft: Draft, fields: dict[str, Any]) -> None:
    draft.set("title", "先在表单里写")
    answer(TASK.Answer.model_validate(fields), folder=draft.folder, overwrite=True)
    draft.set("hour", 7)
    assert read_draft(draft.folder, TASK.slug) == {**json.loads(json.dumps(fields)), **draft.fields, "hour": 7}
    assert draft.fields["title"] == fields["title"]


def kept(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in (folder / "answers").iterdir() if "-" in path.name]


def test_a_damaged_file_is_left_alone_until_there_is_something_to_save_and_then_kept(tmp_path: Path) -> None:
    path = answer_path(tmp_path, TASK.slug)
    path.parent.mkdir()
    path.write_text("{half", encoding="utf-8")
    draft = Draft.open(TASK, tmp_path, "ab12")
    assert (draft.fields, draft.unusable) == ({}, "damaged")
    assert path.read_text(encoding="utf-8") == "{half"
    draft.set("title", "重来")
    draft.set("hour", 8)
    assert read_draft(tmp_path, TASK.slug) == {"title": "重来", "hour": 8}
    assert kept(tmp_path) == ["{half"]


def test_an_answer_for_other_material_is_not_taken_over_but_kept_with_its_log(draft: Draft) -> None:
    draft.set("title", "别人的题")
    write_log(draft.folder, TASK.slug, WorkLog(checks=3))
    mine = Draft.open(TASK, draft.folder, "cd34")
    assert (mine.fields, mine.unusable) == ({}, "other-material")
    assert read_draft(draft.folder, TASK.slug) == {"title": "别人的题"}
    mine.set("title", "我的题")
    assert read_draft(draft.folder, TASK.slug) == {"title": "我的题"}
    assert read_log(draft.folder, TASK.slug).checks == 0
    assert len(kept(draft.folder)) == 2
    assert any("别人的题" in text for text in kept(draft.folder))


def test_what_is_unfinished_is_not_wrong(draft: Draft) -> None:
    for name, value in (("title", ""), ("topic_reason", "短"), ("facts", {"c1": "A1"}), ("hour", 20)):
        draft.set(name, value)
    assert draft.errors() == {}
    assert draft.incomplete("title", "topic_reason", "facts", "hour") == ("title", "topic_reason", "facts")


def test_what_is_wrong_is_said_of_its_field(draft: Draft) -> None:
    draft.set("title", "长" * 33)
    draft.set("forecast_low", "很多")
    assert set(draft.errors()) == {"title", "forecast_low"}
    assert "32" in draft.errors()["title"]


def test_stand_ins_fill_what_is_missing_and_nothing_else(draft: Draft, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if name != "reflection":
            draft.set(name, value)
    filled = draft.answer(reflection="……", title="不该出现")
    assert filled.reflection == "……"  # type: ignore[attr-defined]
    assert filled.title == fields["title"]  # type: ignore[attr-defined]


def test_a_part_that_cannot_show_a_change_does_not_keep_others_from_it(draft: Draft) -> None:
    heard: list[str] = []
    told: list[Exception] = []
    draft.complain = told.append
    draft.on_change(failing(OSError(5, "broken")))
    draft.on_change(heard.append)
    draft.set("title", "题")
    assert heard == ["title"]
    assert len(told) == 1


def test_a_guarded_callback_says_a_sentence_instead_of_a_traceback() -> None:
    said: list[str] = []
    guarded(said.append)(failing(PermissionError(13, "Permission denied", "outbox")))()
    (text,) = said
    assert "outbox" in text
    assert "Traceback" not in text
