"""Answers on disk: whole files, problems in words, nothing lost."""

import json
from pathlib import Path
from typing import Any

import pytest

from curriculum.answers import (
    InvalidAnswer,
    WorkLog,
    answer_path,
    log_path,
    parse,
    read_draft,
    read_log,
    read_submission,
    write_draft,
    write_log,
)
from curriculum.handing_in import answer
from grading.demo.hand_ins import answer_for, hand_ins, somebody_for
from simulations.identity import Context
from simulations.projects import find_task

TASK = find_task("two_hour_post")


@pytest.fixture(scope="module")
def fields() -> dict[str, Any]:
    best = hand_ins("two_hour_post")[0]
    return answer_for(best, somebody_for(best, cohort="tests", secret=b""))


def test_a_draft_comes_back_as_it_was(tmp_path: Path) -> None:
    write_draft(tmp_path, "two_hour_post", {"title": "周报", "hour": 20}, "ab12")
    assert read_draft(tmp_path, "two_hour_post") == {"title": "周报", "hour": 20}
    assert read_draft(tmp_path, "another") == {}


def test_a_failed_write_leaves_the_old_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_draft(tmp_path, "two_hour_post", {"title": "旧"}, "ab12")

    def disk_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", disk_full)
    with pytest.raises(OSError, match="No space left"):
        write_draft(tmp_path, "two_hour_post", {"title": "新"}, "ab12")
    assert read_draft(tmp_path, "two_hour_post") == {"title": "旧"}
    assert [path.name for path in (tmp_path / "answers").iterdir()] == ["two_hour_post.json"]


def test_a_damaged_file_is_told_and_not_overwritten(tmp_path: Path) -> None:
    path = answer_path(tmp_path, "two_hour_post")
    path.parent.mkdir()
    path.write_text("{half")
    with pytest.raises(InvalidAnswer):
        read_draft(tmp_path, "two_hour_post")
    assert path.read_text() == "{half"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "长" * 33}, "title"),
        ({"hour": 25}, "hour"),
        ({"topic": "ai_tools"}, "topic"),
        ({"forecast_low": 9, "forecast_high": 9}, ""),
        ({"colour": "red"}, "colour"),
        ({"topic_evidence": ["todo.luck"]}, "topic_evidence"),
        ({"hour": "noon"}, "hour"),
        ({"facts": {"c1": "A1"}}, "facts"),
    ],
)
def test_what_is_wrong_is_said_with_field_value_and_what_is_allowed(
    fields: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        parse(TASK, {**fields, **change})
    assert [problem.field for problem in caught.value.problems] == [field]
    assert len(str(caught.value)) > 6


def test_all_problems_are_told_at_once(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        parse(TASK, {**fields, "hour": -1, "title": "", "ai_log": ""})
    assert {problem.field for problem in caught.value.problems} == {"hour", "title", "ai_log"}


def envelope(fields: dict[str, Any], **changes: Any) -> bytes:
    return json.dumps({"format": 1, "task": "two_hour_post", "variant": "v", "answer": fields, **changes}).encode()


def test_a_submission_is_read_for_its_own_task_and_variant_only(fields: dict[str, Any]) -> None:
    assert read_submission(TASK, envelope(fields), "v") == parse(TASK, fields)
    for data in (
        envelope(fields, task="another"),
        envelope(fields, variant="w"),
        envelope(fields, answer=[1]),
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"answer": {"title": "' + b"x" * 2_000_000 + b'"}}',
        envelope({**fields, "hour": float("nan")}),
    ):
        with pytest.raises(InvalidAnswer):
            read_submission(TASK, data, "v")


def test_the_code_cell_never_overwrites_without_being_told(tmp_path: Path, fields: dict[str, Any]) -> None:
    post = parse(TASK, fields)
    path = answer(post, folder=tmp_path)
    saved = json.loads(path.read_bytes())
    assert saved["variant"] == Context().variant("two_hour_post")
    with pytest.raises(FileExistsError, match="overwrite=True"):
        answer(post, folder=tmp_path)
    answer(post.model_copy(update={"hour": 7}), folder=tmp_path, overwrite=True)
    assert read_draft(tmp_path, "two_hour_post")["hour"] == 7


def test_a_damaged_log_is_an_empty_log(tmp_path: Path) -> None:
    write_log(tmp_path, "two_hour_post", WorkLog(checks=3))
    assert read_log(tmp_path, "two_hour_post").checks == 3
    log_path(tmp_path, "two_hour_post").write_text("?")
    assert read_log(tmp_path, "two_hour_post") == WorkLog()
