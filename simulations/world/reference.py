"""Plans to measure the world by: three growth sprints from lazy to good, and a busy plan on all platforms."""

from datetime import date
from typing import Literal

from simulations.world.content import Content, Format
from simulations.world.plan import Plan, Post, Setting
from simulations.world.platforms import platform_slugs
from simulations.world.private_domain import Community
from simulations.world.promotion import Exchange, PaidReach, Referral

Level = Literal["lazy", "mediocre", "good"]
FORMS: dict[str, tuple[Format, int]] = {
    "gongzhonghao": ("article", 1800),
    "douyin": ("video", 30),
    "xiaohongshu": ("note", 500),
    "bilibili": ("video", 300),
    "shipinhao": ("video", 45),
    "weibo": ("text", 140),
}
START = date(2026, 9, 1)


def sprint_setting(days: int = 90) -> Setting:
    """A 公众号 of 50,000 followers with a small private domain: to be brought to 80,000 in 90 days."""
    return Setting(
        start=START,
        days=days,
        niche="workplace",
        accounts={"gongzhonghao": 50_000},
        members={"new": 1_000, "active": 3_000, "paying": 200},
    )


def sprint(level: Level) -> Plan:
    """A plan for the sprint.

    Lazy: one copied, self-praising article a week. Mediocre: two middling articles a week and one careless campaign.
    Good: three well-made articles a week on topics that take turns, a compliant referral every three weeks, a piece
    made together with another account every week, groups that are looked after, and advertising for followers.
    """
    if level == "lazy":
        dull = Content(
            format="article",
            niche="workplace",
            length=900,
            hook=0.2,
            substance=0.2,
            story=0.2,
            visual=0.3,
            originality=0.4,
            advertising=0.6,
            tags=0,
        )
        return Plan(posts=tuple(_post(f"lazy/{week}", 7 * week + 1, 15, dull) for week in range(13)))
    if level == "mediocre":
        plain = Content(format="article", niche="workplace", length=1800, tags=0)
        return Plan(
            posts=tuple(_post(f"plain/{i}", 7 * (i // 2) + (1, 3)[i % 2], 20, plain) for i in range(25)),
            referrals=(
                Referral(
                    id="raffle",
                    day=30,
                    days=7,
                    reward="lottery",
                    reward_value_yuan=20,
                    poster=0.4,
                    seeds_from=("followers",),
                ),
            ),
        )
    slots = (1, 3, 6)
    posts = []
    for i in range(38):
        topic = _topics()[i % len(_topics())]
        fine = Content(
            format="article",
            niche="workplace",
            topic=topic,
            length=1900,
            hook=0.85,
            substance=0.85,
            story=0.75,
            visual=0.7,
            originality=1.0,
            search=0.7,
            advertising=0.05,
            tags=0,
            call="share" if i % 3 else "follow",
        )
        posts.append(_post(f"fine/{i}", 7 * (i // 3) + slots[i % 3], 21, fine, seed_readers=40))
    return Plan(
        posts=tuple(post for post in posts if post.day < 90),
        referrals=tuple(
            Referral(
                id=f"camp/{day}",
                day=day,
                days=21,
                reward="completion",
                reward_value_yuan=30,
                poster=0.85,
                seeds_from=("followers", "private_domain"),
                showcase=True,
            )
            for day in (5, 28, 51)
        ),
        exchanges=tuple(
            Exchange(
                id=f"together/{week}",
                day=7 * week + 4,
                partner_followers=80_000,
                overlap=0.08 + 0.01 * week,
                fit=0.8,
                introduction=0.8,
                legitimacy="co_created",
            )
            for week in range(12)
        ),
        communities=(
            Community(tier="new", rules=True, welcome=True, activities_per_week=2, host_minutes_per_day=60, value=0.7),
            Community(tier="active", rules=True, activities_per_week=2, host_minutes_per_day=90, value=0.7),
        ),
        paid=tuple(
            PaidReach(
                id=f"ads/{week}",
                tool="feed_ads",
                platform="gongzhonghao",
                day=7 * week,
                days=7,
                budget_yuan=5_000,
                goal="follow",
                targeting=0.4,
            )
            for week in range(12)
        ),
    )


def busy_setting(followers: int = 50_000) -> Setting:
    """Six accounts for 90 days."""
    return Setting(start=START, days=90, niche="workplace", accounts=dict.fromkeys(platform_slugs(), followers))


def busy_plan(posts: int = 150) -> Plan:
    """Posts spread evenly over 90 days and six platforms, topics and hours in turn."""
    slugs, planned = platform_slugs(), []
    for i in range(posts):
        on = slugs[i % len(slugs)]
        form, length = FORMS[on]
        content = Content(
            format=form,
            niche="workplace",
            topic=_topics()[i % len(_topics())],
            length=length,
            hook=0.3 + 0.5 * (i % 5) / 4,
            substance=0.3 + 0.5 * (i % 7) / 6,
            tags=0,
        )
        planned.append(
            Post(id=f"busy/{i}", platform=on, day=i * 90 // posts, hour=(8, 12, 18, 21)[i % 4], content=content)
        )
    return Plan(posts=tuple(planned))


def _topics() -> tuple[str, ...]:
    from simulations.world.audience.niches import niches

    return tuple(niches()["workplace"].topics)


def _post(id: str, day: int, hour: int, content: Content, seed_readers: float = 0.0) -> Post:
    return Post(id=id, platform="gongzhonghao", day=day, hour=hour, content=content, seed_readers=seed_readers)
