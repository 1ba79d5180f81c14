"""The instructor's and the mentors' pages: what comes next, what waits, and a page that stands whatever is broken."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import ipywidgets
import nbformat
import pytest

from curriculum.lab import lab_command
from grading.autograde import batch
from grading.autograde.intake import digest_of
from grading.cli import main
from grading.course import Cohort, CourseError
from grading.desk import door, instructor, instructor_page, mentor, mentor_page, steps
from grading.desk.door import instructors_door, mentors_door
from grading.desk.queue import own_trainees, waiting
from grading.desk.state import DOWNLOADS, ModuleState, Stage, read_state
from grading.feedback import package_path, send_letter
from grading.records import store
from grading.records.mentor import criteria_of
from grading.records.store import MarkRecord, SubmissionRecord
from grading.records.tables import Status
from simulations.identity import Context
from simulations.task import JudgedBy

MODULE = "two_hour_post"
NOON = datetime(2026, 3, 1, 12)
Zip = Callable[..., Path]


def module_of(cohort: Cohort) -> ModuleState:
    (state,) = read_state(cohort.root).modules
    return state


def release(cohort: Cohort) -> None:
    """As far as the pages look at it."""
    path = cohort.root / "release" / MODULE / f"{MODULE}.ipynb"
    path.parent.mkdir()
    path.touch()


def hand_in(cohort: Cohort, trainee: str) -> Path:
    folder = cohort.submitted(trainee, MODULE)
    (folder / "answers").mkdir(parents=True)
    (folder / "answers" / f"{MODULE}.json").write_text(trainee)
    (folder / "timestamp.txt").write_text("2026-03-01 10:00:00 UTC")
    return folder


def judge(cohort: Cohort, trainee: str, share: float | None = 0.9, at: datetime = NOON, by_mentor: bool = True) -> None:
    """A hand-in through grading; a share of None could not be read."""
    folder = cohort.submitted(trainee, MODULE)
    digest = digest_of(folder if folder.exists() else hand_in(cohort, trainee))
    status = Status.NOT_GRADABLE if share is None else Status.GRADED
    trial = {"number": 1, "at": "2026-03-01T09:00:00Z", "forecast_low": 10, "forecast_high": 90, "reads": 50}
    with store.connect(cohort.db_url) as connection:
        store.save_submission(
            connection,
            SubmissionRecord(trainee, MODULE, 1, status, digest, handed_in_at=at, minutes_spent=95.0, trials=(trial,)),
        )
        for task, criterion in criteria_of(MODULE):
            open_yet = share is None or (criterion.judged_by is JudgedBy.MENTOR and not by_mentor)
            points = None if open_yet or share is None else share * criterion.points
            stands = Status.NOT_GRADABLE if share is None else Status.WAITING if open_yet else Status.GRADED
            record = MarkRecord(
                trainee, MODULE, task, criterion.slug, stands, points, criterion.points, str(criterion.judged_by)
            )
            store.save_mark(connection, record)


def tell(cohort: Cohort, *trainees: str) -> None:
    for trainee in trainees:
        page = cohort.root / "feedback" / trainee / MODULE / f"{MODULE}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.touch()


def parts(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def text(widget: Any) -> str:
    return "\n".join(part.value for part in parts(widget) if isinstance(part, ipywidgets.HTML))


@pytest.fixture
def shown(cohort: Cohort, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is displayed in the cohort's folder."""
    seen: list[Any] = []
    for page in (instructor, mentor):
        monkeypatch.setattr(page, "display", seen.append)
        monkeypatch.setattr(page, "_pages", {})
    monkeypatch.delenv(door.MENTOR, raising=False)
    monkeypatch.chdir(cohort.root)
    return seen


@pytest.fixture
def ids(contexts: list[Context]) -> list[str]:
    return [context.trainee for context in contexts]


# --- doors ---


def test_a_door_opens_on_one_cell_that_runs_by_itself(cohort: Cohort) -> None:
    for way, page in ((instructors_door(cohort), "instructor_page"), (mentors_door(cohort, "李南"), "mentor_page")):
        notebook = nbformat.read(cohort.root / way.start, as_version=4)
        (cell,) = notebook.cells
        assert cell.source == f"from grading.desk import {page}\n\n{page}()"
        assert cell.metadata.tags == ["academy-form"]
        assert notebook.metadata.academy["desk"] in page
        before = (cohort.root / way.start).read_bytes()
        instructors_door(cohort)
        mentors_door(cohort, "李南")
        assert (cohort.root / way.start).read_bytes() == before


def test_mentors_judge_and_instructors_author_too(cohort: Cohort) -> None:
    def settings(way: Any) -> tuple[set[str], dict[str, bool], str]:
        command = lab_command(way, browser=False)
        config = Path(next(part for part in command if part.startswith("--config=")).removeprefix("--config="))
        written = json.loads(config.read_text(encoding="utf-8"))
        page = Path(written["LabApp"]["app_settings_dir"]) / "page_config.json"
        off = {name for name, is_off in json.loads(page.read_text())["disabledExtensions"].items() if is_off}
        return off, written["ServerApp"]["jpserver_extensions"], written["LabApp"]["default_url"]

    panels, servers = "@jupyter/nbgrader", "nbgrader.server_extensions"
    off, servers_off, start = settings(instructors_door(cohort))
    assert not off & {panels, f"{panels}:formgrader", f"{panels}:assignment-list", f"{panels}:create-assignment"}
    assert not {f"{servers}.formgrader", f"{servers}.assignment_list"} & set(servers_off)
    assert start == "/lab/tree/start_here.ipynb"
    way = mentors_door(cohort, "李南")
    off, servers_off, start = settings(way)
    assert {f"{panels}:assignment-list", f"{panels}:create-assignment"} <= off
    assert not off & {panels, f"{panels}:formgrader"}
    assert f"{servers}.formgrader" not in servers_off
    assert f"{servers}.assignment_list" in servers_off
    assert start.isascii()
    assert way.variables == {door.MENTOR: "李南"}
    assert way.inside  # where nbgrader looks for the course's configuration


def test_a_mentor_who_is_not_on_the_roster_is_told_who_is(cohort: Cohort, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CourseError, match="no mentor '王老师'; there are: 李南"):
        mentors_door(cohort, "王老师")
    assert main(["lab", "--cohort", str(cohort.root), "--mentor", "王老师"]) == 1
    assert "李南" in capsys.readouterr().err
    assert main(["lab", "--mentor", "李南"]) == 1
    (cohort.root / "roster.csv").write_text("id,name\na01,甲\n", encoding="utf-8")
    with pytest.raises(CourseError, match="names no mentors"):
        mentors_door(cohort, "李南")


@pytest.mark.parametrize("name", ["../../x", "王/李", "a b", "陈 曦*"])
def test_a_mentors_name_never_leads_out_of_the_folder(cohort: Cohort, name: str) -> None:
    (cohort.root / "roster.csv").write_text(f"id,name,mentor\na01,甲,{name}\nb01,乙,a_b\n", encoding="utf-8")
    starts = {mentors_door(cohort, mentor).start for mentor in (name, "a_b")}
    assert len(starts) == 2
    assert all(re.fullmatch(r"mentor_[\w-]+\.ipynb", start) for start in starts)


# --- what comes next ---


def test_the_next_step_is_the_first_that_has_something_to_do(cohort: Cohort, ids: list[str], hand_in_zip: Zip) -> None:
    assert module_of(cohort).next_stage() is Stage.RELEASE
    release(cohort)
    assert module_of(cohort).next_stage() is None  # nothing but to wait
    zipped = hand_in_zip()
    shutil.copytree(zipped.parent, cohort.root / DOWNLOADS)
    assert module_of(cohort).next_stage() is Stage.COLLECT
    assert steps.do(Stage.COLLECT, cohort.root, MODULE).text.startswith("1 collected")
    assert module_of(cohort).next_stage() is Stage.GRADE
    judge(cohort, ids[0], by_mentor=False)
    assert module_of(cohort).next_stage() is Stage.MENTORS
    judge(cohort, ids[0])
    assert module_of(cohort).next_stage() is Stage.FEEDBACK
    tell(cohort, ids[0])
    assert module_of(cohort).next_stage() is Stage.REPORT
    (cohort.root / "reports" / "cohort.html").touch()
    assert module_of(cohort).next_stage() is None
    hand_in_zip(at=datetime(2026, 3, 1, 15, tzinfo=UTC))
    shutil.copytree(zipped.parent, cohort.root / DOWNLOADS, dirs_exist_ok=True)
    assert module_of(cohort).next_stage() is Stage.COLLECT


def test_what_was_refused_does_not_stand_in_the_way(cohort: Cohort, ids: list[str]) -> None:
    release(cohort)
    downloads = cohort.root / DOWNLOADS
    downloads.mkdir()
    for name in (f"{ids[0]}__{MODULE}__20260301T100000.zip", f"stranger__{MODULE}__20260301T100000.zip", "holiday.zip"):
        (downloads / name).write_bytes(b"no zip")
    assert set(module_of(cohort).arrived.values()) == {ids[0]}
    came = steps.do(Stage.COLLECT, cohort.root, MODULE)
    assert came.kind == "warn"
    assert len(came.lines) == len(came.refused) == 3
    assert module_of(cohort).next_stage() is Stage.COLLECT
    assert module_of(cohort).next_stage(came.refused) is None


def test_marks_given_after_feedback_make_it_old(cohort: Cohort, ids: list[str]) -> None:
    release(cohort)
    tell(cohort, *ids[:2])
    long_ago = (datetime.now(UTC) - timedelta(days=9)).timestamp()
    os.utime(cohort.root / "feedback" / ids[0] / MODULE / f"{MODULE}.html", (long_ago, long_ago))
    for trainee in ids[:3]:
        judge(cohort, trainee)
    tell(cohort, ids[1])
    assert module_of(cohort).untold == {ids[0], ids[2]}


def test_who_has_handed_in_and_is_not_graded_yet_is_neither_overdue_nor_in_need(cohort: Cohort, ids: list[str]) -> None:
    card = json.loads((cohort.root / "cohort.json").read_text(encoding="utf-8"))
    card["modules"][MODULE]["due"] = "2026-03-01T12:00:00Z"
    (cohort.root / "cohort.json").write_text(json.dumps(card), encoding="utf-8")
    release(cohort)
    hand_in(cohort, ids[0])
    state = module_of(cohort)
    assert state.overdue == len(ids) - 1
    assert state.ungraded == {ids[0]}
    assert not state.people.set_index("trainee").loc[ids[0], "needs_help"]


def test_grading_that_is_stopped_goes_on_where_it_was(
    cohort: Cohort, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(Exception):
        pass

    def stop(_row: Any, done: int, _total: int) -> None:
        if done == len(ids) - 1:  # those who handed in nothing come first, then one that is graded
            raise Stopped

    release(cohort)
    for trainee in ids[:2]:
        hand_in(cohort, trainee)
    monkeypatch.setattr(batch, "grade_one", lambda root, module, trainee: judge(cohort, trainee))
    with pytest.raises(Stopped):
        batch.grade(cohort, MODULE, workers=1, progress=stop)
    assert len(module_of(cohort).ungraded) == 1
    batch.grade(cohort, MODULE, workers=1)
    assert not module_of(cohort).ungraded


# --- pages ---


def test_a_new_cohort_has_a_page_with_one_thing_to_do(cohort: Cohort, shown: list[Any]) -> None:
    instructor_page()
    (page,) = shown
    primary = [part for part in parts(page) if "is-primary" in getattr(part, "_dom_classes", ())]
    assert [button.description for button in primary] == ["Release it"]
    pressable = [part for part in parts(page) if isinstance(part, ipywidgets.Button) and not part.disabled]
    assert {button.description for button in pressable} == {"Release it", "Look again"}
    assert "测试班" in text(page)


def test_a_page_that_is_shown_again_is_the_same_page(cohort: Cohort, shown: list[Any]) -> None:
    instructor_page()
    instructor_page()
    assert shown[0] is shown[1]


def test_the_button_collects_and_says_what_came(
    cohort: Cohort, shown: list[Any], hand_in_zip: Zip, ids: list[str]
) -> None:
    release(cohort)
    shutil.copytree(hand_in_zip().parent, cohort.root / DOWNLOADS)
    (cohort.root / DOWNLOADS / "<b>holiday.zip").write_bytes(b"")
    instructor_page()
    (page,) = shown
    button = next(part for part in parts(page) if getattr(part, "description", "") == "Collect hand-ins")
    assert "is-primary" in button._dom_classes
    button.click()
    assert "1 collected" in text(page)
    assert "&lt;b&gt;holiday.zip" in text(page)
    assert "<b>holiday" not in text(page)
    assert "1 to be graded" in text(page)
    assert cohort.submitted(ids[0], MODULE).is_dir()


@pytest.mark.parametrize("name", ["gradebook.db", "roster.csv", "cohort.json"])
def test_a_page_stands_and_says_so_when_something_is_damaged(cohort: Cohort, shown: list[Any], name: str) -> None:
    for path in cohort.root.glob("gradebook.db-*"):
        path.unlink()
    (cohort.root / name).write_bytes(b"\xff\xfe not what it was" * 50)
    instructor_page()
    mentor_page()
    assert 'role="alert"' in text(shown[0])
    assert 'role="alert"' in text(shown[1]) or name == "gradebook.db"  # there the mentor is asked for a name first


def test_a_page_outside_a_cohort_says_so(shown: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    instructor_page()
    mentor_page()
    assert all("not a cohort&#x27;s folder" in text(page) for page in shown)


def test_who_needs_help_comes_first_and_says_why(cohort: Cohort, ids: list[str], shown: list[Any]) -> None:
    release(cohort)
    judge(cohort, ids[0], 0.2)
    judge(cohort, ids[1], None)
    judge(cohort, ids[2], 0.9)
    instructor_page()
    named = re.findall(r"<li><div><b>(学员\d)</b>", text(shown[0]))
    assert named == ["学员1", "学员0"]


# --- mentors ---


@pytest.fixture
def two_mentors(cohort: Cohort, ids: list[str]) -> Cohort:
    lines = [f"{id},学员{n},{'李南' if n % 2 else '周启'}" for n, id in enumerate(ids)]
    (cohort.root / "roster.csv").write_text("\n".join(["id,name,mentor", *lines]), encoding="utf-8")
    release(cohort)
    return cohort


def test_the_queue_holds_a_mentors_own_oldest_first(two_mentors: Cohort, ids: list[str]) -> None:
    judge(two_mentors, ids[1], at=NOON, by_mentor=False)
    judge(two_mentors, ids[3], at=NOON - timedelta(hours=2), by_mentor=False)
    judge(two_mentors, ids[2], by_mentor=False)
    judge(two_mentors, ids[5])
    state = read_state(two_mentors.root)
    queue = waiting(state, "李南")
    assert [one.trainee for one in queue] == [ids[3], ids[1]]
    mentors_criteria = [c.title for _task, c in criteria_of(MODULE) if c.judged_by is JudgedBy.MENTOR]
    assert queue[0].criteria == tuple(mentors_criteria)
    assert queue[0].minutes == 5
    assert {one.trainee for one in own_trainees(state, "李南")} == set(ids[1::2])


def test_a_trainees_row_tells_what_to_talk_about(two_mentors: Cohort, ids: list[str]) -> None:
    judge(two_mentors, ids[1], 0.5)
    send_letter(two_mentors, [ids[1]], "李南", "看看第二条")
    row = next(one for one in own_trainees(read_state(two_mentors.root), "李南") if one.trainee == ids[1])
    assert (row.points / row.max_points, row.hits, row.tried, row.minutes) == (pytest.approx(0.5), 1, 1, 95.0)
    assert len(row.weakest) == 2
    assert row.last_letter is not None


def test_a_mentor_writes_a_letter_and_is_told_what_to_send(
    two_mentors: Cohort, ids: list[str], shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(door.MENTOR, "李南")
    mentor_page()
    (page,) = shown
    to = next(part for part in parts(page) if getattr(part, "name", "") == "to")
    letter = next(part for part in parts(page) if getattr(part, "name", "") == "letter")
    send = next(part for part in parts(page) if getattr(part, "description", "") == "Write to them")
    assert ids[0] not in to.html
    send.click()
    assert "the letter is empty" in text(page)
    to.value, letter.value = [ids[1]], "周五见"
    send.click()
    assert f"{ids[1]}__inbox.zip" in text(page)
    assert package_path(two_mentors, ids[1]).exists()
    assert (to.value, letter.value) == ([], "")


def test_without_a_name_the_page_asks_and_then_shows_that_mentors(
    two_mentors: Cohort, shown: list[Any], ids: list[str]
) -> None:
    mentor_page()
    (page,) = shown
    pick = next(part for part in parts(page) if getattr(part, "name", "") == "mentor")
    assert "周启" in pick.html
    pick.value = ["周启"]
    assert "周启, mentor" in text(page)


def test_a_roster_without_mentors_says_what_to_do(cohort: Cohort, shown: list[Any]) -> None:
    (cohort.root / "roster.csv").write_text("id,name\na01,甲\n", encoding="utf-8")
    mentor_page()
    assert "names no mentors" in text(shown[0])
