"""Live pictures of the lesson 标题与封面 AB 测试, in the order in which they appear."""

from curriculum.live.tables import points as _points
from curriculum.live.title_ab_test.claiming import claim
from curriculum.live.title_ab_test.peeking import peek
from curriculum.live.title_ab_test.people import people
from curriculum.live.title_ab_test.sharing import share
from curriculum.live.title_ab_test.shrinking import shrinking
from curriculum.live.title_ab_test.winners import winner

__all__ = ["claim", "peek", "people", "points", "share", "shrinking", "winner"]


def points() -> object:
    """What the task gives points for."""
    return _points("title_ab_test")
