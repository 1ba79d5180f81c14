"""公众号: an account message to followers, shared on through Moments, widened by recommendation.

How it distributes, and where that is known from: a post is delivered to all followers and opened by about 1.2% of
them; 3.2% of the readers share it; 56% of reads come from the message and 20% from Moments (微小宝, 2019); since 2023
recommendation adds a growing share (24% of reads in 2023-08, 46% in 2025-03, one account). Sharing is a cascade: each
generation of readers shares, its shares are seen, some of those who see read. Search, the menu and the list of earlier
posts bring a few readers for weeks.
"""

from simulations.world.draws import Floats
from simulations.world.platforms.feeds import recommendation
from simulations.world.platforms.meeting import Meeting

SOURCES = ("message", "recommended", "other")
FROM_FOLLOWERS = frozenset({"message", "other"})
SHARED = "moments"


def reach(meeting: Meeting) -> tuple[Floats | float, ...]:
    """The message to all followers; recommendation; and those who look the account up."""
    return (meeting.followers, recommendation(meeting), meeting.followers * meeting.search)
