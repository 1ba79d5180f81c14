"""The contract: a task has an answer (data), criteria (points) and a score with reasons."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import expm1
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from simulations.identity import Context
from simulations.language import Message, language, message
from simulations.reading import read_yaml

READS = message("reads")


class JudgedBy(StrEnum):
    """Who gives a criterion's points: the simulated world, a key made for the variant, or a mentor."""

    WORLD = "world"
    KEY = "key"
    MENTOR = "mentor"


class Level(BaseModel):
    """One anchor of a rubric: the share of the points, what it looks like, and an example."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    share: float = Field(ge=0, le=1)
    text: str
    example: str


class Criterion(BaseModel):
    """What is judged, for how many points, by whom, and which competencies it is evidence for."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    slug: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title_zh: str
    title_en: str
    points: float = Field(gt=0)
    competencies: tuple[str, ...] = Field(min_length=1)
    judged_by: JudgedBy
    about: str
    anchors: tuple[Level, ...] = ()

    @property
    def title(self) -> str:
        return self.title_en if language() == "en" else self.title_zh


class Answer(BaseModel):
    """A trainee's whole answer to a task, as data. Subclasses declare the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Mark(BaseModel):
    """Points for one criterion, and why.

    `points` is None while a mentor's judgement is missing or where the answer cannot be graded. `uncertainty` is the
    standard error in points; `reached` and `target` are the same quantity in the unit the reason speaks of.
    """

    model_config = ConfigDict(frozen=True)
    criterion: str
    points: float | None
    max_points: float
    reason: Message
    uncertainty: float = 0.0
    reached: float | None = None
    target: float | None = None


class Score(BaseModel):
    """What a task's world and key say of an answer; mentor's criteria are not in it."""

    model_config = ConfigDict(frozen=True)
    task: str
    variant: str
    marks: tuple[Mark, ...]

    @property
    def points(self) -> float:
        return sum(mark.points or 0.0 for mark in self.marks)

    def mark(self, criterion: str) -> Mark:
        return next(mark for mark in self.marks if mark.criterion == criterion)


class Finding(BaseModel):
    """One thing a check found: which field, how grave, what, and the words it points at."""

    model_config = ConfigDict(frozen=True)
    field: str
    grave: bool
    what: Message
    excerpt: str = ""


class Advice(BaseModel):
    """One sentence of the coach: what to change and what it would have been worth.

    `effect` is the mean log ratio of the task's `figure` (0.1: about +10%), `low` and `high` its 95% interval.
    """

    model_config = ConfigDict(frozen=True)
    lever: str
    what: Message
    why: Message
    effect: float
    low: float
    high: float

    def worth(self, figure: Message) -> Message:
        """What to change, and what that would have done to a figure."""
        values = {"effect": expm1(self.effect), "low": expm1(self.low), "high": expm1(self.high)}
        return message(
            "{what}: {figure} {effect:+.0%} (95% interval {low:+.0%} to {high:+.0%})",
            what=self.what,
            figure=figure,
            **values,
        )

    def sentence(self, figure: Message) -> Message:
        """What to change, what it would have been worth, and the practitioner's reason."""
        return message("{worth}. {why}", worth=self.worth(figure), why=self.why)


@dataclass(frozen=True)
class Task:
    """A task as the rest of the house sees it.

    Attributes
    ----------
    slug : str
        Also the prefix of nbgrader's `grade_id`: `<task>__<criterion>`.
    Answer : type
        The pydantic model of the whole answer.
    criteria : tuple of Criterion
        Points live here and nowhere else.
    labels : mapping
        What each field of the answer is called on screen, in forms and in messages.
    brief : callable
        `brief(context)`: everything the trainee sees before deciding.
    check : callable
        `check(answer, context)`: findings that help before handing in; never the key.
    score : callable
        `score(answer, context)`: marks of all criteria judged by world or key.
    page : callable
        `page(answer, context)`: the answer as sanitised HTML for a mentor.
    try_out : callable, optional
        `try_out(answer, context, number)`: the outcome of trial number `number` in a public practice world, 0 for the
        publication itself. An outcome with a `post` and its `worlds` appears on the trainee's account.
    coach : callable, optional
        `coach(answer, context)`: advice, most valuable first; for what is played in the world.
    figure : Message
        What the coach's effects are effects on.
    sister : callable, optional
        `sister(context)`: the context of the sister brief, on which the coach may speak before submission.
    minutes : int, optional
        Time allowed, for a task against the clock.
    sitting_of : str, optional
        The task that this one is another sitting of, on other material; form and criteria are that one's.
    """

    slug: str
    Answer: type[Answer]
    criteria: tuple[Criterion, ...]
    labels: Mapping[str, Message]
    brief: Callable[[Context], Any]
    check: Callable[[Any, Context], list[Finding]]
    score: Callable[[Any, Context], Score]
    page: Callable[[Any, Context], str]
    try_out: Callable[[Any, Context, int], Any] | None = None
    coach: Callable[[Any, Context], list[Advice]] | None = None
    figure: Message = READS
    sister: Callable[[Context], Context] | None = None
    minutes: int | None = None
    sitting_of: str | None = None

    @property
    def max_points(self) -> float:
        return sum(criterion.points for criterion in self.criteria)

    def criterion(self, slug: str) -> Criterion:
        return next(criterion for criterion in self.criteria if criterion.slug == slug)

    def judged_by(self, *judges: JudgedBy) -> tuple[Criterion, ...]:
        return tuple(criterion for criterion in self.criteria if criterion.judged_by in judges)


def load_criteria(path: Path) -> tuple[Criterion, ...]:
    """Criteria of a task from its YAML file (Chinese data)."""
    return tuple(Criterion.model_validate(row) for row in read_yaml(path))
