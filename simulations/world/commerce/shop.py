"""The shop, stepped day by day: visits, orders, upgrades, repeats, renewals and the refunds that come after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulations.world.commerce.product import (
    Product,
    buy_log_odds,
    churn,
    delay,
    in_order,
    refund_rate,
    repeat_classes,
)
from simulations.world.draws import Floats, Worlds, binomial

MONTH_DAYS = 30


@dataclass(frozen=True)
class ShopOutcome:
    """What has happened so far in W worlds; products in the shop's order (each after the one it requires).

    Attributes
    ----------
    visits : array, shape (W, days, products)
        People on the product's page: those sent there and those who come from the product it requires.
    orders, new_customers, upgrades, repurchases, refunds : arrays, shape (W, days, products)
        `orders` = `new_customers` + `repurchases` (for a membership: renewals); `upgrades` are those of the new
        customers who came from the required product; `refunds` on the day they arrive.
    sold_out : array, shape (W, days, products)
        Orders that the capacity turned away.
    revenue_yuan, refunded_yuan, cost_yuan : arrays, shape (W, days)
    """

    visits: Floats
    orders: Floats
    new_customers: Floats
    upgrades: Floats
    repurchases: Floats
    refunds: Floats
    sold_out: Floats
    revenue_yuan: Floats
    refunded_yuan: Floats
    cost_yuan: Floats


class Shop:
    """All products on sale, played day by day.

    Parameters
    ----------
    products : sequence of Product
    worlds : Worlds
    days : int
        How many days are played.
    price_sensitivity : float
        Fall of the log odds of buying per log of price; 1.8-2.6 are means over published price elasticities (Tellis
        1988; Bijmolt, van Heerde & Pieters 2005).

    Attributes
    ----------
    products : tuple of Product
        Each after the one it requires; the order of the outcome's last axis.
    outcome : ShopOutcome

    Raises
    ------
    ValueError
        If `price_sensitivity` < 0, two products share an id, or one requires what is not there.
    """

    def __init__(self, products: Sequence[Product], worlds: Worlds, days: int, price_sensitivity: float) -> None:
        if price_sensitivity < 0:
            raise ValueError(f"price_sensitivity(={price_sensitivity}) must be >= 0")
        self.products = in_order(products)
        self.worlds, self.days, self.day = worlds, days, 0
        self._index = {product.id: k for k, product in enumerate(self.products)}
        self._next = [(k, self._index[x.requires]) for k, x in enumerate(self.products) if x.requires is not None]
        self._shop = [k for k, product in enumerate(self.products) if product.kind == "shop"]
        self._club = [k for k, product in enumerate(self.products) if product.kind == "membership"]
        self._p = p = worlds.values("commerce")

        self._price, self._cost, capacity, self._refund = np.array(
            [
                [x.price_yuan, x.cost_yuan, np.inf if x.capacity is None else x.capacity, refund_rate(x, p)]
                for x in self.products
            ]
        ).T
        self._odds = np.array(
            [[buy_log_odds(x, price_sensitivity, p, upgrade) for upgrade in (False, True)] for x in self.products]
        )
        self._renewing = np.array([1 - churn(x, p) for x in self.products])
        shares, rates, self._dropout = repeat_classes(p)
        self._buying, self._classes = -np.expm1(-rates), running_shares(shares)
        self._upgrade_delay = delay(p["upgrade_delay"])
        refunds = [delay(p["refund_delay"], max(x.refund_days, 1)) for x in self.products]
        longest = max(x.size for x in refunds)
        self._refund_delay = np.array([np.pad(x, (0, longest - x.size), constant_values=1.0) for x in refunds])

        w, n, classes = worlds.count, len(self.products), rates.size
        everyone, shop = range(n), self._shop
        draws = {"orders": 3, "refunds": 2, "when": 2}
        again = {"class": 1, "repeats": classes, "stops": classes}
        self._u = {name: self._uniforms(name, width, everyone) for name, width in draws.items()}
        self._u |= {name: self._uniforms(name, width, shop) for name, width in again.items()}
        luck = np.stack([worlds.normals(f"product/{x.id}", "luck", days + 1) for x in self.products], axis=-1)
        self._luck = p["product_luck_sd"] * luck[:, :1] + p["day_luck_sd"] * luck[:, 1:]

        after = days + max(MONTH_DAYS, self._upgrade_delay.size, longest) + 1
        self._due_refunds, self._due_visits, self._due_renewals = np.zeros((3, w, n, after))
        self._alive = np.zeros((w, len(self._shop), classes))  # customers of shop products who still buy
        self._room = np.tile(capacity, (w, 1))
        self._may_buy = np.tile([np.inf if x.requires is None else 0.0 for x in self.products], (w, 1))
        self.outcome = ShopOutcome(
            *(np.zeros((w, days, n)) for _ in range(7)), *(np.zeros((w, days)) for _ in range(3))
        )

    def step(self, day: int, visits: Mapping[str, Floats], warmth: Mapping[str, float | Floats] | None = None) -> None:
        """Play one day.

        Parameters
        ----------
        day : int
            The day after the last one played; 0 first.
        visits : mapping of product id to array, shape (W,)
            People sent to a product's page today. Of a product that requires another, at most those who bought that
            one and not yet this can buy.
        warmth : mapping of product id to float or array, optional
            0-1, how well these visitors know us; a follower's where nothing is said.

        Raises
        ------
        ValueError
            If it is another day's turn, or a product is not in the shop.
        """
        from scipy.special import expit

        if day != self.day or day >= self.days:
            raise ValueError(f"day(={day}) must be the next of {self.days} days, {self.day}")
        p, out, u = self._p, self.outcome, {name: draws[:, day] for name, draws in self._u.items()}
        sent, led = np.floor(self._by_product(visits, 0.0)), self._due_visits[:, :, day]
        warm = p["buy_warmth"] * (self._by_product(warmth or {}, p["warmth_follower"]) - p["warmth_follower"])
        looking = np.minimum(sent, self._may_buy)
        asked = np.minimum(led, self._may_buy - looking)
        odds = self._odds + self._luck[:, day, :, None]
        odds[..., 0] += warm
        chances = np.empty((*odds.shape[:2], 3))
        chances[..., :2], chances[..., 2] = expit(odds), self._renewing
        asked_for = binomial(u["orders"], np.stack([looking, asked, self._due_renewals[:, :, day]], axis=-1), chances)
        wanted, renewals = asked_for[..., :2], asked_for[..., 2]

        repeats = np.zeros_like(sent)
        again = binomial(u["repeats"], self._alive, self._buying)
        self._alive -= binomial(u["stops"], again, self._dropout)
        repeats[:, self._shop] = again.sum(axis=-1)

        repeated, upgraded, bought = (self._take(orders) for orders in (repeats, wanted[..., 1], wanted[..., 0]))
        first, later = upgraded + bought, repeated + renewals
        given_back = binomial(u["refunds"], np.stack([first, later], axis=-1), self._refund[:, None])
        kept = first - given_back[..., 0]
        self._follow_up(day, u, kept, renewals - given_back[..., 1], given_back.sum(axis=-1))
        self._may_buy -= first
        for product, required in self._next:
            self._may_buy[:, product] += kept[:, required]

        out.visits[:, day], out.new_customers[:, day], out.upgrades[:, day] = sent + led, first, upgraded
        out.repurchases[:, day], out.orders[:, day] = later, first + later
        out.sold_out[:, day] = repeats + wanted.sum(axis=-1) - first - repeated
        out.refunds[:, day] = self._due_refunds[:, :, day]
        out.revenue_yuan[:, day] = out.orders[:, day] @ self._price
        out.refunded_yuan[:, day] = out.refunds[:, day] @ self._price
        out.cost_yuan[:, day] = out.orders[:, day] @ self._cost
        self.day += 1

    def _follow_up(self, day: int, u: Mapping[str, Floats], kept: Floats, renewed: Floats, given_back: Floats) -> None:
        """Put down what today's orders lead to: refunds, looks at the next product, renewals, repeats."""
        refunds = spread(given_back, self._refund_delay, u["when"][..., 0])
        self._due_refunds[:, :, day + 1 : day + 1 + refunds.shape[-1]] += refunds
        for product, required in self._next:
            looks = spread(kept[:, required], self._upgrade_delay, u["when"][:, product, 1])
            self._due_visits[:, product, day + 1 : day + 1 + looks.shape[-1]] += looks
        self._due_renewals[:, self._club, day + MONTH_DAYS] = (kept + renewed)[:, self._club]
        self._alive += spread(kept[:, self._shop], self._classes, u["class"][:, :, 0])

    def _take(self, orders: Floats) -> Floats:
        """As many of the orders (W, products) as there is room for."""
        taken = np.minimum(orders, self._room)
        self._room -= taken
        return np.asarray(taken, dtype=float)

    def _uniforms(self, stream: str, width: int, products: Sequence[int]) -> Floats:
        """Uniforms of shape (W, days, products, width)."""
        drawn = np.empty((self.worlds.count, self.days, len(products), width))
        for k, product in enumerate(products):
            u = self.worlds.uniforms(f"product/{self.products[product].id}", stream, self.days * width)
            drawn[:, :, k] = u.reshape(drawn.shape[0], self.days, width)
        return drawn

    def _by_product(self, given: Mapping[str, float | Floats] | Mapping[str, Floats], otherwise: float) -> Floats:
        """(W, products) out of a mapping by product id."""
        table = np.full((self.worlds.count, len(self.products)), otherwise)
        for name, figures in given.items():
            if name not in self._index:
                raise ValueError(f"product(={name!r}) must be one of {', '.join(self._index)}")
            table[:, self._index[name]] = figures
        return table


def running_shares(shares: Floats) -> Floats:
    """Cumulated shares that end at 1 exactly."""
    sums = np.cumsum(shares)
    return np.asarray(sums / sums[-1], dtype=float)


def spread(counts: Floats, running: Floats, u: Floats) -> Floats:
    """Whole people over delays or classes by running shares: sums kept, each part right in the mean.

    Systematic sampling: floor(count x running share + u), differenced along a new last axis.
    """
    reached = np.floor(counts[..., None] * running + u[..., None])
    return np.diff(reached, axis=-1, prepend=0.0)
