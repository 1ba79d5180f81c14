"""Blind marking of a job that is done twice: both sittings of everybody in one pile, without names and dates.

A work's code follows from the cohort's secret, so that nobody reads off it whose it is or which sitting it was, and the
pile lies in the order of the codes. What is marked goes where every mentor's mark goes.
"""

import hashlib
import hmac
import json
from base64 import b32encode
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from curriculum.syllabus import syllabus
from grading.autograde.base import KEY, PAGE
from grading.course.cohort import Cohort
from grading.records import store
from grading.records.mentor import criteria_of
from grading.records.tables import Status
from simulations.task import Criterion, JudgedBy

SHORTEST_CODE = 4  # letters


@dataclass(frozen=True)
class Pair:
    """The two sittings of a job that a cohort has both of: before the lesson and after it, by module."""

    before: str
    after: str

    def other(self, module: str) -> str:
        """The other sitting."""
        return self.after if module == self.before else self.before


@dataclass(frozen=True)
class Work:
    """A hand-in in the pile.

    Attributes
    ----------
    code : str
        All that is shown of whose it is and when it was written.
    open : bool
        Whether a mentor's mark is still missing.
    """

    code: str
    trainee: str
    module: str
    open: bool


@dataclass(frozen=True)
class Pile:
    """What there is to mark blind of a pair; `waiting` hand-ins lie aside until the other sitting is there."""

    pair: Pair
    works: tuple[Work, ...]
    waiting: int

    @property
    def open(self) -> tuple[Work, ...]:
        return tuple(work for work in self.works if work.open)


def pairs(cohort: Cohort) -> tuple[Pair, ...]:
    """The jobs of which the cohort has both sittings."""
    return tuple(
        Pair(module.slug, module.sitting_of)
        for module in syllabus().modules
        if module.sitting_of and {module.slug, module.sitting_of} <= cohort.modules.keys()
    )


def pile(cohort: Cohort, pair: Pair, mentor: str, now: datetime | None = None) -> Pile:
    """The works of a mentor's trainees.

    A hand-in lies aside until the other sitting has been graded or is overdue: a pile of first sittings alone would
    not be blind.
    """
    now = now or datetime.now(UTC)
    graded: dict[tuple[str, str], bool] = {}
    people = [person.id for person in cohort.roster() if person.mentor == mentor]
    with store.connect(cohort.db_url) as connection:
        for trainee in people:
            for module in (pair.before, pair.after):
                marks = store.find_marks(connection, trainee, module).values()
                own = [mark for mark in marks if mark.judged_by == JudgedBy.MENTOR]
                if own and not any(mark.status is Status.NOT_GRADABLE for mark in own):
                    graded[trainee, module] = any(mark.status in (Status.WAITING, Status.REVIEW) for mark in own)
    ready = [
        key for key in graded if (key[0], pair.other(key[1])) in graded or _is_over(cohort, pair.other(key[1]), now)
    ]
    codes = _codes(cohort.secret, ready)
    works = sorted((Work(codes[key], *key, graded[key]) for key in ready), key=lambda work: work.code)
    return Pile(pair, tuple(works), len(graded) - len(ready))


def page_of(cohort: Cohort, work: Work) -> str:
    """The work as the trusted process rendered it, sanitised HTML; nothing else of the graded notebook."""
    path = cohort.autograded(work.trainee, work.module) / f"{work.module}.ipynb"
    cells = json.loads(path.read_bytes())["cells"]  # not by nbformat, whose import a mentor would wait for
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    pages = [output["data"]["text/html"] for output in outputs if output.get("metadata", {}).get(KEY) == PAGE]
    return "".join(text if isinstance(text, str) else "".join(text) for text in pages)


def criteria_for_mentors(module: str) -> tuple[Criterion, ...]:
    """What a mentor judges in a module."""
    return tuple(criterion for _task, criterion in criteria_of(module) if criterion.judged_by is JudgedBy.MENTOR)


def _is_over(cohort: Cohort, module: str, now: datetime) -> bool:
    due = cohort.modules[module].due
    return due is not None and due < now


def _codes(secret: bytes, keys: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """A code for each work, as long as it takes to tell them apart."""
    whole = {key: b32encode(hmac.digest(secret, "\x1f".join(("blind", *key)).encode(), hashlib.sha256)) for key in keys}
    for length in count(SHORTEST_CODE):
        codes = {key: code[:length].decode() for key, code in whole.items()}
        if len(set(codes.values())) == len(codes):
            return codes
    raise AssertionError("unreachable: digests differ")
