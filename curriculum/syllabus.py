"""The syllabus: the one list that README, build, tests and the first page read."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulations.language import _, language
from simulations.reading import read_yaml

SYLLABUS = Path(__file__).parent / "syllabus.yaml"
REPOSITORY = Path(__file__).parents[1]


class _Named(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    zh: str
    en: str

    @property
    def title(self) -> str:
        return self.en if language() == "en" else self.zh


class Module(_Named):
    """One notebook: what it is for, for whom, how long, which tasks it asks for.

    `sitting_of` names the module whose job is done here before its lesson; what differs between the two is learned.
    """

    slug: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    tier: str
    sitting_of: str | None = None
    minutes: int = Field(ge=60, le=240)
    tasks: tuple[str, ...]
    competencies: tuple[str, ...]
    prerequisites: tuple[str, ...] = ()
    roles: tuple[str, ...]
    objectives_zh: tuple[str, ...] = Field(min_length=1)
    objectives_en: tuple[str, ...] = Field(min_length=1)

    @property
    def objectives(self) -> tuple[str, ...]:
        return self.objectives_en if language() == "en" else self.objectives_zh

    @property
    def notebook(self) -> Path:
        """The committed learner notebook: in a clone at `<tier>/<slug>/`, in an installed wheel beside this package."""
        tail = Path(self.tier) / self.slug / f"{self.slug}.ipynb"
        in_clone = REPOSITORY / tail
        return in_clone if in_clone.exists() else Path(__file__).parent / "notebooks" / tail

    @property
    def source(self) -> Path:
        """The lesson's source with its solutions; only in a clone."""
        return Path(__file__).parent / "sources" / self.tier / f"{self.slug}.py"


class Tier(_Named):
    """A tier of the course and its modules in order; `planned` names those that are still being written."""

    slug: str
    about_zh: str
    about_en: str
    modules: tuple[Module, ...]
    planned: tuple[_Named, ...] = ()

    @property
    def about(self) -> str:
        return self.about_en if language() == "en" else self.about_zh


class Label(_Named):
    """A competency or a role by its two names."""


class Syllabus(BaseModel):
    """Everything there is to learn, in order."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    competencies: dict[str, Label]
    roles: dict[str, Label]
    tiers: tuple[Tier, ...]

    @property
    def modules(self) -> tuple[Module, ...]:
        return tuple(module for tier in self.tiers for module in tier.modules)

    @property
    def lessons(self) -> tuple[Module, ...]:
        """The modules that teach: all but earlier sittings of another one's job."""
        return tuple(module for module in self.modules if not module.sitting_of)

    def sitting_before(self, slug: str) -> Module | None:
        """The module where a module's job is done for the first time, if there is one."""
        return next((module for module in self.modules if module.sitting_of == slug), None)

    def current(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """Those of some modules whose results speak of today: a first sitting does until the second is there."""
        known = set(slugs)
        return tuple(one.slug for one in self.modules if one.slug in known and one.sitting_of not in known)

    def before(self, module: Module) -> tuple[Module, ...]:
        """The modules that come before one: its prerequisites, in order."""
        return tuple(other for other in self.modules if other.slug in module.prerequisites)

    @model_validator(mode="after")
    def _names_exist(self) -> "Syllabus":
        slugs = [module.slug for module in self.modules]
        if len(set(slugs)) < len(slugs):
            raise ValueError(f"module slugs are not unique: {slugs}")
        for module in self.modules:
            for kind, names, known in (
                ("competency", module.competencies, self.competencies),
                ("role", module.roles, self.roles),
                ("prerequisite", module.prerequisites, slugs),
                ("sitting_of", (module.sitting_of,) if module.sitting_of else (), slugs),
            ):
                unknown = [name for name in names if name not in known]
                if unknown:
                    raise ValueError(f"module {module.slug}: unknown {kind} {unknown}")
        return self


@cache
def syllabus() -> Syllabus:
    """The syllabus, read and checked once."""
    data = read_yaml(SYLLABUS)
    tiers = [{**tier, "modules": [{**row, "tier": tier["slug"]} for row in tier["modules"]]} for tier in data["tiers"]]
    return Syllabus.model_validate({**data, "tiers": tiers})


def module(slug: str) -> Module:
    """A module by its slug.

    Raises
    ------
    KeyError
        If there is none; names those there are.
    """
    for candidate in syllabus().modules:
        if candidate.slug == slug:
            return candidate
    known = "、".join(candidate.slug for candidate in syllabus().modules)
    raise KeyError(_("there is no module {slug}; there are: {known}").format(slug=repr(slug), known=known))
