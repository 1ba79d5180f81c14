"""Five drafts on the editor's desk: sentences with ids, some flawed, some that only look it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np

from simulations.reading import read_yaml
from simulations.world.text.compliance import Verdict, check_compliance
from simulations.world.text.words import characters
from simulations.written import fill, numbers, pick

FOLDER = Path(__file__).parent
DRAFTS, FLAWS = 5, (3, 3, 3, 2, 2)
Kind = Literal[
    "forbidden", "proof", "label", "fact", "tone", "sharing", "privacy", "copyright", "credentials", "layout"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
LONGEST_FIX, SHORTEST_FIX = 160, 8


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a sentence, and what a correction must do.

    Attributes
    ----------
    drop : str
        Pattern of what must be gone.
    keep : tuple of tuple of str
        One of each of these words must still be there.
    fix : str
        A correction an editor would take.
    """

    kind: Kind
    why: str
    drop: str
    keep: tuple[tuple[str, ...], ...]
    fix: str


@dataclass(frozen=True)
class Sentence:
    """A sentence of a draft; `why_ok` says of one that looks flawed why it is not."""

    id: str
    text: str
    flaw: Flaw | None = None
    why_ok: str = ""
    who: str = ""


@dataclass(frozen=True)
class Draft:
    """A draft with its author and the material it was written from."""

    id: str
    slug: str
    title: str
    author: str
    job: str
    material: tuple[str, ...]
    rows: tuple[Sentence, ...]
    numbers: Mapping[str, int] = field(default_factory=dict)


def draw_drafts(slots: Mapping[str, object], rng: np.random.Generator) -> tuple[Draft, ...]:
    """Five of the nine drafts, thirteen flaws in all."""
    chosen = pick(rng, read_yaml(FOLDER / "drafts.yaml"), DRAFTS)
    counts = rng.permutation(FLAWS)
    return tuple(
        _draft(letter, row, int(count), slots, rng) for letter, row, count in zip("ABCDE", chosen, counts, strict=True)
    )


def _draft(
    letter: str, row: Mapping[str, Any], flaws: int, slots: Mapping[str, object], rng: np.random.Generator
) -> Draft:
    drawn = numbers(row["numbers"], rng)
    known = {**slots, **drawn}
    pairs = [place for place, line in enumerate(row["lines"]) if isinstance(line, dict)]
    flawed = set(pick(rng, pairs, flaws))
    lines = [_sentence(f"{letter}{i + 1}", line, i in flawed, known) for i, line in enumerate(row["lines"])]
    return Draft(
        letter,
        row["slug"],
        row["title"],
        row["author"],
        row["job"],
        tuple(fill(text, known) for text in row["material"]),
        tuple(lines),
        drawn,
    )


def _sentence(id: str, line: Any, flawed: bool, slots: Mapping[str, object]) -> Sentence:
    if isinstance(line, str):
        return Sentence(id, fill(line, slots))
    if not flawed:
        return Sentence(id, fill(line["ok"], slots), why_ok=line["why_ok"])
    keep = tuple(tuple(fill(str(word), slots) for word in words) for words in line["keep"])
    flaw = Flaw(line["kind"], fill(line["why"], slots), fill(line["drop"], slots), keep, fill(line["fix"], slots))
    return Sentence(id, fill(line["bad"], slots), flaw)


def mends(fix: str, sentence: Sentence, brand_words: frozenset[str]) -> bool:
    """Whether a correction takes the flaw away, keeps what the sentence was there for, and brings no new breach."""
    flaw = sentence.flaw
    if flaw is None or characters(fix) < SHORTEST_FIX or fix.strip() == sentence.text:
        return False
    if re.search(flaw.drop, fix) or not all(any(word in fix for word in words) for words in flaw.keep):
        return False
    return all(passage.verdict is Verdict.ALLOWED for passage in check_compliance(fix, brand_words))
