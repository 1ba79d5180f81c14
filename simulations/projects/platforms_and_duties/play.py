"""What each idea would bring on each platform, and what the three written versions bring next to a colleague's."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from simulations.evaluate import Effect, log_ratio
from simulations.identity import Context
from simulations.projects.platforms_and_duties.case import NICHE, QUALITIES, TASK, Ground, Idea, Material, draw_case
from simulations.projects.platforms_and_duties.versions import Version, read_versions
from simulations.world.content import Content, Format, effects
from simulations.world.draws import Floats, Worlds
from simulations.world.platforms import platform_slugs
from simulations.world.platforms.post import Account, PostOutcome, Publication
from simulations.world.platforms.publishing import publish

WORLDS, MIDDLE = 64, 0.5  # worlds an idea is played in, and the share of them in the middle whose mean is typical
DAY, HOUR = 3, 20


@dataclass(frozen=True)
class Assignment:
    """An assignment of ideas to platforms, what each idea brings there, and what did not fit.

    Attributes
    ----------
    placed : dict
        Idea to platform, as it was chosen.
    worth : dict
        Idea to what it brings; nothing for one beyond the platform's room.
    left_over : tuple of str
        Ideas beyond their platform's room, in the order of the list.
    """

    placed: dict[str, str]
    worth: dict[str, float]
    left_over: tuple[str, ...]

    @property
    def total(self) -> float:
        return sum(self.worth.values())


@dataclass(frozen=True)
class Board:
    """The whole problem: what every idea brings everywhere, the best assignment, and what a blind one brings.

    Attributes
    ----------
    worth : array, shape (ideas, platforms)
    random : float
        Mean over all assignments that fill the room at random: every idea is as likely to get any seat.
    """

    slugs: tuple[str, ...]
    ideas: tuple[str, ...]
    worth: Floats
    best: Assignment
    random: float


def content_of(idea: Idea) -> Content:
    """An idea as the world takes it: levels 1-5 become 0.1-0.9."""
    level = {quality: (2 * idea.levels[quality] - 1) / 10 for quality in QUALITIES}
    return Content(
        format=idea.format,
        niche=NICHE,
        topic=idea.topic,
        length=idea.length,
        hook=level["hook"],
        substance=level["use"],
        story=level["story"],
        visual=level["visual"],
        search=level["search"],
    )


def outcome_of(idea: Idea, on: str, followers: int, worlds: Worlds) -> PostOutcome:
    """An idea published on a platform as it is, Thursday at eight; its luck is its own, the same on every platform."""
    publication = Publication(
        post=f"idea/{idea.title}",
        day=DAY,
        hour=HOUR,
        effects=effects(content_of(idea), on, worlds),
        seed_readers=idea.seeds if on in ("gongzhonghao", "shipinhao") else 0.0,
        heat=idea.heat,
    )
    return publish(publication, Account(followers, niche=NICHE), worlds, on=on)


def figure(outcome: PostOutcome, goal: str) -> Floats:
    """The goal's figure, shape (worlds,)."""
    return outcome.new_followers if goal == "follow" else outcome.saves + outcome.sharers


def typical(figures: Floats) -> float:
    """Mean of the middle half of worlds: reach is heavy-tailed, a plain mean speaks of the luckiest few."""
    ordered = np.sort(figures)
    cut = int(len(ordered) * (1 - MIDDLE) / 2)
    return float(ordered[cut : len(ordered) - cut].mean())


@lru_cache(maxsize=64)
def board(context: Context) -> Board:
    """The problem as it is in the context's worlds."""
    case, worlds = draw_case(context), context.worlds(TASK, WORLDS, "ideas")
    slugs = platform_slugs()
    worth = np.array(
        [
            [
                typical(figure(outcome_of(idea, on, case.grounds[on].followers, worlds), case.goal))
                * case.grounds[on].weight
                for on in slugs
            ]
            for idea in case.ideas
        ]
    )
    ids = tuple(idea.id for idea in case.ideas)
    best = {ids[row]: slugs[place] for row, place in enumerate(best_places(worth, rooms(case.grounds, slugs)))}
    blind = worth @ np.array(rooms(case.grounds, slugs), float) / sum(rooms(case.grounds, slugs))
    return Board(slugs, ids, worth, _assigned(case, slugs, worth, best), float(blind.sum()))


@lru_cache(maxsize=64)
def usual(context: Context) -> dict[str, float]:
    """What one middling piece of the platform's own kind brings each account: as its back end shows past posts."""
    case = draw_case(context)
    worlds = Context(context.cohort, context.trainee).worlds(TASK, 4 * WORLDS, "past posts")
    found = {}
    for on, ground in case.grounds.items():
        publication = Publication(f"past/{on}", DAY, HOUR, effects(_middling(on), on, worlds))
        outcome = publish(publication, Account(ground.followers, niche=NICHE), worlds, on=on)
        found[on] = typical(figure(outcome, case.goal))
    return found


def rooms(grounds: Mapping[str, Ground], slugs: tuple[str, ...]) -> list[int]:
    """How many pieces each platform can take."""
    return [grounds[slug].room for slug in slugs]


def best_places(worth: Floats, room: list[int]) -> list[int]:
    """Column for each row, so that the sum is largest and no column holds more than its room."""
    from scipy.optimize import linear_sum_assignment

    seats = np.repeat(np.arange(len(room)), room)
    rows, columns = linear_sum_assignment(worth[:, seats], maximize=True)
    places = dict(zip(rows.tolist(), seats[columns].tolist(), strict=True))
    return [places[row] for row in range(len(worth))]


def assigned(placements: Mapping[str, str], context: Context) -> Assignment:
    """What a trainee's assignment brings."""
    known = board(context)
    return _assigned(draw_case(context), known.slugs, known.worth, placements)


def _assigned(case: Material, slugs: tuple[str, ...], worth: Floats, placements: Mapping[str, str]) -> Assignment:
    placed = {idea.id: str(placements[idea.id]) for idea in case.ideas if idea.id in placements}
    left = over_room(placed, case.grounds)
    rows = {idea.id: row for row, idea in enumerate(case.ideas)}
    return Assignment(
        placed=placed,
        worth={
            id: 0.0 if id in left else float(worth[rows[id], slugs.index(platform)]) for id, platform in placed.items()
        },
        left_over=left,
    )


def over_room(placements: Mapping[str, str], grounds: Mapping[str, Ground]) -> tuple[str, ...]:
    """Ideas beyond what their platform can take: the later ones of the list stay where they are."""
    used: dict[str, int] = dict.fromkeys(grounds, 0)
    left = []
    for id in sorted(placements):
        used[placements[id]] += 1
        if used[placements[id]] > grounds[placements[id]].room:
            left.append(id)
    return tuple(left)


def versions_effect(titles: Mapping[str, str], texts: Mapping[str, str], context: Context) -> dict[str, Effect]:
    """By platform: how many go through the version to its end, as a log ratio to a middling one in the same worlds."""
    case, worlds = draw_case(context), context.worlds(TASK, WORLDS, "versions")
    return {
        slug: log_ratio(
            _finishers(version_content(slug, version), slug, version.copied, case.grounds[slug].followers, worlds),
            _finishers(_middling(slug), slug, False, case.grounds[slug].followers, worlds),
        )
        for slug, version in read_versions(titles, texts, case.story).items()
    }


def _middling(slug: str) -> Content:
    return Content(format=_format(slug), niche=NICHE, tags=2)


def _format(slug: str) -> Format:
    kinds: dict[str, Format] = {"gongzhonghao": "article", "xiaohongshu": "note", "weibo": "text"}
    return kinds.get(slug, "video")


def version_content(slug: str, version: Version) -> Content:
    """A written version as the world takes it."""
    return Content(
        format=_format(slug),
        niche=NICHE,
        hook=version.hook,
        substance=version.substance,
        story=version.story,
        search=version.search,
        advertising=version.advertising,
        tags=version.tags,
        length=version.length,
    )


@lru_cache(maxsize=256)
def _finishers(content: Content, slug: str, copied: bool, followers: int, worlds: Worlds) -> Floats:
    taken = effects(content, slug, worlds)
    lost = worlds.values(slug)["twin"] if copied else 0.0
    publication = Publication(
        post=f"version/{slug}",
        day=DAY,
        hour=HOUR,
        effects=replace(taken, reach=taken.reach - lost),
    )
    return publish(publication, Account(followers, niche=NICHE), worlds, on=slug).finishers
