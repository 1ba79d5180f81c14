"""Points and reasons: what was claimed and why, one's own test by the rules and in hidden worlds, its read-out."""

from collections.abc import Iterator

import numpy as np

from simulations.identity import Context
from simulations.judging import joined, mark
from simulations.language import Message, message
from simulations.projects.title_ab_test import campaign
from simulations.projects.title_ab_test.answer import (
    CONFOUNDER_LABELS,
    NEXT_LABELS,
    REASON_LABELS,
    VERDICT_LABELS,
    Readout,
)
from simulations.projects.title_ab_test.case import FOLDER, TASK, Case, Finished, draw_case
from simulations.projects.title_ab_test.play import (
    SCORING_WORLDS,
    TRIAL_WORLDS,
    Played,
    best_of,
    colleague,
    plan_of,
    sealed,
    simulate,
)
from simulations.projects.title_ab_test.posterior import belief, belief_in, earned, lazy, shrunk, truth_of
from simulations.reading import read_yaml
from simulations.split_tests import compare, sample_size
from simulations.task import Mark, Score, load_criteria
from simulations.world.draws import Floats

CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}
NAMED = 3  # tests that a reason names
NEXT_SHARE = 1 / 3  # of a test's reason: what comes next
FULL_AT = 0.95  # of the best plan's worth
CLICKS_ENOUGH = 400  # in the sealed test, both versions together
OFF = 25.0  # percentage points by which a confidence may be off before it earns nothing
ENOUGH, MORE_THAN_ENOUGH = 0.9, 2.0  # people, of those the formula asks for


def score(answer: Readout, context: Context) -> Score:
    """Points and reasons of every criterion that key or world judges."""
    case = draw_case(context)
    played = simulate(plan_of(answer, case), case, context.worlds(TASK, SCORING_WORLDS))
    marks = (
        _mark_claims(answer, case),
        _mark_reasons(answer, case),
        _mark_calibration(answer, case, played),
        _mark_rules(answer, case),
        _mark_worth(case, played, context),
        _mark_readout(answer, case, context),
        _mark_campaign(answer, case, context),
    )
    return Score(task=TASK, variant=context.variant(TASK), marks=marks)


def _why(test: Finished) -> str:
    return str(read_yaml(FOLDER / "kinds.yaml")["kinds"][test.kind]["why"])


def _mark_claims(answer: Readout, case: Case) -> Mark:
    """Expected pay over the posterior; nothing for whoever says the same of every test."""
    verdicts: dict[str, str] = {claim.test: claim.verdict for claim in answer.claims}
    reached, floor = earned(case, verdicts), lazy(case)
    share = (reached - floor) / (len(case.tests) - floor)
    true, claimed = truth_of(case, answer.claims)
    parts = [
        message(
            "{claimed} of {tests} tests claimed for A or B; of these claims {true:.0%} are true to be expected.",
            claimed=claimed,
            tests=len(case.tests),
            true=true,
        )
    ]
    beliefs = {id: belief_in(test) for id, test in case.tests.items()}
    lost = {id: 1 - beliefs[id].share(verdicts[id]) if id in verdicts else 1.0 for id in case.tests}
    worst = sorted((id for id in lost if lost[id] > 0.4), key=lambda id: -lost[id])[:NAMED]
    for id in worst:
        chances, best = beliefs[id].chances, beliefs[id].best
        parts.append(
            message(
                "{test}: {best}; A truly better {a:.0%}, B {b:.0%}. {why}.",
                test=id,
                best=VERDICT_LABELS[best],
                a=chances["a"],
                b=chances["b"],
                why=_why(case.tests[id]),
            )
        )
    if not worst:
        parts.append(message("Every claim that could be made was made, and no other."))
    return mark(CRITERIA["claims"], share, joined(parts), reached=reached, target=len(case.tests))


def _reasoned(case: Case, id: str, reason: str, then: str) -> float:
    kind = read_yaml(FOLDER / "kinds.yaml")["kinds"][case.tests[id].kind]
    return float((reason == kind["reason"]) * (1 - NEXT_SHARE) + (then in kind["next"]) * NEXT_SHARE)


def _mark_reasons(answer: Readout, case: Case) -> Mark:
    """Reason and next step of every test; nothing for whoever gives the same to all."""
    kinds = read_yaml(FOLDER / "kinds.yaml")["kinds"]
    floor = max(
        sum(_reasoned(case, id, reason, then) for id in case.tests) for reason in REASON_LABELS for then in NEXT_LABELS
    )
    got = {claim.test: _reasoned(case, claim.test, claim.reason, claim.next) for claim in answer.claims}
    share = (sum(got.values()) - floor) / (len(case.tests) - floor)
    right = sum(claim.reason == kinds[case.tests[claim.test].kind]["reason"] for claim in answer.claims)
    parts = [message("{n} of {of} tests with the right reason.", n=right, of=len(case.tests))]
    for claim in [claim for claim in answer.claims if got[claim.test] < 1][:NAMED]:
        kind = kinds[case.tests[claim.test].kind]
        parts.append(
            message(
                "{test}: {reason} ({why}). Next: {then}.",
                test=claim.test,
                reason=REASON_LABELS[kind["reason"]],
                why=kind["why"],
                then=NEXT_LABELS[kind["next"][0]],
            )
        )
    return mark(CRITERIA["reasons"], share, joined(parts), reached=right, target=len(case.tests))


def _mark_calibration(answer: Readout, case: Case, played: Played) -> Mark:
    """Half for the share of true claims one expects of oneself, half for the forecast of one's design."""
    true, claimed = truth_of(case, answer.claims)
    off = abs(answer.confidence - 100 * true)
    own = max(1 - off / OFF, 0.0) if claimed >= 2 else 0.0
    chance = float(played.right.mean())
    forecast = _forecast(answer.forecast_low, answer.forecast_high, chance) if played.worth > 0 else 0.0
    reason = message(
        "You expected {said} of 100 claims to be true; {true:.0f} are. Your design says something true in {right:.0f} "
        "of 100 worlds; you said {low} to {high}.",
        said=answer.confidence,
        true=100 * true,
        right=100 * chance,
        low=answer.forecast_low,
        high=answer.forecast_high,
    )
    return mark(CRITERIA["calibration"], (own + forecast) / 2, reason, reached=own + forecast, target=2.0)


def _forecast(low: int, high: int, chance: float) -> float:
    """Interval score of a forecast of how many of a hundred worlds, against the best one and against 0 to 100."""
    from scipy.stats import binom

    counts = np.arange(TRIAL_WORLDS + 1)
    weights = binom.pmf(counts, TRIAL_WORLDS, chance)

    def cost(lower: float, upper: float) -> float:
        missed: Floats = np.maximum(lower - counts, 0) + np.maximum(counts - upper, 0)
        return float(upper - lower + 10 * (missed * weights).sum())

    best = cost(*(float(end) for end in binom.ppf((0.1, 0.9), TRIAL_WORLDS, chance)))
    return max(1 - (cost(low, high) - best) / (TRIAL_WORLDS - best), 0.0)


def _rules(answer: Readout, case: Case) -> Iterator[tuple[bool, Message]]:
    """Each rule of a design: whether it is kept, and what would have been better."""
    method = case.methods[answer.split]
    yield (
        answer.change == "title",
        message("One change: the title. What is changed along with it cannot be told apart."),
    )
    yield (
        answer.metric in ("opens", "finishes"),
        message("The figure is a rate of all who were shown it; sums grow with the people, likes come from few."),
    )
    yield answer.guardrail in ("finish", "unfollow"), message("A guardrail shows bait: finishing or unfollows.")
    yield (
        abs(answer.rate / (100 * method.rate) - 1) < 0.15,
        message("This way of splitting starts from {rate:.2%}, not {said:g}%.", rate=method.rate, said=answer.rate),
    )
    yield (
        answer.confounder == method.confounder,
        message("What can still fool you there: {what}.", what=CONFOUNDER_LABELS[method.confounder]),
    )
    yield (
        0.5 * case.asked <= answer.effect <= 1.2 * case.asked,
        message("Asked was whether it brings {asked}%; a test for {effect}% answers another question.",
                asked=case.asked, effect=answer.effect),
    )  # fmt: skip
    needed = sample_size(method.rate, answer.effect / 100)
    yield (
        ENOUGH * needed <= min(answer.per_arm, method.most) <= MORE_THAN_ENOUGH * needed,
        message("For {effect}% at {rate:.2%} it takes {needed:,} people per version, you have {have:,}.",
                effect=answer.effect, rate=method.rate, needed=needed, have=min(answer.per_arm, method.most)),
    )  # fmt: skip
    looks_right = answer.stopping == "fixed" or (answer.stopping == "corrected" and answer.looks > 1)
    yield (
        looks_right and answer.undecided == "keep",
        message("Looks, threshold and what happens without a find stand before the first number does."),
    )


def _mark_rules(answer: Readout, case: Case) -> Mark:
    kept = [*_rules(answer, case)]
    broken = [what for right, what in kept if not right]
    n = len(kept) - len(broken)
    parts = [message("{n} of {of} rules kept.", n=n, of=len(kept)), *broken[:NAMED]]
    return mark(CRITERIA["design_rules"], n / len(kept), joined(parts), reached=n, target=len(kept))


def _mark_worth(case: Case, played: Played, context: Context) -> Mark:
    best, target = best_of(context)
    base = simulate(colleague(case), case, context.worlds(TASK, SCORING_WORLDS))
    nothing = played.truth == 0
    reason = message(
        "In {worlds} hidden worlds: something true said in {right:.0%}, something false in {wrong:.0%}, after "
        "{weeks:.1f} weeks on average; of the worlds without any difference {false:.0%} were given a winner. Worth "
        "{worth:+.2f}, a decent colleague's {base:+.2f}, the best plan's {target:+.2f} "
        "({split}, {people:,} each, looks: {looks}).",
        worlds=SCORING_WORLDS,
        right=float(played.right.mean()),
        wrong=float(played.wrong.mean()),
        weeks=float(played.weeks.mean()),
        false=float((played.said[nothing] != 0).mean()),
        worth=played.worth,
        base=base.worth,
        target=target,
        split=best.method.about.partition("：")[0],
        people=best.per_arm,
        looks=best.looks,
    )
    share = played.worth / (FULL_AT * target)
    return mark(CRITERIA["design_worth"], share, reason, reached=played.worth, target=target)


def _close(given: float, truth: float, allowed: float) -> float:
    """1 within what rounding and method may differ, 0 from three times that on."""
    return min(max(1.5 - abs(given - truth) / allowed / 2, 0.0), 1.0)


def _mark_readout(answer: Readout, case: Case, context: Context) -> Mark:
    """Lift a fifth, interval and shrunk lift a quarter each, the rest for what is said of it."""
    plan = plan_of(answer, case)
    a, b = sealed(plan, context)
    told, bias = compare(a, b), plan.method.bias
    lift, low, high = (100 * min(max(x, -0.95), 5.0) for x in (told.lift, told.low, told.high))
    left = 100 * shrunk(a, b, bias)
    width = max((high - low) * 0.1, 1.0)
    found = belief(a, b, bias)
    ends = (_close(answer.lift_low, low, width) + _close(answer.lift_high, high, width)) / 2
    share = (
        0.2 * _close(answer.lift, lift, 0.7)
        + 0.25 * ends
        + 0.25 * _close(answer.shrunk, left, max(abs(lift - left) * 0.25, 1.0))
        + 0.3 * max(found.share(answer.verdict), 0.0)
    )
    weight = min((a.clicks + b.clicks) / CLICKS_ENOUGH, 1.0)
    reason = message(
        "{lift:+.1f}% ({low:+.1f}% to {high:+.1f}%), shrunk {left:+.1f}%. {verdict}: A better {a:.0%}, B {b:.0%}.",
        lift=lift,
        low=low,
        high=high,
        left=left,
        verdict=VERDICT_LABELS[found.best],
        a=found.chances["a"],
        b=found.chances["b"],
    )
    if weight < 1:
        few = message("{n:.0f} clicks are too few to read anything from.", n=a.clicks + b.clicks)
        reason = joined([reason, few])
    return mark(CRITERIA["readout"], share * weight, reason, reached=answer.lift, target=lift)


def _mark_campaign(answer: Readout, case: Case, context: Context) -> Mark:
    worlds = context.worlds(TASK, campaign.SCORING_WORLDS, "campaign")

    def worth(policy: campaign.Policy) -> float:
        return campaign.share_out(policy, case.campaign, worlds).worth

    mine = campaign.share_out(campaign.policy_of(answer), case.campaign, worlds)
    even, base = worth(campaign.Policy("even")), worth(campaign.colleague())
    best, target = campaign.best_of(context)
    named = {
        "even": message("even to the end"),
        "commit": message("{explore:.0%} even, then all to the best", explore=best.explore),
        "bandit": message("a bandit that chooses {rounds} times", rounds=best.rounds),
    }[best.name]
    reason = message(
        "{mine:.0%} of what could be gained; even to the end {even:.0%}, a decent colleague {base:.0%}, the best here "
        "{target:.0%}: {named}. The best title was kept in {kept:.0%} of worlds.",
        mine=mine.worth,
        even=max(even, 0.0),
        base=base,
        target=target,
        named=named,
        kept=mine.best_kept,
    )
    share = (mine.worth - even) / (target - even)
    return mark(CRITERIA["campaign"], share, reason, reached=mine.worth, target=target)
