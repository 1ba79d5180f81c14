"""What the demo's trainees hand in, and for which trainee a written article fits.

Material differs by trainee, so a demo trainee's number is looked for until brand (and, for good work, best topic) are
those the article was written from; the numbers in it are slots that the trainee's own case fills.
"""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from simulations.brands import brand_of
from simulations.identity import Context
from simulations.projects.two_hour_post.case import draw_case, shown_row, topic_value
from simulations.reading import read_yaml

FOLDER = Path(__file__).parent
GOOD_RANKS = 4


class MentorMark(BaseModel):
    """What the mentor gives for one criterion."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    points: float
    comment: str


class HandIn(BaseModel):
    """One written hand-in. `rank` is a senior's order, 1 best; a broken one has none."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    level: str
    rank: int | None
    why: str
    brand: str
    minutes_spent: float
    trials: tuple[dict[str, int], ...] = ()
    answer: dict[str, Any]
    mentor: dict[str, MentorMark] = {}
    broken: str | None = None


def hand_ins(module: str) -> list[HandIn]:
    """All hand-ins written for a module, best first, broken ones last."""
    rows = [dict(read_yaml(path)) for path in sorted((FOLDER / module).glob("*.yaml"))]
    written = [HandIn.model_validate({**row, "mentor": row.get("mentor") or {}}) for row in rows]
    return sorted(written, key=lambda hand_in: (hand_in.rank is None, hand_in.rank or 0, hand_in.level))


def somebody_for(hand_in: HandIn, cohort: str, secret: bytes, taken: frozenset[str] = frozenset()) -> Context:
    """The first trainee number of a cohort whose material this hand-in was written from."""
    for number in range(1, 10_000):
        context = Context(cohort, f"2026{number:04d}", secret)
        if context.trainee in taken or brand_of(context) != hand_in.brand:
            continue
        if hand_in.rank is not None and hand_in.rank <= GOOD_RANKS:
            value = topic_value(draw_case(context))
            if max(value, key=lambda slug: value[slug]) != hand_in.answer["topic"]:
                continue
        return context
    raise LookupError(f"no trainee number suits {hand_in.name}")


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields with the numbers and letters of this trainee's material."""
    slots = draw_case(context).slots
    fields = {n: value.format(**slots) if isinstance(value, str) else value for n, value in hand_in.answer.items()}
    facts = {conflict: shown_row(row, slots) for conflict, row in hand_in.answer["facts"].items()}
    return {**fields, "facts": facts}
