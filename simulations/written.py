"""Written material with slots, and what is drawn for them: how one case becomes a trainee's own."""

from collections.abc import Mapping
from typing import Any

import numpy as np


def fill(text: str, slots: Mapping[str, object]) -> str:
    """The text with each `{name}` of `slots` replaced; braces of a pattern stay as they are."""
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def numbers(ranges: Mapping[str, Mapping[str, int]], rng: np.random.Generator) -> dict[str, int]:
    """A number for each slot, drawn from its range; `<slot>_wrong` where the range names a wrong one."""
    drawn: dict[str, int] = {}
    for name, row in ranges.items():
        drawn[name] = int(rng.choice(np.arange(row["low"], row["high"] + 1, row["step"])))
        if "wrong" in row:
            drawn[f"{name}_wrong"] = row["wrong"]
    return drawn


def pick(rng: np.random.Generator, options: list[Any], count: int | None = None) -> list[Any]:
    """Some of the options, by default all, in an order of their own."""
    return [options[place] for place in rng.permutation(len(options))[:count]]


def one_of(rng: np.random.Generator, options: list[Any]) -> Any:
    """One of the options."""
    return options[int(rng.integers(len(options)))]
