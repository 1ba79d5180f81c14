"""A cohort is graded once, with every trick in it: nobody gains or loses a point by one."""

import csv
import importlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
import pytest
import sqlalchemy as sa
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook

from curriculum.answers import answer_path, write_draft
from grading.autograde import batch
from grading.autograde.base import KEY, Work
from grading.autograde.batch import Outcome, Row, grade
from grading.autograde.running import RunNotebook
from grading.autograde.saving import SaveTrustedGrades
from grading.autograde.sheet import ScoreSheet
from grading.autograde.showing import passive_markdown
from grading.course import Cohort, CourseError
from grading.feedback import generate_feedback
from grading.records import store, tables
from grading.records.mentor import adopt_formgrader_marks, import_mentor_marks, record_mentor_mark
from grading.records.tables import Status
from simulations.identity import Context
from simulations.projects import find_task
from simulations.task import JudgedBy

pytestmark = pytest.mark.server

MODULE = "two_hour_post"
TASK = find_task(MODULE)
MACHINE = TASK.judged_by(JudgedBy.WORLD, JudgedBy.KEY)
MENTOR = TASK.judged_by(JudgedBy.MENTOR)

Trick = Callable[[Path, NotebookNode], None]
Fields = Callable[[Context], dict[str, Any]]


def code(notebook: NotebookNode, source: str) -> None:
    """Code of a trainee, before everything else; `double` and `credit` are what the released tests ask for."""
    notebook.cells.insert(0, new_code_cell(source))
    mine = "def double(x): return 2 * x"
    next(cell for cell in notebook.cells if cell.id == "double").source = mine


def honest(folder: Path, notebook: NotebookNode) -> None:
    code(notebook, "def credit(): return 1.5")


def lying_kernel(folder: Path, notebook: NotebookNode) -> None:
    """Everything a kernel can be told: objects equal to all, rewritten input, patched packages, a rewritten answer."""
    code(
        notebook,
        f"""
import sys, pathlib, builtins
class Yes:
    __eq__ = lambda self, other: True
def credit(): return -5
get_ipython().input_transformers_cleanup.append(lambda lines: [line.replace("assert", "pass #") for line in lines])
better = pathlib.Path("answers/{MODULE}.json").read_text().replace('"hour": ', '"hour": 1')
pathlib.Path("answers/{MODULE}.json").write_text(better)
pathlib.Path(r"{answer_path(folder, MODULE)}").write_text(better)
print("findfont: Font family 'SimHei' not found.", file=sys.stderr)
import simulations.projects as projects
projects.find_task = lambda slug: Yes()
""",
    )
    for name in ("simulations/__init__.py", "sitecustomize.py", "grading.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("raise SystemExit('loaded from the submission')")


def lying_notebook(folder: Path, notebook: NotebookNode) -> None:
    """Cells deleted, copied, retagged and made up, and scripts for the mentor's browser."""
    code(notebook, "def credit(): return float('nan')")
    for cell in notebook.cells:
        nbgrader = cell.metadata.get("nbgrader", {})
        if nbgrader.get("grade_id", "").endswith("__facts"):
            nbgrader.update(grade=False, points=1000, schema_version="x")
        if nbgrader.get("grade_id", "").endswith("__compliance"):
            cell.source, cell.cell_type = "get_ipython().exit()", "code"
    gone = {f"{MODULE}__form", f"{MODULE}__topic", f"{MODULE}__title_appeal"}
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") not in gone]
    copy = nbformat.from_dict(next(cell for cell in notebook.cells if cell.id.endswith("__opening")))
    made_up = new_code_cell("100", metadata={"nbgrader": dict(copy.metadata.nbgrader) | {"grade_id": "bonus"}})
    script = new_markdown_cell(
        "<script>alert(1)</script>\n\n```\n\n[x](javascript:x)\n```\n<img src=x onerror=alert(1)>"
    )
    page = new_code_cell(
        "from IPython.display import HTML, Javascript as J\ndisplay(HTML('<script>1</script>'), J('2'))"
    )
    notebook.cells += [copy, made_up, script, page]
    for number, cell in enumerate(notebook.cells):
        cell.id = f"n{number}"


def dying(folder: Path, notebook: NotebookNode) -> None:
    code(notebook, "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")


def damaged(folder: Path, notebook: NotebookNode) -> None:
    notebook.clear()
    (folder / f"{MODULE}.ipynb").write_text('{"cells": [')


def no_notebook(folder: Path, notebook: NotebookNode) -> None:
    notebook.clear()


def invalid(folder: Path, notebook: NotebookNode) -> None:
    honest(folder, notebook)
    path = answer_path(folder, MODULE)
    answer = json.loads(path.read_text(encoding="utf-8"))
    answer["answer"]["hour"] = 25
    path.write_text(json.dumps(answer))


TRICKS: tuple[Trick, ...] = (honest, lying_kernel, lying_notebook, dying, damaged, no_notebook, invalid)


@dataclass(frozen=True)
class Classroom:
    """A graded cohort: rows and contexts by trick; somebody handed in nothing."""

    cohort: Cohort
    context: dict[str, Context]
    rows: dict[str, Row]
    absent: Row

    def trainee(self, trick: Trick) -> str:
        return self.context[trick.__name__].trainee

    def row(self, trick: Trick) -> Row:
        return self.rows[self.trainee(trick)]

    def grades(self, trick: Trick) -> dict[str, Any]:
        """nbgrader's grades by cell."""
        with Gradebook(self.cohort.db_url, self.cohort.id) as gradebook:
            notebook = gradebook.find_submission_notebook(MODULE, MODULE, self.trainee(trick))
            return {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in notebook.grades}

    def marks(self, trick: Trick) -> dict[tuple[str, str], store.MarkRecord]:
        with store.connect(self.cohort.db_url) as connection:
            return store.find_marks(connection, self.trainee(trick), MODULE)

    def page(self, trick: Trick) -> NotebookNode:
        """The graded copy, which formgrader shows."""
        return nbformat.read(self.cohort.autograded(self.trainee(trick), MODULE) / f"{MODULE}.ipynb", as_version=4)


def submit(cohort: Cohort, context: Context, fields: dict[str, Any], released: Path, trick: Trick, hour: int) -> None:
    folder = cohort.submitted(context.trainee, MODULE)
    write_draft(folder, MODULE, fields, context.variant(MODULE))
    (folder / "timestamp.txt").write_text(f"2026-03-01 {hour}:00:00 UTC")
    notebook = nbformat.read(released, as_version=4)
    trick(folder, notebook)
    if notebook:
        nbformat.write(notebook, folder / f"{MODULE}.ipynb")


@pytest.fixture(scope="module")
def classroom(
    tmp_path_factory: pytest.TempPathFactory,
    new_cohort: Callable[[Path], Cohort],
    release_small: Callable[[Cohort], Path],
    contexts: list[Context],
    fields: Fields,
) -> Classroom:
    cohort = new_cohort(tmp_path_factory.mktemp("course"))
    released = release_small(cohort)
    context = {trick.__name__: context for trick, context in zip(TRICKS, contexts, strict=False)}
    for trick in TRICKS:
        submit(cohort, context[trick.__name__], fields(context[trick.__name__]), released, trick, hour=10)
    seen: list[tuple[str, int, int]] = []
    rows = grade(cohort, MODULE, workers=2, progress=lambda row, n, total: seen.append((row.trainee, n, total)))
    assert [row.trainee for row in rows] == [person.id for person in cohort.roster()]
    assert [(n, total) for _trainee, n, total in seen] == [(n + 1, len(contexts)) for n in range(len(contexts))]
    return Classroom(cohort, context, {row.trainee: row for row in rows}, rows[-1])


def expected(context: Context, fields: Fields) -> dict[str, float | None]:
    return {
        mark.criterion: mark.points for mark in TASK.score(TASK.Answer.model_validate(fields(context)), context).marks
    }


@pytest.mark.parametrize("trick", TRICKS[:-1])
def test_points_are_those_of_the_submitted_answer_whatever_the_notebook_does(
    classroom: Classroom, fields: Fields, trick: Trick
) -> None:
    points = expected(classroom.context[trick.__name__], fields)
    grades = classroom.grades(trick)
    marks = classroom.marks(trick)
    for criterion in MACHINE:
        assert grades[f"{MODULE}__{criterion.slug}"] == (points[criterion.slug], False)
        assert marks[MODULE, criterion.slug].points == points[criterion.slug]
        assert marks[MODULE, criterion.slug].reason is not None
    for criterion in MENTOR:
        assert grades[f"{MODULE}__{criterion.slug}"] == (None, True)
        assert marks[MODULE, criterion.slug].status is Status.WAITING
    assert classroom.row(trick).outcome is Outcome.GRADED
    assert classroom.row(trick).points == pytest.approx(sum(value or 0 for value in points.values()))
    assert classroom.row(trick).waiting == len(MENTOR)


@pytest.mark.parametrize(
    ("trick", "test", "credit"),
    [
        (honest, (2.0, False), (1.5, False)),
        (lying_kernel, (2.0, False), (0.0, False)),
        (lying_notebook, (2.0, False), (None, True)),
        (dying, (None, True), (None, True)),
        (damaged, (None, True), (None, True)),
    ],
)
def test_other_cells_are_nbgrader_s_but_no_dead_kernel_passes_a_test(
    classroom: Classroom, trick: Trick, test: tuple[float | None, bool], credit: tuple[float | None, bool]
) -> None:
    grades = classroom.grades(trick)
    assert (grades["test_double"], grades["test_credit"]) == (test, credit)
    assert len(grades) == len(TASK.criteria) + 2


@pytest.mark.parametrize(
    ("shown", "points"),
    [
        ("1.5", 1.5),
        ("-5", 0.0),
        ("1e9", 3.0),
        ("nan", None),
        ("inf", None),
        ("-inf", None),
        ("'fine'", 3.0),
        (None, 3.0),
    ],
)
def test_a_number_that_a_test_shows_stays_within_its_cell(shown: str | None, points: float | None) -> None:
    cell = new_code_cell("credit()", metadata={"nbgrader": {"grade": True, "solution": False, "points": 3}})
    if shown is not None:
        cell.outputs = [new_output("execute_result", {"text/plain": shown})]
    assert SaveTrustedGrades().points_of_output(cell, 3) == points


@pytest.mark.parametrize(
    ("trick", "why"),
    [
        (lying_kernel, "tried to change what was handed in"),
        (dying, "did not run to its end: DeadKernelError"),
        (damaged, "cannot be opened (NotJSONError"),
        (no_notebook, "no notebook was handed in"),
    ],
)
def test_what_was_wrong_with_a_notebook_is_said_where_the_mentor_looks(
    classroom: Classroom, trick: Trick, why: str
) -> None:
    assert why in str(classroom.row(trick).reason)
    assert why in json.dumps(classroom.page(trick))
    assert classroom.row(honest).reason is None


def test_what_was_handed_in_stays_as_it_was(classroom: Classroom, fields: Fields) -> None:
    for trick in (lying_kernel, honest):
        path = answer_path(classroom.cohort.submitted(classroom.trainee(trick), MODULE), MODULE)
        assert json.loads(path.read_text(encoding="utf-8"))["answer"] == fields(classroom.context[trick.__name__])
    kept = classroom.cohort.submitted(classroom.trainee(damaged), MODULE) / f"{MODULE}.ipynb.damaged"
    assert kept.read_text() == '{"cells": ['


def test_an_invalid_answer_is_not_gradable_and_says_field_value_and_range(classroom: Classroom) -> None:
    row, grades = classroom.row(invalid), classroom.grades(invalid)
    assert row.outcome is Outcome.NOT_GRADABLE
    assert str(row.reason) == "hour: must be at most 23 (given: 25)"
    assert {grades[f"{MODULE}__{criterion.slug}"] for criterion in TASK.criteria} == {(None, True)}
    assert grades["test_double"] == (2.0, False)
    assert {mark.status for mark in classroom.marks(invalid).values()} == {Status.NOT_GRADABLE}
    with Gradebook(classroom.cohort.db_url, classroom.cohort.id) as gradebook:
        comment = gradebook.find_comment(f"{MODULE}__layout", MODULE, MODULE, classroom.trainee(invalid))
        assert comment.auto_comment == str(row.reason)


def test_who_handed_in_nothing_is_listed(classroom: Classroom) -> None:
    assert (classroom.absent.outcome, str(classroom.absent.reason)) == (Outcome.MISSING, "nothing was handed in")


def test_a_mentor_sees_page_reasons_and_anchors_and_nothing_active(classroom: Classroom) -> None:
    notebook = classroom.page(lying_notebook)
    shown = [cell.source for cell in notebook.cells if cell.cell_type != "code"]  # code is shown escaped
    shown += [json.dumps(cell.get("outputs", [])) for cell in notebook.cells]
    for active in ("<script", "<img", "<svg", "application/javascript"):
        assert active not in "".join(shown)
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}
    assert 'class="gongzhonghao"' in "".join(output.data["text/html"] for output in cells[f"{MODULE}__form"].outputs)
    assert "academy-mark" in json.dumps(cells[f"{MODULE}__opening"].outputs)
    assert TASK.criterion("layout").anchors[0].text in cells[f"{MODULE}__layout"].source
    assert "MARK SCHEME" not in "".join(shown)
    assert "As released, with a [link](https://example.org)." in "".join(shown)


def test_markdown_of_a_trainee_stays_passive_when_rendered_again() -> None:
    from nbconvert.filters import markdown2html

    html = markdown2html(
        passive_markdown("a\n\n```\n\n[x](javascript:alert(1))\n\n<script>\n```\n\n**b** <svg onload=x>")
    )
    assert "<strong>b</strong>" in html
    for active in ("href", "<script", "<svg"):
        assert active not in html


def test_a_second_run_skips_what_has_not_changed(classroom: Classroom) -> None:
    rows = grade(classroom.cohort, MODULE, workers=1)
    assert {row.trainee for row in rows if not row.skipped} == {classroom.absent.trainee}
    assert [(row.outcome, row.points) for row in rows[:-1]] == [
        (row.outcome, row.points) for row in classroom.rows.values() if row is not classroom.absent
    ]


def test_a_module_that_was_not_released_cannot_be_graded(cohort: Cohort) -> None:
    with pytest.raises(CourseError, match="has not been released"):
        grade(cohort, MODULE)


# --- what fails ---


def test_what_fails_is_a_row_and_so_is_a_stranger_s_folder(
    cohort: Cohort,
    release_small: Callable[[Cohort], Path],
    contexts: list[Context],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full_disk(_cohort: Cohort) -> None:
        raise OSError(28, "No space left on device")

    release_small(cohort)
    monkeypatch.setattr(batch, "nbgrader_of", full_disk)
    for trainee in (contexts[1].trainee, "stranger"):
        cohort.submitted(trainee, MODULE).mkdir(parents=True)
    rows = {row.trainee: row for row in grade(cohort, MODULE, workers=1)}
    assert rows.keys() == {context.trainee for context in contexts} | {"stranger"}
    failed, stranger = rows[contexts[1].trainee], rows["stranger"]
    assert (failed.outcome, failed.skipped) == (Outcome.FAILED, False)
    assert "No space left on device" in str(failed.reason)
    assert (stranger.outcome, str(stranger.reason)) == (Outcome.FAILED, "'stranger' is not on the roster")
    assert rows[contexts[0].trainee].outcome is Outcome.MISSING


KILLER = """
import os
from pathlib import Path

def grade_one(root, module, trainee):
    if trainee == "{bad}":
        os._exit(9)
    Path(root, "submitted", trainee, module, "graded").touch()
"""


def test_a_hand_in_that_takes_its_process_down_costs_the_others_nothing(
    cohort: Cohort, contexts: list[Context], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, *others = (context.trainee for context in contexts[:4])
    for trainee in (bad, *others):
        cohort.submitted(trainee, MODULE).mkdir(parents=True)
    (tmp_path / "killer.py").write_text(KILLER.format(bad=bad))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(batch, "grade_one", importlib.import_module("killer").grade_one)
    assert sorted(batch.grade_all(cohort, MODULE, [bad, *others], workers=2)) == sorted([bad, *others])
    assert all((cohort.submitted(trainee, MODULE) / "graded").exists() for trainee in others)
    with store.connect(cohort.db_url) as connection:
        known = store.find_submission(connection, bad, MODULE)
    assert known is not None
    assert (known.status, str(known.reason)) == (Status.FAILED, "this hand-in took the grading process down")


def test_a_notebook_that_runs_too_long_is_stopped(cohort: Cohort, tmp_path: Path) -> None:
    work = Work(ScoreSheet(module=MODULE, trainee="t", tasks=()), {}, to_run=True)
    resources = {KEY: work, "nbgrader": {"student": "t", "assignment": MODULE}, "metadata": {"path": str(tmp_path)}}
    notebook = new_notebook(
        cells=[new_code_cell("1")], metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    )
    RunNotebook(root=str(cohort.root), most_seconds=-1).preprocess(notebook, resources)
    assert [str(note) for note in work.notes] == ["the notebook did not run to its end: TimeoutError: -1 s"]
    assert not work.ran


# --- mentors ---


def audits(classroom: Classroom, trick: Trick) -> list[Any]:
    with store.connect(classroom.cohort.db_url) as connection:
        query = sa.select(tables.audit).where(tables.audit.c.trainee == classroom.trainee(trick))
        return list(connection.execute(query.order_by(tables.audit.c.id)).mappings())


def test_a_mentor_s_mark_reaches_formgrader_records_and_audit(classroom: Classroom) -> None:
    trainee = classroom.trainee(lying_kernel)
    record_mentor_mark(classroom.cohort, trainee, MODULE, "layout", 7.5, "=1+1 留白再多一点", "李南")
    with Gradebook(classroom.cohort.db_url, classroom.cohort.id) as gradebook:
        grade_row = gradebook.find_grade(f"{MODULE}__layout", MODULE, MODULE, trainee)
        assert (grade_row.manual_score, grade_row.needs_manual_grade) == (7.5, False)
        assert gradebook.find_comment(f"{MODULE}__layout", MODULE, MODULE, trainee).comment == "=1+1 留白再多一点"
    mark = classroom.marks(lying_kernel)[MODULE, "layout"]
    assert (mark.points, mark.grader, mark.status, str(mark.reason)) == (
        7.5,
        "李南",
        Status.GRADED,
        "=1+1 留白再多一点",
    )
    (audit,) = audits(classroom, lying_kernel)
    assert (audit["who"], audit["criterion"]) == ("李南", f"{MODULE}__layout")
    assert (audit["before"]["points"], audit["after"]["points"]) == (None, 7.5)


@pytest.mark.parametrize("points", [-1, 10.5, float("nan"), float("inf")])
def test_a_mark_out_of_range_names_the_range(classroom: Classroom, points: float) -> None:
    with pytest.raises(CourseError, match="layout has 0 to 10 points"):
        record_mentor_mark(classroom.cohort, classroom.trainee(honest), MODULE, "layout", points, "", "李南")


@pytest.fixture
def marks_csv(tmp_path: Path) -> Callable[[list[list[str]]], Path]:
    def write(rows: list[list[str]]) -> Path:
        path = tmp_path / "marks.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([["学号", "模块", "评分项", "分数", "评语", "导师"], *rows])
        return path

    return write


def test_marks_are_imported_all_or_none_and_every_wrong_line_is_named(
    classroom: Classroom, marks_csv: Callable[[list[list[str]]], Path]
) -> None:
    somebody = classroom.trainee(no_notebook)
    good = [somebody, MODULE, "layout", "6", "两行\n评语", "李南"]
    wrong = [
        [somebody, MODULE, "layout", "11", "", "李南"],
        [somebody, MODULE, "layout", "six", "", "李南"],
        [somebody, MODULE, "beauty", "1", "", "李南"],
        [somebody, "cooking", "layout", "1", "", "李南"],
        [classroom.absent.trainee, MODULE, "layout", "1", "", "李南"],
        [somebody, MODULE, "layout", "1", "", ""],
    ]
    with pytest.raises(CourseError) as caught:
        import_mentor_marks(classroom.cohort, marks_csv([good, *wrong]))
    for complaint in (
        "line 4: layout has 0 to 10 points, not 11",
        "line 5: points 'six' are not a number",
        "line 6: two_hour_post has no one criterion 'beauty'",
        "line 7: cohort tests has no module 'cooking'",
        f"line 8: '{classroom.absent.trainee}' has no graded hand-in",
        "line 9: no mentor",
    ):
        assert complaint in str(caught.value)
    assert classroom.marks(no_notebook)[MODULE, "layout"].points is None
    assert import_mentor_marks(classroom.cohort, marks_csv([good])) == 1
    assert str(classroom.marks(no_notebook)[MODULE, "layout"].reason) == "两行\n评语"


def test_marks_given_in_formgrader_are_taken_over_with_an_audit(classroom: Classroom) -> None:
    trainee = classroom.trainee(dying)
    with Gradebook(classroom.cohort.db_url, classroom.cohort.id) as gradebook:
        for criterion, points in (("layout", 4.0), ("opening", 1.0)):
            grade_row = gradebook.find_grade(f"{MODULE}__{criterion}", MODULE, MODULE, trainee)
            grade_row.manual_score, grade_row.needs_manual_grade = points, False
        gradebook.find_comment(f"{MODULE}__layout", MODULE, MODULE, trainee).manual_comment = "挤"
        gradebook.db.commit()
    assert adopt_formgrader_marks(classroom.cohort, MODULE) == 2
    assert adopt_formgrader_marks(classroom.cohort, MODULE) == 0
    marks = classroom.marks(dying)
    assert (marks[MODULE, "layout"].points, str(marks[MODULE, "layout"].reason)) == (4.0, "挤")
    assert (marks[MODULE, "opening"].points, marks[MODULE, "opening"].grader) == (1.0, "formgrader")
    assert {audit["who"] for audit in audits(classroom, dying)} == {"formgrader"}


def test_a_mark_outlives_grading_again_and_is_looked_at_again_when_the_answer_is_another(
    classroom: Classroom, fields: Fields
) -> None:
    cohort, context = classroom.cohort, classroom.context["damaged"]
    record_mentor_mark(cohort, context.trainee, MODULE, "layout", 8, "好", "李南")
    batch.grade_one(cohort.root, MODULE, context.trainee)
    assert classroom.marks(damaged)[MODULE, "layout"].status is Status.GRADED
    released = cohort.root / "release" / MODULE / f"{MODULE}.ipynb"
    submit(cohort, context, fields(context) | {"hour": 3}, released, honest, hour=11)
    batch.grade_one(cohort.root, MODULE, context.trainee)
    mark = classroom.marks(damaged)[MODULE, "layout"]
    assert (mark.status, mark.points, mark.grader) == (Status.REVIEW, 8, "李南")
    assert classroom.grades(damaged)[f"{MODULE}__layout"][1] is True
    with store.connect(cohort.db_url) as connection:
        known = store.find_submission(connection, context.trainee, MODULE)
    assert known is not None
    assert (known.number, known.handed_in_at) == (2, datetime(2026, 3, 1, 11))


# --- feedback ---


@pytest.fixture(scope="module")
def told(classroom: Classroom) -> dict[str, tuple[str, dict[str, Any]]]:
    """Page and inbox file by trick."""
    cohort = classroom.cohort
    hostile = "<script>alert(1)</script>"
    record_mentor_mark(cohort, classroom.trainee(honest), MODULE, "title_appeal", 9, hostile, "李南")
    files = {row.trainee: row for row in generate_feedback(cohort, MODULE)}
    assert files[classroom.absent.trainee].why == "nothing was graded"
    found = {}
    for trick in (honest, invalid, lying_notebook):
        row = files[classroom.trainee(trick)]
        assert row.page is not None
        assert row.inbox is not None
        assert row.inbox.relative_to(cohort.root) == Path(
            "feedback", classroom.trainee(trick), MODULE, "inbox", f"{MODULE}.feedback.json"
        )
        found[trick.__name__] = (
            row.page.read_text(encoding="utf-8"),
            json.loads(row.inbox.read_text(encoding="utf-8")),
        )
    return found


def test_feedback_tells_points_reasons_comments_and_advice(
    classroom: Classroom, told: dict[str, tuple[str, dict[str, Any]]]
) -> None:
    page, data = told["honest"]
    items = {item["id"]: item for item in data["items"]}
    opening = classroom.marks(honest)[MODULE, "opening"]
    assert items[f"{MODULE}__opening"]["points"] == opening.points
    assert items[f"{MODULE}__opening"]["reason"] == str(opening.reason)
    assert items[f"{MODULE}__title_appeal"]["mentor"] == "李南"
    assert items["test_credit"]["points"] == 1.5
    assert data["total"] == pytest.approx(classroom.row(honest).points + 9 + 2 + 1.5)
    assert data["max_points"] == TASK.max_points + 5
    assert data["waiting"] == len(MENTOR) - 1
    assert data["advice"]
    assert data["advice"][0] in page
    assert 'class="gongzhonghao"' in page


def test_feedback_shows_no_test_no_mark_scheme_and_loads_nothing(told: dict[str, tuple[str, dict[str, Any]]]) -> None:
    for page, _data in told.values():
        for secret in ("double(21)", "HIDDEN", TASK.criterion("layout").anchors[0].text, "x + x"):
            assert secret not in page
        for active in ("<script", "<link", "<img", "src=", "url(", "http:", "https:"):
            assert active not in page
    assert "&lt;script&gt;alert(1)" in told["honest"][0]


def test_feedback_does_not_call_an_answer_that_cannot_be_graded_a_zero(
    told: dict[str, tuple[str, dict[str, Any]]],
) -> None:
    page, data = told["invalid"]
    assert data["note"] == "hour: must be at most 23 (given: 25)"
    assert {item["points"] for item in data["items"] if item["id"].startswith(MODULE)} == {None}
    assert "not gradable" in page


def test_headings_are_in_the_reader_s_language(classroom: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACADEMY_LANG", "zh_CN")
    (row,) = generate_feedback(classroom.cohort, MODULE, [classroom.trainee(honest)])
    assert row.page is not None
    page = row.page.read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in page
    assert TASK.criterion("opening").title_zh in page
    assert ">Criterion<" not in page
