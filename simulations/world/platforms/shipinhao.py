"""视频号: what friends like is shown to friends, and one's own groups and followers give the first push.

How it distributes: a video liked by friends appears in their friends' feed (朋友♥), so the first viewers from
Moments, groups and the account's 公众号 decide what follows; recommendation comes on top. Practitioners call it the
private-domain platform; no public figures for the shares of the sources were found, they are assumptions.
"""

import numpy as np

from simulations.world.draws import Floats, pareto_lognormal
from simulations.world.platforms.feeds import follower_feed, recommendation
from simulations.world.platforms.meeting import Meeting

SOURCES = ("followers", "friends", "recommended")
FROM_FOLLOWERS = frozenset({"followers"})
SHARED = "shares"


def reach(meeting: Meeting) -> tuple[Floats | float, ...]:
    """Followers, friends of those who like it, and recommendation."""
    followers = follower_feed(meeting)
    p = meeting.p
    luck = pareto_lognormal(meeting.tail[:, 1], p["friends_sigma"], p["friends_alpha"], 0.9)
    liking = followers * p["like_if_finished"] * np.exp(meeting.value + meeting.reach / 2) * luck
    return (followers, liking * p["friends_per_like"], recommendation(meeting))
