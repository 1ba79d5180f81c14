"""A chain multiplies: the same push is worth more where the rate is low."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import choice, slider
from curriculum.live.plot import live_plot
from simulations.language import _
from simulations.projects.teardown_and_reverse_design.answer import STEP_NAMES
from simulations.projects.teardown_and_reverse_design.case import PATH
from simulations.projects.teardown_and_reverse_design.chain import value


@dataclass(frozen=True)
class Pushed:
    """What one push does to the end of the chain, at each step in turn."""

    step: str
    before: float
    after: float
    gains: dict[str, float]


def effort() -> Any:
    """Push one step and see what comes out at the end."""
    names = {str(STEP_NAMES[step]): step for step in PATH[:-1]}
    return live_plot(
        play_effort,
        draw_effort,
        say_effort,
        step=choice(_("Which step is pushed"), names),
        push=slider(_("How hard (log odds)"), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], 0.3),
    )


def play_effort(step: str, push: float) -> Pushed:
    """The rate of each step before and after, and what the end gains."""

    def moved(name: str) -> float:
        odds = np.log(value(name) / (1 - value(name))) + push
        return float(1 / (1 + np.exp(-odds)))

    gains = {name: moved(name) / value(name) - 1 for name in PATH[:-1]}
    return Pushed(step, value(step), moved(step), gains)


def draw_effort(ax: Axes, pushed: Pushed) -> Axes:
    """The bar of the pushed step; the others are for guessing."""
    names = [str(STEP_NAMES[name]) for name in pushed.gains]
    shown = [gain if name == pushed.step else 0.0 for name, gain in pushed.gains.items()]
    ax.barh(names, shown, color="C0")
    place = list(pushed.gains).index(pushed.step)
    ax.annotate(f"+{shown[place]:.0%}", (shown[place], place), (4, 0), textcoords="offset points", va="center")
    ax.set(xlim=(0, 0.95), xlabel=_("gained at the end of the chain"))
    ax.xaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.invert_yaxis()
    return ax


def say_effort(pushed: Pushed) -> str:
    """The pushed step in numbers."""
    return _("“{name}” goes from {before:.1%} to {after:.1%}: {gain:+.0%} at the end.").format(
        name=STEP_NAMES[pushed.step], before=pushed.before, after=pushed.after, gain=pushed.gains[pushed.step]
    )
