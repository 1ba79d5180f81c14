"""What happened when: kept with the work log, readable from old and damaged ones, shown as a time line."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from curriculum.answers import MOST_EVENTS, Happened, Trial, WorkLog, log_path, read_log, write_log
from curriculum.diary import diary_rows
from curriculum.workbench.front import ClockFace
from curriculum.workbench.parts.diary import diary_html
from simulations.language import _

START = datetime(2026, 11, 1, 9, tzinfo=UTC)


def whats(opened: Any) -> list[tuple[str, str]]:
    return [(event.what, event.detail) for event in read_log(opened.bench.folder, "two_hour_post").events]


def test_a_session_is_told_with_the_first_thing_done_in_it(opened: Any) -> None:
    assert whats(opened) == []
    opened.field("title").value = "周报"
    opened.field("digest").value = "摘要"
    opened.field("hour").value = ["21"]
    writing, distribution = (opened.bench.steps[place].title for place in (2, 3))
    assert whats(opened) == [("opened", ""), ("step", writing), ("step", distribution)]


def test_a_form_opened_again_soon_goes_on_with_the_same_session(opened: Any, reopen: Any, work: Path) -> None:
    opened.field("title").value = "周报"
    again = reopen(work)
    again.field("hour").value = ["21"]
    assert [what for what, _detail in whats(again)] == ["opened", "step", "step"]
    later = reopen(work)
    later.bench._opened_at = datetime.now(UTC) + timedelta(hours=2)
    later.field("topic").value = ["weekly"]
    assert [what for what, _detail in whats(later)].count("opened") == 2


def test_start_trial_check_and_handing_in_are_told(opened: Any, fields: dict[str, Any]) -> None:
    clock = next(part for part in opened.parts() if isinstance(part, ClockFace))
    clock._handle_custom_msg({"act": "start"}, [])
    opened.fill(fields)
    for label in ("Publish a trial", "Check", "Hand in"):
        opened.button(label).click()
    told = [what for what, _detail in whats(opened)]
    assert told[:2] == ["opened", "started"]
    assert told[-3:] == ["trial", "check", "handed_in"]
    assert told.count("step") == 6
    for text in (_("Clock started"), _("Had it checked")):
        assert text in opened.text


def test_a_disk_that_is_full_keeps_nobody_from_checking(
    opened: Any, fields: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.fill(fields)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    opened.button("Check").click()
    assert not opened.says("The disk is full: free some space, then change any field to save again.")


def test_rows_say_the_time_of_day_and_the_minutes_since_the_start() -> None:
    log = WorkLog(started_at=START).with_event(Happened.OPENED, at=START - timedelta(minutes=1))
    log = log.with_event(Happened.STARTED, at=START).with_event(
        Happened.TRIAL, "12345", at=START + timedelta(minutes=63)
    )
    log = log.with_event(Happened.HANDED_IN, "late", START + timedelta(days=1))
    rows = diary_rows(log)
    assert [row.minutes for row in rows] == [None, 0, 63, 1440]
    assert [row.what for row in rows] == ["opened", "started", "trial", "handed_in"]
    assert "12,345" in rows[2].text
    assert rows[3].text == _("Handed in, late")
    here = START.astimezone()
    assert rows[0].when.startswith(f"{(here - timedelta(minutes=1)):%m-%d}")
    assert rows[3].when.startswith(f"{here + timedelta(days=1):%m-%d}")


def test_a_log_from_before_there_were_events_still_tells_something(tmp_path: Path) -> None:
    trial = Trial(number=1, at=START + timedelta(minutes=50), forecast_low=1, forecast_high=9, reads=5)
    old = WorkLog(started_at=START, submitted_at=START + timedelta(minutes=90), trials=(trial,), checks=1)
    path = log_path(tmp_path, "two_hour_post")
    path.parent.mkdir()
    path.write_text(json.dumps(old.model_dump(mode="json", exclude={"events"})), encoding="utf-8")
    read = read_log(tmp_path, "two_hour_post")
    assert read == old
    assert [(row.what, row.minutes) for row in diary_rows(read)] == [("started", 0), ("trial", 50), ("handed_in", 90)]


@pytest.mark.parametrize(
    "events",
    [
        None,
        "all day",
        [{"at": "yesterday", "what": "trial"}],
        [{"at": START.isoformat(), "what": "cheated"}],
        [{"at": "0001-01-01T00:00:00+14:00", "what": "check"}],
        [{"at": START.isoformat(), "what": "step", "detail": "x" * 5000}],
        [7],
    ],
)
def test_events_that_cannot_be_read_do_not_cost_the_rest_of_the_log(tmp_path: Path, events: Any) -> None:
    path = log_path(tmp_path, "two_hour_post")
    path.parent.mkdir()
    path.write_text(json.dumps({"checks": 3, "events": events}), encoding="utf-8")
    log = read_log(tmp_path, "two_hour_post")
    assert (log.checks, log.events) == (3, ())
    assert diary_rows(log) == ()


def test_events_have_an_end_and_the_start_is_kept(tmp_path: Path) -> None:
    log = WorkLog().with_event(Happened.STARTED, at=START)
    for minute in range(2 * MOST_EVENTS):
        log = log.with_event(Happened.CHECK, at=START + timedelta(minutes=minute))
    write_log(tmp_path, "two_hour_post", log)
    events = read_log(tmp_path, "two_hour_post").events
    assert len(events) == MOST_EVENTS
    assert events[0].what == Happened.STARTED
    assert events[-1].at == START + timedelta(minutes=2 * MOST_EVENTS - 1)


def test_what_stands_in_a_log_is_shown_as_text() -> None:
    html = diary_html(diary_rows(WorkLog().with_event(Happened.STEP, "<script>alert(1)</script>", START)))
    assert "<script" not in html
    assert diary_html(()) == ""
