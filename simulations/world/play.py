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
from simulations.world.audience.returning import active_share
from simulations.world.audience.segments import clock, mix, people, price_sensitivity
from simulations.world.breaches import breaches_of
from simulations.world.commerce import Shop
from simulations.world.content import Call, Content, Effects, effects
from simulations.world.draws import Floats, Worlds, whole
from simulations.world.followers import Followers
from simulations.world.live import LiveOutcome, hold
from simulations.world.opinion import Opinion, Service
from simulations.world.outcome import Outcome
from simulations.world.plan import AD_HOUR, Plan, Post, Setting
from simulations.world.platforms import platform
from simulations.world.platforms.post import PAID, Account, PostOutcome, Publication, Push
from simulations.world.platforms.publishing import publish
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
ORDINARY = 0.5  # interest of an account's followers in what it sells live
MONTH = 30  # days within which those leave who came for a reward alone


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
        on = {kol.id: kol.platform for kol in setting.kols}
        watched = dict.fromkeys([*self.accounts, *(on[hired.kol] for hired in plan.kol_posts)])
        self.enforcement = Enforcement(tuple(watched), worlds, days, plan.appeals)
        self.posts: dict[str, PostOutcome] = {}
        self.lives: dict[str, LiveOutcome] = {}
        self.paid: dict[str, PaidOutcome] = {}
        self.kols: dict[str, KolOutcome] = {}
        self.referrals: dict[str, ReferralOutcome] = {}
        self.exchanges: dict[str, ExchangeOutcome] = {}
        self._adds, self._comments, self._complaints = (np.zeros(shape) for _ in range(3))
        self._visits: dict[str, Floats] = defaultdict(lambda: np.zeros(shape))
        self._warm: dict[str, Floats] = defaultdict(lambda: np.zeros(shape))
        self._rest: dict[str, Floats] = {}
        self._joined = np.zeros(worlds.count)  # members who bought something yesterday
        self._referred: list[int] = []  # days on which referral campaigns began
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
        orders = np.zeros(self.worlds.count)
        for live in self._today["lives"][day]:
            account = self.accounts[live.platform]
            outcome = hold(live, account.now, ORDINARY, self.worlds)
            self.lives[live.id] = outcome = replace(outcome, new_followers=np.floor(outcome.new_followers * goodwill))
            account.come(day, outcome.new_followers)
            orders += outcome.orders.sum(axis=(1, 2))
        self._campaign(day, goodwill)
        self.private.step(day, self._whole("adds", self._adds[:, day]), self._joined)
        orders += self._sell(day, goodwill)
        for account in self.accounts.values():
            account.end_day(day, goodwill)
        self._answer(day, orders)

    def _publish(self, post: Post, day: int, goodwill: Floats) -> None:
        """A post goes out; the platform looks at it; what it brings comes over the days."""
        account, content = self.accounts[post.platform], post.content
        ruling = self.enforcement.judge(post.platform, day, post.id, breaches_of(post, self.setting))
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
        self._put_down(post, day, publication, reach, goodwill, [p for p in self.plan.paid if p.post == post.id])
        account.sent(day, content)

    def _advertise(self, ad: PaidReach, day: int, goodwill: Floats) -> None:
        """An advertisement without a post: people see it in a feed, and that is all."""
        content = Content(format="note", niche=self.setting.niche, advertising=1.0, call=CALLS[ad.goal])
        products = [product.id for product in self.plan.products if product.requires is None]
        post = Post(
            id=ad.id,
            platform=ad.platform,
            day=day,
            hour=AD_HOUR,
            content=content,
            product=products[0] if ad.goal == "sale" and products else None,
        )
        publication = Publication(
            post=ad.id, day=self.setting.weekday_of(day), hour=AD_HOUR, effects=Effects(action=1.0)
        )
        self._put_down(post, day, publication, np.zeros(self.worlds.count), goodwill, [ad])

    def _buy(self, paid: PaidReach, reach: Floats) -> PaidOutcome:
        """What a paid campaign brings; a post that could not go out (reach 0) is not advertised, nor paid for."""
        outcome = spend(paid, float(people(paid.platform, self.setting.niche).sum()), self.worlds)
        if paid.post is not None:
            bought = ("cost_yuan", "shown", "impressions", "organic_impressions")
            outcome = replace(outcome, **{name: getattr(outcome, name) * (reach > 0) for name in bought})
        self.paid[paid.id] = outcome
        return outcome

    def _push(self, bought: list[PaidOutcome], on: str) -> Push | None:
        """What paid campaigns for one post amount to; several on one post add up."""
        shown = np.sum([one.impressions + one.organic_impressions for one in bought], axis=0)
        if not np.any(shown):
            return None
        click, follow = (
            np.sum([one.impressions * getattr(one, name) + one.organic_impressions for one in bought], axis=0)
            / np.maximum(shown, 1)
            for name in ("click", "follow")
        )
        click, follow = (np.where(shown > 0, factor, 1.0) for factor in (click, follow))
        if self.worlds.values(on)["click_paid"] < 1:  # both are per impression, and only who clicks can follow
            follow = follow / click
        return Push(shown=shown, click=np.log(click), follow=np.log(follow))

    def _put_down(
        self,
        post: Post,
        day: int,
        publication: Publication,
        reach: Floats,
        goodwill: Floats,
        campaigns: list[PaidReach],
    ) -> None:
        """Publish, and put down what comes of it on the days on which it comes."""
        account, on = self.accounts[post.platform], post.platform
        bought = [self._buy(paid, reach) for paid in campaigns]
        outcome = publish(
            publication,
            Account(account.now, niche=post.content.niche, mix=account.mix),
            self.worlds,
            on=on,
            reach=reach,
            goodwill=goodwill,
            push=self._push(bought, on),
        )
        cold = outcome.source(PAID) / np.maximum(outcome.reads, 1)
        budgets = np.array([paid.budget_yuan for paid in campaigns])
        keen = np.average([one.action for one in bought], weights=budgets) if budgets.any() else 1.0
        acted = np.rint(outcome.actions * (1 + (keen - 1) * cold))
        self.posts[post.id] = outcome = replace(outcome, actions=acted)
        hours = mean_hours(on, outcome.sources, self.worlds)
        days = by_day(hours, post.hour, self.setting.days - day)
        if budgets.any():
            days[outcome.sources.index(PAID)] = self._spent_by_day(campaigns, budgets, day)
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
            warmth = cold * self._warmth["warmth_ad"] + (1 - cold) * self._warmth["warmth_follower"]
            self._visit(post.product, day, outcome.actions[:, None] * over_days, warmth[:, None])

    def _spent_by_day(self, campaigns: list[PaidReach], budgets: Floats, day: int) -> Floats:
        """Shares of the bought readers by day from `day` on: a budget is spent evenly over its campaign's days."""
        days = np.arange(day, self.setting.days)
        shares = [((days >= paid.day) & (days < paid.day + paid.days)) / paid.days for paid in campaigns]
        return np.average(shares, axis=0, weights=budgets)

    def _campaign(self, day: int, goodwill: Floats) -> None:
        """KOL posts, mutual promotion and referral that begin today."""
        kols = {kol.id: kol for kol in self.setting.kols}
        for hired in self._today["kol_posts"][day]:
            kol = kols[hired.kol]
            outcome = hire(hired, kol, self.worlds)
            breaches = [Breach(rule=outcome.breach, post=hired.id)] if outcome.breach else []
            left = self.enforcement.judge(kol.platform, day, hired.id, breaches).reach
            people_in = ("impressions", "reads", "interactions", "clicks", "actions")
            self.kols[hired.id] = outcome = replace(
                outcome,
                **{name: np.floor(getattr(outcome, name) * left) for name in people_in},
                new_followers=np.floor(outcome.new_followers * left * goodwill),
            )
            if kol.platform in self.accounts:
                self.accounts[kol.platform].come(day, outcome.new_followers)
            if hired.product:
                self._visit(hired.product, day, outcome.clicks[:, None], self._warmth["warmth_follower"])
        home = self.accounts[self.home]
        for exchange in self._today["exchanges"][day]:
            swap = run_exchange(exchange, home.now, self.worlds)
            breach = Breach(rule=swap.breach, post=exchange.id, certain=swap.certain)
            left = self.enforcement.judge(self.home, day, exchange.id, [breach]).reach
            left = left * self.enforcement.account_reach(self.home, day) * goodwill
            self.exchanges[exchange.id] = swap = replace(swap, new_followers=np.floor(swap.new_followers * left))
            home.come(day, swap.new_followers)
            home.leave(day, swap.lost_followers)
            home.bear(day, swap.fatigue)
        for referral in self._today["referrals"][day]:
            self._refer(referral, day, goodwill)

    def _refer(self, referral: Referral, day: int, goodwill: Floats) -> None:
        """A referral campaign starts among those whom its call reaches."""
        home = self.accounts[self.home]
        seeds = np.zeros(self.worlds.count)
        if "followers" in referral.seeds_from:
            seeds += self._desk["call_read"] * home.now
        if "private_domain" in referral.seeds_from:
            seeds += self._desk["member_reads"] * self.private.members.sum(axis=1)
        worn = sum(np.exp(-(day - begun) / self._desk["referral_wear_days"]) for begun in self._referred)
        seeds *= np.exp(-self._desk["referral_wear"] * worn)
        self._referred.append(day)
        reachable = self._desk["referral_reachable"] * max(self.setting.accounts[self.home], 1)
        outcome = run_referral(referral, np.floor(seeds), reachable, self.worlds)
        breaches = [Breach(rule=outcome.breach, post=referral.id)] if outcome.breach else []
        left = self.enforcement.judge(self.home, day, referral.id, breaches).reach * goodwill
        self.referrals[referral.id] = outcome = replace(
            outcome,
            new_followers=whole(outcome.new_followers * left[:, None]),
            wecom_adds=whole(outcome.wecom_adds * left[:, None]),
        )
        last = min(self.setting.days, day + outcome.new_followers.shape[1])
        self._adds[:, day:last] += outcome.wecom_adds[:, : last - day]
        for later in range(day, last):
            came = outcome.new_followers[:, later - day]
            home.come(later, came)
            home.leave(later + 1, came * (1 - outcome.quality), days=MONTH)

    def _visit(self, product: str, day: int, people: Floats, warmth: Floats | float) -> None:
        """People on a product's page from `day` on, shape (worlds, days from it) or all today (worlds, 1)."""
        days = slice(day, day + 1) if people.shape[1] == 1 else slice(day, None)
        self._visits[product][:, days] += people
        self._warm[product][:, days] += people * warmth

    def _sell(self, day: int, goodwill: Floats) -> Floats:
        """Visitors of today buy; orders today, shape (worlds,)."""
        if self.shop is None:
            return np.zeros(self.worlds.count)
        offered = self.private.offer_clicks(day)
        for product, clicks in offered.items():
            self._visit(product, day, clicks[:, None], self._warmth["warmth_member"])
        visits = {product: self._whole(f"visits/{product}", rows[:, day]) for product, rows in self._visits.items()}
        warmth = {
            product: goodwill * rows[:, day] / np.maximum(self._visits[product][:, day], 1e-9)
            for product, rows in self._warm.items()
        }
        self.shop.step(day, visits, warmth)
        members = np.zeros(self.worlds.count)
        for place, sold in enumerate(self.shop.products):
            if sold.id in offered and sold.price_yuan > 0:  # members buy as often as the other visitors of today
                bought = self.shop.outcome.new_customers[:, day, place] - self.shop.outcome.upgrades[:, day, place]
                members += bought * offered[sold.id] / np.maximum(self._visits[sold.id][:, day], 1)
        self._joined = self._whole("joined", members)
        return np.asarray(self.shop.outcome.orders[:, day].sum(axis=1), dtype=float)

    def _answer(self, day: int, orders: Floats) -> None:
        """Comments, private messages and complaints reach the desk; what stays unanswered becomes public."""
        desk, later = self._desk, day + int(self._desk["order_delay_days"])
        if later < self.setting.days:
            self._complaints[:, later] += orders * desk["complaints_per_order"]
        comments = self._comments[:, day]
        followers = np.sum([account.now for account in self.accounts.values()], axis=0)
        there = active_share(self.worlds) * followers
        self.service.step(
            day,
            self._whole("comments", comments),
            self._whole("messages", desk["messages_per_follower"] * there),
            self._whole("complaints", self._complaints[:, day] + desk["complaints_per_comment"] * comments),
            self._curve[self.setting.weekday_of(day)],
        )
        reads = np.sum([account.reads[:, day] for account in self.accounts.values()], axis=0)
        self.opinion.step(day, self.service.escalated[:, day], attention=reads)

    def _whole(self, what: str, people: Floats) -> Floats:
        """Whole people out of fractions, from a random start; what is left over waits for the next day."""
        rest = self._rest[what] if what in self._rest else self.worlds.uniforms("rest", what)[:, 0]
        due = rest + people
        self._rest[what] = due - np.floor(due)
        return np.floor(due)

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
