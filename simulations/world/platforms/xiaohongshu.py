"""小红书: explore shows covers in two columns, search finds notes for months.

How it distributes: explore (发现页) shows the cover and title to small groups and widens by how notes are met;
practitioners weigh like 1, save 1, comment 4, share 4, follow 8 (CES, not official). More than 70% of users search
(arXiv 2503.00501), so a note that carries the words people search goes on for months, which is what seeding lives on.
A cover clicked by fewer than 5% is a warning.
"""

from simulations.world.draws import Floats
from simulations.world.platforms.feeds import follower_feed, recommendation, search
from simulations.world.platforms.meeting import Meeting

SOURCES = ("followers", "explore", "search")
FROM_FOLLOWERS = frozenset({"followers"})
SHARED = "shares"


def reach(meeting: Meeting) -> tuple[Floats | float, ...]:
    """The following feed, explore and search."""
    return (follower_feed(meeting), recommendation(meeting), search(meeting))
