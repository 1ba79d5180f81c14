"""The score sheet of a hand-in: what the trusted process says, and the two judgements that follow from it."""

import math
from functools import reduce

from pydantic import BaseModel, ConfigDict

from curriculum.answers import Problem, Trial, WorkLog
from simulations.language import Message, message
from simulations.projects import find_task
from simulations.task import Advice, Criterion, JudgedBy, Mark, Score


class TaskSheet(BaseModel):
    """One task: a score, or the problems why it has none.

    Attributes
    ----------
    digest : str
        Of the answer's fields, however the file is laid out: tells whether it is still the same answer.
    page : str
        The answer as sanitised HTML.
    log : WorkLog
        What happened when, as the trainee's workbench recorded it: evidence, no points.
    """

    model_config = ConfigDict(frozen=True)
    task: str
    score: Score | None = None
    problems: tuple[Problem, ...] = ()
    crashed: bool = False
    advice: tuple[Advice, ...] = ()
    page: str = ""
    digest: str = ""
    ai_log: str = ""
    log: WorkLog = WorkLog()


class ScoreSheet(BaseModel):
    """What the trusted process says of a hand-in."""

    model_config = ConfigDict(frozen=True)
    module: str
    trainee: str
    tasks: tuple[TaskSheet, ...]
    minutes: float | None = None
    trials: tuple[Trial, ...] = ()

    def task(self, slug: str) -> TaskSheet | None:
        return next((sheet for sheet in self.tasks if sheet.task == slug), None)

    @property
    def problem(self) -> Message | None:
        """Why something of the hand-in has no score, as one message."""
        return joined([sentence(problem) for sheet in self.tasks for problem in sheet.problems])


class Verdict(BaseModel):
    """What is to be stored for one criterion; `points` is None where it waits for a person or cannot be graded."""

    model_config = ConfigDict(frozen=True)
    task: str
    criterion: Criterion
    points: float | None
    mark: Mark | None = None
    problem: Message | None = None

    @property
    def reason(self) -> Message | None:
        return self.problem or (self.mark.reason if self.mark else None)


def verdicts(sheet: ScoreSheet) -> dict[str, Verdict]:
    """Verdicts by nbgrader's grade id, `<task>__<criterion>`, for all criteria of the module's tasks."""
    return {
        f"{task.task}__{criterion.slug}": _verdict(task, criterion)
        for task in sheet.tasks
        for criterion in find_task(task.task).criteria
    }


def _verdict(task: TaskSheet, criterion: Criterion) -> Verdict:
    problem = joined([sentence(problem) for problem in task.problems])
    if problem is not None or task.score is None or criterion.judged_by is JudgedBy.MENTOR:
        return Verdict(task=task.task, criterion=criterion, points=None, problem=problem)
    mark = next((mark for mark in task.score.marks if mark.criterion == criterion.slug), None)
    points = clamped(mark.points if mark else None, criterion.points)
    if points is None:
        problem = message("the scorer gave no number for this criterion")
    return Verdict(task=task.task, criterion=criterion, points=points, mark=mark, problem=problem)


def clamped(points: float | None, most: float) -> float | None:
    """Points between 0 and `most`; None where there is no finite number to clamp."""
    if points is None or not math.isfinite(points):
        return None
    return min(max(points, 0.0), most)


def sentence(problem: Problem) -> Message:
    """A problem as a message to be stored."""
    values = {"field": problem.field, "value": problem.value, "what": problem.what}
    if not problem.field:
        return message("{what}", what=problem.what)
    if not problem.value:
        return message("{field}: {what}", **values)
    return message("{field}: {what} (given: {value})", **values)


def joined(messages: list[Message]) -> Message | None:
    """Several sentences as one message; None if there are none."""
    if not messages:
        return None
    return reduce(lambda first, second: message("{first}; {second}", first=first, second=second), messages)
