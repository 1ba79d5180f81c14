"""Scenes of bought, borrowed and asked-for reach, of the private domain and of the shop."""

from typing import get_args

import numpy as np

from simulations.language import message
from simulations.world.commerce import Product, Shop
from simulations.world.draws import Worlds
from simulations.world.private_domain import TIERS, Broadcast, Community, PrivateDomain, raffle_adds
from simulations.world.promotion import (
    Exchange,
    Kol,
    KolPost,
    PaidReach,
    Referral,
    hire,
    run_exchange,
    run_referral,
    spend,
)
from simulations.world.promotion.kol import KolPlatform, Style
from simulations.world.promotion.paid import PLATFORMS, Goal
from simulations.world.scenes import FOLLOWERS, Figures, pooled

PUBLIC = 2e7
PRODUCTS = (
    Product(id="pack", name="pack", kind="lead_magnet", price_yuan=0, cost_yuan=0),
    Product(id="camp", name="camp", kind="low_price", price_yuan=19.9, cost_yuan=2, requires="pack"),
    Product(id="course", name="course", kind="high_price", price_yuan=1_499, cost_yuan=100, requires="camp"),
    Product(id="club", name="club", kind="membership", price_yuan=39, appeal=0.7, overpromise=0.3),
    Product(
        id="cream", name="cream", kind="shop", price_yuan=129, cost_yuan=40, appeal=0.7, discount=0.3, overpromise=0.3
    ),
)


def advertising(worlds: Worlds) -> Figures:
    """3,000 yuan a week with each tool, narrow and broad, for each goal."""
    goals: tuple[Goal, ...] = get_args(Goal)
    figures = []
    for tool, platforms in PLATFORMS.items():
        for goal in goals:
            for targeting in (0.0, 1.0):
                paid = PaidReach.model_validate(
                    {
                        "id": "scene/paid",
                        "tool": tool,
                        "platform": platforms[0],
                        "day": 0,
                        "days": 7,
                        "budget_yuan": 3_000,
                        "post": "scene/post",
                        "goal": goal,
                        "targeting": targeting,
                    }
                )
                out = spend(paid, PUBLIC / 100, worlds)
                people = out.impressions + out.organic_impressions
                figures.append((message("new followers that an advertisement brings"), people * out.click * out.follow))
                figures.append((message("orders that an advertisement brings"), people * out.click * out.action))
    return figures


def kols(worlds: Worlds) -> Figures:
    """A hired post on each platform in each style, by a KOL a fifth of whose followers do not exist."""
    platforms: tuple[KolPlatform, ...] = get_args(KolPlatform)
    styles: tuple[Style, ...] = get_args(Style)
    figures = []
    pairs = [*((platform, "review") for platform in platforms), *(("douyin", style) for style in styles)]
    for platform, style in pairs:
        kol = Kol.model_validate(
            {
                "id": "k",
                "platform": platform,
                "followers": 400_000,
                "price_yuan": 10_000,
                "fit": 0.8,
                "fake_share": 0.2,
                "interaction_rate": 0.06,
                "style": style,
            }
        )
        post = KolPost(id="scene/kol", kol="k", day=0, hour=20, brief_freedom=0.9, product="camp")
        out = hire(post, kol, worlds)
        figures += [
            (message("new followers that KOLs bring"), pooled(out.new_followers)),
            (message("orders that KOLs bring"), pooled(out.actions)),
        ]
    return figures


def referrals(worlds: Worlds) -> Figures:
    """Campaigns with each kind of reward, among 20,000 people who can be reached."""
    kinds = (
        {"reward": "completion", "showcase": True, "deposit_yuan": 20.0},
        {"reward": "invite", "threshold": 3},
        {"reward": "lottery", "spots": 100},
        {"reward": "none"},
    )
    figures = []
    for kind in kinds:
        campaign = Referral.model_validate(
            {
                "id": "scene/referral",
                "day": 0,
                "days": 21,
                "reward_value_yuan": 0 if kind["reward"] == "none" else 30,
                "poster": 0.85,
                "seeds_from": ("followers", "private_domain"),
                **kind,
            }
        )
        out = run_referral(campaign, np.full(worlds.count, 3_000.0), 20_000, worlds)
        figures += [
            (message("new followers of a referral still there after a month"), out.new_followers.sum(1) * out.quality),
            (message("WeCom adds of a referral"), out.wecom_adds.sum(axis=1)),
        ]
    return figures


def exchanges(worlds: Worlds) -> Figures:
    """A piece made together with an account of 80,000, and a list of accounts."""
    figures = []
    for kind in ("co_created", "list"):
        exchange = Exchange.model_validate(
            {
                "id": "scene/exchange",
                "day": 0,
                "partner_followers": 80_000,
                "overlap": 0.1,
                "fit": 0.8,
                "introduction": 0.8,
                "legitimacy": kind,
            }
        )
        out = run_exchange(exchange, float(FOLLOWERS), worlds)
        figures += [
            (message("new followers of mutual promotion"), out.new_followers),
            (message("followers lost by mutual promotion"), out.lost_followers),
        ]
    return figures


def members(worlds: Worlds, days: int = 60) -> Figures:
    """Sixty days of three tiers that are led, with a broadcast every three days, some of them urging falsely."""
    led = [
        Community(
            tier=tier,
            group_size=400,
            rules=True,
            welcome=True,
            activities_per_week=2,
            host_minutes_per_day=120,
            value=0.7,
        )
        for tier in TIERS
    ]
    sends = [
        Broadcast(
            id=f"scene/{i}",
            day=3 * i,
            hour=(20, 3, 12)[i % 3],
            tiers=TIERS,
            value=0.7,
            scarcity=("none", "real", "false")[i % 3],
        )
        for i in range(days // 3)
    ]
    private = PrivateDomain(led, sends, worlds, days, {"new": 1_000, "active": 3_000, "paying": 200})
    for day in range(days):
        private.step(day, np.full(worlds.count, 30.0))
    out = private.outcome
    return [
        (message("members after 60 days"), out.members[:, -1].sum(axis=1)),
        (message("members who take part a day"), out.active[:, -30:].mean(axis=(1, 2))),
        (message("clicks of broadcasts"), out.clicked.sum(axis=1)),
        (message("adds out of a raffle"), raffle_adds("scene", np.full(worlds.count, 1_000.0), worlds)),
    ]


def shop(worlds: Worlds, days: int = 60) -> Figures:
    """Sixty days of a shop with every kind of product: a ladder from a free pack to a course, a club, a cream."""
    store, p = Shop(PRODUCTS, worlds, days, price_sensitivity=1.5), worlds.values("commerce")
    ways = {"pack": "ad", "club": "member", "cream": "follower", "camp": "paying", "course": "follower"}
    warmth = {product: p[f"warmth_{way}"] for product, way in ways.items()}
    visits = dict.fromkeys(ways, np.full(worlds.count, 5_000.0))
    for day in range(days):
        store.step(day, visits, warmth)
    out = store.outcome
    revenue = (out.orders - out.refunds).sum(axis=1) * [product.price_yuan for product in store.products]
    return [
        (message("revenue of a shop in 60 days"), revenue.sum(axis=1)),
        *(
            (message("revenue of a product in 60 days"), pooled(revenue[:, k]))
            for k, product in enumerate(store.products)
            if product.price_yuan
        ),
    ]
