"""The case of platforms and duties: twelve ideas and six accounts, ten messages, an account to set up, one story."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from simulations.brands import Brand, brand_of, brands
from simulations.identity import Context, variant_rng
from simulations.language import Message, message
from simulations.reading import read_yaml
from simulations.world.audience.niches import niches
from simulations.world.content import Format
from simulations.world.platforms import platform_slugs

FOLDER = Path(__file__).parent
TASK = "platforms_and_duties"
NICHE = "workplace"
IDEAS, SITUATIONS = 12, 10
OWN_HANDS = 3  # situations at most in which no department is needed
QUALITIES = ("hook", "use", "story", "visual", "search")
QUALITY_LABELS = {
    "hook": message("How it opens"),
    "use": message("Usefulness"),
    "story": message("Story"),
    "visual": message("Pictures"),
    "search": message("Search words"),
}
FORMATS = {
    "article": message("long article"),
    "note": message("picture note"),
    "video": message("a video"),
    "text": message("short text"),
}
FOLLOWERS = (12_000, 16_000, 20_000, 26_000, 34_000, 45_000)
ROLES = {"main": 1.4, "usual": 1.0, "kept": 0.7}
ROLE_LABELS = {
    "main": message("main ground this year"),
    "usual": message("as usual"),
    "kept": message("only kept alive"),
}
GOALS: dict[str, Message] = {
    "follow": message("New followers"),
    "keep": message("Saves and shares"),
}


@dataclass(frozen=True)
class Idea:
    """An idea's card.

    Attributes
    ----------
    length : int
        Characters; seconds for a video.
    levels : dict
        Quality to 1-5.
    heat : float
        How hot its subject is that day, 0-1.
    seeds : int
        People in our own groups who will pass it on.
    said_by, said, lure : str
        What somebody at the table called out, and the platform they meant.
    """

    id: str
    title: str
    format: Format
    length: int
    topic: str
    levels: dict[str, int]
    readers: str
    words: tuple[str, ...]
    heat: float
    seeds: int
    said_by: str
    said: str
    lure: str


@dataclass(frozen=True)
class Ground:
    """What a platform is to the brand this month: followers, role in the year's goal, how many pieces it can take."""

    platform: str
    followers: int
    role: str
    room: int

    @property
    def weight(self) -> float:
        """What one result there counts for."""
        return ROLES[self.role]


@dataclass(frozen=True)
class Situation:
    """A message of the week, and what each way of handling it is worth."""

    id: str
    who: str
    when: str
    text: str
    worth: dict[str, dict[str, float]]
    why: str


@dataclass(frozen=True)
class SearchWord:
    """A row of the table of search words; `kind` is not shown."""

    id: str
    text: str
    searches: int
    kind: str


@dataclass(frozen=True)
class Profile:
    """The account to be set up: where, for whom, under whose name, how often; and the key that belongs to it."""

    platform: str
    theme: str
    theme_name: str
    readers: tuple[str, ...]
    good_words: tuple[str, ...]
    words: tuple[SearchWord, ...]
    subject: str
    subject_text: str
    verification: dict[str, float]
    verification_why: str
    pace: str
    promise: tuple[str, ...]
    lures: tuple[str, ...]
    limits: dict[str, dict[str, Any]]

    def word(self, id: str) -> SearchWord:
        return next(word for word in self.words if word.id == id)


@dataclass(frozen=True)
class Story:
    """The idea to be written three times, with its facts by id and the platforms it is for."""

    id: str
    name: str
    words: tuple[str, ...]
    search: tuple[str, ...]
    facts: dict[str, str]
    numbers: dict[str, int]
    platforms: tuple[str, ...]
    forms: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Material:
    """All a trainee is given."""

    brand_slug: str
    brand: Brand
    goal: str
    ideas: tuple[Idea, ...]
    grounds: dict[str, Ground]
    situations: tuple[Situation, ...]
    profile: Profile
    story: Story

    @property
    def goal_label(self) -> Message:
        return GOALS[self.goal]

    def idea(self, id: str) -> Idea:
        return next(idea for idea in self.ideas if idea.id == id)


def draw_case(context: Context) -> Material:
    """The material of this trainee."""
    return _drawn(context.variant(TASK), brand_of(context))


@lru_cache(maxsize=64)
def _drawn(variant: str, brand: str) -> Material:
    rng = variant_rng(variant, "goal")
    return Material(
        brand_slug=brand,
        brand=brands()[brand],
        goal=str(rng.choice(list(GOALS))),
        ideas=_ideas(variant),
        grounds=_grounds(variant),
        situations=_situations(variant),
        profile=_profile(variant),
        story=_story(variant),
    )


def _ideas(variant: str) -> tuple[Idea, ...]:
    """Twelve of the ideas in the list, with lengths and levels of this month."""
    rows, rng = read_yaml(FOLDER / "ideas.yaml"), variant_rng(variant, "ideas")
    chosen = [rows[place] for place in rng.permutation(len(rows))[:IDEAS]]
    found = []
    for number, row in enumerate(chosen, start=1):
        moves = rng.choice([-1, 0, 1], size=len(QUALITIES), p=[0.25, 0.5, 0.25])
        levels = {q: int(np.clip(row["levels"][q] + move, 1, 5)) for q, move in zip(QUALITIES, moves, strict=True)}
        seeds = int(round(row["seeds"] * rng.uniform(0.7, 1.3), -1))
        found.append(
            Idea(
                id=f"n{number:02d}",
                title=row["title"],
                format=row["format"],
                length=int(rng.choice(row["lengths"])),
                topic=row["topic"],
                levels=levels,
                readers=row["who"],
                words=tuple(row["words"]),
                heat=float(row.get("heat", 0.0)),
                seeds=seeds,
                said_by=row["says"]["who"],
                said=row["says"]["text"],
                lure=row["says"]["platform"],
            )
        )
    return tuple(found)


def _grounds(variant: str) -> dict[str, Ground]:
    rng = variant_rng(variant, "grounds")
    slugs = platform_slugs()
    followers = rng.permutation(FOLLOWERS)
    roles = rng.permutation(["main", "main", "usual", "usual", "kept", "kept"])
    rooms = rng.permutation([2, 2, 2, 3, 3, 3])
    return {
        slug: Ground(slug, int(n), str(role), int(room))
        for slug, n, role, room in zip(slugs, followers, roles, rooms, strict=True)
    }


def _situations(variant: str) -> tuple[Situation, ...]:
    """Ten messages; in few of them is nobody else needed."""
    rows, rng = read_yaml(FOLDER / "situations.yaml"), variant_rng(variant, "situations")
    chosen: list[Any] = []
    alone = 0
    for place in rng.permutation(len(rows)):
        row = rows[place]
        by_ourselves = row["department"].get("nobody", 0) == 1
        if len(chosen) < SITUATIONS and not (by_ourselves and alone == OWN_HANDS):
            chosen.append(row)
            alone += by_ourselves
    hours = np.sort(rng.choice(np.arange(9 * 60, 5 * 24 * 60), SITUATIONS, replace=False))
    return tuple(
        Situation(
            id=f"q{number:02d}",
            who=row["who"],
            when=f"周{'一二三四五'[minute // (24 * 60)]} {9 + minute % (24 * 60) // 160:02d}:{minute % 60:02d}",
            text=row["text"],
            worth={part: dict(row[part]) for part in ("duty", "department", "give")},
            why=row["why"],
        )
        for number, (row, minute) in enumerate(zip(chosen, hours.tolist(), strict=True), start=1)
    )


def _profile(variant: str) -> Profile:
    data, rng = read_yaml(FOLDER / "accounts.yaml"), variant_rng(variant, "profile")
    platform = str(rng.choice(list(data["platforms"])))
    theme_slug = str(rng.choice(list(data["themes"])))
    theme = data["themes"][theme_slug]
    subject_slug, pace_slug = str(rng.choice(list(data["subjects"]))), str(rng.choice(list(data["pace"])))
    subject, pace = data["subjects"][subject_slug], data["pace"][pace_slug]
    kinds = {
        "good": theme["words"],
        "other": theme["others"],
        "broad": list(rng.permutation(data["broad"])[:2]),
        "rival": [str(rng.choice(data["rivals"]))],
    }
    ranges = {"good": (800, 4_000), "other": (3_000, 9_000), "broad": (20_000, 60_000), "rival": (2_000, 6_000)}
    rows = [(kind, str(text), int(rng.integers(*ranges[kind]))) for kind, texts in kinds.items() for text in texts]
    order = rng.permutation(len(rows))
    return Profile(
        platform=platform,
        theme=theme_slug,
        theme_name=theme["name"],
        readers=tuple(theme["readers"]),
        good_words=tuple(theme["words"]),
        words=tuple(
            SearchWord(f"w{number:02d}", rows[place][1], round(rows[place][2], -1), rows[place][0])
            for number, place in enumerate(order, start=1)
        ),
        subject=subject_slug,
        subject_text=subject["text"],
        verification=dict(subject["verification"]),
        verification_why=subject["why"],
        pace=pace["text"],
        promise=tuple(pace["promise"]),
        lures=tuple(data["lures"]),
        limits=data["platforms"][platform],
    )


def _story(variant: str) -> Story:
    data, rng = read_yaml(FOLDER / "stories.yaml"), variant_rng(variant, "story")
    row = data["stories"][int(rng.integers(len(data["stories"])))]
    numbers = {name: int(rng.choice(values)) for name, values in data["numbers"].items()}
    chosen = tuple(data["sets"][int(rng.integers(len(data["sets"])))])
    return Story(
        id=row["id"],
        name=row["name"],
        words=tuple(row["words"]),
        search=tuple(row["search"]),
        facts={f"F{i}": text.format(**numbers) for i, text in enumerate(row["facts"], start=1)},
        numbers=numbers,
        platforms=chosen,
        forms={slug: data["forms"][slug] for slug in chosen},
    )


def niche_topic(topic: str) -> str:
    """A topic's name as people say it."""
    return niches()[NICHE].topics[topic].name
