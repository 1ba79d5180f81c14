"""The case: a product with selling points and traps, users' comments, a hit's shots, goods, a team, a session."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from simulations.brands import Brand, brand_of, brands
from simulations.identity import Context, variant_rng
from simulations.reading import read_yaml
from simulations.world.parameters import parameters
from simulations.world.platforms import NAMES
from simulations.written import fill, numbers, one_of, pick

FOLDER = Path(__file__).parent
TASK = "short_video_and_live"
CARED, SAID = 2, 3  # true points that users ask for; comments on each of them


@dataclass(frozen=True)
class SellingPoint:
    """A selling point: what may be said of it, and how one sees that a script says it.

    Attributes
    ----------
    right : str
        What to do with it: use, nobody, unproven, forbidden.
    words : tuple of str
        Users' own words for the pain behind it.
    """

    id: str
    slug: str
    text: str
    evidence: str
    right: str
    says: re.Pattern[str]
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comment:
    """What a user wrote; `point` is the slug of the selling point it speaks of, "" for none."""

    id: str
    text: str
    point: str


@dataclass(frozen=True)
class Footage:
    """A shot of the hit, or of what was shot and not used; seconds are all there is of it."""

    id: str
    text: str
    words: str
    seconds: float
    traits: frozenset[str]
    used: bool


@dataclass(frozen=True)
class Goods:
    """One of the five goods.

    Attributes
    ----------
    market_yuan : float
        What the same costs elsewhere.
    lowest_yuan : float
        Lowest price it was sold at here in the seven days before: what a price may be compared with.
    tag_yuan : float
        The price on the tag, at which nobody ever bought.
    appeal : float
        0-1, half is ordinary.
    """

    id: str
    slug: str
    name: str
    cost_yuan: float
    market_yuan: float
    lowest_yuan: float
    tag_yuan: float
    appeal: float
    returns: int
    likes: int
    stock: int


@dataclass(frozen=True)
class Person:
    """Somebody of the team: how well he hosts and controls the floor, 0-1, and whether he has done service."""

    id: str
    name: str
    note: str
    host: float
    control: float
    service: int


@dataclass(frozen=True)
class Case:
    """All a trainee is given, and the key that belongs to it."""

    brand_slug: str
    brand: Brand
    product: str
    about: str
    topic: str
    searched: tuple[str, ...]
    brief: str
    lures: tuple[str, ...]
    points: tuple[SellingPoint, ...]
    comments: tuple[Comment, ...]
    hit_title: str
    hit_about: str
    footage: tuple[Footage, ...]
    platforms: tuple[str, str]
    goods: tuple[Goods, ...]
    team: tuple[Person, ...]
    followers: int
    booked: int
    fan_yuan: int
    complaint_yuan: int
    budget_yuan: int
    drop_minute: int
    black_minutes: int

    @property
    def cared(self) -> tuple[SellingPoint, ...]:
        """The selling points that are true and asked for."""
        return tuple(point for point in self.points if point.right == "use")

    @property
    def user_words(self) -> tuple[str, ...]:
        """Users' own words for what they ask for."""
        return tuple(word for point in self.cared for word in point.words)

    def shot(self, id: str) -> Footage:
        """A shot by its id."""
        return next(shot for shot in self.footage if shot.id == id)

    def good(self, slug: str) -> Goods:
        """One of the goods by what it is."""
        return next(good for good in self.goods if good.slug == slug)

    def person(self, id: str) -> Person:
        """Somebody of the team."""
        return next(one for one in self.team if one.id == id)


def value(name: str) -> float:
    """A number of `effects.yaml`."""
    return parameters("effects", FOLDER)[name].value


@lru_cache(maxsize=256)
def draw_case(context: Context) -> Case:
    """The case of this trainee: product, traps, what users ask for, goods and figures follow from the variant."""
    variant, slug = context.variant(TASK), brand_of(context)
    data, common = read_yaml(FOLDER / f"{slug}.yaml"), read_yaml(FOLDER / "common.yaml")
    rng = variant_rng(variant, "case")
    slots: dict[str, object] = {**numbers(data["numbers"], rng), **numbers(common["drawn"], rng)}
    first, second = pick(rng, common["platforms"], 2)
    names = read_yaml(NAMES)  # the brief is Chinese whatever the reader's language
    slots |= {"product": data["product"], "first": names[first]["zh"], "second": names[second]["zh"]}
    points, comments = _points(data, slots, variant_rng(variant, "points"))
    return Case(
        brand_slug=slug,
        brand=brands()[slug],
        product=data["product"],
        about=data["about"],
        topic=data["niche_topic"],
        searched=tuple(data["searched"]),
        brief=fill(common["brief"].strip(), slots),
        lures=tuple(common["lures"]),
        points=points,
        comments=comments,
        hit_title=data["hit"]["title"],
        hit_about=data["hit"]["about"],
        footage=_footage(data["hit"], variant_rng(variant, "hit")),
        platforms=(first, second),
        goods=_goods(data["goods"], variant_rng(variant, "goods")),
        team=tuple(Person(**row) for row in common["team"]),
        followers=int(str(slots["followers"])),
        booked=int(str(slots["booked"])),
        fan_yuan=int(str(slots["fan"])),
        complaint_yuan=int(str(slots["complaint"])),
        budget_yuan=int(str(slots["budget"])),
        drop_minute=int(str(slots["drop"])),
        black_minutes=int(str(slots["black"])),
    )


def _points(
    data: Mapping[str, Any], slots: Mapping[str, object], rng: np.random.Generator
) -> tuple[tuple[SellingPoint, ...], tuple[Comment, ...]]:
    """Seven selling points in an order of their own; comments tell which of the true ones are asked for."""
    true = pick(rng, data["points"])
    plain, unproven, forbidden = (one_of(rng, data[kind]) for kind in ("plain", "unproven", "forbidden"))
    rows = [
        *((row, "use" if place < CARED else "nobody") for place, row in enumerate(true)),
        (plain, "nobody"),
        (unproven, "unproven"),
        (forbidden, "forbidden"),
    ]
    points = tuple(
        SellingPoint(
            id=f"P{n}",
            slug=row.get("slug", right),
            text=fill(row["text"], slots),
            evidence=fill(row["evidence"], slots),
            right=right,
            says=re.compile(row["says"]),
            words=tuple(row.get("words", ())),
        )
        for n, (row, right) in enumerate(pick(rng, rows), start=1)
    )
    said = [(text, row["slug"]) for row in true[:CARED] for text in pick(rng, row["comments"], SAID)]
    said += [(row["shrug"], row["slug"]) for row in true[CARED:]] + [(plain["shrug"], "")]
    comments = tuple(Comment(f"U{n:02d}", text, about) for n, (text, about) in enumerate(pick(rng, said), start=1))
    return points, comments


def _footage(hit: Mapping[str, Any], rng: np.random.Generator) -> tuple[Footage, ...]:
    """The hit's shots in the order they were shown, then the leftovers in an order of their own."""
    rows = [(row, True) for row in hit["shots"]] + [(row, False) for row in pick(rng, hit["rest"])]
    return tuple(
        Footage(f"S{n:02d}", row["text"], row["words"], float(row["seconds"]), frozenset(row["traits"]), used)
        for n, (row, used) in enumerate(rows, start=1)
    )


def _goods(rows: list[dict[str, Any]], rng: np.random.Generator) -> tuple[Goods, ...]:
    """The five goods with prices of their own, in an order of their own."""
    drawn = []
    for n, row in enumerate(pick(rng, rows), start=1):
        market = round(row["market"] * math.exp(0.12 * (rng.random() - 0.5)))
        drawn.append(
            Goods(
                id=f"G{n}",
                slug=row["slug"],
                name=row["name"],
                cost_yuan=row["cost"],
                market_yuan=market,
                lowest_yuan=round(market * (1.0 + 0.1 * rng.random())),
                tag_yuan=round(market * (1.6 + 0.4 * rng.random()), -1) - 1,
                appeal=row["appeal"],
                returns=int(row["returns"] + rng.integers(-1, 3)),
                likes=int(row["likes"] * math.exp(0.3 * (rng.random() - 0.5))),
                stock=row["stock"],
            )
        )
    return tuple(drawn)
