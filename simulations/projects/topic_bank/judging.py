"""Points and reasons: what the bank is worth, who it is for, what was refused on what evidence."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from simulations.identity import Context
from simulations.judging import by_evidence, detection, joined, mark
from simulations.language import Message, message
from simulations.projects.topic_bank.answer import CHOSEN, KIND_LABELS, Bank, Chosen, Refused
from simulations.projects.topic_bank.case import FOLDER, TASK, draw_case
from simulations.projects.topic_bank.planning import mark_month, mark_week_rules, mark_week_worth
from simulations.projects.topic_bank.pool import Case
from simulations.projects.topic_bank.worth import best, total, worths
from simulations.reading import read_yaml
from simulations.task import Mark, Score, load_criteria

CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}
WRONG_REASON = 0.5  # of a hit whose reason is another one
NAMED = 4  # how many topics a reason names


def score(answer: Bank, context: Context) -> Score:
    """Points and reasons of every criterion that the key judges."""
    case = draw_case(context)
    marks = (
        _mark_worth(answer, case),
        _mark_anchoring(answer, case),
        _mark_refusing(answer, case),
        _mark_evidence(answer, case),
        mark_week_rules(CRITERIA["week_rules"], answer, case),
        mark_week_worth(CRITERIA["week_worth"], answer, case),
        mark_month(CRITERIA["month"], answer, case),
    )
    return Score(task=TASK, variant=context.variant(TASK), marks=marks)


def quoted(case: Case, ids: Sequence[str]) -> str:
    """Topics as they stand in a reason: id and title, the first few."""
    shown = [f"{id}「{case.topics[id].title}」" for id in ids[:NAMED]]
    return "、".join(shown) + ("…" if len(ids) > NAMED else "")


def _mark_worth(answer: Bank, case: Case) -> Mark:
    """Sum over the bank, 0 at twenty average candidates, 1 at the twenty best."""
    worth = worths(case)
    chosen = list(dict.fromkeys(row.topic for row in answer.bank))
    top = best(case, CHOSEN)
    nothing = CHOSEN * sum(worth.values()) / len(worth)
    reached, target = total(case, chosen), total(case, top)
    share = (reached - nothing) / (target - nothing)
    parts = [
        message(
            "The {n} topics are worth {reached:.0f}; the twenty best would be {target:.0f}, any twenty {nothing:.0f}.",
            n=len(chosen),
            reached=reached,
            target=target,
            nothing=nothing,
        )
    ]
    wrong = [id for id in chosen if case.topics[id].kind and case.topics[id].twin not in set(case.topics) - set(chosen)]
    if wrong:
        parts.append(message("To be refused, yet in the bank: {topics}.", topics=quoted(case, wrong)))
    left = [id for id in top if id not in chosen and case.topics[id].twin not in chosen]
    weak = sorted((id for id in chosen if id not in top and not case.topics[id].kind), key=lambda id: worth[id])
    if left and weak:
        parts.append(
            message(
                "Worth more than {weak}: {left}. Look at searching, survey, freshness and material together.",
                weak=quoted(case, weak[:1]),
                left=quoted(case, left[:2]),
            )
        )
    return mark(CRITERIA["worth"], share, joined(parts), reached=reached, target=target)


def anchored(row: Chosen, case: Case) -> int:
    """How many of the four labels of a row are right; none for a topic that is to be refused."""
    topic = case.topics[row.topic]
    if topic.kind and topic.kind != "duplicate":
        return 0
    return (
        (not topic.segments or row.segment in topic.segments)
        + (not topic.pains or row.pain in topic.pains)
        + (row.hook == topic.hook)
        + (row.fit == topic.fit)
    )


def _mark_anchoring(answer: Bank, case: Case) -> Mark:
    """All four right count one, three count a third, of twenty; a topic without a pain of its own takes any."""
    rows = list({row.topic: row for row in answer.bank}.values())
    right = [anchored(row, case) for row in rows]
    share = (right.count(4) + right.count(3) / 3) / CHOSEN
    parts = [message("{n} of {of} topics labelled rightly in all four respects.", n=right.count(4), of=CHOSEN)]
    clear = {id for id, topic in case.topics.items() if topic.pains and topic.segments}
    off = next((row for row, n in zip(rows, right, strict=True) if n < 4 and row.topic in clear), None)
    if off:
        topic = case.topics[off.topic]
        parts.append(
            message(
                "For example {topic}: for {segments}, against 「{pains}」.",
                topic=quoted(case, [topic.id]),
                segments="、".join(case.segments[s] for s in topic.segments) or "—",
                pains="、".join(case.pains[p] for p in topic.pains) or "—",
            )
        )
    return mark(CRITERIA["anchoring"], share, joined(parts), reached=right.count(4), target=CHOSEN)


@dataclass(frozen=True)
class _Refusal:
    """What a refusal was about: the candidate of the key, and the rows that carry it."""

    trap: str
    supports: frozenset[str]


def _meant(row: Refused, case: Case, refused: Collection[str]) -> _Refusal:
    """Of a pair that is one topic either may be refused, but not both."""
    topic = case.topics[row.topic]
    if topic.twin and not topic.kind and topic.twin not in refused:
        return _Refusal(topic.twin, frozenset({topic.twin}))
    return _Refusal(topic.id, topic.supports)


def _mark_refusing(answer: Bank, case: Case) -> Mark:
    rows = list({row.topic: row for row in reversed(answer.refused)}.values())[::-1]
    refused = {row.topic for row in rows}
    meant = {_meant(row, case, refused).trap: row for row in rows}
    found = detection(meant, case.traps)
    right = [id for id in found.hits if meant[id].reason == case.topics[id].kind]
    gained = len(right) + WRONG_REASON * (len(found.hits) - len(right)) - len(found.false_alarms)
    parts = [
        message(
            "{hits} of {of} refused, {right} of them for the right reason; {alarms} refused without cause.",
            hits=len(found.hits),
            of=len(case.traps),
            right=len(right),
            alarms=len(found.false_alarms),
        )
    ]
    forms = read_yaml(FOLDER / "traps.yaml")
    for id in [*found.missed, *(hit for hit in found.hits if hit not in right)][:NAMED]:
        kind = case.topics[id].kind
        parts.append(message("{topic}: {why}.", topic=quoted(case, [id]), why=forms[kind]["why"]))
    if found.false_alarms:
        parts.append(message("May be written: {topics}.", topics=quoted(case, list(found.false_alarms))))
    return mark(CRITERIA["refusing"], gained / len(case.traps), joined(parts), reached=gained, target=len(case.traps))


def _counted(row: Refused, supports: frozenset[str]) -> list[str]:
    """The rows that count: neither the topic itself nor, where tables carry the case, rule or brief beside them."""
    letters = {id[0] for id in supports}
    context = {letter for letter in "BL" if letter not in letters}
    return [id for id in row.rows if id != row.topic and (id in supports or id[:1] not in context)]


def _mark_evidence(answer: Bank, case: Case) -> Mark:
    """The mean over all traps; a refusal without cause takes away what one good proof brings."""
    refused = {row.topic for row in answer.refused}
    proofs: dict[str, float] = {}
    alarms, thin = 0, list[Message]()
    for row in {row.topic: row for row in answer.refused}.values():
        meant = _meant(row, case, refused)
        trap = case.topics[meant.trap]
        if not trap.kind:
            alarms += 1
            continue
        proof = by_evidence(_counted(row, meant.supports), meant.supports, trap.enough)
        proofs[trap.id] = proof
        if proof < 1:
            thin.append(
                message(
                    "{topic}, {kind}: {rows} shows it.",
                    topic=row.topic,
                    kind=KIND_LABELS[trap.kind],
                    rows="、".join(sorted(meant.supports)),
                )
            )
    share = (sum(proofs.values()) - alarms) / len(case.traps)
    backed = sum(proof == 1 for proof in proofs.values())
    parts = [message("{n} refusals stand on the rows that show it and on no others.", n=backed), *thin[:NAMED]]
    return mark(CRITERIA["evidence"], share, joined(parts), reached=backed, target=len(case.traps))
