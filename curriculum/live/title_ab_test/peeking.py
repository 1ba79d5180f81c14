"""Two equal titles, looked at again and again: how often somebody announces a winner."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import choice, slider
from curriculum.live.plot import live_plot
from simulations.language import _
from simulations.split_tests import always_valid, pocock
from simulations.world.draws import Floats, Worlds
from simulations.world.split_test import SplitTest, split_test

WORLDS, PEOPLE, LOOKS, RATE = 3000, 20_000, 20, 0.05
STEPS = (1, 2, 4, 5, 10, LOOKS)  # looks that fit evenly into twenty


@dataclass(frozen=True)
class Peeked:
    """Share of worlds with a winner by each look, although there is none."""

    people: Floats
    false: Floats
    threshold: str


@cache
def null() -> SplitTest:
    """Two titles of one rate, counted at twenty equal steps."""
    return split_test("the lesson's peeking", (RATE, RATE), PEOPLE, Worlds(b"the lesson of title tests", WORLDS), LOOKS)


def peek() -> Any:
    """More looks, more winners; and what it takes to look in good conscience."""
    rules = {
        _("P below 0.05 at each look"): "plain",
        _("stricter, by Pocock"): "pocock",
        _("always valid (mSPRT)"): "valid",
    }
    return live_plot(
        play_peek,
        draw_peek,
        say_peek,
        looks=slider(_("Looks"), STEPS, 10),
        rule=choice(_("Stop at"), rules),
    )


def play_peek(looks: int, rule: str) -> Peeked:
    """Count worlds in which somebody has stopped by each look."""
    test = null()
    every = slice(LOOKS // looks - 1, None, LOOKS // looks)
    p, people = test.p_values[:, every], test.people[every]
    level, threshold = 0.05, "0.05"
    if rule == "pocock":
        level = pocock(looks)
        threshold = f"{level:.4f}"
    elif rule == "valid":
        from scipy.special import ndtri

        p = always_valid(-ndtri(p / 2), people, 0.1, RATE)
    stopped = np.maximum.accumulate(p < level, axis=1)
    return Peeked(people, np.asarray(stopped.mean(axis=0), dtype=float), threshold)


def draw_peek(ax: Axes, played: Peeked) -> Axes:
    """How many have stopped by each look."""
    ax.plot(played.people, played.false, "o-", color="C1")
    ax.axhline(0.05, color="C2", linestyle="--", label=_("what 0.05 promises"))
    ax.set(xlim=(0, PEOPLE * 1.03), ylim=(0, 0.32), xlabel=_("people per version"), ylabel=_("winners announced"))
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.xaxis.set_major_formatter(lambda number, place: f"{number:,.0f}")
    ax.legend(loc="upper left", fontsize="small")
    return ax


def say_peek(played: Peeked) -> str:
    """How often, in the end."""
    told = _("{n} looks, threshold {threshold}: in {false:.1%} of the tests of two equal titles somebody has a winner.")
    return told.format(n=len(played.people), threshold=played.threshold, false=float(played.false[-1]))
