"""A cohort whose people stand in every place one can stand in, written straight into the kit's tables."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from curriculum.workplace import PublicCohort, ReleasedModule
from grading.course import Cohort
from grading.records import store
from grading.records.mentor import criteria_of
from grading.records.store import MarkRecord, SubmissionRecord
from grading.records.tables import Status
from grading.reports.tables import Records, read_records
from simulations.language import message
from simulations.task import Advice, JudgedBy

MODULE = "two_hour_post"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DUE = NOW - timedelta(days=2)
SCRIPT = "<script>alert(1)</script>"
ROSTER = """id,name,mentor
ann,安以宁,李南
bo,薄一行,李南
cai,蔡小满,李南
ding,丁未交,李南
er,尔坏了,陈曦
fu,=HYPERLINK("x"),陈曦
ge,葛平平,陈曦
he,何中等,陈曦
"""


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences are compared in the language of the code."""
    monkeypatch.setenv("ACADEMY_LANG", "en")


def _hand_in(trainee: str, **more: Any) -> SubmissionRecord:
    values = {"number": 1, "status": Status.GRADED, "digest": "", "minutes_spent": 100.0, "ai_log": "没有使用"}
    when = (DUE - timedelta(hours=3)).replace(tzinfo=None)
    return SubmissionRecord(trainee, MODULE, **{**values, "handed_in_at": when, **more})


def trial(number: int, low: int, high: int, reads: int) -> dict[str, Any]:
    forecast = {"forecast_low": low, "forecast_high": high, "reads": reads}
    return {"number": number, "at": "2026-11-18T10:00:00Z", **forecast}


def marks(trainee: str, share: float, mentor: float | None, **shares: float) -> Iterator[MarkRecord]:
    """Marks with one share by world and key and one by the mentor, single criteria otherwise."""
    for task, criterion in criteria_of(MODULE):
        by_mentor = criterion.judged_by is JudgedBy.MENTOR
        reached = shares.get(criterion.slug, mentor if by_mentor else share)
        comment = message("{comment}", comment=f"评语：看第一句。{SCRIPT}")
        measured = message("{ratio:.0%} of what was asked for", ratio=reached or 0.0)
        yield MarkRecord(
            trainee, MODULE, task, criterion.slug,
            Status.WAITING if reached is None else Status.GRADED,
            None if reached is None else criterion.points * reached,
            criterion.points, str(criterion.judged_by),
            reason=comment if by_mentor else measured,
            uncertainty=0.0 if by_mentor else 0.2,
            reached=None if by_mentor else reached,
            target=None if by_mentor else 1.2,
            grader="李南" if by_mentor else "",
        )  # fmt: skip


def fill(cohort: Cohort) -> None:
    late = (DUE + timedelta(hours=5)).replace(tzinfo=None)
    problem = message("title: is too long: at most {most} characters", most=32)
    submissions = [
        _hand_in("ann", trials=(trial(0, 500, 2000, 900), trial(1, 600, 1500, 1400)), number=2),
        _hand_in("bo", trials=(trial(0, 3000, 6000, 0),)),
        _hand_in("cai", status=Status.NOT_GRADABLE, reason=problem),
        _hand_in("er", status=Status.FAILED, reason=message("the scorer was stopped after {n} s", n=60)),
        _hand_in("fu", handed_in_at=late, minutes_spent=150.0, ai_log=SCRIPT),
        _hand_in("ge", minutes_spent=None, reason=message("the notebook is damaged; the answers are graded")),
        _hand_in("he", trials=(trial(0, 900, 1200, 1000),)),
    ]
    told = [
        *marks("ann", 0.9, 0.9, topic=0.5),
        *marks("bo", 0.7, None),
        *marks("fu", 0.3, 0.2, opening=0.0),
        *marks("ge", 0.6, 0.8),
        *marks("he", 0.65, 0.7),
    ]
    advice = Advice(
        lever="slot",
        what=message("{hour}:00 instead of {today}:00", hour=22, today=18),
        why=message("Readers do not pass on an advertisement."),
        effect=0.09,
        low=0.05,
        high=0.13,
    )
    with store.connect(cohort.db_url) as connection:
        for submission in submissions:
            store.save_submission(connection, submission)
        for mark in told:
            store.save_mark(connection, mark)
        store.save_advice(connection, "fu", MODULE, MODULE, [advice])


def _new_cohort(root: Path, roster: str) -> Cohort:
    root.mkdir()
    (root / "roster.csv").write_text(roster, encoding="utf-8")
    card = PublicCohort(id="t", title="测试班", modules={MODULE: ReleasedModule(due=DUE)})
    (root / "cohort.json").write_text(card.model_dump_json(), encoding="utf-8")
    return Cohort(root, card)


@pytest.fixture
def new_cohort() -> Callable[[Path, str], Cohort]:
    """Make a cohort's folder with a roster and nothing handed in."""
    return _new_cohort


@pytest.fixture
def hand_in() -> Callable[..., SubmissionRecord]:
    """A hand-in of somebody, in time and graded unless told otherwise."""
    return _hand_in


@pytest.fixture(scope="session")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Cohort:
    cohort = _new_cohort(tmp_path_factory.mktemp("reports") / "cohort", ROSTER)
    fill(cohort)
    return cohort


@pytest.fixture
def records(cohort: Cohort) -> Records:
    return read_records(cohort)


@pytest.fixture
def alone(tmp_path: Path) -> Records:
    """A cohort of one."""
    cohort = _new_cohort(tmp_path / "alone", "id,name,mentor\nann,安以宁,\n")
    with store.connect(cohort.db_url) as connection:
        store.save_submission(connection, _hand_in("ann"))
        for mark in marks("ann", 0.9, 0.9):
            store.save_mark(connection, mark)
    return read_records(cohort)
