"""Segments by rule: who fits, what is said there, and whether people get what they want."""

import re
from collections.abc import Iterable, Sequence
from typing import get_args

from simulations.judging import by_evidence
from simulations.projects.segments_and_communities.answer import Column, Condition, Month, Part
from simulations.projects.segments_and_communities.case import Case
from simulations.projects.segments_and_communities.people import Fork, User, material

WORDS = ("city", "source", "group")
SAME_COUNT = 2  # people by which a size may be off
ENOUGH_EVIDENCE = 3


def words_of(column: str) -> tuple[str, ...]:
    """What may stand in a column of words; none for a column of numbers."""
    text = material()
    known = {
        "city": text["cities"],
        "source": [*text["sources"], text["test"]["source"]],
        "group": list(text["groups"].values()),
    }
    return tuple(known.get(column, ()))


def value_of(user: User, column: Column) -> str | int | None:
    """What stands in a column for somebody."""
    if column == "group":
        return str(material()["groups"][user.group])
    value: str | int | None = getattr(user, column)
    return value


def number_in(text: str) -> float | None:
    """The number that a condition names."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(?:天|篇|单|元)?\s*", text)
    return float(found[1]) if found else None


def sense_of(condition: Condition) -> bool:
    """Whether a condition can be read: words of the column with "is", a number with "at least" and "at most"."""
    if condition.column in WORDS:
        named = _named(condition.value)
        return condition.operator in ("is", "is_not") and bool(named) and set(named) <= set(words_of(condition.column))
    return number_in(condition.value) is not None


def _named(text: str) -> list[str]:
    return [part for part in re.split(r"[、,，;；/\s]+", text) if part]


def holds(condition: Condition, user: User) -> bool:
    """Whether a condition holds for somebody; one that cannot be read holds for nobody."""
    if not sense_of(condition):
        return False
    value = value_of(user, condition.column)
    if condition.column in WORDS:
        return (value in _named(condition.value)) == (condition.operator == "is")
    number = number_in(condition.value)
    if value is None or number is None:
        return False
    figure = float(value)
    return {
        "is": figure == number,
        "is_not": figure != number,
        "at_least": figure >= number,
        "at_most": figure <= number,
    }[condition.operator]


def place_of(conditions: Iterable[Condition], user: User) -> int | None:
    """The first segment, from 0, all of whose conditions hold; None for nobody's.

    A segment without conditions takes everybody left.
    """
    known = tuple(conditions)
    for place, part in enumerate(get_args(Part)):
        if all(holds(condition, user) for condition in known if condition.segment == part):
            return place
    return None


def split(conditions: Sequence[Condition], users: Iterable[User]) -> list[list[User]]:
    """The people of the three segments."""
    parts: list[list[User]] = [[], [], []]
    for user in users:
        place = place_of(conditions, user)
        if place is not None:
            parts[place].append(user)
    return parts


def fitting(parts: Sequence[Sequence[User]], needs: Sequence[str]) -> int:
    """How many get what they want, if everybody in a segment gets what the segment is said to want."""
    return sum(user.wants == need for part, need in zip(parts, needs, strict=True) for user in part)


def one_for_all(case: Case) -> int:
    """How many would get what they want if all got the same, the best there is."""
    wants = [user.wants for user in case.clean]
    return max(wants.count(need) for need in wants)


def as_meant(case: Case) -> int:
    """How many get what they want when the types are told apart as they are."""
    parts = [[user for user in case.clean if user.type == kind] for kind in range(3)]
    return fitting(parts, case.truth.needs)


def gained(answer: Month, case: Case) -> float:
    """Share of what telling them apart gains over one thing for all; may be negative."""
    got = fitting(split(answer.conditions, case.clean), [segment.need for segment in answer.segments])
    least = one_for_all(case)
    return (got - least) / max(as_meant(case) - least, 1)


def sizes_right(answer: Month, case: Case) -> list[bool]:
    """Whether each segment's size is that of its own rule in the clean sample."""
    parts = split(answer.conditions, case.clean)
    return [abs(s.people - len(part)) <= SAME_COUNT for s, part in zip(answer.segments, parts, strict=True)]


def evidence_shares(answer: Month, case: Case) -> list[float]:
    """How well each segment's need is backed: rows of the segment whose survey says so."""
    parts = split(answer.conditions, case.clean)
    return [
        by_evidence(s.evidence, {user.id for user in part if user.need == s.need}, ENOUGH_EVIDENCE)
        for s, part in zip(answer.segments, parts, strict=True)
    ]


def condition_of(part: str, fork: Fork) -> dict[str, str]:
    """A fork as a condition of a segment, as an answer holds it."""
    if fork.words:
        return {"segment": part, "column": fork.column, "operator": "is", "value": "、".join(fork.words)}
    if fork.least is not None:
        return {"segment": part, "column": fork.column, "operator": "at_least", "value": str(fork.least)}
    return {"segment": part, "column": fork.column, "operator": "at_most", "value": str(fork.most)}
