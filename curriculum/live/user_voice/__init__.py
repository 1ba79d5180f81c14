"""Live pictures of the lesson 用户思维工作坊, in the order in which they appear."""

from curriculum.live.tables import points as _points
from curriculum.live.user_voice.asking import calls, survey
from curriculum.live.user_voice.counting import heard
from curriculum.live.user_voice.deciding import verdict
from curriculum.live.user_voice.grouping import piles
from curriculum.live.user_voice.minding import mind

__all__ = ["calls", "heard", "mind", "piles", "points", "survey", "verdict"]


def points() -> object:
    """What the task gives points for."""
    return _points("user_voice")
