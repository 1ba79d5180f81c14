"""What can be read off a title: concrete, personal, conflicting - or a flat list."""

import re
from dataclasses import dataclass

from simulations.world.text.words import characters, found, lexicon

AMOUNT = r"(?<!第)(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百半]+)"
UNIT = r"(?:分钟|小时|次|天|人|倍|页|条|份|遍|块|元|点|周|年|岁|月|版|步|字|张|群|件|%|％)"
NUMBER = re.compile(rf"{AMOUNT}\s*个?{UNIT}")
LIST_COUNT = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)\s*(?:个|款|大|种|招|条|件)")


@dataclass(frozen=True)
class TitleFeatures:
    """Counts and flags (0-1) of a title; every one of them is shown to the trainee.

    Attributes
    ----------
    length : int
        Characters.
    question, number, conflict, person, scene, flat_list, loud, brand : float
        1 if the title has it, else 0.
    pain : int
        Pain words.
    on_topic : float
        1 if a word of the chosen topic stands in it.
    """

    length: int
    question: float
    number: float
    pain: int
    conflict: float
    person: float
    scene: float
    flat_list: float
    loud: float
    brand: float
    on_topic: float


def read_title(title: str, *, topic_words: frozenset[str], brand_words: frozenset[str]) -> TitleFeatures:
    """Features of a title for a topic and a brand."""
    count = LIST_COUNT.search(title)
    counted_list = bool(count and found(title[count.end() :], lexicon("list_nouns")))
    numbers = [hit for hit in NUMBER.finditer(title) if not (counted_list and count and hit.start() == count.start())]
    return TitleFeatures(
        length=characters(title),
        question=float(bool(re.search(r"[?？]|吗$|为什么|怎么|如何", title))),
        number=float(bool(numbers)),
        pain=len(found(title, lexicon("pain"))),
        conflict=float(bool(found(title, lexicon("conflict")) or len(numbers) >= 2)),
        person=float(bool(found(title, lexicon("person")))),
        scene=float(bool(found(title, lexicon("scene")))),
        flat_list=float(counted_list or bool(found(title, lexicon("flat_list")))),
        loud=float(bool(found(title, lexicon("loud"))) or len(re.findall(r"[!！]", title)) >= 2),
        brand=float(bool(found(title, brand_words))),
        on_topic=float(bool(found(title, topic_words))),
    )
