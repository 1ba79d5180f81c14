"""How much two wordings have in common: shared pairs of neighbouring characters (Jaccard index of bigrams)."""

import re

SKIPPED = re.compile(r"[\W_]+")


def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, punctuation and spaces left out."""
    bare = SKIPPED.sub("", text)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


def likeness(one: str, other: str) -> float:
    """Shared pairs of all pairs of two texts, 0-1."""
    a, b = pairs(one), pairs(other)
    return len(a & b) / len(a | b) if a | b else 0.0
