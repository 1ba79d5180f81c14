"""The pictures of the world's page: every plot takes its axes and returns them; what is plotted was measured before."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator, PercentFormatter

from curriculum.look.tokens import tokens
from grading.reports import wording
from grading.reports.figures import GOAL, INK, INK_SOFT, LINE, MAIN, PAPER, SOFT, TRACK
from simulations.language import _
from simulations.world.draws import Floats

MIDDLE_80 = (0.1, 0.5, 0.9)
SUNK = tokens()["sunk"]
DASHES = ("-", "--", "-.", ":", (0, (7, 1.5)), (0, (3, 1, 1, 1, 1, 1)))  # lines stay apart in grey print
SCALES = ((0.1, 0.2, 0.5, 1, 2, 5, 10), (0.8, 1, 1.25), (0.9, 1, 1.1))  # factors to mark, for wide effects to narrow
NARROWEST = float(np.log(1.12))  # a scale shows no less on either side


def tails(ax: Axes, reads: Mapping[str, Floats], many: float, target: tuple[float, float]) -> Axes:
    """Share of posts that reach at least so many times the median, log-log, one line a platform.

    Parameters
    ----------
    many : float
        The multiple of the median that is marked.
    target : tuple of float
        Share of posts known to reach it.
    """
    for dashes, (name, counts) in zip(cycle(DASHES), reads.items(), strict=False):
        ratio = np.sort(counts / np.median(counts))[::-1]
        share = np.arange(1, ratio.size + 1) / ratio.size
        ax.plot(ratio, share, lw=1.6, ls=dashes, label=name)
    ax.axvline(many, color=INK, lw=1, ls=(0, (4, 3)))
    ax.plot([many, many], target, color=GOAL, lw=7, alpha=0.55, solid_capstyle="butt")
    known = _("known: {range}").format(range=wording.between(*target))
    ax.annotate(known, (many, target[1]), (8, 2), textcoords="offset points", color=GOAL)
    ax.set(xscale="log", yscale="log", xlim=(0.1, None), ylim=(min(1e-3, 1 / ratio.size), 1.2))
    ax.set(xlabel=_("reads as a multiple of the platform's median post"), ylabel=_("posts with at least so many"))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _position: f"{value:,g}×"))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _position: f"{100 * value:g}%"))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_minor_locator(NullLocator())
    ax.legend(loc="lower left")
    return ax


def hours(ax: Axes, curves: Mapping[str, Floats], what: str, usual: float = 1.0) -> Axes:
    """A figure by hour of the day, one line a platform, with its mean drawn through.

    Parameters
    ----------
    curves : mapping
        24 numbers by name.
    """
    for dashes, (name, curve) in zip(cycle(DASHES), curves.items(), strict=False):
        ax.plot(np.arange(24), curve, lw=1.6, ls=dashes, label=name)
    ax.axhline(usual, color=LINE, lw=1, zorder=0)
    ax.set(xlim=(0, 23), xticks=range(0, 24, 3), xlabel=_("hour of the day"), ylabel=what)
    ax.set_ylim(bottom=0 if min(curve.min() for curve in curves.values()) < usual / 2 else None)
    return ax


def retention(ax: Axes, curves: Sequence[tuple[str, Floats, Floats, float]], color: str) -> Axes:
    """How many still watch, second by second, and the practitioners' mark at the end.

    Parameters
    ----------
    curves : sequence of (name, seconds, share, mark)
    """
    for name, seconds, share, mark in curves:
        ax.plot(seconds, share, color=color, lw=1.8)
        ax.plot(seconds[-1], share[-1], "o", ms=5, color=color)
        ax.plot(seconds[-1], mark, "D", ms=9, mfc="none", mec=GOAL, mew=1.6, clip_on=False)
        told = f"{name}  {wording.percent(float(share[-1]))}"
        ax.annotate(told, (seconds[-1], share[-1]), (2, 8), textcoords="offset points")
    last = max(float(seconds[-1]) for _name, seconds, _share, _mark in curves)
    ax.set(xlim=(0, last * 1.2), ylim=(0, 1.02), xlabel=_("seconds"), ylabel=_("still watching"))
    ax.yaxis.set_major_formatter(PercentFormatter(1))
    return ax


def funnel(ax: Axes, name: str, steps: Sequence[str], counts: Floats, most: float) -> Axes:
    """People at each step of one post, on a log scale: shown, read, and what those who read do.

    Parameters
    ----------
    counts : array
        The first are those it is shown to, the second those who read; the others are told as shares of these.
    most : float
        Where the scale ends, so that platforms can be compared.
    """
    y, least = np.arange(counts.size)[::-1], 0.5
    ax.barh(y, np.maximum(counts, 1) - least, left=least, height=0.62, color=MAIN)
    wholes = [np.nan, counts[0], *[counts[1]] * (counts.size - 2)]
    for at, count, whole in zip(y, counts, wholes, strict=True):
        share = f"  ({_share(count / whole)})" if whole > 0 else ""
        ax.text(max(count, 1) * 1.25, at, f"{wording.count(count)}{share}", va="center", fontsize=9.5, color=INK)
    ax.set(xscale="log", xlim=(least, most * 60), ylim=(-0.6, counts.size - 0.4), yticks=y, yticklabels=steps)
    ax.set_title(name, fontsize=12, pad=4)
    ax.set_xticks([])
    ax.xaxis.set_minor_locator(NullLocator())
    _bare(ax)
    return ax


def _share(share: float) -> str:
    return f"{share:.0%}" if share >= 0.1 else f"{share:.1%}" if share >= 0.01 else f"{share:.2%}"


def paths(ax: Axes, plans: Mapping[str, Floats], start: float, goal: float) -> Axes:
    """Followers by day under each plan: the median and what four worlds in five stay within.

    Parameters
    ----------
    plans : mapping
        Followers at each day's end by the plan's name, shape (worlds, days).
    """
    for name, followers in plans.items():
        low, middle, high = np.quantile(followers, MIDDLE_80, axis=0)
        days = np.arange(1, middle.size + 1)
        line = ax.plot(days, middle, lw=2, label=_("{name}: {n}").format(name=name, n=wording.count(middle[-1])))[0]
        ax.fill_between(days, low, high, color=line.get_color(), alpha=0.18, lw=0)
    ax.axhline(goal, color=GOAL, lw=1.2, ls=(0, (4, 3)))
    ax.text(1, goal, _("goal {followers}").format(followers=wording.count(goal)), va="bottom", color=GOAL)
    ax.axhline(start, color=LINE, lw=1, zorder=0)
    ax.set(xlim=(0, days[-1]), xlabel=_("day of the plan"), ylabel=_("followers"))
    ax.legend(loc="center left", bbox_to_anchor=(0, 0.38), reverse=True)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _position: wording.count(value)))
    return ax


def minutes(ax: Axes, figures: Floats, segments: Iterable[tuple[str, int]], what: str, named: bool) -> Axes:
    """A figure of a live session by minute: the median and what four sessions in five stay within.

    Parameters
    ----------
    figures : array, shape (worlds, minutes)
    segments : iterable of (str, int)
        The run sheet: names and minutes.
    named : bool
        Whether the segments' names stand above.
    """
    low, middle, high = np.quantile(figures, MIDDLE_80, axis=0)
    begin = 0
    for i, (name, length) in enumerate(segments):
        ax.axvspan(begin, begin + length, color=SUNK if i % 2 else PAPER, lw=0, zorder=0)
        if named:
            where = ax.get_xaxis_transform()
            ax.text(begin + length / 2, 1.04, name, transform=where, ha="center", va="baseline", fontsize=9.5)
        begin += length
    at = np.arange(middle.size) + 0.5
    ax.fill_between(at, low, high, color=SOFT, alpha=0.45, lw=0)
    ax.plot(at, middle, color=MAIN, lw=1.8)
    ax.set(xlim=(0, begin), ylabel=what, ylim=(0, None))
    ax.grid(axis="x", visible=False)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _position: wording.count(value)))
    return ax


def heat(ax: Axes, posts: Mapping[str, Floats]) -> Axes:
    """Negative posts since an incident came up, by hour, under each answer: the median and four worlds in five.

    Parameters
    ----------
    posts : mapping
        Posts so far by the answer's name, shape (worlds, hours).
    """
    for name, so_far in posts.items():
        low, middle, high = np.quantile(so_far, MIDDLE_80, axis=0)
        days = np.arange(1, middle.size + 1) / 24
        line = ax.plot(days, middle, lw=2)[0]
        ax.fill_between(days, low, high, color=line.get_color(), alpha=0.15, lw=0)
        told = _("{name}: {n}").format(name=name, n=wording.count(middle[-1]))
        ax.annotate(told, (days[-1], middle[-1]), (6, 0), textcoords="offset points", va="center", color=INK)
    ax.set(yscale="log", xlim=(0, days[-1]), xlabel=_("days since it came up"), ylabel=_("negative posts so far"))
    ax.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _position: wording.count(value)))
    ax.yaxis.set_minor_locator(NullLocator())
    return ax


def tornado(ax: Axes, labels: Sequence[str], low: Floats, high: Floats, widest: float) -> Axes:
    """How far a figure moves when a number goes to either end of its range; the widest on top.

    Parameters
    ----------
    low, high : array
        Log ratios at the lower and at the upper end of each number.
    widest : float
        Log ratio where the scale ends on both sides.
    """
    y = np.arange(len(labels))[::-1]
    height = 0.62
    for effects, color, name in ((low, SOFT, _("at its lowest")), (high, MAIN, _("at its highest"))):
        ax.barh(y, effects, height=height, color=color, label=name)
    ax.axvline(0, color=INK, lw=1)
    widest = max(widest, NARROWEST)
    factors = next(row for row in SCALES if np.log(row[len(row) // 2 + 1]) <= widest)
    ends = [factor for factor in factors if abs(np.log(factor)) <= widest]
    ax.set_xticks(np.log(ends), [f"×{factor:g}" for factor in ends])
    ax.set(xlim=(-1.06 * widest, 1.06 * widest), ylim=(-0.6, len(labels) - 0.4))
    ax.set_yticks(y, labels)
    _bare(ax, keep=("bottom",))
    ax.grid(axis="x", color=TRACK)
    return ax


def sureness(ax: Axes, names: Sequence[str], counts: Mapping[str, Floats]) -> Axes:
    """How many numbers of each section are known how well.

    Parameters
    ----------
    counts : mapping
        Numbers by section, for each mark; from the surest to the least sure.
    """
    y = np.arange(len(names))[::-1]
    left = np.zeros(len(names))
    shades = (MAIN, (MAIN, 0.6), (MAIN, 0.3), PAPER)
    for (mark, number), color in zip(counts.items(), shades, strict=True):
        bars = ax.barh(y, number, left=left, height=0.66, color=color, edgecolor=INK, lw=0.6, label=mark)
        if color == PAPER:
            for bar in bars:
                bar.set(hatch="////", edgecolor=GOAL)
        left = left + number
    for at, total in zip(y, left, strict=True):
        ax.text(total + 1, at, f"{total:.0f}", va="center", fontsize=9.5, color=INK_SOFT)
    ax.set(yticks=y, yticklabels=names, ylim=(-0.6, len(names) - 0.4), xlabel=_("numbers in the data files"))
    ax.legend(loc="lower right")
    _bare(ax, keep=("bottom",))
    return ax


def _bare(ax: Axes, keep: Sequence[str] = ()) -> None:
    for name, spine in ax.spines.items():
        spine.set_visible(name in keep)
    ax.tick_params(length=0)
    ax.grid(False)
