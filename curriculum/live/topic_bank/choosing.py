"""What a topic is worth, part by part, and what different ways of choosing twenty come to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import choice, slider, switch
from curriculum.live.plot import live_plot
from curriculum.live.topic_bank.stage import cases
from simulations.language import _
from simulations.projects.topic_bank.answer import CHOSEN
from simulations.projects.topic_bank.pool import Case
from simulations.projects.topic_bank.worth import (
    best,
    formula,
    freshness,
    material,
    plain_worth,
    search_part,
    survey_shares,
    total,
    value,
)

NEVER = 3650  # days, in place of none: a slider has no step for nothing


@dataclass(frozen=True)
class Parts:
    """The parts of one topic's worth."""

    search: float
    survey: float
    fresh: float
    fit: float
    stuff: float

    @property
    def whole(self) -> float:
        """The worth."""
        return formula(self.search, self.survey, self.fresh, self.fit, self.stuff)


def worth() -> Any:
    """One topic: move what its rows say, see which part is the shortest."""
    return live_plot(
        play_worth,
        draw_worth,
        say_worth,
        index=slider(_("Search index"), [(f"{n:,}", n) for n in (500, 1000, 2000, 4000, 8000, 16_000, 32_000)], 16_000),
        wanted=slider(_("Wanted in the survey"), [(f"{n}%", n / 100) for n in range(10, 101, 10)], 0.3),
        days=slider(
            _("Days since we wrote of it"), [(_("never"), NEVER), *((str(n), n) for n in (60, 30, 14, 7, 5, 3))], NEVER
        ),
        pieces=slider(_("Usable pieces"), [1, 2, 4, 6, 8], 2),
        near=choice(_("Brand"), {_("What we are for"): "core", _("Close by"): "near"}),
    )


def play_worth(index: float, wanted: float, days: int, pieces: int, near: str) -> Parts:
    """The parts as the task's formula has them."""
    return Parts(search_part(index, "mid"), wanted, freshness(0.0, days), value(f"fit_{near}"), material(pieces))


def names() -> tuple[str, ...]:
    """What the parts are called."""
    return (_("searching"), _("survey"), _("freshness"), _("brand fit"), _("material"))


def draw_worth(ax: Axes, parts: Parts) -> Axes:
    """A bar a part, from nothing to all there could be."""
    shares = (parts.search, parts.survey, parts.fresh, parts.fit, parts.stuff)
    shortest = int(np.argmin(shares))
    colors = ["C1" if place == shortest else "C0" for place in range(len(shares))]
    ax.barh(names(), shares, color=colors)
    for place, share in enumerate(shares):
        ax.annotate(f"{share:.0%}", (share, place), (4, 0), textcoords="offset points", va="center")
    ax.set(xlim=(0, 1.2), xlabel=_("of the most there could be"))
    ax.xaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.invert_yaxis()
    return ax


def say_worth(parts: Parts) -> str:
    """What the whole is, and which part holds it back."""
    shares = (parts.search, parts.survey, parts.fresh, parts.fit, parts.stuff)
    return _("Worth {whole:.0f} of 100. What holds it back most: {part}.").format(
        whole=parts.whole, part=names()[int(np.argmin(shares))]
    )


def ways() -> Any:
    """Ways of choosing twenty, with what is to be refused left in or taken out."""
    return live_plot(
        play_ways,
        draw_ways,
        say_ways,
        refused=switch(_("Refuse the ten first"), value=False),
        material=choice(
            _("Which pools"), {_("{n} pools of the lesson").format(n=len(cases())): 0, _("the first of them"): 1}
        ),
    )


@dataclass(frozen=True)
class Ways:
    """What the ways come to, of what the twenty best would be worth."""

    names: tuple[str, ...]
    shares: tuple[float, ...]
    refused: bool


def play_ways(refused: bool, material: int) -> Ways:
    """Choose twenty in every pool by every way."""
    shown = cases()[: material or None]
    keys: dict[str, Callable[[Case, str], float]] = {
        _("by search index"): lambda case, id: case.keywords[case.topics[id].keyword].index,
        _("by the rise of 30 days"): lambda case, id: case.keywords[case.topics[id].keyword].change,
        _("by usable pieces"): lambda case, id: case.assets[case.topics[id].asset].pieces,
        _("by all tables together"): lambda case, id: plain_worth(case, case.topics[id], survey_shares(case)),
    }
    shares = []
    for key in keys.values():
        of_each = []
        for case in shown:
            open_to = [id for id, topic in case.topics.items() if not (refused and topic.kind)]
            ranked = {id: key(case, id) for id in open_to}
            chosen = sorted(open_to, key=lambda id: -ranked[id])[:CHOSEN]
            of_each.append(total(case, chosen) / total(case, best(case, CHOSEN)))
        shares.append(float(np.mean(of_each)))
    return Ways(tuple(keys), tuple(shares), refused)


def draw_ways(ax: Axes, played: Ways) -> Axes:
    """A bar a way."""
    ax.barh(played.names, played.shares, color=["C0", "C0", "C0", "C1"])
    for place, share in enumerate(played.shares):
        ax.annotate(f"{share:.0%}", (max(share, 0), place), (4, 0), textcoords="offset points", va="center")
    ax.set(xlim=(min(0, *played.shares), 1.15), xlabel=_("of what the twenty best are worth"))
    ax.xaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.invert_yaxis()
    return ax


def say_ways(played: Ways) -> str:
    """What one sees."""
    index, *_others, together = played.shares
    if played.refused:
        text = _("With the ten refused first, the index alone gets {index:.0%}, all tables together {together:.0%}.")
    else:
        text = _("With the ten left in, the index alone gets {index:.0%}, and even all tables only {together:.0%}.")
    return text.format(index=index, together=together)
