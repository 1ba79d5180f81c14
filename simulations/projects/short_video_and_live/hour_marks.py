"""Points and reasons of the live hour: what it is worth in the end, and how it lives through the drop."""

import re
from functools import lru_cache

import numpy as np

from simulations.identity import Context
from simulations.judging import joined, mark
from simulations.language import Message, message
from simulations.projects.short_video_and_live.answer import STEPS, Session
from simulations.projects.short_video_and_live.case import TASK, Case, draw_case
from simulations.projects.short_video_and_live.criteria import CRITERIA
from simulations.projects.short_video_and_live.onair import MONEY, Aired, air, hands, kept, read_plan
from simulations.projects.short_video_and_live.play import colleague, senior
from simulations.task import Mark
from simulations.world.draws import Floats

LIVE_WORLDS = 48
AS_COLLEAGUE, TO_SENIOR = 0.2, 0.9  # of the points: for being like the colleague, for the way to the senior
WORLDS_PART = 0.7  # of the drop's points; the rest is for what viewers are told
NEARLY = 0.8  # of the way to the senior


@lru_cache(maxsize=64)
def others(context: Context) -> tuple[Aired, Aired]:
    """What the colleague and the senior reach in the same worlds; the same however often a trainee is scored."""
    case, worlds = draw_case(context), context.worlds(TASK, LIVE_WORLDS, "live")
    return air(colleague(case), case, worlds), air(senior(case), case, worlds)


def mark_live(aired: Aired, context: Context) -> Mark:
    """What the session is worth between the colleague's and the senior's."""
    base, best = others(context)
    scale = np.maximum(base.total, 500.0)
    span = float(((best.value_yuan - base.value_yuan) / scale).mean())
    gains = (aired.value_yuan - base.value_yuan) / scale
    share, se = float(gains.mean()) / span, float(gains.std(ddof=1) / len(gains) ** 0.5) / span
    parts = [
        message(
            "Median {mine:,.0f} yuan in the end (colleague {base:,.0f}, senior {best:,.0f}); GMV {gmv:,.0f}, refunded "
            "{refunded:.0%}, {followers:.0f} new followers, {complaints:.1f} complaints.",
            mine=float(np.median(aired.value_yuan)),
            base=float(np.median(base.value_yuan)),
            best=float(np.median(best.value_yuan)),
            gmv=float(np.median(aired.total)),
            refunded=float(aired.live.refunded_yuan.sum() / max(aired.live.gmv.sum(), 1)),
            followers=float(np.median(aired.live.new_followers)),
            complaints=float(aired.complaints.mean()),
        ),
        _hold_back(aired, best, share),
    ]
    points = CRITERIA["live_value"].points
    return mark(CRITERIA["live_value"], AS_COLLEAGUE + TO_SENIOR * share, joined(parts), reached=share, target=1.0,
                uncertainty=round(TO_SENIOR * points * se, 3))  # fmt: skip


def _hold_back(aired: Aired, best: Aired, share: float) -> Message:
    """What costs most against the senior, in a word a practitioner would use."""
    live, plan = aired.live, aired.plan
    if plan.false or plan.promised:
        return message("What was said on air and did not hold brought complaints, and in some worlds the platform.")
    unmet = float(live.dwell_s.mean() / best.live.dwell_s.mean())
    if share > NEARLY:
        return message("As good as somebody who has done it for years, or nearly.")
    if unmet < 0.85:
        return message(
            "A visit lasts {mine:.0f} s, the senior's {best:.0f}: shorter blocks, shown rather than told, and "
            "cues that make viewers do something.",
            mine=float(live.dwell_s.mean()),
            best=float(best.live.dwell_s.mean()),
        )
    if plan.paid.sum() > 0.05 * np.median(aired.total):
        return message("Paid reach ate {yuan:,.0f} yuan; the visits it buys are short.", yuan=float(plan.paid.sum()))
    if live.order_rate.mean() < 0.9 * best.live.order_rate.mean():
        return message("Of those who click, fewer order: price, questions nobody answers, or nothing shown in use.")
    return message("No single thing: blocks a little shorter, more shown, the drop mended sooner. Ask the coach.")


def mark_drop(answer: Session, context: Context) -> Mark:
    """How many are kept through the drop, and whether viewers are told what they need to know."""
    case, worlds = draw_case(context), context.worlds(TASK, LIVE_WORLDS, "live")
    base, best = _others_kept(context)
    mine = kept(read_plan(answer, case), case, worlds)
    share = float((mine - base).mean() / (best - base).mean())
    words = told(answer, case)
    parts = [
        message(
            "In the ten minutes from minute {at} {mine:.0%} of the watchers are there (colleague {base:.0%}, senior "
            "{best:.0%}).", at=case.drop_minute, mine=float(mine.mean()), base=float(base.mean()),
            best=float(best.mean()),
        )
    ]  # fmt: skip
    missing = {
        "what": message("what has happened"),
        "when": message("when it goes on"),
        "holds": message("what still holds"),
    }
    parts += [message("Viewers are not told {what}.", what=missing[name]) for name, said in words.items() if not said]
    absent = sorted({str(STEPS[row.step]) for row in answer.rescue if not hands(answer, case, row.role)})
    if absent:
        parts.append(message("Nobody has the place that is to do it: {steps}.", steps="、".join(absent)))
    whole = WORLDS_PART * min(max(share, 0), 1) + (1 - WORLDS_PART) * sum(words.values()) / len(words)
    return mark(CRITERIA["live_drop"], whole, joined(parts), reached=share, target=1.0)


def told(answer: Session, case: Case) -> dict[str, bool]:
    """Whether viewers are told what has happened, when it goes on, what still holds; promises count for nothing."""
    lines = "。".join(row.told for row in answer.rescue if hands(answer, case, row.role) and not MONEY.search(row.told))
    return {
        "what": bool(re.search(r"断|掉线|黑屏|卡住|信号|网络", lines)),
        "when": bool(re.search(r"[\d一两二三四五]\s*分钟|\d+\s*秒|马上接|20[:：]\d\d", lines)),
        "holds": bool(re.search(r"价格|福利|不变|照旧|还在|接着讲|讲到|订单|库存", lines)),
    }


@lru_cache(maxsize=64)
def _others_kept(context: Context) -> tuple[Floats, Floats]:
    case, worlds = draw_case(context), context.worlds(TASK, LIVE_WORLDS, "live")
    return kept(colleague(case), case, worlds), kept(senior(case), case, worlds)
