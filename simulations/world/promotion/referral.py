"""Asked-for reach: referral (裂变, 社群转介绍), a campaign that people bring each other into.

A branching process day by day: those we can reach see the call and some join; who joins shows it to friends, some of
whom join, until those who can be reached are in. Left alone it grows or dies by K = friends shown x chance to join,
which lies below 1 for what WeChat allows. Paying for invitations (诱导分享) lifts K above 1, breaks the rules (in 2014
WeChat announced: first time 30 days blocked and the followers so gained deleted, second time for ever), and fills the
campaign with reward hunters (羊毛党) who leave within the month. Rewarding completion with a deposit that is paid back
and a showcase spreads slower and keeps better. Raffle entry -> 企业微信 add 15-20% is practitioners'; the other sizes
are assumptions, chosen so that 5,000 who see a good compliant campaign bring some 1,000-4,000 followers.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulations.language import message
from simulations.world.draws import Floats, Worlds, binomial, poisson

LONGEST = 60  # days a campaign may last; its draws are this wide whatever its length


class Referral(BaseModel):
    """A referral campaign.

    Attributes
    ----------
    reward : str
        For what: finishing (a check-in camp), inviting, a raffle among all who joined, nothing.
    reward_value_yuan : float
        What one reward costs us.
    threshold : int
        Invitations that a reward takes; anything above 0 is an invite task, whatever the reward is called.
    poster : float
        Quality of the poster, 0-1: pain, promise, proof, one thing to do.
    seeds_from : tuple of str
        Whom the call goes to.
    deposit_yuan : float
        Paid on joining, returned on finishing if refundable.
    showcase : bool
        Works of those who take part are shown, which they show to friends.
    spots : int, optional
        Rewards there are (「前100名」); when they are gone few come.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    day: int = Field(ge=0)
    days: int = Field(ge=1, le=LONGEST)
    reward: Literal["completion", "invite", "lottery", "none"]
    reward_value_yuan: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    threshold: int = Field(default=0, ge=0)
    poster: float = Field(default=0.5, ge=0, le=1)
    seeds_from: tuple[Literal["followers", "private_domain"], ...] = Field(min_length=1)
    deposit_yuan: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    deposit_refundable: bool = True
    showcase: bool = False
    spots: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _an_invite_task_says_how_many(self) -> "Referral":
        if self.reward == "invite" and self.threshold < 1:
            raise ValueError(str(message("a reward for inviting needs a threshold of at least 1 invitation")))
        return self

    @property
    def breach(self) -> str | None:
        """The rule it breaks, if any."""
        if self.threshold > 0:
            return "induced_sharing"
        return "deposit_not_refundable" if self.deposit_yuan > 0 and not self.deposit_refundable else None


@dataclass(frozen=True)
class ReferralOutcome:
    """What came of a campaign if nobody stops it; what a platform does about `breach` is the rulebook's.

    Attributes
    ----------
    participants, invited, new_followers, wecom_adds : array (worlds, days)
        People who joined, friends who saw an invitation, new followers, and adds to 企业微信.
    quality : array (worlds,)
        Share of those who came that is still there after 30 days.
    cost_yuan : array (worlds,)
        Rewards paid out.
    """

    participants: Floats
    invited: Floats
    new_followers: Floats
    wecom_adds: Floats
    quality: Floats
    cost_yuan: Floats
    breach: str | None


def run_referral(referral: Referral, seeds: Floats, reachable: float, worlds: Worlds) -> ReferralOutcome:
    """Play a campaign in all worlds.

    Parameters
    ----------
    seeds : array (worlds,)
        Our own people whom the call reaches: readers of the post, members who read the group message; not all
        followers.
    reachable : float
        People beyond them who could come to join, >= 1.

    Raises
    ------
    ValueError
        If nobody is reachable.
    """
    people = np.floor(reachable)
    if not people >= 1:
        raise ValueError(f"reachable(={reachable}) must be >= 1")
    p = worlds.values("promotion")
    u = worlds.uniforms(referral.id, "referral", 7 * LONGEST).reshape(worlds.count, LONGEST, 7)[:, : referral.days]
    luck = worlds.normals(referral.id, "referral luck", 3)

    value = p[f"referral_{referral.reward}_appeal"] * np.log1p(referral.reward_value_yuan / p["referral_value_scale"])
    joining = np.exp(
        p["referral_poster"] * (referral.poster - 0.5)
        + p["referral_value_joins"] * value
        - p["referral_deposit_deters"] * np.log1p(referral.deposit_yuan / p["referral_deposit_scale"])
        + p["referral_scarcity"] * (referral.spots is not None)
        + p["referral_join_luck_sd"] * luck[:, 0]
    )
    from_seeds = np.mean([p[f"referral_{source}_join"] for source in referral.seeds_from]) * joining
    from_friends = p["referral_friend_join"] * joining
    # Everyone shows it to some; those after a reward for inviting ask until they give up.
    tried = referral.threshold * np.exp(-referral.threshold / p["referral_patience"])
    shown_each = (
        p["referral_shown"] * np.exp(p["referral_showcase"] * referral.showcase)
        + p["referral_shown_for_reward"] * tried * value
    ) * np.exp(p["referral_spread_luck_sd"] * luck[:, 1])

    joined, friends, invited = (np.zeros((worlds.count, referral.days)) for _ in range(3))
    unseen, invitations = np.floor(np.broadcast_to(seeds, worlds.count)), np.zeros(worlds.count)
    total, total_friends = np.zeros(worlds.count), np.zeros(worlds.count)
    for day in range(referral.days):
        left = 1.0 if referral.spots is None else np.where(total < referral.spots, 1.0, p["referral_after_spots"])
        called = binomial(u[:, day, 0], unseen, p["referral_seen_a_day"])
        unseen = unseen - called
        own = binomial(u[:, day, 1], called, np.minimum(from_seeds * left, 1.0))
        invited[:, day] = binomial(u[:, day, 2], invitations, p["referral_seen_a_day"])
        chance = np.minimum(from_friends * left, 1.0) * (1 - total_friends / people)
        friends[:, day] = np.minimum(binomial(u[:, day, 3], invited[:, day], chance), people - total_friends)
        joined[:, day] = own + friends[:, day]
        invitations = invitations - invited[:, day] + poisson(u[:, day, 4], joined[:, day] * shown_each)
        total, total_friends = total + joined[:, day], total_friends + friends[:, day]

    hunters = _hunters(referral, p)
    stay = (1 - hunters) * p["referral_stay"] + hunters * p["referral_hunters_stay"]
    odds = np.log(stay / (1 - stay)) + p["referral_stay_luck_sd"] * luck[:, 2]
    outside = np.mean([source != "private_domain" for source in referral.seeds_from])
    strangers = np.floor((joined - friends) * outside) + friends
    return ReferralOutcome(
        participants=joined,
        invited=invited,
        new_followers=binomial(u[:, :, 5], friends, p["referral_follow"]),
        wecom_adds=binomial(u[:, :, 6], strangers, p[f"referral_{referral.reward}_add"]),
        quality=1 / (1 + np.exp(-odds)),
        cost_yuan=_rewards(referral, total, p) * referral.reward_value_yuan,
        breach=referral.breach,
    )


def _hunters(referral: Referral, p: dict[str, float]) -> float:
    """Share of those who came for the reward alone: more with its value, fewer when joining takes a deposit."""
    drawn = p[f"referral_{referral.reward}_hunters"] * -np.expm1(
        -referral.reward_value_yuan / p["referral_hunter_value"]
    )
    return float(drawn * np.exp(-referral.deposit_yuan / p["referral_hunter_deposit"]))


def _rewards(referral: Referral, participants: Floats, p: dict[str, float]) -> Floats:
    """Rewards earned, at most as many as there are spots."""
    finishing = p["referral_finish"] + p["referral_deposit_finish"] * -np.expm1(
        -referral.deposit_yuan / p["referral_deposit_scale"]
    )
    share = {
        "completion": finishing,
        "invite": p["referral_invite_done"] ** referral.threshold,
        "lottery": 1 / p["referral_entries_per_prize"],
        "none": 0.0,
    }[referral.reward]
    earned: Floats = np.floor(participants * share)
    return earned if referral.spots is None else np.minimum(earned, float(referral.spots))
