"""First against last: the same job done twice, both scored in public worlds."""

from dataclasses import dataclass
from datetime import datetime

from curriculum.answers import InvalidAnswer, read_submission
from curriculum.packages import Package, packages
from curriculum.syllabus import syllabus
from curriculum.workplace import Workplace
from simulations.projects import find_task
from simulations.task import Answer, Score, Task


@dataclass(frozen=True)
class Attempt:
    """A version that was handed in; `score` is of practice worlds, criteria of world and key only."""

    handed_in_at: datetime
    task: Task
    answer: Answer
    score: Score


def attempts_at(workplace: Workplace, module: str, task: Task) -> list[tuple[Package, Task]]:
    """What was handed in of a module's task, oldest first, each with the sitting it belongs to.

    A job that was done before its lesson begins with the first version of that sitting: what came after was mended.
    """
    before = syllabus().sitting_before(module)
    cold = packages(workplace, before.slug)[:1] if before else ()
    sat = [(package, find_task(slug)) for package in cold for slug in before.tasks] if before else []
    return [*sat, *((package, task) for package in packages(workplace, module))]


def first_and_last(workplace: Workplace, module: str, task: Task) -> tuple[Attempt, Attempt] | None:
    """The first and the last version that was handed in; None while there are not two that differ.

    Public worlds make no grade: who handed in what is compared with nobody but themselves.
    """
    sent = [
        (package, sat, package.read(f"answers/{sat.slug}.json"))
        for package, sat in attempts_at(workplace, module, task)
    ]
    if len(sent) < 2 or sent[0][2] == sent[-1][2]:
        return None
    first, last = (_attempt(workplace, sat, package, data) for package, sat, data in (sent[0], sent[-1]))
    return (first, last) if first and last else None


def _attempt(workplace: Workplace, task: Task, package: Package, data: bytes) -> Attempt | None:
    context = workplace.context
    try:
        answer = read_submission(task, data, context.variant(task.slug))
    except InvalidAnswer:
        return None
    return Attempt(package.receipt.handed_in_at, task, answer, task.score(answer, context))
