"""B站: long videos for circles; coins, favourites and bullet comments count for more than plays.

How it distributes: recommendation on the home page and beside other videos, the feed of followed uploaders, and search.
Likes, coins, favourites, shares and bullet comments weigh more than views; the weights in circulation come from
practitioners and are unofficial. Viewers follow an uploader rather than a topic, so followers are shown more of what he
makes, and a video lives for weeks.
"""

from simulations.world.draws import Floats
from simulations.world.platforms.feeds import follower_feed, recommendation, search
from simulations.world.platforms.meeting import Meeting

SOURCES = ("followers", "recommended", "search")
FROM_FOLLOWERS = frozenset({"followers"})
SHARED = "shares"


def reach(meeting: Meeting) -> tuple[Floats | float, ...]:
    """The feed of followed uploaders, recommendation and search."""
    return (follower_feed(meeting), recommendation(meeting), search(meeting))
