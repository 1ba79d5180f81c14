"""Where every module of a cohort stands: what has been done, what lies there, what comes next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import pandas as pd
from sqlalchemy.exc import DatabaseError

from curriculum.syllabus import module as find_module
from grading.autograde.batch import new_hand_ins
from grading.course.cohort import Cohort, open_cohort
from grading.course.collect import arrived
from grading.course.errors import CourseError
from grading.records.mentor import adopt_formgrader_marks
from grading.reports.standing import Status, standing
from grading.reports.tables import Records, read_records
from simulations.language import _

DOWNLOADS = "downloads"  # where the instructor puts the zips that trainees sent


class Stage(StrEnum):
    """The way of a module through a cohort, in order."""

    RELEASE = "release"
    COLLECT = "collect"
    GRADE = "grade"
    MENTORS = "mentors"
    FEEDBACK = "feedback"
    REPORT = "report"


@dataclass(frozen=True)
class ModuleState:
    """Where a module stands.

    Attributes
    ----------
    released : bool
    arrived : dict
        What lies there and has not been collected: the trainee by the file's name.
    handed_in, ungraded : frozenset of str
        Trainees whose hand-in has been collected; those of them whose hand-in has not been through grading as it is.
    people : DataFrame
        A row a person, as `grading.reports.standing.standing` gives it, but that nobody is overdue whose hand-in has
        been collected.
    told : frozenset of str
        Trainees who have feedback that is younger than their marks.
    reported : bool
        Whether the cohort's report is younger than all marks.
    """

    slug: str
    due: datetime | None
    released: bool
    arrived: dict[str, str]
    handed_in: frozenset[str]
    ungraded: frozenset[str]
    people: pd.DataFrame
    told: frozenset[str]
    reported: bool

    @property
    def title(self) -> str:
        return find_module(self.slug).title

    @property
    def graded(self) -> frozenset[str]:
        """Trainees who can be told something: graded, or told why it could not be."""
        status = self.people["status"]
        return frozenset(self.people.loc[~status.isin([Status.MISSING, Status.FAILED]), "trainee"])

    @property
    def untold(self) -> frozenset[str]:
        """Trainees who have been graded since they were last told."""
        return self.graded - self.told

    @property
    def scored(self) -> int:
        """How many hand-ins have points, all or those so far."""
        return int(self.people["status"].isin([Status.GRADED, Status.WAITING]).sum())

    @property
    def unreadable(self) -> int:
        """How many hand-ins hold an answer that cannot be graded."""
        return int((self.people["status"] == Status.NOT_GRADABLE).sum())

    @property
    def failed(self) -> int:
        """How many hand-ins the machine could not work on."""
        return int((self.people["status"] == Status.FAILED).sum())

    @property
    def waiting(self) -> int:
        """How many criteria wait for a mentor."""
        return int(self.people["waiting"].sum())

    @property
    def waiting_people(self) -> int:
        """How many people wait for a mentor."""
        return int((self.people["waiting"] > 0).sum())

    @property
    def overdue(self) -> int:
        """How many people should have handed in by now and have not."""
        return int(self.people["overdue"].sum())

    def next_stage(self, looked_at: Collection[str] = ()) -> Stage | None:
        """What to do next; None while there is nothing but to wait for hand-ins.

        Parameters
        ----------
        looked_at : collection of str
            What has been refused already: it need not be collected again.
        """
        steps = (
            (Stage.RELEASE, not self.released),
            (Stage.COLLECT, bool(self.arrived.keys() - set(looked_at))),
            (Stage.GRADE, bool(self.ungraded)),
            (Stage.MENTORS, bool(self.waiting)),
            (Stage.FEEDBACK, bool(self.untold)),
            (Stage.REPORT, bool(self.graded) and not self.reported),
        )
        return next((stage for stage, is_next in steps if is_next), None)

    def can(self, stage: Stage) -> bool:
        """Whether a step would have anything to work on."""
        return {
            Stage.RELEASE: not self.handed_in,  # another notebook under people's hands would help nobody
            Stage.COLLECT: self.released,
            Stage.GRADE: bool(self.handed_in),
            Stage.MENTORS: bool(self.graded),
            Stage.FEEDBACK: bool(self.graded),
            Stage.REPORT: bool(self.graded),
        }[stage]


@dataclass(frozen=True)
class CohortState:
    """A cohort, its records and its modules in the syllabus' order."""

    cohort: Cohort
    records: Records
    modules: tuple[ModuleState, ...]


def read_state(root: Path, now: datetime | None = None) -> CohortState:
    """Everything the first pages tell; marks given in formgrader are taken over first.

    Raises
    ------
    CourseError
        If the folder is no cohort's, or its roster or gradebook cannot be read.
    """
    cohort = open_cohort(root)
    try:
        for module in cohort.modules:
            adopt_formgrader_marks(cohort, module)
        records = read_records(cohort)
        modules = tuple(_module(cohort, records, slug, due, now) for slug, due in records.due.items())
    except DatabaseError as error:
        raise CourseError(_("the gradebook cannot be read: {why}").format(why=error.orig)) from error
    return CohortState(cohort, records, modules)


def _module(cohort: Cohort, records: Records, slug: str, due: datetime | None, now: datetime | None) -> ModuleState:
    marks = records.marks[records.marks["module"] == slug]
    submissions = records.submissions[records.submissions["module"] == slug]
    last = pd.concat([marks[["trainee", "graded_at"]], submissions[["trainee", "graded_at"]]])
    changed = last.dropna().groupby("trainee")["graded_at"].max()
    told = {
        trainee
        for trainee, at in changed.items()
        if _age(cohort.root / "feedback" / str(trainee) / slug / f"{slug}.html") >= _seconds(at)
    }
    report = _age(cohort.root / "reports" / "cohort.html")
    downloads = cohort.root / DOWNLOADS
    handed_in = frozenset(person.id for person in cohort.roster() if cohort.submitted(person.id, slug).is_dir())
    people = standing(records, slug, now)
    lies_there = people["trainee"].isin(handed_in) & (people["status"] == Status.MISSING)
    people.loc[lies_there, ["overdue", "needs_help"]] = False
    people.loc[lies_there, "reason"] = ""
    return ModuleState(
        slug=slug,
        due=due,
        released=(cohort.root / "release" / slug / f"{slug}.ipynb").exists(),
        arrived=arrived(cohort, slug, downloads if downloads.is_dir() else None),
        handed_in=handed_in,
        ungraded=frozenset(new_hand_ins(cohort, slug)),
        people=people,
        told=frozenset(map(str, told)),
        reported=bool(len(changed)) and report >= _seconds(changed.max()),
    )


def _age(path: Path) -> float:
    """When a file was written, in seconds since the epoch; 0 if there is none."""
    return path.stat().st_mtime if path.exists() else 0.0


def _seconds(at: datetime) -> float:
    """A time of the database (UTC without a zone) in seconds since the epoch."""
    return at.replace(tzinfo=UTC).timestamp()
