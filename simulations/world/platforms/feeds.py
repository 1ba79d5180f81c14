"""The ways of bringing people to a post that platforms have in common."""

import numpy as np

from simulations.world.draws import Floats, pareto_lognormal
from simulations.world.platforms.meeting import Meeting


def follower_feed(meeting: Meeting) -> Floats:
    """Followers who are shown the post: the share that is there at the hour."""
    shown = meeting.p["follower_reach"] * meeting.slot ** meeting.p["slot_weight"]
    return np.asarray(meeting.followers * min(shown, 1.0), dtype=float)


def recommendation(meeting: Meeting) -> Floats:
    """People a feed of recommendations shows the post to.

    shown = base x size^account_weight x (value / middling value)^value_weight x luck x heat, where value is
    sum over behaviours of P(behaviour) x value(behaviour) (抖音 safety and trust centre, April 2025) and luck has a
    lognormal body and a power-law tail (Ito & Shimada 2025). Practitioners speak of pools of 300, 4,000, 15,000, ...
    that a post is promoted through; they are the size classes of this quantity.
    """
    p = meeting.p
    luck = pareto_lognormal(meeting.tail[:, 0], p["recommend_sigma"], p["recommend_alpha"], p["recommend_knee"])
    log_shown = (
        p["value_weight"] * meeting.value
        + meeting.reach
        + p["heat_weight"] * meeting.heat
        + p["slot_weight"] / 2 * np.log(meeting.slot)
    )
    return np.asarray(
        p["recommend_impressions"] * meeting.size ** p["account_weight"] * luck * np.exp(log_shown), dtype=float
    )


def search(meeting: Meeting) -> Floats:
    """People who find the post by searching: the words it carries, how much they are searched, and a little luck."""
    p = meeting.p
    luck = pareto_lognormal(meeting.tail[:, 1], p["search_sigma"], p["search_alpha"], 0.9)
    rank = np.exp(p["value_weight"] / 2 * meeting.value + meeting.reach / 2)
    return np.asarray(
        p["search_impressions"] * meeting.size ** p["account_weight"] * meeting.search * rank * luck, dtype=float
    )
