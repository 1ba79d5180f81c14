"""Three things that happen under way: what they are in a case, and what they cost if nothing is done."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from simulations.projects.campaign.setting import Event, Option
from simulations.reading import read_yaml
from simulations.written import fill, one_of, pick

FILE = Path(__file__).parent / "surprises.yaml"
EVENTS = ("E1", "E2", "E3")


def loss_of(event: str) -> float:
    """Share of participants lost if nothing makes good."""
    return float(read_yaml(FILE)["loss"][event])


def trouble_of(event: str) -> float:
    """Complaints per participant before anything is done."""
    return float(read_yaml(FILE)["trouble"][event])


def draw_events(rng: np.random.Generator, last: str) -> dict[str, Event]:
    """The three events of a case; `last` is the version of the third, which follows from the site."""
    data = read_yaml(FILE)
    return {id: _event(id, data, rng, last) for id in EVENTS}


def _event(id: str, data: Mapping[str, Any], rng: np.random.Generator, last: str) -> Event:
    row = data[id]
    version = last if id == "E3" else one_of(rng, list(row["versions"]))
    written = row["versions"][version]
    low, high = data["cost"][id]
    cost = int(round(rng.uniform(low, high), -2))
    options = {
        letter: Option(
            letter,
            option["text"],
            cost if option.get("cost") else 0,
            float(option["keep"]),
            float(option["complaints"]),
            bool(option.get("breach")),
        )
        for letter, option in zip("abcde", pick(rng, list(written["options"].values())), strict=True)
    }
    facts = tuple(fill(text, {"cost": f"{cost:,}"}) for text in written["facts"])
    return Event(id, row["day"], row["title"], version, facts, options)
