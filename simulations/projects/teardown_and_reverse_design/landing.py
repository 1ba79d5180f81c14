"""Marks of the reverse design: the margin against colleague and seniors in the same worlds, the numbers backwards."""

from itertools import pairwise

import numpy as np

from simulations.evaluate import log_ratio
from simulations.judging import joined, mark
from simulations.language import listed, message
from simulations.projects.teardown_and_reverse_design.answer import STEP_NAMES, STEPS, Teardown
from simulations.projects.teardown_and_reverse_design.brief import Brief
from simulations.projects.teardown_and_reverse_design.design import (
    BOUGHT,
    best_senior,
    breaches_of,
    colleague,
    read_plan,
    simulate,
)
from simulations.task import Criterion, Mark
from simulations.world.draws import Worlds
from simulations.world.rulebook.rules import rule

NO_POINTS = -0.45  # log margin against the colleague from which on there are points
END_SHARE = 0.2  # of the numbers, for the last step; the rest for the rates between steps
BLIND = 0.25  # share that numbers get that are multiples of one another
EXACT, USELESS = float(np.log(1.2)), float(np.log(1.9))  # how far off a rate may be for all of its points, for none


def mark_margin(criterion: Criterion, answer: Teardown, brief: Brief, worlds: Worlds) -> Mark:
    """The margin in logs: nothing well below the colleague, all at the senior's plan that suits this brief best."""
    plan = read_plan(answer, brief)
    mine, base = simulate(plan, brief, worlds), simulate(colleague(brief), brief, worlds)
    effect = log_ratio(mine.figure(brief), base.figure(brief))
    senior = best_senior(brief, worlds)
    best = log_ratio(simulate(senior, brief, worlds).figure(brief), base.figure(brief)).mean
    share = (effect.mean - NO_POINTS) / (best - NO_POINTS)
    parts = [
        message(
            "Margin {margin:,.0f} yuan on average, the colleague's {base:,.0f}; {target} sold and kept in {chance:.0%} "
            "of the worlds.",
            margin=float(mine.margin.mean()),
            base=float(base.margin.mean()),
            target=brief.target,
            chance=float((mine.kept >= brief.target).mean()),
        )
    ]
    broken = breaches_of(plan)
    if broken:
        parts.append(
            message(
                "Breaks {rules}: found in {found:.0%} of the worlds, and then the way in is gone.",
                rules=listed(rule(slug).name for slug in broken),
                found=float((mine.found > 0).mean()),
            )
        )
    hours = float(mine.hours.mean())
    if hours > 1.1 * brief.hours:
        parts.append(
            message(
                "{hours:.0f} hours would be needed and there are {of}: what is done in a hurry comes back as refunds.",
                hours=hours,
                of=brief.hours,
            )
        )
    spent = sum(way.yuan for way in answer.contacts if way.contact in BOUGHT)
    if spent > brief.budget:
        parts.append(
            message("{spent:,} yuan were planned, {budget:,} are there: cut.", spent=spent, budget=brief.budget)
        )
    if len(parts) == 1 and share < 0.8:
        parts.append(
            message(
                "More was in it: ask again who would pay {price} yuan, and whether pack, filter and offer are for the "
                "same person ({share:.0%} of those who see us are the ones a senior would write for).",
                price=brief.price,
                share=brief.shares[senior.segment],
            )
        )
    uncertainty = round(criterion.points * effect.se / (best - NO_POINTS), 3)
    return mark(
        criterion,
        share,
        joined(parts),
        reached=round(effect.ratio, 3),
        target=round(float(np.exp(best)), 3),
        uncertainty=uncertainty,
    )


def mark_backwards(criterion: Criterion, answer: Teardown, brief: Brief, worlds: Worlds) -> Mark:
    """A fifth for the last step, the rest for the rates between steps against those of one's own design."""
    outcome = simulate(read_plan(answer, brief), brief, worlds)
    people = {row.step: row.people for row in answer.needed}
    if set(people) != set(STEPS):
        return mark(criterion, 0.0, message("Each of the seven steps is needed once."), reached=0, target=len(STEPS))
    kept = float(outcome.kept.mean() / max(outcome.people["high"].mean(), 1e-9))
    end = _near(people["high"], brief.target / max(kept, 0.2))
    shares, wrong = [], []
    for before, after in pairwise(STEPS):
        came = float(outcome.people[after].mean() / max(outcome.people[before].mean(), 1e-9))
        said = people[after] / people[before] if people[before] else 0.0
        near = _near(said, came) if said <= 1 else 0.0
        shares.append(near)
        if near < 0.5:
            wrong.append((near, before, after, said, came))
    parts = [
        message(
            "{n} of {of} rates lie close to those of your own design.",
            n=sum(share >= 0.5 for share in shares),
            of=len(shares),
        )
    ]
    for _near_to, before, after, said, came in sorted(wrong)[:2]:
        parts.append(
            message(
                "From 「{before}」 to 「{after}」: {said:.2%} said, {came:.2%} came.",
                before=STEP_NAMES[before],
                after=STEP_NAMES[after],
                said=said,
                came=came,
            )
        )
    reach = float(outcome.people["seen"].mean())
    if people["seen"] > 1.5 * reach:
        parts.append(
            message(
                "Your numbers ask for {asked:,} who see it; the ways you chose bring {reach:,.0f}.",
                asked=people["seen"],
                reach=reach,
            )
        )
    if end < 0.5:
        parts.append(
            message(
                "To keep {target} after refunds about {need:.0f} have to buy.",
                target=brief.target,
                need=brief.target / max(kept, 0.2),
            )
        )
    share = (END_SHARE * end + (1 - END_SHARE) * float(np.mean(shares)) - BLIND) / (1 - BLIND)
    return mark(criterion, share, joined(parts), reached=round(share, 3), target=1.0)


def _near(said: float, came: float) -> float:
    """1 within a fifth, 0 from nearly twice on, in logs."""
    if said <= 0 or came <= 0:
        return 0.0
    return float(np.clip((USELESS - abs(np.log(said / came))) / (USELESS - EXACT), 0.0, 1.0))
