"""A month of broadcasts: what they sell, and what they cost in people who leave or stop listening."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from matplotlib.axes import Axes

from curriculum.live.controls import choice, slider
from curriculum.live.plot import live_plot
from curriculum.live.segments_and_communities.stage import cases, worlds
from simulations.language import _, sentences
from simulations.projects.segments_and_communities.answer import Message
from simulations.projects.segments_and_communities.plans import senior
from simulations.projects.segments_and_communities.play import Outcome, simulate


@dataclass(frozen=True)
class Sold:
    """A month against the same month without a broadcast; yuan, people."""

    per_week: int
    sold_yuan: float
    list_yuan: float
    left: float
    muted: float
    orders: float


def weary() -> Any:
    """How many a week, and of what kind."""
    return live_plot(
        play_weary,
        draw_weary,
        say_weary,
        per_week=slider(_("Broadcasts a week to everybody"), [1, 2, 3, 4, 5, 7], 3),
        kind=choice(_("What they are"), {_("a story, then a step, then an offer"): "mixed", _("offers only"): "offer"}),
    )


@cache
def _played(per_week: int, kind: str) -> Outcome:
    case = cases()[0]
    plan = senior(case)
    days = [round(1 + n * 7 / per_week) for n in range(4 * per_week)] if per_week else []
    says = ("case", "useful", "offer") if kind == "mixed" else ("offer",)
    topics = case.truth.needs[:2]
    messages = tuple(
        Message.model_validate(
            {
                "day": day,
                "hour": 20,
                "to": "all",
                "says": says[n % len(says)],
                "topic": topics[n % 2],
                "offer": "pack",
            }
        )
        for n, day in enumerate(days)
    )
    return simulate(replace(plan, broadcasts=messages), case, worlds())


def play_weary(per_week: int, kind: str) -> Sold:
    """The month in the lesson's worlds, beside the same month in silence."""
    came, silent = _played(per_week, kind), _played(0, "offer")
    sold = float((came.profit_yuan - silent.profit_yuan).mean())
    whole = float((came.value_yuan - silent.value_yuan).mean())
    return Sold(
        per_week,
        sold,
        whole - sold,
        float((came.left - silent.left).mean()),
        float(came.muted.mean()),
        float(came.orders.mean()),
    )


def draw_weary(ax: Axes, sold: Sold) -> Axes:
    """What was sold, what the list lost or won, and both together."""
    figures = (sold.sold_yuan, sold.list_yuan, sold.sold_yuan + sold.list_yuan)
    ax.barh(
        (_("sold in the month"), _("what the list is worth"), _("both together")), figures, color=["C0", "C1", "C2"]
    )
    for place, figure in enumerate(figures):
        ax.annotate(f"{figure:+,.0f}", (max(figure, 0), place), (4, 0), textcoords="offset points", va="center")
    ax.axvline(0, color="0.6", linewidth=1, zorder=0)
    ax.set(xlim=(-45_000, 25_000), xlabel=_("yuan, against a month without a broadcast"))
    ax.xaxis.set_major_formatter(lambda number, place: f"{number:,.0f}")
    ax.invert_yaxis()
    return ax


def say_weary(sold: Sold) -> str:
    """Who is gone for what was sold."""
    told = _("{n} a week: {orders:.0f} orders, {left:.0f} more people left, {muted:.0f} muted us.").format(
        n=sold.per_week, orders=sold.orders, left=sold.left, muted=sold.muted
    )
    whole = sold.sold_yuan + sold.list_yuan
    if whole > 0:
        return sentences(told, _("The month is worth {yuan:,.0f} yuan more than silence.").format(yuan=whole))
    return sentences(told, _("Silence would have been worth {yuan:,.0f} yuan more.").format(yuan=-whole))
