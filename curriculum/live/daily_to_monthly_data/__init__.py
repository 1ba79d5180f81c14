"""Live pictures of the lesson 数据填报：日报到月报, in the order in which they appear."""

from curriculum.live.daily_to_monthly_data.averages import one_hit, weekday
from curriculum.live.daily_to_monthly_data.dirt import guess_dirt, material
from curriculum.live.daily_to_monthly_data.hours import shift
from curriculum.live.daily_to_monthly_data.mixing import mixture
from curriculum.live.tables import points as _points

__all__ = ["guess_dirt", "material", "mixture", "one_hit", "points", "shift", "weekday"]


def points() -> object:
    """What the task gives points for."""
    return _points("daily_to_monthly_data")
