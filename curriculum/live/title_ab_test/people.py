"""How many people a test takes, and how many sends of an account that is."""

import math
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from curriculum.live.axes import reach_axis
from curriculum.live.controls import slider
from curriculum.live.plot import live_plot
from curriculum.live.wording import count
from simulations.language import _, sentences
from simulations.split_tests import power, sample_size

LIFTS = (0.05, 0.08, 0.10, 0.15, 0.20, 0.27, 0.40)


@dataclass(frozen=True)
class Needed:
    """People per version for each lift, what one send brings, and the lift one is after."""

    lift: float
    per_send: int
    people: tuple[int, ...]
    chance: float

    @property
    def asked(self) -> int:
        """People per version for the lift one is after."""
        return self.people[LIFTS.index(self.lift)]


def people() -> Any:
    """Rate, lift and followers decide how long a question takes."""
    return live_plot(
        play_people,
        draw_people,
        say_people,
        lift=slider(_("Smallest lift worth seeing"), [(f"{lift:.0%}", lift) for lift in LIFTS], 0.10),
        rate=slider(_("Rate today"), [(f"{rate:.1%}", rate) for rate in (0.006, 0.012, 0.02, 0.05, 0.1)], 0.012),
        followers=slider(_("Followers"), [(count(n), n) for n in (10_000, 50_000, 200_000, 1_000_000)], 50_000),
    )


def play_people(lift: float, rate: float, followers: int) -> Needed:
    """Ask the library, lift by lift."""
    half = followers // 2
    return Needed(lift, half, tuple(sample_size(rate, each) for each in LIFTS), power(rate, lift, half))


def draw_people(ax: Axes, needed: Needed) -> Axes:
    """A bar a lift on a log scale, and where one send ends."""
    names = [f"+{lift:.0%}" for lift in LIFTS]
    ax.barh(names, needed.people, color=["C1" if lift == needed.lift else "C0" for lift in LIFTS])
    for place, number in enumerate(needed.people):
        ax.annotate(count(number), (number, place), (4, 0), textcoords="offset points", va="center", fontsize="small")
    ax.axvline(needed.per_send, color="C2", linestyle="--", zorder=0)
    reach_axis(ax, "x", (100, 1000, 10_000, 100_000, 1_000_000))
    ax.set(xlim=(100, 8_000_000), xlabel=_("people per version; dashed: half of the followers, one send"))
    ax.invert_yaxis()
    return ax


def say_people(needed: Needed) -> str:
    """People, sends, and the chance of seeing it in one."""
    told = _("To see +{lift:.0%} it takes {people} per version; in sends: {sends}.").format(
        lift=needed.lift, people=count(needed.asked), sends=count(math.ceil(needed.asked / needed.per_send))
    )
    chance = _("In one send the chance of seeing it is {chance:.0%}.").format(chance=needed.chance)
    return sentences(told, chance)
