"""Counting backwards: from what is to be sold to how many must see it."""

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from curriculum.live.axes import reach_axis
from curriculum.live.controls import slider
from curriculum.live.plot import live_plot
from simulations.language import _, sentences
from simulations.projects.teardown_and_reverse_design.answer import STEP_NAMES, STEPS
from simulations.projects.teardown_and_reverse_design.chain import value


@dataclass(frozen=True)
class Needed:
    """People at each step, and how many we reach."""

    people: dict[str, float]
    reach: int


def backwards() -> Any:
    """Move the goal and the rates, watch the first step."""
    return live_plot(
        play_backwards,
        draw_backwards,
        say_backwards,
        target=slider(_("To be sold"), [10, 20, 30, 50], 20),
        high=slider(_("Filter → buy at last"), [(f"{n}%", n / 100) for n in (5, 7, 10, 15, 25)], 0.10),
        low=slider(_("Open → buy the filter"), [(f"{n}%", n / 100) for n in (5, 8, 14, 20)], 0.14),
        scan=slider(_("See → scan"), [(f"{n}%", n / 100) for n in (1, 2, 4, 7, 12)], 0.04),
        reach=slider(
            _("People we reach in four weeks"), [(f"{n:,}", n) for n in (10_000, 30_000, 60_000, 120_000)], 30_000
        ),
    )


def play_backwards(target: int, high: float, low: float, scan: float, reach: int) -> Needed:
    """From the last step upwards."""
    rates = {
        "scan": scan,
        "add": value("own_add"),
        "take": value("own_take"),
        "open": value("own_open"),
        "low": low,
        "high": high,
    }
    people = {"high": float(target)}
    for step, before in zip(STEPS[:0:-1], STEPS[-2::-1], strict=True):
        people[before] = people[step] / rates[step]
    return Needed({step: people[step] for step in STEPS}, reach)


def draw_backwards(ax: Axes, needed: Needed) -> Axes:
    """A bar a step on a log axis, and what we reach."""
    names = [str(STEP_NAMES[step]) for step in needed.people]
    ax.barh(names, list(needed.people.values()), color="C0")
    ax.axvline(needed.reach, color="C1", linestyle="--", label=_("we reach"))
    for place, people in enumerate(needed.people.values()):
        ax.annotate(f"{people:,.0f}", (people, place), (4, 0), textcoords="offset points", va="center")
    reach_axis(ax, "x", (10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000))
    ax.set(xlim=(10, 40_000_000), xticks=(10, 1000, 100_000, 10_000_000), xlabel=_("people in four weeks"))
    ax.legend(loc="lower right", fontsize="small")
    ax.invert_yaxis()
    return ax


def say_backwards(needed: Needed) -> str:
    """How many must see it, and whether there are so many."""
    seen, sold = needed.people["seen"], needed.people["high"]
    told = _("To sell {sold:.0f}, {seen:,.0f} have to see it.").format(sold=sold, seen=seen)
    can = sold * needed.reach / seen
    if can >= sold:
        return sentences(told, _("With the people we reach it would be {can:.0f}: it works out.").format(can=can))
    return sentences(told, _("With the people we reach it is {can:.0f}: goal or path has to change.").format(can=can))
