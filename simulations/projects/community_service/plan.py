"""What follows from an answer: a decision a message, who is there when, what the machine answers.

Beside it two plans to compare with: a decent colleague's and that of somebody who has done it for years.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulations.projects.community_service.answer import Decision, Service, Shift
from simulations.projects.community_service.autoreply import HIT, MISFIRE, replay, subjects
from simulations.projects.community_service.case import OPENS, Case
from simulations.projects.community_service.triage import best, decisions
from simulations.world.draws import Floats

HOURS, MOST_DESK_HOURS = 24, 9
COLLEAGUE_LEAVES = 18


@dataclass(frozen=True)
class Plan:
    """What follows from an answer: a decision a message, who is there when, what the machine answers.

    Attributes
    ----------
    settled, misfired : frozenset of str
        Ids of messages the auto-reply answers, and of troubles it answers cheerfully.
    covered : frozenset of str
        Matters that the handbook has an entry for.
    """

    chosen: Mapping[str, Decision]
    priority: str
    shifts: tuple[Shift, ...]
    wakes: frozenset[str]
    settled: frozenset[str]
    misfired: frozenset[str]
    covered: frozenset[str]


def read_answer(answer: Service, case: Case) -> Plan:
    """The plan that follows from an answer."""
    entries = subjects(answer.faq, case)
    settled: set[str] = set()
    misfired: set[str] = set()
    for message in case.messages:
        if message.channel == "private":
            value = replay(answer.auto, entries, message.matter, message.text).worth
            (settled if value == HIT else misfired if value == MISFIRE else set()).add(message.id)
    return Plan(
        chosen=decisions(answer),
        priority=answer.priority,
        shifts=answer.shifts,
        wakes=frozenset(answer.wakes),
        settled=frozenset(settled),
        misfired=frozenset(misfired),
        covered=frozenset(entries) - {""},
    )


def colleague() -> Plan:
    """A decent colleague: trusts the bins, two at the desk nine to six, first come first served, nobody on call."""
    rules = {
        "B1": ("none", "hide"),
        "B2": ("now", "service"),
        "B3": ("h2", "answer"),
        "B4": ("h2", "answer"),
        "B5": ("h24", "answer"),
        "B6": ("h24", "answer"),
    }
    chosen = {bin: Decision.model_validate({"urgency": u, "route": r}) for bin, (u, r) in rules.items()}
    shifts = (Shift(who="me", start=9, end=18, mode="desk"), Shift(who="colleague", start=9, end=18, mode="desk"))
    nothing: frozenset[str] = frozenset()
    return Plan(chosen, "arrival", shifts, nothing, nothing, nothing, nothing)


def senior(case: Case) -> Plan:
    """Somebody who has done it for years: reads every message, is there in the evening, is woken for what spreads."""
    asked = {matter.slug for matter in case.of_group("question", "fixed")}
    answered = frozenset(
        m.id for m in case.messages
        if m.channel == "private" and m.matter.slug in asked and any(key in m.text for key in m.matter.keys)
    )  # fmt: skip
    shifts = (
        Shift(who="colleague", start=9, end=18, mode="desk"),
        Shift(who="me", start=13, end=22, mode="desk"),
        Shift(who="me", start=22, end=24, mode="call"),
        Shift(who="me", start=0, end=9, mode="call"),
    )
    chosen = {message.id: best(message) for message in case.messages}
    wakes = frozenset({"outage", "leak", "rumour", "lost"})
    return Plan(chosen, "urgency", shifts, wakes, answered, frozenset(), frozenset(asked))


def duty(shifts: tuple[Shift, ...]) -> tuple[Floats, Floats]:
    """Hands at the desk and telephones on call in each hour from 9:00 on, shape (24,) each.

    Nobody works more than nine hours at the desk, and the colleague leaves at 18:00; what is more is not there.
    """
    there = {who: {"desk": np.zeros(HOURS), "call": np.zeros(HOURS)} for who in ("me", "colleague")}
    for shift in shifts:
        for clock in range(shift.start, shift.end):
            there[shift.who][shift.mode][(clock - OPENS) % HOURS] = 1
    there["colleague"]["desk"][COLLEAGUE_LEAVES - OPENS :] = 0
    for hours in there.values():
        hours["desk"] *= np.cumsum(hours["desk"]) <= MOST_DESK_HOURS
        hours["call"] *= 1 - hours["desk"]
    return sum(h["desk"] for h in there.values()), sum(h["call"] for h in there.values())  # type: ignore[return-value]
