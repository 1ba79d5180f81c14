"""Live pictures of the lesson 审稿、排版与合规, in the order in which they appear."""

from curriculum.live.editing_and_compliance.appeals import appeal, enforcement_numbers
from curriculum.live.editing_and_compliance.covers import contrast
from curriculum.live.editing_and_compliance.readiness import suspicion
from curriculum.live.editing_and_compliance.sentences import checker, phrases
from curriculum.live.tables import points as _points

__all__ = ["appeal", "checker", "contrast", "enforcement_numbers", "phrases", "points", "suspicion"]


def points() -> object:
    """What the task gives points for."""
    return _points("editing_and_compliance")
