"""A time-zone slip as it shows in an hourly curve: two clocks that should agree."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.axes import MUTED
from curriculum.live.controls import slider
from curriculum.live.daily_to_monthly_data.stage import example
from curriculum.live.plot import live_plot
from simulations.language import _, sentences
from simulations.projects.daily_to_monthly_data.sheets import SHIFT
from simulations.world.draws import Floats
from simulations.world.platforms.timing import online

BACK = SHIFT.seconds // 3600


@dataclass(frozen=True)
class Clocks:
    """Leads by the hour the file shows, moved by some hours, beside when readers are there."""

    moved: int
    leads: Floats
    readers: Floats
    before: int
    other_day: int
    count: int


def shift() -> Any:
    """Move the file's clock until it agrees with the readers'."""
    steps = [(f"{hours:+d}", hours) for hours in range(-4, 13)]
    return live_plot(play_shift, draw_shift, say_shift, moved=slider(_("Hours added to the file's clock"), steps, 0))


@cache
def play_shift(moved: int) -> Clocks:
    """Leads of the example account, as a server that counts in UTC writes them, moved by some hours."""
    played = example()
    posts = {post.title: post.at for post in played.posts}
    shown = [(lead.at.timestamp() + 3600 * (moved - BACK), lead) for lead in played.leads]
    hours = np.array([(lead.at.hour + moved - BACK) % 24 for lead in played.leads])
    leads = np.bincount(hours, minlength=24) / len(hours)
    readers = online("gongzhonghao", "workplace").reshape(7, 24).mean(axis=0)
    before = sum(lead.source in posts and time < posts[lead.source].timestamp() for time, lead in shown)
    other = sum((lead.at.hour + moved - BACK) // 24 != 0 for lead in played.leads)
    return Clocks(moved, leads, readers / readers.sum(), before, other, len(hours))


def draw_shift(ax: Axes, clocks: Clocks) -> Axes:
    """Leads as columns, readers as a line."""
    hours = np.arange(24)
    ax.bar(hours, clocks.leads, color="C0", width=0.8, label=_("leads, by the file's clock"))
    ax.plot(hours, clocks.readers, "--", color=MUTED, linewidth=2, label=_("readers who are online"))
    ax.set(xticks=range(0, 24, 3), xlabel=_("hour of the day"), ylabel=_("share of the day"), ylim=(0, 0.16))
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.legend(loc="upper left", fontsize="small")
    return ax


def say_shift(clocks: Clocks) -> str:
    """How many leads came before their article, and how many change their day."""
    said = _("Moved by {moved:+d} hours: {before} of {count} leads came before their article was out.").format(
        moved=clocks.moved, before=clocks.before, count=clocks.count
    )
    if clocks.moved == BACK:
        return sentences(said, _("Now the two clocks agree."))
    return sentences(
        said, _("{other} leads stand under another day than they belong to.").format(other=clocks.other_day)
    )
