"""A written hand-in: what somebody of a certain skill hands in, and why a senior ranks it where it stands."""

from typing import Any

from pydantic import BaseModel, ConfigDict


class MentorMark(BaseModel):
    """What the mentor gives for one criterion."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    points: float
    comment: str


class HandIn(BaseModel):
    """One written hand-in.

    Attributes
    ----------
    rank : int or None
        A senior's order, 1 best; a broken one has none.
    brand : str
        The brand it was written for; empty where it fits any.
    trials : tuple of dict
        Forecasts of trial publications: `low`, `high`.
    answer : dict
        Fields, as far as they do not follow from the trainee's material.
    broken : str or None
        `notebook` or `invalid_answer`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    module: str
    name: str
    level: str
    rank: int | None
    why: str
    brand: str = ""
    minutes_spent: float
    trials: tuple[dict[str, int], ...] = ()
    answer: dict[str, Any]
    mentor: dict[str, MentorMark] = {}
    broken: str | None = None
