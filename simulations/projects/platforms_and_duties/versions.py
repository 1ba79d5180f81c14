"""What can be read off one story written for several platforms: hook, use, search words, form, and what was copied."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from simulations.projects.platforms_and_duties.case import Story
from simulations.world.text.title import NUMBER, read_title
from simulations.world.text.words import characters, found, lexicon

GRAM = 3  # characters that must stand together to count as the same wording
FREE, COPIED = 0.2, 0.6  # share of shared wording that is nobody's fault; from where on it is one text
FIRST_SECONDS = 15  # characters of the first three seconds
GREETING = re.compile(
    r"^\W*(?:大家好|哈喽|哈啰|嗨|hello|hi|各位|小伙伴|宝子|家人们|今天(?:给|跟|来|我们|想)|本期|欢迎)", re.I
)
TAG = re.compile(r"#[^\s#]+")
QUOTE = re.compile(r"[「“\"]")
ASIDE = re.compile(r"[\s\W_]+")


@dataclass(frozen=True)
class Version:
    """A version read; qualities lie in 0-1.

    Attributes
    ----------
    hook, substance, story, search, advertising : float
    tags, length : int
        `length` is None where the platform's usual length is meant: an article of which only the start is written, a
        video of which only the first seconds are.
    told : float
        How much of the story is in it: three of its words and two of its numbers are all.
    fits : float
        How far it has the platform's form: length, tags, no greeting, lines.
    copied : bool
        Whether another version says it in the same words.
    """

    hook: float
    substance: float
    story: float
    search: float
    advertising: float
    tags: int
    length: int | None
    told: float
    fits: float
    copied: bool


def read_versions(titles: Mapping[str, str], texts: Mapping[str, str], story: Story) -> dict[str, Version]:
    """Every version of the brief's platforms that was written; a missing one is read as empty."""
    return {
        slug: read_version(slug, titles.get(slug, ""), texts.get(slug, ""), story, shared=_shared(slug, texts, story))
        for slug in story.platforms
    }


def read_version(slug: str, title: str, text: str, story: Story, shared: float = 0.0) -> Version:
    """What is in one version."""
    words = frozenset(story.words)
    first = text[:FIRST_SECONDS] if spoken(slug) else text[:60]
    named = read_title(title, topic_words=words, brand_words=frozenset())
    told = story_told(f"{title}\n{text}", story) * (1 - repeated(text))
    hooks = (
        0.3 * bool(found(first, lexicon("person")))
        + 0.3 * bool(found(first, lexicon("conflict") | lexicon("pain")))
        + 0.2 * bool(NUMBER.search(first) or QUOTE.search(first))
        + 0.2 * bool(found(first, words))
    )
    titled = 0.35 * named.person + 0.35 * named.conflict + 0.2 * named.number + 0.25 * min(named.pain, 1)
    titled = min(titled, 1.0) - 0.4 * named.flat_list - 0.4 * named.loud - 0.3 * (1 - named.on_topic)
    opening = 0.0 if GREETING.search(text) else hooks
    hook = (0.3 * titled + 0.7 * opening) if spoken(slug) else (0.6 * titled + 0.4 * opening)
    carried = {word for word in story.search if word in f"{title}{text}"}
    tags = len(set(TAG.findall(text)))
    written = characters(TAG.sub("", text))
    selling = len(found(text, lexicon("advertising"))) * 100 / max(written, 100)
    thin = min(written / story.forms[slug]["least"], 1.0) if slug in story.forms else 1.0
    return Version(
        hook=_share(0.1 + 0.85 * hook) * told,
        substance=_share((0.15 + 0.2 * min(len(found(text, lexicon("steps") | lexicon("solution"))), 4)) * thin * told),
        story=_share(0.2 + 0.2 * min(len(found(text, lexicon("case") | lexicon("third_person"))), 3)) * told,
        search=_share(0.1 + 0.3 * len(carried)) if carried else 0.1,
        advertising=_share(0.1 + 0.3 * selling),
        tags=tags,
        length=max(written, 1) if slug in ("xiaohongshu", "weibo") else None,
        told=told,
        fits=_fits(slug, text, tags, written, story),
        copied=shared >= COPIED,
    )


def spoken(slug: str) -> bool:
    """Whether a platform's version is said and not read."""
    return slug in ("douyin", "shipinhao", "bilibili")


def story_told(text: str, story: Story) -> float:
    """Three of the story's words and two of its numbers tell it whole; stuffing more of them adds nothing."""
    words = len({word for word in story.words if word in text})
    numbers = len(numbers_of(text) & numbers_of("\n".join(story.facts.values())))
    return (min(words, 3) / 3 + min(numbers, 2) / 2) / 2


def numbers_of(text: str) -> set[str]:
    """Figures in a text, written in digits."""
    return set(re.findall(r"\d+(?:\.\d+)?", text))


def foreign_numbers(text: str, story: Story) -> list[str]:
    """Figures from two digits on that stand in no fact of the story, in their order."""
    known = numbers_of("\n".join(story.facts.values()))
    return [n for n in dict.fromkeys(re.findall(r"\d+(?:\.\d+)?", TAG.sub("", text))) if n not in known and len(n) > 1]


def _fits(slug: str, text: str, tags: int, written: int, story: Story) -> float:
    form = story.forms[slug]
    least, most = form["least"], form["most"]
    long_enough = min(written / least, 1.0)
    not_too_long = float(np.clip(1 - (written - most) / most, 0, 1))
    right_tags = float(form["tags"][0] <= tags <= form["tags"][1])
    lines = [line for line in text.splitlines() if line.strip()]
    begins = float(not GREETING.search(text))
    airy = float(max((characters(line) for line in lines), default=0) <= 120) if not spoken(slug) else begins
    return float(long_enough * not_too_long * 2 + right_tags + airy) / 4


def wording(text: str) -> set[str]:
    """Runs of characters that make up a text's wording, without punctuation and tags."""
    bare = ASIDE.sub("", TAG.sub("", text)).lower()
    return {bare[place : place + GRAM] for place in range(len(bare) - GRAM + 1)}


def repeated(text: str) -> float:
    """Share of a text's wording that stands in it before, beyond a tenth that is nobody's fault, 0-1."""
    bare = ASIDE.sub("", TAG.sub("", text)).lower()
    runs = max(len(bare) - GRAM + 1, 1)
    return _share((1 - len(wording(text)) / runs - 0.1) / 0.4)


def alike(first: str, second: str) -> float:
    """Share of the shorter text's wording that stands in the other, 0-1."""
    one, other = wording(first), wording(second)
    return len(one & other) / max(min(len(one), len(other)), 1)


def _shared(slug: str, texts: Mapping[str, str], story: Story) -> float:
    others = [texts.get(other, "") for other in story.platforms if other != slug]
    return max((alike(texts.get(slug, ""), other) for other in others), default=0.0)


def adapted(texts: Mapping[str, str], story: Story) -> tuple[float, float]:
    """How far the versions are told anew, 0-1, and the largest share of wording that two of them have in common."""
    pairs = [alike(texts.get(a, ""), texts.get(b, "")) for a, b in combinations(story.platforms, 2)]
    missing = any(not texts.get(slug, "").strip() for slug in story.platforms)
    worst = max(pairs, default=1.0)
    free = float(np.mean([np.clip((COPIED - pair) / (COPIED - FREE), 0, 1) for pair in pairs]))
    return (0.0 if missing else free), worst


def _share(x: float) -> float:
    return float(np.clip(x, 0, 1))
