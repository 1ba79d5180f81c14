"""Auto-replies by keyword: rules in order replayed against messages, those of the day and those nobody has seen."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from simulations.projects.community_service.answer import AutoRule, Question
from simulations.projects.community_service.case import Case, sorted_into
from simulations.projects.community_service.matters import Matter
from simulations.world.draws import Worlds
from simulations.written import fill

HIT, HANDED, NOTHING, QUEUED, WRONG, MISFIRE = 1.0, 0.5, 0.0, -0.25, -1.0, -3.0
"""Worth of one message: answered; a trouble handed to a person at once; left for a person; a question sent into the
queue for a person; answered beside the point; a trouble answered cheerfully (assumption; a wrong answer to a complaint
makes a second one)."""
TROUBLE = ("complaint", "rumour")
SHARES = {"question": 1.0, "fixed": 1.0, "need": 0.5, "complaint": 0.7, "wish": 0.2, "other": 0.5}  # of the unseen day
ADVERTISING = "B1"  # the bin whose messages never reach the auto-reply
UNSEEN_WORLDS = 20


@dataclass(frozen=True)
class Replayed:
    """What the rules did with one message: the rule's place (None for none), its worth, and the most there was."""

    text: str
    matter: Matter
    rule: int | None
    worth: float
    most: float


def first_match(rules: Sequence[AutoRule], text: str) -> int | None:
    """The place of the first rule that matches; case and spaces at the ends do not count."""
    said = text.strip().casefold()
    for place, rule in enumerate(rules):
        keyword = rule.keyword.casefold()
        if keyword and (said == keyword if rule.match == "exact" else keyword in said):
            return place
    return None


def subjects(faq: Sequence[Question], case: Case) -> tuple[str, ...]:
    """Of each entry of the handbook, the matter that most of the messages it covers are about; empty for none."""
    found = []
    for entry in faq:
        slugs = Counter(case.by_id[id].matter.slug for id in set(entry.covers) if id in case.by_id)
        slug, count = slugs.most_common(1)[0] if slugs else ("", 0)
        found.append(slug if 2 * count > len(set(entry.covers)) else "")
    return tuple(found)


def replay(rules: Sequence[AutoRule], entries: Sequence[str], matter: Matter, text: str) -> Replayed:
    """What the rules do with one private message.

    Parameters
    ----------
    entries : sequence of str
        The matter of each entry of the handbook.
    """
    askable = matter.group in ("question", "fixed")
    most = HIT if askable else HANDED if matter.group in TROUBLE else 0.0
    place = first_match(rules, text)
    if place is None:
        return Replayed(text, matter, None, NOTHING, most)
    reply = rules[place].reply
    if reply == "human":
        value = HANDED if matter.group in TROUBLE else QUEUED if askable else NOTHING
    else:
        number = int(reply[1:]) - 1
        told = entries[number] if number < len(entries) else ""
        value = HIT if askable and told == matter.slug else MISFIRE if matter.group in TROUBLE else WRONG
    return Replayed(text, matter, place, value, most)


def seen(case: Case) -> list[tuple[Matter, str]]:
    """The day's private messages; a comment gets no auto-reply."""
    return [(message.matter, message.text) for message in case.messages if message.channel == "private"]


def unseen(case: Case) -> list[tuple[Matter, str]]:
    """What people may write tomorrow about the same matters, in words that were not in today's messages."""
    today = {message.text for message in case.messages}
    found = []
    for matter in case.active:
        for written in matter.texts if matter.group in SHARES and matter.comment < 1 else ():
            text = fill(written, case.slots)
            if text not in today and sorted_into(text, "private") != ADVERTISING:
                found.append((matter, text))
    return found


def tomorrow(case: Case, worlds: Worlds) -> list[float]:
    """How much of each unseen message comes, over many days that only grading knows."""
    pool = unseen(case)
    u = Worlds(worlds.seed, UNSEEN_WORLDS).uniforms("auto", "unseen", len(pool))
    shares = np.array([SHARES[matter.group] for matter, _text in pool])
    return list((shares * -np.log(u)).mean(axis=0))


def value(replayed: Iterable[Replayed], weights: Iterable[float]) -> float:
    """Worth of a replay as a share of the most there was."""
    worth = most = 0.0
    for one, share in zip(replayed, weights, strict=True):
        worth, most = worth + share * one.worth, most + share * one.most
    return worth / most
