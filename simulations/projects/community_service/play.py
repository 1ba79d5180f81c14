"""The day is played: messages come by the hour, hands work them off in the plan's order, what waits goes public.

Each message shown stands for several of its kind; how many is luck. Every hour the hands at the desk work off what
waits; at night a telephone rings for the kinds that may ring. How likely a waiting complaint is to go public is taken
from the service desk's parameters, and the roster is kept for a fortnight at the service desk itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulations.projects.community_service.answer import Decision
from simulations.projects.community_service.case import CURVE, OPENS, Case, Incoming
from simulations.projects.community_service.matters import severity_of
from simulations.projects.community_service.plan import HOURS, Plan, duty
from simulations.projects.community_service.triage import decided, route_worth
from simulations.world.draws import Floats, Worlds, poisson
from simulations.world.opinion import Opinion, ServiceTeam
from simulations.world.opinion import Service as Desk
from simulations.world.opinion import Shift as Hands
from simulations.world.opinion.service import PUBLIC_AFTER

UNSEEN = {"complaint": 0.4, "rumour": 0.3, "exposed": 0.3}  # messages not shown for each one shown
UNSEEN_OTHERS = 11.0
HANDING_OVER, HIDING = 3.0, 0.5  # minutes: a sentence and a note to a department; a click
RINGING = 20.0  # minutes of work in an hour on call
LOUD = "B2"  # the bin of what sounds like a complaint
SOLVES = 0.3  # a department that is worth less sends it back
NIGHT = range(13, 24)  # hours after 9:00 that are night: 22 to 9
RING_COST = 0.4  # what being woken costs, in the unit of severity (assumption)
NIGHTLY = {"question": 3.0, "need": 1.5, "praise": 1.5, "complaint": 0.5, "money": 0.5, "lead": 0.3}  # unseen, a night
FORTNIGHT, MENTIONS = 14, 100
DAILY = (230.0, 150.0, 8.0)  # comments, private messages, complaints of an ordinary day
DEADLINES = {"now": 1.0, "h2": 2.0, "h24": 24.0, "none": 99.0}
LATE_PRIVATE = 12.0  # who writes privately after 21:00 may be answered by the next shift


@dataclass(frozen=True)
class Day:
    """How long people waited, in many worlds.

    Attributes
    ----------
    waited : array (W, M)
        Hours until a real answer; infinite for none.
    copies : array (W, M)
        How many messages of the kind each one shown stands for.
    """

    case: Case
    waited: Floats
    copies: Floats

    def in_time(self, kind: str) -> Floats:
        """Share answered within the standard, (W,): complaint, comment or private."""
        rows = [place for place, message in enumerate(self.case.messages) if standard(message) == kind]
        deadline = {"complaint": 1.0, "comment": 2.0, "private": 24.0}[kind]
        copies = self.copies[:, rows]
        return np.asarray((copies * (self.waited[:, rows] <= deadline)).sum(axis=1) / copies.sum(axis=1))

    @property
    def kept(self) -> Floats:
        """The three standards in one figure: half for complaints, a quarter each for comments and private messages."""
        shares = {kind: self.in_time(kind) for kind in ("complaint", "comment", "private")}
        return np.asarray((2 * shares["complaint"] + shares["comment"] + shares["private"]) / 4)


@dataclass(frozen=True)
class Outcome(Day):
    """What came of a plan in many worlds.

    Attributes
    ----------
    public : array (W,)
        Complaints and rumours that went public this day, and a day of the fortnight after it.
    night : array (W,)
        What the telephone prevented less what its ringing cost.
    negative_share, trust : array (W,)
        Of the fortnight: mean share of negative mentions, trust at its end.
    """

    public: Floats
    night: Floats
    negative_share: Floats
    trust: Floats


def standard(message: Incoming) -> str:
    """Which standard a message falls under; empty where nobody waits for an answer."""
    if message.urgency_key in ("complaint", "rumour", "exposed"):
        return "complaint"
    if message.matter.slug in ("spam", "praise", "chatter"):
        return ""
    if message.channel == "comment":
        return "comment"
    return "private" if message.hour < LATE_PRIVATE else ""


def simulate(plan: Plan, case: Case, worlds: Worlds) -> Outcome:
    """Play the day and the fortnight after it in all worlds at once."""
    day = play_day(plan, case, worlds)
    posts = _posts(plan, day, worlds.values("service"))
    desk = _fortnight(plan, worlds)
    opinion = Opinion((), (), worlds, FORTNIGHT, MENTIONS)
    for step in range(FORTNIGHT):
        opinion.step(step, desk.escalated[:, step] + (np.rint(posts) if step == 0 else 0))
    return Outcome(
        case=case,
        waited=day.waited,
        copies=day.copies,
        public=posts + desk.escalated.mean(axis=1),
        night=_night(plan, case, worlds),
        negative_share=opinion.negative_share.mean(axis=1),
        trust=opinion.trust[:, -1],
    )


def play_day(plan: Plan, case: Case, worlds: Worlds) -> Day:
    """Play the day alone."""
    messages, service = case.messages, worlds.values("service")
    means = np.array([UNSEEN.get(message.urgency_key, UNSEEN_OTHERS) for message in messages])
    u = np.hstack([worlds.uniforms(f"message/{message.id}", "copies") for message in messages])
    copies = 1 + poisson(u, np.broadcast_to(means, u.shape))
    return Day(case, _work_off(plan, case, copies, service), copies)


def _minutes(plan: Plan, message: Incoming, decision: Decision, service: Mapping[str, float]) -> float:
    """Minutes one message of the kind takes; infinite if nobody takes it up."""
    if message.id in plan.settled:
        return 0.0
    if decision.route in ("auto", "none") or decision.urgency == "none":
        return 0.0 if decision.route == "hide" else np.inf
    if decision.route == "hide":
        return HIDING
    if decision.route != "answer":
        return HANDING_OVER
    if message.matter.group == "complaint":
        return service["complaint_minutes"]
    saved = service["faq_saving"] * (message.matter.slug in plan.covered)
    return service["comment_minutes" if message.channel == "comment" else "message_minutes"] * (1 - saved)


def _order(plan: Plan, message: Incoming, minutes: float, urgency: str) -> tuple[float, float]:
    """Whose turn it is: the smaller first."""
    rank = {
        "arrival": 0.0,
        "easy": minutes,
        "paying": float(message.segment != "paying"),
        "loud": float(message.sorted != LOUD),
        "urgency": message.hour + DEADLINES[urgency],
    }[plan.priority]
    return rank, message.hour


def _work_off(plan: Plan, case: Case, copies: Floats, service: Mapping[str, float]) -> Floats:
    """Hours until a real answer, (W, M)."""
    messages, chosen = case.messages, [decided(plan.chosen, message) for message in case.messages]
    each = [_minutes(plan, m, d, service) for m, d in zip(messages, chosen, strict=True)]
    minutes = np.array(each)
    turns = sorted(
        (place for place in range(len(messages)) if np.isfinite(each[place])),
        key=lambda place: _order(plan, messages[place], each[place], chosen[place].urgency),
    )
    arrived = np.array([message.hour for message in messages])
    rings = np.array(
        [m.matter.wake in plan.wakes and d.urgency == "now" for m, d in zip(messages, chosen, strict=True)]
    )
    left = np.where(np.isfinite(minutes), minutes, 0.0) * copies
    done = np.where(left > 0, np.inf, np.where(np.isfinite(minutes), arrived, np.inf))
    desk, call = duty(plan.shifts)
    for hour in range(HOURS):
        _work_hour(hour, desk[hour] * service["minutes_per_hand_hour"], turns, arrived, left, done)
        if call[hour]:
            _work_hour(hour, RINGING, [place for place in turns if rings[place]], arrived, left, done)
    waited = np.maximum(done - arrived, 0.0)
    for place, (message, decision) in enumerate(zip(messages, chosen, strict=True)):
        if message.id not in plan.settled and route_worth(message, decision.route) < SOLVES:
            waited[:, place] = np.inf
    return np.asarray(waited, dtype=float)


def _work_hour(hour: int, capacity: float, turns: list[int], arrived: Floats, left: Floats, done: Floats) -> None:
    """One hour of one kind of hands; changes what is left and when it was done."""
    here = [place for place in turns if arrived[place] < hour + 1]
    if not here or not capacity:
        return
    work = left[:, here]
    ends = np.cumsum(work, axis=1)
    got = np.clip(capacity - (ends - work), 0.0, work)
    finished = (work > 0) & (got >= work - 1e-9)
    at = np.maximum(hour + ends / capacity, arrived[here] + work / 60)
    done[:, here] = np.where(finished, at, done[:, here])
    left[:, here] = work - got


def _posts(plan: Plan, day: Day, service: Mapping[str, float]) -> Floats:
    """Complaints and rumours that go public because they wait, are hidden or get a cheerful machine, expected, (W,)."""
    shares = [0.0] + [service[f"public_after_{hours}h"] for hours in PUBLIC_AFTER[1:]]
    total = np.zeros(len(day.copies))
    for place, message in enumerate(day.case.messages):
        if message.matter.severity:
            chance = np.interp(np.minimum(day.waited[:, place], PUBLIC_AFTER[-1]), PUBLIC_AFTER, shares)
            harm = 2 * message.matter.severity
            harm *= 2.0 if decided(plan.chosen, message).route == "hide" else 1.0
            harm *= 1.5 if message.id in plan.misfired else 1.0
            total += day.copies[:, place] * np.minimum(chance * harm, 1.0)
    return total


def _night(plan: Plan, case: Case, worlds: Worlds) -> Floats:
    """What ringing prevents less what it costs, (W,): the night shown, and what else may come on such a night."""
    desk, call = duty(plan.shifts)
    value = np.zeros(worlds.count)
    rung: set[tuple[str, int]] = set()
    for message in case.messages:
        hour = int(message.hour)
        if hour not in NIGHT or not (desk[hour] or call[hour]):
            continue
        awake = desk[hour] > 0
        if message.matter.wake in plan.wakes or awake:
            first = message.matter.slug != "outage" or ("outage", 0) not in rung
            rung.add((message.matter.slug, 0))
            value += message.matter.severity * first - RING_COST * call[hour] * first * (not awake)
    covered = float(np.mean([call[hour] > 0 for hour in NIGHT]))
    for place, (kind, mean) in enumerate(NIGHTLY.items()):
        if kind in plan.wakes and covered:
            u = worlds.uniforms("night", "unseen", len(NIGHTLY))[:, place]
            value += poisson(u, np.full(u.shape, mean * covered)) * (severity_of(kind) - RING_COST * max(call.max(), 1))
    return value


def _fortnight(plan: Plan, worlds: Worlds) -> Desk:
    """The roster kept for two weeks at the service desk."""
    desk, _call = duty(plan.shifts)
    hands = tuple(
        Hands(start_hour=(hour + OPENS) % HOURS, end_hour=(hour + OPENS) % HOURS + 1, hands=int(count), weekend=True)
        for hour, count in enumerate(desk)
        if count
    )
    team = ServiceTeam(
        shifts=hands,
        faq=len(plan.covered) >= 6,
        auto_reply=len(plan.settled) > 3 * len(plan.misfired) and bool(plan.settled),
        priority="complaints_first" if plan.priority == "urgency" else "in_order",
    )
    played = Desk(team, worlds, FORTNIGHT)
    curve = np.roll(np.array(CURVE), OPENS)
    comments, messages, complaints = (np.full(worlds.count, count) for count in DAILY)
    for day in range(FORTNIGHT):
        played.step(day, comments, messages, complaints, curve)
    return played
