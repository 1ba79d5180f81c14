"""Points for what is played: two budgets against a colleague's, the forecast, the pilot."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from simulations.evaluate import interval_score, log_ratio
from simulations.judging import joined, mark
from simulations.language import Message, message
from simulations.projects.attribution_and_channels.answer import CHANNEL_LABELS, Plan
from simulations.projects.attribution_and_channels.case import Case
from simulations.projects.attribution_and_channels.market import draw_business
from simulations.projects.attribution_and_channels.pilot import QUARTER_DAYS, Rule
from simulations.projects.attribution_and_channels.play import Outcome, columns_of, simulate
from simulations.task import Criterion, Mark
from simulations.world.draws import Floats, Worlds
from simulations.world.journeys import CHANNELS, Channel

NEAR = 0.85  # of what a good plan gains on the colleague's, log scale: all points
COLLEAGUE = 0.5  # of the points for doing as well as the colleague
LEAST_ROOM = 0.01  # log ratio between a good plan and the colleague's, at least
AWAY = 3_000  # yuan from which on a difference is worth a word
IGNORANT = 2.0  # somebody who knows nothing says from half to double


def played(answer: Plan, case: Case, worlds: Worlds) -> tuple[Outcome, Outcome]:
    """Both versions in all worlds."""
    first, cut = columns_of(answer.budget)
    business = case.business
    return simulate(first, business, worlds, business.total), simulate(cut, business, worlds, business.total_cut)


def mark_budgets(
    first: Criterion, second: Criterion, answer: Plan, case: Case, worlds: Worlds, came: tuple[Outcome, Outcome]
) -> tuple[Mark, Mark]:
    """Kept orders of both versions: as the colleague's earns half the points, nearly as a good plan's all."""
    totals = case.business.total, case.business.total_cut
    one, other = (
        _mark_budget(criterion, sum(plan.values()), outcome, yardstick, total)
        for criterion, plan, outcome, yardstick, total in zip(
            (first, second),
            columns_of(answer.budget),
            came,
            _yardsticks(case.business.variant, worlds),
            totals,
            strict=True,
        )
    )
    return one, other


@dataclass(frozen=True)
class _Yardstick:
    """What a colleague's plan and a good one come to, and the good one itself."""

    colleague: Floats
    good: Floats
    plan: Mapping[Channel, float]


@lru_cache(maxsize=16)
def _yardsticks(variant: str, worlds: Worlds) -> tuple[_Yardstick, _Yardstick]:
    """For both versions; the same for every answer to a case."""
    business = draw_business(variant)
    first, cut = (
        _Yardstick(
            colleague=simulate(colleague, business, worlds, total).kept,
            good=simulate(good, business, worlds, total).kept,
            plan=good,
        )
        for colleague, good, total in zip(
            business.colleagues, business.good_plans, (business.total, business.total_cut), strict=True
        )
    )
    return first, cut


def _mark_budget(criterion: Criterion, planned: float, outcome: Outcome, yardstick: _Yardstick, total: float) -> Mark:
    mine = log_ratio(outcome.kept, yardstick.colleague)
    best = log_ratio(yardstick.good, yardstick.colleague)
    room = max(NEAR * best.mean, LEAST_ROOM)
    share = COLLEAGUE + (1 - COLLEAGUE) * mine.mean / room
    parts = [
        message(
            "{ratio:.1%} of the colleague's kept orders in the same worlds; a good plan gets {good:.1%}.",
            ratio=mine.ratio,
            good=best.ratio,
        )
    ]
    if planned > 1.005 * total:
        parts.append(message("{over:,.0f} yuan more were planned than there are: all but what is owed was cut down.",
                             over=planned - total))  # fmt: skip
    if sum(outcome.spend.values()) < 0.99 * total:
        parts.append(message("{left:,.0f} yuan were not planned and lapsed.", left=total - sum(outcome.spend.values())))
    if told := _moves(outcome.spend, yardstick.plan):
        parts.append(told)
    uncertainty = round(criterion.points * (1 - COLLEAGUE) * mine.se / room, 3)
    return mark(criterion, share, joined(parts), reached=mine.ratio, target=best.ratio, uncertainty=uncertainty)


def _moves(spend: Mapping[Channel, float], good: Mapping[Channel, float]) -> Message | None:
    """Where most money lies too much, and where it is missed most."""
    gaps = {channel: spend[channel] - good[channel] for channel in CHANNELS}
    most, least = max(gaps, key=lambda c: gaps[c]), min(gaps, key=lambda c: gaps[c])
    if gaps[most] < AWAY or -gaps[least] < AWAY:
        return None
    return message(
        "The next yuan brings more in {to} than in {source}: {more:,.0f} missing there, {less:,.0f} too many here.",
        to=CHANNEL_LABELS[least],
        source=CHANNEL_LABELS[most],
        more=-gaps[least],
        less=gaps[most],
    )


def mark_forecast(criterion: Criterion, answer: Plan, kept: Floats) -> Mark:
    """The interval for kept orders, by the interval score against the honest quantiles."""
    low, middle, high = (float(np.quantile(kept, q)) for q in (0.1, 0.5, 0.9))
    if answer.forecast_low > answer.forecast_high:
        return mark(criterion, 0.0, message("The lower end lies above the upper end."), reached=0.0, target=0.8)
    best = interval_score(low, high, kept)
    ignorant = interval_score(middle / IGNORANT, middle * IGNORANT, kept)
    mine = interval_score(answer.forecast_low, answer.forecast_high, kept)
    hits = float(np.mean((kept >= answer.forecast_low) & (kept <= answer.forecast_high)))
    reason = message(
        "{mine_low}-{mine_high} holds in {hits:.0%} of worlds; 80% lie in {low:.0f}-{high:.0f}, median {median:.0f}.",
        mine_low=answer.forecast_low,
        mine_high=answer.forecast_high,
        hits=hits,
        low=low,
        high=high,
        median=middle,
    )
    return mark(criterion, 1 - (mine - best) / (ignorant - best), reason, reached=hits, target=0.8)


def mark_pilot(criterion: Criterion, answer: Plan, case: Case, worlds: Worlds) -> Mark:
    """What the pilot and what follows it earn, from half of what the best rule earns on."""
    field = case.field
    given: Rule = (answer.pilot_channel, answer.pilot_budget, answer.pilot_success_yuan, answer.pilot_stop_day)
    mine, best = field.gain(given, worlds), field.gain(field.best, worlds)
    chosen, right = field.candidate(answer.pilot_channel), field.candidate(field.best[0])
    parts = [
        message(
            "By the quarter's end it earns {mine:,.0f} yuan on average; a good rule earns {best:,.0f}.",
            mine=mine,
            best=best,
        )
    ]
    if answer.pilot_budget < chosen.least_yuan:
        parts.append(message("{name} is not sold below {least:,} yuan: nothing ran.", name=chosen.name,
                             least=chosen.least_yuan))  # fmt: skip
    elif chosen is not right:
        parts.append(
            message(
                "By its own quote an order costs {cost:.0f} yuan at {name} and {other:.0f} at {right}.",
                cost=chosen.order_yuan,
                name=chosen.name,
                other=right.order_yuan,
                right=right.name,
            )
        )
    elif not 0.8 <= answer.pilot_success_yuan / field.margin_yuan <= 1.5:
        parts.append(
            message(
                "An order earns {margin} yuan: the success number follows from that and not from hope.",
                margin=field.margin_yuan,
            )
        )
    elif answer.pilot_stop_day > QUARTER_DAYS / 3:
        parts.append(
            message("Who decides on day {day} has paid for what was known earlier.", day=answer.pilot_stop_day)
        )
    share = (mine - best / 2) / (best / 2)
    return mark(criterion, share, joined(parts), reached=mine, target=best)
