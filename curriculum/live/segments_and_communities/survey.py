"""A survey that leans: what it says people want, weighted by one column or not at all, beside what they want."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import choice
from curriculum.live.plot import live_plot
from curriculum.live.segments_and_communities.stage import cases
from simulations.language import _, sentences
from simulations.projects.segments_and_communities.people import NEEDS, User


@dataclass(frozen=True)
class Counted:
    """Shares by need: as the survey has them, weighted, and as they are."""

    names: tuple[str, ...]
    said: tuple[float, ...]
    true: tuple[float, ...]

    @property
    def off(self) -> float:
        """Share of people who would be counted under the wrong need."""
        return float(np.abs(np.subtract(self.said, self.true)).sum() / 2)


def leaning() -> Any:
    """Weight the answers so that each class of a column counts as much as it is."""
    return live_plot(
        play_leaning,
        draw_leaning,
        say_leaning,
        by=choice(
            _("Weighted by"),
            {
                _("nothing, every answer counts once"): "",
                _("orders"): "orders",
                _("where from"): "source",
                _("city level"): "city",
                _("reads in 30 days"): "reads",
            },
        ),
        material=choice(_("Which sample"), {_("sample {n}").format(n=n + 1): n for n in range(len(cases()))}),
    )


def _class(user: User, by: str) -> str:
    if by == "orders":
        return str(min(user.orders, 1))
    if by == "reads":
        return str(np.searchsorted([2, 5, 8], user.reads, side="right"))
    return str(getattr(user, by)) if by else ""


def play_leaning(by: str, material: int) -> Counted:
    """Post-stratify: an answer weighs as many people of its class as there are for each who answered."""
    case = cases()[material]
    people = Counter(_class(user, by) for user in case.clean)
    answered = Counter(_class(user, by) for user in case.clean if user.need)
    said = dict.fromkeys(NEEDS, 0.0)
    for user in case.clean:
        if user.need:
            said[user.need] += people[_class(user, by)] / answered[_class(user, by)]
    whole = sum(said.values())
    true = Counter(user.wants for user in case.clean)
    ranked = sorted(NEEDS, key=lambda need: -true[need])
    return Counted(
        tuple(case.need_name(need) for need in ranked),
        tuple(said[need] / whole for need in ranked),
        tuple(true[need] / len(case.clean) for need in ranked),
    )


def draw_leaning(ax: Axes, counted: Counted) -> Axes:
    """Two bars a need."""
    places = np.arange(len(counted.names))
    ax.barh(places - 0.2, counted.said, height=0.38, color="C0", label=_("by the survey"))
    ax.barh(places + 0.2, counted.true, height=0.38, color="C3", label=_("in truth"))
    ax.set(yticks=places, xlabel=_("of all people"), xlim=(0, 0.65))
    ax.set_yticklabels(counted.names)
    ax.xaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.invert_yaxis()
    ax.legend(loc="lower right", fontsize="small")
    return ax


def say_leaning(counted: Counted) -> str:
    """Whom the survey puts first, and how far it is off."""
    first = counted.names[int(np.argmax(counted.said))]
    told = _("The survey puts 「{need}」 first with {share:.0%}; in truth {true:.0%} want it.").format(
        need=first, share=max(counted.said), true=counted.true[int(np.argmax(counted.said))]
    )
    return sentences(told, _("{off:.1%} of people are counted under the wrong need.").format(off=counted.off))
