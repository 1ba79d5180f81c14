"""How well the text reader reads: precision and recall against texts that a careful person has labelled by reading.

The labelled texts live in the repository, not in the package; whoever measures names their files.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulations.reading import read_yaml
from simulations.world.text.compliance import Verdict, check_compliance
from simulations.world.text.title import read_title

FEATURES = ("question", "number", "conflict", "person", "scene", "flat_list", "loud", "brand")
PAIN = {"pain": 1, "pain, two or more": 2}
GRAVITY = (Verdict.FORBIDDEN, Verdict.BREACH, Verdict.NEEDS_PROOF, Verdict.ALLOWED)


@dataclass(frozen=True)
class Measured:
    """What was seen of what is there.

    Attributes
    ----------
    name : str
        The feature or verdict.
    there, seen, both : int
        Texts that have it by hand, by the reader, by both.
    """

    name: str
    there: int
    seen: int
    both: int

    @property
    def precision(self) -> float:
        """Of what the reader saw, how much is there; 1 where it saw nothing."""
        return self.both / self.seen if self.seen else 1.0

    @property
    def recall(self) -> float:
        """Of what is there, how much the reader saw; 1 where nothing is there."""
        return self.both / self.there if self.there else 1.0


def _measured(name: str, pairs: Iterable[tuple[bool, bool]]) -> Measured:
    pairs = list(pairs)
    return Measured(
        name,
        there=sum(labelled for labelled, _read in pairs),
        seen=sum(read for _labelled, read in pairs),
        both=sum(labelled and read for labelled, read in pairs),
    )


def measure_titles(path: Path, brand_words: frozenset[str]) -> list[Measured]:
    """Each feature of a title, and one or two and more sore points.

    Parameters
    ----------
    path : Path
        YAML rows of `title`, `has` (names of features) and `pain` (0, 1, 2 for more).
    brand_words : frozenset of str
        Names that count as a brand.
    """
    rows: Sequence[Mapping[str, Any]] = read_yaml(path)
    read = [read_title(row["title"], topic_words=frozenset(), brand_words=brand_words) for row in rows]
    features = [
        _measured(name, [(name in row["has"], bool(getattr(seen, name))) for row, seen in zip(rows, read, strict=True)])
        for name in FEATURES
    ]
    pains = [
        _measured(name, [(row["pain"] >= least, seen.pain >= least) for row, seen in zip(rows, read, strict=True)])
        for name, least in PAIN.items()
    ]
    return features + pains


def measure_verdicts(path: Path, brand_words: frozenset[str]) -> list[Measured]:
    """Each verdict on the words asked about.

    Parameters
    ----------
    path : Path
        YAML rows of `text`, `words` (a part of it), `verdict`, and `platform` where it is not 公众号.
    """
    rows: Sequence[Mapping[str, Any]] = read_yaml(path)
    pairs = [(Verdict(row["verdict"]), verdict_on(row, brand_words)) for row in rows]
    return [
        _measured(verdict, [(by_hand is verdict, by_reader is verdict) for by_hand, by_reader in pairs])
        for verdict in Verdict
    ]


def verdict_on(row: Mapping[str, Any], brand_words: frozenset[str]) -> Verdict:
    """The gravest verdict on a passage that overlaps the words asked about; allowed where there is none."""
    words = row["words"]
    found = [
        passage.verdict
        for passage in check_compliance(row["text"], brand_words, row.get("platform", "gongzhonghao"))
        if _overlap(row["text"], passage.words, words)
    ]
    return min(found, key=GRAVITY.index, default=Verdict.ALLOWED)


def _overlap(text: str, one: str, other: str) -> bool:
    """Whether two parts of a text share a place."""
    start, begin = text.find(one), text.find(other)
    return start >= 0 and begin >= 0 and start < begin + len(other) and begin < start + len(one)
