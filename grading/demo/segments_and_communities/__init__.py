"""Written hand-ins of segments and communities: texts, and the policies by which such a person treats any material."""

from collections.abc import Mapping, Sequence
from typing import Any

from grading.demo.written import HandIn
from simulations.identity import Context
from simulations.projects.segments_and_communities import rfm
from simulations.projects.segments_and_communities.answer import Condition, Message
from simulations.projects.segments_and_communities.case import Case, draw_case
from simulations.projects.segments_and_communities.menu import menu
from simulations.projects.segments_and_communities.people import LEANS, User
from simulations.projects.segments_and_communities.plans import (
    HARD,
    colleague,
    next_wanted,
    said_most,
    senior,
    wanted_most,
)
from simulations.projects.segments_and_communities.play import Plan, simulate
from simulations.projects.segments_and_communities.segmenting import condition_of, split
from simulations.world.draws import Worlds

PARTS = ("1", "2", "3")
TEXTS = ("promotion", "review", "reflection", "ai_log", "card_name", "card_line", "card_does")
WORLDS = Worlds(b"what somebody expects who has seen a few months", 6)


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's material."""
    case, written = draw_case(context), hand_in.answer
    dropped = _dropped(case, written["cleaning"])
    conditions = _conditions(case, written["rules"])
    kept = [user for user in case.rows if user.id not in dropped]
    parts = split([Condition.model_validate(row) for row in conditions], kept)
    segments = _segments(case, written["segments"], parts)
    plan = _plan(case, written)
    quoted = _quoted(parts, segments)
    words = _words(case, parts, segments, quoted)
    return {
        "dropped": dropped,
        "conditions": conditions,
        "segments": segments,
        "biases": _biases(case, written["biases"]),
        **_scheme(case, written["rfm"]),
        "stages": [{"stage": stage, **texts} for stage, texts in written["stages"].items()],
        "tiers": [tier.model_dump() for tier in plan.tiers.values()],
        "price": int(plan.price_yuan),
        "pack_topic": plan.pack_topic,
        "leave_out": sorted(plan.leave_out),
        "broadcasts": [message.model_dump() for message in plan.broadcasts],
        **_forecast(case, plan, written["forecast"]),
        "decisions": _decisions(case, written["decisions"]),
        "card_numbers": [
            {"what": row["what"], "number": row["number"].format_map(words)} for row in written["card_numbers"]
        ],
        "card_quote": quoted.id if quoted else case.rows[0].id,
        **{name: written[name].format_map(words).strip() for name in TEXTS},
    }


def _dropped(case: Case, policy: str) -> list[str]:
    doubles, tests = [second for _first, second in case.doubled], sorted(case.tests)
    names = [user.name for user in case.rows]
    return {
        "all": [*doubles, *tests],
        "most": [*doubles[:3], *tests],
        "tests": tests,
        "namesakes": [user.id for user in case.rows if names.count(user.name) > 1][:24],
        "none": [],
        "everything": [user.id for user in case.rows[:24]],
    }[policy]


def _conditions(case: Case, policy: str) -> list[dict[str, str]]:
    forks = case.truth.forks
    return {
        "both": [condition_of("1", forks[0]), condition_of("2", forks[1])],
        "first": [
            condition_of("1", forks[0]),
            {"segment": "2", "column": "spend", "operator": "at_least", "value": "100"},
        ],
        "money": [
            {"segment": "1", "column": "spend", "operator": "at_least", "value": "200"},
            {"segment": "2", "column": "spend", "operator": "at_least", "value": "1"},
        ],
        "one": [{"segment": "2", "column": "reads", "operator": "at_least", "value": "99"}],
    }[policy]


def _segments(case: Case, policy: Mapping[str, Any], parts: Sequence[Sequence[User]]) -> list[dict[str, Any]]:
    rows = []
    for place, people in enumerate(parts):
        said = [user.need for user in people if user.need]
        most = said_most(case) if policy["need"] == "survey" or not said else max(sorted(set(said)), key=said.count)
        backing = [user.id for user in people if user.need == most] or [case.rows[place].id]
        cited = {"three": backing[:3], "one": backing[:1], "any": [user.id for user in case.rows[:3]]}[
            policy["evidence"]
        ]
        size = len(people) if policy["size"] == "counted" else len(case.rows) // 3
        name = policy["names"][place].format_map(_called(case))
        rows.append({"name": name, "need": most, "people": size, "evidence": cited})
    return rows


def _called(case: Case) -> dict[str, str]:
    """What people say of those whom each of the two forks takes."""
    said = {
        "city": "大城市的",
        "source": f"{case.truth.source}来的",
        "joined_days": "来了不久的",
        "reads": "常读的",
        "orders": "买过的",
    }
    first, second = (said[fork.column] for fork in case.truth.forks)
    return {"first": first, "second": second}


def _biases(case: Case, policy: str) -> list[str]:
    held = [lean for lean in (*LEANS, "saying") if lean in case.truth.biases]
    others = [lean for lean in (*LEANS, "saying") if lean not in held]
    return {
        "all": held,
        "two": held[:2],
        "mixed": [*held[:2], others[0]],
        "one": others[:1],
        "every": [*held, *others],
    }[policy]


def _scheme(case: Case, policy: str) -> dict[str, int]:
    best, (r, f, m) = rfm.senior(case), rfm.quantile_cuts(case)
    scheme = {
        "senior": best,
        "recency": rfm.Scheme(r, f, m, (2, 1, 0)),
        "equal": rfm.Scheme(r, f, m, (1, 1, 1)),
        "money": rfm.by_money(case),
        "zero": rfm.Scheme(r, f, m, (0, 0, 0)),
    }[policy]
    cuts = {
        f"{name}_cut_{place}": int(cut)
        for name, pair in (("r", scheme.r), ("f", scheme.f), ("m", scheme.m))
        for place, cut in enumerate(pair, start=1)
    }
    return cuts | dict(zip(("r_weight", "f_weight", "m_weight"), scheme.weights, strict=True))


def _plan(case: Case, written: Mapping[str, Any]) -> Plan:
    """The month by a policy: as a senior or colleague would, changed tier by tier and message by message."""
    policy = written["month"]
    base = {"senior": senior, "colleague": colleague}[policy["base"]](case)
    topics = {tier: said_most(case) if policy["topics"] == "survey" else wanted_most(case, tier) for tier in base.tiers}
    tiers = {
        tier: row.model_copy(update={"topic": topics[tier], **policy.get("tiers", {}), **policy.get(tier, {})})
        for tier, row in base.tiers.items()
    }
    broadcasts = base.broadcasts
    if policy.get("broadcasts") == "daily":
        broadcasts = tuple(
            Message.model_validate({"day": day, "hour": 9, "to": "all", "topic": topics["new"], **policy["each"]})
            for day in range(1, 31)
        )
    elif policy.get("broadcasts") == "few":
        broadcasts = base.broadcasts[::2]
    elif policy.get("broadcasts") == "none":
        broadcasts = ()
    elif "each" in policy:
        broadcasts = tuple(message.model_copy(update=policy["each"]) for message in broadcasts)
    left = {
        "hard": HARD,
        "some": frozenset({"refused", "complaint"}),
        "none": frozenset(),
        "all": frozenset(menu()["leave_out"]),
    }
    topic = said_most(case) if policy["topics"] == "survey" else base.pack_topic
    return Plan(tiers, broadcasts, float(policy.get("price", base.price_yuan)), topic, left[policy["leave_out"]])


def _forecast(case: Case, plan: Plan, policy: Mapping[str, Any]) -> dict[str, int]:
    if "low" in policy:
        return {"forecast_low": policy["low"], "forecast_high": policy["high"]}
    orders = float(simulate(plan, case, WORLDS).orders.mean())
    low = int(orders * policy["from"])
    return {"forecast_low": low, "forecast_high": max(int(orders * policy["to"]), low + 1)}


def _decisions(case: Case, policy: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    blind = set(policy.get("overlooks", ()))
    decided = {}
    for card in case.cards:
        seen = policy["who"] == "reads" and card.kind not in blind
        action = card.best if seen else policy["otherwise"]
        reason = card.reasons[0] if seen else policy["reason"]
        decided[card.id] = {"action": action, "reason": reason}
    return decided


def _quoted(parts: Sequence[Sequence[User]], segments: Sequence[Mapping[str, Any]]) -> User | None:
    for people, segment in zip(parts, segments, strict=True):
        for user in people:
            if user.quote and user.need == segment["need"]:
                return user
    return next((user for people in parts for user in people if user.quote), None)


def _words(
    case: Case, parts: Sequence[Sequence[User]], segments: Sequence[Mapping[str, Any]], quoted: User | None
) -> dict[str, object]:
    """What texts say of this material: the first quoted segment, its size, its need, its orders."""
    place = next((n for n, people in enumerate(parts) if quoted in people), 0)
    people = parts[place] or list(case.rows)
    wrong = next(card.id for card in case.cards if card.best == "hold")
    return {
        "segment": segments[place]["name"],
        "need": case.need_name(segments[place]["need"]),
        "share": f"{len(people) / len(case.rows):.0%}",
        "said": sum(bool(user.need) for user in people),
        "orders": f"{sum(user.orders for user in people) / len(people):.1f}",
        "reads": f"{sum(user.reads for user in people) / len(people):.1f}",
        "wrong": wrong,
        "pack": case.pack,
        "second": case.need_name(next_wanted(case, "new")),
        "members": f"{sum(case.members.values()):,}",
        "minutes": case.host_minutes,
    }
