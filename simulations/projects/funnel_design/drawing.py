"""A trainee's studio is drawn: accounts, members, prices, columns, giveaways, proposals and the news of week five."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from simulations.identity import Context, variant_rng
from simulations.projects.funnel_design.case import (
    ARROWS,
    BREACHING,
    FOLDER,
    MAGNETS,
    PILLARS,
    TASK,
    TWISTS,
    Arrow,
    Case,
    Magnet,
    Pillar,
)
from simulations.projects.funnel_design.expect import target_for
from simulations.reading import read_yaml
from simulations.written import fill, pick

# the four kinds of column: hook, substance, story
QUALITY = {"loud": (0.85, 0.3, 0.5), "steps": (0.55, 0.85, 0.5), "story": (0.6, 0.65, 0.85), "plain": (0.35, 0.6, 0.3)}


def draw_case(context: Context) -> Case:
    """The case of this trainee; it follows from the variant alone."""
    return _drawn(context.variant(TASK))


@lru_cache(maxsize=256)
def _drawn(variant: str) -> Case:
    rng = variant_rng(variant, "studio")
    studios = read_yaml(FOLDER / "studios.yaml")
    niche = str(rng.choice(sorted(studios)))
    studio = studios[niche]
    accounts = {
        "gongzhonghao": int(rng.integers(90, 200)) * 100,
        "shipinhao": int(rng.integers(40, 90)) * 100,
        "xiaohongshu": int(rng.integers(60, 200)) * 100,
        "douyin": int(rng.integers(80, 250)) * 100,
    }
    absent = str(rng.choice(["shipinhao", "douyin", "xiaohongshu"]))
    accounts.pop(absent)
    members = {
        "new": int(rng.integers(70, 140)) * 10,
        "active": int(rng.integers(150, 280)) * 10,
        "paying": int(rng.integers(20, 40)) * 10,
    }
    high_usual = int(rng.choice([1980, 2480, 2980, 3480]))
    low_usual = int(rng.choice([69, 79, 89, 99]))
    coach_hours = int(rng.choice([12, 16, 20, 24]))
    bare = Case(
        niche=niche,
        studio=studio,
        accounts=accounts,
        members=members,
        budget_yuan=int(rng.integers(12, 26)) * 1000,
        hours_week=int(rng.integers(40, 61)),
        coach_hours=coach_hours,
        serve_hours=float(rng.choice([4.0, 5.0, 6.0])),
        low_usual=low_usual,
        high_usual=high_usual,
        low_cost=round(low_usual * 0.2),
        high_cost=int(round(high_usual * 0.3, -1)),
        elasticity=float(rng.choice([1.8, 2.2, 2.6])),
        credentials=bool(niche != "education" or rng.random() < 0.5),
        target_yuan=0,
        pillars=_pillars(studio, variant),
        magnets=_magnets(studio, variant),
        arrows={},
        twist=str(variant_rng(variant, "twist").choice(TWISTS)),
    )
    whole = replace(bare, arrows=_arrows(bare, variant))
    return replace(whole, target_yuan=target_for(whole))


def _pillars(studio: Mapping[str, Any], variant: str) -> dict[str, Pillar]:
    """Four columns in an order of their own; the most read one brings the fewest people."""
    rng = variant_rng(variant, "pillars")
    made = {}
    for id, kind in zip(PILLARS, pick(rng, sorted(QUALITY)), strict=True):
        row, (hook, substance, story) = studio["pillars"][kind], QUALITY[kind]
        noise = rng.normal(0, 0.06, 2)
        read, add = np.exp(0.9 * (2 * hook - 1) + noise[0]), np.exp(0.9 * (2 * substance - 1) + noise[1])
        made[id] = Pillar(
            id=id,
            name=row["name"],
            about=row["about"],
            topic=row["topic"],
            hook=hook,
            substance=substance,
            story=story,
            reads=int(round(420 * read, -1)),
            adds=round(float(20 * add), 1),
        )
    return made


def _magnets(studio: Mapping[str, Any], variant: str) -> dict[str, Magnet]:
    """Six things to give away; which filters best is drawn, the big pack and the prize never do."""
    rng = variant_rng(variant, "magnets")
    kinds = {  # pull, fit, yuan, hours
        "pack": (1.30, -0.45, 0.0, 0.0),
        "prize": (1.45, -0.80, 5.0, 0.0),
        "test": (1.00, 0.25, 0.0, 0.0),
        "sheet": (1.10, 0.10, 0.0, 0.0),
        "class": (0.85, 0.40, 0.5, 0.01),
        "talk": (0.75, 0.60, 0.0, 0.3),
    }
    good = ("test", "sheet", "class")
    shifts = dict(zip(good, rng.permutation([0.25, 0.0, -0.2]), strict=True))
    made = {}
    for id, kind in zip(MAGNETS, pick(rng, sorted(kinds)), strict=True):
        pull, fit, yuan, hours = kinds[kind]
        fit += float(shifts.get(kind, 0.0))
        made[id] = Magnet(
            id=id,
            name=studio["magnets"][kind],
            pull=pull,
            fit=fit,
            yuan=yuan,
            hours=hours,
            takers=round(22 * pull * float(np.exp(rng.normal(0, 0.05))), 1),
            gone=round(0.13 * float(np.exp(-0.5 * fit + rng.normal(0, 0.05))), 3),
            bought=round(0.06 * float(np.exp(fit + rng.normal(0, 0.05))), 3),
        )
    return made


def _arrows(case: Case, variant: str) -> dict[str, Arrow]:
    """Ten proposals, six of which break a rule, among them a hint, a false scarcity and a reward for sharing."""
    rng = variant_rng(variant, "arrows")
    rows = {slug: row for slug, row in read_yaml(FOLDER / "arrows.yaml").items() if _possible(row, case)}
    bad = [slug for slug, row in rows.items() if row["rule"] != "none"]
    fine = [slug for slug, row in rows.items() if row["rule"] == "none"]
    chosen: list[str] = []
    for rule in ("off_platform_leading", "false_scarcity", "induced_sharing"):
        of_rule = [slug for slug in bad if rows[slug]["rule"] == rule]
        chosen += pick(rng, of_rule, 1)
    chosen += pick(rng, [slug for slug in bad if slug not in chosen], BREACHING - len(chosen))
    chosen += pick(rng, fine, ARROWS - BREACHING)
    slots = {
        "account": case.studio["account"],
        "low": case.studio["low"],
        "high": case.studio["high"],
        "coach": case.studio["coach"],
        "spots": case.seats,
        "magnet": case.studio["magnets"][str(rng.choice(["pack", "test", "sheet"]))],
    }
    order = sorted(pick(rng, chosen), key=lambda slug: list(_ORDER).index(rows[slug]["arrow"]))
    return {
        f"G{place:02d}": Arrow(
            id=f"G{place:02d}",
            arrow=rows[slug]["arrow"],
            where=rows[slug]["where"],
            text=fill(rows[slug]["text"], slots),
            rule=rows[slug]["rule"],
            mends=tuple(rows[slug].get("mends", ())),
            why=rows[slug]["why"],
        )
        for place, slug in enumerate(order, start=1)
    }


_ORDER = ("内容 → 领取", "领取 → 转发", "加人 → 群", "群 → 低价课", "低价课 → 正价")


def _possible(row: Mapping[str, Any], case: Case) -> bool:
    """Whether a proposal could be made in this studio."""
    if row["where"] not in case.accounts or row.get("only", case.niche) != case.niche:
        return False
    return bool(row.get("credentials", case.credentials) == case.credentials)
