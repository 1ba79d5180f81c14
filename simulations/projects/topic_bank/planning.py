"""Week and month: the rules a calendar keeps, and what the slots are worth."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from simulations.judging import joined, mark
from simulations.language import Message, message
from simulations.projects.topic_bank.answer import DAYS, PILLAR_LABELS, PILLARS, SLOTS, WEEKS, Bank, Slot, Week
from simulations.projects.topic_bank.pool import NONE, Case
from simulations.projects.topic_bank.worth import MADE_FOR, best, slot_worth, value, worths
from simulations.task import Criterion, Mark

BREACH = 0.2  # of the points, each time a rule is broken
BRAND_SHARE = 0.2
LEAST_SHARE = 20
AWAY = 15  # percentage points a week's share may lie from the calendar
TOLD = 4


def in_order(week: Sequence[Slot]) -> list[Slot]:
    """Slots by day; those of one day in the order in which they were written."""
    return sorted(week, key=lambda slot: DAYS.index(slot.day))


def breaches(answer: Bank, case: Case) -> Iterator[Message]:
    """Where the week breaks a rule, in words."""
    week, bank = in_order(answer.week), {row.topic for row in answer.bank}
    for day, count in Counter(slot.day for slot in week if slot.platform == "gongzhonghao").items():
        if count > 1:
            yield message("The WeChat account sends {n} times on one day ({day}).", n=count, day=_day(day))
    for slot in week:
        topic = case.topics[slot.topic]
        if slot.topic not in bank:
            yield message("{topic} stands in the week, but not in the bank.", topic=slot.topic)
        if topic.hook != NONE and (case.dates[topic.hook].day - case.monday).days != DAYS.index(slot.day):
            date = case.dates[topic.hook]
            yield message("{topic} belongs to {name}, {day}.", topic=slot.topic, name=date.name, day=str(date.day))
    for first, second in pairwise(week):
        pillar = case.topics[first.topic].pillar
        if pillar == case.topics[second.topic].pillar:
            yield message(
                "{first} and {second} follow one another and are both {pillar}.",
                first=first.topic,
                second=second.topic,
                pillar=PILLAR_LABELS[pillar],
            )
    brand = sum(case.topics[slot.topic].pillar == "tool" for slot in week)
    if brand > BRAND_SHARE * len(week):
        yield message("{n} of {of} slots are about the product: at most a fifth.", n=brand, of=len(week))
    for id, count in Counter(slot.topic for slot in week).items():
        if count > 1:
            yield message("{topic} stands there {n} times.", topic=id, n=count)


def _day(day: str) -> Message:
    names = (
        message("Mon"),
        message("Tue"),
        message("Wed"),
        message("Thu"),
        message("Fri"),
        message("Sat"),
        message("Sun"),
    )
    return names[DAYS.index(day)]


def mark_week_rules(criterion: Criterion, answer: Bank, case: Case) -> Mark:
    """A fifth of the points away each time a rule is broken, and a tenth for a slot that is missing."""
    found = list(breaches(answer, case))
    missing = SLOTS - len(answer.week)
    share = 1 - BREACH * len(found) - missing / SLOTS
    said = found[:TOLD] or [message("The week keeps every rule.")]
    if len(found) > TOLD:
        said.append(message("{n} more breaches like these.", n=len(found) - TOLD))
    if missing:
        said.append(message("{n} of {of} slots are empty.", n=missing, of=SLOTS))
    return mark(criterion, share, joined(said), reached=len(found), target=0)


def mark_week_worth(criterion: Criterion, answer: Bank, case: Case) -> Mark:
    """The slots' worth, 0 at any ten candidates, 1 at nine tenths of the ten best on the platforms made for them."""
    reached, seen = 0.0, set[str]()
    for slot in in_order(answer.week):
        topic = case.topics[slot.topic]
        away = topic.hook != NONE and (case.dates[topic.hook].day - case.monday).days != DAYS.index(slot.day)
        if slot.topic not in seen and topic.twin not in seen and not away:
            reached += slot_worth(case, slot.topic, slot.platform, DAYS.index(slot.day))
        seen.add(slot.topic)
    worth = worths(case)
    this_week = [id for id in best(case, len(worth)) if (h := case.topics[id].hook) == NONE or case.week_of(h) == 1]
    target = 0.9 * sum(worth[id] for id in this_week[:SLOTS])
    nothing = SLOTS * sum(worth.values()) / len(worth)
    off = [slot for slot in answer.week if MADE_FOR[case.topics[slot.topic].form] != slot.platform]
    parts = [message("The slots are worth {reached:.0f} of {target:.0f}.", reached=reached, target=target)]
    if off:
        parts.append(
            message(
                "{n} stand on a platform their form was not made for, {first} for one: it keeps {share:.0%}.",
                n=len(off),
                first=off[0].topic,
                share=value("form_off"),
            )
        )
    return mark(criterion, (reached - nothing) / (target - nothing), joined(parts), reached=reached, target=target)


def wrong_with(week: Week, answer: Bank, case: Case) -> Iterator[Message]:
    """What a week of the month plan gets wrong."""
    shares = {pillar: getattr(week, pillar) for pillar in PILLARS}
    dated = [row for row in case.dates.values() if case.week_of(row.id) == week.week]
    if sum(shares.values()) != 100:
        yield message("week {week} adds up to {sum}", week=week.week, sum=sum(shares.values()))
    if week.tool > 100 * BRAND_SHARE:
        yield message("week {week} has {share}% product", week=week.week, share=week.tool)
    if min(week.method, week.story) < LEAST_SHARE:
        yield message("week {week} starves one of the two main pillars", week=week.week)
    if dated and not week.date:
        yield message("week {week} leaves no room for {name}", week=week.week, name=dated[0].name)
    if not dated and week.date:
        yield message("week {week} has no date to write about", week=week.week)
    if week.week == 1:
        count = Counter(case.topics[slot.topic].pillar for slot in answer.week)
        far = [p for p in PILLARS if abs(100 * count[p] / len(answer.week) - shares[p]) > AWAY]
        if far:
            yield message(
                "week 1 does not agree with the calendar: {pillar} is {share:.0%} there",
                pillar=PILLAR_LABELS[far[0]],
                share=count[far[0]] / len(answer.week),
            )


def mark_month(criterion: Criterion, answer: Bank, case: Case) -> Mark:
    """A quarter for each week without a fault, half of it with one."""
    weeks = {week.week: list(wrong_with(week, answer, case)) for week in answer.month}
    share = sum({0: 1.0, 1: 0.5}.get(len(wrong), 0.0) for wrong in weeks.values()) / WEEKS
    wrong = [one for week in weeks.values() for one in week]
    said = [message("{what}.", what=one) for one in wrong[:TOLD]] or [message("Four weeks that work out.")]
    return mark(criterion, share, joined(said), reached=WEEKS * share, target=WEEKS)
