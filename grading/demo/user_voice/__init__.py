"""Written hand-ins of the user's voice: ways of working, applied to any trainee's material, with texts that fit it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np

from grading.demo.user_voice.weighing import decisions, grouped, slots
from grading.demo.written import HandIn
from simulations.identity import Context, variant_rng
from simulations.projects.user_voice import Case, draw_case, seal_of
from simulations.projects.user_voice.answer import KIND_LABELS, MOST_EACH, REACTION_LABELS, REWRITES
from simulations.reading import read_yaml
from simulations.written import fill, one_of, pick

LEAST = 5
TEXTS = Path(__file__).parent / "texts" / "words.yaml"


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's material."""
    case, way = draw_case(context), hand_in.answer
    rng = variant_rng(context.variant("user_voice"), f"hand-in {hand_in.level}")
    complaints = _complaints(case, way["foresee"], rng)
    groups = grouped(case, way["grouping"], rng)
    silent, silent_group, silent_rows = _silent(case, way["silent"], groups)
    words = slots(case, groups)
    return {
        "complaints": complaints,
        "seal": seal_of(complaints),
        "groups": [{"name": name, "comments": tuple(ids)} for name, ids in groups],
        "decisions": decisions(case, way["decide"], groups, rng),
        "silent": silent,
        "silent_group": silent_group,
        "silent_rows": silent_rows,
        "rewrites": _rewrites(case, way["rewrite"], rng),
        "changes": [
            {
                **row,
                "what": fill(row["what"], words)[:80],
                "measure": fill(row["measure"], words)[:60],
                "day": f"{case.today + timedelta(days=row['day'])}",
                "rows": tuple(words[f"{name}_row"] for name in row["rows"]),
            }
            for row in way["changes"]
        ],
        "strategy": fill(way["strategy"], words)[:900],
        "ai_log": way["ai_log"],
    }


def _minded(case: Case) -> list[tuple[str, str]]:
    """Everything that anybody minds, with or without a comment on it."""
    return [
        (persona.id, sentence.id)
        for persona in case.personas
        for sentence in case.sentences.values()
        if sentence.trigger in persona.minds
    ]


def _complaints(case: Case, how: Mapping[str, Any], rng: np.random.Generator) -> list[dict[str, str]]:
    """A share of what is minded, `others` that somebody else minds, `alarms` that nobody does."""
    minded = _minded(case)
    pairs = pick(rng, minded, round(how["found"] * len(minded)))
    flawed = [id for id, sentence in case.sentences.items() if sentence.trigger]
    fine = [id for id, sentence in case.sentences.items() if not sentence.trigger]
    people = list(case.readers)
    every = [(who, id) for who in people for id in flawed if (who, id) not in minded]
    pairs += pick(rng, every, how["others"])
    tempting = [id for id in fine if case.sentences[id].decoy] or fine
    pool = [(who, id) for who in people for id in (tempting if how.get("decoys") else fine)]
    pairs += pick(rng, pool, how["alarms"])
    if how.get("first"):
        pairs = [(who, id) for who in people for id in list(case.sentences)[: how["first"]]]
    kept: dict[str, list[str]] = {who: [] for who in people}
    for who, id in pairs:
        if len(kept[who]) < MOST_EACH and id not in kept[who]:
            kept[who].append(id)
    while sum(map(len, kept.values())) < LEAST:
        least = min(people, key=lambda who: len(kept[who]))
        kept[least].append(one_of(rng, [id for id in fine if id not in kept[least]]))
    return [_complaint(case, who, id, how, rng) for who, ids in kept.items() for id in ids]


def _complaint(case: Case, who: str, id: str, how: Mapping[str, Any], rng: np.random.Generator) -> dict[str, str]:
    sentence, reader = case.sentences[id], case.readers[who]
    kind = case.kind(id) if sentence.trigger and rng.random() < how["kinds"] else one_of(rng, list(KIND_LABELS))
    known = (who, id) in case.truth
    reaction = case.reaction(who, id) if known and rng.random() < how["reactions"] else how.get("always", "")
    told = read_yaml(TEXTS)
    trigger = sentence.trigger or "promise"
    words = how.get("words") or one_of(rng, told[how["voice"]][trigger])
    if how["voice"] == "person":
        words = (
            f"「{sentence.bit or sentence.text[:8]}」？{words}{told['life'][reader.slug] if how.get('life') else ''}"
        )
    return {
        "persona": who,
        "sentence": id,
        "kind": kind,
        "reaction": reaction or one_of(rng, list(REACTION_LABELS)),
        "words": words[:80],
    }


def _silent(
    case: Case, how: Mapping[str, Any], groups: Sequence[tuple[str, list[str]]]
) -> tuple[str, int, tuple[str, ...]]:
    """Who goes silently: the right ones, those who write most, or the first; with rows, and a group's number."""
    voices = case.voices
    ids = {comment.id for comment in voices.comments if comment.cause == voices.silent_cause}
    held = [len(ids & set(comments)) for _name, comments in groups]
    group = held.index(max(held)) + 1 if how["who"] == "right" else 1
    last = [row for row in voices.quarters if row.quarter == voices.quarters[1].quarter]
    loudest = max(last, key=lambda row: row.comments).segment
    who = {"right": voices.silent, "loud": loudest, "first": "S1"}[how["who"]]
    rows = [row.id for row in voices.quarters if row.segment == who]
    rows += [line.id for line in voices.calls if line.who == voices.segments[who]]
    if how["rows"] == "half":
        rows = rows[:2]
    elif how["rows"] == "scatter":
        rows = ["D01", "D02", "D03", "D04", "H01", "H02"]
    return who, group, tuple(rows[:6])


def _rewrites(case: Case, how: Mapping[str, Any], rng: np.random.Generator) -> list[dict[str, str]]:
    """Three sentences: the worst or the first; said cleanly, half of the time cleanly, as before, or in one text."""
    ranked = sorted(case.severity, key=lambda id: -case.severity[id])
    if how["which"] == "flawed":
        ranked = pick(rng, [id for id in ranked if case.severity[id]])
    elif how["which"] == "first":
        ranked = list(case.sentences)
    rows = []
    for id in ranked[:REWRITES]:
        sentence = case.sentences[id]
        text = how.get("text") or (
            sentence.clean if rng.random() < how["mended"] else f"{sentence.text[:60]}，谢谢理解。"
        )
        rows.append({"sentence": id, "text": text})
    return rows
