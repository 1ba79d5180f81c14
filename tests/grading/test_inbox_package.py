"""What is sent to a trainee holds everything that came of the work so far, and the workbench reads it as it is."""

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from curriculum.inbox import Inbox, read_inbox
from curriculum.workplace import Workplace
from grading.course import Cohort
from grading.feedback import package_path, send_letter, write_package
from grading.feedback.told import Feedback
from grading.records import store, tables
from grading.records.mentor import criteria_of
from grading.records.store import MarkRecord
from grading.records.tables import Status
from simulations.identity import Context

MODULE = "two_hour_post"
WHEN = datetime(2026, 3, 2, 9)
Judge = Callable[[str, float], None]


@pytest.fixture
def judge(cohort: Cohort) -> Judge:
    """Give a trainee the same share of the points in every criterion, some day in March."""

    def give(trainee: str, share: float) -> None:
        with store.connect(cohort.db_url) as connection:
            for task, criterion in criteria_of(MODULE):
                points, most, judge = share * criterion.points, criterion.points, str(criterion.judged_by)
                record = MarkRecord(trainee, MODULE, task, criterion.slug, Status.GRADED, points, most, judge)
                store.save_mark(connection, record)
            connection.execute(sa.update(tables.mark).values(graded_at=WHEN))

    return give


def tell(cohort: Cohort, trainee: str, module: str = MODULE) -> None:
    """Feedback as `generate_feedback` leaves it."""
    told = Feedback(
        module=module, title="两小时发文", trainee=trainee, number=1, handed_in_at=datetime(2026, 3, 1, tzinfo=UTC),
        total=80.0, max_points=100.0, late_penalty=0.0, waiting=0, items=(), advice=("换个时间发",), note="",
    )  # fmt: skip
    inbox = cohort.root / "feedback" / trainee / module / "inbox"
    inbox.mkdir(parents=True)
    (inbox / f"{module}.feedback.json").write_text(told.model_dump_json(), encoding="utf-8")


def received(package: Path, work: Path) -> Inbox:
    (work / "inbox").mkdir(parents=True)
    (work / "inbox" / package.name).write_bytes(package.read_bytes())
    return read_inbox(Workplace.at(work))


def test_a_package_holds_all_feedback_the_profile_and_the_letters(
    cohort: Cohort, contexts: list[Context], judge: Judge, tmp_path: Path
) -> None:
    trainee = contexts[0].trainee
    judge(trainee, 0.75)
    tell(cohort, trainee)
    tell(cohort, trainee, "next_module")
    (package,) = send_letter(cohort, [trainee], "李南", "标题好多了")
    assert package == cohort.root / "feedback" / trainee / f"{trainee}__inbox.zip"
    inbox = received(package, tmp_path / "work")
    assert set(inbox.feedback) == {MODULE, "next_module"}
    assert inbox.feedback[MODULE].advice == ("换个时间发",)
    assert inbox.profile is not None
    assert inbox.profile.at == WHEN.replace(tzinfo=UTC)
    assert {round(skill.share, 6) for skill in inbox.profile.skills} == {0.75}
    evidence = {slug for _task, criterion in criteria_of(MODULE) for slug in criterion.competencies}
    assert {skill.competency for skill in inbox.profile.skills} == evidence
    assert [letter.text for letter in inbox.letters] == ["标题好多了"]


def test_the_profile_tells_nothing_that_the_feedback_does_not(
    cohort: Cohort, contexts: list[Context], judge: Judge, tmp_path: Path
) -> None:
    trainee = contexts[0].trainee
    judge(trainee, 0.2)  # graded, and the instructor has not made the feedback yet
    inbox = received(write_package(cohort, trainee), tmp_path / "work")
    assert (inbox.feedback, inbox.profile, inbox.letters) == ({}, None, ())


def test_what_nobody_has_judged_counts_for_nothing(
    cohort: Cohort, contexts: list[Context], judge: Judge, tmp_path: Path
) -> None:
    trainee = contexts[0].trainee
    judge(trainee, 0.5)
    tell(cohort, trainee)
    with store.connect(cohort.db_url) as connection:
        connection.execute(sa.update(tables.mark).values(points=None, status=Status.WAITING.value))
    assert received(write_package(cohort, trainee), tmp_path / "work").profile is None


def test_the_same_content_gives_the_same_bytes(cohort: Cohort, contexts: list[Context], judge: Judge) -> None:
    trainee = contexts[0].trainee
    judge(trainee, 0.5)
    tell(cohort, trainee)
    first = write_package(cohort, trainee).read_bytes()
    assert write_package(cohort, trainee).read_bytes() == first
    with zipfile.ZipFile(package_path(cohort, trainee)) as package:
        assert package.namelist() == ["profile.json", f"{MODULE}.feedback.json"]
