"""微博: a fast timeline and hot topics; a post lives for hours.

How it distributes: followers see the post in a timeline that moves fast, reposts carry it to the reposters' followers,
and a hashtag on a hot topic is seen by those who look at the topic. No public figures for the shares were found, they
are assumptions; that a post's life is hours rather than days is practitioners' experience.
"""

import numpy as np

from simulations.world.draws import Floats, pareto_lognormal
from simulations.world.platforms.feeds import follower_feed, recommendation
from simulations.world.platforms.meeting import Meeting

SOURCES = ("followers", "hot_topic", "recommended")
FROM_FOLLOWERS = frozenset({"followers"})
SHARED = "reposts"


def reach(meeting: Meeting) -> tuple[Floats | float, ...]:
    """The timeline, the hot topic's page and recommendation."""
    p = meeting.p
    luck = pareto_lognormal(meeting.tail[:, 1], p["hot_sigma"], p["hot_alpha"], 0.9)
    hot = p["hot_impressions"] * meeting.heat * luck * np.exp(p["value_weight"] * meeting.value + meeting.reach)
    return (follower_feed(meeting), hot, recommendation(meeting))
