"""Written hand-ins of the topic bank: ways of working, applied to any trainee's material, with texts that fit it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from grading.demo.topic_bank.calendars import month, week
from grading.demo.written import HandIn
from simulations.identity import Context, variant_rng
from simulations.projects.topic_bank import Case, Topic, draw_case
from simulations.projects.topic_bank.pool import KINDS, NONE, Voice
from simulations.projects.topic_bank.worth import worths

CHOSEN, STORIES = 20, 4
BLUNT = ("off_brand", "expired", "past_date", "licence", "rule_breach")  # what even a hurried reader sees


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's material."""
    case, way = draw_case(context), hand_in.answer
    rng = variant_rng(context.variant("topic_bank"), f"hand-in {hand_in.level}")
    refused = _refused(case, way["refusing"], rng)
    rows = _rows(case, refused, way["evidence"], rng)
    bank = _bank(case, way["choosing"], {id for id, _reason in refused}, rng)
    calendar = week(case, bank, way["calendar"])
    return {
        "bank": [_labelled(case.topics[id], way["labels"], rng) for id in bank],
        "refused": [{"topic": id, "reason": reason, "rows": rows[id]} for id, reason in refused],
        "week": calendar,
        "month": month(case, calendar, way["month"], way["focus"]),
        "best": [
            _argued(case, id, text, way.get("titles", {}))
            for id, text in zip(_three(case, bank), way["best"], strict=True)
        ],
        "ai_log": way["ai_log"],
    }


def _refused(case: Case, how: Mapping[str, Any], rng: np.random.Generator) -> list[tuple[str, str]]:
    """Which topics are refused and for what reason: `found` traps of ten, `alarms` more, `right` of the reasons."""
    traps = [id for id in case.traps if not how.get("blunt") or case.topics[id].kind in BLUNT]
    found = [str(id) for id in rng.permutation(traps)[: how["found"]]]
    fine = [id for id, topic in case.topics.items() if not topic.kind and not topic.twin]
    alarms = [str(id) for id in rng.permutation(fine)[: how["alarms"]]]
    kinds = [case.topics[id].kind if rng.random() < how["right"] else str(rng.choice(KINDS)) for id in found]
    return [*zip(found, kinds, strict=True), *((id, str(rng.choice(KINDS))) for id in alarms)]


def _rows(
    case: Case, refused: Sequence[tuple[str, str]], how: str, rng: np.random.Generator
) -> dict[str, tuple[str, ...]]:
    """Rows cited: those that show it, those or the topic's keyword, a scatter, or the topic itself."""
    cited = {}
    for id, _reason in refused:
        topic = case.topics[id]
        right = tuple(sorted(topic.supports, key=lambda row: (row[0] in "BL", row))[: topic.enough]) or (topic.keyword,)
        beside = tuple(filter(None, (topic.keyword, topic.asset, topic.rival)))
        scatter = (topic.keyword, topic.asset, "B01", str(rng.choice(list(case.voices))))
        half = right if rng.random() < 0.5 else beside[:2]
        cited[id] = {"right": right, "half": half, "scatter": scatter, "itself": (id,)}[how]
    return cited


def _bank(case: Case, how: Mapping[str, Any], refused: set[str], rng: np.random.Generator) -> list[str]:
    """Twenty topics by `by`: worth with `noise`, the search index, or the order of the pool."""
    worth = worths(case)
    open_to = [id for id in case.topics if id not in refused]
    if how["by"] == "index":
        order = sorted(open_to, key=lambda id: -case.keywords[case.topics[id].keyword].index)
    elif how["by"] == "order":
        order = open_to
    else:
        seen = {id: worth[id] + how["noise"] * rng.normal() for id in open_to}
        order = _with_stories(case, sorted(open_to, key=lambda id: -seen[id]))
    return order[: how.get("count", CHOSEN)]


def _with_stories(case: Case, order: list[str]) -> list[str]:
    """Enough stories among the chosen for a week in which how-to never follows on how-to."""
    chosen, left = order[:CHOSEN], order[CHOSEN:]
    for id in [id for id in left if case.topics[id].pillar == "story"]:
        if sum(case.topics[one].pillar == "story" for one in chosen) >= STORIES:
            break
        chosen.remove(next(one for one in reversed(chosen) if case.topics[one].pillar == "method"))
        chosen.append(id)
    return chosen


def _labelled(topic: Topic, right: float, rng: np.random.Generator) -> dict[str, str]:
    """Labels, each right with a probability; without any, the same for all."""
    labels = {
        "segment": topic.segments[0] if topic.segments and rng.random() < right else "a",
        "pain": topic.pains[0] if topic.pains and rng.random() < right else "p1" if right < 0.5 else NONE,
        "hook": topic.hook if rng.random() < right + 0.1 else NONE,
        "fit": topic.fit if rng.random() < right else "core",
    }
    return {"topic": topic.id, **labels}


def _keen(case: Case, pain: str) -> list[Voice]:
    """Those whom it hurts and who would read about it; all whom it hurts where nobody would."""
    hurt = [voice for voice in case.voices.values() if voice.pain == pain]
    return [voice for voice in hurt if voice.would_read == "会"] or hurt


def _three(case: Case, bank: Sequence[str]) -> list[str]:
    """Three topics that can be argued for: with a pain that many are keen to read about, each another one."""

    def keen(id: str) -> int:
        return max((len(_keen(case, pain)) for pain in case.topics[id].pains), default=0)

    first: dict[tuple[str, ...], str] = {}
    for id in sorted(bank, key=keen, reverse=True):
        first.setdefault(case.topics[id].pains, id)
    return list(dict.fromkeys([*first.values(), *bank]))[:3]


def _argued(case: Case, id: str, text: Mapping[str, str], titles: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """A written argument with the names and row ids of this material, under a title for its pain where there is one."""
    topic = case.topics[id]
    pain = topic.pains[0] if topic.pains else "p1"
    keen = _keen(case, pain)
    slots = {
        "title": topic.title,
        "keyword": topic.keyword,
        "word": case.keywords[topic.keyword].word,
        "asset": topic.asset,
        "what": case.assets[topic.asset].what,
        "pieces": case.assets[topic.asset].pieces,
        "pain": case.pains[pain],
        "voices": "、".join(voice.id for voice in keen[:2]),
        "first": keen[0].id,
        "role": keen[0].role,
        "said": keen[0].text,
        "count": sum(voice.pain == pain for voice in case.voices.values()),
        "segment": case.segments[topic.segments[0] if topic.segments else "a"],
    }
    written = {name: value.format(**slots) for name, value in text.items()}
    title = titles.get(case.brand_slug, {}).get(pain) or written["title"]
    return {"topic": id, **written, "title": title[:32]}
