"""First against last: the same task handed in twice, both played in the same public worlds."""

from dataclasses import dataclass
from datetime import datetime

from curriculum.answers import InvalidAnswer, read_submission
from curriculum.packages import Package, packages
from curriculum.workplace import Workplace
from simulations.task import Answer, Score, Task


@dataclass(frozen=True)
class Attempt:
    """A version that was handed in; `score` is of practice worlds, criteria of world and key only."""

    handed_in_at: datetime
    answer: Answer
    score: Score


def first_and_last(workplace: Workplace, module: str, task: Task) -> tuple[Attempt, Attempt] | None:
    """The first and the last version that was handed in; None while there are not two that differ.

    Public worlds make no grade: who handed in what is compared with nobody but themselves.
    """
    sent = packages(workplace, module)
    versions = [(package, package.read(f"answers/{task.slug}.json")) for package in sent]
    if len(versions) < 2 or versions[0][1] == versions[-1][1]:
        return None
    first, last = (_attempt(workplace, task, *version) for version in (versions[0], versions[-1]))
    return (first, last) if first and last else None


def _attempt(workplace: Workplace, task: Task, package: Package, data: bytes) -> Attempt | None:
    context = workplace.context
    try:
        answer = read_submission(task, data, context.variant(task.slug))
    except InvalidAnswer:
        return None
    return Attempt(package.receipt.handed_in_at, answer, task.score(answer, context))
