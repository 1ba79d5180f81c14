"""The design is played: ways in bring people, the chain thins them out, hours and budget are finite, margin is left.

Each way in is a chain of its own with the same choices on it; buyers of all share the hours. What is judged is the
margin of four weeks: income less refunds, less what was spent, less what being found costs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from simulations.projects.teardown_and_reverse_design.answer import STEPS, Teardown
from simulations.projects.teardown_and_reverse_design.brief import Brief, outfits
from simulations.projects.teardown_and_reverse_design.chain import WEEKS, Chain, Push, play, value
from simulations.world.draws import Floats, Worlds, binomial
from simulations.world.text.compliance import Verdict, check_compliance

SOLD_AT = 299  # yuan at which the segments' wishes are written
LEAST_MARGIN = 0.04  # of the target's income: where logs of the margin end
BOUGHT = ("ads", "blogger", "hidden", "component")


@dataclass(frozen=True)
class Plan:
    """What of an answer the world reacts to."""

    segment: str
    offer: str
    filter: str
    hook: str
    contacts: tuple[tuple[str, int], ...]
    scarcity: str
    asked: tuple[str, ...]
    messages: int
    breaches: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What came of a plan, (worlds,) each.

    Attributes
    ----------
    people : mapping
        By step, in four weeks, of all ways in.
    kept : array
        Buyers who did not give it back.
    margin : array
        Yuan.
    hours : array
        Hours that would have been needed.
    found : array
        How many breaches were found.
    """

    people: Mapping[str, Floats]
    kept: Floats
    margin: Floats
    hours: Floats
    found: Floats

    def figure(self, brief: Brief) -> Floats:
        """The margin, where it is next to nothing or below a small share of what the target would bring."""
        return np.asarray(np.maximum(self.margin, LEAST_MARGIN * brief.target * brief.price), dtype=float)


def read_plan(answer: Teardown, brief: Brief) -> Plan:
    """The plan that follows from an answer; what is spent beyond the budget is cut, each way in the same."""
    spent: dict[str, int] = {}
    for way in answer.contacts:
        spent[way.contact] = spent.get(way.contact, 0) + (way.yuan if way.contact in BOUGHT else 0)
    share = min(1.0, brief.budget / max(sum(spent.values()), 1))
    return Plan(
        segment=answer.segment,
        offer=answer.offer,
        filter=answer.filter,
        hook=answer.hook,
        contacts=tuple((contact, int(yuan * share)) for contact, yuan in sorted(spent.items())),
        scarcity=answer.scarcity,
        asked=tuple(dict.fromkeys(answer.asked)),
        messages=answer.messages,
        breaches=poster_breaches(answer),
    )


def poster_text(answer: Teardown) -> str:
    """What stands on the poster."""
    return "\n".join((answer.poster_pain, answer.poster_promise, answer.poster_proof, answer.poster_action))


def poster_breaches(answer: Teardown) -> tuple[str, ...]:
    """Rules that the poster's words break."""
    bad = (Verdict.FORBIDDEN, Verdict.BREACH)
    return tuple(sorted({p.rule for p in check_compliance(poster_text(answer)) if p.verdict in bad and p.rule}))


def colleague(brief: Brief) -> Plan:
    """The colleague everybody is compared with: the camp one knows, for the many, nothing forbidden."""
    return Plan(
        segment=max(brief.shares, key=lambda name: brief.shares[name]),
        offer="camp",
        filter="drill",
        hook="mirror",
        contacts=(("ads", 900), ("article", 0), ("group", 0)),
        scarcity="none",
        asked=("want", "size"),
        messages=2,
    )


def seniors(brief: Brief) -> list[Plan]:
    """Plans that an experienced person would think of first, one of which suits the brief best."""
    packs = {hook["for"]: slug for slug, hook in outfits()["hooks"].items() if hook["for"]}
    ways = tuple(sorted({"article": 0, "group": 0, "component": int(value("component_fee"))}.items()))
    return [
        Plan(segment, offer, filtered, packs[segment], ways, "places", ("want",), 3)
        for segment in brief.shares
        for offer, filtered in (("camp", "drill"), ("one", "drill"), ("one", "look"))
    ]


@lru_cache(maxsize=64)
def best_senior(brief: Brief, worlds: Worlds) -> Plan:
    """The one that earns most in these worlds, by the mean of logs."""
    return max(seniors(brief), key=lambda plan: float(np.log(simulate(plan, brief, worlds).figure(brief)).mean()))


def breaches_of(plan: Plan) -> tuple[str, ...]:
    """Rules that a plan breaks, each once."""
    data = outfits()
    found = [data["contacts"][contact].get("rule", "") for contact, _yuan in plan.contacts]
    found.append(data["scarcities"][plan.scarcity].get("rule", ""))
    found += ["personal_information"] * bool(set(plan.asked) & set(data["needless"]))
    return tuple(sorted({rule for rule in (*found, *plan.breaches) if rule}))


def simulate(plan: Plan, brief: Brief, worlds: Worlds) -> Outcome:
    """Play a plan in all worlds at once."""
    data = outfits()
    people: dict[str, Floats] = {step: np.zeros(worlds.count) for step in STEPS}
    found = np.zeros(worlds.count)
    homes: dict[str, Floats] = {}
    for chain in chains(plan, brief):
        flow = play(chain, worlds)
        for step in STEPS:
            people[step] += flow.total(step)
        homes[chain.home] = np.maximum(homes.get(chain.home, found), flow.found)
    found = sum(homes.values(), found)
    offer, filtered, scarcity = data["offers"][plan.offer], data["filters"][plan.filter], data["scarcities"]
    cheap = people["low"] if filtered["price"] else np.zeros(worlds.count)
    if plan.scarcity == "places":  # full is full
        places = np.floor((brief.hours - offer["fixed"] - filtered["hours"] * cheap) / offer["hours"])
        people["high"] = np.minimum(people["high"], np.maximum(places, 0.0))
    hours = offer["fixed"] + offer["hours"] * people["high"] + filtered["hours"] * cheap
    over = np.maximum(hours / brief.hours - 1, 0.0)
    odds = np.log(value("own_keep") / (1 - value("own_keep"))) + offer["keep"] + scarcity[plan.scarcity].get("keep", 0)
    odds = odds - value("hours_over") * over - 0.12 * max(plan.messages - 6, 0)
    keep = 1 / (1 + np.exp(-odds))
    kept = binomial(worlds.uniforms("design", "keep")[:, 0], people["high"], keep)
    spent = sum(yuan for contact, yuan in plan.contacts if contact in BOUGHT)
    margin = kept * brief.price + cheap * keep * filtered["price"] - spent - value("found_cost") * found
    return Outcome(people, kept, np.asarray(margin, dtype=float), np.asarray(hours, dtype=float), found)


def chains(plan: Plan, brief: Brief) -> list[Chain]:
    """A chain for each way in."""
    data = outfits()
    filtered, pushes = data["filters"][plan.filter], choices(plan, brief)
    made, ways = [], {contact: data["contacts"][contact] for contact, _yuan in plan.contacts}
    for contact, yuan in plan.contacts:
        way = ways[contact]
        if contact == "comment" and "component" in ways:
            continue  # the same notes are seen by the same people, and who can tap does not type
        watched = tuple(sorted(w["rule"] for w in ways.values() if "rule" in w and w["home"] == way["home"]))
        base = {
            "scan": way["scan"],
            "add": value("own_add"),
            "take": value("own_take"),
            "open": value("own_open"),
            "low": filtered["low"],
            "high": filtered["high"],
        }
        own = Push("way", {"high": way["warm"]}, rule=way.get("rule", ""))
        made.append(Chain(f"design/{contact}", seen(contact, yuan, brief), base, (own, *pushes), way["home"], watched))
    return made


def seen(contact: str, yuan: int, brief: Brief) -> tuple[float, ...]:
    """People who see a way in, week by week."""
    flat = dict.fromkeys(range(WEEKS), 1 / WEEKS)
    if contact == "ads":
        bend = value("ad_bend")
        return tuple(1000 * bend / value("ad_price") * np.log1p(yuan / bend) * share for share in flat.values())
    if contact in ("blogger", "hidden"):
        way: Mapping[str, Any] = outfits()["contacts"][contact]
        pieces = yuan // way["each"]
        return tuple(way["seen"] * pieces**0.8 * share for share in flat.values())
    if contact == "component":
        return (float(brief.red if yuan >= value("component_fee") else 0.0),) * WEEKS
    if contact == "comment":
        return (float(brief.red),) * WEEKS
    if contact == "group":
        return tuple(brief.group * value("group_fade") ** week for week in range(WEEKS))
    shared = np.exp(value("sharing_reach")) if contact == "sharing" else 1.0
    return (float(brief.article * shared),) * WEEKS


def choices(plan: Plan, brief: Brief) -> tuple[Push, ...]:
    """What the choices push, the same on every way in."""
    data = outfits()
    segment, hook = data["segments"][plan.segment], data["hooks"][plan.hook]
    offer, filtered, scarcity = data["offers"][plan.offer], data["filters"][plan.filter], data["scarcities"]
    limited = scarcity[plan.scarcity]
    fits = {plan.segment: 0.30, "any": 0.12, "": 0.0}.get(hook["for"], -0.25)
    wish = segment["want"] - segment["price"] * np.log(brief.price / SOLD_AT) + offer["fit"][plan.segment]
    touched = value("message_gain") * plan.messages - value("message_bend") * plan.messages**2
    extra = max(len(plan.asked) - 1, 0)
    filters = value("field_filter") * ("want" in plan.asked) + 0.06 * ("size" in plan.asked and plan.offer == "one")
    needless = sum(one in data["needless"] for one in plan.asked)
    drives = "high" if plan.filter == "none" else "low"
    reached = value("segment_flat") + value("segment_slope") * brief.shares[plan.segment]
    return (
        Push("segment", {"scan": float(np.log(reached)), "high": wish}),
        Push(
            "hook", {"scan": fits / 2, "take": hook["take"], "open": hook["open"], drives: hook.get("low", 0.0) + fits}
        ),
        Push("filter", {"low": filtered["suits"].get(plan.segment, 0.0)} if drives == "low" else {}),
        Push(
            "scarcity",
            {"scan": limited.get("scan", 0.0), "high": limited.get("high", 0.0)},
            {"scan": limited.get("wear", 0.0)},
            rule=limited.get("rule", ""),
        ),
        Push(
            "form",
            {"take": -value("field_cost") * (extra + needless), drives: filters},
            rule="personal_information" if needless else "",
        ),
        Push("messages", {drives: float(max(touched, -3.0)), "add": -0.05 * max(plan.messages - 6, 0)}),
        *(Push(f"poster {slug}", rule=slug) for slug in plan.breaches),
    )
