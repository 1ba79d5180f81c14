"""Written hand-ins of community service: texts, and the policies by which such a person treats any material."""

from collections.abc import Mapping
from typing import Any

from grading.demo.written import HandIn
from simulations.identity import Context
from simulations.projects.community_service.answer import MOST_EXCEPTIONS, Decision
from simulations.projects.community_service.case import Case, Incoming, draw_case
from simulations.projects.community_service.matters import Matter
from simulations.projects.community_service.triage import best, weight, worth
from simulations.written import fill

LOUD = "B2"  # the bin of what sounds like a complaint
GENERIC = "need"  # the text for a need that has none of its own


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's material."""
    case, written = draw_case(context), hand_in.answer
    texts = {name: _told(case, written[name]) for name in ("weekly_note", "reflection", "ai_log")}
    faq = _handbook(case, written["handbook"])
    return {
        **{name: written[name] for name in ("rules", "priority", "shifts", "wakes")},
        "exceptions": _exceptions(case, written),
        "replies": {id: _reply(case, id, kind, written["replies"]) for id, kind in case.set_replies.items()},
        "faq": faq,
        "auto": _auto(case, written, faq),
        "needs": _needs(case, written["report"]),
        **texts,
    }


def _told(case: Case, text: str, **more: str) -> str:
    """A text with the numbers of the case and what it says of needs and people."""
    needs = sorted(case.of_group("need"), key=lambda matter: -case.people_of(matter.slug))
    wish, mended = case.of_group("wish", "fixed")
    polite = next(m.id for m in case.messages if m.matter.slug in ("charged", "refund") and m.sorted != LOUD)
    words = {
        "first": fill(needs[0].name, case.slots),
        "first_people": str(case.people_of(needs[0].slug)),
        "last": fill(needs[-1].name, case.slots),
        "wish": wish.name,
        "wish_ids": "、".join(case.ids_of(wish.slug)),
        "mended": mended.name,
        "polite": polite,
        "colleague": case.colleague,
    }
    return text.format_map({**case.slots, **words, **more}).strip()


def _exceptions(case: Case, written: Mapping[str, Any]) -> dict[str, Any]:
    """The messages that gain most by a decision of their own, as far as this person sees it."""
    policy, rules = written["exceptions"], {bin: Decision.model_validate(r) for bin, r in written["rules"].items()}
    if policy["who"] == "loud":  # exclamation marks first, whatever they are about
        loud = [message for message in case.messages if "！" in message.text or message.sorted == LOUD]
        chosen = loud[: policy["most"]]
        return {message.id: {"urgency": "now", "route": "answer"} for message in chosen}
    if policy["who"] == "first":
        return {message.id: policy["decision"] for message in case.messages[: policy["most"]]}

    def gain(message: Incoming) -> float:
        return weight(message) * (worth(message, best(message)) - worth(message, rules[message.sorted]))

    blind = set(policy.get("overlooks", ()))
    open_eyed = [message for message in case.messages if message.matter.group not in blind]
    most = min(policy["most"], MOST_EXCEPTIONS)
    chosen = [message for message in sorted(open_eyed, key=gain, reverse=True)[:most] if gain(message) > 0]
    return {message.id: best(message).model_dump() for message in chosen}


def _reply(case: Case, id: str, kind: str, texts: Mapping[str, str]) -> str:
    message = case.by_id[id]
    line = fill(message.matter.policy, case.slots) if message.matter.policy else ""
    text = texts.get(message.matter.slug) or texts.get(kind) or texts["any"]
    return _told(case, text, id=id, line=line, person=message.person)


def _handbook(case: Case, policy: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = []
    for place, matter in enumerate(case.of_group("question", "fixed")):
        if place >= policy["entries"]:
            break
        ids = list(case.ids_of(matter.slug))
        covers = {"all": ids, "one": ids[:1], "wide": [m.id for m in case.messages[:20]]}[policy["covers"]]
        slots = {**case.slots, **case.stale} if policy.get("stale") and place % 2 == 0 else case.slots
        line = fill(matter.policy, slots)
        rows.append(
            {
                "question": fill(matter.name, case.slots),
                "covers": covers,
                "answer": policy["answer"].format(line=line, name=fill(matter.name, case.slots)),
            }
        )
    return rows


def _auto(case: Case, written: Mapping[str, Any], faq: list[dict[str, Any]]) -> list[dict[str, str]]:
    policy = written["auto"]
    rules = [{"keyword": word, "match": "contains", "reply": "human"} for word in policy["human"]]
    if policy["keys"] == "written":
        return rules + list(policy["rules"])
    asked = case.of_group("question", "fixed")[: len(faq)]
    for place, matter in enumerate(asked, start=1):
        for key in matter.keys[: policy["most_keys"]]:
            rules.append({"keyword": key, "match": "contains", "reply": f"f{place}"})
    if policy.get("human_last"):
        rules = [rule for rule in rules if rule["reply"] != "human"] + [r for r in rules if r["reply"] == "human"]
    return rules[:24]


def _needs(case: Case, policy: Mapping[str, Any]) -> list[dict[str, Any]]:
    needs = sorted(case.of_group("need"), key=lambda matter: -case.people_of(matter.slug))
    decoys = {matter.group: matter for matter in case.of_group("wish", "fixed")}
    chosen: list[Matter] = [decoys[group] for group in policy.get("decoys", ())]
    chosen += needs[: policy["needs"]]
    rows = []
    for matter in chosen:
        ids = list(case.ids_of(matter.slug))
        cited = {"all": ids, "one": ids[:1], "some": ids[:-1] or ids, "wide": [m.id for m in case.messages[:20]]}
        text = policy["texts"].get(matter.slug) or policy["texts"][GENERIC]
        rows.append(
            {
                "need": policy["title"].format(name=fill(matter.name, case.slots)),
                "evidence": cited[policy["evidence"]],
                "people": {"people": case.people_of(matter.slug), "messages": len(ids), "many": 60}[policy["people"]],
                "department": matter.department or "product" if policy["department"] == "right" else "product",
                "suggestion": _told(case, text, name=fill(matter.name, case.slots)),
            }
        )
    return rows
