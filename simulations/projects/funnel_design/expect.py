"""The funnel on paper: what a design should bring on average, step by step, at once and without luck.

Rates are those of the brief's price list and of the world's data files. Playing says how far luck and weariness lead
away from it; that is what trials are for.
"""

from dataclasses import dataclass

import numpy as np

from simulations.projects.funnel_design.answer import Design
from simulations.projects.funnel_design.case import HOME, WEEKS, Case, number
from simulations.projects.funnel_design.plan import (
    BARE,
    KINDLY,
    OVERPROMISE,
    TO,
    content_hours,
    known,
    offers_a_week,
    plan_of,
    useful_a_week,
    weekly_ads,
)
from simulations.projects.funnel_design.readers import first_course_share, goes_on_share, readers, share_of
from simulations.world.commerce.product import log_odds
from simulations.world.draws import Worlds
from simulations.world.parameters import values

ANY = Worlds(b"paper", 1)
LOOK, EVEN, LATE = 0.9, 0.75, 0.65  # buyers who look in time; hours that meet a look; of those, who decide in time
ASKED = 0.65  # of what a careful plan brings on paper
STEPS = ("reads", "came", "stay", "buyers", "looks", "clients")


@dataclass(frozen=True)
class Paper:
    """People by step, shares of those who are talked to and helped, and the money, as expected.

    Attributes
    ----------
    needs_hours : float
        Hours of advisors a week that talks and homework would take.
    """

    reads: float
    adds: float
    came: float
    stay: float
    buyers: float
    looks: float
    clients: float
    talked: float
    helped: float
    needs_hours: float
    over_hours: float
    ads_yuan: float
    taken_yuan: float
    spent_yuan: float

    @property
    def profit_yuan(self) -> float:
        """Taken less spent, refunds included."""
        return self.taken_yuan - self.spent_yuan

    @property
    def people(self) -> dict[str, float]:
        """People by step."""
        return {step: getattr(self, step) for step in STEPS}

    @property
    def lead_yuan(self) -> float:
        """Money for advertising per person added: CAC of a member."""
        return self.ads_yuan / max(self.adds, 1.0)


def expect(design: Design, case: Case) -> Paper:
    """A design on paper."""
    magnet = case.magnets[design.magnet]
    reads = adds = 0.0
    for channel in known(design, case):
        pillar = case.pillars[channel.pillar]
        a_post = case.accounts[channel.platform] * number(f"reads_{channel.platform}")
        seen = (
            a_post
            * channel.posts
            * WEEKS
            * float(np.exp(0.35 * (2 * pillar.hook - 1) + 0.3 * (2 * pillar.substance - 1)))
        )
        reads += seen
        if channel.platform in HOME and channel.entry == "card":
            keen = float(np.exp(0.5 * (2 * pillar.substance - 1) - 0.35))
            adds += seen / 1000 * number(f"adds_{channel.platform}") * keen * magnet.pull
    halves = weekly_ads(design, case)
    ads_yuan = sum(sum(half.values()) for half in halves) * WEEKS / 2
    for platform, yuan in halves[0].items():
        adds += yuan * WEEKS / number(f"lead_{platform}") * magnet.pull

    start = float(sum(case.members.values()))
    leaves = (0.17 if design.rules and design.welcome else 0.24) - 0.012 * min(design.activities, 4)
    stay = 0.93 * start + adds * (1 - leaves)
    unpaid = (case.members["new"] + case.members["active"]) * 0.95 + 0.5 * adds
    worlds = readers(design, case, ANY)
    p, private = worlds.values("commerce"), worlds.values("private_domain")
    offers = [send for send in plan_of(design, case).broadcasts if send.offer == "low"]
    pressure = max(offers_a_week(design) + 0.7 * useful_a_week(design) - private["bearable_new"], 0.0)
    kindly = BARE + (KINDLY - BARE) * min(1.0, 2 * useful_a_week(design) / max(offers_a_week(design), 0.1))
    click = (
        private["read_rate"]
        * private["click_rate"]
        * float(np.exp(private["click_value"] * (kindly - 0.5) + private["fatigue_read"] * pressure))
    )
    told = sum(
        unpaid
        if {"new", "active"} <= set(send.tiers)
        else 0.45 * unpaid
        if set(send.tiers) & {"new", "active"}
        else 0.0
        for send in offers
    )
    share = first_course_share(design, case)
    warm = share_of(log_odds(share) + p["buy_warmth"] * (p["warmth_member"] - p["warmth_follower"]))
    answered = 1.0 if design.desk_hours else 1 - 0.9 * number("asks_first")
    would = number("ever_buys") * share * (start + adds)
    buyers = would * -float(np.expm1(-told * click * warm / max(would, 1e-9))) * answered
    looks = LOOK * buyers if design.ladder == "low_first" else 0.0
    hours = design.advisor_hours * WEEKS - adds * magnet.hours
    helped = float(np.clip(hours / max(buyers * number("helped_hours"), 1e-9), 0, 1))
    left = max(hours - buyers * number("helped_hours"), 0.0)
    talked = float(np.clip(EVEN * left / max(looks * number("talk_hours"), 1e-9), 0, 1))
    going = LATE * goes_on_share(design, case) * (helped + (1 - helped) * number("unhelped_goes_on"))
    clients = min(looks * talked * going, design.high_spots, case.seats)

    back = {kind: _given_back(design, kind) for kind in ("low_price", "high_price")}
    taken = buyers * design.low_price_yuan * (
        1 - back["low_price"] - (1 - helped) * number("unhelped_back")
    ) + clients * design.high_price_yuan * (1 - min(back["high_price"] + _claims(design), 1.0))
    over = max(content_hours(design, case) - case.hours_week, 0.0)
    spent = (
        ads_yuan
        + WEEKS * (over * number("overtime_yuan") + 7 * design.desk_hours * number("desk_yuan"))
        + WEEKS * design.advisor_hours * number("advisor_yuan")
        + buyers * case.low_cost
        + clients * case.high_cost
        + adds * magnet.yuan
        + (2000 if design.bringing == "finish" else 0)
    )
    return Paper(
        reads=reads,
        adds=adds,
        came=start + adds,
        stay=stay,
        buyers=buyers,
        looks=looks,
        clients=clients,
        talked=talked,
        helped=helped,
        needs_hours=(adds * magnet.hours + buyers * number("helped_hours") + looks * number("talk_hours")) / WEEKS,
        over_hours=over,
        ads_yuan=ads_yuan,
        taken_yuan=taken,
        spent_yuan=spent,
    )


def _given_back(design: Design, kind: str) -> float:
    p = values("commerce")
    in_time = 0.77
    return float(p[f"refund_{kind}"] * np.exp(p["refund_overpromise"] * OVERPROMISE[design.promise]) * in_time)


def _claims(design: Design) -> float:
    return number("promised_back") * OVERPROMISE[design.promise]


def target_for(case: Case) -> int:
    """The profit that is asked for: what a careful plan should bring on paper, less some air, in hundreds."""
    from simulations.projects.funnel_design.plans import senior

    return int(max(round(ASKED * expect(senior(case), case).profit_yuan, -2), 3000))


__all__ = ["TO", "Paper", "expect", "target_for"]
