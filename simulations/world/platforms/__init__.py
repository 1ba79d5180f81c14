"""Platforms: each is one module that says whom it shows a post to, and one file of numbers with the same name.

A platform's module has `SOURCES`, the ways in which it brings people to a post, and `reach(meeting)`, how many people
each of them shows it to. What those people then do follows the same law everywhere (`publishing`). To add a platform:
a module here, its numbers in `parameters/`, its name in `names.yaml`.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from simulations.language import language
from simulations.reading import read_yaml
from simulations.world.draws import Floats
from simulations.world.platforms.meeting import Meeting
from simulations.world.rulebook import check_platform

NAMES = Path(__file__).parent / "names.yaml"


class Platform(Protocol):
    """What a platform's module offers.

    Attributes
    ----------
    SOURCES : tuple of str
        Ways in which people are shown a post. `click_<source>` and `hours_<source>` stand among its numbers: readers
        per person shown, and how long that way goes on bringing people.
    FROM_FOLLOWERS : frozenset of str
        Sources whose people follow the account already.
    SHARED : str
        Name of the source that readers' own sharing is.
    """

    SOURCES: tuple[str, ...]
    FROM_FOLLOWERS: frozenset[str]
    SHARED: str

    def reach(self, meeting: Meeting) -> tuple[Floats | float, ...]:
        """People shown the post by each source, shape (worlds,) or a number."""
        ...


def platform_slugs() -> tuple[str, ...]:
    """All platforms, in the order they are listed everywhere."""
    return tuple(read_yaml(NAMES))


def platform_name(slug: str) -> str:
    """A platform's name in the reader's language."""
    known(slug)
    return str(read_yaml(NAMES)[slug]["en" if language() == "en" else "zh"])


def known(slug: str) -> str:
    """The slug itself.

    Raises
    ------
    Mendable
        If there is no such platform; says which there are.
    """
    check_platform(slug, platform_slugs())
    return slug


@cache
def platform(slug: str) -> Platform:
    """The module of a platform."""
    return cast(Platform, import_module(f"{__name__}.{known(slug)}"))
