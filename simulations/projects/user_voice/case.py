"""The case of one trainee: three pieces, five readers, what they left, and the key that belongs to it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any

from simulations.brands import Brand, brand_of, brands
from simulations.identity import Context, variant_rng
from simulations.projects.user_voice.answer import MOST_EACH
from simulations.projects.user_voice.content import FOLDER, Persona, Piece, Sentence, draw_personas, draw_pieces
from simulations.projects.user_voice.voices import Voices, data, draw_voices, kind_of
from simulations.written import fill

TASK = "user_voice"
FIRST_MONDAY = date(2026, 10, 12)

__all__ = ["FOLDER", "TASK", "Case", "draw_case", "seal_of"]


@dataclass(frozen=True)
class Case:
    """All a trainee is given, and the key that belongs to it."""

    brand_slug: str
    brand: Brand
    brief: str
    today: date
    pieces: tuple[Piece, ...]
    personas: tuple[Persona, ...]
    voices: Voices

    @cached_property
    def sentences(self) -> dict[str, Sentence]:
        """All sentences by id."""
        return {sentence.id: sentence for piece in self.pieces for sentence in piece.sentences}

    @cached_property
    def readers(self) -> dict[str, Persona]:
        """The five by id."""
        return {persona.id: persona for persona in self.personas}

    @cached_property
    def disclosed(self) -> frozenset[str]:
        """Sentences on which a comment is shown; what was foreseen of them counts neither way."""
        return frozenset(comment.sentence for comment in self.voices.comments if comment.sentence)

    @cached_property
    def truth(self) -> dict[tuple[str, str], int]:
        """Reader and sentence to how much the reader minds, as far as no comment gives it away."""
        return {
            (persona.id, sentence.id): persona.minds[sentence.trigger]
            for persona in self.personas
            for sentence in self.sentences.values()
            if sentence.trigger in persona.minds and sentence.id not in self.disclosed
        }

    @cached_property
    def wanted(self) -> int:
        """How many complaints can be foreseen: at most four a reader."""
        return sum(min(sum(who == id for who, _ in self.truth), MOST_EACH) for id in self.readers)

    @cached_property
    def severity(self) -> dict[str, int]:
        """How bad each sentence is: how much it is minded by the five together."""
        return {
            id: sum(persona.minds.get(sentence.trigger, 0) for persona in self.personas)
            for id, sentence in self.sentences.items()
        }

    @cached_property
    def rows(self) -> frozenset[str]:
        """All ids that can be cited."""
        voices = self.voices
        of = (voices.comments, voices.quarters, voices.calls, voices.facts, voices.costs)
        return frozenset(row.id for rows in of for row in rows) | self.sentences.keys() | voices.segments.keys()

    def kind(self, sentence: str) -> str:
        """What kind of complaint a flawed sentence calls forth; empty for one that is fine."""
        trigger = self.sentences[sentence].trigger
        return kind_of(trigger) if trigger else ""

    def reaction(self, persona: str, sentence: str) -> str:
        """What this reader does at that sentence."""
        reader, strength = self.readers[persona], self.truth[persona, sentence]
        return ("speak" if reader.speaks else "leave") if strength > 2 else "skip"


def seal_of(complaints: Iterable[Mapping[str, Any]]) -> str:
    """Eight signs that follow from the complaints: what was foreseen stays comparable with what was handed in."""
    names = ("persona", "sentence", "kind", "reaction", "words")
    told = [[str(row.get(name) or "").strip() for name in names] for row in complaints]
    return hashlib.blake2b(json.dumps(told, ensure_ascii=False).encode(), digest_size=4).hexdigest()


@lru_cache(maxsize=64)
def draw_case(context: Context) -> Case:
    """The case of this trainee; everything but the brand follows from the task's own variant."""
    slug, variant = brand_of(context), context.variant(TASK)
    brand = brands()[slug]
    pieces = draw_pieces(slug, brand.name, variant_rng(variant, "pieces"))
    sentences = [sentence for piece in pieces for sentence in piece.sentences]
    personas = draw_personas(variant_rng(variant, "personas"))
    today = FIRST_MONDAY + timedelta(weeks=int(variant_rng(variant, "today").integers(4)))
    return Case(
        brand_slug=slug,
        brand=brand,
        brief=fill(data()["brief"].strip(), {"account": brand.account, "today": f"{today}"}),
        today=today,
        pieces=pieces,
        personas=personas,
        voices=draw_voices(sentences, [persona.minds for persona in personas], variant_rng(variant, "voices")),
    )
