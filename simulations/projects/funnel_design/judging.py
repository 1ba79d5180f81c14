"""Points and reasons of the criteria that world or key judge."""

from functools import lru_cache

import numpy as np

from simulations.evaluate import interval_score
from simulations.identity import Context
from simulations.judging import joined, mark
from simulations.language import Message, message
from simulations.projects.funnel_design import gate
from simulations.projects.funnel_design.answer import STEPS, Amendment, Funnel
from simulations.projects.funnel_design.case import FOLDER, TASK, TWIST_WEEK, WEEKS, Case, number
from simulations.projects.funnel_design.drawing import draw_case
from simulations.projects.funnel_design.expect import expect
from simulations.projects.funnel_design.labels import AMENDMENTS, STEP_NAMES, rule_names
from simulations.projects.funnel_design.plan import passed_breaches, weekly_ads
from simulations.projects.funnel_design.plans import colleague, senior
from simulations.projects.funnel_design.play import Outcome, simulate
from simulations.projects.funnel_design.twist import amended, cure
from simulations.task import Mark, Score, load_criteria
from simulations.world.draws import Floats
from simulations.world.rulebook.rules import rules

SCORING_WORLDS, TWIST_WORLDS = 24, 8
CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}
AS_COLLEAGUE, TO_SENIOR = 0.2, 0.75  # of the points for what is left over
SURE = 0.6  # chance of the target that earns all
SMALLEST_GAP = 1500.0  # yuan between the worst and the best change, at least: below that it hardly matters
RATIO_FULL, RATIO_NONE = np.log(1.7), np.log(6.0)  # distance of a rate from what it should be
SAID = 3  # of the worst places that a reason names
LIMITS = {  # full and none of each trouble
    "back_share": (0.06, 0.22),
    "strikes": (0.6, 3.0),
    "lost_trust": (0.04, 0.30),
    "gone": (0.13, 0.20),
    "unserved": (0.05, 0.5),
}


def score(answer: Funnel, context: Context) -> Score:
    """Points and reasons of every criterion that world or key judge."""
    case, worlds = draw_case(context), context.worlds(TASK, SCORING_WORLDS)
    base, expert = _others(context)
    passed = passed_breaches(answer.gates, case)
    mine = simulate(answer.design, case, worlds, passed)
    marks = (
        _mark_backwards(answer, case),
        _mark_forecast(answer, mine),
        _mark_left_over(mine, base, expert),
        _mark_target(mine, case),
        _mark_health(mine, base),
        _mark_gate(answer, case),
        _mark_change(answer, case, context),
    )
    return Score(task=TASK, variant=context.variant(TASK), marks=marks)


@lru_cache(maxsize=64)
def _others(context: Context) -> tuple[Outcome, Outcome]:
    """What the colleague and the senior reach in the same worlds; the same however often a trainee is scored."""
    case, worlds = draw_case(context), context.worlds(TASK, SCORING_WORLDS)
    return simulate(colleague(case), case, worlds), simulate(senior(case), case, worlds)


def backwards_share(answer: Funnel, case: Case) -> tuple[float, list[Message]]:
    """How well the counting backwards holds, 0-1, and what is off."""
    people: dict[str, float] = {stage.step: float(stage.people) for stage in answer.backwards}
    paper = expect(answer.design, case)
    told = paper.people
    pairs = [("reads", "came"), ("came", "stay"), ("stay", "buyers"), ("buyers", "looks"), ("looks", "clients")]
    earned, wrong = [], []
    for before, after in pairs:
        rate, usual = people[after] / max(people[before], 1), told[after] / max(told[before], 1)
        off = abs(np.log(max(rate, 1e-9) / max(usual, 1e-9)))
        earned.append(float(np.clip((RATIO_NONE - off) / (RATIO_NONE - RATIO_FULL), 0, 1)))
        if off > RATIO_FULL:
            wrong.append(
                message(
                    "From 「{before}」 to 「{after}」 you count with {rate:.1%}; this design gives about {usual:.1%}.",
                    before=STEP_NAMES[before],
                    after=STEP_NAMES[after],
                    rate=min(rate, 9.99),
                    usual=usual,
                )
            )
    comes = people["buyers"] * (answer.low_price_yuan - case.low_cost) + people["clients"] * (
        answer.high_price_yuan - case.high_cost
    )
    needed = case.target_yuan + _fixed_yuan(answer, case)
    cover = comes / max(needed, 1.0)
    closes = float(np.interp(cover, [0.4, 0.85, 1.8, 5.0], [0.0, 1.0, 1.0, 0.0]))
    if closes < 1:
        wrong.append(
            message(
                "Buyers and clients of your count bring {comes:,.0f} yuan; target and fixed costs need {needed:,.0f}.",
                comes=comes,
                needed=needed,
            )
        )
    return 0.6 * float(np.mean(earned)) + 0.4 * closes, wrong


def _fixed_yuan(answer: Funnel, case: Case) -> float:
    """What the design costs whoever buys: advertising, advisors, the desk."""
    ads = sum(sum(half.values()) for half in weekly_ads(answer.design, case)) * WEEKS / 2
    hours = answer.advisor_hours * number("advisor_yuan") + 7 * answer.desk_hours * number("desk_yuan")
    return ads + WEEKS * hours


def _mark_backwards(answer: Funnel, case: Case) -> Mark:
    share, wrong = backwards_share(answer, case)
    whole = message("Counted back from {target:,} yuan: {share:.0%} of it holds.", target=case.target_yuan, share=share)
    return mark(CRITERIA["backwards"], share, joined([whole, *wrong[:SAID]]), reached=share, target=1.0)


def _mark_forecast(answer: Funnel, mine: Outcome) -> Mark:
    """Interval scores of three figures, each against the best fixed interval and against knowing nothing."""
    shares, parts = [], []
    for name, prefix, widest in (("adds", "adds", 100.0), ("payers", "forecast", 100.0), ("clients", "clients", 50.0)):
        figure: Floats = np.maximum(getattr(mine, name), 1.0)
        low, high = getattr(answer, f"{prefix}_low"), getattr(answer, f"{prefix}_high")
        middle = float(np.median(figure))
        least, most = np.quantile(figure, [0.1, 0.9])
        best = interval_score(least, most, figure)
        ignorant = interval_score(max(middle / widest**0.5, 1.0), middle * widest**0.5, figure)
        got = interval_score(low, high, figure)
        shares.append(float(np.clip(1 - (got - best) / (ignorant - best), 0, 1)))
        held = float(np.mean((figure >= low) & (figure <= high)))
        what = {"adds": STEP_NAMES["adds"], "payers": message("Paying customers"), "clients": STEP_NAMES["clients"]}
        parts.append(
            message(
                "「{what}」 {low}-{high} held in {held:.0%} of worlds, 80% lie in {a:.0f}-{b:.0f}.",
                what=what[name],
                low=low,
                high=high,
                held=held,
                a=float(np.quantile(figure, 0.1)),
                b=float(np.quantile(figure, 0.9)),
            )
        )
    share = float(np.mean(shares))
    return mark(CRITERIA["forecast"], share, joined(parts), reached=share, target=1.0)


def left_over_share(mine: Outcome, base: Outcome, expert: Outcome) -> tuple[float, float]:
    """Where what is left over lies between colleague (0) and senior (1), by medians over worlds; standard error."""
    span = max(float(np.median(expert.worth_yuan - base.worth_yuan)), 1.0)
    gains = (mine.worth_yuan - base.worth_yuan) / span
    low, high = np.quantile(gains, [0.25, 0.75])
    return float(np.median(gains)), float(1.2533 * (high - low) / 1.349 / np.sqrt(gains.size))


def _mark_left_over(mine: Outcome, base: Outcome, expert: Outcome) -> Mark:
    share, se = left_over_share(mine, base, expert)
    reason = message(
        "Left over {mine:,.0f} yuan in the middle of the worlds: profit {profit:,.0f}, {stay:,.0f} members and "
        "{strikes:.1f} strikes counted in. Colleague {base:,.0f}, senior {expert:,.0f}. {why}",
        mine=float(np.median(mine.worth_yuan)),
        profit=float(np.median(mine.profit_yuan)),
        stay=float(np.median(mine.stay)),
        strikes=float(mine.strikes.mean()),
        base=float(np.median(base.worth_yuan)),
        expert=float(np.median(expert.worth_yuan)),
        why=_narrowest(mine, expert),
    )
    points = CRITERIA["left_over"].points
    return mark(
        CRITERIA["left_over"],
        AS_COLLEAGUE + TO_SENIOR * share,
        reason,
        uncertainty=round(points * TO_SENIOR * se, 3),
        reached=share,
        target=1.0,
    )


def _narrowest(mine: Outcome, expert: Outcome) -> Message:
    """Where the funnel is narrow, against the senior's, and what helps."""
    if float(np.median(mine.clients)) >= 0.85 * float(np.median(expert.clients)):
        if float(np.median(mine.spent_yuan)) > 1.15 * float(np.median(expert.spent_yuan)):
            return message("It served as many, and cost more: look at what each lead and each hour costs.")
        return message("The ladder holds; what is left is price and list.")
    if float(mine.talked.mean()) < 0.7:
        return message(
            "Only {talked:.0%} of those who looked at the dear offer were talked to: hours of advisors were the "
            "narrowest place, not traffic.",
            talked=float(mine.talked.mean()),
        )
    if float(np.median(mine.buyers)) < 0.7 * float(np.median(expert.buyers)):
        return message("Too few bought the course: offers, price and what brings people who want it.")
    return message("Buyers were there, few went on: a first price near the usual one sorts better.")


def _mark_target(mine: Outcome, case: Case) -> Mark:
    chance = float(np.mean(mine.profit_yuan >= case.target_yuan))
    reason = message(
        "Profit reaches {target:,} yuan in {chance:.0%} of worlds; half of them lie in {low:,.0f}-{high:,.0f}.",
        target=case.target_yuan,
        chance=chance,
        low=float(np.quantile(mine.profit_yuan, 0.25)),
        high=float(np.quantile(mine.profit_yuan, 0.75)),
    )
    se = float(np.sqrt(chance * (1 - chance) / mine.profit_yuan.size))
    points = CRITERIA["target"].points
    return mark(
        CRITERIA["target"], chance / SURE, reason, uncertainty=round(points * se / SURE, 3), reached=chance, target=SURE
    )


def _mark_health(mine: Outcome, base: Outcome) -> Mark:
    """Five troubles, a fifth each; who does next to nothing leaves no trouble and earns little."""
    figures = {
        "back_share": float(mine.back_share.mean()),
        "strikes": float(mine.strikes.mean()),
        "lost_trust": float(1 - mine.trust.mean()),
        "gone": float(mine.gone.mean()),
        "unserved": float(np.mean(mine.unserved / np.maximum(mine.unserved + mine.clients, 1)))
        + float(1 - mine.helped.mean()),
    }
    shares = [float(np.interp(figures[name], [full, none], [1.0, 0.0])) for name, (full, none) in LIMITS.items()]
    busy = min(1.0, float(np.median(mine.payers)) / (0.5 * max(float(np.median(base.payers)), 1.0)))
    clients = min(1.0, (1 + float(np.median(mine.clients))) / (1 + 0.5 * float(np.median(base.clients))))
    reason = message(
        "Given back {back_share:.1%}, strikes {strikes:.1f}, trust lost {lost_trust:.1%}, newcomers gone in 7 days "
        "{gone:.1%} (alarm 15%), paid and not served {unserved:.0%}.",
        **figures,
    )
    share = float(np.mean(shares)) * min(busy, clients)
    return mark(CRITERIA["health"], share, reason, reached=share, target=1.0)


def _mark_gate(answer: Funnel, case: Case) -> Mark:
    judged, names = gate.judge(answer.gates, case), rule_names()
    parts = [
        message(
            "{hits} of {all} arrows held rightly, {alarms} held for nothing; rule named {named}, way shown {mended}.",
            hits=len(judged.found.hits),
            all=len(judged.found.hits) + len(judged.found.missed),
            alarms=len(judged.found.false_alarms),
            named=len(judged.named),
            mended=len(judged.mended),
        )
    ]
    parts += [
        message("{id} breaks 「{rule}」: {why}", id=id, rule=names[case.arrows[id].rule], why=case.arrows[id].why)
        for id in judged.found.missed[:SAID]
    ]
    parts += [
        message("{id} may pass: {why}", id=id, why=case.arrows[id].why) for id in judged.found.false_alarms[:SAID]
    ]
    parts += [
        message("{id}: the rulebook says: {instead}", id=id, instead=rules()[case.arrows[id].rule].instead)
        for id in judged.found.hits
        if id not in judged.mended
    ][:1]
    return mark(CRITERIA["gate"], judged.share, joined(parts), reached=judged.share, target=1.0)


def change_worths(answer: Funnel, case: Case, context: Context) -> dict[Amendment, float]:
    """What going on as planned, the cure and the change chosen come to in this funnel, in yuan, after the news."""
    worlds, passed = context.worlds(TASK, TWIST_WORLDS, "twist"), passed_breaches(answer.gates, case)
    changes: dict[Amendment, None] = dict.fromkeys(("as_is", cure(case), answer.amendment))
    return {
        change: float(
            np.median(simulate(answer.design, case, worlds, passed, amended(answer.design, case, change)).worth_yuan)
        )
        for change in changes
    }


def _mark_change(answer: Funnel, case: Case, context: Context) -> Mark:
    """By what the change is worth in one's own funnel, between the worst and the best of those played."""
    worths = change_worths(answer, case, context)
    best = max(worths, key=worths.__getitem__)
    gap = max(worths[best] - worths["as_is"], SMALLEST_GAP)
    share = float(np.clip(1 - (worths[best] - worths[answer.amendment]) / gap, 0, 1))
    # a funnel on which the news has no grip shows nothing of how one answers it
    grip = min(1.0, abs(worths[best]) / 8000.0) if worths[best] > 0 else 0.0
    reason = message(
        "From week {week} on, 「{mine}」 leaves {a:,.0f} yuan in your funnel, going on as planned {b:,.0f}, "
        "「{best}」 {c:,.0f}.",
        week=TWIST_WEEK,
        mine=AMENDMENTS[answer.amendment],
        a=worths[answer.amendment],
        b=worths["as_is"],
        best=AMENDMENTS[best],
        c=worths[best],
    )
    return mark(CRITERIA["change"], share * grip, reason, reached=worths[answer.amendment], target=worths[best])


__all__ = ["CRITERIA", "STEPS", "backwards_share", "change_worths", "left_over_share", "score"]
