"""The campaign is played: who joins, who finishes, who complains, who comes to the store, who is back a week later.

Joining and passing on is the world's referral, visitors are brought by its KOLs and its paid reach, questions and
complaints reach its service desk. What no room holds (what an outage costs, who opens content again) stands with its
mark in `world.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulations.projects.campaign.desk import deposits, rewards, served
from simulations.projects.campaign.market import clicks
from simulations.projects.campaign.numbers import own_numbers
from simulations.projects.campaign.plan import ITEMS, Plan
from simulations.projects.campaign.setting import DAYS, Case, Event
from simulations.projects.campaign.surprises import loss_of, trouble_of
from simulations.world.draws import Floats, Worlds
from simulations.world.promotion import PaidReach, Referral, run_referral, spend
from simulations.world.rulebook.rules import rules_for

ADS_DAYS, STORE_LEAST = 5, 3000
AUDIENCE = 2e7  # people a feed advertisement could reach

UNFUNDED = {"keep": 0.0, "complaints": 1.2}
PLATFORM = "gongzhonghao"


@dataclass(frozen=True)
class Outcome:
    """What came of a campaign, arrays of shape (worlds,).

    Attributes
    ----------
    daily : array (worlds, days)
        People who joined on each day.
    back : array
        People who open our content within seven days after the end.
    spent_yuan : array
        Of the budget; deposits are not ours.
    """

    worlds: Worlds
    seeds: Floats
    daily: Floats
    friends: Floats
    finished: Floats
    visitors: Floats
    complaints: Floats
    public: Floats
    back: Floats
    spent_yuan: Floats
    clicks: Floats
    stopped: Floats

    @property
    def joined(self) -> Floats:
        """People who joined."""
        return np.asarray(self.daily.sum(axis=1))

    @property
    def searches(self) -> Floats:
        """Brand-word searches in the week after."""
        return np.asarray(np.rint(self.back * own_numbers()["search_per_back"]))

    def kpis(self, world: int = 0) -> dict[str, float]:
        """Figures of one world, as the back end shows them; `reads` is the one that is forecast."""
        names = ("joined", "friends", "finished", "visitors", "complaints", "public", "back", "searches", "spent_yuan")
        figures = {name: float(np.rint(getattr(self, name)[world])) for name in names}
        return {"reads": figures["joined"], **figures}


@dataclass(frozen=True)
class Gathered:
    """Who joins, whatever is decided later: the same for all branches of one campaign."""

    seeds: float
    clicks: Floats
    daily: Floats
    friends: Floats
    quality: Floats
    stopped: Floats


def gather(plan: Plan, case: Case, worlds: Worlds, *, blind: bool = False) -> Gathered:
    """Call people, and let them bring each other, in all worlds.

    Parameters
    ----------
    blind : bool
        Take partners for what they show, as a rehearsal must.
    """
    own, desk, count = own_numbers(), worlds.values("desk"), worlds.count
    came = sum((clicks(case.partners[id], worlds, blind=blind) for id in plan.hired), np.zeros(count))
    seeds = desk["call_read"] * case.brand.followers + desk["member_reads"] * case.members
    visits = seeds + own["kol_worth"] * came + own["ad_worth"] * _paid(plan, worlds)
    referral = Referral.model_validate(
        {
            "id": "campaign/referral",
            "day": 0,
            "days": DAYS,
            "reward": plan.reward,
            "reward_value_yuan": 0.0 if plan.reward == "none" else plan.reward_yuan,
            "threshold": max(plan.threshold, int(plan.reward == "invite")),
            "poster": plan.poster,
            "seeds_from": ("followers", "private_domain"),
            "deposit_yuan": plan.deposit_yuan,
            "showcase": plan.showcase,
            "spots": plan.spots or None,
        }
    )
    spread = run_referral(referral, np.floor(visits), desk["referral_reachable"] * case.brand.followers, worlds)
    going, stopped = _watched(plan, worlds)
    daily = np.floor(spread.participants * going * (own["careful_deposit"] if plan.greedy else 1.0))

    return Gathered(
        seeds=float(np.floor(seeds)),
        clicks=came,
        daily=daily,
        friends=spread.new_followers.sum(axis=1) / worlds.values("promotion")["referral_follow"],
        quality=spread.quality,
        stopped=stopped,
    )


def simulate(
    plan: Plan,
    case: Case,
    worlds: Worlds,
    decisions: Mapping[str, str] | None = None,
    *,
    gathered: Gathered | None = None,
    public_rate: float | None = None,
) -> Outcome:
    """Play a campaign in all worlds.

    Parameters
    ----------
    decisions : mapping, optional
        Event to option; without it nobody does anything about what happens.
    gathered : Gathered, optional
        Who joins, where it has been played before.
    public_rate : float, optional
        Public posts per complaint where they are known from a whole run; without it the desk is played.
    """
    p, own = worlds.values("promotion"), own_numbers()
    gathered = gathered or gather(plan, case, worlds)
    daily, stopped = gathered.daily, gathered.stopped
    joined = daily.sum(axis=1)

    lost, trouble, spent, on_store = _under_way(plan, case, worlds, decisions or {})
    kept = (1 - lost) * np.where(stopped > 0, own["stopped_keeps"], 1.0)
    rate = p["referral_finish"] + p["referral_deposit_finish"] * -np.expm1(
        -plan.deposit_yuan / p["referral_deposit_scale"]
    )
    rate *= 1.0 if plan.reward == "completion" else own["finish_unrewarded"]
    empty = own["empty_joins"] * (plan.reward != "none") * np.exp(-plan.deposit_yuan / own["empty_deposit"])
    real = joined * (1 - empty)
    finished = np.floor(real * rate * kept)
    due, unpaid, paid_out = rewards(plan, joined, finished, plan.money["reserve"] - spent, p)

    complaints = joined[:, None] * trouble + np.cumsum(daily, axis=1) * own["complaints_a_day"]
    late = deposits(plan, joined, finished, own) + own["complaints_per_unpaid_reward"] * unpaid
    told = complaints.sum(axis=1) + late
    public = served(plan, daily, complaints, late, own, worlds) if public_rate is None else public_rate * told
    goodwill = np.exp(-own["public_harm"] * public / np.maximum(joined / 1000, 0.3))

    luck = np.exp(own["store_luck_sd"] * worlds.normals("campaign/store", "visitors")[:, 0])
    open_store = plan.money["store"] >= STORE_LEAST
    drawn = own["store_visitors"] * (plan.money["store"] / own["store_usual_yuan"]) ** own["store_power"]
    visitors = np.floor((drawn * luck + own["store_participants"] * joined * kept) * on_store * open_store)
    stay = gathered.quality / p["referral_stay"]
    people = (finished * own["open_finisher"] + (real - finished) * kept * own["open_other"]) * stay
    trust = goodwill * np.where(stopped > 0, own["stopped_trust"], 1.0)
    trust *= np.exp(-own["broken_promise"] * unpaid / np.maximum(due, 1))
    return Outcome(
        worlds=worlds,
        seeds=np.full(worlds.count, gathered.seeds),
        daily=daily,
        friends=np.minimum(joined, gathered.friends),
        finished=finished,
        visitors=visitors,
        complaints=told,
        public=public,
        back=np.rint((people + visitors * own["open_visitor"]) * trust),
        spent_yuan=sum(plan.money[item] for item in ITEMS if item not in ("rewards", "reserve")) + spent + paid_out,
        clicks=gathered.clicks,
        stopped=stopped,
    )


def _paid(plan: Plan, worlds: Worlds) -> Floats:
    """Visits that the advertisements bring."""
    own = own_numbers()
    paid = PaidReach(
        id="campaign/ads",
        tool="feed_ads",
        platform=PLATFORM,
        day=0,
        days=ADS_DAYS,
        budget_yuan=plan.money["ads"],
        goal="lead",
        targeting=own["ad_targeting"],
    )
    out = spend(paid, AUDIENCE, worlds)
    return np.asarray(out.impressions * worlds.values("platforms")["click_paid"] * out.click)


def _watched(plan: Plan, worlds: Worlds) -> tuple[Floats, Floats]:
    """Days on which the page is open (worlds, days), and whether the platform has closed it (worlds,).

    A page that pays for being passed on is looked at again every day: the more see it, the likelier a report.
    """
    if not plan.shares:
        return np.ones((worlds.count, DAYS)), np.zeros(worlds.count)
    own = own_numbers()
    found = rules_for(PLATFORM)["induced_sharing"].found * own["looked_at"]
    seen = worlds.uniforms("campaign", "looked at", DAYS) < found
    closed = np.cumsum(seen, axis=1) > 0
    return np.asarray(1.0 - closed, dtype=float), np.asarray(closed.any(axis=1), dtype=float)


def _under_way(
    plan: Plan, case: Case, worlds: Worlds, decisions: Mapping[str, str]
) -> tuple[Floats, Floats, float, Floats]:
    """Share of participants lost (W,), complaints a participant by day (days,), yuan spent, share of the store left."""
    own, left = own_numbers(), plan.money["reserve"]
    kept, store = np.ones(worlds.count), np.ones(worlds.count)
    trouble, spent = np.zeros(DAYS), 0.0
    hours = own["outage_least"] + (own["outage_hours"] - own["outage_least"]) * np.exp(
        -plan.money["server"] / own["outage_yuan"]
    )
    for event in case.events.values():
        keep, complaints = 0.0, 1.0
        option = event.options.get(decisions.get(event.id, ""))
        if option is not None:
            afford = option.cost_yuan <= left - spent
            keep = option.keep if afford else UNFUNDED["keep"]
            complaints = option.complaints if afford else UNFUNDED["complaints"]
            spent += option.cost_yuan * afford
        loss, upset = _blow(event, hours, own)
        luck = np.exp(own["effect_luck_sd"] * worlds.normals(f"campaign/{event.id}", "effect")[:, 0])
        share = np.clip(loss * (1 - keep) * luck, 0.0, 0.9)
        kept *= 1 - share
        if event.id == "E3":
            store *= np.clip(1 - 4 * share, 0.0, 1.0)
        trouble[event.day - 1] += upset * complaints
    return 1 - kept, trouble, spent, store


def _blow(event: Event, hours: float, own: Mapping[str, float]) -> tuple[float, float]:
    """Share of participants that an event costs if nobody makes good, and complaints per participant."""
    if event.id == "E1":
        return float(-np.expm1(-own["streaks_per_hour"] * hours)), own["complaints_per_lost_hour"] * hours
    return loss_of(event.id), trouble_of(event.id)
