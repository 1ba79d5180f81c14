"""Mentors' marks: into nbgrader's gradebook, where formgrader shows them, and into the kit's tables, with an audit."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from curriculum.syllabus import module as find_module
from grading.course.cohort import Cohort
from grading.course.errors import CourseError, listed
from grading.course.table import Line, read_table
from grading.records import store, tables
from grading.records.store import MarkRecord
from grading.records.tables import Status
from simulations.language import Message, _, message
from simulations.projects import find_task
from simulations.task import Criterion

FORMGRADER = "formgrader"


@dataclass(frozen=True)
class MentorMark:
    """A person's judgement of one criterion."""

    trainee: str
    module: str
    criterion: str
    points: float
    comment: str
    who: str


def record_mentor_mark(
    cohort: Cohort, trainee: str, module: str, criterion: str, points: float, comment: str, who: str
) -> None:
    """Record what a mentor gives for a criterion; formgrader shows it, feedback quotes it.

    Parameters
    ----------
    criterion : str
        Its slug; `<task>__<slug>` where two tasks of a module use the same.

    Raises
    ------
    CourseError
        If there is no such criterion, the points are out of range (it names the range), or nothing was graded yet.
    """
    record_mentor_marks(cohort, [MentorMark(trainee, module, criterion, points, comment, who)])


def record_mentor_marks(cohort: Cohort, marks: list[MentorMark]) -> None:
    """Record several marks: all of them, or none.

    Raises
    ------
    CourseError
        As `record_mentor_mark`, for the first that cannot be recorded.
    """
    for mark in marks:
        if problem := _problem(cohort, mark):
            raise CourseError(problem)
    _write(cohort, marks)


def import_mentor_marks(cohort: Cohort, path: Path) -> int:
    """Record the marks of a CSV file (trainee, module, criterion, points, comment, mentor): all of them, or none.

    Returns
    -------
    int
        How many were recorded.

    Raises
    ------
    CourseError
        Names every line that cannot be used, what it holds and what is allowed.
    """
    marks, problems = [], []
    for line in read_table(path, "marks", optional=frozenset({"comment"})):
        mark = _read(line)
        problem = mark if isinstance(mark, str) else _problem(cohort, mark)
        if isinstance(mark, MentorMark):
            marks.append(mark)
        if problem:
            problems.append(_("line {number}: {problem}").format(number=line.number, problem=problem))
    if problems:
        raise listed(_("{path} cannot be used, nothing was recorded:").format(path=path), problems)
    _write(cohort, marks)
    return len(marks)


def adopt_formgrader_marks(cohort: Cohort, module: str) -> int:
    """Take over what mentors marked in formgrader, which keeps neither grader nor time; returns how many changed."""
    from nbgrader.api import Gradebook, MissingEntry

    changed = 0
    with Gradebook(cohort.db_url, cohort.id) as gradebook:
        connection = gradebook.db.connection()
        tables.metadata.create_all(connection)
        for person in cohort.roster():
            for (task, slug), known in store.find_marks(connection, person.id, module).items():
                try:
                    grade = gradebook.find_grade(f"{task}__{slug}", module, module, person.id)
                except MissingEntry:
                    continue
                adopted = _adopted(known, grade, _comment_of(gradebook, known))
                if adopted != known:
                    store.save_mark(connection, adopted)
                    store.write_audit(connection, FORMGRADER, "marked", adopted, known)
                    changed += 1
        gradebook.db.commit()
    return changed


def find_criterion(module: str, name: str) -> tuple[str, Criterion]:
    """A criterion of a module and its task, by slug or `<task>__<slug>`.

    Raises
    ------
    CourseError
        If there is none or more than one; names those there are.
    """
    known = {f"{task}__{criterion.slug}": (task, criterion) for task, criterion in criteria_of(module)}
    found = [pair for id, pair in known.items() if name in (id, pair[1].slug)]
    if len(found) != 1:
        raise CourseError(
            _("{module} has no one criterion {name}; it has: {known}").format(
                module=module, name=repr(name), known=", ".join(known)
            )
        )
    return found[0]


def criteria_of(module: str) -> Iterator[tuple[str, Criterion]]:
    """Criteria of a module with their tasks, in the order they stand in the notebook."""
    for task in find_module(module).tasks:
        yield from ((task, criterion) for criterion in find_task(task).criteria)


def _read(line: Line) -> MentorMark | str:
    try:
        points = float(line["points"])
    except ValueError:
        return _("points {given} are not a number").format(given=repr(line["points"]))
    return MentorMark(line["trainee"], line["module"], line["criterion"], points, line["comment"], line["mentor"])


def _problem(cohort: Cohort, mark: MentorMark) -> str | None:
    """Why a mark cannot be recorded."""
    try:
        cohort.require(mark.module)
        task, criterion = find_criterion(mark.module, mark.criterion)
    except CourseError as error:
        return str(error)
    if not math.isfinite(mark.points) or not 0 <= mark.points <= criterion.points:
        return _("{criterion} has 0 to {most:g} points, not {given:g}").format(
            criterion=criterion.slug, most=criterion.points, given=mark.points
        )
    if not mark.who:
        return _("no mentor: a mark needs somebody who answers for it")
    with store.connect(cohort.db_url) as connection:
        if (task, criterion.slug) not in store.find_marks(connection, mark.trainee, mark.module):
            return _("{trainee} has no graded hand-in for {module}").format(
                trainee=repr(mark.trainee), module=mark.module
            )
    return None


def _write(cohort: Cohort, marks: list[MentorMark]) -> None:
    """All marks in one transaction."""
    from nbgrader.api import Gradebook

    with Gradebook(cohort.db_url, cohort.id) as gradebook:
        for mark in marks:
            task, criterion = find_criterion(mark.module, mark.criterion)
            grade = gradebook.find_grade(f"{task}__{criterion.slug}", mark.module, mark.module, mark.trainee)
            grade.manual_score, grade.needs_manual_grade = mark.points, False
            connection = gradebook.db.connection()
            known = store.find_marks(connection, mark.trainee, mark.module)[task, criterion.slug]
            record = _judged(known, mark.points, mark.comment, mark.who)
            if comment := _comment_of(gradebook, known):
                comment.manual_comment = mark.comment or None
            if record != known:
                store.save_mark(connection, record)
                store.write_audit(connection, mark.who, "marked", record, known)
        gradebook.db.commit()


def _judged(known: MarkRecord, points: float, comment: str, who: str) -> MarkRecord:
    """A mark by a person; what the world measured stays beside it."""
    reason = message("{comment}", comment=comment) if comment else None
    return replace(known, status=Status.GRADED, points=points, reason=reason, grader=who)


def _adopted(known: MarkRecord, grade: Any, comment: Any) -> MarkRecord:
    """A mark as formgrader has it now; the same as known if nobody touched it there."""
    if grade.manual_score is None and not grade.extra_credit:
        if not known.grader:
            return known
        status = Status.WAITING if grade.auto_score is None else Status.GRADED
        return replace(known, status=status, points=grade.auto_score, reason=None, grader="")
    points = grade.score
    said = (comment.manual_comment if comment else None) or ""
    reason: Message | None = message("{comment}", comment=said) if said else known.reason if known.grader else None
    status = Status.REVIEW if grade.needs_manual_grade else Status.GRADED
    same = (known.points, known.reason, known.status) == (points, reason, status) and known.grader
    return known if same else replace(known, points=points, reason=reason, status=status, grader=FORMGRADER)


def _comment_of(gradebook: Any, mark: MarkRecord) -> Any:
    """nbgrader's comment on a criterion; only mentors' cells have one."""
    from nbgrader.api import MissingEntry

    try:
        return gradebook.find_comment(f"{mark.task}__{mark.criterion}", mark.module, mark.module, mark.trainee)
    except MissingEntry:
        return None
