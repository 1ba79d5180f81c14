"""Written material with slots: `{x}` in a sentence, filled without touching any other brace."""

from collections.abc import Mapping
from typing import Any

import numpy as np


def fill(text: str, slots: Mapping[str, object]) -> str:
    """The text with each `{name}` of `slots` replaced."""
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def shuffled(rng: np.random.Generator, options: list[Any]) -> list[Any]:
    """All options, in an order of their own."""
    return [options[place] for place in rng.permutation(len(options))]


def one_of(rng: np.random.Generator, options: list[Any]) -> Any:
    """One of the options."""
    return options[int(rng.integers(len(options)))]
