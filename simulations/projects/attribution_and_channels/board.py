"""The dashboard: twelve figures to choose five from, each worth something only for a decision that is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulations.identity import variant_rng

ASKED, SHOWN, NEAR, VANITY = 5, 12, 3, 4


@dataclass(frozen=True)
class Figure:
    """A figure; decision and worth are the key's, both empty for one that only looks good."""

    id: str
    name: str
    ask: str = ""
    worth: float = 0.0


@dataclass(frozen=True)
class Board:
    """Decisions that are asked for, with their ids D1.., and the figures on offer."""

    asks: Mapping[str, str]
    names: Mapping[str, str]
    figures: Mapping[str, Figure]

    def decision_of(self, figure: str) -> str:
        """The id of the decision that a figure serves; empty for none."""
        return next((id for id, ask in self.asks.items() if ask == self.figures[figure].ask), "")


def draw_board(variant: str, words: Mapping[str, Any]) -> Board:
    """Five decisions of those there are, the best figure for each, some that come near, some vanity."""
    rng = variant_rng(variant, "board")
    every = list(words["asks"])
    asked = sorted((every[int(place)] for place in rng.permutation(len(every))[:ASKED]), key=every.index)
    rows = words["figures"]
    best = [slug for slug, row in rows.items() if row["ask"] in asked and row["worth"] == 1]
    near = [slug for slug, row in rows.items() if row["ask"] in asked and row["worth"] < 1]
    vain = list(words["vanity"])
    chosen = [
        *best,
        *(near[int(place)] for place in rng.permutation(len(near))[:NEAR]),
        *(vain[int(place)] for place in rng.permutation(len(vain))[:VANITY]),
    ]
    figures = {}
    for number, place in enumerate(rng.permutation(len(chosen)), 1):
        slug, id = chosen[int(place)], f"F{number:02d}"
        row = rows.get(slug)
        figures[id] = Figure(id, row["name"], row["ask"], row["worth"]) if row else Figure(id, words["vanity"][slug])
    asks = {f"D{number}": slug for number, slug in enumerate(asked, 1)}
    return Board(asks, {id: words["asks"][slug] for id, slug in asks.items()}, figures)
