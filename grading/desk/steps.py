"""What the buttons of the instructor's page do: the same as the commands, told in sentences.

A step tells how far it is by `report`; cancelled, it stops there, and done again it goes on from there.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from curriculum.workbench.background import report
from grading.course.cohort import Cohort, open_cohort
from grading.course.errors import CourseError
from grading.desk.state import DOWNLOADS, Stage
from simulations.language import _

_at_work = Lock()  # nbgrader changes the process's working directory: one step at a time


@dataclass(frozen=True)
class Came:
    """What came of a step.

    Attributes
    ----------
    text : str
        A sentence.
    lines : tuple of str
        What somebody has to look at, a line each.
    file : str
        What to send or to open, relative to the cohort's folder.
    refused : frozenset of str
        Files that were looked at and refused.
    """

    text: str
    lines: tuple[str, ...] = ()
    file: str = ""
    refused: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """How it is shown: all well, or something to look at."""
        return "warn" if self.lines else "good"


def do(stage: Stage, root: Path, module: str) -> Came:
    """Do a step for a module.

    Raises
    ------
    CourseError
        If it cannot be done; says why and what to do.
    Cancelled
        If somebody does not want to wait any longer.
    """
    step = {
        Stage.RELEASE: _release,
        Stage.COLLECT: _collect,
        Stage.GRADE: _grade,
        Stage.FEEDBACK: _feedback,
        Stage.REPORT: _report,
    }[stage]
    if not _at_work.acquire(blocking=False):
        raise CourseError(_("the step before is still coming to its end; try again in a moment"))
    try:
        return step(open_cohort(root), module)
    finally:
        _at_work.release()


def _release(cohort: Cohort, module: str) -> Came:
    from grading.course.release import release

    released = release(cohort, module)
    told = _("It is released. Send this file to the trainees.")
    if released.exchange:
        told += " " + _("It is in nbgrader's exchange too.")
    return Came(told, file=_place(cohort, released.handout))


def _collect(cohort: Cohort, module: str) -> Came:
    from grading.course.collect import Fate, collect

    downloads = cohort.root / DOWNLOADS
    downloads.mkdir(mode=0o700, exist_ok=True)
    rows = collect(cohort, module, downloads)
    if not rows:
        text = _(
            "Nothing lies there yet. Put the zips that trainees send into the folder {folder}, then collect again."
        )
        return Came(text.format(folder=DOWNLOADS))
    counts = Counter(row.fate for row in rows)
    said = _("{new} collected, {same} known, {old} older ones left, {refused} refused").format(
        new=counts[Fate.COLLECTED], same=counts[Fate.UNCHANGED], old=counts[Fate.OLDER], refused=counts[Fate.REFUSED]
    )
    refused = [row for row in rows if row.fate is Fate.REFUSED]
    return Came(
        said,
        tuple(_("{what}: {why}").format(what=row.source, why=row.why) for row in refused),
        refused=frozenset(row.source for row in refused),
    )


def _grade(cohort: Cohort, module: str) -> Came:
    from grading.autograde.batch import Outcome, grade

    rows = grade(cohort, module, progress=lambda _row, done, total: report(done / total))
    counts = Counter(row.outcome for row in rows)
    said = _("{graded} graded, {unreadable} not gradable, {failed} failed, {missing} not handed in").format(
        graded=counts[Outcome.GRADED],
        unreadable=counts[Outcome.NOT_GRADABLE],
        failed=counts[Outcome.FAILED],
        missing=counts[Outcome.MISSING],
    )
    amiss = [row for row in rows if row.outcome in (Outcome.NOT_GRADABLE, Outcome.FAILED)]
    return Came(said, tuple(_("{what}: {why}").format(what=row.name or row.trainee, why=row.reason) for row in amiss))


def _feedback(cohort: Cohort, module: str) -> Came:
    from grading.feedback import generate_feedback

    rows = generate_feedback(cohort, module, progress=lambda _row, done, total: report(done / total))
    names = {person.id: person.name or person.id for person in cohort.roster()}
    written = [row for row in rows if row.page]
    said = _(
        "Feedback for {n} people. Send everybody their own package, which stands behind their name below: "
        "it goes into the inbox folder of their work folder as it is."
    ).format(n=len(written))
    without = [row for row in rows if not row.page and cohort.submitted(row.trainee, module).is_dir()]
    return Came(said, tuple(_("{what}: {why}").format(what=names[row.trainee], why=row.why) for row in without))


def _report(cohort: Cohort, module: str) -> Came:
    from grading.reports.export import export_cohort
    from grading.reports.run import report_cohort, report_trainees

    total, done = len(cohort.roster()) + 1, 0

    def one_more(_page: object) -> None:
        nonlocal done
        done += 1
        report(done / total)

    trainees, whole = report_trainees(cohort, progress=one_more), report_cohort(cohort)
    export_cohort(cohort, cohort.root / "reports")
    names = {person.id: person.name or person.id for person in cohort.roster()} | {whole.name: cohort.title}
    failed = [page for page in (*trainees, whole) if page.problem]
    said = _("The cohort's report, its tables and {n} trainees' pages are made.")
    return Came(
        said.format(n=sum(not page.problem for page in trainees)),
        tuple(_("{what}: {why}").format(what=names[page.name], why=page.problem) for page in failed),
        file=_place(cohort, whole.html) if whole.html else "",
    )


def _place(cohort: Cohort, path: Path) -> str:
    return path.relative_to(cohort.root).as_posix()
