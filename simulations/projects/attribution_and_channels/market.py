"""The brand's market: how its channels answer to money, what was spent, what each channel causes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from simulations.identity import variant_rng
from simulations.world.draws import Floats, Worlds
from simulations.world.journeys import CHANNELS, Channel, Market, Month, People, caused, draw_people, play

USUAL: Mapping[Channel, float] = {
    "gongzhonghao": 16_000,
    "xiaohongshu": 22_000,
    "douyin_ads": 30_000,
    "kol": 26_000,
    "search": 10_000,
    "private_domain": 6_000,
}
SEEDING: tuple[Channel, ...] = ("gongzhonghao", "xiaohongshu", "douyin_ads", "kol")
LATE: tuple[Channel | None, ...] = (None, "search", "private_domain")
CUT = 0.3  # what is taken away after the first version
LOCKED: Mapping[Channel, float] = {"kol": 0.45, "private_domain": 0.5}  # of last month's money, signed or salaried
TOLD, KNOWN = 2_400, 4_000  # people whose journeys are exported; people the truth is taken from
PLAYED = 600  # people of each world a plan is played in
DARED = 0.3  # of the way to a good plan, by the colleague
STEP = 0.25  # by how much money is moved to see what the next yuan brings
SEARCHED = 4  # worlds in which a good plan is looked for
BOLD = (0.9, 0.6, 0.45, 0.3)  # how far each round of the search goes


@dataclass(frozen=True)
class Business:
    """A brand's market and books.

    Attributes
    ----------
    spent, before : mapping
        Yuan by channel last month and the month before.
    locked : mapping
        Yuan that are owed whatever is decided.
    price_yuan, margin_yuan : int
        Of an order, and what stays of one that is kept.
    scale : int
        People of the market that one of the sample stands for.
    """

    variant: str
    market: Market
    spent: Mapping[Channel, int]
    before: Mapping[Channel, int]
    locked: Mapping[Channel, int]
    price_yuan: int
    margin_yuan: int
    scale: int

    @cached_property
    def colleagues(self) -> tuple[dict[Channel, float], dict[Channel, float]]:
        """A decent colleague's two plans: they see the direction and dare to go three tenths of the way."""
        first, cut = (
            {c: (1 - DARED) * share * self.spent[c] + DARED * plan[c] for c in CHANNELS}
            for share, plan in zip((1.0, 1 - CUT), self.good_plans, strict=True)
        )
        return self.scaled(first, self.total), self.scaled(cut, self.total_cut)

    @property
    def total(self) -> int:
        return sum(self.spent.values())

    @property
    def total_cut(self) -> int:
        """What is left once the budget is cut."""
        return int(round(self.total * (1 - CUT), -3))

    def people(self, count: int, purpose: str) -> People:
        """A sample of this market's people."""
        return draw_people(variant_rng(self.variant, f"people {purpose}"), count)

    @property
    def worlds(self) -> Worlds:
        """The month that has been, which everybody may know."""
        return Worlds(self.variant.encode(), 1, STILL)

    @cached_property
    def told(self) -> tuple[People, Month]:
        """The people whose journeys were exported, and their month."""
        people = self.people(TOLD, "told")
        return people, play(self.spent, self.market, people, self.worlds, told=True)

    @cached_property
    def known(self) -> People:
        return self.people(KNOWN, "known")

    @cached_property
    def increments(self) -> dict[Channel, float]:
        """Of last month's orders, the share that each channel caused, 0-1."""
        return caused(self.spent, self.market, self.known, self.worlds)

    @cached_property
    def orders(self) -> float:
        """Last month's orders in the whole market."""
        return float(play(self.spent, self.market, self.known, self.worlds).orders[0] * KNOWN) * self._per_known

    @property
    def _per_known(self) -> float:
        return self.scale * TOLD / KNOWN

    @cached_property
    def next_yuan(self) -> dict[Channel, float]:
        """Kept orders for the next 1,000 yuan in each channel, beginning from last month's money."""
        return self.marginal(self.spent, self.known, self.worlds)

    def marginal(self, spend: Mapping[Channel, float], people: People, worlds: Worlds) -> dict[Channel, float]:
        """Kept orders of the whole market for the next 1,000 yuan of a plan, by channel."""
        found: dict[Channel, float] = {}
        today = play(spend, self.market, people, worlds).kept
        for channel in CHANNELS:
            step = STEP * max(spend[channel], 0.2 * USUAL[channel])
            gained = play({**spend, channel: spend[channel] + step}, self.market, people, worlds).kept - today
            found[channel] = 1000 * float(gained.mean()) / step * self.scale * TOLD
        return found

    def good_plan(self, total: float) -> dict[Channel, float]:
        """The best plan on a way along which money moves to where the next yuan brings more."""
        worlds = Worlds(self.worlds.seed, SEARCHED, STILL)
        plan = self.scaled(self.spent, total)
        best, most = plan, float(self.kept(plan, worlds).mean())
        for bold in BOLD:
            brings = self.marginal(plan, self._played, worlds)
            middle = float(np.median(list(brings.values())))
            moved = {
                channel: max(plan[channel], 500.0) * float(np.clip(brings[channel] / middle, 0.3, 3.0)) ** bold
                for channel in CHANNELS
            }
            plan = self.scaled(_filled(moved, total), total)
            kept = float(self.kept(plan, worlds).mean())
            if kept > most:
                best, most = plan, kept
        return best

    @cached_property
    def good_plans(self) -> tuple[dict[Channel, float], dict[Channel, float]]:
        """A good plan for the whole budget, and one for what is left of it."""
        return self.good_plan(self.total), self.good_plan(self.total_cut)

    def scaled(self, wanted: Mapping[Channel, float], total: float) -> dict[Channel, float]:
        """What a plan comes to: what is owed is paid first, and nobody spends more than there is.

        A plan below the total stays below it: money that is not planned for lapses.
        """
        owed = {channel: float(self.locked.get(channel, 0)) for channel in CHANNELS}
        asked = {channel: max(float(wanted.get(channel, 0)), owed[channel]) for channel in CHANNELS}
        over = sum(asked.values())
        if over <= total:
            return asked
        free = total - sum(owed.values())
        share = free / (over - sum(owed.values()))
        return {channel: owed[channel] + (asked[channel] - owed[channel]) * share for channel in CHANNELS}

    def kept(self, spend: Mapping[Channel, float], worlds: Worlds) -> Floats:
        """Orders of the whole market that are not sent back, shape (worlds,)."""
        month = play(spend, self.market, self._played, worlds)
        return month.kept * self.scale * TOLD

    @cached_property
    def _played(self) -> People:
        return self.people(PLAYED, "played")


def _filled(plan: Mapping[Channel, float], total: float) -> dict[Channel, float]:
    """A plan brought to the total in proportion."""
    return {channel: yuan * total / sum(plan.values()) for channel, yuan in plan.items()}


STILL = {("journeys", name): 0.0 for name in ("effect_luck_sd", "price_luck_sd", "demand_luck_sd")}


@lru_cache(maxsize=64)
def draw_business(variant: str) -> Business:
    """A market in which money has gone where the last click was: search and private domain have too much.

    In two of three markets one of these two is worth its money after all: rivals bid on the name, or members do need
    the reminder. Among the other four one is saturated and one is starved; what is strong never has too much.
    """
    rng = variant_rng(variant, "market")
    late = LATE[int(rng.integers(len(LATE)))]
    times: dict[Channel, float] = {"search": rng.uniform(1.7, 2.4), "private_domain": rng.uniform(1.8, 2.5)}
    if late:
        times[late] = rng.uniform(0.6, 0.9)
    order = [SEEDING[int(place)] for place in rng.permutation(len(SEEDING))]
    spread = ((2.0, 2.5), (0.3, 0.4), (0.7, 0.9), (0.8, 1.0))
    times |= {channel: rng.uniform(*ends) for channel, ends in zip(order, spread, strict=True)}
    strength = {channel: float(np.exp(rng.uniform(-0.15, 0.15))) for channel in CHANNELS}
    strength[order[int(rng.choice((1, 2)))]] *= 1.2
    strength[order[int(rng.choice((0, 3)))]] *= 0.6
    if late == "private_domain":
        strength[late] *= 2.6
    spent = {channel: int(round(USUAL[channel] * times[channel], -2)) for channel in CHANNELS}
    spent["kol"] += -sum(spent.values()) % 1000
    before = {channel: int(round(spent[channel] * rng.uniform(0.55, 0.75), -2)) for channel in CHANNELS}
    price = int(rng.choice((168, 198, 228, 268)))
    return Business(
        variant=variant,
        market=Market(USUAL, strength, rivals_on_name=late == "search"),
        spent=spent,
        before=before,
        locked={channel: int(round(spent[channel] * share, -2)) for channel, share in LOCKED.items()},
        price_yuan=price,
        margin_yuan=round(price * 0.7),
        scale=int(rng.integers(18, 27)),
    )
