"""What happened when stands under the answer a mentor reads; it is evidence and is escaped."""

from datetime import UTC, datetime

from curriculum.answers import Happened, WorkLog
from grading.autograde.view import diary_html

BEGAN = datetime(2026, 3, 3, 9, tzinfo=UTC)


def test_a_mentor_sees_what_happened_when() -> None:
    log = WorkLog(started_at=BEGAN).with_event(Happened.STARTED, at=BEGAN)
    log = log.with_event(Happened.STEP, "<b>选题</b>", at=BEGAN.replace(minute=25))
    shown = diary_html(log)
    assert "<td>25</td>" in shown
    assert "<b>选题" not in shown
    assert "&lt;b&gt;选题" in shown


def test_without_a_diary_there_is_nothing_to_unfold() -> None:
    assert diary_html(WorkLog()) == ""
