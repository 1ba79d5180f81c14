"""The case of the title test: twelve finished tests with their flaws, ways to split, a campaign with six titles."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from simulations.brands import Brand, brand_of, brands
from simulations.identity import Context, variant_rng
from simulations.projects.title_ab_test.answer import TESTS
from simulations.reading import read_yaml
from simulations.split_tests import Arm
from simulations.world.parameters import parameters
from simulations.written import fill, one_of, pick

FOLDER = Path(__file__).parent
TASK = "title_ab_test"
ALWAYS = "lucky"  # the test that the boss has heard of
CAMPAIGN_TITLES = 6


def value(name: str) -> float:
    """A number of the job."""
    return parameters("numbers", FOLDER)[name].value


@dataclass(frozen=True)
class Finished:
    """A finished test as its owner left it. What stands after `note` is the key's.

    Attributes
    ----------
    planned : tuple of int
        People per version as planned.
    finish : tuple of float
        Share of those who clicked and read to the end, A and B.
    unfollows : tuple of int
        After the delivery, A and B.
    bias : float
        SD of what the flaw alone does to the log lift.
    kind : str
        How it was made: a row of `kinds.yaml`.
    """

    id: str
    changed: str
    titles: tuple[str, str]
    split: str
    planned: tuple[int, int]
    a: Arm
    b: Arm
    finish: tuple[float, float]
    unfollows: tuple[int, int]
    days: int
    looks: int
    note: str
    kind: str
    bias: float

    @property
    def finished(self) -> tuple[Arm, Arm]:
        """Both versions with those who read to the end in place of those who clicked."""
        of_a, of_b = (
            Arm(arm.shown, round(arm.clicks * share)) for arm, share in zip((self.a, self.b), self.finish, strict=True)
        )
        return of_a, of_b


@dataclass(frozen=True)
class Method:
    """A way to split: what it brings a week, what is clicked there, and how far it may lead astray."""

    slug: str
    about: str
    rate: float
    per_send: int
    sends: int
    most: int
    bias: float
    confounder: str

    @property
    def per_week(self) -> int:
        """People per version and week."""
        return self.per_send * self.sends


@dataclass(frozen=True)
class Campaign:
    """Six titles and not much traffic; `after` is what the last choice is shown to, in units of that traffic."""

    name: str
    titles: tuple[str, ...]
    traffic: int
    days: int
    rate: float
    after: float


@dataclass(frozen=True)
class Case:
    """All a trainee is given, and the key that belongs to it."""

    brand_slug: str
    brand: Brand
    tests: Mapping[str, Finished]
    methods: Mapping[str, Method]
    asked: int
    campaign: Campaign

    @property
    def rumour(self) -> Finished:
        """The test the boss has heard of."""
        return next(test for test in self.tests.values() if test.kind == ALWAYS)


@lru_cache(maxsize=64)
def draw_case(context: Context) -> Case:
    """The case of this trainee; everything follows from the variant."""
    slug = brand_of(context)
    rng = variant_rng(context.variant(TASK), "case")
    written = read_yaml(FOLDER / f"{slug}.yaml")
    kinds = read_yaml(FOLDER / "kinds.yaml")
    pairs = pick(rng, written["pairs"], len(TESTS))
    drawn = _kinds(rng, kinds["kinds"])
    tests: dict[str, Finished] = {
        id: _finished(id, name, pair, kinds, written["covers"], rng)
        for id, name, pair in zip(TESTS, drawn, pairs, strict=True)
    }
    return Case(
        brand_slug=slug,
        brand=brands()[slug],
        tests=tests,
        methods=_methods(rng, brands()[slug].followers),
        asked=int(one_of(rng, [8, 10, 12])),
        campaign=Campaign(
            name=written["campaign_name"],
            titles=tuple(pick(rng, written["campaign"], CAMPAIGN_TITLES)),
            traffic=int(one_of(rng, [18_000, 24_000, 30_000, 36_000])),
            days=int(one_of(rng, [4, 5, 6])),
            rate=value("rate_recommended"),
            after=float(one_of(rng, [0.0, 0.0, 4.0, 8.0])),
        ),
    )


def _kinds(rng: np.random.Generator, kinds: Mapping[str, Any]) -> list[str]:
    """Six to eight flawed tests, the rest sound, in an order of their own: nobody can count them off."""
    flawed = [name for name, row in kinds.items() if not row["decidable"] and name != ALWAYS]
    sound = [name for name, row in kinds.items() if row["decidable"]]
    count = int(rng.integers(6, 9))
    chosen = [ALWAYS, *pick(rng, flawed, count - 1), *sound]
    chosen += pick(rng, [name for name in sound if name != "guardrail"], len(TESTS) - len(chosen))
    return [str(name) for name in pick(rng, chosen)]


def _finished(
    id: str, name: str, pair: Mapping[str, str], kinds: Mapping[str, Any], covers: list[str], rng: np.random.Generator
) -> Finished:
    """A test of a kind: counts in its ranges, then which version is called A and which B is drawn."""
    kind = kinds["kinds"][name]
    rate = value(kind["rate"]) * float(rng.uniform(0.85, 1.2))
    people = kind.get("people") or _rounded(_whole(rng, kind["clicks"]) / rate)
    clicks = round(people * rate)
    more = _more(clicks, kind, rng)
    share = kind.get("share", 0.5)
    shown = [people, _rounded(people * share / (1 - share)) + int(rng.integers(-9, 10))]
    won = [clicks, round(clicks * (1 + more) * shown[1] / people)]
    finish = float(rng.uniform(*kinds["finish_rate"]))
    second = finish * (float(rng.uniform(*kind["finish"])) if "finish" in kind else float(rng.uniform(0.98, 1.02)))
    leaving = float(rng.uniform(*kinds["unfollow_per_thousand_reads"])) / 1000
    left = [round(won[0] * leaving), round(won[1] * leaving * (2.2 if "finish" in kind else 1.0))]
    planned = [people, _rounded(shown[1])]
    if "lost" in kind:
        kept = 1 - float(rng.uniform(*kind["lost"]))
        shown[1], won[1] = round(people * kept), round(won[1] * kept)
    if isinstance(kind["planned"], list):
        planned = [_rounded(people * float(rng.uniform(*kind["planned"])))] * 2
    looks = kind["looks"]
    order = [0, 1] if rng.random() < 0.6 or not kind.get("turns", True) else [1, 0]
    who, day, cover = one_of(rng, kinds["audiences"]), one_of(rng, kinds["days"]), pick(rng, covers, 2)
    slots = {"cover_a": cover[0], "cover_b": cover[1]}
    slots |= dict(zip(("who_a", "who_b"), who, strict=True)) | dict(zip(("day_a", "day_b"), day, strict=True))
    both = [Arm(shown[place], won[place]) for place in order]
    return Finished(
        id=id,
        changed=pair["changed"],
        titles=(pair["a"], pair["b"]),
        split=fill(kinds["splits"][kind["split"]], slots),
        planned=(planned[order[0]], planned[order[1]]),
        a=both[0],
        b=both[1],
        finish=(round((finish, second)[order[0]], 3), round((finish, second)[order[1]], 3)),
        unfollows=(left[order[0]], left[order[1]]),
        days=_whole(rng, kind["days"]),
        looks=_whole(rng, looks) if isinstance(looks, list) else int(looks),
        note=fill(one_of(rng, kind["notes"]), slots),
        kind=name,
        bias=value(kind["bias"]) if kind["bias"] else 0.0,
    )


def _whole(rng: np.random.Generator, ends: Sequence[int]) -> int:
    """A whole number between two, both included."""
    low, high = ends
    return int(rng.integers(low, high + 1))


def _rounded(people: float) -> int:
    """To the nearest ten: what one would plan."""
    return int(round(people, -1))


def _more(clicks: int, kind: Mapping[str, Any], rng: np.random.Generator) -> float:
    """The lift that is seen: in its range, or so large that the difference is `z` standard errors."""
    if "z" not in kind:
        return float(rng.uniform(*kind["lift"]))
    z = float(rng.uniform(*kind["z"]))
    return (z * z / 2 + z * math.sqrt(2 * clicks + z * z / 4) + 1) / clicks


def _methods(rng: np.random.Generator, followers: int) -> dict[str, Method]:
    """Ways to split with what they bring to this trainee."""
    lists = int(one_of(rng, [3000, 4000, 5000]))
    budget = int(one_of(rng, [2000, 3000, 4000]))
    bought = int(budget / value("cost_per_thousand") * 1000 / 2)
    per_send = {
        "tag_random": followers // 2,
        "tag_interest": followers // 2,
        "list_random": lists,
        "ad_even": bought,
        "two_days": followers,
    }
    methods = {}
    for slug, row in read_yaml(FOLDER / "methods.yaml").items():
        rate = round(value(row["rate"]) * float(rng.uniform(*row["spread"])), 4)
        weeks = 1 if slug == "ad_even" else int(value("quarter_weeks")) - 1
        methods[slug] = Method(
            slug=slug,
            about=row["about"],
            rate=rate,
            per_send=per_send[slug],
            sends=row["sends"],
            most=per_send[slug] * row["sends"] * weeks,
            bias=value(row["bias"]) if row["bias"] else 0.0,
            confounder=row["confounder"],
        )
    return methods
