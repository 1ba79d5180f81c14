"""What can be said of a title that was made out of a model's idea: whose it is, and whether it is any good."""

from collections.abc import Iterable
from dataclasses import dataclass

from simulations.projects.working_with_ai.case import Case
from simulations.projects.working_with_ai.wording import likeness, pairs
from simulations.world.text.compliance import Passage, Verdict, check_compliance
from simulations.world.text.title import TitleFeatures, read_title

LIKE_RIVAL, LIKE_MODEL, LIKE_OWN = 0.35, 0.5, 0.35  # likeness from which on it is not one's own any more (assumption)
LEAST_SHARED = 2  # pairs of characters a title has in common with its idea
SHORTEST, LONGEST = 10, 32


@dataclass(frozen=True)
class ReadTitle:
    """A title next to what it must differ from.

    Attributes
    ----------
    rival, model, own : float
        Likeness to the closest rival, to the idea as the model worded it, to the closest of the other five.
    of_idea : bool
        Whether it is still about that idea.
    """

    rival: float
    model: float
    own: float
    of_idea: bool
    features: TitleFeatures
    passages: tuple[Passage, ...]

    @property
    def different(self) -> bool:
        """It is nobody else's."""
        return self.rival < LIKE_RIVAL and self.model < LIKE_MODEL and self.own < LIKE_OWN

    @property
    def allowed(self) -> bool:
        return not any(passage.verdict in (Verdict.FORBIDDEN, Verdict.BREACH) for passage in self.passages)

    @property
    def craft(self) -> float:
        """Person or scene, tension, length, no list and no shouting: 0-1."""
        read = self.features
        good = (
            read.person or read.scene,
            read.conflict or read.question or read.number,
            SHORTEST <= read.length <= LONGEST,
            not (read.flat_list or read.loud),
        )
        return sum(bool(one) for one in good) / len(good)

    @property
    def share(self) -> float:
        """Nothing for what is not one's own, not about its idea, or not allowed; else its craft."""
        return self.craft if self.different and self.of_idea and self.allowed else 0.0


def read_one(title: str, idea: str, others: Iterable[str], case: Case) -> ReadTitle:
    """A title as compared with rivals, with the model's wording and with the other titles."""
    room = case.room
    return ReadTitle(
        rival=max(likeness(title, rival) for rival in room.rivals),
        model=likeness(title, idea),
        own=max((likeness(title, other) for other in others), default=0.0),
        of_idea=len(pairs(title) & pairs(idea)) >= LEAST_SHARED,
        features=read_title(title, topic_words=room.topic_words, brand_words=case.brand.words),
        passages=tuple(check_compliance(title, case.brand.words)),
    )
