"""Where everybody stands with a module, and who needs help first."""

import math
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import pandas as pd

from curriculum.answers import WorkLog
from grading.records import tables as stored
from grading.reports import wording
from grading.reports.tables import Records
from simulations.language import _

PASS_SHARE = 0.6  # 及格线: sixty of a hundred, as everywhere in China
WEAK_SHARE = 0.8  # a criterion above this is no weakness, be it somebody's lowest
MINUTES_ALLOWED = WorkLog().minutes_allowed
Row = Mapping[Any, Any]


class Status(StrEnum):
    """Where somebody stands with a module."""

    GRADED = "graded"
    WAITING = "waiting"
    NOT_GRADABLE = "not_gradable"
    FAILED = "failed"
    MISSING = "missing"


BROKEN = (Status.FAILED, Status.NOT_GRADABLE)


def status_name(status: Status) -> str:
    """A status in the reader's language."""
    return {
        Status.GRADED: _("graded"),
        Status.WAITING: _("waits for the mentor"),
        Status.NOT_GRADABLE: _("not gradable"),
        Status.FAILED: _("grading failed"),
        Status.MISSING: _("not handed in"),
    }[status]


def standing(records: Records, module: str, now: datetime | None = None) -> pd.DataFrame:
    """One row a person of the roster, in the roster's order.

    Returns
    -------
    DataFrame
        trainee, name, mentor, status, number (of the hand-in, 0: none), handed_in_at, minutes, points and max_points
        (of what has been judged), full_points, uncertainty (in points), share (NaN: nothing judged), waiting
        (criteria), weakest (titles, at most two), late, over (timedelta or None), overdue, note (what was remarked on
        the hand-in), reason (why somebody stands there, one line), needs_help, need (the higher the more urgent).
    """
    now = now or datetime.now(UTC)
    due = records.due.get(module)
    due = wording.aware(due) if due else None
    submissions = {row["trainee"]: row for row in _of(records.submissions, module)}
    marks: dict[str, list[Row]] = {}
    for mark in _of(records.marks, module):
        marks.setdefault(mark["trainee"], []).append(mark)
    rows = []
    for person in records.people.to_dict("records"):
        row = {"trainee": person["id"], "name": person["name"], "mentor": person["mentor"]}
        own = marks.get(person["id"], [])
        row |= _sums(own) | _times(submissions.get(person["id"]), due, now)
        row["status"] = _status(submissions.get(person["id"]), row["waiting"])
        row["reason"] = _reason(row, own, due, now)
        row["needs_help"] = row["status"] in BROKEN or row["overdue"] or row["share"] < PASS_SHARE
        row["need"] = _need(row)
        rows.append(row)
    return pd.DataFrame(rows)


def by_need(standings: pd.DataFrame) -> pd.DataFrame:
    """Those who need help, the most urgent first."""
    return standings[standings["needs_help"]].sort_values("need", ascending=False, kind="stable")


def weakest(marks: Iterable[Row], most: int = 2) -> list[Row]:
    """The criteria to work on first: the lowest share, then the most points lost."""
    weak = [mark for mark in marks if mark["share"] < WEAK_SHARE]
    return sorted(weak, key=lambda mark: (mark["share"], mark["points"] - mark["max_points"]))[:most]


def is_open(status: stored.Status) -> bool:
    """Whether a mentor has still to judge, or to look again because the work was handed in anew."""
    return status in (stored.Status.WAITING, stored.Status.REVIEW)


def _of(frame: pd.DataFrame, module: str) -> list[Row]:
    return list(frame[frame["module"] == module].to_dict("records"))


def _sums(marks: list[Row]) -> dict[str, Any]:
    judged = [mark for mark in marks if math.isfinite(mark["points"])]
    points, most = (math.fsum(mark[name] for mark in judged) for name in ("points", "max_points"))
    return {
        "points": points if judged else math.nan,
        "max_points": most,
        "full_points": math.fsum(mark["max_points"] for mark in marks),
        "uncertainty": math.hypot(*(mark["uncertainty"] for mark in judged)),
        "share": points / most if judged else math.nan,
        "waiting": sum(is_open(mark["status"]) for mark in marks),
        "weakest": tuple(mark["title"] for mark in weakest(marks)),
    }


def _times(submission: Row | None, due: datetime | None, now: datetime) -> dict[str, Any]:
    if submission is None:
        overdue = due is not None and now > due
        none = {"number": 0, "handed_in_at": None, "minutes": math.nan, "late": None, "over": None, "note": ""}
        return none | {"overdue": overdue}
    when, spent = submission["handed_in_at"], submission["minutes_spent"]
    late = wording.aware(when) - due if due and pd.notna(when) else timedelta()
    over: timedelta = timedelta(minutes=float(spent) - MINUTES_ALLOWED) if pd.notna(spent) else timedelta()
    return {
        "number": submission["number"],
        "handed_in_at": when,
        "minutes": spent if pd.notna(spent) else math.nan,
        "late": late if late > timedelta() else None,
        "over": over if over > timedelta() else None,
        "overdue": False,
        "note": submission["reason"],
    }


def _status(submission: Row | None, waiting: int) -> Status:
    if submission is None:
        return Status.MISSING
    if submission["status"] in BROKEN:
        return Status(submission["status"])
    return Status.WAITING if waiting else Status.GRADED


def _need(row: Row) -> float:
    """What nobody can repair alone comes first, then who is not heard of, then the lowest share."""
    if row["status"] in BROKEN:
        return 3.0
    if row["overdue"]:
        return 2.0
    return 0.0 if math.isnan(row["share"]) else 1.0 - float(row["share"])


def _reason(row: Row, marks: list[Row], due: datetime | None, now: datetime) -> str:
    if row["status"] in BROKEN:
        return str(row["note"])
    if row["status"] is Status.MISSING:
        if due is None:
            return _("Not handed in; no date is set.")
        said = _("Not handed in; was due {span} ago.") if now > due else _("Not handed in; due in {span}.")
        return said.format(span=wording.duration(abs(now - due)))
    for mark in weakest(marks, 1):
        points, most = wording.points(mark["points"]), wording.points(mark["max_points"])
        said = _("{criterion} {points}/{most}: {reason}")
        return said.format(criterion=mark["title"], points=points, most=most, reason=mark["reason"])
    return ""
