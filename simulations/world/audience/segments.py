"""People in segments: who they are, what they care for, when they are online and on which platforms.

Within a segment, platforms are used independently of each other; so the same person is met on several platforms, and
followers of two accounts overlap. Segments make everything that is true of groups rather than of persons: whom a topic
speaks to, when readers are there, how dear a price feels.
"""

from functools import cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from simulations.reading import read_yaml
from simulations.world.draws import Floats

SEGMENTS = Path(__file__).parent / "segments.yaml"


class Segment(BaseModel):
    """A group of people with like habits; shares and interests lie in 0-1, activity by hour and weekday has mean 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    people_millions: float = Field(gt=0)
    age: tuple[int, int]
    tiers: dict[str, float]
    occupation: str
    about: str
    price_sensitivity: float = Field(ge=0, le=1)
    monthly_spend_yuan: float = Field(ge=0)
    interests: dict[str, float]
    platforms: dict[str, float]
    hours: tuple[float, ...] = Field(min_length=24, max_length=24)
    days: tuple[float, ...] = Field(min_length=7, max_length=7)
    mark: str
    source: str


@cache
def segments() -> dict[str, Segment]:
    """All segments by slug, in the order of every array's segment axis."""
    return {slug: Segment.model_validate(row) for slug, row in read_yaml(SEGMENTS)["segments"].items()}


def _column(values: list[float]) -> Floats:
    column = np.array(values, float)
    column.flags.writeable = False  # shared by everybody who asks
    return column


@cache
def people(platform: str, niche: str) -> Floats:
    """People who use a platform and care for a niche, shape (segments,): size x use x interest."""
    return _column([1e6 * s.people_millions * s.platforms[platform] * s.interests[niche] for s in segments().values()])


@cache
def mix(platform: str, niche: str) -> Floats:
    """Shares of the segments among a niche's public on a platform, shape (segments,), sum 1.

    The keener a segment, the more of a feed it gets: interest counts twice.
    """
    weights = people(platform, niche) * _column([s.interests[niche] for s in segments().values()])
    return _column(list(weights / weights.sum()))


@cache
def price_sensitivity() -> Floats:
    """Price sensitivity 0-1, shape (segments,)."""
    return _column([s.price_sensitivity for s in segments().values()])


@cache
def clock() -> Floats:
    """Relative activity by weekday and hour, shape (segments, 7, 24), mean about 1."""
    table = np.array([np.outer(s.days, s.hours) for s in segments().values()])
    table.flags.writeable = False
    return table


def overlap(niche: str, of: str, also_on: str) -> float:
    """Share of a niche's public on one platform that can also be met on another."""
    uses = _column([s.platforms[also_on] for s in segments().values()])
    return 1.0 if of == also_on else float(mix(of, niche) @ uses)
