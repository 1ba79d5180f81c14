"""Two posts that were read much and sold little: their funnels by source, and notes of which few explain anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np

from simulations.reading import read_yaml

FOLDER = Path(__file__).parent
Cause = Literal["off_path", "no_button", "wrong_audience", "price", "page_broken"]
Fix = Literal["bridge", "move", "retarget", "price", "repair"]
CAUSES: tuple[Cause, ...] = get_args(Cause)
STEPS = ("seen", "click", "opened", "ordered", "paid")
LOST: Mapping[Cause, Mapping[str, float]] = {  # what is left of a step's usual rate, all sources alike
    "off_path": {"click": 0.13},
    "no_button": {"seen": 0.09},
    "wrong_audience": {},
    "price": {"ordered": 0.45, "paid": 0.28},
    "page_broken": {"opened": 0.31},
}
CROWD, COLD = 0.76, 0.06  # of the readers from recommendation, and how they click, where the audience is wrong
SPREAD = 0.08  # SD of the log of a rate between sources


def written() -> Any:
    """Posts as they are written down."""
    return read_yaml(FOLDER / "posts.yaml")


@dataclass(frozen=True)
class Source:
    """A row of a post's funnel: people at each step, from those who read to those who paid."""

    id: str
    name: str
    people: tuple[int, ...]


@dataclass(frozen=True)
class Note:
    """A line about a post."""

    id: str
    text: str


@dataclass(frozen=True)
class Post:
    """A post with its rows; cause and supports are the key's."""

    letter: str
    title: str
    sources: tuple[Source, ...]
    usual: Source
    notes: tuple[Note, ...]
    cause: Cause
    supports: frozenset[str]

    @property
    def rows(self) -> tuple[str, ...]:
        """Every id one can cite."""
        return (*(source.id for source in self.sources), self.usual.id, *(note.id for note in self.notes))


def draw_posts(rng: np.random.Generator) -> tuple[Post, Post]:
    """Two posts with different causes."""
    first, second = (CAUSES[int(place)] for place in rng.permutation(len(CAUSES))[:2])
    other = [written()["titles"]["other"][int(place)] for place in rng.permutation(len(written()["titles"]["other"]))]
    decoys = [written()["decoys"][int(place)] for place in rng.permutation(len(written()["decoys"]))]
    return _post("P", other[0], first, decoys[:4], rng), _post("Q", other[1], second, decoys[4:], rng)


def _post(letter: str, title: str, cause: Cause, decoys: list[str], rng: np.random.Generator) -> Post:
    data = written()
    if cause == "off_path":
        title = data["titles"]["off_path"][int(rng.integers(len(data["titles"]["off_path"])))]
    readers = int(rng.integers(14_000, 32_000))
    shares = {slug: row["share"] * float(np.exp(0.2 * rng.normal())) for slug, row in data["sources"].items()}
    if cause == "wrong_audience":
        others = sum(share for slug, share in shares.items() if slug != "recommended")
        shares = {slug: CROWD if slug == "recommended" else (1 - CROWD) * s / others for slug, s in shares.items()}
    whole = sum(shares.values())
    sources, supports = [], set[str]()
    for number, (slug, row) in enumerate(data["sources"].items(), 1):
        rates = {step: data["rates"][step] * LOST[cause].get(step, 1.0) for step in STEPS}
        if cause == "wrong_audience" and slug == "recommended":
            rates["click"] *= COLD
            supports.add(f"{letter}{number:02d}")
        people = _people(readers * shares[slug] / whole, rates, rng)
        sources.append(Source(f"{letter}{number:02d}", row["name"], people))
    total = Source(
        f"{letter}{len(sources) + 1:02d}",
        "合计",
        tuple(sum(s.people[n] for s in sources) for n in range(len(STEPS) + 1)),
    )
    usual = Source(f"{letter}{len(sources) + 2:02d}", "平时", _exact(readers, data["rates"]))
    if not supports:
        supports = {total.id}
    texts = [(text, True) for text in data["causes"][cause]["notes"]] + [(text, False) for text in decoys]
    notes = []
    for number, place in enumerate(rng.permutation(len(texts)), len(sources) + 3):
        text, shows = texts[int(place)]
        id = f"{letter}{number:02d}"
        notes.append(Note(id, text))
        if shows:
            supports.add(id)
    return Post(letter, title, (*sources, total), usual, tuple(notes), cause, frozenset(supports))


def _people(readers: float, rates: Mapping[str, float], rng: np.random.Generator) -> tuple[int, ...]:
    people = [round(readers)]
    for step in STEPS:
        rate = min(rates[step] * float(np.exp(SPREAD * rng.normal())), 0.98)
        people.append(int(rng.binomial(people[-1], rate)))
    return tuple(people)


def _exact(readers: int, rates: Mapping[str, float]) -> tuple[int, ...]:
    people = [float(readers)]
    for step in STEPS:
        people.append(people[-1] * rates[step])
    return tuple(round(number) for number in people)
