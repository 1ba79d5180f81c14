"""What came of a funnel: after the world has answered, people's hours decide who is talked to, helped and served."""

from dataclasses import dataclass

import numpy as np

from simulations.projects.funnel_design.answer import Design
from simulations.projects.funnel_design.case import HOME, TWIST_WEEK, WEEKS, Case, number
from simulations.projects.funnel_design.plan import HIGH, LAWFUL_DAYS, LOW, OVERPROMISE, Late, content_hours, plan_of
from simulations.projects.funnel_design.readers import first_course_share, share_of
from simulations.world.draws import Floats
from simulations.world.outcome import Outcome as WorldOutcome
from simulations.world.parameters import values
from simulations.world.rulebook.rules import rule


@dataclass(frozen=True)
class Outcome:
    """What came of a funnel, shape (worlds,) each.

    Attributes
    ----------
    reads, adds, stay : array
        Reads of all posts; people who came to the private domain; members on the last day.
    buyers, looks, clients : array
        Buyers of the course, people who looked at the dear offer, clients who were served.
    unserved, talked, helped : array
        Clients nobody could serve; shares of those who look that are talked to, of buyers that are helped.
    taken_yuan, back_yuan, spent_yuan : array
        Money taken, given back, spent.
    worth_yuan : array
        What is left over, with what members who stayed and trust are worth, less what standing strikes cost.
    strikes, trust, gone : array
        Strikes standing on the last day; trust left (0-1); newcomers gone within seven days (share).
    """

    reads: Floats
    adds: Floats
    stay: Floats
    buyers: Floats
    looks: Floats
    clients: Floats
    unserved: Floats
    talked: Floats
    helped: Floats
    taken_yuan: Floats
    back_yuan: Floats
    spent_yuan: Floats
    ads_yuan: Floats
    worth_yuan: Floats
    strikes: Floats
    trust: Floats
    gone: Floats
    by_week: Floats  # (worlds, weeks, 3): adds, buyers, clients before serving

    @property
    def payers(self) -> Floats:
        """Paying customers: buyers of the course and, where they came otherwise, clients."""
        return np.maximum(self.buyers, self.clients)

    @property
    def profit_yuan(self) -> Floats:
        """Taken less given back and spent."""
        return np.asarray(self.taken_yuan - self.back_yuan - self.spent_yuan)

    @property
    def back_share(self) -> Floats:
        """Share of the money taken that is given back."""
        return np.asarray(self.back_yuan / np.maximum(self.taken_yuan, 1.0))

    def steps(self) -> dict[str, Floats]:
        """People by step, in the funnel's order."""
        return {name: getattr(self, name) for name in ("reads", "adds", "buyers", "looks", "clients")}

    def kpis(self, world: int = 0) -> dict[str, float]:
        """Figures of one world."""
        names = ("reads", "adds", "stay", "payers", "buyers", "looks", "clients", "unserved", "profit_yuan", "trust")
        more = ("back_share", "strikes", "gone", "talked", "helped", "spent_yuan", "ads_yuan", "taken_yuan")
        return {name: float(getattr(self, name)[world]) for name in (*names, *more)}


def _weekly(daily: Floats) -> Floats:
    """(worlds, days) as (worlds, weeks)."""
    return np.asarray(daily.reshape(daily.shape[0], WEEKS, 7).sum(axis=2))


def ledger(design: Design, case: Case, played: WorldOutcome, late: Late) -> Outcome:
    """Hours and money after the world has answered."""
    assert played.shop is not None  # a funnel has its two offers
    shop, private = played.shop.outcome, played.private
    places = {product.id: place for place, product in enumerate(played.shop.products)}
    low, high = places[LOW], places[HIGH]
    magnet = case.magnets[design.magnet]
    adds = _weekly(_adds(played, case))
    answered = 1 - number("asks_first") * (1 - played.service.share_in_time("message"))
    ordered = _weekly(shop.orders[:, :, low])
    bought = _asked_again(ordered, _would_ever_buy(design, case, adds)) * answered[:, None]
    passing = np.cumsum(bought, axis=1) / np.maximum(np.cumsum(ordered, axis=1), 1e-9)
    through = np.minimum(passing, 1.0) if design.ladder == "low_first" else np.ones_like(passing)
    looks = _weekly(shop.visits[:, :, high]) * through
    wanted = _weekly(shop.orders[:, :, high]) * through

    own, hired = _hours_there(design, late)
    met, helped, talked = _hours_used(own + hired, adds * magnet.hours, bought, looks)
    # whoever was promised a talk and got none is no warmer than anybody
    bought = bought * (met + (1 - met) * share_of(-magnet.fit) / share_of(magnet.fit)) if magnet.hours else bought
    going = helped + (1 - helped) * number("unhelped_goes_on")
    sold = wanted * talked * going
    clients = np.minimum(sold.sum(axis=1), float(design.high_spots))
    served = np.minimum(clients, float(case.seats))
    unserved = clients - served

    buyers = bought.sum(axis=1)
    returned = {k: shop.refunds[:, :, k].sum(axis=1) / np.maximum(shop.orders[:, :, k].sum(axis=1), 1) for k in (0, 1)}
    unhelped = (bought * (1 - helped)).sum(axis=1) * number("unhelped_back")
    taken = buyers * design.low_price_yuan + clients * design.high_price_yuan
    back = (
        (buyers * returned[low] + unhelped) * design.low_price_yuan
        + served * _at_most_one(returned[high] + _claimed(design)) * design.high_price_yuan
        + unserved * number("unserved_back") * design.high_price_yuan
    )
    from_tools = sum(
        (outcome.actions for id, outcome in played.posts.items() if _is_tool(id)), np.zeros(played.worlds.count)
    )
    over = max(content_hours(design, case) - case.hours_week, 0.0)
    fixed = (
        WEEKS * over * number("overtime_yuan")
        + WEEKS * 7 * design.desk_hours * number("desk_yuan")
        + own.sum() * number("advisor_yuan")
        + hired.sum() * number("hired_yuan")
    )
    spent = (
        played.cost_yuan
        + buyers * case.low_cost
        + served * case.high_cost
        + adds.sum(axis=1) * magnet.yuan
        + from_tools * number("tool_lead_yuan")
        + fixed
    )
    found, fines = _sent_breaches(design, case, late)
    spent = spent + fines
    lost = number("unserved_trust") * unserved / np.maximum(clients, 1)
    trust = private.trust[:, -1].mean(axis=1) * played.opinion.trust[:, -1] * (1 - lost)
    trust = trust * (1 - number("promised_trust") * OVERPROMISE[design.promise])
    trust = trust * (1 - number("short_trust") * (design.refund_days < LAWFUL_DAYS))
    stay, strikes = private.members[:, -1].sum(axis=1), played.enforcement.strikes[:, -1].sum(axis=1) + found
    a_member = number("member_worth") * float(np.exp(number("fit_counts") * magnet.fit))
    after = stay * trust * a_member - strikes * number("strike_worth")
    gone = np.array([_mean_gone(row, came) for row, came in zip(private.left_in_7_days, adds, strict=True)])
    return Outcome(
        reads=np.asarray(played.kpis()["reads"], float),
        adds=adds.sum(axis=1),
        stay=stay,
        buyers=buyers,
        looks=looks.sum(axis=1),
        clients=served,
        unserved=unserved,
        talked=_weighted(talked, looks),
        helped=_weighted(helped, bought),
        taken_yuan=taken,
        back_yuan=back,
        spent_yuan=spent,
        ads_yuan=np.asarray(sum((p.cost_yuan for p in played.paid.values()), np.zeros(played.worlds.count))),
        worth_yuan=taken - back - spent + after,
        strikes=strikes,
        trust=trust,
        gone=gone,
        by_week=np.stack([adds, bought, sold], axis=-1),
    )


def _would_ever_buy(design: Design, case: Case, adds: Floats) -> Floats:
    """People who would ever buy the course at its price, by week, (worlds, weeks)."""
    share = min(number("ever_buys") * first_course_share(design, case), 1.0)
    came = sum(case.members.values()) + np.cumsum(adds, axis=1)
    return np.asarray(share * came)


def _asked_again(orders: Floats, would: Floats) -> Floats:
    """New buyers by week when offers meet the same people again and again.

    Of n orders spread over N people who would ever buy, N (1 - exp(-n / N)) are different people: full boxes when n
    balls fall into N boxes.
    """
    different = would * -np.expm1(-np.cumsum(orders, axis=1) / np.maximum(would, 1e-9))
    return np.maximum(np.diff(different, axis=1, prepend=0.0), 0.0)


def _at_most_one(share: Floats) -> Floats:
    """A share, at most one."""
    return np.asarray(np.minimum(share, 1.0))


def _claimed(design: Design) -> float:
    """Clients who claim what was promised, as long as money back is offered or not: a promise binds."""
    return number("promised_back") * OVERPROMISE[design.promise]


def _sent_breaches(design: Design, case: Case, late: Late) -> tuple[float, float]:
    """Expected strikes and fines for what broadcasts and sales pages say: scarcity that is not, results promised.

    Expected, not drawn: the world watches posts, and broadcasts are few.
    """
    p, sends = values("enforcement"), plan_of(design, case, (), late).broadcasts
    counts = {
        "false_scarcity": sum(send.scarcity == "false" for send in sends),
        "false_claims": sum(send.offer is not None for send in sends) * (design.promise == "sure"),
    }
    strikes = fines = 0.0
    for slug, times in counts.items():
        broken = rule(slug)
        strikes += times * broken.found * broken.severity
        if broken.fine is not None:
            least, most = broken.fine.least_yuan, broken.fine.most_yuan
            fines += times * broken.found * p["fine_chance"] * (least + p["fine_share"] * (most - least))
    return strikes, fines


def _adds(played: WorldOutcome, case: Case) -> Floats:
    """People who come to the private domain by day, (worlds, days): members now and before, less those lost."""
    members, left = played.private.members.sum(axis=2), played.private.left.sum(axis=2)
    before = np.concatenate(
        [np.full((members.shape[0], 1), float(sum(case.members.values()))), members[:, :-1]], axis=1
    )
    return np.asarray(np.maximum(members - before + left, 0.0))


def _is_tool(id: str) -> bool:
    """Whether this is lead advertising off our own ground."""
    return id.startswith("ads/") and id.split("/")[1] not in HOME


def _hours_there(design: Design, late: Late) -> tuple[Floats, Floats]:
    """Advisors' own and hired hours by week."""
    own, hired = np.full(WEEKS, float(design.advisor_hours)), np.zeros(WEEKS)
    if late.advisor_hours is not None:
        own[TWIST_WEEK - 1 :] = late.advisor_hours
    hired[TWIST_WEEK - 1 :] = late.hired_hours
    return own, hired


def _hours_used(hours: Floats, promised: Floats, bought: Floats, looks: Floats) -> tuple[Floats, Floats, Floats]:
    """Shares by week of promised talks held, buyers helped, and people talked to who look at the dear offer."""
    met, helped, talked = (np.ones_like(bought) for _ in range(3))
    waiting = np.zeros(bought.shape[0])
    for week in range(WEEKS):
        left = np.full(bought.shape[0], hours[week])
        for need, share in ((promised[:, week], met), (bought[:, week] * number("helped_hours"), helped)):
            share[:, week] = np.minimum(1.0, left / np.maximum(need, 1e-9))
            left = np.maximum(left - need, 0.0)
        queue = looks[:, week] + waiting
        done = np.minimum(queue, left / number("talk_hours"))
        talked[:, week] = np.where(queue > 0, done / np.maximum(queue, 1e-9), 1.0)
        waiting = (queue - done) * number("waits_on")
    return met, helped, talked


def _weighted(share: Floats, people: Floats) -> Floats:
    """Mean share over weeks by people; 1 where there was nobody."""
    whole = people.sum(axis=1)
    return np.where(whole > 0, (share * people).sum(axis=1) / np.maximum(whole, 1e-9), 1.0)


def _mean_gone(gone: Floats, came: Floats) -> float:
    """Share of newcomers gone within seven days, over the days on which that is known."""
    known = ~np.isnan(gone)
    return float(gone[known].mean()) if known.any() and came.any() else 0.0
