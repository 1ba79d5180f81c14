"""The head of a form: the due date, undo, the clock of a timed task, what is said and goes away."""

import dataclasses
import errno
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from curriculum.answers import read_draft
from curriculum.workbench.bench import Bench
from curriculum.workbench.draft import Draft
from curriculum.workbench.front import ClockFace, Steps
from curriculum.workbench.front.mechanics import DueNote, Passing
from curriculum.workbench.parts.head import head
from curriculum.workplace import Workplace
from simulations.language import _


def part(opened: Any, kind: type) -> Any:
    return next(part for part in opened.parts() if isinstance(part, kind))


def cohort(root: Path, due: datetime | None) -> None:
    modules = {"two_hour_post": {"due": due.isoformat() if due else None}}
    (root / "cohort.json").write_text(json.dumps({"id": "spring", "title": "春季班", "modules": modules}))
    (root / "trainee.json").write_text('{"id": "7"}')


def test_the_due_date_reaches_the_page_and_handing_in_ends_its_warnings(
    work: Path, reopen: Any, fields: dict[str, Any]
) -> None:
    due = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=5)
    cohort(work, due)
    opened = reopen(work)
    note = part(opened, DueNote)
    assert note.due == due.timestamp() * 1000
    assert not note.handed_in
    opened.fill(fields | {"facts": {one.id: one.candidates[0] for one in opened.bench.brief.conflicts}})
    opened.button("Hand in").click()
    assert note.handed_in
    assert part(reopen(work), DueNote).handed_in


def test_whoever_learns_alone_has_no_due_date(opened: Any) -> None:
    assert part(opened, DueNote).due == 0


def test_only_a_timed_task_has_a_clock(opened: Any, work: Path) -> None:
    assert part(opened, ClockFace).minutes == opened.bench.task.minutes
    bench = Bench.open("two_hour_post", Workplace.at(work))
    bench.task = dataclasses.replace(bench.task, minutes=None)
    top, *_rest = head(bench, Steps(name="x")).children
    assert not any(isinstance(child, ClockFace) for child in top.children)


def test_what_was_changed_elsewhere_is_told_when_it_is_taken_in(opened: Any) -> None:
    opened.field("title").value = "这里"
    assert part(opened, Passing).text == ""
    draft = opened.bench.draft
    Draft.open(draft.task, draft.folder, draft.variant).set("digest", "别处写的")
    opened.field("hour").value = ["21"]
    assert part(opened, Passing).text == _("This answer was changed elsewhere too: taken in.")
    assert opened.field("digest").value == "别处写的"


def test_what_could_not_be_saved_here_outlives_what_came_from_elsewhere(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    draft = opened.bench.draft
    opened.field("title").value = "一"
    with monkeypatch.context() as patch:
        patch.setattr("curriculum.answers.write_whole", full)
        opened.field("title").value = "没存上的"
        opened.field("digest").value = "也没存上"
        assert opened.says("Not saved: {why}")
    Draft.open(draft.task, draft.folder, draft.variant).set("hour", 7)
    assert opened.field("title").value == "没存上的"
    opened.field("topic").value = ["weekly"]
    assert not opened.says("Not saved: {why}")
    saved = read_draft(draft.folder, "two_hour_post")
    assert {name: saved[name] for name in ("title", "digest", "hour", "topic")} == {
        "title": "没存上的",
        "digest": "也没存上",
        "hour": 7,
        "topic": "weekly",
    }
