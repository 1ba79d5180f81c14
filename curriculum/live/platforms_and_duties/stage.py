"""Where the lesson plays: pieces about reimbursement, an account of one size on every platform, practice worlds."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from curriculum.workplace import find_workplace
from simulations.projects.platforms_and_duties.case import Idea
from simulations.projects.platforms_and_duties.play import figure, outcome_of, typical
from simulations.reading import read_yaml
from simulations.world.content import Format
from simulations.world.draws import Worlds
from simulations.world.platforms import platform_slugs

EXAMPLES = Path(__file__).parent / "examples.yaml"
WORLDS, FOLLOWERS = 96, 20_000


class Piece(BaseModel):
    """A piece as the task's cards describe one."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    format: Format
    length: int
    topic: str
    levels: dict[str, int]
    heat: float
    seeds: int


class Seats(BaseModel):
    """Two pieces and two platforms with one free seat each."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    first: str
    second: str
    one: str
    other: str


class Matter(BaseModel):
    """Something that happens, whose job it may be, and what a senior says."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    question: str
    options: tuple[str, ...]
    right: int
    why: str


class Examples(BaseModel):
    """All examples of the lesson."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    pieces: dict[str, Piece]
    seats: tuple[Seats, ...]
    owners: tuple[Matter, ...]
    texts: dict[str, str]


@cache
def examples() -> Examples:
    """The examples, read and checked once."""
    return Examples.model_validate(read_yaml(EXAMPLES))


def practice_worlds(count: int = WORLDS) -> Worlds:
    """Public worlds of the lesson's own."""
    return find_workplace().context.worlds("platforms_and_duties", count, "lesson")


def as_idea(piece: Piece, length: int | None = None) -> Idea:
    """The piece as the task's world takes it."""
    return Idea(
        id="n01",
        title=piece.name,
        format=piece.format,
        length=length or piece.length,
        topic=piece.topic,
        levels=piece.levels,
        readers="",
        words=(),
        heat=piece.heat,
        seeds=piece.seeds,
        said_by="",
        said="",
        lure="",
    )


def brings(piece: str, goal: str) -> Mapping[str, float]:
    """What a piece typically brings on every platform, on an account of 20,000."""
    return _brings(piece, goal, practice_worlds())


@lru_cache(maxsize=64)
def _brings(piece: str, goal: str, worlds: Worlds) -> Mapping[str, float]:
    idea = as_idea(examples().pieces[piece])
    return {slug: typical(figure(outcome_of(idea, slug, FOLLOWERS, worlds), goal)) for slug in platform_slugs()}
