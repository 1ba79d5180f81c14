"""What a trainee is told about a hand-in: nbgrader's points, our reasons, the mentor's and the coach's words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from nbgrader.api import Assignment, SubmittedAssignment, SubmittedNotebook
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from curriculum.syllabus import module as find_module
from grading.records import store
from grading.records.mentor import criteria_of, find_criterion
from grading.records.store import MarkRecord
from grading.records.tables import Status
from simulations.projects import find_task


class Item(BaseModel):
    """A criterion as the trainee reads it; `points` is None where nobody has judged it or it cannot be graded."""

    model_config = ConfigDict(frozen=True)
    id: str
    title: str
    about: str = ""
    judged_by: str
    status: str
    points: float | None
    max_points: float
    reason: str = ""
    comment: str = ""
    mentor: str = ""


class Feedback(BaseModel):
    """Everything a trainee is told about a hand-in, in the reader's language.

    Attributes
    ----------
    total, max_points : float
        Over all criteria, less the late penalty; None if nothing is judged, which is not 0. While `waiting` is not 0
        the total is not the last word.
    advice : tuple of str
        The coach's sentences, most valuable first.
    note : str
        What was wrong with the hand-in as a whole.
    """

    model_config = ConfigDict(frozen=True)
    format: int = 1
    module: str
    title: str
    trainee: str
    number: int
    handed_in_at: datetime | None
    total: float | None
    max_points: float
    late_penalty: float
    waiting: int
    items: tuple[Item, ...]
    advice: tuple[str, ...]
    note: str


def read_feedback(db_url: str, trainee: str, module: str) -> Feedback | None:
    """What the database says of a hand-in, as it is told to the trainee; None if nothing was graded.

    Points are the gradebook's, so that they are those of formgrader; reasons are ours.
    """
    with store.connect(db_url) as connection:
        submission = store.find_submission(connection, trainee, module)
        marks = store.find_marks(connection, trainee, module)
        advice = store.find_advice(connection, trainee, module)
        grades, penalty = _gradebook(connection, trainee, module)
    if submission is None or not grades:
        return None
    reasons = {f"{task}__{slug}": mark for (task, slug), mark in marks.items()}
    items = [_item(module, grade, reasons.get(grade.name)) for grade in grades]
    order = [f"{task}__{criterion.slug}" for task, criterion in criteria_of(module)]
    items.sort(key=lambda item: order.index(item.id) if item.id in order else len(order))
    judged = [item.points for item in items if item.points is not None]
    return Feedback(
        module=module,
        title=find_module(module).title,
        trainee=trainee,
        number=submission.number,
        handed_in_at=submission.handed_in_at,
        total=sum(judged) - penalty if judged else None,
        max_points=sum(item.max_points for item in items),
        late_penalty=penalty,
        waiting=sum(item.status in (Status.WAITING, Status.REVIEW) for item in items),
        items=tuple(items),
        advice=tuple(str(one.sentence(find_task(task).figure)) for task, one in advice),
        note=str(submission.reason or ""),
    )


def _gradebook(connection: Connection, trainee: str, module: str) -> tuple[list[Any], float]:
    """nbgrader's grades of a hand-in and its late penalty."""
    with Session(connection) as session:
        query = select(SubmittedNotebook).join(SubmittedAssignment).join(Assignment)
        query = query.where(Assignment.name == module, SubmittedAssignment.student_id == trainee)
        notebooks = session.scalars(query).all()
        grades = [_Grade.of(grade, notebook) for notebook in notebooks for grade in notebook.grades]
        return grades, sum(notebook.late_submission_penalty or 0.0 for notebook in notebooks)


@dataclass(frozen=True)
class _Grade:
    """What nbgrader keeps of a cell."""

    name: str
    points: float | None
    max_points: float
    waits: bool
    comment: str

    @classmethod
    def of(cls, grade: Any, notebook: Any) -> Self:
        comments = {comment.name: comment.manual_comment for comment in notebook.comments}
        judged = grade.auto_score is not None or grade.manual_score is not None
        points = float(grade.score) if judged else None
        return cls(grade.name, points, grade.max_score, grade.needs_manual_grade, comments.get(grade.name) or "")


def _item(module: str, grade: _Grade, mark: MarkRecord | None) -> Item:
    """A criterion of a task, or a cell of nbgrader that is no task's."""
    shared = {"id": grade.name, "points": grade.points, "max_points": grade.max_points}
    if mark is None:
        status = Status.WAITING if grade.waits else Status.GRADED
        return Item(title=grade.name, judged_by="notebook", status=status, comment=grade.comment, **shared)
    _task, criterion = find_criterion(module, grade.name)
    said = str(mark.reason or "")
    return Item(
        title=criterion.title,
        about=criterion.about,
        judged_by=mark.judged_by,
        status=mark.status,
        reason="" if mark.grader else said,
        comment=grade.comment or (said if mark.grader else ""),
        mentor=mark.grader,
        **shared,
    )
