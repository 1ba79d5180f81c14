"""Words of a Chinese text: segmentation and the kit's lexicon."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from simulations.reading import read_yaml

LEXICON = Path(__file__).parent / "lexicon.yaml"
DEGREE = "很真太好更最挺"  # the segmenter takes 很累 for one word
HANZI = re.compile(r"[\u4e00-\u9fff]")


@cache
def _segmenter() -> Any:
    import rjieba

    segmenter = rjieba.Jieba()
    for word in read_yaml(LEXICON)["own_words"]:
        segmenter.add_word(word, None, None)
    return segmenter


@cache
def lexicon(name: str) -> frozenset[str]:
    """A word list of the lexicon by its name (`pain`, `steps`, ...)."""
    return frozenset(read_yaml(LEXICON)[name])


@lru_cache(maxsize=4096)
def segment(text: str) -> tuple[str, ...]:
    """The words of a text, in order, nothing lost."""
    return tuple(_segmenter().cut(text))


def found(text: str, words: Iterable[str]) -> list[str]:
    """Occurrences of `words` in `text`, each time they stand there, longest first so that none is counted twice.

    Single characters count only as words of their own (坑 in 踩坑 is one word), longer ones wherever they stand.
    """
    single, longer = _matcher(frozenset(words))
    hits = [bare for token in segment(text) if (bare := token.lstrip(DEGREE)) in single]
    return hits + longer.findall(text) if longer else hits


@lru_cache(maxsize=256)
def _matcher(words: frozenset[str]) -> tuple[frozenset[str], re.Pattern[str] | None]:
    single = frozenset(word for word in words if len(word) == 1)
    longer = sorted(words - single, key=len, reverse=True)
    return single, re.compile("|".join(map(re.escape, longer))) if longer else None


def characters(text: str) -> int:
    """Length as a reader counts: without white space."""
    return len(re.sub(r"\s", "", text))


def hanzi(text: str) -> int:
    """Number of Chinese characters."""
    return len(HANZI.findall(text))


def content_words(text: str) -> set[str]:
    """Words of two or more Chinese characters, and words in Latin letters or digits: what a text is about."""
    return {token for token in segment(text) if hanzi(token) >= 2 or re.fullmatch(r"[A-Za-z]{2,}|\d+", token)}
