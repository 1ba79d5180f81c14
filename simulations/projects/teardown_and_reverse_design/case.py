"""The case: an education account's path part by part, a sister path to try on, and a brief for 职场穿搭."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from simulations.identity import Context, variant_rng
from simulations.projects.teardown_and_reverse_design.brief import Brief, draw_brief
from simulations.projects.teardown_and_reverse_design.chain import FOLDER, WEEKS, Chain, Flow, Push, play, value
from simulations.reading import read_yaml
from simulations.world.draws import Worlds
from simulations.written import fill, pick

TASK = "teardown_and_reverse_design"
PARTS = 12
QUOTA = {"breach": 4, "decoy": 2, "dead": 2, "harm": 1, "strong": 3}
ALWAYS = {"headline": ("strong", "dead"), "pack": ("strong", "harm"), "card": ("strong", "dead")}
PATH = ("scan", "add", "take", "open", "low", "keep")
NOTHING, NOWHERE = "nothing", "none"


@dataclass(frozen=True)
class Part:
    """A part of the path: what it says, what stands there without it, what the back end says; and the key.

    Attributes
    ----------
    record : str
        Id of the back end's row on it.
    functions, stages : tuple of str
        What counts as right.
    breach : str
        The rule it breaks; empty for none.
    """

    id: str
    slot: str
    name: str
    text: str
    off: str
    record: str
    group: str
    functions: tuple[str, ...]
    stages: tuple[str, ...]
    breach: str
    push: Push


@dataclass(frozen=True)
class Row:
    """A row that can be cited."""

    id: str
    text: str


@dataclass(frozen=True)
class Path:
    """A path with its parts in the order in which people meet them, and what its back end exports."""

    account: str
    about: str
    parts: Mapping[str, Part]
    records: tuple[Row, ...]
    weeks: tuple[tuple[int, ...], ...]
    chain: Chain


@dataclass(frozen=True)
class Case:
    """Everything a trainee sees before deciding, and the key to it."""

    path: Path
    sister: Path
    cases: tuple[Row, ...]
    brief: Brief

    @property
    def rows(self) -> frozenset[str]:
        """Ids of everything that can be cited of the path."""
        shown = (*self.path.records, *self.cases)
        return frozenset([*(row.id for row in shown), *(f"W{n}" for n in range(1, WEEKS + 1))])


@lru_cache(maxsize=64)
def draw_case(context: Context) -> Case:
    """The case of this trainee: accounts, parts, their strength and the brief follow from the variant."""
    variant = context.variant(TASK)
    rng = variant_rng(variant, "path")
    accounts = pick(rng, list(read_yaml(FOLDER / "accounts.yaml").values()), 2)
    path = draw_path(accounts[0], rng, f"{variant} own")
    sister = draw_path(accounts[1], variant_rng(variant, "sister"), f"{variant} sister")
    texts = read_yaml(FOLDER / "material.yaml")["cases"]
    cases = tuple(Row(f"C{n}", fill(text, {"account": path.account})) for n, text in enumerate(texts, 1))
    return Case(path, sister, cases, draw_brief(variant_rng(variant, "brief")))


def draw_path(account: Mapping[str, Any], rng: np.random.Generator, id: str) -> Path:
    """A path: twelve parts, some strong, some for show, some that hurt, some against the rules."""
    words = read_yaml(FOLDER / "material.yaml")
    chosen = _forms(rng)
    strengths = rng.uniform(value("strength_least"), value("strength_most"), len(chosen))
    pushes = tuple(
        Push(f"P{n:02d}", form["effects"], form.get("wear", {}), form.get("reach", 0.0), form.get("breach", "")).scaled(
            float(strength)
        )
        for n, ((_slot, form), strength) in enumerate(zip(chosen, strengths, strict=True), 1)
    )
    seen = float(rng.uniform(value("seen_least"), value("seen_most")))
    chain = Chain(id, (round(seen, -2),) * WEEKS, {step: value(step) for step in PATH}, pushes)
    flow = play(chain, Worlds(id.encode(), 1))
    slots = {**account, **_figures(flow, rng)}
    texts = [form["record"] for _slot, form in chosen] + words["noise"]
    order = rng.permutation(len(texts))
    ids = {int(place): f"E{n:02d}" for n, place in enumerate(order, 1)}
    records = tuple(Row(ids[int(place)], fill(texts[int(place)], slots)) for place in order)
    parts = {}
    for place, ((slot, form), push) in enumerate(zip(chosen, pushes, strict=True)):
        dead = form["group"] == "dead"
        parts[push.name] = Part(
            id=push.name,
            slot=slot["slot"],
            name=slot["name"],
            text=fill(form["text"], slots),
            off=form["without"],
            record=ids[place],
            group=form["group"],
            functions=(NOTHING,) if dead else tuple(form.get("function", slot["function"])),
            stages=(NOWHERE,) if dead else tuple(slot["stage"]),
            breach=form.get("breach", ""),
            push=push,
        )
    weeks = tuple(tuple(int(flow.people[step][0, week]) for step in ("seen", *PATH)) for week in range(WEEKS))
    return Path(account["account"], fill(words["path"], slots), parts, records, weeks, chain)


def _figures(flow: Flow, rng: np.random.Generator) -> dict[str, object]:
    """Numbers that stand in the back end's rows."""
    plain = float(rng.uniform(0.045, 0.055))
    return {
        "taken": f"{int(flow.people['take'].sum()):,}",
        "shots": f"{int(rng.integers(900, 2600)):,}",
        "open_rate": f"{flow.people['open'].sum() / max(flow.people['take'].sum(), 1):.0%}",
        "plain_rate": f"{plain:.1%}",
        "strong_rate": f"{plain * float(rng.uniform(1.38, 1.58)):.1%}",
    }


def _forms(rng: np.random.Generator) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Slots with the form drawn for them, in the order of the path."""
    slots = read_yaml(FOLDER / "parts.yaml")
    by_slot = {slot["slot"]: slot for slot in slots}
    left, groups = dict(QUOTA), dict[str, str]()
    for name, options in ALWAYS.items():
        groups[name] = next(str(one) for one in rng.permutation(options) if left[str(one)])
        left[groups[name]] -= 1
    for group in ("harm", "breach", "decoy", "dead", "strong"):
        free = [s["slot"] for s in slots if s["slot"] not in groups and any(f["group"] == group for f in s["forms"])]
        for name in pick(rng, free, left[group]):
            groups[name] = group
    drawn = []
    for name in (slot["slot"] for slot in slots if slot["slot"] in groups):
        forms = [form for form in by_slot[name]["forms"] if form["group"] == groups[name]]
        drawn.append((by_slot[name], forms[int(rng.integers(len(forms)))]))
    return drawn


def exported(path: Path) -> tuple[tuple[str | int, ...], ...]:
    """The weekly export, one row a week, as the channel code's back end and the course shop give it together."""
    return tuple((f"W{n}", *week) for n, week in enumerate(path.weeks, 1))
