"""Feedback for a cohort: files that can be handed to trainees as they are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curriculum.files import write_whole
from grading.course.cohort import Cohort
from grading.course.config import last_error, nbgrader_of
from grading.feedback.package import write_package
from grading.feedback.told import read_feedback
from grading.records.mentor import adopt_formgrader_marks
from simulations.language import _


@dataclass(frozen=True)
class FeedbackFiles:
    """Where a trainee's feedback lies and the package to send, or why there is none."""

    trainee: str
    page: Path | None = None
    inbox: Path | None = None
    package: Path | None = None
    why: str = ""


def generate_feedback(
    cohort: Cohort,
    module: str,
    trainees: Iterable[str] | None = None,
    progress: Callable[[FeedbackFiles, int, int], None] | None = None,
) -> list[FeedbackFiles]:
    """Write page, inbox file and package for everybody who was graded; marks given in formgrader are taken over first.

    Parameters
    ----------
    trainees : iterable of str, optional
        Default: everybody on the roster.
    progress : callable, optional
        Called with each trainee's files, how many are done and how many there are.

    Returns
    -------
    list of FeedbackFiles
        One per trainee; `feedback/<trainee>/<module>/` holds `<module>.html` and `inbox/<module>.feedback.json`,
        `feedback/<trainee>/<trainee>__inbox.zip` is to be sent: it holds what the trainee has been told of any module.
    """
    cohort.require(module)
    adopt_formgrader_marks(cohort, module)
    api = nbgrader_of(cohort)
    wanted = [person.id for person in cohort.roster()] if trainees is None else list(trainees)
    rows: list[FeedbackFiles] = []
    for trainee in wanted:
        rows.append(_write(cohort, module, trainee, api))
        if progress:
            progress(rows[-1], len(rows), len(wanted))
    return rows


def _write(cohort: Cohort, module: str, trainee: str, api: Any) -> FeedbackFiles:
    feedback = read_feedback(cohort.db_url, trainee, module)
    if feedback is None or not cohort.autograded(trainee, module).is_dir():
        return FeedbackFiles(trainee, why=_("nothing was graded"))
    result = api.generate_feedback(module, trainee)
    if not result["success"]:
        return FeedbackFiles(trainee, why=last_error(result))
    folder = cohort.root / "feedback" / trainee / module
    inbox = folder / "inbox" / f"{module}.feedback.json"
    write_whole(inbox, feedback.model_dump_json(indent=1).encode() + b"\n")
    return FeedbackFiles(trainee, folder / f"{module}.html", inbox, write_package(cohort, trainee))
