"""Live pictures of the lesson 社群答疑与响应, in the order in which they appear."""

from curriculum.live.community_service.desk import night, numbers, queue, waiting
from curriculum.live.community_service.machine import keywords
from curriculum.live.community_service.messages import reply, triage
from curriculum.live.tables import points as _points

__all__ = ["keywords", "night", "numbers", "points", "queue", "reply", "triage", "waiting"]


def points() -> object:
    """What the task gives points for."""
    return _points("community_service")
