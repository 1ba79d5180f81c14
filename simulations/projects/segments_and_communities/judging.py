"""Points and reasons of the criteria that world or key judge."""

from functools import lru_cache

import numpy as np

from simulations.evaluate import interval_score
from simulations.identity import Context
from simulations.judging import detection, joined, mark
from simulations.language import Message, message
from simulations.projects.segments_and_communities import rfm, segmenting
from simulations.projects.segments_and_communities.answer import Month
from simulations.projects.segments_and_communities.cards import REASON, RIGHT, Card, dull, gained, written
from simulations.projects.segments_and_communities.case import KEPT_SEATS, TASK, Case, draw_case
from simulations.projects.segments_and_communities.people import FOLDER, LEANS, answer_rates, material
from simulations.projects.segments_and_communities.plans import colleague, senior
from simulations.projects.segments_and_communities.play import Outcome, read_plan, simulate
from simulations.task import Mark, Score, load_criteria
from simulations.world.draws import Floats, Worlds
from simulations.written import fill

SCORING_WORLDS = 16
RFM_WORLDS = 60
CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}
SEGMENTS = {"gained": 0.75, "sizes": 0.10, "evidence": 0.15}
SEGMENTS_FULL, RFM_FULL, LIST_FULL = 0.85, 0.92, 0.92
AS_COLLEAGUE, TO_SENIOR = (
    0.20,
    0.80,
)  # of the month's: for being like the colleague, for the way to the senior
HEARING = 0.6  # of the health of a list; the rest is taking part
WORST = 3  # decisions that a reason names
IGNORANT = (5, 5_000)  # orders that somebody who knows nothing would say


def score(answer: Month, context: Context) -> Score:
    """Points and reasons of every criterion that world or key judge."""
    case, worlds = draw_case(context), context.worlds(TASK, SCORING_WORLDS)
    base, expert = _others(context)
    mine = simulate(read_plan(answer), case, worlds)
    marks = (
        _mark_cleaning(answer, case),
        _mark_segments(answer, case),
        _mark_survey(answer, case),
        _mark_rfm(answer, case, context.worlds(TASK, RFM_WORLDS, "rfm")),
        _mark_month(mine, base, expert),
        _mark_list(mine, base, expert),
        _mark_forecast(answer, mine),
        _mark_not_to_message(answer, case),
    )
    return Score(task=TASK, variant=context.variant(TASK), marks=marks)


@lru_cache(maxsize=64)
def _others(context: Context) -> tuple[Outcome, Outcome]:
    """What the colleague and the senior reach in the same worlds; the same however often a trainee is scored."""
    case, worlds = draw_case(context), context.worlds(TASK, SCORING_WORLDS)
    return simulate(colleague(case), case, worlds), simulate(senior(case), case, worlds)


def _mark_cleaning(answer: Month, case: Case) -> Mark:
    partner = {id: pair[1] for pair in case.doubled for id in pair}
    dropped = [partner.get(id, id) for id in dict.fromkeys(answer.dropped)]
    both = [pair for pair in case.doubled if set(pair) <= set(answer.dropped)]
    truth = [*(second for _first, second in case.doubled), *sorted(case.tests)]
    found = detection(dropped, truth)
    wrong = len(found.false_alarms) + len(both)
    share = max(len(found.hits) - wrong, 0) / len(truth)
    parts: list[Message] = [
        message(
            "{hits} of {all} rows found, {wrong} thrown out that belong.",
            hits=len(found.hits),
            all=len(truth),
            wrong=wrong,
        )
    ]
    if missed := [pair for pair in case.doubled if pair[1] in found.missed]:
        pairs = "；".join("、".join(pair) for pair in missed)
        parts.append(message("One person twice (same nickname, same telephone): {pairs}.", pairs=pairs))
    if missed_tests := sorted(case.tests & set(found.missed)):
        parts.append(message("Nobody's accounts: {ids}.", ids="、".join(missed_tests)))
    if both:
        parts.append(message("Of two rows of one person, one stays."))
    return mark(CRITERIA["cleaning"], share, joined(parts), reached=len(found.hits), target=len(truth))


def _mark_segments(answer: Month, case: Case) -> Mark:
    share = segmenting.gained(answer, case)
    sizes, evidence = segmenting.sizes_right(answer, case), segmenting.evidence_shares(answer, case)
    parts_of = segmenting.split(answer.conditions, case.clean)
    got = segmenting.fitting(parts_of, [segment.need for segment in answer.segments])
    parts: list[Message] = [
        message(
            "By your rules {got} of {all} people get what they want; one thing for all reaches {one}, telling them "
            "apart as they are {best}.",
            got=got,
            all=len(case.clean),
            one=segmenting.one_for_all(case),
            best=segmenting.as_meant(case),
        )
    ]
    for segment, people in zip(answer.segments, parts_of, strict=True):
        if not people:
            parts.append(message("「{name}」 takes nobody.", name=segment.name))
            continue
        wants = [user.wants for user in people]
        most = max(sorted(set(wants)), key=wants.count)
        if most != segment.need:
            parts.append(
                message(
                    "In 「{name}」 ({n} people) most want 「{most}」, not 「{said}」.",
                    name=segment.name,
                    n=len(people),
                    most=case.need_name(most),
                    said=case.need_name(segment.need),
                )
            )
    if share < SEGMENTS_FULL / 2:
        parts.append(message("Read the survey column by column: what people want follows two columns of the back end."))
    if not all(sizes):
        sizes_told = "、".join(str(len(people)) for people in parts_of)
        parts.append(message("Sizes in the clean sample: {sizes}.", sizes=sizes_told))
    if min(evidence) < 0.99:
        parts.append(message("A row is evidence if it fits the rule and its survey names the need; three are enough."))
    worth = SEGMENTS["gained"] * min(max(share / SEGMENTS_FULL, 0), 1) + (
        SEGMENTS["sizes"] * float(np.mean(sizes)) + SEGMENTS["evidence"] * float(np.mean(evidence))
    ) * min(max(share / SEGMENTS_FULL, 0) * 2, 1)
    return mark(CRITERIA["segments"], worth, joined(parts), reached=share, target=SEGMENTS_FULL)


def _mark_survey(answer: Month, case: Case) -> Mark:
    truth = [lean for lean in (*LEANS, "saying") if lean in case.truth.biases]
    found = detection(answer.biases, truth)
    rates, names = answer_rates(case.clean, case.truth), material()["biases"]
    parts: list[Message] = [message("{hits} of {all} leanings found.", hits=len(found.hits), all=len(truth))]

    def told(lean: str) -> Message:
        inside, outside = rates[lean]
        name = fill(names[lean]["zh"], {"source": case.truth.source})
        if lean == "saying":
            return message("「{name}」: of those who say yes, {share:.0%} never paid.", name=name, share=inside)
        return message(
            "「{name}」: {inside:.0%} of them answered, of the others {outside:.0%}.",
            name=name,
            inside=inside,
            outside=outside,
        )

    parts += [message("Missed: {what}", what=told(lean)) for lean in found.missed]
    parts += [message("Not so: {what}", what=told(lean)) for lean in found.false_alarms]
    return mark(CRITERIA["survey"], found.share, joined(parts), reached=len(found.hits), target=len(truth))


def _mark_rfm(answer: Month, case: Case, worlds: Worlds) -> Mark:
    scheme, best = rfm.scheme_of(answer), rfm.senior(case)
    mine, lot, expert = (
        rfm.hits(scheme, case, worlds),
        rfm.by_chance(case, worlds),
        rfm.hits(best, case, worlds),
    )
    share, se = _between(mine, lot, expert)
    mean = float(mine.mean())
    reason = message(
        "Of the {seats} seats {mine:.1f} go to somebody who buys next month (by lot {lot:.1f}, who spent most first "
        "{money:.1f}, a senior {expert:.1f}): lift {lift:.1f}. {why}",
        seats=KEPT_SEATS,
        mine=mean,
        lot=float(lot.mean()),
        expert=float(expert.mean()),
        money=float(rfm.hits(rfm.by_money(case), case, worlds).mean()),
        lift=mean / float(lot.mean()),
        why=_why_rfm(scheme, case, share),
    )
    points = CRITERIA["rfm"].points
    return mark(
        CRITERIA["rfm"],
        share / RFM_FULL,
        reason,
        uncertainty=round(points * se, 3),
        reached=mean,
        target=float(expert.mean()),
    )


def _why_rfm(scheme: rfm.Scheme, case: Case, share: float) -> Message:
    if share >= RFM_FULL:
        return message("As good as cuts and weights get.")
    r, f, m = scheme.weights
    taken = rfm.seated(scheme, case)
    if not any(scheme.weights):
        return message("With no weight at all, the seats are drawn by lot.")
    if m > r:
        return message("M puts in front who paid much once and long ago; whoever bought lately buys again.")
    if f + m > r:
        return message("F and M say nearly the same, so together they outvote R: weigh one of them, and less.")
    if np.mean((taken > 0) & (taken < 1)) > 0.4:
        return message("Too many tie: cut so that about a third falls into each class.")
    return message("Recency first: cut it near the quarter of those who bought last.")


def _between(mine: Floats, base: Floats, expert: Floats) -> tuple[float, float]:
    """Where a figure lies between two others (0 and 1), and its standard error over worlds."""
    span = float((expert - base).mean())
    shares = (mine - base) / span
    return float(shares.mean()), float(shares.std(ddof=1) / len(shares) ** 0.5)


def _mark_month(mine: Outcome, base: Outcome, expert: Outcome) -> Mark:
    share, se = _between(mine.value_yuan, base.value_yuan, expert.value_yuan)
    reason = message(
        "Profit {profit:,.0f} yuan, with what the list is still worth {value:,.0f} (colleague {base:,.0f}, senior "
        "{expert:,.0f}); {orders:.0f} orders. {why}",
        profit=float(mine.profit_yuan.mean()),
        value=float(mine.value_yuan.mean()),
        base=float(base.value_yuan.mean()),
        expert=float(expert.value_yuan.mean()),
        orders=float(mine.orders.mean()),
        why=_why_month(mine, expert, share),
    )
    uncertainty = round(TO_SENIOR * CRITERIA["month"].points * se, 3)
    earned = AS_COLLEAGUE + TO_SENIOR * share
    return mark(CRITERIA["month"], earned, reason, uncertainty=uncertainty, reached=share, target=1.0)


def _why_month(mine: Outcome, expert: Outcome, share: float) -> Message:
    """Where most of the way to the senior was lost."""
    if share > 0.95:
        return message("As good as somebody who has done it for years.")
    if mine.worked < 0.8:
        return message(
            "Only {share:.0%} of the host minutes had hands: what was promised was not kept.", share=mine.worked
        )
    lost = {
        "wronged": float(mine.wronged_yuan.mean()),
        "list": float((expert.hearing - mine.hearing).mean()) * 60_000,
        "sales": float((expert.revenue_yuan - mine.revenue_yuan).mean()) * 0.6,
    }
    worst = max(lost, key=lost.__getitem__)
    return {
        "wronged": message(
            "Messages to people who should have been left out cost {yuan:,.0f} yuan.", yuan=lost["wronged"]
        ),
        "list": message("More people left or muted us than the sales were worth: fewer messages, more useful ones."),
        "sales": message(
            "Too little was sold: the topic each tier wants, a message that leads to the shop, a fair price."
        ),
    }[worst]


def _mark_list(mine: Outcome, base: Outcome, expert: Outcome) -> Mark:
    parts = {
        "hearing": (_health(mine.hearing, base.hearing, expert.hearing, 0.06), HEARING),
        "active": (_health(mine.active, base.active, expert.active, 0.03), 1 - HEARING),
    }
    share = sum(value * weight for value, weight in parts.values())
    reason = message(
        "{hearing:.1%} of all who were there still hear us (colleague {h:.1%}, senior {hs:.1%}), {active:.1%} take "
        "part a day (colleague {a:.1%}, senior {e:.1%}); of newcomers {gone:.1%} left within a week (alarm at 15%).",
        hearing=float(mine.hearing.mean()),
        h=float(base.hearing.mean()),
        hs=float(expert.hearing.mean()),
        active=float(mine.active.mean()),
        a=float(base.active.mean()),
        e=float(expert.active.mean()),
        gone=float(mine.left_in_7_days.mean()),
    )
    return mark(CRITERIA["list"], share / LIST_FULL, reason, reached=share, target=LIST_FULL)


def _health(mine: Floats, base: Floats, expert: Floats, least_span: float) -> float:
    """0 at well below the colleague, 1 at the senior."""
    top = float(expert.mean())
    floor = min(float(base.mean()), top) - least_span / 2
    return float(np.clip((float(mine.mean()) - floor) / (top - floor), 0, 1))


def _mark_forecast(answer: Month, mine: Outcome) -> Mark:
    """Interval score against the best fixed interval and against knowing nothing."""
    low, high = np.quantile(mine.orders, [0.1, 0.9])
    best = interval_score(low, high, mine.orders)
    ignorant = interval_score(*IGNORANT, mine.orders)
    said = interval_score(answer.forecast_low, answer.forecast_high, mine.orders)
    sold = min(float(mine.orders.mean()) / 20, 1.0)  # foretelling that nothing is sold is no art
    share = float(np.clip(1 - (said - best) / max(ignorant - best, 0.1), 0, 1)) * sold
    hits = float(np.mean((mine.orders >= answer.forecast_low) & (mine.orders <= answer.forecast_high)))
    reason = message(
        "{mine_low}-{mine_high} holds in {hits:.0%} of worlds; 80% lie in {low:.0f}-{high:.0f}, median {median:.0f}.",
        mine_low=answer.forecast_low,
        mine_high=answer.forecast_high,
        hits=hits,
        low=float(low),
        high=float(high),
        median=float(np.median(mine.orders)),
    )
    return mark(CRITERIA["forecast"], share, reason, reached=hits, target=0.8)


def _mark_not_to_message(answer: Month, case: Case) -> Mark:
    share, reasons = gained(case.cards, answer.decisions)
    text = written()

    def lost(card: Card) -> float:
        given = answer.decisions.get(card.id)
        return card.worth[card.best] - card.worth[given.action if given else "send"]

    worst = [card for card in sorted(case.cards, key=lost, reverse=True)[:WORST] if lost(card) > 1]
    parts: list[Message] = [
        message(
            "Reading gained {share:.0%} of what it could over one action for all ({dull:.0f} yuan); {reasons:.0%} of "
            "the reasons hold.",
            share=share,
            dull=dull(case.cards),
            reasons=reasons,
        )
    ]
    parts += [
        message(
            "{id}: {action} ({reason}), {yuan:.1f} yuan better.",
            id=card.id,
            action=text["actions"][card.best],
            reason=text["reasons"][card.reasons[0]],
            yuan=lost(card),
        )
        for card in worst
    ]
    whole = RIGHT * share + REASON * reasons * min(share * 2, 1)
    return mark(CRITERIA["not_to_message"], whole, joined(parts), reached=share, target=1.0)
