"""Bought reach: Dou+, 巨量千川, 薯条, feed ads, B站 起飞, 微博 粉丝通.

Money buys impressions at a price per 1,000 that follows the tool, how narrow the targeting is, what the tool is told to
go for, and the auction: a larger daily budget bids against itself. The same people are met again sooner or later, and a
second showing hardly adds: of n impressions among A people the first sightings are A (1 - exp(-n / A)), the share of
full boxes when n balls fall into A boxes. Prices are practitioners' (Dou+ 100 yuan ~ 5,000 plays, feed ads 15-50 yuan
per 1,000, 薯条 25-32); sources contradict each other on what a follower costs, so that figure carries a wide range.
Paid plays lift the organic ranking of a post by little.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulations.language import message
from simulations.world.draws import Floats, Worlds

Tool = Literal["dou_plus", "qianchuan", "shutiao", "feed_ads", "bilibili_lift", "weibo_fans"]
Goal = Literal["reach", "follow", "lead", "sale"]
PLATFORMS: dict[str, tuple[str, ...]] = {
    "dou_plus": ("douyin",),
    "qianchuan": ("douyin",),
    "shutiao": ("xiaohongshu",),
    "feed_ads": ("gongzhonghao", "shipinhao", "douyin", "xiaohongshu", "bilibili", "weibo"),
    "bilibili_lift": ("bilibili",),
    "weibo_fans": ("weibo",),
}


class PaidReach(BaseModel):
    """A paid campaign.

    Attributes
    ----------
    id : str
        Stable id; the campaign's luck is keyed by it.
    platform : str
        One that the tool runs on.
    day, days : int
        First day and length; the budget is spread evenly.
    budget_yuan : float
        For the whole campaign.
    post : str, optional
        The post it lifts; only feed ads run without one.
    goal : str
        What the tool is told to go for: it looks for people who do that, and asks more for them.
    targeting : float
        0 broad, 1 narrow: fewer people, dearer, and they fit better.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    tool: Tool
    platform: str
    day: int = Field(ge=0)
    days: int = Field(ge=1)
    budget_yuan: float = Field(ge=0, allow_inf_nan=False)
    post: str | None = None
    goal: Goal = "reach"
    targeting: float = Field(default=0.0, ge=0, le=1)

    @model_validator(mode="after")
    def _the_tool_can_do_it(self) -> "PaidReach":
        allowed = PLATFORMS[self.tool]
        if self.platform not in allowed:
            what = message(
                "{tool} runs on {allowed}, not on {given}",
                tool=self.tool,
                allowed=", ".join(allowed),
                given=self.platform,
            )
            raise ValueError(str(what))
        if self.post is None and self.tool != "feed_ads":
            raise ValueError(str(message("{tool} lifts a post: say which", tool=self.tool)))
        return self


@dataclass(frozen=True)
class PaidOutcome:
    """What the money bought, shape (worlds,) each.

    Attributes
    ----------
    cost_yuan : array
        Money spent; what the tool cannot place is paid back.
    shown : array
        Impressions as the tool reports them, repeats included.
    impressions : array
        Impressions as they work: first sightings in full, repeats at a fraction.
    organic_impressions : array
        Unpaid impressions that the post gains from the paid behaviour.
    click, follow : array
        Multipliers of the platform's ordinary click rate and follow rate, both per impression.
    action : float
        Multiplier of the ordinary lead or purchase rate per click.
    """

    cost_yuan: Floats
    shown: Floats
    impressions: Floats
    organic_impressions: Floats
    click: Floats
    follow: Floats
    action: float


def spend(paid: PaidReach, audience_people: float, worlds: Worlds) -> PaidOutcome:
    """Play a paid campaign in all worlds.

    Parameters
    ----------
    audience_people : float
        People on the platform whom the broadest targeting could reach, > 0.

    Raises
    ------
    ValueError
        If nobody can be reached.
    """
    if not audience_people > 0:
        raise ValueError(f"audience_people(={audience_people}) must be > 0")
    p = worlds.values("promotion")
    luck = worlds.normals(paid.id, "paid", 3)
    narrow = paid.targeting
    audience = audience_people * p["paid_narrow_audience"] ** narrow

    listed = p[f"paid_{paid.tool}_broad"] ** (1 - narrow) * p[f"paid_{paid.tool}_narrow"] ** narrow
    auction = (1 + paid.budget_yuan / paid.days / p["paid_auction_budget"]) ** p["paid_auction_slope"]
    price = listed * p[f"paid_{paid.goal}_price"] * auction * np.exp(p["paid_price_luck_sd"] * luck[:, 0])

    shown = np.floor(np.minimum(1000 * paid.budget_yuan / price, p["paid_most_showings"] * audience))
    first = audience * -np.expm1(-shown / audience)
    impressions = first + p["paid_repeat_worth"] * (shown - first)

    fit = p["paid_broad_fit"] ** (1 - narrow) * p["paid_narrow_fit"] ** narrow
    return PaidOutcome(
        cost_yuan=shown * price / 1000,
        shown=shown,
        impressions=impressions,
        organic_impressions=p["paid_organic_share"] * impressions * (paid.post is not None),
        click=fit * np.exp(p["paid_click_luck_sd"] * luck[:, 1]),
        follow=fit * p[f"paid_{paid.goal}_follow"] * np.exp(p["paid_follow_luck_sd"] * luck[:, 2]),
        action=fit * p[f"paid_{paid.goal}_action"],
    )
