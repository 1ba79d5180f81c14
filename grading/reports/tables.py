"""What the database holds, as tidy frames: one row a person, a submission, a mark, a sentence of the coach."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from curriculum.syllabus import syllabus
from grading.course import Cohort
from grading.records import tables as stored
from grading.records.mentor import criteria_of
from grading.records.store import connect
from grading.records.tables import Status
from grading.reports import wording
from simulations.language import Message
from simulations.task import Criterion


@dataclass(frozen=True)
class Records:
    """All of a cohort that reports speak of.

    Attributes
    ----------
    title : str
    due : dict of str to datetime or None
        The modules released, in the syllabus' order, and when they are due.
    people : DataFrame
        id, name, mentor; in the roster's order.
    submissions : DataFrame
        The latest of each trainee and module: trainee, module, number, status, reason, handed_in_at, minutes_spent,
        trials, ai_log.
    marks : DataFrame
        A row for each criterion of each submission that could be read, judged or not: trainee, module, task,
        criterion, title, judged_by, competencies, status, points (NaN: not judged), max_points, share, uncertainty (in
        points), reached, target (as written), reason, grader, graded_at.
    advice : DataFrame
        trainee, module, task, rank, what, why, effect, low, high.
    """

    title: str
    due: dict[str, datetime | None]
    people: pd.DataFrame
    submissions: pd.DataFrame
    marks: pd.DataFrame
    advice: pd.DataFrame

    def of(self, trainee: str) -> "Records":
        """What concerns one trainee."""
        own = {name: frame[frame["trainee"] == trainee] for name, frame in self._frames().items()}
        return Records(self.title, self.due, self.people[self.people["id"] == trainee], **own)

    def _frames(self) -> dict[str, pd.DataFrame]:
        return {"submissions": self.submissions, "marks": self.marks, "advice": self.advice}


def read_records(cohort: Cohort) -> Records:
    """Everything reports need of a cohort, in three queries."""
    with connect(cohort.db_url) as connection:
        submissions = pd.read_sql(sa.select(stored.submission), connection)
        marks = pd.read_sql(sa.select(stored.mark), connection)
        advice = pd.read_sql(sa.select(stored.advice).order_by(stored.advice.c.rank), connection)
    people = pd.DataFrame([(p.id, p.name or p.id, p.mentor) for p in cohort.roster()], columns=["id", "name", "mentor"])
    submissions = submissions[submissions["trainee"].isin(people["id"])]
    submissions = submissions.assign(reason=submissions["reason"].map(sentence))
    for column in ("what", "why"):
        advice[column] = advice[column].map(sentence)
    released = cohort.modules
    due = {m.slug: released[m.slug].due for m in syllabus().modules if m.slug in released}
    return Records(cohort.title, due, people, submissions, _judged(submissions, marks), advice)


def sentence(stored_message: Any) -> str:
    """A stored message in the reader's language; empty if there is none."""
    return str(Message.model_validate(stored_message)) if stored_message else ""


MARK_COLUMNS = [
    "trainee", "module", "task", "criterion", "title", "judged_by", "competencies", "status",
    "points", "max_points", "share", "uncertainty", "reached", "target", "reason", "grader", "graded_at",
]  # fmt: skip


def _judged(submissions: pd.DataFrame, marks: pd.DataFrame) -> pd.DataFrame:
    """Marks of the latest submissions; a criterion nobody has judged yet gets a row without points."""
    criteria = {module: list(criteria_of(module)) for module in submissions["module"].unique()}
    recorded = {(row["trainee"], row["module"], row["task"], row["criterion"]): row for row in marks.to_dict("records")}
    rows = []
    for trainee, module, status in submissions[["trainee", "module", "status"]].itertuples(index=False):
        if status == Status.FAILED:
            continue
        unjudged = Status.NOT_GRADABLE if status == Status.NOT_GRADABLE else Status.WAITING
        for task, criterion in criteria[module]:
            row = recorded.get((trainee, module, task, criterion.slug), {"status": unjudged})
            rows.append({"trainee": trainee, "module": module, "task": task, **_mark(criterion, row)})
    frame = pd.DataFrame(rows, columns=MARK_COLUMNS)
    return frame.astype({"points": float, "max_points": float, "share": float, "uncertainty": float})


def _mark(criterion: Criterion, row: dict[Any, Any]) -> dict[str, Any]:
    points = row.get("points")
    judged = points is not None and not np.isnan(points)
    reason = Message.model_validate(row["reason"]) if row.get("reason") else None
    reached, target = wording.measures(row.get("reached"), row.get("target"), reason)
    return {
        "criterion": criterion.slug,
        "title": criterion.title,
        "judged_by": str(criterion.judged_by),
        "competencies": criterion.competencies,
        "status": Status(row["status"]),
        "points": points if judged else np.nan,
        "max_points": row.get("max_points", criterion.points),
        "share": points / row["max_points"] if judged else np.nan,
        "uncertainty": row.get("uncertainty") or 0.0,
        "reason": str(reason or ""),
        "grader": row.get("grader") or "",
        "graded_at": row.get("graded_at"),
        "reached": reached,
        "target": target,
    }
