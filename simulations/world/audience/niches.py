"""Niches and their topics: what is written about, whom it speaks to, how much it is searched."""

from functools import cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from simulations.reading import read_yaml
from simulations.world.audience.segments import segments
from simulations.world.draws import Floats

NICHES = Path(__file__).parent / "niches.yaml"


class Topic(BaseModel):
    """A topic; `appeals` are -1..1 for segments it speaks to more or less than the niche does."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    keywords: tuple[str, ...]
    appeals: dict[str, float]
    search: float = Field(ge=0, le=1)
    pain: str
    shelf_days: float = Field(gt=0)


class Niche(BaseModel):
    """A field that accounts work in; `forms` are log effects of each platform."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    about: str
    credentials: bool
    forms: dict[str, float]
    low_price_yuan: float = Field(ge=0)
    high_price_yuan: float = Field(ge=0)
    shop_price_yuan: float = Field(ge=0)
    topics: dict[str, Topic]


@cache
def niches() -> dict[str, Niche]:
    """All niches by slug."""
    return {slug: Niche.model_validate(row) for slug, row in read_yaml(NICHES).items()}


@cache
def appeal(niche: str, topic: str | None) -> Floats:
    """How much more (1) or less (-1) than the niche a topic speaks to each segment, shape (segments,)."""
    appeals = niches()[niche].topics[topic].appeals if topic else {}
    column = np.array([appeals.get(slug, 0.0) for slug in segments()])
    column.flags.writeable = False
    return column
