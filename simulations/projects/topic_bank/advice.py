"""What a colleague would point out before handing in: slips of form and counting, nothing of the key."""

from collections.abc import Iterator

from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.topic_bank.answer import CHOSEN, PILLARS, SLOTS, Bank
from simulations.projects.topic_bank.case import TRAPS, draw_case
from simulations.projects.topic_bank.pool import Case
from simulations.task import Finding

MOST = 12  # findings; more are read by nobody


def check(answer: Bank, context: Context) -> list[Finding]:
    """Slips in the answer as such; whether a topic is good or a refusal right is not said."""
    found = [*_slips(answer, draw_case(context))]
    return sorted(found, key=lambda finding: not finding.grave)[:MOST]


def _slips(answer: Bank, case: Case) -> Iterator[Finding]:
    def slip(field: str, what: Message, excerpt: str = "", grave: bool = False) -> Finding:
        return Finding(field=field, grave=grave, what=what, excerpt=excerpt)

    bank = [row.topic for row in answer.bank]
    refused = [row.topic for row in answer.refused]
    for topic in sorted({id for id in bank if bank.count(id) > 1}):
        yield slip("bank", message("{topic} stands there more than once.", topic=topic), grave=True)
    for topic in sorted(set(bank) & set(refused)):
        yield slip("refused", message("{topic} is in the bank and refused as well.", topic=topic), grave=True)
    if len(set(bank)) < CHOSEN:
        yield slip("bank", message("{n} topics; {of} are asked for.", n=len(set(bank)), of=CHOSEN))
    if len(set(refused)) != TRAPS:
        yield slip("refused", message("{n} refused; there are {of} to refuse.", n=len(set(refused)), of=TRAPS))
    for row in answer.refused:
        for id in row.rows:
            if id not in case.rows:
                yield slip("refused", message("{row} is not a row of the material", row=id), row.topic, grave=True)
        if row.rows == (row.topic,):
            yield slip("refused", message("{topic} is its own only evidence.", topic=row.topic))
    days = [slot.day for slot in answer.week if slot.platform == "gongzhonghao"]
    if len(set(days)) < len(days):
        yield slip("week", message("The WeChat account may send once a day."), grave=True)
    for slot in answer.week:
        if slot.topic not in bank:
            yield slip("week", message("{topic} stands in the week, but not in the bank.", topic=slot.topic))
    if len(answer.week) < SLOTS:
        yield slip("week", message("{n} of {of} slots are filled.", n=len(answer.week), of=SLOTS))
    if sorted(week.week for week in answer.month) != [1, 2, 3, 4]:
        yield slip("month", message("The month plan needs each of the four weeks once."), grave=True)
    for week in answer.month:
        added = sum(getattr(week, pillar) for pillar in PILLARS)
        if added != 100:
            yield slip("month", message("week {week} adds up to {sum}", week=week.week, sum=added))
    for best in answer.best:
        if best.topic not in bank:
            yield slip("best", message("{topic} is not in the bank.", topic=best.topic), best.title)
        if best.title == case.topics[best.topic].title:
            yield slip("best", message("The title is still the pool's own."), best.title)
        if not any(id in best.insight.upper() for id in case.rows):
            yield slip("best", message("No row id under this insight: how do we know?"), best.insight[:30])
