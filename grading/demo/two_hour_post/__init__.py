"""Written hand-ins of the two-hour post: articles for one brand, with slots for the numbers of a trainee's case."""

from typing import Any

from grading.demo.written import HandIn
from simulations.brands import brand_of
from simulations.identity import Context
from simulations.projects.two_hour_post.case import draw_case, shown_row, topic_value

GOOD_RANKS = 4


def suits(hand_in: HandIn, context: Context) -> bool:
    """Whether the article was written for this trainee's brand, and good work for the best of their topics."""
    if brand_of(context) != hand_in.brand:
        return False
    if hand_in.rank is None or hand_in.rank > GOOD_RANKS:
        return True
    value = topic_value(draw_case(context))
    return bool(max(value, key=lambda slug: value[slug]) == hand_in.answer["topic"])


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields with the numbers and letters of this trainee's material."""
    slots = draw_case(context).slots
    fields = {n: value.format(**slots) if isinstance(value, str) else value for n, value in hand_in.answer.items()}
    facts = {conflict: shown_row(row, slots) for conflict, row in hand_in.answer["facts"].items()}
    return {**fields, "facts": facts}
