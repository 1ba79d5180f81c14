"""A pilot with its stop rule: how often a good channel is stopped and a bad one kept."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import slider
from curriculum.live.plot import live_plot
from simulations.language import _, sentences
from simulations.projects.attribution_and_channels.pilot import Candidate, Field
from simulations.world.draws import Floats, Worlds

BUDGETS = (1_000, 2_000, 4_000, 6_000, 9_000, 14_000, 20_000)
MARGIN = 140
WORLDS = Worlds(b"the lesson's pilots", 400)
FIELD = Field("lesson", (Candidate("N1", "", "", "", 1_000, 20.0, 0.01, 0.03, 0.45),), MARGIN)


@dataclass(frozen=True)
class Piloted:
    """Yuan gained by the quarter's end, world by world, and which of them had a channel worth keeping."""

    gained: Floats
    kept: Floats

    @property
    def mean(self) -> float:
        return float(self.gained.mean())


def pilot() -> Any:
    """Money, success number, stop day."""
    return live_plot(
        play_pilot,
        draw_pilot,
        say_pilot,
        budget=slider(_("Pilot, yuan"), [(f"{n:,}", n) for n in BUDGETS], 2_000),
        success=slider(_("An order may cost"), [60, 90, 120, 140, 160, 200, 300, 600], 300),
        day=slider(_("Decide on day"), [3, 7, 10, 14, 21, 30, 45, 60, 89], 45),
    )


def play_pilot(budget: int, success: int, day: int) -> Piloted:
    """The pilot in many worlds, and the same one that is never kept."""
    gained = FIELD.earns("N1", budget, success, day, WORLDS)
    never = FIELD.earns("N1", budget, 0, day, WORLDS)
    return Piloted(gained, np.asarray(gained != never, dtype=float))


def draw_pilot(ax: Axes, piloted: Piloted) -> Axes:
    """How often which gain."""
    bins = [float(yuan) for yuan in range(-40_000, 90_001, 5_000)]
    shown = np.clip(piloted.gained, bins[0], bins[-1])
    ax.hist(shown, bins=bins, color="C0")
    ax.axvline(piloted.mean, color="C1", linewidth=2, label=_("on average"))
    ax.axvline(0, color="C2", linestyle="--", linewidth=1)
    ax.set(xlim=(bins[0], bins[-1]), xlabel=_("yuan gained by the end of the quarter"), ylabel=_("worlds of 400"))
    ax.xaxis.set_major_formatter(lambda yuan, place: f"{yuan:,.0f}")
    ax.legend(loc="upper right", fontsize="small")
    return ax


def say_pilot(piloted: Piloted) -> str:
    """What it is worth, how often it is kept, how bad it may get."""
    told = _("{mean:,.0f} yuan on average; kept in {kept:.0%} of worlds.").format(
        mean=piloted.mean, kept=float(piloted.kept.mean())
    )
    worst = float(np.quantile(piloted.gained, 0.1))
    return sentences(told, _("One time in ten it ends below {worst:,.0f}.").format(worst=worst))
