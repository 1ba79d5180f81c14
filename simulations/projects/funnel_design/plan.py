"""From design to plan: posts, advertising, groups, broadcasts, offers and the desk of eight weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulations.projects.funnel_design.answer import Channel, Design, Gate, Send
from simulations.projects.funnel_design.case import HOME, TWIST_WEEK, WEEKS, Case, number
from simulations.world.commerce import Product
from simulations.world.opinion.service import ServiceTeam, Shift
from simulations.world.plan import Plan, Post
from simulations.world.private_domain.plan import TIERS, Broadcast, Community, Tier
from simulations.world.promotion import PaidReach, Referral

LOW, HIGH = "low", "high"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = {"gongzhonghao": 21, "shipinhao": 20, "xiaohongshu": 20, "douyin": 19}
TO: dict[str, tuple[Tier, ...]] = {
    "new": ("new",),
    "active": ("active",),
    "unpaid": ("new", "active"),
    "paying": ("paying",),
    "all": TIERS,
}
OVERPROMISE = {"plain": 0.0, "strong": 0.3, "sure": 0.8}
INTAKE_DAYS = 14  # between two camps: an intake that closes more often does not close
LAWFUL_DAYS = 7  # to give back most of what is bought online, whatever the page says (消费者权益保护法 Art. 25)
USEFUL, BARE, KINDLY = 0.8, 0.3, 0.55  # value of a broadcast: useful; an offer alone; an offer among useful ones
SPREAD = {1: (2,), 2: (1, 4), 3: (1, 3, 5), 4: (0, 2, 4, 6), 5: (0, 1, 3, 4, 6), 6: (0, 1, 2, 4, 5, 6)}
DESK_CLOSES = 22
TARGETING = 0.5
CALLS = {"card": "add", "hint": "add", "tool": "follow", "sell": "buy", "none": "follow"}
HALVES = ((1, TWIST_WEEK - 1), (TWIST_WEEK, WEEKS))


@dataclass(frozen=True)
class Late:
    """What is otherwise from the week of the news on.

    Attributes
    ----------
    ads : mapping
        Advertising a week by platform; what is not named stays as designed.
    advisor_hours, hired_hours : float
        A week; None: as designed.
    paused : bool
        No more offers of the course.
    extra : tuple of Send
        Further broadcasts.
    """

    ads: Mapping[str, float] = field(default_factory=dict)
    advisor_hours: float | None = None
    hired_hours: float = 0.0
    paused: bool = False
    extra: tuple[Send, ...] = ()


def plan_of(design: Design, case: Case, passed: Sequence[str] = (), late: Late | None = None) -> Plan:
    """The plan that the world plays.

    Parameters
    ----------
    passed : sequence of str
        Proposals that go out as they stand although they break a rule.
    """
    late = late or Late()
    return Plan(
        posts=tuple(_posts(design, case, passed)),
        paid=tuple(_ads(design, case, late)),
        communities=tuple(_groups(design)),
        broadcasts=tuple(_broadcasts(design, case, late)),
        products=products(design),
        referrals=_referrals(design),
        team=_desk(design),
    )


def passed_breaches(gates: Mapping[str, Gate], case: Case) -> tuple[str, ...]:
    """Proposals that break a rule and were let through."""
    return tuple(
        id for id, arrow in case.arrows.items() if arrow.rule != "none" and id in gates and gates[id].verdict == "pass"
    )


def known(design: Design, case: Case) -> list[Channel]:
    """The channels on which the studio has an account."""
    return [channel for channel in design.channels if channel.platform in case.accounts]


def _posts(design: Design, case: Case, passed: Sequence[str]) -> list[Post]:
    posts = []
    for channel in known(design, case):
        broken = [case.arrows[id].rule for id in passed if case.arrows[id].where == channel.platform]
        sells = channel.entry == "sell" and channel.platform in HOME
        call = CALLS[channel.entry] if channel.platform in HOME or channel.entry != "sell" else "follow"
        base = case.content(channel.pillar, channel.platform)
        claims = ["false_claims"] if sells and design.promise == "sure" else []
        for week in range(WEEKS):
            for place, day in enumerate(SPREAD.get(channel.posts, range(channel.posts))):
                weekly = broken if place == 0 else []
                changes: dict[str, Any] = {
                    "call": call,
                    "advertising": 0.35 if sells else 0.1,
                    "breaches": tuple(dict.fromkeys([*weekly, *claims])),
                }
                posts.append(
                    Post(
                        id=f"{channel.platform}/{week}/{place}",
                        platform=channel.platform,
                        day=7 * week + day,
                        hour=HOURS[channel.platform],
                        content=base.model_copy(update=changes),
                        product=LOW if sells else None,
                    )
                )
    return posts


def weekly_ads(design: Design, case: Case, late: Late | None = None) -> list[dict[str, float]]:
    """Advertising a week by platform in both halves, as far as the budget lasts; leads need a legal way in."""
    planned: dict[str, float] = {
        channel.platform: float(channel.ads_yuan)
        for channel in known(design, case)
        if channel.entry in ("card", "tool")
    }
    changed = late.ads if late else {}
    later = planned | {platform: yuan for platform, yuan in changed.items() if platform in case.accounts}
    halves = [planned, later]
    total = sum(sum(half.values()) * (last - first + 1) for half, (first, last) in zip(halves, HALVES, strict=True))
    share = min(1.0, case.budget_yuan / total) if total else 1.0
    return [{platform: yuan * share for platform, yuan in half.items()} for half in halves]


def _ads(design: Design, case: Case, late: Late) -> list[PaidReach]:
    ads = []
    for half, (first, last), yuan in zip("ab", HALVES, weekly_ads(design, case, late), strict=True):
        weeks = last - first + 1
        ads += [
            PaidReach(
                id=f"ads/{platform}/{half}",
                tool="feed_ads",
                platform=platform,
                day=7 * (first - 1),
                days=7 * weeks,
                budget_yuan=a_week * weeks,
                goal="lead",
                targeting=TARGETING,
            )
            for platform, a_week in yuan.items()
            if a_week >= 1
        ]
    return ads


def useful_a_week(design: Design) -> float:
    """Broadcasts a week that sell nothing, mean over all weeks."""
    return sum(send.last_week - send.first_week + 1 for send in design.sends if send.what == "useful") / WEEKS


def offers_a_week(design: Design) -> float:
    """Broadcasts a week that sell, mean over all weeks."""
    return sum(send.last_week - send.first_week + 1 for send in design.sends if send.what != "useful") / WEEKS


def _groups(design: Design) -> list[Community]:
    value = 0.4 + 0.06 * min(design.activities, 4) + 0.08 * min(useful_a_week(design), 2)
    minutes = 20 + design.activities * 1.2 * 60 / 7
    return [
        Community(
            tier=tier,
            rules=design.rules,
            welcome=design.welcome,
            activities_per_week=design.activities,
            host_minutes_per_day=minutes,
            value=value,
        )
        for tier in TIERS
    ]


def _broadcasts(design: Design, case: Case, late: Late) -> list[Broadcast]:
    useful, offers = useful_a_week(design), max(offers_a_week(design), 0.1)
    kindly = BARE + (KINDLY - BARE) * min(1.0, 2 * useful / offers)
    opened = _intakes(design)
    sends = []
    for row, send in enumerate((*design.sends, *late.extra)):
        for week in range(send.first_week, send.last_week + 1):
            if late.paused and send.what == "low" and week >= TWIST_WEEK:
                continue
            scarcity = send.scarcity
            day = 7 * (week - 1) + WEEKDAYS.index(send.weekday)
            if scarcity == "real" and send.what == "high" and design.high_spots > case.seats:
                scarcity = "false"  # more spots than hours: the cap is on paper only
            elif scarcity == "real" and send.what == "low" and day not in opened:
                scarcity = "false"  # a camp that closes three times a week closes never
            sends.append(
                Broadcast(
                    id=f"send/{row}/{week}",
                    day=day,
                    hour=send.hour,
                    tiers=TO[send.to],
                    value=USEFUL if send.what == "useful" else kindly,
                    offer={"low": LOW, "high": HIGH}.get(send.what),
                    scarcity=scarcity,
                )
            )
    return sends


def _intakes(design: Design) -> set[int]:
    """Days on which the course may truly say that it closes: one intake in two weeks."""
    said = sorted(
        7 * (week - 1) + WEEKDAYS.index(send.weekday)
        for send in design.sends
        if send.what == "low" and send.scarcity == "real"
        for week in range(send.first_week, send.last_week + 1)
    )
    opened: list[int] = []
    for day in said:
        if not opened or day >= opened[-1] + INTAKE_DAYS:
            opened.append(day)
    return set(opened)


def products(design: Design) -> tuple[Product, ...]:
    """Both offers; what they cost us is the ledger's."""
    days, too_much = max(design.refund_days, LAWFUL_DAYS), OVERPROMISE[design.promise]
    first = Product(
        id=LOW,
        name=LOW,
        kind="low_price",
        price_yuan=design.low_price_yuan,
        refund_days=days,
        overpromise=too_much,
    )
    dear = Product(
        id=HIGH,
        name=HIGH,
        kind="high_price",
        price_yuan=design.high_price_yuan,
        capacity=design.high_spots,
        requires=LOW if design.ladder == "low_first" else None,
        refund_days=days,
        overpromise=too_much,
    )
    return (first, dear)


def _referrals(design: Design) -> tuple[Referral, ...]:
    if design.bringing == "none":
        return ()
    invite = design.bringing == "invite"
    return (
        Referral(
            id="bringing",
            day=14,
            days=14,
            reward="invite" if invite else "completion",
            reward_value_yuan=15 if invite else number("finish_reward_yuan"),
            threshold=3 if invite else 0,
            poster=0.6,
            seeds_from=("private_domain",),
            showcase=not invite,
        ),
    )


def _desk(design: Design) -> ServiceTeam:
    opens = DESK_CLOSES - design.desk_hours
    shifts = (Shift(start_hour=opens, end_hour=DESK_CLOSES, hands=1, weekend=True),) if design.desk_hours else ()
    return ServiceTeam(shifts=shifts, faq=True, priority="complaints_first")


def content_hours(design: Design, case: Case) -> float:
    """Hours a week that posts, activities and broadcasts take."""
    posts = sum(c.posts * number(f"post_hours_{c.platform}") for c in known(design, case))
    sent = sum(send.last_week - send.first_week + 1 for send in design.sends) / WEEKS
    return posts + design.activities * number("activity_hours") + sent * number("broadcast_hours")
