"""Written hand-ins of the teardown: ways of looking at a path, applied to any trainee's, with texts that fit it."""

from collections.abc import Mapping
from typing import Any, get_args

import numpy as np

from grading.demo.teardown_and_reverse_design.designing import design
from grading.demo.written import HandIn
from simulations.identity import Context, variant_rng
from simulations.projects.teardown_and_reverse_design import Case, Part, draw_case, switch_off
from simulations.projects.teardown_and_reverse_design.answer import FUNCTIONS, PARTS, STAGES, RuleId
from simulations.projects.teardown_and_reverse_design.brief import outfits

RULES: tuple[str, ...] = get_args(RuleId)
# What somebody who has read the lesson expects to be left, by kind of part, and how wide an interval it deserves.
EYE = {"strong": (66, 0.14), "decoy": (86, 0.09), "dead": (100, 0.02), "harm": (142, 0.25)}
BREACH = {
    "missing_ad_label": (98, 0.10),
    "off_platform_leading": (110, 0.12),
    "false_scarcity": (122, 0.18),
    "false_claims": (122, 0.20),
    "personal_information": (132, 0.26),
    "missing_credentials": (135, 0.25),
    "absolute_terms": (111, 0.06),
    "induced_sharing": (102, 0.14),
}
LOUD = ("urgency", "cap", "spread", "headline", "proof", "decor", "teacher")  # what a case study praises


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's material."""
    case, way = draw_case(context), hand_in.answer
    rng = variant_rng(context.variant("teardown_and_reverse_design"), f"hand-in {hand_in.level}")
    slots = _slots(case)
    texts = ("analysis", "poster_pain", "poster_promise", "poster_proof", "poster_action", "poster_brief", "landing")
    written = {name: str(way[name]).format(**slots) for name in texts}
    return {
        "parts": {id: _marked(part, way["map"], rng) for id, part in case.path.parts.items()},
        "tries": _tries(case, way, context),
        "left": {id: _span(part, way["seeing"], rng) for id, part in case.path.parts.items()},
        "gates": _gates(case, way["gates"], rng),
        **design(case.brief, way["design"], context, way.get("numbers", {}), rng),
        **written,
        "ai_log": way["ai_log"],
    }


def _marked(part: Part, how: Mapping[str, Any], rng: np.random.Generator) -> dict[str, str]:
    """Function and step, each right with a probability; `all` gives every part the same."""
    if "all" in how:
        return dict(how["all"])
    function = part.functions[0] if rng.random() < how["right"] else str(rng.choice(list(FUNCTIONS)))
    stage = part.stages[0] if rng.random() < how["right"] else str(rng.choice(list(STAGES)))
    if how.get("praises") and function == "nothing":
        function, stage = "trust", "scan"
    return {"function": function, "stage": stage}


def _span(part: Part, how: Mapping[str, Any], rng: np.random.Generator) -> dict[str, int]:
    """An interval: by an eye for the kind with `noise`, by what is loud, or the same for all."""
    if how["by"] == "same":
        return {"low": how["low"], "high": how["high"]}
    if how["by"] == "loud":
        middle, half = (62.0, 0.15) if part.slot in LOUD else (92.0, 0.08)
    elif part.breach:
        middle, half = BREACH[part.breach]
        if part.slot == "proof" and part.breach == "personal_information":
            middle, half = 89, 0.07
    else:
        middle, half = EYE[part.group]
    if how.get("hopeful"):
        middle = min(middle, 96)
    noise = float(np.exp(how["noise"] * rng.normal()))
    half += how["noise"] * 0.8
    low, high = middle * noise * np.exp(-half), middle * noise * np.exp(half)
    return {"low": int(np.clip(round(low), 10, 400)), "high": int(np.clip(round(high), 10, 400))}


def _tries(case: Case, way: Mapping[str, Any], context: Context) -> list[dict[str, Any]]:
    """Parts switched off on the sister path: those whose like stands on one's own, up to four."""
    own = {part.slot for part in case.path.parts.values()}
    alike = [id for id, part in case.sister.parts.items() if part.slot in own][: way["tries"]]
    spans = [
        _span(case.sister.parts[id], way["seeing"], np.random.default_rng(place)) for place, id in enumerate(alike)
    ]
    return [{"part": id, **span, "left": switch_off(id, context)} for id, span in zip(alike, spans, strict=True)]


def _gates(case: Case, how: Mapping[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """`found` breaches of four, `alarms` more, `right` of the rules, rows that show it or a scatter."""
    breaches = [id for id, part in case.path.parts.items() if part.breach]
    clean = [id for id, part in case.path.parts.items() if not part.breach]
    if how.get("falls"):  # for what only looks like a breach
        clean.sort(key=lambda id: case.path.parts[id].group != "decoy")
    else:
        clean = [str(id) for id in rng.permutation(clean)]
    found = [str(id) for id in rng.permutation(breaches)[: how["found"]]]
    gates = []
    for id in [*found, *clean[: how["alarms"]]]:
        part = case.path.parts[id]
        right = part.breach if part.breach and rng.random() < how["right"] else str(rng.choice(RULES))
        rows = [part.record] if rng.random() < how["rows"] else ["W1", "W2", case.path.records[0].id]
        gates.append({"part": id, "rule": right, "rows": rows})
    return gates


def _slots(case: Case) -> dict[str, object]:
    """What the written texts name: parts of this path with their rows, and the brief."""
    by_group = {part.group: part for part in case.path.parts.values()}
    strong = max((p for p in case.path.parts.values() if p.group == "strong"), key=lambda p: sum(p.push.odds.values()))
    dead, bad = by_group["dead"], by_group["breach"]
    owner = next(one for one in outfits()["owners"] if one["account"] == case.brief.account)
    return {
        "account": case.path.account,
        "strong": f"{strong.id} {strong.name}",
        "strong_row": strong.record,
        "dead": f"{dead.id} {dead.name}",
        "dead_row": dead.record,
        "bad": f"{bad.id} {bad.name}",
        "bad_row": bad.record,
        "who": case.brief.who,
        "did": owner["did"],
        "price": case.brief.price,
        "target": case.brief.target,
        "parts": len(PARTS),
    }
