"""What waits for a mentor and how the mentor's trainees are doing, taken from the records."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
import sqlalchemy as sa
from nbgrader.api import Assignment, SubmittedAssignment, SubmittedNotebook

from curriculum.syllabus import module as find_module
from grading.course.cohort import Cohort
from grading.desk.blind import pairs
from grading.desk.pieces import moment
from grading.desk.state import CohortState
from grading.records import store
from grading.records.letters import find_letters
from grading.records.mentor import criteria_of
from grading.reports import wording
from grading.reports.standing import Status, is_open
from grading.reports.summaries import trials
from simulations.task import JudgedBy

MINUTES_A_TRAINEE = 5.0  # what judging all of a mentor's criteria of one hand-in takes


@dataclass(frozen=True)
class Waiting:
    """A hand-in that waits for the mentor.

    Attributes
    ----------
    criteria : tuple of str
        Titles of what is to be judged.
    since : datetime or None
        When it was handed in.
    minutes : float
        About how long it takes.
    place : str
        Its page on Lab's server; empty where formgrader does not know it.
    """

    trainee: str
    name: str
    module: str
    criteria: tuple[str, ...]
    since: datetime | None
    minutes: float
    place: str

    @property
    def title(self) -> str:
        return find_module(self.module).title


@dataclass(frozen=True)
class Own:
    """One of the mentor's trainees: the module handed in last, and what there is to talk about.

    Attributes
    ----------
    points, max_points : float
        Of what has been judged; NaN and 0 if nothing has.
    hits, tried : int
        Forecasts that held, of all trials in all modules.
    minutes : float
        Spent on the module; NaN if not known.
    last_letter : datetime or None
        When somebody last wrote.
    """

    trainee: str
    name: str
    module: str
    status: Status
    points: float
    max_points: float
    weakest: tuple[str, ...]
    hits: int
    tried: int
    minutes: float
    last_letter: datetime | None


def waiting(state: CohortState, mentor: str) -> list[Waiting]:
    """What waits for a mentor, oldest first; what is marked blind has its own pile."""
    cohort, found = state.cohort, []
    blind = {module for pair in pairs(cohort) for module in (pair.before, pair.after)}
    for module in state.modules:
        if module.slug in blind:
            continue
        places = formgrader_pages(cohort, module.slug)
        of_all = max(1, sum(criterion.judged_by is JudgedBy.MENTOR for _task, criterion in criteria_of(module.slug)))
        marks = state.records.marks[state.records.marks["module"] == module.slug]
        for row in _own(module.people, mentor):
            titles = tuple(mark["title"] for mark in _of(marks, row["trainee"]) if is_open(mark["status"]))
            if titles:
                when = moment(row["handed_in_at"])
                minutes = MINUTES_A_TRAINEE * min(1.0, len(titles) / of_all)
                place = places.get(row["trainee"], "")
                found.append(Waiting(row["trainee"], row["name"], module.slug, titles, when, minutes, place))
    return sorted(found, key=lambda one: (one.since is None, one.since.timestamp() if one.since else 0.0))


def own_trainees(state: CohortState, mentor: str) -> list[Own]:
    """A mentor's trainees in the roster's order, each with the module handed in last."""
    tried = trials(state.records.submissions)
    letters = last_letters(state.cohort, [person.id for person in state.cohort.roster() if person.mentor == mentor])
    rows: dict[str, dict[Any, Any]] = {}
    for module in state.modules:
        for row in _own(module.people, mentor):
            known = rows.get(row["trainee"])
            if known is None or _later(row["handed_in_at"], known["handed_in_at"]):
                rows[row["trainee"]] = row | {"module": module.slug}
    return [
        Own(
            trainee=row["trainee"],
            name=row["name"],
            module=row["module"],
            status=row["status"],
            points=row["points"],
            max_points=row["max_points"],
            weakest=row["weakest"],
            hits=int(tried.loc[tried["trainee"] == row["trainee"], "hit"].sum()),
            tried=int((tried["trainee"] == row["trainee"]).sum()),
            minutes=float(row["minutes"]) if pd.notna(row["minutes"]) else math.nan,
            last_letter=letters.get(row["trainee"]),
        )
        for row in rows.values()
    ]


def formgrader_pages(cohort: Cohort, module: str) -> dict[str, str]:
    """Where formgrader shows each trainee's hand-in for a module."""
    query = (
        sa.select(SubmittedAssignment.student_id, SubmittedNotebook.id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == module)
    )
    with store.connect(cohort.db_url) as connection:
        return {trainee: f"formgrader/submissions/{id}/" for trainee, id in connection.execute(query)}


def last_letters(cohort: Cohort, trainees: Iterable[str]) -> dict[str, datetime]:
    """When each of these trainees was last written to; without those who never were."""
    with store.connect(cohort.db_url) as connection:
        written = {trainee: find_letters(connection, trainee) for trainee in trainees}
    return {trainee: wording.aware(letters[-1][0]) for trainee, letters in written.items() if letters}


def _own(people: pd.DataFrame, mentor: str) -> list[dict[Any, Any]]:
    return list(people[people["mentor"] == mentor].to_dict("records"))


def _of(marks: pd.DataFrame, trainee: str) -> list[dict[Any, Any]]:
    return list(marks[marks["trainee"] == trainee].to_dict("records"))


def _later(one: Any, other: Any) -> bool:
    return bool(pd.notna(one) and (pd.isna(other) or one > other))
