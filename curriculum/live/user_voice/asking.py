"""Asking people: how many calls until a cause is heard at all, and who answers a survey."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.axes import MUTED
from curriculum.live.controls import slider
from curriculum.live.plot import live_plot
from simulations.language import _, sentences

MOST_CALLS = 15
UNHAPPY = 0.40


@dataclass(frozen=True)
class Chance:
    """The chance to hear a cause at least once, by the number of calls."""

    share: float
    calls: int
    chances: tuple[float, ...]

    @property
    def reached(self) -> float:
        """The chance with that many calls."""
        return self.chances[self.calls - 1]


def calls() -> Any:
    """How many interviews it takes to hear of something at all."""
    return live_plot(
        play_calls,
        draw_calls,
        say_calls,
        share=slider(_("Of those called, minded by"), [(f"{p:.0%}", p) for p in (0.05, 0.1, 0.2, 0.3, 0.5)], 0.3),
        calls=slider(_("Calls"), list(range(1, MOST_CALLS + 1)), 5),
    )


def play_calls(share: float, calls: int) -> Chance:
    """One less the chance that nobody of so many minds it."""
    from scipy.stats import binom

    return Chance(share, calls, tuple(binom.sf(0, np.arange(1, MOST_CALLS + 1), share).tolist()))


def draw_calls(ax: Axes, played: Chance) -> Axes:
    """The curve, and where one stands on it."""
    ax.plot(range(1, MOST_CALLS + 1), played.chances, color="C0")
    ax.plot(played.calls, played.reached, "o", color="C1", markersize=11)
    ax.axhline(0.8, color=MUTED, linewidth=1, linestyle="--", zorder=0)
    ax.set(xlim=(0.5, MOST_CALLS + 0.5), ylim=(0, 1.02), xlabel=_("calls"), ylabel=_("chance to hear it"))
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    return ax


def say_calls(played: Chance) -> str:
    """What so many calls are good for."""
    told = _("{n} calls hear a cause that {share:.0%} mind with a chance of {chance:.0%}.").format(
        n=played.calls, share=played.share, chance=played.reached
    )
    if played.reached >= 0.8:
        return sentences(told, _("That it exists one will know; how many it drives off, one will not."))
    return sentences(told, _("That nobody spoke of it says little yet."))


@dataclass(frozen=True)
class Survey:
    """What a survey at the foot of an article finds: the share that is content, with its interval, and the truth."""

    answers: int
    found: float
    low: float
    high: float
    true: float


def survey() -> Any:
    """Who answers decides what is found; more answers only make one surer of it."""
    return live_plot(
        play_survey,
        draw_survey,
        say_survey,
        readers=slider(_("Readers who are asked"), [(f"{n:,}", n) for n in (500, 2000, 10_000, 50_000)], 2000),
        unhappy=slider(
            _("of the discontented answer"), [(f"{p:.0%}", p) for p in (0.01, 0.02, 0.04, 0.08, 0.1, 0.15)], 0.02
        ),
        happy=slider(_("of the content answer"), [(f"{p:.0%}", p) for p in (0.02, 0.05, 0.1, 0.2)], 0.1),
    )


def play_survey(readers: int, unhappy: float, happy: float) -> Survey:
    """Expected answers of both, the share of content ones and its Wilson interval."""
    from scipy.stats import binomtest

    good, bad = round(readers * (1 - UNHAPPY) * happy), round(readers * UNHAPPY * unhappy)
    interval = binomtest(good, good + bad).proportion_ci(method="wilson")
    return Survey(good + bad, good / (good + bad), float(interval.low), float(interval.high), 1 - UNHAPPY)


def draw_survey(ax: Axes, played: Survey) -> Axes:
    """The finding with its interval, and the truth as a line."""
    ax.errorbar(
        [played.found], [0], xerr=[[played.found - played.low], [played.high - played.found]], fmt="o", color="C0",
        capsize=6, label=_("found, with its 95% interval")
    )  # fmt: skip
    ax.axvline(played.true, color="C1", label=_("all readers: {share:.0%}").format(share=played.true))
    ax.set(xlim=(0, 1.02), ylim=(-1, 1), yticks=[], xlabel=_("share that is content"))
    ax.xaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.legend(loc="upper left", fontsize="small")
    return ax


def say_survey(played: Survey) -> str:
    """How sure and how right."""
    told = _("{n:,} answers: {found:.0%} are content, between {low:.0%} and {high:.0%}; in truth {true:.0%}.").format(
        n=played.answers, found=played.found, low=played.low, high=played.high, true=played.true
    )
    if played.low <= played.true <= played.high:
        return sentences(told, _("The interval holds the truth."))
    return sentences(told, _("The interval misses the truth: it knows how many answered, not who."))
