"""The decent colleague's and the senior's session, and a rehearsal that anybody may try."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulations.identity import Context
from simulations.projects.short_video_and_live.answer import MINUTES, Session
from simulations.projects.short_video_and_live.case import TASK, Case, draw_case, value
from simulations.projects.short_video_and_live.filming import read_video
from simulations.projects.short_video_and_live.onair import DAY, HOUR, ON, Aired, Plan, air, read_plan
from simulations.world.draws import Floats, Worlds
from simulations.world.live import Drop, Goods, LiveSession, Segment
from simulations.world.script import completion, retention_luck


@dataclass(frozen=True)
class Outcome:
    """What came of a rehearsal in one world."""

    aired: Aired
    completion: Floats

    def kpis(self, world: int = 0) -> dict[str, float]:
        """Figures of one world."""
        live = self.aired.live
        return {
            "gmv": float(self.aired.total[world]),
            "value": float(self.aired.value_yuan[world]),
            "viewers": float(live.viewers[world]),
            "peak": float(live.peak[world]),
            "dwell_s": float(live.dwell_s[world]),
            "orders": float(live.orders[world].sum()),
            "refunded": float(live.refunded_yuan[world]),
            "new_followers": float(live.new_followers[world]),
            "complaints": float(self.aired.complaints[world]),
            "completion": float(self.completion[world]),
        }


def simulate(answer: Session, case: Case, worlds: Worlds) -> Outcome:
    """Play a whole answer in all worlds: the session, and how its video is watched."""
    script = read_video(answer.shots, case).script
    share = completion(script, worlds.values("script"), retention_luck("video", worlds))
    return Outcome(air(read_plan(answer, case), case, worlds), share)


def try_out(answer: Session, context: Context, number: int) -> Outcome:
    """Rehearsal `number` in a public world of its own: one world, luck included."""
    public = Context(context.cohort, context.trainee)
    return simulate(answer, draw_case(context), public.worlds(TASK, 1, f"trial {number}"))


def _at(case: Case, uses: Mapping[str, tuple[str, float]]) -> tuple[Goods, ...]:
    """Goods by what they are: role and price relative to elsewhere."""
    rows = []
    for slug, (role, price) in uses.items():
        good = case.good(slug)
        by_price = min(-value("price_appeal") * float(np.log(price)), value("price_cheap")) if price else 0.0
        row: dict[str, Any] = {
            "id": good.id,
            "price_yuan": round(price * good.market_yuan),
            "cost_yuan": good.cost_yuan,
            "appeal": float(np.clip(good.appeal + by_price, 0, 1)),
            "stock": good.stock,
            "role": role,
        }
        rows.append(Goods.model_validate(row))
    return tuple(rows)


def _session(case: Case, segments: list[tuple[int, str, str, float]], **more: Any) -> LiveSession:
    slugs = {good.slug: good.id for good in case.goods}
    rows = [
        Segment.model_validate({"minutes": n, "kind": kind, "product": slugs.get(slug), "energy": energy})
        for n, kind, slug, energy in segments
    ]
    return LiveSession(
        id="session",
        platform=ON,
        day=DAY,
        hour=HOUR,
        minute=0,
        minutes=MINUTES,
        segments=tuple(rows),
        trailer=case.booked,
        **more,
    )


def first_of(case: Case) -> str:
    """What draws people in the case: the note pads or the mat."""
    return next(good.slug for good in case.goods if good.slug in ("notes", "mat"))


def colleague(case: Case) -> Plan:
    """A decent colleague: fair host, one hand for service, long blocks, evenly paid reach, no plan for the drop."""
    cheap = first_of(case)
    session = _session(
        case,
        [
            (6, "warm_up", "", 0.5),
            (8, "benefit", cheap, 0.5),
            (16, "product", "main", 0.5),
            (5, "qa", "main", 0.5),
            (13, "product", "bundle", 0.5),
            (5, "raffle", "gift", 0.5),
            (7, "product", "main", 0.5),
        ],
        host=0.6,
        goods=_at(case, {cheap: ("traffic", 0.7), "main": ("profit", 1.0), "bundle": ("profit", 1.0),
                         "gift": ("gift", 0.0)}),
        service_hands=1,
        drop=Drop(minute=case.drop_minute, minutes=case.black_minutes),
    )  # fmt: skip
    return Plan(session, np.full(MINUTES, 400 / MINUTES), (), 0, np.zeros(MINUTES))


def senior(case: Case) -> Plan:
    """Somebody who has done it for years: short blocks, shown rather than told, the second phone at hand, few ads."""
    cheap = first_of(case)
    session = _session(
        case,
        [
            (3, "benefit", cheap, 0.8),
            (8, "demo", "main", 0.85),
            (5, "qa", "main", 0.8),
            (3, "raffle", "gift", 0.75),
            (8, "demo", "bundle", 0.85),
            (4, "benefit", cheap, 0.75),
            (8, "demo", "main", 0.8),
            (3, "raffle", "gift", 0.75),
            (9, "demo", "bundle", 0.8),
            (9, "demo", "main", 0.8),
        ],
        host=0.72,
        goods=_at(case, {cheap: ("traffic", 0.74), "main": ("profit", 0.95), "bundle": ("profit", 0.95),
                         "gift": ("gift", 0.0)}),
        service_hands=2,
        moderator=True,
        drop=Drop(minute=case.drop_minute, minutes=1),
        plan_b="group_notice",
    )  # fmt: skip
    return Plan(session, np.zeros(MINUTES), (), 0, np.zeros(MINUTES))


def practice_worlds(context: Context, count: int) -> Worlds:
    """Public worlds, the same for everybody who looks."""
    return Context(context.cohort, context.trainee).worlds(TASK, count, "practice")
