"""Five things that go out this week, and the labels each of them needs under the dated rulebook."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from simulations.projects.working_with_ai.article import FOLDER
from simulations.reading import read_yaml
from simulations.written import pick

DRAWN = {"one": 2, "two": 1, "ad": 1, "none": 1}


@dataclass(frozen=True)
class Publication:
    """Something that goes out: how it was made, the labels it needs, and why."""

    id: str
    text: str
    labels: frozenset[str]
    why: str


def draw_publications(rng: np.random.Generator) -> dict[str, Publication]:
    """Two that need one AI label, one that needs two, one advertisement, one that needs none; in any order."""
    pool = read_yaml(FOLDER / "publications.yaml")
    rows = [row for kind, count in DRAWN.items() for row in pick(rng, pool[kind])[:count]]
    return {
        f"P{number}": Publication(f"P{number}", row["text"], frozenset(row["labels"]), row["why"])
        for number, row in enumerate(pick(rng, rows), start=1)
    }


def labelled(chosen: Collection[str], needed: Collection[str]) -> float:
    """All or, where there are two, a part: too many cost as much as too few."""
    right, wrong = len(set(chosen) & set(needed)), len(set(chosen) - set(needed))
    return max(right - wrong, 0) / len(needed)
