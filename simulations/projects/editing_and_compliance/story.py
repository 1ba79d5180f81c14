"""From a manual's rows to a user's story: the rows, the user, and what can be read off the story."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from simulations.projects.editing_and_compliance.drafts import FOLDER
from simulations.reading import read_yaml
from simulations.world.text.compliance import Passage, Verdict, check_compliance
from simulations.world.text.words import characters, content_words, found, lexicon
from simulations.written import fill, numbers

SHORTEST, LONGEST = 300, 600
ENOUGH_ROWS = 4
NUMBER = re.compile(r"\d+(?:\.\d+)?")
MANUAL_SPEAK = re.compile(r"支持|一键|可设|默认|上限|自动汇|须填|不可|功能")


@dataclass(frozen=True)
class ManualRow:
    """A row of the manual, or a line of what the user said."""

    id: str
    text: str
    use: str
    who: str = ""


@dataclass(frozen=True)
class StoryCase:
    """The manual, the user, and what belongs into the story.

    Attributes
    ----------
    manual, voice : tuple of ManualRow
        `use` is `this` (helps this user), `other` (another trouble), `trap`, `none`, `said` or `private`.
    words : frozenset of str
        What the trouble is about.
    taboo : tuple of str
        Words that give away what the user does not want to read.
    """

    product: str
    person: str
    about: str
    slug: str
    manual: tuple[ManualRow, ...]
    voice: tuple[ManualRow, ...]
    words: frozenset[str]
    taboo: tuple[str, ...]
    numbers: dict[str, int]

    @property
    def rows(self) -> dict[str, ManualRow]:
        """Every row by id."""
        return {row.id: row for row in (*self.manual, *self.voice)}

    @property
    def supports(self) -> frozenset[str]:
        """Rows a story about this trouble can rest on."""
        return frozenset(row.id for row in self.rows.values() if row.use in ("this", "said"))


@dataclass(frozen=True)
class StoryFeatures:
    """What a story is like.

    Attributes
    ----------
    named : int
        How often the product or brand is named.
    person, scene, trouble : bool
    manual_speak : int
        Words a manual uses and a person does not.
    listed : bool
        Headings or a numbered list: a manual's form.
    about : float
        How much of it is about this user's trouble, 0-1.
    unsupported : tuple of str
        Numbers that stand in none of the rows cited.
    measured : bool
        Whether the user's own figure stands in it.
    passages : tuple of Passage
        What may not be said, or not so.
    gives_away : tuple of str
    fresh : float
        Share of its words that do not merely repeat, 0-1.
    """

    length: int
    named: int
    person: bool
    scene: bool
    trouble: bool
    manual_speak: int
    listed: bool
    about: float
    unsupported: tuple[str, ...]
    measured: bool
    passages: tuple[Passage, ...]
    gives_away: tuple[str, ...]
    fresh: float


def draw_story(brand: str, rng: np.random.Generator) -> StoryCase:
    """One of the brand's two users; the manual's rows in an order of this trainee's own."""
    data = read_yaml(FOLDER / "manuals.yaml")[brand]
    slug = str(rng.choice(sorted(data["users"])))
    user = data["users"][slug]
    drawn = numbers({name: user[name] for name in ("before", "after")}, rng)
    order = rng.permutation(len(data["rows"]))
    uses = {slug: "this", "trap": "trap", "none": "none"}
    manual = tuple(
        ManualRow(f"M{i:02d}", data["rows"][place]["text"], uses.get(data["rows"][place]["trouble"], "other"))
        for i, place in enumerate(order, start=1)
    )
    voice = tuple(
        ManualRow(
            f"U{i}", fill(line["private"] if isinstance(line, dict) else line, drawn),
            "private" if isinstance(line, dict) else "said", user["person"],
        )
        for i, line in enumerate(user["voice"], start=1)
    )  # fmt: skip
    return StoryCase(
        product=data["name"],
        person=user["person"],
        about=user["about"],
        slug=slug,
        manual=manual,
        voice=voice,
        words=frozenset(user["words"]),
        taboo=tuple(user["taboo"]),
        numbers=drawn,
    )


def read_story(text: str, cited: Iterable[str], case: StoryCase, brand_words: frozenset[str]) -> StoryFeatures:
    """Features of a story written from the rows cited."""
    rows = case.rows
    ground = " ".join(rows[id].text for id in cited if id in rows)
    known = set(NUMBER.findall(ground))
    figures = list(dict.fromkeys(NUMBER.findall(text)))
    names = sorted({case.product, *brand_words}, key=len, reverse=True)
    sentences = [part.strip() for part in re.split(r"[。！？\n]", text) if part.strip()]
    return StoryFeatures(
        length=characters(text),
        named=len(re.findall("|".join(map(re.escape, names)), text)),
        person=case.person in text or bool(found(text, lexicon("third_person"))),
        scene=bool(found(text, lexicon("scene"))),
        trouble=bool(found(text, lexicon("pain") | lexicon("conflict"))),
        manual_speak=len(MANUAL_SPEAK.findall(text)),
        listed=bool(re.search(r"^\s*(?:#|[-*•]\s|\d+[.、)])", text, flags=re.M)),
        about=min(sum(word in text for word in case.words) / 3, 1.0),
        unsupported=tuple(figure for figure in figures if figure not in known),
        measured=str(case.numbers["after"]) in figures and str(case.numbers["before"]) in figures,
        passages=tuple(p for p in check_compliance(text, brand_words) if p.verdict is not Verdict.ALLOWED),
        gives_away=tuple(word for word in case.taboo if word in text),
        fresh=len(set(sentences)) / len(sentences) * min(len(content_words(text)) / 50, 1.0) if sentences else 0.0,
    )
