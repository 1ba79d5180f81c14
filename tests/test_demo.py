"""The main job, end to end: twelve hand-ins from release to reports, each a row, in the order a senior would give."""

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy

from curriculum.inbox import read_inbox
from curriculum.workplace import Workplace
from grading.cli import main
from grading.course import Cohort, open_cohort
from grading.demo.hand_ins import hand_ins

pytestmark = pytest.mark.server

WRITTEN = {hand_in.name: hand_in for hand_in in hand_ins("two_hour_post")}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("demo") / "here"
    assert main(["demo", "--into", str(into)]) == 0
    return into


@pytest.fixture(scope="module")
def cohort(demo: Path) -> Cohort:
    return open_cohort(demo / "cohort")


@pytest.fixture(scope="module")
def database(cohort: Cohort) -> Iterator[sqlalchemy.Connection]:
    engine = sqlalchemy.create_engine(cohort.db_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_every_trainee_is_a_row_and_the_broken_ones_say_why(cohort: Cohort, database: sqlalchemy.Connection) -> None:
    rows = pd.read_sql("select * from academy_submission", database).set_index("trainee")
    told = rows.reason.notna() & (rows.reason != "null")
    people = {person.id: WRITTEN[person.name] for person in cohort.roster()}
    assert len(people) == 12
    for trainee, hand_in in people.items():
        row = rows.loc[trainee]
        # a damaged notebook costs nothing: the answers beside it are graded, and the row says what was found
        assert row.status == ("not_gradable" if hand_in.broken == "invalid_answer" else "graded")
        assert told[trainee] == bool(hand_in.broken)


def test_totals_with_mentors_marks_are_in_a_seniors_order(cohort: Cohort, database: sqlalchemy.Connection) -> None:
    marks = pd.read_sql("select trainee, points, judged_by from academy_mark where status = 'graded'", database)
    names = {person.id: person.name for person in cohort.roster()}
    totals = marks.groupby("trainee").points.sum().rename(index=names)
    ranks = pd.Series({name: hand_in.rank for name, hand_in in WRITTEN.items() if hand_in.rank}).reindex(totals.index)
    kept = ranks.dropna().index
    assert len(kept) == 10
    assert totals[kept].corr(-ranks[kept], method="kendall") >= 0.8
    assert ranks[totals[kept].idxmax()] == 1


def test_the_gradebook_agrees_with_the_kits_marks(cohort: Cohort, database: sqlalchemy.Connection) -> None:
    from nbgrader.api import Gradebook

    ours = pd.read_sql(
        "select trainee, sum(points) points from academy_mark where status='graded' group by trainee", database
    )
    with Gradebook(cohort.db_url, cohort.id) as gradebook:
        for row in ours.itertuples():
            assert gradebook.find_submission("two_hour_post", row.trainee).score == pytest.approx(row.points, abs=0.01)


def test_feedback_names_each_criterion_and_keeps_what_is_secret(demo: Path, cohort: Cohort) -> None:
    pages = sorted(cohort.root.glob("feedback/*/two_hour_post/*.html"))
    assert len(pages) >= 10
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "标题吸引力" in text
        assert not re.search(r"""(src|href)=["']https?://""", text)
        assert cohort.secret.hex() not in text
        assert "MARK SCHEME" not in text
    inboxes = [read_inbox(Workplace.at(place)) for place in (demo / "trainees").iterdir()]
    assert sum(bool(inbox.feedback) for inbox in inboxes) == len(pages)
    assert all(inbox.feedback["two_hour_post"].items for inbox in inboxes if inbox.feedback)
    assert sum(bool(inbox.profile) for inbox in inboxes) >= 10


def test_reports_open_offline_and_speak_chinese(cohort: Cohort) -> None:
    pages = [cohort.root / "reports" / "cohort.html", *sorted((cohort.root / "reports" / "trainees").glob("*.html"))]
    assert len(pages) == 13
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"""(src|href)=["']https?://""", text), page
        assert page.with_suffix(".ipynb").exists()
        assert len(re.findall(r"[\u4e00-\u9fff]", text)) > 200


def test_the_cohort_report_names_who_needs_help(cohort: Cohort) -> None:
    text = (cohort.root / "reports" / "cohort.html").read_text(encoding="utf-8")
    for name, hand_in in WRITTEN.items():
        if hand_in.broken or (hand_in.rank or 0) >= 9:
            assert name in text


def test_a_second_run_is_quick_and_changes_nothing(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in demo.rglob("*") if path.is_file()}
    assert main(["demo", "--into", str(demo)]) == 0
    after = {path: path.stat().st_mtime_ns for path in demo.rglob("*") if path.is_file() and path in before}
    assert before == after
    assert main(["demo", "--into", str(demo), "--trainees", "5"]) == 1


def test_nothing_a_trainee_receives_holds_the_secret_or_the_key(demo: Path, cohort: Cohort) -> None:
    received = [path for path in (demo / "trainees").rglob("*") if path.is_file()]
    received += [path for path in (cohort.root / "release").rglob("*") if path.is_file()]
    assert received
    secret = cohort.secret
    for path in received:
        data = path.read_bytes()
        assert secret not in data
        assert secret.hex().encode() not in data
        if "inbox" not in path.parts:
            assert b"MARK SCHEME" not in data
