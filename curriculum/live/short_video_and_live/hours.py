"""A live hour minute by minute: blocks and paid reach, and what a dropped stream leaves."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import choice, slider, switch
from curriculum.live.plot import live_plot
from curriculum.live.short_video_and_live.stage import case, worlds
from simulations.language import _, sentences
from simulations.projects.short_video_and_live.answer import MINUTES
from simulations.projects.short_video_and_live.onair import AFTER, Aired, Plan, air
from simulations.projects.short_video_and_live.play import colleague, senior
from simulations.world.draws import Floats
from simulations.world.live import Drop

SPENT = 1200  # yuan of paid reach in the lesson
BURST = 5  # minutes after going on air


def hour() -> Any:
    """Two run sheets, three ways to spend, with or without a hand for service."""
    sheets = {_("long blocks, explained"): "colleague", _("short blocks, shown"): "senior"}
    spending = {
        _("no money"): "none",
        _("{n} yuan in the first five minutes").format(n=SPENT): "burst",
        _("{n} yuan over the hour").format(n=SPENT): "even",
    }
    return live_plot(
        play_hour,
        draw_hour,
        say_hour,
        sheet=choice(_("Run sheet"), sheets),
        spent=choice(_("Paid reach"), spending),
        service=switch(_("Somebody answers questions")),
    )


@cache
def play_hour(sheet: str, spent: str, service: bool) -> Aired:
    """Play it in the lesson's worlds, without a drop."""
    plan = {"colleague": colleague, "senior": senior}[sheet](case())
    hands = max(plan.session.service_hands, 1) if service else 0
    session = plan.session.model_copy(update={"drop": None, "plan_b": "none", "service_hands": hands})
    paid = np.zeros(MINUTES)
    if spent != "none":
        paid[: BURST if spent == "burst" else MINUTES] = SPENT / (BURST if spent == "burst" else MINUTES)
    return air(replace(plan, session=session, paid=paid), case(), worlds())


def draw_hour(ax: Axes, aired: Aired) -> Axes:
    """Mean GMV a minute as columns, mean people online as a line."""
    gmv, online = aired.gmv.mean(axis=0), aired.live.watching.mean(axis=0)
    ax.bar(np.arange(MINUTES) + 0.5, gmv, width=0.8, color="C0", label=_("GMV a minute, yuan"))
    ax.plot(np.arange(MINUTES) + 0.5, online, color="C1", linewidth=2, label=_("people online"))
    ax.set(xlim=(0, MINUTES), xlabel=_("minute"))
    ax.legend(loc="upper right")
    return ax


def say_hour(aired: Aired) -> str:
    """What one sees."""
    return sentences(
        _("Typical session: GMV {gmv:,.0f} yuan, a visit lasts {dwell:.0f} s, {visits:,.0f} visits.").format(
            gmv=float(np.median(aired.total)),
            dwell=float(np.median(aired.live.dwell_s)),
            visits=float(np.median(aired.live.viewers)),
        ),
        _("After refunds, wages, gifts and paid reach {left:,.0f} yuan are left.").format(
            left=float(np.median(aired.value_yuan))
        ),
    )


def drop() -> Any:
    """How soon one is back, and whether the fan group is told."""
    return live_plot(
        play_drop,
        draw_drop,
        say_drop,
        back=slider(_("Back on air after minutes"), [1, 2, 3, 5, 8], 8),
        notice=switch(_("The fan group is told"), value=False),
    )


@dataclass(frozen=True)
class Dropped:
    """Mean people online by minute with and without the drop, and how many are kept in the ten minutes after it."""

    shown: Floats
    calm: Floats
    kept: float


@cache
def play_drop(back: int, notice: bool) -> Dropped:
    """Play the senior's hour with a drop of its own length."""
    shown, calm = air(_dropping(senior(case()), back, notice), case(), worlds()).live.watching, _calm()
    window = slice(case().drop_minute, case().drop_minute + AFTER)
    kept = shown[:, window].sum(axis=1) / np.maximum(calm[:, window].sum(axis=1), 1)
    return Dropped(shown.mean(axis=0), calm.mean(axis=0), float(kept.mean()))


@cache
def _calm() -> Floats:
    """People online in the senior's hour without a drop, shape (worlds, minutes)."""
    plan = senior(case())
    session = plan.session.model_copy(update={"drop": None, "plan_b": "none"})
    return air(replace(plan, session=session), case(), worlds()).live.watching


def _dropping(plan: Plan, back: int, notice: bool) -> Plan:
    changes = {
        "drop": Drop(minute=case().drop_minute, minutes=back),
        "plan_b": "group_notice" if notice else "none",
    }
    return replace(plan, session=plan.session.model_copy(update=changes))


def draw_drop(ax: Axes, seen: Dropped) -> Axes:
    """Both hours."""
    minutes = np.arange(MINUTES) + 0.5
    ax.plot(minutes, seen.calm, color="C3", linestyle="--", label=_("had nothing happened"))
    ax.plot(minutes, seen.shown, color="C1", linewidth=2.5, label=_("as it was"))
    ax.set(xlim=(0, MINUTES), ylim=(0, None), xlabel=_("minute"))
    ax.legend(loc="upper left")
    return ax


def say_drop(seen: Dropped) -> str:
    """What one sees."""
    return _("In the ten minutes from the drop on, {kept:.0%} of the people are there who would have been.").format(
        kept=seen.kept
    )
