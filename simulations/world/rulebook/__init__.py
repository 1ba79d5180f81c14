"""Limits and rules of platforms and law, as dated data."""

from pathlib import Path
from typing import Any

from simulations.reading import read_yaml

LIMITS = Path(__file__).parent / "limits.yaml"


def limits(platform: str) -> dict[str, dict[str, Any]]:
    """All limits of a platform by field: `max`, `unit`, `mark`, `note`."""
    return {name: row for name, row in read_yaml(LIMITS)[platform].items() if name != "as_of"}


def limits_as_of(platform: str) -> str:
    """The day these limits were checked, ISO date."""
    return str(read_yaml(LIMITS)[platform]["as_of"])


def limit(platform: str, field: str) -> int:
    """The most a platform accepts in a field, in the unit the data file names."""
    return int(limits(platform)[field]["max"])
