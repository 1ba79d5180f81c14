"""Handbook and the week's report: which messages an entry covers, whether its answer holds today, who is in need."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from simulations.judging import by_evidence, detection
from simulations.projects.community_service.answer import Need, Question
from simulations.projects.community_service.autoreply import subjects
from simulations.projects.community_service.case import Case
from simulations.projects.community_service.matters import Matter
from simulations.projects.community_service.replies import stated

COVERED, RIGHT = 0.55, 0.45  # of an entry: the messages it covers, the fact in its answer
BESIDE = 0.06  # of all points that an entry about nothing people ask costs


@dataclass(frozen=True)
class Entry:
    """How one question people ask fared: its share, whether somebody wrote it up, whether the answer is today's."""

    matter: Matter
    share: float
    written: bool
    holds: bool
    stale: bool
    missed: tuple[str, ...]


def entries(faq: Sequence[Question], case: Case) -> list[Entry]:
    """Every question that people ask, and how the best entry about it serves them."""
    about = subjects(faq, case)
    found = []
    for matter in case.of_group("question", "fixed"):
        tried = [_entry(case, matter, entry) for entry, slug in zip(faq, about, strict=True) if slug == matter.slug]
        nobody = Entry(matter, 0.0, written=False, holds=False, stale=False, missed=case.ids_of(matter.slug))
        found.append(max(tried, key=lambda one: one.share, default=nobody))
    return found


def _entry(case: Case, matter: Matter, entry: Question) -> Entry:
    compared = detection(entry.covers, case.ids_of(matter.slug))
    stale = matter.fact in case.stale and bool(re.search(stated(matter.fact, case.stale, matter.unit), entry.answer))
    holds = bool(re.search(stated(matter.fact, case.slots, matter.unit), entry.answer)) and not stale
    share = COVERED * compared.share + RIGHT * holds
    return Entry(matter, share, True, holds, stale, compared.missed)


def beside(faq: Sequence[Question], case: Case) -> int:
    """Entries about nothing that belongs in a handbook: troubles, wishes, or a scatter of messages."""
    asked = {matter.slug for matter in case.of_group("question", "fixed")}
    return sum(slug not in asked for slug in subjects(faq, case))


def coverage(faq: Sequence[Question], case: Case) -> float:
    """Share of the points for the handbook, by how many ask each question."""
    rows = entries(faq, case)
    asked = sum(len(case.ids_of(row.matter.slug)) for row in rows)
    served = sum(len(case.ids_of(row.matter.slug)) * row.share for row in rows)
    return max(served / asked - BESIDE * beside(faq, case), 0.0)


EVIDENCE, PEOPLE, DEPARTMENT = 0.5, 0.25, 0.25
DECOY = 0.25  # of a need's worth that a false one costs


@dataclass(frozen=True)
class Reported:
    """A reported need: the matter it is about, its share, and what is off."""

    number: int
    matter: Matter | None
    share: float
    people: int
    cited: int


def reported(needs: Sequence[Need], case: Case) -> list[Reported]:
    """What each reported need is about and how well it is backed; a matter counts once."""
    rows, taken = [], set()
    for number, need in enumerate(needs, start=1):
        cited = [case.by_id[id].matter for id in dict.fromkeys(need.evidence) if id in case.by_id]
        slugs = Counter(matter.slug for matter in cited).most_common(1)
        matter = next((one for one in cited if slugs and one.slug == slugs[0][0]), None)
        if matter is None or matter.group != "need" or matter.slug in taken:
            rows.append(Reported(number, matter, -DECOY, 0, len(cited)))
            continue
        taken.add(matter.slug)
        ids, people = case.ids_of(matter.slug), case.people_of(matter.slug)
        off = abs(need.people - people)
        allowed = {matter.department, "product"} if matter.department == "tech" else {matter.department}
        share = EVIDENCE * by_evidence(need.evidence, ids, enough=len(ids))
        share += PEOPLE * max(1 - off / 2, 0.0) + DEPARTMENT * (need.department in allowed)
        rows.append(Reported(number, matter, share, people, len(cited)))
    return rows


def usefulness(needs: Sequence[Need], case: Case) -> float:
    """Share of the points for the report's evidence."""
    there = len(case.of_group("need"))
    return max(sum(row.share for row in reported(needs, case)) / there, 0.0)
