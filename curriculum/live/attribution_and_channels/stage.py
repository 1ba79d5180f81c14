"""Where the lesson plays: a tea shop's market of its own, its people, its month, its journeys."""

from functools import cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from simulations.attribution import Journey
from simulations.reading import read_yaml
from simulations.world.draws import Worlds
from simulations.world.journeys import CHANNELS, DAYS, NEVER, Channel, Market, Month, People, draw_people, play

EXAMPLES = Path(__file__).parent / "examples.yaml"
USUAL: dict[Channel, float] = {
    "gongzhonghao": 16_000,
    "xiaohongshu": 22_000,
    "douyin_ads": 30_000,
    "kol": 26_000,
    "search": 10_000,
    "private_domain": 6_000,
}
PEOPLE, SCALE = 1_200, 20
STILL = {("journeys", name): 0.0 for name in ("effect_luck_sd", "price_luck_sd", "demand_luck_sd")}
WORLD = Worlds(b"the lesson of attribution", 2, STILL)


class Asked(BaseModel):
    """A post of the lesson's own: its funnel in a line, which cause it is, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    funnel: str
    right: int
    why: str


@cache
def posts() -> tuple[tuple[str, ...], tuple[Asked, ...]]:
    """The causes to choose from, and the posts."""
    data = read_yaml(EXAMPLES)
    return tuple(data["causes"]), tuple(Asked.model_validate(row) for row in data["posts"])


@cache
def market(rivals: bool = False) -> Market:
    """The shop's market; with rivals, they bid on its name."""
    return Market(USUAL, dict.fromkeys(CHANNELS, 1.0), rivals_on_name=rivals)


@cache
def people() -> People:
    """Its people."""
    return draw_people(np.random.default_rng(11), PEOPLE)


@cache
def month(channel: Channel = "search", times: float = 1.0, off: Channel | None = None, rivals: bool = False) -> Month:
    """A month with one channel's money changed or one channel switched off."""
    spend = {**USUAL, channel: USUAL[channel] * times}
    return play(spend, market(rivals), people(), WORLD, off=(off,) if off else ())


def orders(played: Month) -> float:
    """Orders of the whole market."""
    return float(played.orders.mean()) * PEOPLE * SCALE


@cache
def journeys(window_days: int = DAYS, rivals: bool = False) -> tuple[Journey, ...]:
    """The month's journeys, clean, with meetings no longer back than the window."""
    told = play(USUAL, market(rivals), draw_people(np.random.default_rng(12), 2 * PEOPLE), WORLD, told=True)
    assert told.touches is not None
    assert told.day is not None
    found = []
    for number, bought in enumerate(told.day.tolist()):
        days, places = np.nonzero(told.touches[:, :, number])
        met = [(int(d), CHANNELS[int(p)]) for d, p in zip(days, places, strict=True) if bought == NEVER or d <= bought]
        if not met:
            continue
        end = bought if bought != NEVER else met[-1][0]
        met = [(day, channel) for day, channel in met if end - day < window_days]
        if met:
            ages = tuple(float(end - day) for day, _channel in met)
            found.append(Journey(tuple(channel for _day, channel in met), bought != NEVER, ages))
    return tuple(found)
