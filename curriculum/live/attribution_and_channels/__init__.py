"""Live pictures of the lesson 归因与渠道评估, in the order in which they appear."""

from curriculum.live.attribution_and_channels.diagnosing import steps
from curriculum.live.attribution_and_channels.giving import models, window
from curriculum.live.attribution_and_channels.spending import next_yuan, switched
from curriculum.live.attribution_and_channels.stopping import pilot
from curriculum.live.tables import points as _points

__all__ = ["models", "next_yuan", "pilot", "points", "steps", "switched", "window"]


def points() -> object:
    """What the task gives points for."""
    return _points("attribution_and_channels")
