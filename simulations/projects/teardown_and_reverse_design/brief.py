"""The brief of the reverse design: who sells what at which price, with which budget, hours and readers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from simulations.projects.teardown_and_reverse_design.chain import FOLDER, value
from simulations.reading import read_yaml
from simulations.written import fill, one_of, pick

SEGMENTS = ("new", "lead", "grad")


def outfits() -> Mapping[str, Any]:
    """The written material of the design; read-only."""
    data: Mapping[str, Any] = read_yaml(FOLDER / "outfits.yaml")
    return data


@dataclass(frozen=True)
class Line:
    """A line of the brief, an export or a voice."""

    id: str
    text: str
    who: str = ""


@dataclass(frozen=True)
class Brief:
    """What is given for the design.

    Attributes
    ----------
    shares : mapping
        Of those who see us, how many belong to each segment, 0-1; the same on all our channels.
    article, group, red : int
        People a week who see the account's card, are in the old group, see a note on Xiaohongshu.
    """

    account: str
    who: str
    price: int
    target: int
    budget: int
    hours: int
    shares: Mapping[str, float] = field(hash=False)
    article: int
    group: int
    red: int
    lines: tuple[Line, ...]
    exports: tuple[Line, ...]
    voices: tuple[Line, ...]


def draw_brief(rng: np.random.Generator) -> Brief:
    """A brief of its own."""
    data = outfits()
    owner, price = one_of(rng, data["owners"]), one_of(rng, data["prices"])
    numbers = {
        "price": price,
        "target": one_of(rng, data["targets"][price]),
        "budget": one_of(rng, data["budgets"]),
        "hours": one_of(rng, data["hours"]),
        "article": one_of(rng, data["article_seen"]),
        "group": one_of(rng, data["group_people"]),
        "red": one_of(rng, data["red_seen"]),
    }
    shares = dict(zip(pick(rng, list(SEGMENTS)), data["shares"], strict=True))
    page = {f"open_{name}": f"{share:.0%}" for name, share in _opening().items()}
    slots = owner | numbers | page | {"add": f"{value('own_add'):.0%}", "take": f"{value('own_take'):.0%}"}
    said = [(segment, text) for segment, texts in data["voices"].items() for text in texts]
    voices = tuple(
        Line(f"V{n:02d}", fill(text, slots), data["segments"][segment]["name"])
        for n, (segment, text) in enumerate(pick(rng, said), 1)
    )
    return Brief(
        account=owner["account"],
        who=owner["who"],
        shares=shares,
        lines=tuple(Line(f"B{n}", fill(text, slots)) for n, text in enumerate(data["brief"], 1)),
        exports=tuple(Line(f"X{n}", fill(text, slots)) for n, text in enumerate(data["exports"], 1)),
        voices=voices,
        **numbers,
    )


def _opening() -> dict[str, float]:
    """Opening rates by kind of pack, as the chain has them."""
    odds = np.log(value("own_open") / (1 - value("own_open")))
    hooks = outfits()["hooks"]
    pushed = {"page": hooks["week"]["open"], "plain": 0.0, "heap": hooks["heap"]["open"]}
    return {name: float(1 / (1 + np.exp(-odds - push))) for name, push in pushed.items()}
