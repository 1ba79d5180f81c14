"""Slack: when the approval is applied for, how many days stand between plan and opening, and how often it is enough."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.campaign.stage import case
from curriculum.live.controls import slider
from curriculum.live.plot import live_plot
from simulations.language import _, sentences
from simulations.projects.campaign.schedule import by_hand, finishes
from simulations.world.draws import Floats, Worlds

SOME = Worlds(b"weeks before the lesson's opening", 600)
APPROVAL = "G11"


@dataclass(frozen=True)
class Weeks:
    """When all is done, and by when it has to be."""

    done: Floats
    approval: Floats
    due: int

    @property
    def ready(self) -> float:
        """Share of worlds in which all is done in time."""
        return float(np.mean(self.done <= self.due))


def slack() -> Any:
    """Days of waiting with the approval, and days of buffer."""
    return live_plot(
        play_slack,
        draw_slack,
        say_slack,
        wait=slider(_("Approval applied for, days late"), list(range(11)), 6),
        buffer=slider(_("Days between plan and opening"), list(range(8)), 2),
    )


def play_slack(wait: int, buffer: int) -> Weeks:
    """A good schedule with its approval moved."""
    site, rows = case().site, by_hand(case().site)
    due = max(row.end for row in rows) + buffer
    moved = tuple(replace(row, start=row.start + wait) if row.job == APPROVAL else row for row in rows)
    ends = finishes(moved, site, SOME)
    return Weeks(ends.max(axis=0), ends[list(site.jobs).index(APPROVAL)], due)


def draw_slack(ax: Axes, weeks: Weeks) -> Axes:
    """On which day all is done, in how many worlds."""
    low, high = int(weeks.due) - 12, int(weeks.due) + 10
    edges = np.arange(low, high + 1)
    counts, _edges = np.histogram(np.clip(weeks.done, low, high - 0.01), edges)
    colors = ["C0" if edge < weeks.due else "C1" for edge in edges[:-1]]
    ax.bar(edges[:-1], counts / weeks.done.size, width=0.9, align="edge", color=colors)
    ax.axvline(weeks.due, color="C2", linewidth=2)
    ax.set(
        xlabel=_("day on which the last thing is done"),
        ylabel=_("share of worlds"),
        xlim=(low, high),
        xticks=range(low, high, 2),
    )
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    return ax


def say_slack(weeks: Weeks) -> str:
    """How often it is enough, and whose fault it is where it is not."""
    told = _("All is ready by day {due} in {ready:.0%} of the worlds.").format(due=weeks.due, ready=weeks.ready)
    late = weeks.done > weeks.due
    if not late.any():
        return sentences(told, _("The buffer has paid for itself."))
    fault = float(np.mean(weeks.approval[late] >= weeks.done[late] - 1e-9))
    return sentences(told, _("Where it is late, the approval is the last one in {share:.0%}.").format(share=fault))
