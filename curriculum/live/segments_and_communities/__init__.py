"""Live pictures of the lesson 用户分层与社群, in the order in which they appear."""

from curriculum.live.segments_and_communities.messaging import uplift, whom
from curriculum.live.segments_and_communities.ordering import order
from curriculum.live.segments_and_communities.survey import leaning
from curriculum.live.segments_and_communities.weariness import weary
from curriculum.live.tables import points as _points

__all__ = ["leaning", "order", "points", "uplift", "weary", "whom"]


def points() -> object:
    """What the task gives points for."""
    return _points("segments_and_communities")
