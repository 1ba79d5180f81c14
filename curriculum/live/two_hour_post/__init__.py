"""Live pictures of the lesson 两小时发文, in the order in which they appear."""

from curriculum.live.tables import points as _points
from curriculum.live.two_hour_post.body import paragraph, structure
from curriculum.live.two_hour_post.forecasting import forecast
from curriculum.live.two_hour_post.phone import layout
from curriculum.live.two_hour_post.reach import funnel, luck, reach_numbers
from curriculum.live.two_hour_post.rules import compliance, sources
from curriculum.live.two_hour_post.slots import hours
from curriculum.live.two_hour_post.titles import guess_titles, title, title_numbers

__all__ = [
    "compliance",
    "forecast",
    "funnel",
    "guess_titles",
    "hours",
    "layout",
    "luck",
    "paragraph",
    "points",
    "reach_numbers",
    "sources",
    "structure",
    "title",
    "title_numbers",
]


def points() -> object:
    """What the task gives points for."""
    return _points("two_hour_post")
