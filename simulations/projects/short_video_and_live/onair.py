"""The session: the run sheet as the world plays it, what the drop does to it, and what it is worth in the end."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from simulations.projects.short_video_and_live.answer import MINUTES, Block, Good, Rescue, Role, Session, What
from simulations.projects.short_video_and_live.case import Case, Goods, value
from simulations.projects.short_video_and_live.wording import energy_of
from simulations.world.draws import Floats, Worlds
from simulations.world.live import Drop, LiveOutcome, LiveSession, Segment
from simulations.world.live import Goods as OnSale
from simulations.world.live.paced import hold_paced
from simulations.world.rulebook.enforcement import Breach, Enforcement

ON, INTEREST = "douyin", 0.55
HOUR, DAY, AFTER = 20, 3, 10  # on air at, on Thursday; minutes after a drop that are looked at
UNMANNED_HOST = 0.2
AT_ONCE = 2  # minutes within which something is done at once
MONEY = re.compile(r"赔|补偿|全额|免单|双倍|每人\s*\d|返现")


@dataclass(frozen=True)
class Plan:
    """A run sheet as it is played.

    Attributes
    ----------
    false : tuple of str
        Rules of the rulebook that something said in the session breaks.
    extra_staff : int
        People paid beyond host, moderator and service.
    given : array, shape (minutes,)
        1 where a gift goes with each order.
    """

    session: LiveSession
    paid: Floats
    false: tuple[str, ...]
    extra_staff: int
    given: Floats
    promised: bool = False


@dataclass(frozen=True)
class Aired:
    """What came of a session; arrays of shape (worlds,) unless said otherwise.

    Attributes
    ----------
    gmv : array (worlds, minutes)
    value_yuan : array
        Profit, gifts and staff paid, new followers and complaints counted as the brief does.
    """

    plan: Plan
    live: LiveOutcome
    gmv: Floats
    value_yuan: Floats
    complaints: Floats

    @property
    def total(self) -> Floats:
        """GMV of the session before refunds."""
        return np.asarray(self.gmv.sum(axis=1))


def hands(answer: Session, case: Case, role: Role) -> list[str]:
    """Ids of those who have a place."""
    return [case.person(row.who).id for row in answer.crew if row.role == role]


def appeal_of(good: Goods, row: Good) -> float:
    """How much a good appeals at its price, up to 1: much cheaper is hardly believed; below 0 nobody buys it here."""
    price = max(row.price_yuan, 1.0)
    by_price = min(-value("price_appeal") * float(np.log(price / good.market_yuan)), value("price_cheap"))
    compared = value("compare_appeal") * (row.compared_yuan > 1.1 * price)
    return float(min(good.appeal + by_price + compared, 1))


def on_sale(answer: Session, case: Case) -> list[OnSale]:
    """The goods of the session; one that draws people is a bargain, whatever it is called."""
    rows = []
    for row in answer.goods:
        good = next(one for one in case.goods if one.id == row.item)
        if row.use == "off" or row.stock == 0:
            continue
        price, appeal = max(row.price_yuan, 1.0), appeal_of(good, row)
        bargain = row.use == "traffic" and price <= value("bargain") * good.market_yuan
        rows.append(
            OnSale(
                id=good.id,
                price_yuan=0.0 if row.use == "gift" else price,
                cost_yuan=good.cost_yuan,
                appeal=max(appeal, 0.0),
                stock=min(row.stock, good.stock) if appeal >= 0 or row.use == "gift" else 0,
                role="gift" if row.use == "gift" else "traffic" if bargain else "profit",
            )
        )
    return rows


def read_plan(answer: Session, case: Case) -> Plan:
    """What a run sheet comes to, with the drop that the brief warns of."""
    from simulations.projects.short_video_and_live.saying import false_statements

    goods = on_sale(answer, case)
    ids = {one.id for one in goods}
    if not any(one.role != "gift" for one in goods):
        goods = [*goods, OnSale(id="nothing", price_yuan=1, cost_yuan=1, appeal=0, stock=0, role="profit")]
    false = false_statements(answer, case)
    host = max((one.host for one in case.team if one.id in hands(answer, case, "host")), default=UNMANNED_HOST)
    control = max((one.control for one in case.team if one.id in hands(answer, case, "control")), default=0.0)
    service = sum(one.service for one in case.team if one.id in hands(answer, case, "service"))
    black, notice, promised, paused = rescued(answer, case)
    session = LiveSession(
        id="session",
        platform=ON,
        day=DAY,
        hour=HOUR,
        minute=0,
        minutes=MINUTES,
        host=host,
        segments=tuple(_segments(answer, case, ids, {one.id for one in goods if one.role in ("traffic", "gift")})),
        goods=tuple(goods),
        trailer=case.booked,
        moderator=control >= 0.5,
        service_hands=service,
        drop=Drop(minute=case.drop_minute, minutes=black),
        plan_b="group_notice" if notice else "none",
    )
    given = np.zeros(MINUTES)
    for block in answer.blocks:
        given[block.start : block.start + block.minutes] = block.offer == "gift"
    return Plan(
        session=session,
        paid=_paid(answer, case, black if paused else 0),
        false=tuple(sorted({*false})),
        extra_staff=max(len(answer.crew) - 1 - (control >= 0.5) - service, 0),
        given=given,
        promised=promised,
    )


def _segments(answer: Session, case: Case, ids: set[str], given: set[str]) -> list[Segment]:
    """The blocks with the gaps between them, in which nothing happens; no benefit without a bargain."""
    rows, said, limited, alone = [], list[str](), 0, 0
    cohost = bool(hands(answer, case, "cohost"))
    shown, end = Counter[str](), 0
    for block in sorted(answer.blocks, key=lambda block: block.start):
        if block.start > end:
            rows.append(Segment(minutes=block.start - end, kind="break", energy=0.3))
        energy = energy_of(block, case, said)
        led = bool(hands(answer, case, block.lead)) and block.lead in ("host", "cohost", "control")
        energy += 0.0 if led else value("nobody_leads")
        alone = alone + 1 if block.lead == "host" else 0
        if cohost and block.lead == "cohost" and len(rows) > 1:
            energy += value("relief")
        if block.offer == "limited":
            limited += 1
            energy += value("limited_first") if limited == 1 else value("limited_again") * (limited - 1)
        energy += value("gift_energy") * (block.offer == "gift")
        kind: What = "product" if block.what == "benefit" and block.product not in given else block.what
        if block.product in ids:
            kind = "warm_up" if shown[block.product] >= value("good_calm_minutes") else kind  # all has been said of it
            shown[block.product] += block.minutes
            energy -= value("good_tires") * max(shown[block.product] - value("good_calm_minutes"), 0)
        said.append(block.cue)
        rows.append(
            Segment(
                minutes=block.minutes,
                kind=kind,
                product=block.product if block.product in ids else None,
                energy=float(np.clip(energy, 0, 1)),
            )
        )
        end = block.start + block.minutes
    if end < MINUTES:
        rows.append(Segment(minutes=MINUTES - end, kind="break", energy=0.3))
    return rows


def _paid(answer: Session, case: Case, paused: int) -> Floats:
    """Yuan by minute: cut to the budget; evenly where nobody is there to turn it up and down."""
    paid = np.zeros(MINUTES)
    for row in answer.spends:
        paid[row.start : row.start + row.minutes] += row.yuan / row.minutes
    if paid.sum() > case.budget_yuan:
        paid *= case.budget_yuan / paid.sum()
    if not hands(answer, case, "ads"):
        return np.full(MINUTES, paid.sum() / MINUTES)
    paid[case.drop_minute : case.drop_minute + paused] = 0.0
    return paid


def rescued(answer: Session, case: Case) -> tuple[int, bool, bool, bool]:
    """Minutes that nothing is on air; whether the fan group is told, money promised, the ads paused in time."""
    black, notice, promised, paused = case.black_minutes, False, False, False
    busy: dict[str, int] = {}
    for row in answer.rescue:
        if not hands(answer, case, row.role):
            continue
        ready = row.within + busy.get(row.role, 0)
        busy[row.role] = busy.get(row.role, 0) + 1
        promised = promised or bool(MONEY.search(row.told))
        if row.step == "second_phone":
            black = min(black, max(ready, 1))
        elif row.step == "restart":
            black = min(black, max(ready, round(value("restart_minutes"))))
        elif row.step == "group_notice":
            notice = notice or (ready <= AT_ONCE + 1 and tells(row))
        elif row.step == "pause_ads":
            paused = paused or (ready <= AT_ONCE and row.role == "ads")
    return black, notice, promised, paused


def tells(row: Rescue) -> bool:
    """Whether a line says something to those who see it."""
    return len(row.told) >= 8


def air(plan: Plan, case: Case, worlds: Worlds) -> Aired:
    """Play a plan in all worlds."""
    live = hold_paced(plan.session, np.full(worlds.count, float(case.followers)), INTEREST, worlds, plan.paid)
    reach = np.ones(worlds.count)
    if plan.false:
        breaches = [Breach(rule=rule, post="session") for rule in plan.false]
        reach = Enforcement((ON,), worlds, days=1).judge(ON, 0, "session", breaches).reach
    p = worlds.values("live")
    people = 1 + plan.session.moderator + plan.session.service_hands
    wages = p["staff_yuan_per_hour"] * (MINUTES / 60)
    fixed = wages * people + plan.paid.sum()
    orders = live.orders.sum(axis=(1, 2))
    refunded = live.orders.sum(axis=2) @ live.refund_share
    lies = len(plan.false) + plan.promised
    complaints = reach * (
        orders * (value("complain_plain") + value("complain_false") * lies) + value("complain_refunded") * refunded
    )
    gifts = value("gift_cost") * (live.orders.sum(axis=1) @ plan.given)
    worth = reach * (live.profit_yuan + fixed - gifts + case.fan_yuan * live.new_followers)
    worth = worth - fixed - wages * plan.extra_staff - case.complaint_yuan * complaints
    return Aired(plan, live, live.gmv_yuan * reach[:, None], np.asarray(worth), complaints)


def kept(plan: Plan, case: Case, worlds: Worlds) -> Floats:
    """Watchers in the ten minutes from the drop on, relative to the same session without one, shape (worlds,)."""
    window = slice(case.drop_minute, case.drop_minute + AFTER)
    followers = np.full(worlds.count, float(case.followers))
    whole = replace(plan, session=plan.session.model_copy(update={"drop": None, "plan_b": "none"}))
    shown, calm = (
        hold_paced(one.session, followers, INTEREST, worlds, one.paid).watching[:, window].sum(axis=1)
        for one in (plan, whole)
    )
    return np.asarray(shown / np.maximum(calm, 1))


def gaps(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Where nothing is planned, from minute to minute."""
    ends = [(0, 0), *sorted((block.start, block.start + block.minutes) for block in blocks), (MINUTES, MINUTES)]
    return [(before[1], after[0]) for before, after in pairwise(ends) if after[0] > before[1]]
