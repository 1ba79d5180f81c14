"""Points and reasons of the criteria that world or key judge."""

from functools import lru_cache

from simulations.identity import Context
from simulations.judging import joined, mark
from simulations.language import Message, message
from simulations.projects.community_service.answer import DEPARTMENTS, ROUTES, URGENCIES, Service
from simulations.projects.community_service.autoreply import (
    HIT,
    MISFIRE,
    WRONG,
    replay,
    seen,
    subjects,
    tomorrow,
    unseen,
    value,
)
from simulations.projects.community_service.case import FOLDER, TASK, Case, draw_case
from simulations.projects.community_service.handbook import beside, coverage, entries, reported, usefulness
from simulations.projects.community_service.plan import colleague, read_answer, senior
from simulations.projects.community_service.play import Outcome, simulate
from simulations.projects.community_service.replies import judge, told
from simulations.projects.community_service.triage import best, decided, decisions, gained, weight, worth
from simulations.task import Mark, Score, load_criteria
from simulations.world.draws import Floats, Worlds
from simulations.world.parameters import values
from simulations.written import fill

SCORING_WORLDS = 24
CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}
TRIAGE_FULL = 0.92  # of what reading could gain: 24 exceptions do not reach every message
AUTO_FULL = 0.62  # of what keywords could answer: some people use no keyword
SEEN = 0.4  # share of the points for auto-replies that today's messages decide
AS_COLLEAGUE, TO_SENIOR = 0.15, 0.9  # of the points for time: for being like the colleague; for the way to the senior
SAID = 3  # of the worst places that a reason names


def score(answer: Service, context: Context) -> Score:
    """Points and reasons of every criterion that world or key judge."""
    case, worlds = draw_case(context), context.worlds(TASK, SCORING_WORLDS)
    base, expert = _others(context)
    mine = simulate(read_answer(answer, case), case, worlds)
    marks = (
        _mark_triage(answer, case),
        _mark_in_time(mine, base, expert),
        _mark_trust(mine, base, expert),
        _mark_night(mine, expert),
        _mark_replies(answer, case),
        _mark_handbook(answer, case),
        _mark_auto(answer, case, worlds),
        _mark_needs(answer, case),
    )
    return Score(task=TASK, variant=context.variant(TASK), marks=marks)


@lru_cache(maxsize=64)
def _others(context: Context) -> tuple[Outcome, Outcome]:
    """What the colleague and the senior reach in the same worlds; the same however often a trainee is scored."""
    case, worlds = draw_case(context), context.worlds(TASK, SCORING_WORLDS)
    return simulate(colleague(), case, worlds), simulate(senior(case), case, worlds)


def _mark_triage(answer: Service, case: Case) -> Mark:
    chosen, share = decisions(answer), gained(case, decisions(answer))
    lost = {m.id: weight(m) * (1 - worth(m, decided(chosen, m))) for m in case.messages}
    worst = [case.by_id[id] for id in sorted(lost, key=lost.__getitem__, reverse=True)[:SAID] if lost[id] > 0.5]
    parts: list[Message] = [
        message("Reading gained {share:.0%} of what it could over one answer to all.", share=share),
        *(
            message(
                "{id} is 「{matter}」: {urgency}, {route}.",
                id=one.id,
                matter=fill(one.matter.name, case.slots),
                urgency=URGENCIES[best(one).urgency],
                route=ROUTES[best(one).route],
            )
            for one in worst
        ),
    ]
    return mark(CRITERIA["triage"], share / TRIAGE_FULL, joined(parts), reached=share, target=TRIAGE_FULL)


def _between(mine: Floats, base: Floats, expert: Floats) -> tuple[float, float]:
    """Where a figure lies between colleague (0) and senior (1), and its standard error over worlds."""
    span = float((expert - base).mean())
    shares = (mine - base) / span
    return float(shares.mean()), float(shares.std(ddof=1) / len(shares) ** 0.5)


def _mark_in_time(mine: Outcome, base: Outcome, expert: Outcome) -> Mark:
    share, se = _between(mine.kept, base.kept, expert.kept)
    reason = message(
        "Complaints within 1 h: {complaint:.0%} (colleague {c:.0%}, senior {s:.0%}); comments within 2 h: "
        "{comment:.0%}; private messages within 24 h: {private:.0%}. {why}",
        complaint=float(mine.in_time("complaint").mean()),
        c=float(base.in_time("complaint").mean()),
        s=float(expert.in_time("complaint").mean()),
        comment=float(mine.in_time("comment").mean()),
        private=float(mine.in_time("private").mean()),
        why=_weakest(mine, expert),
    )
    earned = AS_COLLEAGUE + TO_SENIOR * share
    uncertainty = round(TO_SENIOR * CRITERIA["in_time"].points * se, 3)
    return mark(CRITERIA["in_time"], earned, reason, uncertainty=uncertainty, reached=share, target=1.0)


def _weakest(mine: Outcome, expert: Outcome) -> Message:
    """Where most was lost against the senior, and what helps."""
    gaps = {
        kind: float((expert.in_time(kind) - mine.in_time(kind)).mean()) for kind in ("complaint", "comment", "private")
    }
    kind = max(gaps, key=gaps.__getitem__)
    if gaps[kind] < 0.05:
        return message("As good as somebody who has done it for years.")
    return {
        "complaint": message("Find the polite complaints, hand them over, and let what is due soonest go first."),
        "comment": message("Comments peak at 20-22: somebody must be at the desk then."),
        "private": message("Handbook and auto-replies take the common questions off the hands."),
    }[kind]


def _mark_trust(mine: Outcome, base: Outcome, expert: Outcome) -> Mark:
    share, se = _between(-mine.public, -base.public, -expert.public)
    reason = message(
        "{mine:.1f} complaints a day went public (colleague {base:.1f}, senior {expert:.1f}); negative share "
        "{negative:.1%}, tolerated {tolerated:.0%}; trust {trust:.1%}. What waits, is hidden or gets a cheerful "
        "machine goes public.",
        mine=float(mine.public.mean()),
        base=float(base.public.mean()),
        expert=float(expert.public.mean()),
        negative=float(mine.negative_share.mean()),
        tolerated=values("opinion")["negative_target"],
        trust=float(mine.trust.mean()),
    )
    points = CRITERIA["trust"].points
    return mark(CRITERIA["trust"], share, reason, uncertainty=round(points * se, 3), reached=share, target=1.0)


def _mark_night(mine: Outcome, expert: Outcome) -> Mark:
    share = float(mine.night.mean() / expert.night.mean())
    reason = message(
        "The telephone was worth {share:.0%} of what it could be. Worth waking for: what spreads or cannot be undone "
        "by morning (nobody can open it, a leak, a rumour, lost content). Money and manners wait until nine; "
        "questions and praise always.",
        share=max(share, 0.0),
    )
    return mark(CRITERIA["night"], share, reason, reached=share, target=1.0)


def _mark_replies(answer: Service, case: Case) -> Mark:
    judged = judge(case, answer.replies)
    share = sum(one.share for one in judged) / len(judged)
    worst = [one for one in sorted(judged, key=lambda one: one.share) if one.share < 0.95][:SAID]
    whole = message("{n} of {all} replies do what they must.", n=sum(j.share >= 0.95 for j in judged), all=len(judged))
    return mark(CRITERIA["replies"], share, joined([whole, *map(told, worst)]), reached=share, target=1.0)


def _mark_handbook(answer: Service, case: Case) -> Mark:
    share, rows = coverage(answer.faq, case), entries(answer.faq, case)
    parts = [message("{n} of {all} common questions have an entry.", n=sum(r.written for r in rows), all=len(rows))]
    for row in sorted(rows, key=lambda row: row.share)[:SAID]:
        name = fill(row.matter.name, case.slots)
        if row.stale:
            parts.append(message("「{name}」 has last year's number.", name=name))
        elif not row.written:
            parts.append(message("「{name}」 is missing: {ids}.", name=name, ids="、".join(row.missed)))
        elif not row.holds:
            parts.append(message("「{name}」 does not say what today's sheet says.", name=name))
        elif row.missed:
            parts.append(message("「{name}」 is also asked in {ids}.", name=name, ids="、".join(row.missed)))
    if aside := beside(answer.faq, case):
        parts.append(message("{n} entries cover what no handbook can settle.", n=aside))
    return mark(CRITERIA["handbook"], share, joined(parts), reached=share, target=1.0)


def _mark_auto(answer: Service, case: Case, worlds: Worlds) -> Mark:
    rules, about = answer.auto, subjects(answer.faq, case)
    today, later = ([replay(rules, about, *one) for one in day] for day in (seen(case), unseen(case)))
    shares = value(today, [1.0] * len(today)), value(later, tomorrow(case, worlds))
    share = (SEEN * shares[0] + (1 - SEEN) * shares[1]) / AUTO_FULL
    counts = {
        name: sum(one.worth == worth for one in (*today, *later))
        for name, worth in (("hits", HIT), ("wrong", WRONG), ("misfires", MISFIRE))
    }
    parts = [
        message(
            "Today {seen:.0%} and on unseen days {unseen:.0%} of what there was to gain. Of {all} private messages "
            "{hits} answered rightly, {wrong} beside the point, {misfires} troubles answered by machine.",
            seen=shares[0], unseen=shares[1], all=len(today) + len(later), **counts,
        )
    ]  # fmt: skip
    worst = min((*today, *later), key=lambda one: one.worth)
    if worst.worth < 0 and worst.rule is not None:
        parts.append(
            message(
                "Rule {n} (「{keyword}」) took 「{text}」: a narrower keyword, or before it a rule that hands over.",
                n=worst.rule + 1,
                keyword=rules[worst.rule].keyword,
                text=worst.text,
            )
        )
    return mark(CRITERIA["auto"], share, joined(parts), reached=share * AUTO_FULL, target=AUTO_FULL)


def _mark_needs(answer: Service, case: Case) -> Mark:
    share, rows = usefulness(answer.needs, case), reported(answer.needs, case)
    parts: list[Message] = []
    for row, need in zip(rows, answer.needs, strict=True):
        group = row.matter.group if row.matter else ""
        name = fill(row.matter.name, case.slots) if row.matter else ""
        if group == "wish":
            parts.append(message("No. {n} is one person who wrote several times.", n=row.number))
        elif group == "fixed":
            parts.append(message("No. {n} is already mended: it belongs in the handbook.", n=row.number))
        elif group != "need":
            parts.append(message("No. {n} is no need that the messages cited show.", n=row.number))
        elif row.share < 0:
            parts.append(message("No. {n} repeats 「{name}」.", n=row.number, name=name))
        elif need.people != row.people:
            parts.append(
                message("No. {n}: {people} people, not {said} (who writes twice counts once).", n=row.number,
                        people=row.people, said=need.people)
            )  # fmt: skip
        elif row.matter and set(need.evidence) != set(case.ids_of(row.matter.slug)):
            ids = "、".join(case.ids_of(row.matter.slug))
            parts.append(message("No. {n}, 「{name}」, is backed by {ids}.", n=row.number, name=name, ids=ids))
        elif row.matter and row.share < 0.9:
            department = DEPARTMENTS[row.matter.department]
            parts.append(message("No. {n} is for {department} to mend.", n=row.number, department=department))
    reached = {row.matter.slug for row in rows if row.matter}
    parts += [
        message(
            "Not reported: 「{name}」 ({people} people).", name=fill(m.name, case.slots), people=case.people_of(m.slug)
        )
        for m in case.of_group("need")
        if m.slug not in reached
    ]
    whole = message("{share:.0%} of what the messages hold on needs.", share=share)
    return mark(CRITERIA["needs"], share, joined([whole, *parts]), reached=share, target=1.0)
