"""Live pictures of the lesson 活动全流程, in the order in which they appear."""

from curriculum.live.campaign.asking import allowed
from curriculum.live.campaign.bargaining import bargain
from curriculum.live.campaign.deposits import deposit
from curriculum.live.campaign.goals import goal
from curriculum.live.campaign.slack import slack
from curriculum.live.campaign.spreading import spread
from curriculum.live.tables import points as _points

__all__ = ["allowed", "bargain", "deposit", "goal", "points", "slack", "spread"]


def points() -> object:
    """What the task gives points for."""
    return _points("campaign")
