"""The world's numbers as data: value, unit, how sure, and where from."""

from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from simulations.reading import read_yaml

PARAMETERS = Path(__file__).parent / "parameters.yaml"


class Sureness(StrEnum):
    """How a number is known."""

    PUBLISHED = "published"
    PRACTITIONER = "practitioner"
    COMPUTED = "computed"
    ASSUMPTION = "assumption"


class Parameter(BaseModel):
    """One number of the world with its unit, mark and source."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    value: float
    unit: str
    mark: Sureness
    source: str


@cache
def parameters(section: str, path: Path = PARAMETERS) -> dict[str, Parameter]:
    """All parameters of a section (`gongzhonghao`, `article`).

    Raises
    ------
    ValueError
        If an entry lacks a unit, mark or source; names section, entry and what is missing.
    """
    try:
        return {name: Parameter.model_validate(row) for name, row in read_yaml(path)[section].items()}
    except ValueError as error:
        raise ValueError(f"{path.name}, section {section}: {error}") from error


@cache
def values(section: str) -> dict[str, float]:
    """Only the values of a section."""
    return {name: parameter.value for name, parameter in parameters(section).items()}
