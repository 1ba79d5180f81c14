"""Live pictures of the lesson 平台与岗位, in the order in which they appear."""

from curriculum.live.platforms_and_duties.lasting import length, life
from curriculum.live.platforms_and_duties.pieces import fit, numbers, seats
from curriculum.live.platforms_and_duties.words import copied, owners
from curriculum.live.tables import points as _points

__all__ = ["copied", "fit", "length", "life", "numbers", "owners", "points", "seats"]


def points() -> object:
    """What the task gives points for."""
    return _points("platforms_and_duties")
