"""Two plans of others for the same month: a decent colleague's, and that of somebody who has run many."""

from simulations.projects.segments_and_communities.answer import Message, TierPlan
from simulations.projects.segments_and_communities.case import Case
from simulations.projects.segments_and_communities.menu import menu
from simulations.projects.segments_and_communities.play import Plan
from simulations.world.private_domain import TIERS

HARD = frozenset(slug for slug, row in menu()["leave_out"].items() if row["hard"])


def said_most(case: Case) -> str:
    """The need most often named in the survey, whoever has answered."""
    named = [user.need for user in case.clean if user.need]
    return max(sorted(set(named)), key=named.count)


def wanted_most(case: Case, tier: str) -> str:
    """The need that most in a tier have, in truth."""
    shares = case.wanted[tier]
    return max(shares, key=lambda need: shares[need])


def next_wanted(case: Case, tier: str) -> str:
    """The need that second most in a tier have, in truth."""
    shares = case.wanted[tier]
    return sorted(shares, key=lambda need: -shares[need])[1]


def colleague(case: Case) -> Plan:
    """Two broadcasts a week to everybody on what the survey named, an offer every other week, rules and welcome."""
    topic, minutes = said_most(case), case.host_minutes // 4
    tiers = {
        tier: _tier(tier, 200, minutes, 1, "pack" if tier == "new" else "weekly", topic) for tier in map(str, TIERS)
    }
    days = (
        (3, "useful", "none"),
        (6, "offer", "pack"),
        (10, "case", "none"),
        (13, "reminder", "member"),
        (17, "useful", "none"),
        (20, "offer", "pack"),
        (24, "case", "none"),
        (27, "reminder", "member"),
    )
    broadcasts = tuple(_message(day, 12, "all", says, topic, offer) for day, says, offer in days)
    return Plan(tiers, broadcasts, 99.0, topic, frozenset({"complaint", "refused"}))


def senior(case: Case) -> Plan:
    """Each tier what it wants, few messages, useful ones before those that sell, and nobody who should be left out."""
    giving = {"new": "pack", "active": "weekly", "paying": "private"}
    costs = sum(menu()["gives"][giving[t]]["minutes_per_1000"] * case.members[t] / 1000 for t in TIERS)
    minutes = case.host_minutes - costs
    topics = {str(tier): wanted_most(case, tier) for tier in TIERS}
    shape = {
        "new": (500, int(minutes * 0.46), 4, giving["new"]),
        "active": (250, int(minutes * 0.41), 4, giving["active"]),
        "paying": (150, int(minutes * 0.13), 1, giving["paying"]),
    }
    tiers = {
        tier: _tier(tier, size, share, activities, gives, topics[tier])
        for tier, (size, share, activities, gives) in shape.items()
    }
    broadcasts = []
    for tier in TIERS:
        second = next_wanted(case, tier)
        for week, start in enumerate((1, 8, 15, 22)):
            broadcasts.append(_message(start + 1, 20, tier, "useful", topics[tier], "pack"))
            if tier == "paying":
                continue
            scarcity = "real" if week in (0, 3) else "none"
            broadcasts.append(_message(start + 4, 20, tier, "case", topics[tier], "pack", scarcity))
            if tier == "active":
                broadcasts.append(_message(start + 6, 20, tier, "case", second, "pack"))
        if tier == "new":
            broadcasts.append(_message(14, 21, tier, "reminder", topics[tier], "member"))
            broadcasts.append(_message(28, 20, tier, "case", second, "pack"))
    everybody = {need.slug: sum(case.wanted[t][need.slug] * case.members[t] for t in TIERS) for need in case.needs}
    return Plan(tiers, tuple(broadcasts), _price(case.seats), max(everybody, key=lambda need: everybody[need]), HARD)


def _price(seats: int) -> float:
    """What the pack brings most at: dearer where there are few seats, never far above what it costs."""
    return 79.0 if seats <= 350 else 69.0 if seats <= 450 else 59.0


def _tier(tier: str, size: int, minutes: int, activities: int, gives: str, topic: str) -> TierPlan:
    return TierPlan.model_validate(
        {
            "tier": tier,
            "group_size": size,
            "host_minutes": minutes,
            "activities": activities,
            "rules": True,
            "welcome": True,
            "gives": gives,
            "topic": topic,
        }
    )


def _message(day: int, hour: int, to: str, says: str, topic: str, offer: str, scarcity: str = "none") -> Message:
    return Message.model_validate(
        {"day": day, "hour": hour, "to": to, "says": says, "topic": topic, "offer": offer, "scarcity": scarcity}
    )
