"""What is owed and what is complained of: rewards, deposits, and the desk that answers until a week after the end."""

from collections.abc import Mapping

import numpy as np

from simulations.projects.campaign.plan import Plan
from simulations.projects.campaign.setting import AFTER, DAYS
from simulations.world.draws import Floats, Worlds
from simulations.world.opinion import Service, ServiceTeam, Shift

HOUR_YUAN, LONG_DAY, OPENS, CLOSES = 30, 10, 12, 22  # service: yuan an hour, hours a day, from, to
EVENING = np.array([1, 1, 1, 1, 1, 1, 2, 3, 4, 4, 4, 5, 6, 5, 4, 4, 4, 5, 6, 8, 10, 10, 8, 4], float)


def rewards(
    plan: Plan, joined: Floats, finished: Floats, reserve: float, p: Mapping[str, float]
) -> tuple[Floats, Floats, Floats]:
    """Rewards earned, those of them that cannot be paid, and yuan paid out."""
    due = {
        "completion": finished,
        "invite": np.floor(joined * p["referral_invite_done"] ** max(plan.threshold, 1)),
        "lottery": np.floor(joined / p["referral_entries_per_prize"]),
        "none": np.zeros(joined.shape),
    }[plan.reward]
    if plan.spots:
        due = np.minimum(due, float(plan.spots))
    if not plan.reward_yuan:
        return due, np.zeros(joined.shape), np.zeros(joined.shape)
    affordable = np.floor((plan.money["rewards"] + max(reserve, 0.0)) / plan.reward_yuan)
    paid = np.minimum(due, affordable)
    return due, due - paid, paid * plan.reward_yuan


def deposits(plan: Plan, joined: Floats, finished: Floats, own: Mapping[str, float]) -> Floats:
    """Complaints about deposits: kept back, shared out, or waiting for money that is not there."""
    if not plan.deposit_yuan:
        return np.zeros(joined.shape)
    given_back = plan.deposit_rule == "anytime"
    kept_back = 0.0 if given_back else 1.0
    late = (1 - plan.escrow) * (joined if given_back else finished)
    return np.asarray(
        own["complaints_per_kept_deposit"] * kept_back * (joined - finished) + own["complaints_per_late_deposit"] * late
    )


def team(yuan: float) -> ServiceTeam:
    """Hands on duty for the money: every day as many hours, towards the evening."""
    hours = int(yuan / HOUR_YUAN / (DAYS + AFTER))
    whole, rest = divmod(hours, LONG_DAY)
    shifts = [Shift(start_hour=OPENS, end_hour=CLOSES, hands=min(whole, 200), weekend=True)] if whole else []
    if rest:
        shifts.append(Shift(start_hour=CLOSES - rest, end_hour=CLOSES, hands=1, weekend=True))
    return ServiceTeam(shifts=tuple(shifts), faq=True, priority="complaints_first")


def served(
    plan: Plan, daily: Floats, complaints: Floats, late: Floats, own: Mapping[str, float], worlds: Worlds
) -> Floats:
    """Complaints that go public, from the opening to a week after the end."""
    desk = Service(team(plan.money["service"]), worlds, DAYS + AFTER)
    there, none = np.cumsum(daily, axis=1), np.zeros(worlds.count)
    for day in range(DAYS + AFTER):
        running = day < DAYS
        people = there[:, min(day, DAYS - 1)] * (1.0 if running else 0.3)
        upset = complaints[:, day] if running else late / 4 * (day < DAYS + 4)
        desk.step(day, none, np.floor(own["messages_a_day"] * people), np.floor(upset + 0.5), EVENING)
    return np.asarray(desk.escalated.sum(axis=1))
