"""The glossary: terms of the trade with definition, formula and unit."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from simulations.language import language
from simulations.reading import read_yaml

GLOSSARY = Path(__file__).parent / "glossary.yaml"


class Term(BaseModel):
    """A term as lessons, forms and reports use it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    zh: str
    en: str
    definition: str = Field(min_length=6)
    formula: str = ""
    unit: str = ""

    @property
    def name(self) -> str:
        return self.en if language() == "en" else self.zh


@cache
def glossary() -> dict[str, Term]:
    """All terms by slug."""
    return {slug: Term.model_validate(row) for slug, row in read_yaml(GLOSSARY).items()}
