"""What came of a plan: everything the rooms of the world have put down, and its main figures."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulations.world.audience.segments import overlap
from simulations.world.commerce import Shop
from simulations.world.draws import Floats, Worlds
from simulations.world.followers import Followers
from simulations.world.live import LiveOutcome
from simulations.world.opinion import Opinion, Service
from simulations.world.plan import Plan, Setting
from simulations.world.platforms.post import PostOutcome
from simulations.world.private_domain import PrivateDomainOutcome
from simulations.world.promotion import ExchangeOutcome, KolOutcome, PaidOutcome, ReferralOutcome
from simulations.world.rulebook.enforcement import Enforcement


@dataclass(frozen=True)
class Outcome:
    """A plan played in many worlds; `tables` shows one of them as the platforms' back ends would."""

    plan: Plan
    setting: Setting
    worlds: Worlds
    posts: Mapping[str, PostOutcome]
    lives: Mapping[str, LiveOutcome]
    paid: Mapping[str, PaidOutcome]
    kols: Mapping[str, KolOutcome]
    referrals: Mapping[str, ReferralOutcome]
    exchanges: Mapping[str, ExchangeOutcome]
    accounts: Mapping[str, Followers]
    private: PrivateDomainOutcome
    shop: Shop | None
    service: Service
    opinion: Opinion
    enforcement: Enforcement

    def followers(self, platform: str) -> Floats:
        """Followers at each day's end, shape (worlds, days)."""
        return self.accounts[platform].total

    @property
    def unique_followers(self) -> Floats:
        """People who follow at least one account at the end, shape (worlds,).

        Accounts are counted from the largest on: of the followers of the next one, those are new who do not also use
        and follow one counted before.
        """
        also = self.worlds.values("audience")["also_follows"]
        platforms = sorted(self.accounts, key=lambda slug: -float(self.accounts[slug].now.mean()))
        unique = np.zeros(self.worlds.count)
        for place, slug in enumerate(platforms):
            known = [1 - also * overlap(self.setting.niche, slug, before) for before in platforms[:place]]
            unique = unique + self.accounts[slug].now * float(np.prod(known))
        return np.rint(unique)

    @property
    def cost_yuan(self) -> Floats:
        """Money spent on reach, KOLs, rewards, goods and expected fines, shape (worlds,).

        Live sessions count with all that their profit takes off, hands in the room included; other wages are left to
        whoever plans them.
        """
        spent = np.zeros(self.worlds.count)
        for costs in (self.paid.values(), self.kols.values(), self.referrals.values()):
            for outcome in costs:
                spent = spent + outcome.cost_yuan
        for live in self.lives.values():
            spent = spent + live.gmv - live.refunded_yuan - live.profit_yuan
        if self.shop is not None:
            spent = spent + self.shop.outcome.cost_yuan.sum(axis=1)
        return spent + self.enforcement.fines

    @property
    def revenue_yuan(self) -> Floats:
        """Money taken in by shop and live sessions, less what is given back, shape (worlds,)."""
        taken = np.zeros(self.worlds.count)
        if self.shop is not None:
            taken = taken + (self.shop.outcome.revenue_yuan - self.shop.outcome.refunded_yuan).sum(axis=1)
        for live in self.lives.values():
            taken = taken + live.gmv - live.refunded_yuan
        return taken

    def kpis(self) -> dict[str, Floats]:
        """Main figures of the whole time, shape (worlds,) each: reach, interaction, growth, money, reputation."""
        posts = list(self.posts.values())
        nothing = np.zeros(self.worlds.count)
        start = float(sum(self.setting.accounts.values()))
        end = np.sum([account.now for account in self.accounts.values()], axis=0)
        return {
            "reads": np.sum([post.reads for post in posts], axis=0) if posts else nothing,
            "interactions": np.sum([post.interactions for post in posts], axis=0) if posts else nothing,
            "followers": end,
            "net_followers": end - start,
            "unique_followers": self.unique_followers,
            "members": self.private.members[:, -1].sum(axis=1),
            "revenue_yuan": self.revenue_yuan,
            "cost_yuan": self.cost_yuan,
            "negative_share": self.opinion.negative.sum(axis=1)
            / np.maximum((self.opinion.positive + self.opinion.neutral + self.opinion.negative).sum(axis=1), 1),
            "brand_searches": self.opinion.searches.sum(axis=1),
            "trust": self.opinion.trust[:, -1],
        }
