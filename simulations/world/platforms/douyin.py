"""抖音: videos play by themselves; each is shown on as long as what viewers do is worth it.

How it distributes: the platform said in April 2025 that videos are ranked by predicted probability of a behaviour times
the value of that behaviour, almost without tags (safety and trust centre). That rule is built here. The traffic pools
practitioners speak of (200-500, 3-5k, 10-20k, 100-150k with human review, ...) are folklore, good enough as a picture:
`pool` tells which of them a number of plays lies in. Followers make up a small part of the plays; search a growing one.
Rates of behaviours are those of 1.44 million impressions of a short-video feed (KuaiRand, 2022).
"""

from bisect import bisect_right

from simulations.world.draws import Floats
from simulations.world.platforms.feeds import follower_feed, recommendation, search
from simulations.world.platforms.meeting import Meeting

SOURCES = ("followers", "recommended", "search")
FROM_FOLLOWERS = frozenset({"followers"})
SHARED = "shares"
POOLS = (500, 5_000, 20_000, 150_000, 700_000, 3_000_000, 12_000_000)


def reach(meeting: Meeting) -> tuple[Floats | float, ...]:
    """The following feed, the recommendation feed and search."""
    return (follower_feed(meeting), recommendation(meeting), search(meeting))


def pool(plays: float) -> int:
    """Number of the pool, from 1, that a video's plays lie in; upper ends by practitioners' rule of thumb."""
    return min(bisect_right(POOLS, plays) + 1, len(POOLS))
