"""Designs as people of different experience make them, and the numbers they count backwards."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from simulations.identity import Context
from simulations.projects.teardown_and_reverse_design.answer import STEPS
from simulations.projects.teardown_and_reverse_design.brief import Brief
from simulations.projects.teardown_and_reverse_design.design import Plan, best_senior, colleague, simulate

RUNS = 60


def design(
    brief: Brief, how: Mapping[str, Any], context: Context, numbers: Mapping[str, Any], rng: np.random.Generator
) -> dict[str, Any]:
    """The fields of the design: the best of the seniors' plans, the colleague's, or one written down."""
    worlds = Context(context.cohort, context.trainee).worlds("teardown_and_reverse_design", RUNS, "thought through")
    if how["by"] == "best":
        plan = best_senior(brief, worlds)
    elif how["by"] == "decent":  # the right things for the next best people
        best = best_senior(brief, worlds)
        plan = replace(best, segment="new" if best.segment != "new" else "lead", hook="mirror", scarcity="none")
    else:
        plan = colleague(brief)
    fields: dict[str, Any] = {
        "segment": plan.segment,
        "offer": plan.offer,
        "filter": plan.filter,
        "hook": plan.hook,
        "contacts": [{"contact": contact, "yuan": yuan} for contact, yuan in plan.contacts],
        "scarcity": plan.scarcity,
        "asked": list(plan.asked),
        "messages": plan.messages,
    }
    fields |= {name: how[name] for name in fields if name in how}
    return {**fields, "needed": _needed(brief, fields, numbers, worlds, rng)}


def _needed(
    brief: Brief, fields: Mapping[str, Any], how: Mapping[str, Any], worlds: Any, rng: np.random.Generator
) -> list[dict[str, Any]]:
    """People at each step: rates of the design with `noise`, or `flat` tenths, or `wishes`."""
    if how["by"] != "rates":
        people = {
            step: brief.target * (3 if how["by"] == "flat" else 1) ** place for place, step in enumerate(STEPS[::-1])
        }
        return [{"step": step, "people": people[step]} for step in STEPS]
    ways = tuple((way["contact"], way["yuan"]) for way in fields["contacts"])
    chosen = {name: fields[name] for name in ("segment", "offer", "filter", "hook", "scarcity", "messages")}
    plan = Plan(contacts=ways, asked=tuple(fields["asked"]), **chosen)
    outcome = simulate(plan, brief, worlds)
    kept = float(outcome.kept.mean() / max(outcome.people["high"].mean(), 1e-9))
    needed = {"high": brief.target / max(kept, 0.5)}
    for before, after in zip(STEPS[-2::-1], STEPS[:0:-1], strict=True):
        rate = float(outcome.people[after].mean() / max(outcome.people[before].mean(), 1e-9))
        needed[before] = needed[after] / max(min(rate * float(np.exp(how["noise"] * rng.normal())), 1.0), 1e-4)
    return [{"step": step, "people": min(round(needed[step]), 10_000_000)} for step in STEPS]
