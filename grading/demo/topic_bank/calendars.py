"""Calendars as people of different care fill them in: keeping the rules, nearly so, or by what is loudest."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from simulations.projects.topic_bank import Case
from simulations.projects.topic_bank.answer import DAYS, PILLARS
from simulations.projects.topic_bank.worth import MADE_FOR, worths

PATTERN = (0, 1, 1, 2, 3, 3, 4, 5, 5, 6)
LOOSE = ("gongzhonghao", "xiaohongshu", "shipinhao")
Slots = list[dict[str, str]]


def week(case: Case, bank: Sequence[str], how: str) -> Slots:
    """Ten slots: `kept`, `near` (the account sends twice on Tuesday), `loose` or `piled`.

    Loose is the order of the bank on platforms in turn, piled all on the account on Monday.
    """
    if how in ("kept", "near"):
        worth = worths(case)
        ordered = sorted(bank, key=lambda id: -worth[id])
        kept = _kept(case, ordered) or week(case, bank, "loose")
        return [{**slot, "platform": LOOSE[0]} if slot["day"] == "tue" and how == "near" else slot for slot in kept]
    topics = [bank[place % len(bank)] for place in range(len(PATTERN))]
    if how == "piled":
        return [{"day": "mon", "platform": "gongzhonghao", "topic": id} for id in topics[:8]]
    return [
        {"day": DAYS[day], "platform": LOOSE[place % 3], "topic": id}
        for place, (day, id) in enumerate(zip(PATTERN, topics, strict=True))
    ]


def _kept(case: Case, ordered: Sequence[str]) -> Slots:
    """A week that breaks no rule, of the topics that stand first; empty where there is none."""
    by_pillar = {pillar: [id for id in ordered if case.topics[id].pillar == pillar] for pillar in PILLARS}
    dated = {(case.dates[case.topics[id].hook].day - case.monday).days: id for id in by_pillar["date"]}
    slots: Slots = []
    for place, pillar in enumerate(_pillars({p: len(ids) for p, ids in by_pillar.items()}, frozenset(dated))):
        day = PATTERN[place]
        id = dated.pop(day) if pillar == "date" else by_pillar[pillar].pop(0)
        platform = MADE_FOR[case.topics[id].form]
        sent = any(slot["day"] == DAYS[day] and slot["platform"] == "gongzhonghao" for slot in slots)
        slots.append({"day": DAYS[day], "platform": "xiaohongshu" if sent and platform == LOOSE[0] else platform})
        slots[-1]["topic"] = id
    return slots


def _pillars(there: Mapping[str, int], dated: frozenset[int]) -> tuple[str, ...]:
    """A pillar a slot, none twice in a row, no more of each than there is; empty where that cannot be."""
    most = {"method": there["method"], "story": there["story"], "tool": min(there["tool"], 2), "date": len(dated)}

    @cache
    def rest(
        place: int, before: str, method: int, story: int, tool: int, used: frozenset[int]
    ) -> tuple[str, ...] | None:
        if place == len(PATTERN):
            return ()
        left = {"date": PATTERN[place] in dated - used, "method": method, "story": story, "tool": tool}
        for pillar in sorted(left, key=lambda name: (name != "date", -left[name])):
            if not left[pillar] or pillar == before:
                continue
            spent = [left[name] - (name == pillar) for name in ("method", "story", "tool")]
            then = rest(place + 1, pillar, *spent, used | ({PATTERN[place]} if pillar == "date" else set()))
            if then is not None:
                return (pillar, *then)
        return None

    return rest(0, "", most["method"], most["story"], most["tool"], frozenset()) or ()


def month(case: Case, calendar: Slots, how: str, focus: Sequence[str]) -> list[dict[str, Any]]:
    """Four weeks: `right`, `near` (dates forgotten) or `flat` (the same four quarters)."""
    counts = Counter(case.topics[slot["topic"]].pillar for slot in calendar)
    weeks = []
    for number in range(1, 5):
        dated = how == "right" and any(case.week_of(id) == number for id in case.dates)
        shares = (
            {"method": 45, "story": 35, "tool": 10, "date": 10} if dated else {"method": 50, "story": 40, "tool": 10}
        )
        if how == "flat":
            shares = dict.fromkeys(PILLARS, 25)
        elif how == "right" and number == 1:
            shares = {pillar: round(100 * counts[pillar] / len(calendar)) for pillar in PILLARS}
        weeks.append(
            {"week": number, **{p: shares.get(p, 0) for p in PILLARS}, "focus": focus[(number - 1) % len(focus)]}
        )
    return weeks
