"""Covers: size, ratio, share of text, and contrast computed from two colours."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from simulations.projects.editing_and_compliance.drafts import FOLDER
from simulations.reading import read_yaml
from simulations.written import pick

ROLES = ("best", "generic", "size", "crowded", "faint")


@dataclass(frozen=True)
class Use:
    """Where a cover is to stand, and the size that is asked for there."""

    slug: str
    name: str
    width: int
    height: int


@dataclass(frozen=True)
class Cover:
    """A cover on offer; `about` says whether it is about the article."""

    id: str
    title: str
    width: int
    height: int
    text_share: float
    ink: str
    ground: str
    about: bool

    @property
    def contrast(self) -> float:
        return contrast(self.ink, self.ground)


def contrast(ink: str, ground: str) -> float:
    """Contrast of two colours `#rrggbb`, 1 to 21: (L1 + 0.05) / (L2 + 0.05), L the relative luminance (WCAG 2.2)."""
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`: 0.2126 R + 0.7152 G + 0.0722 B of the linearised channels (WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@cache
def standards() -> Any:
    """What a cover has to be; read-only."""
    return read_yaml(FOLDER / "covers.yaml")


def fits(cover: Cover, use: Use) -> bool:
    """Whether the size is large enough and of the right ratio."""
    ratio = cover.width / cover.height / (use.width / use.height)
    return cover.width >= use.width and abs(ratio - 1) <= standards()["ratio_tolerance"]


def passes(cover: Cover, use: Use) -> bool:
    """Whether a cover may be used there: size, share of text, contrast."""
    rules = standards()
    return fits(cover, use) and cover.text_share <= rules["most_text"] and cover.contrast >= rules["least_contrast"]


def draw_covers(article: str, rng: np.random.Generator) -> tuple[Use, dict[str, Cover]]:
    """Where the cover is for, and five covers of which two pass and one is about the article."""
    data = standards()
    slug = str(rng.choice(sorted(data["uses"])))
    use = Use(slug, **data["uses"][slug])
    covers = {}
    for place, role in enumerate(rng.permutation(ROLES), start=1):
        factor = float(rng.choice((1, 1.5, 2)))
        width, height = round(use.width * factor), round(use.height * factor)
        if role == "size":
            others = [
                size for size in data["other_sizes"] if abs(size[0] / size[1] / (use.width / use.height) - 1) > 0.05
            ]
            width, height = pick(rng, [*others, [use.width // 2, use.height // 2]], 1)[0]
        share = rng.uniform(0.42, 0.60) if role == "crowded" else rng.uniform(0.08, 0.26)
        ink, ground = pick(rng, data["faint" if role == "faint" else "clear"], 1)[0]
        about = role in ("best", "size", "faint")
        titles = data["on_topic"][article] if about else data["generic"]
        title = data["crowded"] if role == "crowded" else pick(rng, titles, 1)[0]
        id = f"k{place}"
        covers[id] = Cover(id, title, width, height, round(float(share), 2), ink, ground, about)
    return use, covers
