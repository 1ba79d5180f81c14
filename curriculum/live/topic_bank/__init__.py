"""Live pictures of the lesson 选题库, in the order in which they appear."""

from curriculum.live.tables import points as _points
from curriculum.live.topic_bank.choosing import ways, worth
from curriculum.live.topic_bank.refusing import refuse
from curriculum.live.topic_bank.searching import trend
from curriculum.live.topic_bank.survey import voices

__all__ = ["points", "refuse", "trend", "voices", "ways", "worth"]


def points() -> object:
    """What the task gives points for."""
    return _points("topic_bank")
