"""Written hand-ins of the campaign: ways of working, applied to any trainee's material, with texts that fit it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from grading.demo.written import HandIn
from simulations.identity import Context, variant_rng
from simulations.projects.campaign import Campaign, Case, draw_case, read_plan, simulate
from simulations.projects.campaign.plan import ITEMS
from simulations.projects.campaign.reading import best_decisions, decisions_of, senior, usual_decisions
from simulations.projects.campaign.schedule import Planned, by_hand
from simulations.world.draws import Worlds

REHEARSALS = Worlds(b"rehearsals of the written hand-ins", 40)


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's material."""
    case, way = draw_case(context), hand_in.answer
    rng = variant_rng(context.variant("campaign"), f"hand-in {hand_in.level}")
    slots = _slots(case)
    fields = {
        **way["mechanism"],
        **{name: text.format(**slots)[:40] for name, text in way["poster"].items()},
        **{name: text.format(**slots) for name, text in way["texts"].items()},
        "boss_rows": sorted(case.boss_rows)[:1] if way["boss_rows"] == "right" else way["boss_rows"],
        "budget": _budget(case, way["budget"]),
        "offers": _offers(case, way["offers"]),
        "faked": _faked(case, way["faked"], rng),
        "tasks": _tasks(case, way["schedule"]),
        "critical": _critical(case, way["critical"]),
        "risks": _risks(case, way["risks"], rng),
        "rounds": _rounds(case, way["rounds"], [text.format(**slots) for text in way["reasons"]], rng),
        "claims": _claims(case, way["claims"], rng),
    }
    return _numbers(fields, case, way["goal"])


def _slots(case: Case) -> dict[str, Any]:
    """Words and figures of this material that a text may name."""
    last = {id: row.figure for id, row in case.last.items()}
    best = best_decisions(case)
    return {
        **case.words,
        **last,
        "pain": case.pain_words[0],
        "works": case.words["works"],
        "join": f"{last['C02'] / last['C01']:.0%}",
        "seeds": round(0.012 * case.brand.followers + 0.35 * case.members),
        "budget": f"{case.budget_yuan:,}",
        "capacity": case.capacity,
        "boss": "、".join(sorted(case.boss_rows)),
        **{f"fact{id[1]}": event.facts[0] for id, event in case.events.items()},
        **{f"best{id[1]}": event.options[best[id]].text for id, event in case.events.items()},
    }


def _budget(case: Case, shares: Mapping[str, float] | str) -> list[dict[str, Any]]:
    if shares == "senior":
        money = senior(case).money
        shares = {item: money[item] / case.budget_yuan for item in ITEMS}
        shares["kols"] += 0.02  # nobody knows to the yuan what partners will take
        shares["ads"] -= 0.02
    assert not isinstance(shares, str)
    return [
        {"item": item, "yuan": int(share * case.budget_yuan), "why": f"总数的 {share:.0%}"}
        for item, share in shares.items()
    ]


def _offers(case: Case, how: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Whom and for how much: `by` what is shown, opening and most as shares of the price asked."""
    partners = list(case.partners.values())
    if how["by"] == "worth":
        ours = {one.id: _ours(one.audience) for one in partners}
        value = {
            one.id: np.mean(one.reads) * 0.038 * ours[one.id] * case.click_yuan / one.asked_yuan for one in partners
        }
        chosen = [one for one in partners if not one.fake and value[one.id] > how.get("least", 1.0)]
    elif how["by"] == "loud":
        chosen = sorted(partners, key=lambda one: -one.kol.followers)[: how["count"]]
    else:
        chosen = partners[: how["count"]]
    by_calendar = how.get("calendar", {})
    offers = []
    for one in chosen:
        first, most = next((ends for word, ends in by_calendar.items() if word in one.calendar), how["ends"])
        offers.append(
            {"kol": one.id, "first_yuan": int(first * one.asked_yuan), "most_yuan": int(most * one.asked_yuan)}
        )
    return offers


def _ours(audience: str) -> float:
    """The share of our people, as it is shown."""
    return float(audience.split("%")[-2].split(" ")[-1]) / 100 if "%" in audience else 0.0


def _faked(case: Case, how: Mapping[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    fake = [one for one in case.partners.values() if one.fake]
    honest = [one for one in case.partners.values() if not one.fake]
    found = fake[: how["found"]]
    accused = [honest[int(place)] for place in rng.permutation(len(honest))[: how["alarms"]]]
    rows = {one.id: one.rows if how["rows"] == "right" else (one.id, "N01") for one in (*found, *accused)}
    return [{"kol": one.id, "rows": rows[one.id]} for one in (*found, *accused)]


def _tasks(case: Case, how: str) -> list[dict[str, Any]]:
    """A schedule by hand, one that forgets some waits, everything at once, or a row after the other."""
    site = case.site
    if how == "at_once":
        rows = [Planned(id, job.who[0], 1, job.days) for id, job in site.jobs.items()]
        return [_task(row, ()) for row in rows]
    if how == "one_owner":
        return [_task(Planned(id, "zhou", 1 + n, job.days), ()) for n, (id, job) in enumerate(site.jobs.items())]
    rows = list(by_hand(site))
    if how == "near":  # the approvals are asked for when there is time
        late = {"G03": 2, "G11": 4, "G05": 1}
        rows = [Planned(row.job, row.owner, row.start + late.get(row.job, 0), row.days) for row in rows]
        return [_task(row, site.jobs[row.job].after[:1]) for row in rows]
    return [_task(row, site.jobs[row.job].after) for row in rows]


def _task(row: Planned, after: tuple[str, ...]) -> dict[str, Any]:
    return {
        "task": row.job,
        "owner": row.owner,
        "start_day": row.start,
        "days": row.days,
        "depends_on": list(dict.fromkeys(after)),
    }


def _critical(case: Case, how: str) -> list[str]:
    path = sorted(case.site.critical)
    return {"right": path, "near": [*path[:-1], "G09"], "all": list(case.site.jobs), "first": ["G01"]}[how]


def _risks(case: Case, how: Mapping[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    real = [one for one in case.risks.values() if one.high]
    others = [one for one in case.risks.values() if not one.high]
    chosen = [*real[: how["found"]], *others[: 6 - how["found"]]]
    return [
        {
            "risk": one.id,
            "likelihood": "high" if how["grave"] else "low",
            "effect": "high" if how["grave"] else "middle",
            "trigger": how["trigger"],
            "owner": one.who if rng.random() < how["right"] else "zhou",
            "action": one.action if rng.random() < how["right"] else "A13",
        }
        for one in chosen
    ]


def _rounds(case: Case, how: list[str], reasons: list[str], rng: np.random.Generator) -> list[dict[str, Any]]:
    best, usual = best_decisions(case), usual_decisions(case)
    rounds = []
    for (id, event), kind, why in zip(case.events.items(), how, reasons, strict=True):
        worst = min(event.options.values(), key=lambda option: option.keep)
        quiet = min(event.options.values(), key=lambda option: abs(option.keep) + option.cost_yuan)
        breach = next((option for option in event.options.values() if option.breach), quiet)
        choice = {"best": best[id], "usual": usual[id], "worst": worst.id, "quiet": quiet.id, "breach": breach.id}
        choice["any"] = str(rng.choice(list(event.options)))
        rounds.append({"choice": choice[kind], "why": why[:300]})
    return rounds


def _claims(case: Case, how: Mapping[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    rows = []
    for id, claim in case.review.claims.items():
        right = rng.random() < how["right"]
        verdict = claim.verdict if right else how["else"]
        good = sorted(claim.supports)[:2]
        rows.append({"claim": id, "verdict": verdict, "rows": good if how["rows"] == "right" else ["P01", "D01"]})
    return rows


def _numbers(fields: dict[str, Any], case: Case, how: Mapping[str, Any]) -> dict[str, Any]:
    """Goals and forecast: from rehearsals where the hand-in says so, else as written."""
    first = {"goal_joined": 100, "goal_back": 10, "forecast_low": 100, "forecast_high": 5000, **how.get("written", {})}
    if "quantiles" not in how:
        return {**fields, **first}
    answer = Campaign.model_validate({**fields, **first})
    plan, decided = read_plan(answer, case), decisions_of(answer, case)
    came = simulate(plan, case, REHEARSALS, decided, public_rate=0.06)
    at = how["quantiles"]
    ends = np.quantile(came.joined, at["forecast"])
    return {
        **fields,
        "goal_joined": int(np.quantile(came.joined, at["joined"])) + 1,
        "goal_back": int(np.quantile(came.back, at["back"])) + 1,
        "forecast_low": int(ends[0]) + 1,
        "forecast_high": int(ends[1]) + 2,
    }
