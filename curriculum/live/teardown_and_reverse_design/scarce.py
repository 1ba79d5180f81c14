"""False scarcity week by week: what it brings at first, and what is left of it at the end."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import choice, slider
from curriculum.live.plot import live_plot
from curriculum.live.teardown_and_reverse_design.stage import path, worlds
from simulations.language import _
from simulations.projects.teardown_and_reverse_design.chain import FOLDER, WEEKS, Push, play
from simulations.reading import read_yaml
from simulations.world.draws import Floats


@dataclass(frozen=True)
class Weeks:
    """People with scarcity against without it, week by week: means over worlds of cumulated ratios."""

    ratio: Floats
    figure: str
    kind: str


def scarcity() -> Any:
    """What is counted, which scarcity, how strong."""
    return live_plot(
        play_scarcity,
        draw_scarcity,
        say_scarcity,
        kind=choice(
            _("Scarcity"), {_("“first 100”, no limit in truth"): "breach", _("a deadline that is kept"): "decoy"}
        ),
        figure=choice(_("What is counted"), {_("scans"): "scan", _("paid and stayed"): "keep"}),
        strength=slider(_("How loud"), [0.5, 0.75, 1.0, 1.25, 1.5], 1.0),
    )


def play_scarcity(kind: str, figure: str, strength: float) -> Weeks:
    """The lesson's path without any scarcity, and with one."""
    slot = next(
        row for row in read_yaml(FOLDER / "parts.yaml") if row["slot"] == ("cap" if kind == "breach" else "urgency")
    )
    form = next(form for form in slot["forms"] if form["group"] == kind)
    push = Push("scarce", form["effects"], form.get("wear", {}), rule=form.get("breach", "")).scaled(strength)
    scarce = {part.id for part in path().parts.values() if part.slot in ("cap", "urgency")}
    plain = replace(path().chain, pushes=tuple(p for p in path().chain.pushes if p.name not in scarce and not p.rule))
    both = [play(chain, worlds()).people[figure] for chain in (replace(plain, pushes=(*plain.pushes, push)), plain)]
    sums = [np.cumsum(one, axis=1) + 0.5 for one in both]
    return Weeks(np.exp(np.mean(np.log(sums[0] / sums[1]), axis=0)), figure, kind)


def draw_scarcity(ax: Axes, weeks: Weeks) -> Axes:
    """A bar a week, up or down from nothing."""
    change = weeks.ratio - 1
    ax.bar(range(1, WEEKS + 1), change, color=["C0" if one >= 0 else "C1" for one in change], width=0.6)
    ax.axhline(0, color="C3", linewidth=1)
    for week, one in enumerate(change, 1):
        up = one >= 0
        ax.annotate(
            f"{one:+.0%}",
            (week, one),
            (0, 4 if up else -4),
            textcoords="offset points",
            ha="center",
            va="bottom" if up else "top",
        )
    ax.set(
        ylim=(-0.4, 0.4),
        xticks=range(1, WEEKS + 1),
        xlabel=_("weeks, counted from the start"),
        ylabel=_("against none"),
    )
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:+.0%}")
    return ax


def say_scarcity(weeks: Weeks) -> str:
    """The first week and all four."""
    told = _("Scans: {first:+.0%} in the first week, {last:+.0%} over four.")
    if weeks.figure == "keep":
        told = _("Paid and stayed: {first:+.0%} in the first week, {last:+.0%} over four.")
    return told.format(first=weeks.ratio[0] - 1, last=weeks.ratio[-1] - 1)
