"""Averages: what one hit does to a mean, and how many weeks it takes until a weekday says anything."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.axes import MUTED, reach_axis
from curriculum.live.controls import choice, slider
from curriculum.live.daily_to_monthly_data.stage import ordinary_reads
from curriculum.live.plot import live_plot
from curriculum.live.wording import count
from simulations.language import _, sentences
from simulations.world.draws import Floats

POSTS = 20
DAYS = 5
ACCOUNTS = 1_000
SHOWN = 0.2  # a difference that somebody would speak of


@dataclass(frozen=True)
class Month:
    """A month of posts, one of them a hit of so many medians."""

    reads: Floats
    times: int
    mean: float
    median: float


def one_hit() -> Any:
    """One post of twenty grows: what the mean says of the others."""
    steps = [(_("no hit"), 1), *((f"×{times}", times) for times in (2, 3, 5, 8, 10, 15, 20, 30))]
    return live_plot(play_hit, draw_hit, say_hit, height=2.6, times=slider(_("The hit, in medians"), steps, 1))


@cache
def play_hit(times: int) -> Month:
    """Twenty posts of one month; the last becomes a hit."""
    usual = np.quantile(ordinary_reads(), (np.arange(POSTS) + 0.5) / POSTS * 0.9)
    reads = np.append(usual[:-1], float(np.median(usual)) * times)
    return Month(reads, times, float(reads.mean()), float(np.median(reads)))


def draw_hit(ax: Axes, month: Month) -> Axes:
    """A point a post, mean and median as lines."""
    heights = 0.5 + 0.35 * np.sin(2.4 * np.arange(POSTS))
    ax.scatter(month.reads, heights, color="C0", s=28, zorder=3)
    ax.axvline(month.mean, color="C1", linewidth=2, linestyle="--", label=_("mean"))
    ax.axvline(month.median, color="C2", linewidth=2, label=_("median"))
    reach_axis(ax, "x", (300, 1_000, 3_000, 10_000, 30_000))
    ax.set(yticks=[], ylim=(0, 1.25), xlabel=_("readers of a post"))
    ax.legend(loc="upper right", ncols=2, fontsize="small")
    return ax


def say_hit(month: Month) -> str:
    """What mean and median say, and how many posts lie below the mean."""
    below = int(np.sum(month.reads < month.mean))
    return _("Mean {mean}, median {median}; {below} of {posts} posts lie below the mean.").format(
        mean=count(month.mean), median=count(month.median), below=below, posts=POSTS
    )


@dataclass(frozen=True)
class Weekdays:
    """Many accounts, each with so many weeks: how far Wednesday's mean lies from that of the other days."""

    weeks: int
    worse: float
    ratios: Floats
    lowest: float
    shown: float


def weekday() -> Any:
    """How many weeks until a weekday that is really worse can be told from bad luck."""
    worse = {_("the same as the others"): 0.0, _("10% worse"): 0.1, _("20% worse"): 0.2}
    weeks = [(str(weeks), weeks) for weeks in (4, 8, 13, 26, 52, 104)]
    return live_plot(
        play_weekday,
        draw_weekday,
        say_weekday,
        height=2.8,
        weeks=slider(_("Weeks of data"), weeks, 4),
        worse=choice(_("Wednesday is really"), worse),
        median=choice(_("Compare"), {_("means"): False, _("medians"): True}),
    )


@cache
def play_weekday(weeks: int, worse: float, median: bool = False) -> Weekdays:
    """The same ordinary posts on five weekdays, in many accounts; only Wednesday is worse."""
    rng = np.random.default_rng(weeks)
    reads = rng.choice(ordinary_reads(), (DAYS, ACCOUNTS, weeks))
    reads[2] *= 1 - worse
    middle = np.median if median else np.mean
    of_days = middle(reads, axis=2)
    others = middle(np.delete(reads, 2, axis=0).swapaxes(0, 1).reshape(ACCOUNTS, -1), axis=1)
    ratios = np.asarray(of_days[2] / others, dtype=float)
    last = float(np.mean(of_days.argmin(axis=0) == 2))
    return Weekdays(weeks, worse, ratios, last, float(np.mean(ratios < 1 - SHOWN)))


def draw_weekday(ax: Axes, days: Weekdays) -> Axes:
    """Accounts by how Wednesday compares with the other days."""
    edges = np.arange(0.2, 2.45, 0.1)
    share = np.histogram(np.clip(days.ratios, edges[0], edges[-1] - 0.01), edges)[0] / ACCOUNTS
    low = edges[:-1] < 1 - SHOWN - 1e-9
    ax.bar(edges[:-1], share, width=0.1, align="edge", color=np.where(low, "C1", "C0"), edgecolor="white")
    ax.axvline(1, color=MUTED, linewidth=1)
    label = _("Wednesday against the other days; the last column: all above")
    ax.set(xlim=(0.2, 2.4), xticks=(0.5, 1, 1.5, 2), ylim=(0, 0.5), xlabel=label, ylabel=_("accounts"))
    ax.xaxis.set_major_formatter(lambda ratio, place: f"×{ratio:.1f}")
    ax.yaxis.set_major_formatter(lambda part, place: f"{part:.0%}")
    return ax


def say_weekday(days: Weekdays) -> str:
    """How often Wednesday looks clearly worse, and whether it is."""
    said = _(
        "With {weeks} weeks, Wednesday looks at least 20% worse in {shown:.0%} of accounts, "
        "and comes last of the five days in {lowest:.0%}."
    ).format(weeks=days.weeks, shown=days.shown, lowest=days.lowest)
    truth = _("In truth it is the same.") if not days.worse else _("In truth it is {worse:.0%} worse.")
    return sentences(said, truth.format(worse=days.worse))
