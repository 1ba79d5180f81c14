"""What the platforms' exports look like, as data: columns, their spellings, and how sure that is."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulations.errors import Mendable
from simulations.language import language, message
from simulations.reading import read_yaml
from simulations.world.parameters import Sureness

SHAPES = Path(__file__).parent / "shapes.yaml"
Kind = Literal["text", "datetime", "count", "rate", "yuan", "seconds"]


class Column(BaseModel):
    """A column of an export.

    Attributes
    ----------
    column : str
        Its name in the file.
    field : str
        The figure it holds: a column of the table, a rate, or `from_` and `impressions_` with a source.
    aliases : tuple of str
        Other names it goes by.
    required : bool
        Whether a file without it is not this export.
    words : dict
        What stands in the file for a word of the world's own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    column: str = Field(min_length=1)
    field: str = Field(min_length=1)
    kind: Kind
    aliases: tuple[str, ...] = ()
    required: bool = False
    words: dict[str, str] = {}


class Shape(BaseModel):
    """An export of a platform's back end, as it looked on a day.

    Attributes
    ----------
    slug : str
    table : str
        The table whose rows it has.
    zh, en : str
        What it is called.
    columns, optional : tuple of Column
        Columns that are written and read; columns that real files have and the world has no figure for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    slug: str
    platform: str
    table: Literal["posts", "daily", "lives"]
    zh: str
    en: str
    as_of: date
    mark: Sureness
    source: str = Field(min_length=1)
    time_format: str
    columns: tuple[Column, ...] = Field(min_length=1)
    optional: tuple[Column, ...] = ()

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        everything = (*self.columns, *self.optional)
        names = [name for column in everything for name in (column.column, *column.aliases)]
        for given in (names, [column.field for column in everything]):
            if twice := [name for name, count in Counter(given).items() if count > 1]:
                raise ValueError(f"{self.slug}: used twice: {', '.join(twice)}")
        return self

    @property
    def name(self) -> str:
        """What it is called, in the reader's language."""
        return self.en if language() == "en" else self.zh

    @property
    def by_field(self) -> dict[str, Column]:
        """All columns, those that are only read included."""
        return {column.field: column for column in (*self.columns, *self.optional)}

    @property
    def time(self) -> str:
        """The field that says when."""
        return next(column.field for column in self.columns if column.kind == "datetime")


@cache
def shapes() -> dict[str, Shape]:
    """All exports by slug."""
    return {slug: Shape(slug=slug, **row) for slug, row in read_yaml(SHAPES).items()}


def shape_of(slug: str) -> Shape:
    """An export's shape.

    Raises
    ------
    Mendable
        If there is no such export; says which there are.
    """
    if slug not in shapes():
        raise Mendable(message("shape(={given}) must be one of: {allowed}", given=slug, allowed=", ".join(shapes())))
    return shapes()[slug]
