"""How long a piece goes on bringing people, and what its length does to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.axes import MUTED
from curriculum.live.controls import slider
from curriculum.live.platforms_and_duties.stage import FOLLOWERS, as_idea, examples, practice_worlds
from curriculum.live.plot import live_plot
from simulations.language import _
from simulations.projects.platforms_and_duties.play import figure, outcome_of, typical
from simulations.world.draws import Floats, Worlds
from simulations.world.platforms import platform_name, platform_slugs
from simulations.world.platforms.timing import by_day, mean_hours

PUBLISHED_AT, DAYS = 20, 90
VIDEO = ("douyin", "shipinhao", "bilibili", "xiaohongshu")
SECONDS = (12, 20, 30, 45, 60, 90, 150, 240, 360, 600)
LINES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 1)))


@dataclass(frozen=True)
class Lasting:
    """By platform: share of a piece's readers that have come by the end of each day; the day that is looked at."""

    day: int
    come: Mapping[str, Floats]


def life() -> Any:
    """How much of its readers a middling piece has after some days, by platform."""
    return live_plot(play_life, draw_life, say_life, day=slider(_("Days since it came out"), range(1, DAYS + 1), 7))


def play_life(day: int) -> Lasting:
    """The same piece everywhere: what differs is how each platform brings people."""
    return Lasting(day, _come(practice_worlds()))


@lru_cache(maxsize=4)
def _come(worlds: Worlds) -> Mapping[str, Floats]:
    idea, found = as_idea(examples().pieces["note"]), {}
    for slug in platform_slugs():
        outcome = outcome_of(idea, slug, FOLLOWERS, worlds)
        shares = outcome.reads_from.mean(axis=0) @ by_day(mean_hours(slug, outcome.sources, worlds), PUBLISHED_AT, DAYS)
        found[slug] = np.cumsum(shares) / outcome.reads_from.mean(axis=0).sum()
    return found


def draw_life(ax: Axes, lasting: Lasting) -> Axes:
    """A line a platform, and the day that is looked at."""
    days = np.arange(1, DAYS + 1)
    for (slug, come), line in zip(lasting.come.items(), LINES, strict=True):
        ax.plot(days, come, linestyle=line, linewidth=2, label=platform_name(slug))
    ax.axvline(lasting.day, color=MUTED, linewidth=1)
    ax.set(
        xscale="log",
        xlim=(1, DAYS),
        xticks=(1, 2, 3, 7, 14, 30, 90),
        xticklabels=("1", "2", "3", "7", "14", "30", "90"),
        ylim=(0, 1.02),
        xlabel=_("days since it came out"),
        ylabel=_("readers that have come"),
    )
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.minorticks_off()
    ax.legend(loc="lower right", ncols=2, frameon=False)
    return ax


def say_life(lasting: Lasting) -> str:
    """What one sees."""
    told = "、".join(f"{platform_name(slug)} {come[lasting.day - 1]:.0%}" for slug, come in lasting.come.items())
    return _("After {day} days of {whole}, these shares of its readers have come: {told}.").format(
        day=lasting.day, whole=DAYS, told=told
    )


@dataclass(frozen=True)
class Lengths:
    """By platform: new followers by length of the same video, against its best length there; the length looked at."""

    seconds: int
    relative: Mapping[str, Floats]


def length() -> Any:
    """One video cut to different lengths on four platforms; everything else is left as it is."""
    return live_plot(play_length, draw_length, say_length, seconds=slider(_("Seconds"), SECONDS, 60))


def play_length(seconds: int) -> Lengths:
    """New followers by length, as a share of the best length of each platform."""
    return Lengths(seconds, _by_length(practice_worlds(32)))


@lru_cache(maxsize=4)
def _by_length(worlds: Worlds) -> Mapping[str, Floats]:
    piece, found = examples().pieces["long"], {}
    for slug in VIDEO:
        values = np.array(
            [
                typical(figure(outcome_of(as_idea(piece, seconds), slug, FOLLOWERS, worlds), "follow"))
                for seconds in SECONDS
            ]
        )
        found[slug] = values / values.max()
    return found


def draw_length(ax: Axes, lengths: Lengths) -> Axes:
    """A line a platform over a log axis of seconds."""
    for (slug, values), line in zip(lengths.relative.items(), LINES, strict=False):
        ax.plot(SECONDS, values, linestyle=line, marker="o", markersize=4, label=platform_name(slug))
    ax.axvline(lengths.seconds, color=MUTED, linewidth=1)
    ax.set(
        xscale="log",
        xticks=SECONDS,
        xticklabels=[str(n) for n in SECONDS],
        ylim=(0, 1.08),
        xlabel=_("seconds of the video"),
        ylabel=_("new followers against the best length"),
    )
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.minorticks_off()
    ax.legend(loc="lower center", ncols=4, frameon=False)
    return ax


def say_length(lengths: Lengths) -> str:
    """What one sees."""
    place = SECONDS.index(lengths.seconds)
    told = "、".join(f"{platform_name(slug)} {values[place]:.0%}" for slug, values in lengths.relative.items())
    return _("At {seconds} s, of what its best length would bring there: {told}.").format(
        seconds=lengths.seconds, told=told
    )
