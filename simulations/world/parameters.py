"""The world's numbers as data: value, unit, how sure, and where from. One file in `parameters/` a section."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from simulations.reading import read_yaml

FOLDER = Path(__file__).parent / "parameters"


class Sureness(StrEnum):
    """How a number is known; an assumption is a choice of ours where no source was found."""

    PUBLISHED = "published"
    PRACTITIONER = "practitioner"
    COMPUTED = "computed"
    ASSUMPTION = "assumption"


class Parameter(BaseModel):
    """One number of the world with its unit, mark and source.

    Attributes
    ----------
    low, high : float, optional
        What else it might be: the range that the sensitivity of results is shown over. Sources that contradict each
        other are a range.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    value: float
    unit: str = Field(min_length=1)
    mark: Sureness
    source: str = Field(min_length=1)
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _value_lies_in_its_range(self) -> "Parameter":
        if (self.low is None) != (self.high is None):
            raise ValueError("low and high come together")
        if self.low is not None and self.high is not None and not self.low <= self.value <= self.high:
            raise ValueError(f"value(={self.value}) must lie in low..high ({self.low}..{self.high})")
        return self


def sections(folder: Path = FOLDER) -> tuple[str, ...]:
    """Names of all sections: the files of the folder."""
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


@cache
def parameters(section: str, folder: Path = FOLDER) -> dict[str, Parameter]:
    """All parameters of a section (`gongzhonghao`, `article`).

    A file's `builds_on` names another one, whose rows hold here too unless they are given anew.

    Raises
    ------
    ValueError
        If there is no such section, or an entry lacks a unit, mark or source; names file, entry, field and value.
    """
    path = folder / f"{section}.yaml"
    if not path.exists():
        raise ValueError(f"section(={section!r}) must be one of {', '.join(sections(folder))}")
    rows = dict(read_yaml(path))
    shared = parameters(rows.pop("builds_on"), folder) if "builds_on" in rows else {}
    return shared | {name: _parameter(f"{path.name}, {name}", row) for name, row in rows.items()}


def _parameter(where: str, row: Any) -> Parameter:
    try:
        return Parameter.model_validate(row)
    except ValidationError as error:
        told = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'entry'}: {e['msg']} (given: {e['input']!r})" for e in error.errors()
        )
        raise ValueError(f"{where}: {told}") from error


@cache
def values(section: str) -> dict[str, float]:
    """Only the values of a section."""
    return {name: parameter.value for name, parameter in parameters(section).items()}
