"""One's own content with flaws planted in it, and the five readers whom some of them set off."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from simulations.reading import read_yaml
from simulations.written import fill, one_of, pick

FOLDER = Path(__file__).parent
LETTERS = {"article": "A", "note": "N", "video": "V"}
TRIGGERS = ("junior", "senior", "jargon", "price", "down", "promise", "gender", "age", "deadend", "privacy")
TWICE = 2  # triggers that stand in two sentences
RAW, SORE = 3, 2  # how much a reader minds
WORDS = {
    "qingxu": {"thing": "会议纪要", "doing": "写纪要", "slip": "漏写了负责人", "scene": "周一例会"},
    "hebiao": {"thing": "周报汇总", "doing": "拼周报", "slip": "把两个部门的口径写混了", "scene": "周五收表"},
    "jinribi": {"thing": "任务清单", "doing": "排清单", "slip": "把最急的那条落在了最后", "scene": "周一早会"},
}


@dataclass(frozen=True)
class Sentence:
    """A sentence of one's own content.

    Attributes
    ----------
    trigger : str
        What in it sets some readers off; empty where nothing does.
    bit : str
        Its words that a reader would quote.
    clean : str
        How it can be said without the flaw.
    decoy : str
        Why it is none though it looks like a flaw.
    """

    id: str
    text: str
    trigger: str = ""
    bit: str = ""
    clean: str = ""
    decoy: str = ""


@dataclass(frozen=True)
class Piece:
    """An article, a note or a video's script, sentence by sentence."""

    letter: str
    form: str
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Persona:
    """A reader: what the card tells, and (hidden) what this reader minds how much and whether he or she speaks up."""

    id: str
    slug: str
    who: str
    life: str
    came: str
    pays: str
    lines: tuple[str, ...]
    segment: str
    speaks: bool
    minds: dict[str, int] = field(hash=False)

    @property
    def name(self) -> str:
        """What the reader is called in short."""
        return self.who.partition("，")[0]


def draw_pieces(slug: str, brand: str, rng: np.random.Generator) -> tuple[Piece, ...]:
    """Three pieces of this brand with every trigger in one sentence and two triggers in two."""
    stories = [(form, one_of(rng, options)) for form, options in read_yaml(FOLDER / "pieces.yaml").items()]
    free = {(form, place): row for form, story in stories for place, row in enumerate(story["lines"]) if len(row) > 1}
    planted: dict[tuple[str, int], str] = {}
    for trigger in [*pick(rng, list(TRIGGERS)), *pick(rng, list(TRIGGERS), TWICE)]:
        places = [place for place, row in free.items() if trigger in row and place not in planted]
        planted[one_of(rng, places)] = trigger
    return tuple(_piece(form, story, planted, {**WORDS[slug], "brand": brand}, rng) for form, story in stories)


def _piece(
    form: str,
    story: dict[str, Any],
    planted: dict[tuple[str, int], str],
    words: dict[str, str],
    rng: np.random.Generator,
) -> Piece:
    letter, sentences = LETTERS[form], list[Sentence]()
    plain = [place for place, row in enumerate(story["lines"]) if (form, place) not in planted and "decoy" not in row]
    left_out = {int(rng.choice(plain))} if plain else set()  # so that a number says nothing to a neighbour
    for place, row in enumerate(story["lines"]):
        if place in left_out:
            continue
        trigger, clean = planted.get((form, place), ""), fill(row["say"], words)
        text, bit = row[trigger] if trigger else (clean, "")
        sentences.append(
            Sentence(
                id=f"{letter}{len(sentences) + 1:02d}",
                text=fill(text, words),
                trigger=trigger,
                bit=fill(bit, words),
                clean=clean,
                decoy="" if trigger else row.get("decoy", ""),
            )
        )
    return Piece(letter, form, fill(story["title"], words), tuple(sentences))


def draw_personas(rng: np.random.Generator) -> tuple[Persona, ...]:
    """Five readers, a supervisor of thirty among them, each with sore points of this variant's own."""
    data = read_yaml(FOLDER / "personas.yaml")
    supervisor, others = data["people"][0], pick(rng, data["people"][1:], 4)
    people = pick(rng, [supervisor, *others])
    said: set[str] = set()
    return tuple(_persona(f"U{place}", row, data, said, rng) for place, row in enumerate(people, start=1))


def _persona(id: str, row: dict[str, Any], data: dict[str, Any], said: set[str], rng: np.random.Generator) -> Persona:
    known = [row["always"]] if "always" in row else []
    minded = pick(rng, [*known, *pick(rng, row["eligible"], 3 - len(known))])
    minds = {minded[0]: RAW, minded[1]: RAW if rng.random() < 0.5 else SORE, minded[2]: SORE}
    easy = one_of(rng, [trigger for trigger in TRIGGERS if trigger not in minds])
    speaks = bool(rng.random() < 0.5)
    pools = [data["tells"][trigger]["raw" if strength == RAW else "sore"] for trigger, strength in minds.items()]
    pools += [data["tells"][easy]["easy"], data["voices"]["speaks" if speaks else "silent"]]
    lines = [one_of(rng, [line for line in pool if line not in said] or pool) for pool in pools]
    said.update(lines)
    told = {name: row[name] for name in ("slug", "who", "life", "came", "pays", "segment")}
    return Persona(id=id, lines=tuple(pick(rng, lines)), speaks=speaks, minds=minds, **told)
