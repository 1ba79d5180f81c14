"""Written hand-ins of attribution and channels: ways of reading the evidence, applied to any trainee's material.

The best ones know no key: they read the tests, the books and the quotes as a trainee can. What they write has slots for
the figures of this material, and two wordings where it matters whether the channel they cut has been tested.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from grading.demo.attribution_and_channels.reading import Money, intervals, plans, tested_as, verdicts
from grading.demo.written import HandIn
from simulations.identity import Context, variant_rng
from simulations.projects.attribution_and_channels import Case, draw_case
from simulations.projects.attribution_and_channels.answer import CAUSE_LABELS
from simulations.projects.attribution_and_channels.case import TASK
from simulations.projects.attribution_and_channels.judging import error_of
from simulations.projects.attribution_and_channels.paths import DIRT, NAMES, kinds_of
from simulations.projects.attribution_and_channels.pilot import POT, Candidate
from simulations.projects.attribution_and_channels.posts import written
from simulations.world.journeys import CHANNELS, Channel


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's material."""
    case, way = draw_case(context), hand_in.answer
    rng = variant_rng(context.variant(TASK), f"hand-in {hand_in.level}")
    first, cut = plans(case, way["budget"], way.get("bold", 0.6))
    if way.get("cut") == "alike":
        cut = {channel: round(0.7 * yuan) for channel, yuan in first.items()}
    chosen, pilot = _pilot(case, way["pilot"])
    to = min(CHANNELS, key=lambda channel: first[channel] / case.business.spent[channel])
    low, high = way["forecast"]
    kept = case.business.orders * 0.86
    slots = _slots(case, to, first, cut, chosen, pilot)
    known = "tested" if tested_as(case, to, True) is not None else "untested"
    return {
        "diagnoses": _diagnoses(case, way["diagnosis"], rng),
        "cleaning": _cleaning(context, way["cleaning"]),
        "window_days": way["window"],
        "misleading": _misleading(case, way["misleading"]),
        "increments": [
            {"channel": channel, "low": ends[0], "high": ends[1]}
            for channel, ends in intervals(case, way["increments"], way.get("width", 1.0)).items()
        ],
        "verdicts": [
            {"channel": channel, "verdict": verdict, "why": why}
            for channel, (verdict, why) in verdicts(case, way["verdicts"]).items()
        ],
        "budget": [{"channel": c, "first": round(first[c]), "cut": round(cut[c])} for c in CHANNELS],
        "forecast_low": round(kept * low),
        "forecast_high": round(kept * high),
        **pilot,
        "board": _board(case, way["board"]),
        "letter_to": to,
        "letter": _of(way["letter"], known).format(**slots),
        "feasibility": way["feasibility"].format(**slots),
        "ai_log": way["ai_log"],
    }


def _of(text: str | Mapping[str, str], known: str) -> str:
    return text if isinstance(text, str) else text[known]


def _diagnoses(case: Case, how: Mapping[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Diagnoses of both posts: `right` of two causes, evidence `right`, `half` or a `scatter`."""
    found = []
    for place, post in enumerate(case.posts):
        right = place < how["right"]
        others = [cause for cause in CAUSE_LABELS if cause not in {one.cause for one in case.posts}]
        cause = post.cause if right else str(rng.choice(others))
        supports = sorted(post.supports)
        usual = post.rows[0]
        rows = {"right": supports[:2], "half": [supports[0], usual], "scatter": list(post.rows[:4])}[how["rows"]]
        found.append({"post": post.letter, "cause": cause, "rows": rows, "fix": written()["causes"][cause]["fix"]})
    return found


def _cleaning(context: Context, how: str) -> list[str]:
    needed = [step for step in DIRT if step in kinds_of(context.variant(TASK))]
    ways: dict[str, list[str]] = {
        "right": [*needed],
        "most": [*needed[:-1]],
        "half": [*needed[:2]],
        "harm": [needed[0], "only_buyers"],
        "everything": [*DIRT, "only_buyers", "only_several", "no_coupons"],
    }
    return ways[how]


def _misleading(case: Case, how: str) -> list[dict[str, Any]]:
    """`found`: the four largest errors with their rows; `known`: what everybody has read about last click."""
    if how == "found":
        worst: dict[Channel, str] = {c: max(case.models, key=lambda m: abs(error_of(case, c, m))) for c in CHANNELS}
        chosen = sorted(CHANNELS, key=lambda c: -abs(error_of(case, c, worst[c])))[:4]
        rows = [(c, worst[c], "much" if error_of(case, c, worst[c]) > 0 else "little") for c in chosen]
        return [
            {"channel": c, "model": m, "way": way, "rows": sorted(case.evidence.supports(c))[:2]} for c, m, way in rows
        ]
    shown = {channel: next(line.id for line in case.evidence.tests if line.channel == channel) for channel in CHANNELS}
    usual: dict[str, list[tuple[Channel, str, str]]] = {
        "known": [
            ("search", "last", "much"),
            ("private_domain", "last", "much"),
            ("xiaohongshu", "last", "little"),
            ("kol", "last", "little"),
        ],
        "two": [("search", "last", "much"), ("xiaohongshu", "last", "little")],
        "bait": [("search", "markov", "little"), ("kol", "first", "much"), ("xiaohongshu", "first", "much")],
    }
    return [{"channel": c, "model": m, "way": way, "rows": [shown[c]]} for c, m, way in usual[how]]


def _pilot(case: Case, how: str) -> tuple[Candidate, dict[str, int | str]]:
    """`right`: the cheapest order that can be tried; `near`: as that, kept loosely; `cheap`: the cheapest exposure."""
    field = case.field
    fair = min((one for one in field.candidates if one.least_yuan <= POT), key=lambda one: one.order_yuan)
    cheap = min(field.candidates, key=lambda one: one.least_yuan)
    chosen, budget, times, day = {
        "right": (fair, 6_000, 1.1, 14),
        "near": (fair, 9_000, 1.4, 21),
        "strict": (fair, 5_000, 0.7, 10),
        "endless": (fair, POT, 2.5, 90),
        "cheap": (cheap, 10_000, 1.6, 28),
        "nothing": (cheap, 0, 1.0, 1),
    }[how]
    return chosen, {
        "pilot_channel": chosen.id,
        "pilot_budget": budget,
        "pilot_success_yuan": round(times * field.margin_yuan),
        "pilot_stop_day": day,
    }


def _board(case: Case, how: str) -> list[dict[str, str]]:
    """`right`: the best figure for each decision; `near`: what comes near where there is one; `vain`: what shines."""
    board, found = case.board, []
    for decision, ask in board.asks.items():
        ranked = sorted((f for f in board.figures.values() if f.ask == ask), key=lambda f: -f.worth)
        found.append({"figure": ranked[0 if how == "right" else -1].id, "decision": decision})
    if how == "mixed":
        best = _board(case, "right")
        found[:2] = best[:2]
    if how == "vain":
        vain = [figure.id for figure in board.figures.values() if not figure.ask][:4]
        found = [{"figure": id, "decision": decision} for id, decision in zip(vain, board.asks, strict=False)]
    return found


def _slots(
    case: Case, to: Channel, first: Money, cut: Money, chosen: Candidate, pilot: Mapping[str, Any]
) -> dict[str, Any]:
    """Figures of this material as people say them."""
    business, effect = case.business, tested_as(case, to, True)
    test = next((line for line in case.evidence.tests if line.channel == to), None)
    low, high = intervals(case, "tests")[to]
    more = max(CHANNELS, key=lambda channel: first[channel] - business.spent[channel])
    others = "、".join(f"{one.name} {one.order_yuan:.0f} 元" for one in case.field.candidates if one is not chosen)
    account = next(one for one in case.evidence.accounts if one.channel == to)
    return {
        "who": case.owners[to]["who"],
        "channel": NAMES[to],
        "row": test.id if test else account.id,
        "book": account.id,
        "heard": next(line.id for line in case.evidence.said if line.channel == to),
        "effect": f"{max(effect or 0.0, 0.0):.1f}",
        "low": f"{low:g}",
        "high": f"{high:g}",
        "back": f"{high + 2:.0f}",
        "last": f"{case.models['last'][to]:.0%}",
        "markov": f"{case.models['markov'][to]:.0%}",
        "spent": f"{business.spent[to]:,}",
        "first": f"{first[to]:,.0f}",
        "cut": f"{cut[to]:,.0f}",
        "further": f"{account.further_yuan:,.0f}",
        "each": f"{account.per_thousand_yuan:,.0f}",
        "more": NAMES[more],
        "candidate": chosen.name,
        "cost": f"{chosen.order_yuan:.0f}",
        "others": others,
        "margin": business.margin_yuan,
        "pilot": f"{pilot['pilot_budget']:,}",
        "success": pilot["pilot_success_yuan"],
        "day": pilot["pilot_stop_day"],
        "total": f"{business.total:,}",
    }
