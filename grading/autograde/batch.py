"""Many hand-ins at once: a process each, and a row for everybody on the roster whatever happens."""

import os
import warnings
from collections.abc import Callable, Generator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy.exc import SAWarning

from grading.autograde.intake import digest_of, make_readable
from grading.course.cohort import Cohort, enrol, open_cohort
from grading.course.config import last_error, nbgrader_of
from grading.course.errors import CourseError
from grading.records import store
from grading.records.store import SubmissionRecord
from grading.records.tables import Status
from simulations.language import Message, _, message


class Outcome(StrEnum):
    """What became of somebody's module."""

    GRADED = "graded"
    NOT_GRADABLE = "not_gradable"
    FAILED = "failed"
    MISSING = "missing"


@dataclass(frozen=True)
class Row:
    """A trainee's row of a run.

    Attributes
    ----------
    reason : Message, optional
        Why there is no score, or what a mentor has to know about it.
    points, max_points : float
        Of what is judged so far, and of the criteria judged so far.
    waiting : int
        Criteria that wait for a mentor.
    skipped : bool
        Graded before, and unchanged since.
    """

    trainee: str
    name: str
    outcome: Outcome
    reason: Message | None = None
    points: float = 0.0
    max_points: float = 0.0
    waiting: int = 0
    skipped: bool = False


Progress = Callable[[Row, int, int], None]


def grade(
    cohort: Cohort,
    module: str,
    workers: int | None = None,
    progress: Progress | None = None,
    *,
    force: bool = False,
) -> list[Row]:
    """Grade everybody's hand-in for a module.

    Parameters
    ----------
    workers : int, optional
        Processes; default: one per core, more would only get in each other's way. 1 grades in this process.
    progress : callable, optional
        Called with each row as it is done, how many are done and how many there are. What it raises stops the run once
        the hand-ins are done that have been begun; the same call goes on from there.
    force : bool
        Grade again what has not changed since it was graded.

    Returns
    -------
    list of Row
        One per person of the roster, in its order; then folders of people who are not on it.

    Raises
    ------
    CourseError
        If the module is not the cohort's, was never released, or the cohort's secret is lost.
    """
    cohort.require(module)
    if not (cohort.root / "release" / module / f"{module}.ipynb").exists():
        raise CourseError(_("{module} has not been released to {id}").format(module=module, id=cohort.id))
    _secret = cohort.secret  # before the first hand-in, not once for each
    enrol(cohort)
    names = {person.id: person.name for person in cohort.roster()}
    there = {path.parent.name for path in cohort.root.glob(f"submitted/*/{module}") if path.is_dir()}
    rows: dict[str, Row] = {}
    total = len(names.keys() | there)

    def done(row: Row) -> None:
        rows[row.trainee] = row
        if progress:
            progress(row, len(rows), total)

    for stranger in sorted(there - names.keys()):
        done(Row(stranger, "", Outcome.FAILED, message("{trainee} is not on the roster", trainee=repr(stranger))))
    waiting = []
    for trainee, name in names.items():
        if trainee not in there:
            done(Row(trainee, name, Outcome.MISSING, message("nothing was handed in")))
        elif not force and _is_graded(cohort, trainee, module):
            done(_row(cohort, trainee, name, module, skipped=True))
        else:
            waiting.append(trainee)
    with closing(grade_all(cohort, module, waiting, workers or os.cpu_count() or 1)) as graded:
        for trainee in graded:
            done(_row(cohort, trainee, names[trainee], module))
    return [rows[trainee] for trainee in (*names, *sorted(there - names.keys()))]


def new_hand_ins(cohort: Cohort, module: str) -> list[str]:
    """Trainees of the roster whose hand-in, as it lies there, has not been through grading yet."""
    found = []
    with store.connect(cohort.db_url) as connection:
        for person in cohort.roster():
            place = cohort.submitted(person.id, module)
            known = store.find_submission(connection, person.id, module) if place.is_dir() else None
            if place.is_dir() and (known is None or known.digest != digest_of(place)):
                found.append(person.id)
    return found


def grade_one(root: Path, module: str, trainee: str) -> None:
    """Grade one hand-in; whatever goes wrong is recorded as its state."""
    cohort = open_cohort(root)
    try:
        make_readable(cohort, trainee, module)
        with warnings.catch_warnings():
            # nbgrader builds a submission before it adds it to the session, and SQLAlchemy remarks on it.
            warnings.filterwarnings("ignore", "Object of type <Submitted", SAWarning)
            result = nbgrader_of(cohort).autograde(module, trainee, force=True, create=False)
        why = None if result["success"] else last_error(result)
    except Exception as error:  # a hand-in is never lost: what stopped it becomes its row
        why = f"{type(error).__name__}: {error}"
    if why is not None:
        _record_failure(cohort, trainee, module, message("this hand-in could not be processed: {why}", why=why))


def grade_all(cohort: Cohort, module: str, trainees: list[str], workers: int) -> Generator[str]:
    """Trainees as they are done. One that takes its process down is found out by grading the rest one at a time."""
    workers = min(workers, len(trainees))
    if workers <= 1:
        for trainee in trainees:
            grade_one(cohort.root, module, trainee)
            yield trainee
        return
    left = set(trainees)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        jobs = {pool.submit(grade_one, cohort.root, module, trainee): trainee for trainee in trainees}
        try:
            for job in as_completed(jobs):
                if not isinstance(job.exception(), BrokenExecutor):
                    job.result()
                    left.discard(jobs[job])
                    yield jobs[job]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # where it was stopped, the rest is not begun
    for trainee in sorted(left):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            if isinstance(pool.submit(grade_one, cohort.root, module, trainee).exception(), BrokenExecutor):
                why = message("this hand-in took the grading process down")
                _record_failure(cohort, trainee, module, why)
        yield trainee


def _is_graded(cohort: Cohort, trainee: str, module: str) -> bool:
    with store.connect(cohort.db_url) as connection:
        known = store.find_submission(connection, trainee, module)
    return (
        known is not None
        and known.status is not Status.FAILED
        and cohort.autograded(trainee, module).is_dir()
        and known.digest == digest_of(cohort.submitted(trainee, module))
    )


def _record_failure(cohort: Cohort, trainee: str, module: str, reason: Message) -> None:
    digest = digest_of(cohort.submitted(trainee, module))
    with store.connect(cohort.db_url) as connection:
        known = store.find_submission(connection, trainee, module)
        number = 1 if known is None else known.number + (digest != known.digest)
        record = SubmissionRecord(trainee, module, number, Status.FAILED, digest, reason)
        store.save_submission(connection, record)


def _row(cohort: Cohort, trainee: str, name: str, module: str, *, skipped: bool = False) -> Row:
    with store.connect(cohort.db_url) as connection:
        known = store.find_submission(connection, trainee, module)
        marks = store.find_marks(connection, trainee, module).values()
    if known is None:  # autograde said it succeeded and our step did not run: somebody changed nbgrader_config.py
        why = message("nbgrader graded this without the trusted scorer: is nbgrader_config.py as it was made?")
        return Row(trainee, name, Outcome.FAILED, why)
    judged = [mark for mark in marks if mark.points is not None]
    return Row(
        trainee,
        name,
        Outcome(known.status.value),
        known.reason,
        points=sum(mark.points or 0.0 for mark in judged),
        max_points=sum(mark.max_points for mark in judged),
        waiting=sum(mark.status in (Status.WAITING, Status.REVIEW) for mark in marks),
        skipped=skipped,
    )
