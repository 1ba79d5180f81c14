"""Whether a sentence has been mended: what set readers off is gone, what it was there to say is still there."""

import re
from collections.abc import Collection
from functools import cache
from typing import Any

from simulations.language import Message, message
from simulations.projects.user_voice.content import FOLDER, TRIGGERS, Sentence
from simulations.reading import read_yaml
from simulations.world.text.compliance import Verdict, check_compliance

ALIKE, SHARED = 0.5, 2  # likeness to another of the rewrites; pairs of characters in common with what was meant
SHORTEST, LONGEST = 10, 90  # characters
SKIPPED = re.compile(r"[\W_]+")


@cache
def _rules() -> Any:
    return read_yaml(FOLDER / "mending.yaml")


def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, punctuation and spaces left out."""
    bare = SKIPPED.sub("", text)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


def likeness(one: str, other: str) -> float:
    """Shared pairs of all pairs of two texts (Jaccard index), 0-1."""
    a, b = pairs(one), pairs(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def flaws_in(text: str, brand: str) -> tuple[str, ...]:
    """Triggers whose words stand in a text; "no telephone number needed" asks for none, "perhaps" promises nothing."""
    bare = re.sub(_rules()["harmless"], "", text).replace(brand, "")
    return tuple(trigger for trigger in TRIGGERS if re.search(_rules()[trigger]["gone"], bare))


def lacks(text: str, sentence: Sentence, brand: str, brand_words: Collection[str]) -> Message | None:
    """What keeps a rewrite from going out; None where nothing does.

    A text is asked for what its sentence lacked, for what the sentence was there to say, and for no new offence.
    """
    if not SHORTEST <= len(text) <= LONGEST:
        return message("between {least} and {most} characters", least=SHORTEST, most=LONGEST)
    if sentence.trigger in flaws_in(text, brand):
        return message("what offends still stands there")
    if flaws_in(text, brand):
        return message("it brings in a new offence")
    if len(pairs(text) & (pairs(sentence.text) | pairs(sentence.clean))) < SHARED:
        return message("it no longer says what the sentence was there for")
    need = _rules()[sentence.trigger]["need"] if sentence.trigger else ""
    if need and not re.search(need, text):
        return message("what these readers miss is still not there")
    if any(p.verdict in (Verdict.BREACH, Verdict.FORBIDDEN) for p in check_compliance(text, frozenset(brand_words))):
        return message("it breaks a rule of advertising")
    return None
