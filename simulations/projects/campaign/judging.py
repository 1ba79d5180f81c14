"""Points and reasons: what is played here, what a key knows next door."""

from functools import lru_cache

import numpy as np

from simulations.evaluate import interval_score, log_ratio
from simulations.identity import Context
from simulations.judging import by_regret, detection, joined, mark
from simulations.language import Message, message
from simulations.projects.campaign.answer import Campaign
from simulations.projects.campaign.case import FOLDER, TASK, draw_case
from simulations.projects.campaign.keyed import mark_budget, mark_compliance, mark_faked, mark_review, mark_risks
from simulations.projects.campaign.market import deal
from simulations.projects.campaign.numbers import own_numbers
from simulations.projects.campaign.plan import Plan
from simulations.projects.campaign.play import Outcome, gather, simulate
from simulations.projects.campaign.reading import (
    best_deals,
    best_decisions,
    colleague,
    deals,
    decisions_of,
    money_of,
    planned,
    read_plan,
    senior,
    surplus,
    usual_decisions,
)
from simulations.projects.campaign.schedule import by_hand, earliest, lateness
from simulations.projects.campaign.setting import Case
from simulations.task import Mark, Score, load_criteria
from simulations.world.draws import Floats, Worlds

SCORING_WORLDS, BRANCHES, WEEKS_BEFORE = 80, 40, 400
CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}
LIKELY = (0.4, 0.8)  # chance of a goal that is well set
NO_GOAL = (0.08, 0.99)  # chance that makes it a wish, or no goal at all
AS_COLLEAGUE, TO_SENIOR = 0.12, 0.93  # of the points for who is back: for being like the colleague; where full is
BEST_DEALS = 0.75  # of the best surplus that earns all: nobody knows to the yuan what they would take
LEVEL = 0.8


def score(answer: Campaign, context: Context) -> Score:
    """Points and reasons of every criterion that world or key judge."""
    case, worlds = draw_case(context), context.worlds(TASK, SCORING_WORLDS)
    plan, chosen = read_plan(answer, case), decisions_of(answer, case)
    mine = simulate(plan, case, worlds, chosen)
    marks = (
        _mark_goal(answer, mine),
        _mark_tail(plan, case, mine, context),
        mark_budget(CRITERIA["budget"], answer, case, plan),
        mark_compliance(CRITERIA["compliance"], answer, case),
        _mark_kols(answer, case),
        mark_faked(CRITERIA["faked"], answer, case),
        _mark_schedule(answer, case, context.worlds(TASK, WEEKS_BEFORE, "weeks before")),
        mark_risks(CRITERIA["risks"], answer, case),
        _mark_surprises(answer, case, plan, mine, context),
        mark_review(CRITERIA["review"], answer, case),
        _mark_forecast(answer, mine.joined),
    )
    return Score(task=TASK, variant=context.variant(TASK), marks=marks)


def chance_share(chance: float) -> float:
    """What a chance of attainment earns: all within 40-80%, nothing for a sure thing or a wish."""
    if chance < LIKELY[0]:
        return float(np.clip((chance - NO_GOAL[0]) / (LIKELY[0] - NO_GOAL[0]), 0, 1))
    return float(np.clip((NO_GOAL[1] - chance) / (NO_GOAL[1] - LIKELY[1]), 0, 1))


def _mark_goal(answer: Campaign, mine: Outcome) -> Mark:
    chances = (
        float(np.mean(mine.joined >= answer.goal_joined)),
        float(np.mean(mine.back >= answer.goal_back)),
    )
    reason = message(
        "With this plan {joined} joining are reached in {a:.0%} of worlds, {back} back in {b:.0%}; 40-80% is well set. "
        "Half of the worlds bring {median_joined:.0f} or more joining, {median_back:.0f} or more back.",
        joined=answer.goal_joined,
        back=answer.goal_back,
        a=chances[0],
        b=chances[1],
        median_joined=float(np.median(mine.joined)),
        median_back=float(np.median(mine.back)),
    )
    share = sum(map(chance_share, chances)) / 2
    return mark(CRITERIA["goal"], share, reason, reached=sum(chances) / 2, target=0.6)


@lru_cache(maxsize=64)
def _others(context: Context) -> tuple[Floats, Floats]:
    """People back with the colleague and with the senior, in the same worlds; the same for every answer."""
    case, worlds = draw_case(context), context.worlds(TASK, SCORING_WORLDS)
    base = simulate(colleague(case), case, worlds, usual_decisions(case))
    expert = simulate(senior(case), case, worlds, best_decisions(case))
    return base.back, expert.back


def _mark_tail(plan: Plan, case: Case, mine: Outcome, context: Context) -> Mark:
    """The colleague decides as he would, the senior as is best, the trainee as he did: money and trust are one."""
    base, expert = _others(context)
    effect, full = log_ratio(mine.back, base), TO_SENIOR * log_ratio(expert, base).mean
    share = AS_COLLEAGUE + (1 - AS_COLLEAGUE) * effect.mean / full
    facts = {
        "back": float(np.median(mine.back)),
        "joined": float(np.median(mine.joined)),
        "ratio": effect.ratio,
        "expert": float(np.exp(log_ratio(expert, base).mean)),
    }
    reason = message(
        "{joined:.0f} join, {back:.0f} are back within 7 days: {ratio:.1f} times the colleague's in the same worlds "
        "(a senior: {expert:.1f}). {why}",
        why=_weakest(plan, case, mine),
        **facts,
    )
    uncertainty = round(CRITERIA["tail"].points * (1 - AS_COLLEAGUE) * effect.se / full, 3)
    return mark(CRITERIA["tail"], share, reason, reached=effect.ratio, target=facts["expert"], uncertainty=uncertainty)


def _weakest(plan: Plan, case: Case, mine: Outcome) -> Message:
    """What a senior would point at first."""
    if plan.shares:
        return message(
            "Passing on was paid for: the page is closed in {share:.0%} of worlds, and who checked in cannot go on.",
            share=float(mine.stopped.mean()),
        )
    if plan.reward_yuan * float(np.median(mine.finished)) > 1.15 * (plan.money["rewards"] + plan.money["reserve"]):
        return message("More rewards are earned than there is money for: who is not paid does not come back.")
    if float(np.median(mine.public)) > 12:
        return message(
            "{n:.0f} complaints went public: hands at the desk and deposits that lie ready cost less than that.",
            n=float(np.median(mine.public)),
        )
    if not 5 <= plan.deposit_yuan <= 50:
        return message("A deposit of 10-40 yuan keeps empty joiners away and still lets most people in.")
    if plan.poster < 0.75:
        return message("The poster is worth {share:.0%}: whose pain, 21 days, a figure of ours, one thing to do.",
                       share=plan.poster)  # fmt: skip
    if not plan.showcase:
        return message("Works on show are what people pass on without being paid.")
    if plan.spots:
        return message("{n} rewards: when they are gone few come.", n=plan.spots)
    if surplus(dict(plan.hired), case) < 0:
        return message("The partners cost more than the people they send are worth.")
    return message("What is left is in how the money is split.")


def _mark_kols(answer: Campaign, case: Case) -> Mark:
    got, best = deals(answer, case, money_of(answer, case)["kols"]), best_deals(case)
    mine, target = surplus(got, case), surplus(best, case)
    parts = [
        message(
            "{n} partners agreed; people worth {value:+.0f} yuan over the price (the best choice: {best:+.0f}).",
            n=len(got),
            value=mine,
            best=target,
        )
    ]
    offered = {row.kol: row for row in answer.offers}
    for id, row in offered.items():
        partner = case.partners[id]
        if id in best and row.first_yuan < partner.insult_yuan:
            parts.append(message("{name} took the first offer for an insult and left.", name=partner.name))
        elif id in best and deal(partner, row.first_yuan, row.most_yuan) is None:
            parts.append(message("{name} would have cost a little more than your most.", name=partner.name))
        elif id in got and id not in best:
            parts.append(message("{name} is not worth {price} yuan.", name=partner.name, price=got[id]))
    missed = [case.partners[id].name for id in best if id not in offered]
    if missed:
        parts.append(message("Not asked: {names}.", names="、".join(missed)))
    return mark(CRITERIA["kols"], mine / (BEST_DEALS * target), joined(parts[:4]), reached=mine, target=target)


def _mark_schedule(answer: Campaign, case: Case, worlds: Worlds) -> Mark:
    """Half for being ready in time, a quarter each for who waits for whom and for the critical path."""
    site, rows = case.site, planned(answer)
    early_at = earliest(site.jobs)
    ready = float(np.mean(lateness(rows, site, worlds) <= 0))
    expert = float(np.mean(lateness(by_hand(site), site, worlds) <= 0))
    drawn = detection([f"{row.task} {other}" for row in answer.tasks for other in row.depends_on],
                      [f"{job} {other}" for job, other in sorted(site.waits)])  # fmt: skip
    path = detection(answer.critical, sorted(site.critical))
    share = 0.5 * min(ready / expert, 1.0) + 0.25 * drawn.share + 0.25 * path.share
    parts = [
        message(
            "All is ready in time in {ready:.0%} of worlds (a senior's plan: {expert:.0%}). {hits} of {all} waits "
            "found, {false} that are none. The critical path: {path}.",
            ready=ready,
            expert=expert,
            hits=len(drawn.hits),
            all=len(site.waits),
            false=len(drawn.false_alarms),
            path="、".join(f"{id} {site.jobs[id].name}" for id in sorted(site.critical, key=lambda id: early_at[id])),
        )
    ]
    starts = {row.job: row for row in rows}
    early = [
        (row.job, other)
        for row in rows
        for other in site.jobs[row.job].after
        if other in starts and starts[other].end >= row.start
    ]
    if early:
        job, other = early[0]
        parts.append(
            message(
                "{job} begins before {other} is done: it is done twice.",
                job=site.jobs[job].name,
                other=site.jobs[other].name,
            )
        )
    return mark(CRITERIA["schedule"], share, joined(parts), reached=ready, target=expert)


def _mark_surprises(answer: Campaign, case: Case, plan: Plan, mine: Outcome, context: Context) -> Mark:
    """Each decision by regret in branches of one's own campaign: what came before stays, what follows is usual."""
    worlds = context.worlds(TASK, BRANCHES, "branches")
    rate = float(mine.public.sum() / max(mine.complaints.sum(), 1.0))
    gathered = gather(plan, case, worlds)
    chosen, shares, parts = decisions_of(answer, case), [], list[Message]()
    for number, event in enumerate(case.events.values()):
        before = dict(list(chosen.items())[:number])
        later = dict(list(usual_decisions(case).items())[number + 1 :])
        worth = {
            option: _worth(
                simulate(
                    plan,
                    case,
                    worlds,
                    {**before, event.id: option, **later},
                    gathered=gathered,
                    public_rate=rate,
                )
            )
            for option in event.options
        }
        share = by_regret(worth, chosen[event.id], nothing=float(np.mean(list(worth.values()))))
        shares.append(share)
        best = max(worth, key=worth.__getitem__)
        if share < 0.9:
            parts.append(
                message(
                    "Day {day}: 「{best}」 would have been worth {yuan:,.0f} yuan more.",
                    day=event.day,
                    best=event.options[best].text,
                    yuan=worth[best] - worth[chosen[event.id]],
                )
            )
    whole = message("{n} of 3 decisions as good as any.", n=sum(share >= 0.9 for share in shares))
    return mark(CRITERIA["surprises"], sum(shares) / 3, joined([whole, *parts]), reached=sum(shares), target=3)


def _worth(out: Outcome) -> float:
    """People back and complaints that went public, in yuan, less what was spent."""
    own = own_numbers()
    return float(np.mean(own["back_yuan"] * out.back - own["public_yuan"] * out.public - out.spent_yuan))


def _mark_forecast(answer: Campaign, came: Floats) -> Mark:
    """Interval score between the best fixed interval and one over two powers of ten."""
    low, high = np.quantile(came, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    best, ignorant = interval_score(low, high, came), interval_score(100, 10_000, came)
    mine = interval_score(answer.forecast_low, answer.forecast_high, came)
    hits = float(np.mean((came >= answer.forecast_low) & (came <= answer.forecast_high)))
    reason = message(
        "{mine_low}-{mine_high} holds in {hits:.0%} of worlds; 80% lie in {low:.0f}-{high:.0f}.",
        mine_low=answer.forecast_low,
        mine_high=answer.forecast_high,
        hits=hits,
        low=float(low),
        high=float(high),
    )
    share = 1 - (mine - best) / max(ignorant - best, 1e-9)
    return mark(CRITERIA["forecast"], share, reason, reached=hits, target=LEVEL)
