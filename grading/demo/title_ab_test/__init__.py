"""Written hand-ins of the title test: ways of working, applied to any trainee's material, with texts that fit it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from grading.demo.written import HandIn
from simulations.identity import Context, variant_rng
from simulations.projects.title_ab_test import Case, draw_case
from simulations.projects.title_ab_test.answer import NEXT_LABELS, REASON_LABELS
from simulations.projects.title_ab_test.case import FOLDER, Finished, Method
from simulations.projects.title_ab_test.play import Plan, sealed, simulate
from simulations.projects.title_ab_test.posterior import belief, belief_in, shrunk
from simulations.reading import read_yaml
from simulations.split_tests import compare, sample_size


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's material."""
    case, way = draw_case(context), hand_in.answer
    rng = variant_rng(context.variant("title_ab_test"), f"hand-in {hand_in.level}")
    design = _design(case, way["design"])
    return {
        "claims": _claims(case, way["claims"], rng),
        "confidence": way["confidence"],
        "hypothesis": way["hypothesis"],
        **design,
        **_forecast(case, design, way["forecast"]),
        **_readout(case, design, way["readout"], context),
        **way["campaign"],
        "report": way["report"].format(**_slots(case)),
        "chart": way["chart"],
        "agenda": [
            {name: text.format(**_slots(case)) for name, text in question.items()} for question in way["agenda"]
        ],
        "ai_log": way["ai_log"],
    }


def _claims(case: Case, how: Mapping[str, Any], rng: np.random.Generator) -> list[dict[str, str]]:
    """Verdicts by `by`; reasons and next steps right as often as `right` says."""
    kinds = read_yaml(FOLDER / "kinds.yaml")["kinds"]
    claims = []
    for id, test in list(case.tests.items())[: how.get("count", 12)]:
        kind = kinds[test.kind]
        told = test.kind not in how.get("blind", ())
        by = "all" if how["by"] == "all" and told else how.get("fallback", how["by"])
        verdict = belief_in(test).best if by == "all" else _verdict(test, by)
        known = rng.random() < how["right"]
        reason = kind["reason"] if known and told else how.get("reason") or str(rng.choice(list(REASON_LABELS)))
        then = kind["next"][0] if known and told else how.get("next") or str(rng.choice(list(NEXT_LABELS)))
        claims.append({"test": id, "verdict": verdict, "reason": reason, "next": then})
    return claims


def _verdict(test: Finished, by: str) -> str:
    """By the p-value, by the larger rate, or the same for all."""
    if by in ("cannot", "a", "b"):
        return by
    ahead = "b" if test.b.rate > test.a.rate else "a"
    significant = compare(test.a, test.b).p_value < 0.05
    return ahead if by == "larger" or significant else "cannot"


def _method(case: Case, how: Mapping[str, Any]) -> Method:
    return case.methods[how["split"]]


def _design(case: Case, how: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as written; people, rate and effect by the material where asked."""
    method = _method(case, how)
    effect = case.asked if how["effect"] == "asked" else how["effect"]
    needed = sample_size(method.rate, effect / 100)
    return {
        **{name: how[name] for name in ("change", "metric", "guardrail", "split", "stopping", "looks", "undecided")},
        "confounder": method.confounder if how["confounder"] == "right" else how["confounder"],
        "rate": round(100 * method.rate, 2) if how["rate"] == "right" else how["rate"],
        "effect": effect,
        "per_arm": min(round(needed * how["times"], -2), method.most) if "times" in how else how["per_arm"],
    }


def _plan(case: Case, design: Mapping[str, Any]) -> Plan:
    method = case.methods[design["split"]]
    return Plan(method, design["per_arm"], design["stopping"], design["looks"], design["undecided"])


def _forecast(case: Case, design: Mapping[str, Any], how: Mapping[str, int]) -> dict[str, int]:
    """Around what a trial shows, so far off and so wide; or as written."""
    if "low" in how:
        return {"forecast_low": how["low"], "forecast_high": how["high"]}
    tried = simulate(_plan(case, design), case, Context("a trial of the demo").worlds("title_ab_test", 1000))
    middle = round(100 * float(tried.right.mean())) + how["beside"]
    return {
        "forecast_low": max(middle - how["width"], 0),
        "forecast_high": min(middle + how["width"], 100),
    }


def _readout(case: Case, design: Mapping[str, Any], how: str, context: Context) -> dict[str, Any]:
    """Worked out, worked out without shrinking and judged by the p-value, or only the larger one seen."""
    plan = _plan(case, design)
    a, b = sealed(plan, context)
    told = compare(a, b)
    lift, low, high = (round(100 * min(max(x, -0.95), 4.9), 1) for x in (told.lift, told.low, told.high))
    ahead = "b" if lift > 0 else "a"
    if how == "whole":
        verdict, left = belief(a, b, plan.method.bias).best, round(100 * shrunk(a, b, plan.method.bias), 1)
    elif how == "p_value":
        verdict, left = ahead if told.p_value < 0.05 else "cannot", lift
    else:
        verdict, left, low, high = ahead, lift, lift, lift
    return {"lift": lift, "lift_low": low, "lift_high": high, "shrunk": left, "verdict": verdict}


def _slots(case: Case) -> dict[str, object]:
    """Names and figures of this material for the texts."""
    rumour = case.rumour
    told, left = compare(rumour.a, rumour.b), shrunk(rumour.a, rumour.b)
    good = next(test for test in case.tests.values() if test.kind == "clear")
    ahead = "B" if good.b.rate > good.a.rate else "A"
    found = abs(good.b.rate / good.a.rate - 1)
    bait = next(test for test in case.tests.values() if test.kind == "guardrail")
    method = case.methods["tag_random"]
    return {
        "id": rumour.id,
        "lift": f"{told.lift:.0%}",
        "low": f"{told.low:+.0%}",
        "high": f"{told.high:+.0%}",
        "left": f"{left:.0%}",
        "clicks": f"{rumour.a.clicks + rumour.b.clicks:.0f}",
        "good": good.id,
        "ahead": ahead,
        "found": f"{found:.0%}",
        "bait": bait.id,
        "asked": f"{case.asked}%",
        "needed": f"{round(sample_size(method.rate, case.asked / 100), -3):,}",
        "weeks": f"{sample_size(method.rate, case.asked / 100) / method.per_week:.1f}",
    }
