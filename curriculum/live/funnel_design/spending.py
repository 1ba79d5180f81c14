"""A paid lead: what it costs, what it brings week by week, and when it has paid for itself."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import slider
from curriculum.live.plot import live_plot
from simulations.language import _
from simulations.world.draws import Floats

WEEKS = 16
STAYING = 0.96  # of those who stayed the week before; assumption
FIRST_WEEK = 0.85  # of newcomers who are still there after a week; assumption
BUYS_A_WEEK, LOW_MARGIN = 0.011, 60  # assumption; yuan
TALK_MARGIN = 90  # yuan that a buyer brings on average who can be talked to; assumption


@dataclass(frozen=True)
class Paid:
    """What one lead has brought by the end of each week, in yuan."""

    lead_yuan: float
    talked: float
    brought: Floats

    @property
    def week(self) -> int | None:
        """The week in which it has paid for itself, from 1."""
        reached = np.flatnonzero(self.brought >= self.lead_yuan)
        return int(reached[0]) + 1 if reached.size else None


def payback() -> Any:
    """Move the price of a lead and how many can be talked to."""
    return live_plot(
        play_payback,
        draw_payback,
        say_payback,
        lead=slider(_("Yuan a lead"), [3, 5, 8, 12, 16, 20, 30], 8),
        talked=slider(_("Of those who look, talked to"), [(f"{n}%", n / 100) for n in (0, 25, 50, 75, 100)], 1.0),
    )


def play_payback(lead: float, talked: float) -> Paid:
    """Fewer stay every week; who stays buys with the same small chance."""
    weeks = np.arange(WEEKS)
    there = FIRST_WEEK * STAYING**weeks
    return Paid(lead, talked, np.cumsum(there * BUYS_A_WEEK * (LOW_MARGIN + talked * TALK_MARGIN)))


def draw_payback(ax: Axes, paid: Paid) -> Axes:
    """What it has brought, against what it cost."""
    weeks = np.arange(1, WEEKS + 1)
    ax.plot(weeks, paid.brought, color="C0", marker="o", label=_("brought so far"))
    ax.axhline(paid.lead_yuan, color="C1", linestyle="--", label=_("price of the lead"))
    ax.axvline(8, color="0.7", linewidth=0.8)
    ax.set(xlim=(0.5, WEEKS + 0.5), ylim=(0, 32), xlabel=_("weeks after the lead came"), ylabel=_("yuan a lead"))
    ax.legend(loc="upper left", fontsize="small")
    return ax


def say_payback(paid: Paid) -> str:
    """When it has paid for itself, and what is left after eight weeks."""
    after = float(paid.brought[7] - paid.lead_yuan)
    if paid.week is None:
        text = _("At {lead:.0f} yuan it has not paid for itself in {weeks} weeks; after eight {after:+.1f} yuan each.")
        return text.format(lead=paid.lead_yuan, weeks=WEEKS, after=after)
    text = _(
        "At {lead:.0f} yuan it has paid for itself in week {week}, day {day}; after eight weeks {after:+.1f} yuan each."
    )
    return text.format(lead=paid.lead_yuan, week=paid.week, day=7 * paid.week, after=after)
