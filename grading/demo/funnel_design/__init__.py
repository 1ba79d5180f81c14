"""Written hand-ins of the funnel design: ways of working, applied to any trainee's studio, with texts that fit it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from grading.demo.written import HandIn
from simulations.identity import Context, variant_rng
from simulations.projects.funnel_design import Case, Design, Paper, colleague, draw_case, expect, senior
from simulations.projects.funnel_design.answer import STEPS
from simulations.projects.funnel_design.case import HOME, WEEKS, number
from simulations.projects.funnel_design.labels import RULES
from simulations.projects.funnel_design.twist import cure

POLICIES = {"senior": senior, "colleague": colleague}


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's brief."""
    case, way = draw_case(context), hand_in.answer
    rng = variant_rng(context.variant("funnel_design"), f"hand-in {hand_in.level}")
    design = _design(case, way["design"])
    paper = expect(design, case)
    slots = _slots(case, design, paper)
    return {
        **design.model_dump(mode="json"),
        "backwards": _backwards(case, paper, way["backwards"]),
        **_forecasts(paper, way["forecast"]),
        "gates": _gates(case, way["gates"], rng),
        "amendment": cure(case) if way["amendment"] == "cure" else way["amendment"],
        "watch": [{name: text.format(**slots) for name, text in row.items()} for row in way["watch"]],
        **{
            name: way[name].format(**slots)
            for name in ("amendment_reason", "analysis", "solution", "landing", "ai_log")
        },
    }


def _design(case: Case, how: Mapping[str, Any]) -> Design:
    """A policy of somebody's, with what this hand-in does otherwise."""
    design = POLICIES[how["from"]](case)
    changes = dict(how.get("set", {}))
    if "magnet" in changes:
        names = {magnet.name: magnet.id for magnet in case.magnets.values()}
        changes["magnet"] = names[case.studio["magnets"][changes["magnet"]]]
    channels = [channel.model_dump() for channel in design.channels]
    of = how.get("channels", {})
    most_read = max(case.pillars.values(), key=lambda pillar: pillar.reads).id
    for channel in channels:
        channel |= of.get("all", {}) | of.get("home" if channel["platform"] in HOME else "away", {})
        if of.get("pillar") == "most_read":
            channel["pillar"] = most_read
        if "ads_share" in of:
            channel["ads_yuan"] = min(int(of["ads_share"] * case.budget_yuan / WEEKS / len(channels)), 5000)
    if "low_times" in how:
        changes["low_price_yuan"] = int(case.low_usual * how["low_times"])
    if "spots_times" in how:
        changes["high_spots"] = max(int(case.seats * how["spots_times"]), 1)
    return Design.model_validate({**design.model_dump(), "channels": channels, **changes})


def _backwards(case: Case, paper: Paper, how: str) -> list[dict[str, Any]]:
    """People needed: counted back with the rates of the brief, with hopeful ones, or out of the air."""
    if how == "air":
        return _stages((100_000, 90_000, 80_000, 70_000, 60_000, 50_000))
    if how == "hopeful":
        return _stages((1_000_000, 50_000, 20_000, 4_000, 2_000, 500))
    people: dict[str, int] = {step: max(round(value), 1) for step, value in paper.people.items()}
    if how == "rough":
        people["came"], people["buyers"] = people["came"] * 3, people["buyers"] * 2
    return _stages(tuple(people[step] for step in STEPS))


def _stages(people: tuple[int, ...]) -> list[dict[str, Any]]:
    return [{"step": step, "people": n} for step, n in zip(STEPS, people, strict=True)]


def _forecasts(paper: Paper, how: Mapping[str, float]) -> dict[str, int]:
    """Intervals around what the design gives on paper: `at` times it, as wide as `width` says."""
    found: dict[str, int] = {}
    for name, middle in (("adds", paper.adds), ("forecast", paper.buyers), ("clients", paper.clients)):
        low = max(int(how["at"] * middle / how["width"]), 1)
        found |= {f"{name}_low": low, f"{name}_high": max(int(how["at"] * middle * how["width"]), low + 1)}
    return found


def _gates(case: Case, how: Mapping[str, Any], rng: np.random.Generator) -> dict[str, dict[str, str]]:
    """`found` of the six held, `alarms` of the others too; `named` and `mended` of those held rightly."""
    breaking = [id for id, arrow in case.arrows.items() if arrow.rule != "none"]
    fine = [id for id, arrow in case.arrows.items() if arrow.rule == "none"]
    held = {str(id) for id in rng.permutation(breaking)[: how["found"]]}
    alarmed = {str(id) for id in rng.permutation(fine)[: how["alarms"]]}
    gates = {}
    for id, arrow in case.arrows.items():
        if id in held:
            rule = arrow.rule if rng.random() < how["named"] else str(rng.choice(RULES))
            mend = arrow.mends[0] if rng.random() < how["mended"] else "none"
            gates[id] = {"verdict": "change" if mend != "none" else "stop", "rule": rule, "mend": mend}
        elif id in alarmed:
            gates[id] = {"verdict": "stop", "rule": str(rng.choice(RULES)), "mend": "none"}
        else:
            gates[id] = {"verdict": "pass", "rule": "none", "mend": "none"}
    return gates


def _slots(case: Case, design: Design, paper: Paper) -> dict[str, Any]:
    """Numbers and names of this studio for the texts."""
    magnet = case.magnets[design.magnet]
    pillar = case.pillars[design.channels[0].pillar]
    loud = max(case.pillars.values(), key=lambda one: one.reads)
    return {
        "name": case.studio["name"],
        "low": case.studio["low"],
        "high": case.studio["high"],
        "coach": case.studio["coach"],
        "magnet": magnet.name,
        "magnet_id": design.magnet,
        "bought": f"{magnet.bought:.1%}",
        "pillar": pillar.name,
        "pillar_id": pillar.id,
        "pillar_adds": pillar.adds,
        "loud": loud.name,
        "loud_adds": loud.adds,
        "loud_reads": loud.reads,
        "seats": case.seats,
        "spots": design.high_spots,
        "coach_hours": case.coach_hours * WEEKS,
        "serve_hours": f"{case.serve_hours:g}",
        "hours": design.advisor_hours,
        "needs": f"{paper.needs_hours:.0f}",
        "talk_minutes": f"{60 * number('talk_hours'):.0f}",
        "talked": f"{paper.talked:.0%}",
        "buyers": f"{paper.buyers:.0f}",
        "looks": f"{paper.looks:.0f}",
        "clients": f"{paper.clients:.0f}",
        "adds": f"{paper.adds:.0f}",
        "low_price": design.low_price_yuan,
        "high_price": design.high_price_yuan,
        "margin": design.high_price_yuan - case.high_cost,
        "budget": f"{case.budget_yuan:,}",
        "ads": f"{paper.ads_yuan:,.0f}",
        "lead": f"{paper.lead_yuan:.0f}",
        "stop_lead": f"{1.5 * max(paper.lead_yuan, 4):.0f}",
        "target": f"{case.target_yuan:,}",
        "low_profit": f"{0.6 * paper.profit_yuan:,.0f}",
        "high_profit": f"{1.3 * max(paper.profit_yuan, 0):,.0f}",
        "worst": f"{0.5 * (paper.ads_yuan + WEEKS * design.advisor_hours * number('advisor_yuan')):,.0f}",
        "hundred": f"{case.members['new'] + case.members['active']:,}",
    }
