"""Limits and rules of platforms and law, as dated data."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from simulations.errors import Mendable
from simulations.language import message
from simulations.reading import read_yaml

LIMITS = Path(__file__).parent / "limits.yaml"


def limits(platform: str) -> dict[str, dict[str, Any]]:
    """All limits of a platform by field: `max`, `unit`, `mark`, `note`, and `min` where there is one."""
    return {name: row for name, row in read_yaml(LIMITS)[platform].items() if name != "as_of"}


def limits_as_of(platform: str) -> str:
    """The day these limits were checked, ISO date."""
    return str(read_yaml(LIMITS)[platform]["as_of"])


def limit(platform: str, field: str) -> int:
    """The most a platform accepts in a field, in the unit the data file names."""
    return int(limits(platform)[field]["max"])


def platforms() -> tuple[str, ...]:
    """All platforms the book knows."""
    return tuple(read_yaml(LIMITS))


def check_platform(platform: str, known: Sequence[str] | None = None) -> None:
    """Raise `Mendable` if a platform is not among the known ones (default: the book's); the message names them."""
    allowed = platforms() if known is None else known
    if platform not in allowed:
        told = ", ".join(allowed)
        raise Mendable(message("There is no platform {given}: choose from {allowed}.", given=platform, allowed=told))


def check_limits(platform: str, fields: Mapping[str, int]) -> None:
    """Pass if a platform would accept content of these sizes.

    Parameters
    ----------
    platform : str
        Such as `xiaohongshu`.
    fields : mapping of str to int
        Size of each field that is filled in, in the unit of the data file: characters, pictures, tags, sends.

    Raises
    ------
    Mendable
        If the platform or a field is unknown, or the first field that is too large or too small; says what was given
        and what is allowed.
    """
    check_platform(platform)
    rows = limits(platform)
    for field, given in fields.items():
        if field not in rows:
            raise Mendable(
                message(
                    "{platform} has no field {given}: choose from {allowed}.",
                    platform=platform,
                    given=field,
                    allowed=", ".join(rows),
                )
            )
        least, most = rows[field].get("min", 0), rows[field]["max"]
        if not least <= given <= most:
            raise Mendable(
                message(
                    "{platform}: {field} must be {least} to {most}, not {given}.",
                    platform=platform,
                    field=field,
                    least=least,
                    most=most,
                    given=given,
                )
            )
