"""The campaign's own numbers, those that no room of the world holds."""

from functools import cache
from pathlib import Path

from simulations.world.parameters import parameters

FOLDER = Path(__file__).parent


@cache
def own_numbers() -> dict[str, float]:
    """Values by name; `world.yaml` says how sure each one is."""
    return {name: parameter.value for name, parameter in parameters("world", FOLDER).items()}
