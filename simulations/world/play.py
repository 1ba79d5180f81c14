"""A plan is played: day by day, all rooms of the world in turn, in many worlds at once.

Morning to night: posts go out and are looked at by the platforms, people see and read them, paid reach and KOLs bring
more, campaigns run, members of the private domain are written to, visitors buy, customers write and complain, the brand
is spoken of. What one day leaves (followers, weariness, strikes, trust, members, stock) the next one starts from.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from simulations.world.audience.calendar import heat
from simulations.world.audience.segments import clock, mix, people, price_sensitivity
from simulations.world.commerce import Shop
from simulations.world.content import Call, Content, Effects, effects
from simulations.world.draws import Floats, Worlds
from simulations.world.followers import Followers
from simulations.world.live import LiveOutcome, hold
from simulations.world.opinion import Opinion, Service
from simulations.world.outcome import Outcome
from simulations.world.plan import Plan, Post, Setting
from simulations.world.platforms import platform
from simulations.world.platforms.publishing import PAID, Account, PostOutcome, Publication, Push, publish
from simulations.world.platforms.timing import by_day, mean_hours
from simulations.world.private_domain import PrivateDomain
from simulations.world.promotion import (
    ExchangeOutcome,
    KolOutcome,
    PaidOutcome,
    PaidReach,
    Referral,
    ReferralOutcome,
    hire,
    run_exchange,
    run_referral,
    spend,
)
from simulations.world.rulebook.enforcement import Breach, Enforcement

CALLS: dict[str, Call] = {"lead": "add", "sale": "buy", "follow": "follow", "reach": "none"}
LEADS_OFF = frozenset({"xiaohongshu", "douyin"})  # where asking for an add leads users off the platform


def play(plan: Plan, setting: Setting, worlds: Worlds) -> Outcome:
    """What comes of a plan in all worlds.

    Raises
    ------
    Mendable
        If the plan does not fit the setting.
    """
    plan.check_against(setting)
    run = Run(plan, setting, worlds)
    for day in range(setting.days):
        run.step(day)
    return run.outcome()


class Run:
    """A plan under way, stepped day by day."""

    def __init__(self, plan: Plan, setting: Setting, worlds: Worlds) -> None:
        self.plan, self.setting, self.worlds = plan, setting, worlds
        days, shape = setting.days, (worlds.count, setting.days)
        self._desk = worlds.values("desk")
        self.accounts = {
            slug: Followers(slug, setting.niche, start, worlds, days) for slug, start in setting.accounts.items()
        }
        self.home = "gongzhonghao" if "gongzhonghao" in self.accounts else next(iter(self.accounts))
        public = mix(self.home, setting.niche)
        self.private = PrivateDomain(plan.communities, plan.broadcasts, worlds, days, setting.members)
        self._warmth = worlds.values("commerce")
        sensitivity = self._desk["price_elasticity"] * 2 * float(public @ price_sensitivity())
        self.shop = Shop(plan.products, worlds, days, sensitivity) if plan.products else None
        self.service = Service(plan.team, worlds, days, setting.start.weekday())
        self.opinion = Opinion(setting.incidents, plan.responses, worlds, days, setting.mentions_per_day)
        self.enforcement = Enforcement(tuple(self.accounts), worlds, days, plan.appeals)
        self.posts: dict[str, PostOutcome] = {}
        self.lives: dict[str, LiveOutcome] = {}
        self.paid: dict[str, PaidOutcome] = {}
        self.kols: dict[str, KolOutcome] = {}
        self.referrals: dict[str, ReferralOutcome] = {}
        self.exchanges: dict[str, ExchangeOutcome] = {}
        self._adds, self._comments, self._complaints = (np.zeros(shape) for _ in range(3))
        self._visits: dict[str, Floats] = defaultdict(lambda: np.zeros(shape))
        self._warm: dict[str, Floats] = defaultdict(lambda: np.zeros(shape))
        self._today: dict[str, dict[int, list[Any]]] = {
            kind: _by_day(getattr(plan, kind)) for kind in ("posts", "lives", "kol_posts", "referrals", "exchanges")
        }
        self._today["ads"] = _by_day(paid for paid in plan.paid if paid.post is None)
        self._curve = np.einsum("s,sdh->dh", public, clock())

    def step(self, day: int) -> None:
        """Play one day."""
        goodwill = self.opinion.trust[:, day - 1] if day else np.ones(self.worlds.count)
        for post in self._today["posts"][day]:
            self._publish(post, day, goodwill)
        for ad in self._today["ads"][day]:
            self._advertise(ad, day, goodwill)
        for live in self._today["lives"][day]:
            account = self.accounts[live.platform]
            outcome = self.lives[live.id] = hold(live, account.now, float(goodwill.mean()), self.worlds)
            account.come(day, outcome.new_followers)
            self._comments[:, day] += outcome.comments.sum(axis=1)
        self._campaign(day)
        self.private.step(day, np.floor(self._adds[:, day]))
        orders = self._sell(day, goodwill)
        for account in self.accounts.values():
            account.end_day(day)
        self._answer(day, orders)

    def _publish(self, post: Post, day: int, goodwill: Floats) -> None:
        """A post goes out; the platform looks at it; what it brings comes over the days."""
        account, content = self.accounts[post.platform], post.content
        slugs = list(content.breaches)
        if content.call == "add" and post.platform in LEADS_OFF:
            slugs.append("off_platform_leading")
        ruling = self.enforcement.judge(
            post.platform, day, post.id, [Breach(rule=slug, post=post.id) for slug in dict.fromkeys(slugs)]
        )
        taken = effects(content, post.platform, self.worlds)
        worn = account.wear(day, content) - self.worlds.values(post.platform)["twin"] * bool(content.twin)
        publication = Publication(
            post=post.id,
            day=self.setting.weekday_of(day),
            hour=post.hour,
            effects=replace(taken, reach=taken.reach + worn),
            seed_readers=post.seed_readers,
            heat=heat(self.setting.date_of(day), content.niche, content.topic, post.platform),
            burden=account.burden(day),
        )
        reach = ruling.reach * self.enforcement.account_reach(post.platform, day)
        push = self._push([paid for paid in self.plan.paid if paid.post == post.id])
        self._put_down(post, day, publication, reach, goodwill, push)
        account.sent(day, content)

    def _advertise(self, ad: PaidReach, day: int, goodwill: Floats) -> None:
        """An advertisement without a post: people see it in a feed, and that is all."""
        content = Content(format="note", niche=self.setting.niche, advertising=1.0, call=CALLS[ad.goal])
        products = [product.id for product in self.plan.products if product.requires is None]
        post = Post(
            id=ad.id,
            platform=ad.platform,
            day=day,
            hour=12,
            content=content,
            product=products[0] if ad.goal == "sale" and products else None,
        )
        publication = Publication(post=ad.id, day=self.setting.weekday_of(day), hour=12, effects=Effects(action=1.0))
        self._put_down(post, day, publication, np.zeros(self.worlds.count), goodwill, self._push([ad]))

    def _push(self, campaigns: list[PaidReach]) -> Push | None:
        """What paid campaigns for one post amount to; several on one post add up."""
        if not campaigns:
            return None
        bought = []
        for paid in campaigns:
            public = float(people(paid.platform, self.setting.niche).sum())
            self.paid[paid.id] = outcome = spend(paid, public, self.worlds)
            bought.append(outcome)
        shown = np.sum([outcome.impressions + outcome.organic_impressions for outcome in bought], axis=0)
        total = max(float(shown.sum()), 1.0)
        if not shown.any():
            return None
        click, follow = (
            float(np.log(sum((one.impressions * getattr(one, name)).sum() for one in bought) / total))
            for name in ("click", "follow")
        )
        return Push(shown=shown, click=click, follow=follow)

    def _put_down(
        self, post: Post, day: int, publication: Publication, reach: Floats, goodwill: Floats, push: Push | None
    ) -> None:
        """Publish, and put down what comes of it on the days on which it comes."""
        account, on = self.accounts[post.platform], post.platform
        outcome = publish(
            publication,
            Account(account.now, niche=post.content.niche, mix=account.mix),
            self.worlds,
            on=on,
            reach=reach,
            goodwill=goodwill,
            push=push,
        )
        self.posts[post.id] = outcome
        hours = mean_hours(on, outcome.sources, self.worlds)
        days = by_day(hours, post.hour, self.setting.days - day)
        reads = outcome.reads_from @ days
        account.reads[:, day:] += reads
        strange = np.array([source not in platform(on).FROM_FOLLOWERS for source in outcome.sources])
        strangers = outcome.reads_from[:, strange]
        spread = strangers @ days[strange] / np.maximum(strangers.sum(axis=1, keepdims=True), 1)
        account.come(day, outcome.new_followers, spread, outcome.readers / np.maximum(outcome.reads, 1)[:, None])
        account.leave(day, outcome.unfollows)
        over_days = reads / np.maximum(outcome.reads, 1)[:, None]
        self._comments[:, day:] += outcome.comments[:, None] * over_days
        if post.content.call == "add":
            self._adds[:, day:] += outcome.actions[:, None] * over_days
        if post.content.call == "buy" and post.product:
            cold = np.divide(
                outcome.source(PAID), outcome.reads, out=np.zeros(self.worlds.count), where=outcome.reads > 0
            )
            warmth = cold * self._warmth["warmth_ad"] + (1 - cold) * self._warmth["warmth_follower"]
            self._visit(post.product, day, outcome.actions[:, None] * over_days, warmth[:, None])

    def _campaign(self, day: int) -> None:
        """KOL posts, mutual promotion and referral that begin today."""
        kols = {kol.id: kol for kol in self.setting.kols}
        for hired in self._today["kol_posts"][day]:
            kol = kols[hired.kol]
            outcome = self.kols[hired.id] = hire(hired, kol, self.worlds)
            if kol.platform in self.accounts:
                self.accounts[kol.platform].come(day, outcome.new_followers)
            if hired.product:
                self._visit(hired.product, day, outcome.clicks[:, None], self._warmth["warmth_follower"])
        home = self.accounts[self.home]
        for exchange in self._today["exchanges"][day]:
            swap = self.exchanges[exchange.id] = run_exchange(exchange, home.now, self.worlds)
            breach = Breach(rule=swap.breach, post=exchange.id, certain=swap.certain)
            left = self.enforcement.judge(self.home, day, exchange.id, [breach]).reach
            home.come(day, np.floor(swap.new_followers * left))
            home.leave(day, swap.lost_followers)
        for referral in self._today["referrals"][day]:
            self._refer(referral, day)

    def _refer(self, referral: Referral, day: int) -> None:
        """A referral campaign starts among those whom its call reaches."""
        home = self.accounts[self.home]
        seeds = np.zeros(self.worlds.count)
        if "followers" in referral.seeds_from:
            seeds += self._desk["call_read"] * home.now
        if "private_domain" in referral.seeds_from:
            seeds += self._desk["member_reads"] * self.private.members.sum(axis=1)
        reachable = self._desk["referral_reachable"] * max(float(home.now.mean()), 1.0)
        outcome = self.referrals[referral.id] = run_referral(referral, np.floor(seeds), reachable, self.worlds)
        breaches = [Breach(rule=outcome.breach, post=referral.id)] if outcome.breach else []
        left = self.enforcement.judge(self.home, day, referral.id, breaches).reach
        last = min(self.setting.days, day + outcome.new_followers.shape[1])
        for later in range(day, last):
            home.come(later, outcome.new_followers[:, later - day] * left)
        self._adds[:, day:last] += outcome.wecom_adds[:, : last - day] * left[:, None]
        gone = day + 30
        if gone < self.setting.days:
            home.leave(gone, np.floor(outcome.new_followers.sum(axis=1) * left * (1 - outcome.quality)))

    def _visit(self, product: str, day: int, people: Floats, warmth: Floats | float) -> None:
        """People on a product's page from `day` on, shape (worlds, days from it) or all today (worlds, 1)."""
        days = slice(day, day + 1) if people.shape[1] == 1 else slice(day, None)
        self._visits[product][:, days] += people
        self._warm[product][:, days] += people * warmth

    def _sell(self, day: int, goodwill: Floats) -> Floats:
        """Visitors of today buy; orders today, shape (worlds,)."""
        if self.shop is None:
            return np.zeros(self.worlds.count)
        for product, clicks in self.private.offer_clicks(day).items():
            self._visit(product, day, clicks[:, None], self._warmth["warmth_member"])
        visits = {product: np.floor(rows[:, day]) for product, rows in self._visits.items()}
        warmth = {
            product: goodwill * rows[:, day] / np.maximum(self._visits[product][:, day], 1e-9)
            for product, rows in self._warm.items()
        }
        self.shop.step(day, visits, warmth)
        return np.asarray(self.shop.outcome.orders[:, day].sum(axis=1), dtype=float)

    def _answer(self, day: int, orders: Floats) -> None:
        """Comments, private messages and complaints reach the desk; what stays unanswered becomes public."""
        desk, later = self._desk, day + int(self._desk["order_delay_days"])
        if later < self.setting.days:
            self._complaints[:, later] += orders * desk["complaints_per_order"]
        comments = self._comments[:, day]
        followers = np.sum([account.now for account in self.accounts.values()], axis=0)
        self.service.step(
            day,
            np.floor(comments),
            np.floor(desk["messages_per_follower"] * followers),
            np.floor(self._complaints[:, day] + desk["complaints_per_comment"] * comments),
            self._curve[self.setting.weekday_of(day)],
        )
        reads = np.sum([account.reads[:, day] for account in self.accounts.values()], axis=0)
        self.opinion.step(day, self.service.escalated[:, day], attention=reads)

    def outcome(self) -> Outcome:
        """Everything that has come of the plan so far."""
        return Outcome(
            plan=self.plan,
            setting=self.setting,
            worlds=self.worlds,
            posts=self.posts,
            lives=self.lives,
            paid=self.paid,
            kols=self.kols,
            referrals=self.referrals,
            exchanges=self.exchanges,
            accounts=self.accounts,
            private=self.private.outcome,
            shop=self.shop,
            service=self.service,
            opinion=self.opinion,
            enforcement=self.enforcement,
        )


def _by_day(items: Iterable[Any]) -> dict[int, list[Any]]:
    """What is planned by day, in the order of hours."""
    days: dict[int, list[Any]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (getattr(item, "hour", 0), item.id)):
        days[item.day].append(item)
    return days
