"""Handing in: whole or not at all, with what happened in the log, under a name that every system bears."""

import errno
import json
import os
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

from curriculum.answers import Happened, WorkLog, answer_path, log_path, read_log, write_draft, write_log
from curriculum.handing_in import due_of, hand_in
from curriculum.syllabus import module, syllabus
from curriculum.workplace import MARK, Workplace, name_trainee, names_files

SLUG = "two_hour_post"
USUAL = PureWindowsPath("C:/Users/zhang.xiaoming-operations/Documents/new-media-academy")
RESERVED = set('<>:"|?*/\\')
LONGEST_PATH = 200  # Windows gives a path 259 characters; some go to where a folder is copied to


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / MARK).touch()
    folder = tmp_path / module(SLUG).tier / SLUG
    folder.mkdir(parents=True)
    (folder / f"{SLUG}.ipynb").write_text("{}", encoding="utf-8")
    write_draft(folder, SLUG, {"title": "周报"}, "ab12")
    return tmp_path


def folder_of(work: Path) -> Path:
    return Workplace.at(work).module_folder(SLUG)


def due(work: Path, moment: str) -> None:
    card = {"id": "spring", "title": "春季班", "modules": {SLUG: {"due": moment}}}
    (work / "cohort.json").write_text(json.dumps(card), encoding="utf-8")
    (work / "trainee.json").write_text('{"id": "7"}', encoding="utf-8")


def full(*_: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_the_package_holds_the_log_that_says_when(work: Path) -> None:
    write_log(folder_of(work), SLUG, WorkLog(checks=2))
    now = datetime(2026, 11, 1, 12, tzinfo=UTC)
    _receipt, path = hand_in(Workplace.at(work), SLUG, now)
    with zipfile.ZipFile(path) as package:
        log = WorkLog.model_validate_json(package.read(f"answers/{SLUG}.log.json"))
    assert log == read_log(folder_of(work), SLUG)
    assert (log.checks, log.submitted_at, log.events[-1].what) == (2, now, Happened.HANDED_IN)


@pytest.mark.parametrize(("hours", "detail"), [(-1, "late"), (1, "")])
def test_late_is_said_in_the_log(work: Path, hours: int, detail: str) -> None:
    now = datetime(2026, 11, 1, 12, tzinfo=UTC)
    due(work, (now + timedelta(hours=hours)).isoformat())
    hand_in(Workplace.at(work), SLUG, now)
    assert read_log(folder_of(work), SLUG).events[-1].detail == detail


def test_due_is_read_with_its_zone(work: Path) -> None:
    assert due_of(Workplace.at(work), SLUG) is None
    due(work, "2026-11-01T20:00:00+08:00")
    assert due_of(Workplace.at(work), SLUG) == datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_a_full_disk_leaves_neither_half_a_package_nor_a_log_that_claims_one(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        hand_in(Workplace.at(work), SLUG)
    assert list((work / "outbox").iterdir()) == []
    assert read_log(folder_of(work), SLUG).submitted_at is None


def test_what_is_handed_in_counts_even_if_there_is_no_room_left_for_the_log(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("curriculum.handing_in.write_log", full)
    _receipt, path = hand_in(Workplace.at(work), SLUG)
    assert path.exists()


def test_stopped_before_it_is_written_nothing_is_written(work: Path) -> None:
    class Stop(Exception):
        pass

    def report(share: float) -> None:
        if share > 0.8:
            raise Stop

    with pytest.raises(Stop):
        hand_in(Workplace.at(work), SLUG, report=report)
    assert not (work / "outbox").exists()
    assert read_log(folder_of(work), SLUG) == WorkLog()


@pytest.mark.parametrize("id", ["CON", "nul", "Com1", "lpt9.x", "aux.", "7.", ".7"])
def test_an_id_that_not_every_system_can_name_a_folder_after_is_refused(work: Path, id: str) -> None:
    with pytest.raises(ValueError, match="7|" + id.replace(".", r"\.")):
        name_trainee(Workplace.at(work), id)
    assert not (work / "trainee.json").exists()


@pytest.mark.parametrize("id", ["20260007", "张三", "conny", "com10", "a.b@c-d_e"])
def test_other_ids_are_taken(work: Path, id: str) -> None:
    assert names_files(id)
    assert Workplace.at(work).trainee is None
    assert name_trainee(Workplace.at(work), id).trainee is not None


def test_packages_and_answers_have_names_and_paths_that_windows_bears(work: Path) -> None:
    id = "学" * 64
    workplace = name_trainee(Workplace.at(work), id)
    _receipt, path = hand_in(workplace, SLUG)
    assert path.name == path.name.rstrip(". ")
    assert not RESERVED & set(path.name)
    longest = max((m.slug for m in syllabus().modules), key=len)
    package = USUAL / "outbox" / f".{path.name.replace(SLUG, longest)}.12345678"  # while it is being written
    assert len(str(package)) < LONGEST_PATH
    for one in syllabus().modules:
        home = Path(one.tier) / one.slug
        for task in one.tasks:
            for written in (answer_path(home, task), log_path(home, task)):
                kept = f".{written.name}.other-material-20261101120000.12345678"
                assert len(str(USUAL / written.parent / kept)) < LONGEST_PATH
                assert not RESERVED & set(written.name)
