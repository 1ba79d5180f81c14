"""The placement test: whether somebody already knows a tier, so that the next tier's modules open at once.

Twelve situations a tier, each with four things one could do. An option is worth between 0 (does harm) and 1 (what a
good senior would do). The test gives no points and no marks, so its key may lie in the package.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from curriculum.choices import Placement
from curriculum.syllabus import Tier, syllabus
from simulations.identity import variant_rng
from simulations.reading import read_yaml
from simulations.world.rulebook.rules import Rule, rule

FOLDER = Path(__file__).parent
TIERS = ("basic", "advanced")
PASS_SHARE = 0.75
RETAKE_AFTER = timedelta(hours=24)
STRICT = "compliance"  # the competency in which one harmful answer is one too many
OPTIONS = 4


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(_Part):
    """Something one could do, what it is worth, and why."""

    text: str = Field(min_length=1)
    worth: float = Field(ge=0, le=1)
    why: str = Field(min_length=1)


class Table(_Part):
    """Figures that belong to a situation."""

    head: tuple[str, ...] = Field(min_length=2)
    rows: tuple[tuple[str, ...], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rows_fit(self) -> "Table":
        for row in self.rows:
            if len(row) != len(self.head):
                raise ValueError(f"row {row} has {len(row)} cells, the head has {len(self.head)}")
        return self


class Source(_Part):
    """The rules of the rulebook that a question rests on, and the day it was checked against them."""

    rules: tuple[str, ...] = Field(min_length=1)
    as_of: date

    @property
    def found(self) -> tuple[Rule, ...]:
        return tuple(rule(slug) for slug in self.rules)


class Question(_Part):
    """A situation at work and four things one could do.

    Attributes
    ----------
    competency : str
        A competency of the syllabus.
    situation : str
        Lines of plain text.
    source : Source or None
        Where law or a platform's rule decides.
    """

    slug: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    competency: str
    title: str = Field(min_length=1)
    situation: str = Field(min_length=1)
    table: Table | None = None
    ask: str = Field(min_length=1)
    options: tuple[Option, ...] = Field(min_length=OPTIONS, max_length=OPTIONS)
    source: Source | None = None

    @model_validator(mode="after")
    def _can_be_judged(self) -> "Question":
        if self.competency not in syllabus().competencies:
            raise ValueError(f"{self.slug}: unknown competency {self.competency!r}")
        if [option.worth for option in self.options].count(1.0) != 1:
            raise ValueError(f"{self.slug}: exactly one option must be worth 1")
        return self

    @property
    def best(self) -> Option:
        return next(option for option in self.options if option.worth == 1)


@dataclass(frozen=True)
class Verdict:
    """A question and what was chosen; None where nothing was."""

    question: Question
    chosen: Option | None

    @property
    def worth(self) -> float:
        return self.chosen.worth if self.chosen else 0.0

    @property
    def harmful(self) -> bool:
        """Whether something was chosen that does harm in the competency that bears none."""
        return self.question.competency == STRICT and self.chosen is not None and self.chosen.worth == 0


@dataclass(frozen=True)
class Result:
    """A test that was judged."""

    tier: str
    verdicts: tuple[Verdict, ...]

    @property
    def share(self) -> float:
        """Mean worth, 0-1; a question without an answer counts 0."""
        return _mean(self.verdicts)

    @property
    def harmful(self) -> tuple[Verdict, ...]:
        """Harmful answers that keep anybody from passing."""
        return tuple(verdict for verdict in self.verdicts if verdict.harmful)

    @property
    def passed(self) -> bool:
        return self.share >= PASS_SHARE and not self.harmful

    @property
    def by_competency(self) -> dict[str, float]:
        """Mean worth in each competency that was asked for, in the syllabus's order."""
        own = {
            slug: [verdict for verdict in self.verdicts if verdict.question.competency == slug]
            for slug in syllabus().competencies
        }
        return {slug: _mean(verdicts) for slug, verdicts in own.items() if verdicts}


def _mean(verdicts: list[Verdict] | tuple[Verdict, ...]) -> float:
    return round(sum(verdict.worth for verdict in verdicts) / len(verdicts), 6)


@cache
def questions(tier: str) -> tuple[Question, ...]:
    """The questions of a tier's test in order.

    Raises
    ------
    KeyError
        If the tier has no test; names those that have.
    """
    if tier not in TIERS:
        raise KeyError(f"tier {tier!r} has no placement test; there are: {', '.join(TIERS)}")
    return tuple(Question.model_validate(row) for row in read_yaml(FOLDER / f"{tier}.yaml"))


def opened_by(tier: str) -> Tier:
    """The tier whose modules open when the test of `tier` is passed: the next one of the syllabus."""
    tiers = syllabus().tiers
    return tiers[[one.slug for one in tiers].index(tier) + 1]


def shuffled(question: Question, variant: str) -> tuple[int, ...]:
    """The order in which a trainee sees the options, as places in `question.options`; the same at every look."""
    return tuple(int(place) for place in variant_rng(variant, f"placement/{question.slug}").permutation(OPTIONS))


def judge(tier: str, answers: Mapping[str, int]) -> Result:
    """Judge a test.

    Parameters
    ----------
    tier : str
    answers : mapping of str to int
        Place of the chosen option in `Question.options` by the question's slug; what is left out counts 0.

    Raises
    ------
    KeyError
        If the tier has no test, or an answer is to a question that it does not ask.
    ValueError
        If there is no option at that place.
    """
    asked = {question.slug: question for question in questions(tier)}
    for slug, place in answers.items():
        if slug not in asked:
            raise KeyError(f"the test of {tier} has no question {slug!r}")
        if not 0 <= place < OPTIONS:
            raise ValueError(f"{slug}: there is no option {place}; places go from 0 to {OPTIONS - 1}")
    verdicts = (
        Verdict(question, question.options[answers[slug]] if slug in answers else None)
        for slug, question in asked.items()
    )
    return Result(tier, tuple(verdicts))


def next_try(placement: Placement) -> datetime:
    """When the test may be taken again: its reasons were shown, and a day lets them fade."""
    return placement.at + RETAKE_AFTER
