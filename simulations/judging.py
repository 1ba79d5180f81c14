"""Judging by a key: by what a choice is worth, by what was found and what was not there, by what was cited.

A key says what everything was worth, not only what was right: a near miss earns nearly all, harm earns nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from simulations.language import Message, message
from simulations.task import Criterion, Mark


def mark(criterion: Criterion, share: float, reason: Message, **more: Any) -> Mark:
    """A share of a criterion's points, rounded to hundredths, with its reason.

    Parameters
    ----------
    share : float
        Of the points; cut off at 0 and 1.
    **more
        `reached`, `target`, `uncertainty` of the mark.
    """
    points = round(criterion.points * min(max(share, 0.0), 1.0), 2)
    return Mark(criterion=criterion.slug, points=points, max_points=criterion.points, reason=reason, **more)


def joined(parts: Iterable[Message]) -> Message:
    """Several sentences as one message.

    Raises
    ------
    TypeError
        If there is none.
    """
    return reduce(lambda first, second: message("{first} {second}", first=first, second=second), parts)


def by_regret(worth: Mapping[str, float], chosen: str, nothing: float = 0.0) -> float:
    """What a choice is worth relative to the best one, 0-1.

    Parameters
    ----------
    worth : mapping
        What each choice would have earned.
    chosen : str
        A choice; one that is unknown is worth `nothing`.
    nothing : float
        What earns no points; usually what not choosing, or the average of all choices, would have earned.
    """
    best = max(worth.values())
    if best <= nothing:
        return 1.0
    return min(max((worth.get(chosen, nothing) - nothing) / (best - nothing), 0.0), 1.0)


@dataclass(frozen=True)
class Detection:
    """What was found of what was there.

    Attributes
    ----------
    hits, missed, false_alarms : tuple of str
        Ids, in the order of the material.
    """

    hits: tuple[str, ...]
    missed: tuple[str, ...]
    false_alarms: tuple[str, ...]

    @property
    def share(self) -> float:
        """Hits less false alarms, of all there was to find: a false alarm costs as much as a miss."""
        there = len(self.hits) + len(self.missed)
        return max(len(self.hits) - len(self.false_alarms), 0) / there if there else float(not self.false_alarms)


def detection(found: Iterable[str], truth: Collection[str]) -> Detection:
    """Compare what was found with what was there; naming a thing twice counts once."""
    named = tuple(dict.fromkeys(found))
    return Detection(
        hits=tuple(id for id in truth if id in named),
        missed=tuple(id for id in truth if id not in named),
        false_alarms=tuple(id for id in named if id not in truth),
    )


def by_evidence(cited: Collection[str], supports: Collection[str], enough: int = 1) -> float:
    """How well a claim is backed by the rows cited, 0-1: enough that support it, and no scatter of others.

    Parameters
    ----------
    cited, supports : collection of str
        Ids of rows; citing everything is citing nothing.
    enough : int
        How many supporting rows earn all.
    """
    good = len(set(cited) & set(supports))
    return min(good / enough, 1.0) * (good / len(set(cited))) if good else 0.0
