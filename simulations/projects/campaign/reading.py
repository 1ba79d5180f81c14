"""From an answer to what is played; and the plans it is compared with."""

import numpy as np

from simulations.projects.campaign.answer import Campaign
from simulations.projects.campaign.market import deal, usual_clicks
from simulations.projects.campaign.plan import ITEMS, Plan
from simulations.projects.campaign.poster import Poster, asks_to_share, passages, quality
from simulations.projects.campaign.schedule import Planned
from simulations.projects.campaign.setting import Case

NEEDED = frozenset({"nickname", "phone", "company"})  # to reach somebody and to know who came


def poster_of(answer: Campaign) -> Poster:
    """The lines of the poster."""
    return Poster(answer.poster_pain, answer.poster_promise, answer.poster_proof, answer.poster_action)


def money_of(answer: Campaign, case: Case) -> dict[str, float]:
    """Yuan by item; what is over the budget is cut from all alike."""
    money = dict.fromkeys(ITEMS, 0.0)
    for row in answer.budget:
        money[row.item] += row.yuan
    total = sum(money.values())
    cut = min(case.budget_yuan / total, 1.0) if total else 1.0
    return {item: yuan * cut for item, yuan in money.items()}


def deals(answer: Campaign, case: Case, money_yuan: float) -> dict[str, int]:
    """Prices agreed on, as far as the money for KOLs goes; the first offer to a partner counts."""
    agreed: dict[str, int] = {}
    for offer in {row.kol: row for row in reversed(answer.offers)}.values():
        price = deal(case.partners[offer.kol], offer.first_yuan, offer.most_yuan)
        if price is not None and price + sum(agreed.values()) <= money_yuan:
            agreed[offer.kol] = price
    return agreed


def asked_prices(answer: Campaign, case: Case, money_yuan: float) -> dict[str, int]:
    """Partners at the price they ask, as a rehearsal must take it."""
    hired: dict[str, int] = {}
    for id in dict.fromkeys(row.kol for row in answer.offers):
        price = min(case.partners[id].asked_yuan, max(row.most_yuan for row in answer.offers if row.kol == id))
        if price + sum(hired.values()) <= money_yuan:
            hired[id] = price
    return hired


def shares(answer: Campaign, case: Case) -> bool:
    """Whether passing on is paid for, whatever it is called."""
    poster = poster_of(answer)
    told = any(one.rule in ("induced_sharing", "invite_tasks") for one in passages(poster, case.brand.words))
    return answer.threshold > 0 or answer.reward == "invite" or asks_to_share(poster) or told


def read_plan(answer: Campaign, case: Case, *, rehearsal: bool = False) -> Plan:
    """The plan that follows from an answer; a rehearsal knows neither deals nor who is fake."""
    money = money_of(answer, case)
    return Plan(
        reward=answer.reward,
        reward_yuan=answer.reward_yuan,
        threshold=answer.threshold,
        deposit_yuan=answer.deposit_yuan,
        deposit_rule=answer.deposit_rule,
        escrow=answer.escrow / 100,
        showcase=answer.showcase,
        spots=answer.spots,
        greedy=not set(answer.collected) <= NEEDED,
        shares=shares(answer, case),
        poster=quality(poster_of(answer), case.pain_words, case.figures),
        money=money,
        hired=(asked_prices if rehearsal else deals)(answer, case, money["kols"]),
    )


def planned(answer: Campaign) -> tuple[Planned, ...]:
    """The schedule; the first row on a task counts."""
    rows = {row.task: row for row in reversed(answer.tasks)}
    return tuple(Planned(row.task, row.owner, row.start_day, row.days) for row in rows.values())


def decisions_of(answer: Campaign, case: Case) -> dict[str, str]:
    """Event to option."""
    return {event: row.choice for event, row in zip(case.events, answer.rounds, strict=False)}


def best_decisions(case: Case) -> dict[str, str]:
    """What helps most in each event, money put aside for it."""
    return {
        event.id: max(event.options.values(), key=lambda option: option.keep - 0.2 * option.complaints).id
        for event in case.events.values()
    }


def usual_decisions(case: Case) -> dict[str, str]:
    """What the colleague would do: the second best."""
    return {
        event.id: sorted(event.options.values(), key=lambda option: option.keep - 0.2 * option.complaints)[-2].id
        for event in case.events.values()
    }


def colleague(case: Case) -> Plan:
    """The colleague everybody is compared with: decent, a small deposit, the loudest partners at the price they ask."""
    total, hired = case.budget_yuan, dict[str, int]()
    loud = sorted(case.partners.values(), key=lambda partner: -partner.kol.followers)[1:]
    for partner in loud[:2]:
        hired[partner.id] = partner.asked_yuan
    parts = {"rewards": 0.3, "ads": 0.22, "service": 0.04, "server": 0.03, "store": 0.16, "reserve": 0.03}
    money = {item: share * total for item, share in parts.items()}
    return Plan(
        reward="completion",
        reward_yuan=15.0,
        threshold=0,
        deposit_yuan=9.9,
        deposit_rule="kept",
        escrow=0.6,
        showcase=False,
        spots=0,
        greedy=False,
        shares=False,
        poster=0.5,
        money={**money, "kols": float(sum(hired.values()))},
        hired=hired,
    )


def senior(case: Case) -> Plan:
    """What somebody with ten campaigns behind them would do."""
    hired = best_deals(case)
    total, paid = case.budget_yuan, float(sum(hired.values()))
    money = {"service": 7500.0, "server": 5000.0, "store": 0.16 * total, "reserve": 0.10 * total, "kols": paid}
    rest = total - sum(money.values())
    return Plan(
        reward="completion",
        reward_yuan=12.0,
        threshold=0,
        deposit_yuan=25.0,
        deposit_rule="anytime",
        escrow=1.0,
        showcase=True,
        spots=0,
        greedy=False,
        shares=False,
        poster=1.0,
        money={**money, "rewards": 0.55 * rest, "ads": 0.45 * rest},
        hired=hired,
    )


def best_deals(case: Case) -> dict[str, int]:
    """Partners worth more than they would take, at a price a little above that."""
    worth = {id: usual_clicks(partner) for id, partner in case.partners.items()}
    return {
        id: int(1.03 * partner.reserve_yuan)
        for id, partner in case.partners.items()
        if worth[id] * case.click_yuan > 1.03 * partner.reserve_yuan
    }


def surplus(hired: dict[str, int], case: Case) -> float:
    """What the partners' visitors are worth to the house less what they cost, in yuan."""
    gained = [usual_clicks(case.partners[id]) * case.click_yuan - price for id, price in hired.items()]
    return float(np.sum(gained))
