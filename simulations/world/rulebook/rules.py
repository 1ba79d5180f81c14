"""The dated rulebook: what platforms and law forbid, what to do instead, how likely a breach is found, what it costs.

Platforms publish their rules and the law is public; how often a breach is found is not, so every `found` is an
assumption. A rule is no word list: whether a text breaks one is for `simulations.world.text.compliance` and for people.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from simulations.errors import Mendable
from simulations.language import message
from simulations.reading import read_yaml
from simulations.world.parameters import Sureness
from simulations.world.rulebook import check_platform, platforms

RULES = Path(__file__).parent / "rules.yaml"


class Fine(BaseModel):
    """What the law allows for one breach, in yuan, and where it says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    least_yuan: float = Field(ge=0)
    most_yuan: float = Field(gt=0)
    law: str = Field(min_length=1)

    @model_validator(mode="after")
    def _least_comes_first(self) -> "Fine":
        if self.least_yuan > self.most_yuan:
            raise ValueError(f"least_yuan(={self.least_yuan}) must be <= most_yuan(={self.most_yuan})")
        return self


class Rule(BaseModel):
    """One rule.

    Attributes
    ----------
    platforms : tuple of str
        Where it holds; a law holds everywhere.
    about, instead : str
        What is forbidden, and what one may do instead.
    law : str
        Name and date of the law or platform rule.
    as_of : date
        The day this entry was last checked.
    owner : str
        Who in a company watches it.
    found : float
        Probability that the platform finds one breach; an assumption.
    severity : int
        Strikes that a found breach brings, 1-3.
    exceptions : tuple of str
        What looks like a breach and is none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    slug: str = Field(min_length=1)
    name: str = Field(min_length=1)
    platforms: tuple[str, ...] = Field(min_length=1)
    about: str = Field(min_length=1)
    instead: str = Field(min_length=1)
    law: str = Field(min_length=1)
    as_of: date
    owner: str = Field(min_length=1)
    mark: Sureness
    found: float = Field(ge=0, le=1)
    severity: int = Field(ge=1, le=3)
    exceptions: tuple[str, ...] = ()
    fine: Fine | None = None

    @model_validator(mode="before")
    @classmethod
    def _all_means_every_platform(cls, row: Any) -> Any:
        if isinstance(row, dict) and row.get("platforms") == "all":
            return row | {"platforms": platforms()}
        return row

    @model_validator(mode="after")
    def _platforms_are_known(self) -> "Rule":
        for platform in self.platforms:
            check_platform(platform)
        return self


@cache
def rules(path: Path = RULES) -> dict[str, Rule]:
    """All rules by slug; treat as read-only, it is shared.

    Raises
    ------
    ValueError
        If an entry is incomplete or out of range; names file, rule, field and value.
    """
    return {slug: _rule(f"{path.name}, {slug}", slug, row) for slug, row in read_yaml(path).items()}


def _rule(where: str, slug: str, row: Any) -> Rule:
    try:
        return Rule.model_validate({"slug": slug, **row})
    except ValidationError as error:
        told = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'entry'}: {e['msg']} (given: {e['input']!r})" for e in error.errors()
        )
        raise ValueError(f"{where}: {told}") from error


def rule(slug: str) -> Rule:
    """One rule; `Mendable` if the book has none of that name, with those it has."""
    if slug not in rules():
        known = ", ".join(rules())
        raise Mendable(message("The rulebook has no rule {given}: choose from {allowed}.", given=slug, allowed=known))
    return rules()[slug]


def rules_for(platform: str) -> dict[str, Rule]:
    """The rules that hold on a platform, by slug; `Mendable` if the book does not know the platform."""
    check_platform(platform)
    return {slug: rule for slug, rule in rules().items() if platform in rule.platforms}


def rulebook_as_of() -> str:
    """The day on which even the entry that was left longest was checked, ISO date."""
    return min(rule.as_of for rule in rules().values()).isoformat()
