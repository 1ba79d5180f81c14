"""The month is played: three tiers with their groups, broadcasts, a shop, and what the list is worth at its end.

Every broadcast goes out tier by tier, so that each bears what it gets. What brings people to the shop are clicks; how
many of them buy follows from how well they know us, and that from what has been given to them lately: useful things
first, selling after. Whoever should have been left out costs money every time.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulations.identity import Context
from simulations.projects.segments_and_communities.answer import DAYS, Message, Month, TierPlan
from simulations.projects.segments_and_communities.case import TASK, Case, draw_case
from simulations.projects.segments_and_communities.menu import menu
from simulations.world.commerce import Product, Shop
from simulations.world.draws import Floats, Worlds, poisson
from simulations.world.parameters import values
from simulations.world.private_domain import TIERS, Broadcast, Community, PrivateDomain

AFTER = 10  # days in which refunds of the month still come back
PACK, MEMBER = "pack", "member"
WARMTH = {"new": "warmth_follower", "active": "warmth_member", "paying": "warmth_paying"}


@dataclass(frozen=True)
class Plan:
    """What is decided for the month."""

    tiers: Mapping[str, TierPlan]
    broadcasts: tuple[Message, ...]
    price_yuan: float
    pack_topic: str
    leave_out: frozenset[str]


@dataclass(frozen=True)
class Outcome:
    """What came of a plan in W worlds.

    Attributes
    ----------
    value_yuan : array (W,)
        Profit of the month and what the list is worth at its end.
    profit_yuan, revenue_yuan, orders : array (W,)
        Of the month; refunds that come later are taken off.
    hearing : array (W,)
        Share of all who were there or came that are members and have not muted us at the end.
    active : array (W,)
        Daily interacting share in the last week.
    left, muted, delivered : array (W,)
        People; messages.
    left_in_7_days : array (W,)
        Of newcomers, gone within a week.
    wronged_yuan : float array (W,)
        What messages cost to those who should have been left out.
    worked : float
        Share of the host minutes planned that there were hands for.
    members : array (W, days, 3)
    left_by_day, orders_by_day : array (W, days)
    """

    value_yuan: Floats
    profit_yuan: Floats
    revenue_yuan: Floats
    orders: Floats
    hearing: Floats
    active: Floats
    left: Floats
    muted: Floats
    delivered: Floats
    left_in_7_days: Floats
    wronged_yuan: Floats
    worked: float
    members: Floats
    left_by_day: Floats
    orders_by_day: Floats

    def kpis(self, world: int = 0) -> dict[str, float]:
        """Figures of one world, as the month's report shows them."""
        names = ("orders", "revenue_yuan", "profit_yuan", "value_yuan", "left", "muted", "hearing", "active")
        return {name: float(getattr(self, name)[world]) for name in (*names, "wronged_yuan", "left_in_7_days")}


def read_plan(answer: Month) -> Plan:
    """The plan of an answer."""
    return Plan(
        {tier.tier: tier for tier in answer.tiers},
        answer.broadcasts,
        float(answer.price),
        answer.pack_topic,
        frozenset(answer.leave_out),
    )


def fit(case: Case, tier: str, topic: str) -> float:
    """How far a topic is what a tier wants, 0-1: 1 is what most want there."""
    shares = case.wanted[tier]
    least, most = min(shares.values()), max(shares.values())
    return (shares[topic] - least) / (most - least)


def given_value(case: Case, plan: TierPlan) -> float:
    """How useful what a tier's groups give is, 0-1."""
    sheet = menu()
    least = sheet["fit_least"]["gives"]
    return float(
        sheet["gives"][plan.gives]["value"][plan.tier] * (least + (1 - least) * fit(case, plan.tier, plan.topic))
    )


def said_value(case: Case, tier: str, message: Message) -> float:
    """How useful a broadcast is to a tier, 0-1."""
    sheet = menu()
    least = sheet["fit_least"]["says"]
    return float(sheet["says"][message.says]["value"] * (least + (1 - least) * fit(case, tier, message.topic)))


def appeal(case: Case, topic: str) -> float:
    """How much a course pack on this topic is wanted, 0-1, by all members together."""
    sheet, weight = menu()["pack"], sum(case.members.values())
    wanted = sum(case.wanted[tier][topic] * case.members[tier] / weight for tier in TIERS)
    most = max(sum(case.wanted[tier][need.slug] * case.members[tier] / weight for tier in TIERS) for need in case.needs)
    return float(sheet["appeal_least"] + (sheet["appeal_most"] - sheet["appeal_least"]) * wanted / most)


def minutes_wanted(tiers: Mapping[str, TierPlan], case: Case) -> dict[str, float]:
    """Host minutes a day that a plan asks for, by tier: those set, and what giving costs beside them."""
    sheet = menu()["gives"]
    return {
        tier: plan.host_minutes + sheet[plan.gives]["minutes_per_1000"] * case.members[tier] / 1000
        for tier, plan in tiers.items()
    }


def simulate(plan: Plan, case: Case, worlds: Worlds) -> Outcome:
    """Play the month in all worlds at once."""
    sheet, commerce = menu(), values("commerce")
    wanted = sum(minutes_wanted(plan.tiers, case).values())
    worked = min(1.0, case.host_minutes / wanted) if wanted else 1.0
    groups = [_community(case, plan.tiers[tier], worked) for tier in TIERS]
    sent, about = _tier_by_tier(plan, case)
    domain = PrivateDomain(groups, sent, worlds, DAYS, {tier: case.members[tier] for tier in TIERS})
    shop = Shop(_products(plan, case), worlds, DAYS + AFTER, values("desk")["price_elasticity"])
    adds = poisson(worlds.uniforms("arrivals", "adds", DAYS), float(case.adds))
    kept_out = sum(sheet["leave_out"][slug]["share"] for slug in plan.leave_out if not sheet["leave_out"][slug]["hard"])
    reach = max(1 - kept_out, 0.1)

    # whoever takes the pack for less than it costs us is a guest, not yet a paying member
    paid = min(plan.price_yuan / sheet["pack"]["cost_yuan"], 1.0)
    counts = np.array([paid if product.id == PACK else 1.0 for product in shop.products])
    given = np.full(3, sheet["given_at_first"])
    bought = np.zeros(worlds.count)
    order = {broadcast.id: place for place, broadcast in enumerate(domain.broadcasts)}
    for day in range(DAYS):
        domain.step(day, adds[:, day], np.floor(bought))
        active = domain.outcome.active[:, day] / np.maximum(domain.members, 1)
        clicks = {PACK: np.zeros(worlds.count), MEMBER: np.zeros(worlds.count)}
        warm = {PACK: np.zeros(worlds.count), MEMBER: np.zeros(worlds.count)}
        from_paying = np.zeros(worlds.count)
        for broadcast in (broadcast for broadcast in sent if broadcast.day == day):
            message, place = about[broadcast.id]
            delivered = not domain.outcome.refused[order[broadcast.id], place]
            given[place] += sheet["given_by_message"] * (broadcast.value - given[place]) * delivered
            if message.offer == "none":
                continue
            visits = domain.outcome.clicked[:, order[broadcast.id]] * sheet["says"][message.says]["to_product"] * reach
            base = commerce[WARMTH[TIERS[place]]]
            warmth = (
                base + sheet["warmed"] * (given[place] - 0.5) + sheet["warmed_by_activity"] * (active[:, place] - 0.1)
            )
            clicks[message.offer] += visits
            warm[message.offer] += visits * np.clip(warmth, 0, 1)
            from_paying += visits * (place == 2)
        total = {name: np.maximum(clicks[name], 1e-9) for name in clicks}
        shop.step(day, clicks, {name: warm[name] / total[name] for name in clicks})
        new = shop.outcome.new_customers[:, day] @ counts
        bought = new * (1 - from_paying / np.maximum(clicks[PACK] + clicks[MEMBER], 1e-9))
        values_given = np.array([group.value for group in groups])
        given += sheet["given_by_group"] * (values_given - given)
    for day in range(DAYS, DAYS + AFTER):
        shop.step(day, {})
    return _outcome(plan, case, domain, shop, worked, adds)


def looked_after(case: Case, plan: TierPlan, worked: float = 1.0) -> float:
    """Share of the minutes that a tier's groups and activities need which its hosts have."""
    world = values("private_domain")
    groups = np.ceil(case.members[plan.tier] / plan.group_size)
    needed = groups * world["group_minutes"] + plan.activities * world["activity_minutes"] / 7
    return float(min(plan.host_minutes * worked / needed, worked))


def _community(case: Case, plan: TierPlan, worked: float) -> Community:
    sheet, tended = menu(), looked_after(case, plan, worked)
    return Community(
        tier=plan.tier,
        group_size=plan.group_size,
        rules=plan.rules and tended >= sheet["tended_for_rules"],
        welcome=plan.welcome and tended >= sheet["tended_for_rules"],
        activities_per_week=plan.activities,
        host_minutes_per_day=plan.host_minutes * worked,
        value=given_value(case, plan) * (sheet["tended_least"] + (1 - sheet["tended_least"]) * tended),
    )


def _tier_by_tier(plan: Plan, case: Case) -> tuple[list[Broadcast], dict[str, tuple[Message, int]]]:
    """A broadcast for each tier that a message goes to, and which message and tier it is."""
    sent, about = [], {}
    seen: dict[str, int] = {}
    again = menu()["same_again"]
    for message in plan.broadcasts:
        key = f"{message.day}/{message.hour}"
        seen[key] = seen.get(key, 0) + 1
        for tier in menu()["to"][message.to]:
            repeated = sum(_repeats(message, earlier, tier) for earlier in plan.broadcasts)
            broadcast = Broadcast(
                id=f"{key}/{seen[key]}/{tier}",
                day=message.day - 1,
                hour=message.hour,
                tiers=(tier,),
                value=said_value(case, tier, message) * again["keeps"] ** repeated,
                offer=None if message.offer == "none" else message.offer,
                scarcity={"none": "none", "real": "real", "always": "false"}[message.scarcity],
            )
            sent.append(broadcast)
            about[broadcast.id] = (message, TIERS.index(tier))
    return sent, about


def _repeats(message: Message, earlier: Message, tier: str) -> bool:
    """Whether a tier has had the same kind on the same topic in the days before."""
    before = (earlier.day, earlier.hour) < (message.day, message.hour)
    near = message.day - earlier.day < menu()["same_again"]["days"]
    alike = (earlier.says, earlier.topic) == (message.says, message.topic)
    return before and near and alike and tier in menu()["to"][earlier.to]


def _products(plan: Plan, case: Case) -> list[Product]:
    sheet = menu()
    return [
        Product(
            id=PACK,
            name=case.pack,
            kind="shop",
            price_yuan=plan.price_yuan,
            cost_yuan=sheet["pack"]["cost_yuan"],
            appeal=appeal(case, plan.pack_topic),
            refund_days=sheet["pack"]["refund_days"],
            capacity=case.seats,
        ),
        Product(
            id=MEMBER,
            name=MEMBER,
            kind="membership",
            price_yuan=sheet["member"]["price_yuan"],
            cost_yuan=sheet["member"]["cost_yuan"],
            appeal=sheet["member"]["appeal"],
        ),
    ]


def _outcome(plan: Plan, case: Case, domain: PrivateDomain, shop: Shop, worked: float, adds: Floats) -> Outcome:
    sheet, out = menu(), domain.outcome
    sold = shop.outcome
    revenue = sold.revenue_yuan[:, :DAYS].sum(axis=1)
    goods = sold.cost_yuan[:, :DAYS].sum(axis=1)
    refunds = sold.refunded_yuan.sum(axis=1)
    perks = sum(
        sheet["gives"][plan.tiers[tier].gives]["yuan_per_1000"] * case.members[tier] / 1000 * DAYS / 7 for tier in TIERS
    )
    delivered = out.delivered.sum(axis=1)
    harm = sum(
        row["harm"] * (withdrawn(case) if slug == "refused" else row["share"])
        for slug, row in sheet["leave_out"].items()
        if row["hard"] and slug not in plan.leave_out
    )
    wronged = delivered * harm
    profit = revenue - refunds - goods - perks - wronged
    worth = np.array([sheet["member_worth_yuan"][tier] for tier in TIERS])
    listening = (domain.members - domain.muted * (1 - sheet["muted_keeps"])) * domain.trust  # who doubts us buys less
    there = sum(case.members.values()) + adds.sum(axis=1)
    week = out.active[:, -7:].sum(axis=(1, 2)) / np.maximum(out.members[:, -7:].sum(axis=(1, 2)), 1)
    return Outcome(
        value_yuan=profit + listening @ worth,
        profit_yuan=profit,
        revenue_yuan=revenue,
        orders=sold.orders[:, :DAYS].sum(axis=(1, 2)),
        hearing=(domain.members - domain.muted).sum(axis=1) / there,
        active=week,
        left=out.left.sum(axis=(1, 2)),
        muted=domain.muted.sum(axis=1),
        delivered=delivered,
        left_in_7_days=np.nanmean(out.left_in_7_days[:, : DAYS - 7], axis=1),
        wronged_yuan=wronged,
        worked=worked,
        members=out.members,
        left_by_day=out.left.sum(axis=2),
        orders_by_day=sold.orders[:, :DAYS].sum(axis=2),
    )


def withdrawn(case: Case) -> float:
    """Share of the sample that has not agreed to marketing."""
    return float(np.mean([user.consent != "yes" for user in case.clean]))


def try_out(answer: Month, context: Context, number: int) -> Outcome:
    """Trial number `number` of the month in a public world of its own, luck included."""
    public = Context(context.cohort, context.trainee)
    return simulate(read_plan(answer), draw_case(context), public.worlds(TASK, 1, f"trial {number}"))
