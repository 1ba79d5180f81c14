"""What can be given, said and left out, with what it is worth; all assumptions of ours."""

from functools import cache
from typing import Any

from simulations.projects.segments_and_communities.people import FOLDER
from simulations.reading import read_yaml


@cache
def menu() -> Any:
    """The menu as written."""
    return read_yaml(FOLDER / "menu.yaml")


def names(part: str) -> dict[str, str]:
    """What the choices of `gives`, `says` or `leave_out` are called."""
    return {slug: row["zh"] for slug, row in menu()[part].items()}
