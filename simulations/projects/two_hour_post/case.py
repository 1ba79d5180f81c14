"""The case of the two-hour post: brief, interview, product notes that contradict each other, six topics with data."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from simulations.brands import Brand, brand_of, brands
from simulations.identity import Context, variant_rng
from simulations.language import message
from simulations.reading import read_yaml
from simulations.world.draws import Floats

FOLDER = Path(__file__).parent
TASK = "two_hour_post"
COLUMN_LABELS = {
    "search_index": message("Search index"),
    "rival_posts": message("Rivals' posts in 30 days"),
    "rival_median_reads": message("Rivals' median reads"),
    "survey_share": message("Readers who want it"),
    "days_since": message("Days since we last wrote"),
    "material": message("Lines of material"),
}
COLUMNS = tuple(COLUMN_LABELS)
DEMAND, SUPPLY = ("survey_share", "search_index"), ("days_since", "material", "rival_posts")
ENOUGH_MATERIAL = 3


@dataclass(frozen=True)
class Row:
    """A line one can cite: an interview line or a line of a product note."""

    id: str
    text: str
    who: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """A product note from one department, of one date."""

    id: str
    title: str
    date: str
    author: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Conflict:
    """A fact on which the material contradicts itself, and which row a careful editor trusts."""

    id: str
    about: str
    trusted: str
    rivals: tuple[str, ...]
    unit: str
    true_value: int
    false_value: int
    why: str

    @property
    def candidates(self) -> tuple[str, ...]:
        """Row ids to choose from, in the material's order: it does not show which is right."""
        return tuple(sorted((self.trusted, *self.rivals)))


@dataclass(frozen=True)
class Topic:
    """One of the six topics with its data for this account, this month.

    Attributes
    ----------
    search_index : int
        WeChat search heat, 30-day mean.
    rival_posts, rival_median_reads : int
        Posts of ten comparable accounts in 30 days, and their median reads.
    survey_share : float
        Share of 200 surveyed readers who want to read about it.
    days_since : int
        Days since the account last wrote about it.
    material : int
        Citable interview lines.
    """

    slug: str
    name: str
    words: frozenset[str]
    search_index: int
    rival_posts: int
    rival_median_reads: int
    survey_share: float
    days_since: int
    material: int


@dataclass(frozen=True)
class Case:
    """All a trainee is given, and the key that belongs to it.

    `slots` are what written material leaves open: numbers (`c1_true`, ...) and the letters its notes go by (`A`, ...).
    """

    brand_slug: str
    brand: Brand
    brief: str
    interview: tuple[Row, ...]
    notes: tuple[Note, ...]
    conflicts: tuple[Conflict, ...]
    claims: tuple[dict[str, str], ...]
    topics: dict[str, Topic]
    pictures: dict[str, dict[str, str]]
    covers: dict[str, dict[str, Any]]
    slots: dict[str, int | str]

    @property
    def rows(self) -> dict[str, Row]:
        """Every citable row by id."""
        return {row.id: row for row in (*self.interview, *(row for note in self.notes for row in note.rows))}


def draw_case(context: Context) -> Case:
    """The case of this trainee: brand, numbers, the notes' order and topic data follow from the variant."""
    slug = brand_of(context)
    data = read_yaml(FOLDER / f"{slug}.yaml")
    variant = context.variant(TASK)
    written = [note["id"] for note in data["notes"]]
    order = variant_rng(variant, "notes").permutation(len(written))
    labels = {written[place]: shown for place, shown in zip(order, written, strict=True)}
    slots: dict[str, int | str] = {**labels}
    for row in data["conflicts"]:
        slots |= _numbers(row, variant)
    interview = tuple(
        Row(f"I{i:02d}", line["text"].format(**slots), line["who"], tuple(line["topics"]))
        for i, line in enumerate(data["interview"], start=1)
    )
    notes = [_note(note, labels[note["id"]], slots) for note in data["notes"]]
    return Case(
        brand_slug=slug,
        brand=brands()[slug],
        brief=data["brief"].strip(),
        interview=interview,
        notes=tuple(sorted(notes, key=lambda note: note.id)),
        conflicts=tuple(_conflict(row, labels, slots) for row in data["conflicts"]),
        claims=tuple({**claim, "row": shown_row(claim["row"], labels)} for claim in data["claims"]),
        topics=_topics(interview, variant),
        pictures={picture["id"]: picture for picture in data["pictures"]},
        covers={cover["id"]: cover for cover in data["covers"]},
        slots=slots,
    )


def shown_row(row: str, labels: Mapping[str, object]) -> str:
    """A row id as this trainee sees it: notes change letters between trainees, interview lines do not."""
    return f"{labels.get(row[0], row[0])}{row[1:]}"


def _numbers(row: dict[str, Any], variant: str) -> dict[str, int | str]:
    rng = variant_rng(variant, f"conflict {row['id']}")
    sides = {"true": row["true_value"], "false": row["false_value"]}
    return {
        f"{row['id']}_{side}": int(rng.choice(np.arange(r["low"], r["high"] + 1, r["step"])))
        for side, r in sides.items()
    }


def _note(note: dict[str, Any], label: str, slots: Mapping[str, object]) -> Note:
    rows = tuple(
        Row(f"{label}{i}", text.format(**slots), note["author"]) for i, text in enumerate(note["lines"], start=1)
    )
    return Note(label, note["title"], str(note["date"]), note["author"], rows)


def _conflict(row: dict[str, Any], labels: Mapping[str, object], slots: Mapping[str, Any]) -> Conflict:
    return Conflict(
        id=row["id"],
        about=row["about"],
        trusted=shown_row(row["trusted"], labels),
        rivals=tuple(shown_row(rival, labels) for rival in row["rivals"]),
        unit=row["unit"],
        true_value=slots[f"{row['id']}_true"],
        false_value=slots[f"{row['id']}_false"],
        why=row["why"].format(**slots),
    )


def _topics(interview: tuple[Row, ...], variant: str) -> dict[str, Topic]:
    """Topic data with two temptations: the most searched one has no material, the most wanted was just written."""
    names = read_yaml(FOLDER / "topics.yaml")
    material = {slug: sum(slug in row.topics for row in interview) for slug in names}
    rng = variant_rng(variant, "topics")
    backed = [slug for slug in names if material[slug] >= ENOUGH_MATERIAL]
    bare = [slug for slug in names if material[slug] < ENOUGH_MATERIAL]
    good, stale, plain = rng.permutation(backed)[:3]
    hot = str(rng.choice(bare))
    topics = {}
    for slug, row in names.items():
        noise = rng.random(5)
        survey = {good: 0.33, stale: 0.38, plain: 0.18, hot: 0.22}.get(slug, 0.12)
        search = {good: 11_000, hot: 26_000, stale: 13_000}.get(slug, 7_000)
        days = {good: 26, stale: 4, hot: 18}.get(slug, 12)
        topics[slug] = Topic(
            slug,
            row["name"],
            frozenset(row["words"]),
            search_index=int(round(search * math.exp(0.3 * (noise[0] - 0.5)), -2)),
            rival_posts=int(20 + 90 * noise[1] + (60 if slug == hot else 0)),
            rival_median_reads=int(700 + 900 * noise[2]),
            survey_share=round(survey + 0.04 * (noise[3] - 0.5), 3),
            days_since=int(days + (20 * noise[4] if slug != stale else 3 * noise[4])),
            material=material[slug],
        )
    return topics


def topic_appeal(case: Case) -> dict[str, float]:
    """How much readers want each topic now, in standard deviations: demand less crowding and fatigue."""

    def z(column: list[float]) -> Floats:
        values = np.array(column, float)
        return np.asarray((values - values.mean()) / (values.std() or 1.0))

    topics = list(case.topics.values())
    raw = (
        1.0 * z([t.survey_share for t in topics])
        + 0.3 * z([math.log(t.search_index) for t in topics])
        - 0.2 * z([math.log(t.rival_posts) for t in topics])
        - 3.0 * np.exp(-np.array([t.days_since for t in topics]) / 7)
    )
    return dict(zip(case.topics, map(float, z(list(raw))), strict=True))


def topic_value(case: Case) -> dict[str, float]:
    """Appeal, less one and a half standard deviations where there is nothing true to write from."""
    return {
        slug: appeal - (1.5 if case.topics[slug].material < ENOUGH_MATERIAL else 0.0)
        for slug, appeal in topic_appeal(case).items()
    }
