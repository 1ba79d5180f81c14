"""What comes of a live session: its figures by minute, its totals, what is left after refunds and costs."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulations.world.draws import Floats, Worlds, binomial
from simulations.world.live.plan import SOURCES, LiveSession
from simulations.world.live.play import play
from simulations.world.live.sheet import logistic, numbers_of, sheet_of


@dataclass(frozen=True)
class LiveOutcome:
    """What came of a session; first axis worlds, last axis minutes.

    Attributes
    ----------
    entering : array (worlds, sources, minutes)
        Visits by source, in the order of `SOURCES`.
    watching : array (worlds, minutes)
        Mean number online (在线人数).
    leaving, comments : array (worlds, minutes)
    clicks, orders : array (worlds, goods, minutes)
        Product clicks, and orders before refunds.
    gmv_yuan : array (worlds, minutes)
        Orders at their price, before refunds.
    gifts : array (goods, minutes)
        Gifts given away.
    refund_share : array (goods,)
        Share of orders expected to be refunded later.
    new_followers, profit_yuan : array (worlds,)
        Profit is after refunds, fees, parcels, gifts, staff and paid reach.
    """

    session: LiveSession
    entering: Floats
    watching: Floats
    leaving: Floats
    comments: Floats
    clicks: Floats
    orders: Floats
    gmv_yuan: Floats
    gifts: Floats
    refund_share: Floats
    new_followers: Floats
    profit_yuan: Floats

    @property
    def viewers(self) -> Floats:
        """Visits in all (场观), shape (worlds,)."""
        return np.asarray(self.entering.sum(axis=(1, 2)))

    @property
    def peak(self) -> Floats:
        """Highest number online (峰值在线), shape (worlds,)."""
        return np.asarray(self.watching.max(axis=1))

    @property
    def dwell_s(self) -> Floats:
        """Mean seconds a visit lasts (平均停留时长), shape (worlds,)."""
        return np.asarray(60 * self.watching.sum(axis=1) / np.maximum(self.viewers, 1))

    @property
    def click_rate(self) -> Floats:
        """Product clicks per visit (商品点击率), shape (worlds,)."""
        return np.asarray(self.clicks.sum(axis=(1, 2)) / np.maximum(self.viewers, 1))

    @property
    def order_rate(self) -> Floats:
        """Orders per product click (点击成交率), shape (worlds,)."""
        return np.asarray(self.orders.sum(axis=(1, 2)) / np.maximum(self.clicks.sum(axis=(1, 2)), 1))

    @property
    def gmv(self) -> Floats:
        """GMV of the session in yuan, shape (worlds,)."""
        return np.asarray(self.gmv_yuan.sum(axis=1))

    @property
    def gpm_yuan(self) -> Floats:
        """GMV per 1,000 visits (千次观看成交), shape (worlds,)."""
        return 1000 * self.gmv / np.maximum(self.viewers, 1)

    @property
    def refunded_yuan(self) -> Floats:
        """Part of the GMV expected to be refunded later, shape (worlds,)."""
        prices = np.array([goods.price_yuan for goods in self.session.goods])
        return np.asarray(self.orders.sum(axis=2) @ (prices * self.refund_share))


def hold(session: LiveSession, followers: Floats, interest: float, worlds: Worlds) -> LiveOutcome:
    """Play a session in all worlds at once.

    Parameters
    ----------
    followers : array (worlds,)
        Followers of the account when it goes on air.
    interest : float
        How much the account's audience cares for the session's subject, 0-1; 0.5 is ordinary.

    Raises
    ------
    ValueError
        If `followers` does not have one number a world, or `interest` lies outside [0, 1].
    """
    followers = np.asarray(followers, dtype=float)
    if followers.shape != (worlds.count,):
        raise ValueError(f"followers(shape {followers.shape}) must have shape ({worlds.count},)")
    if not 0 <= interest <= 1:
        raise ValueError(f"interest(={interest}) must lie in [0, 1]")
    p = numbers_of(session.platform, worlds.values("live"))
    sheet = sheet_of(session, interest, p)
    flow = play(session, followers, sheet, p, worlds)
    refund_share = logistic(
        np.log(p["refund"] / (1 - p["refund"]))
        - p["refund_appeal"] * (np.array([goods.appeal for goods in session.goods]) - 0.5)
    )
    strangers = flow.entering[:, 1:].sum(axis=(1, 2))
    seconds = 60 * flow.watching.sum(axis=1) / np.maximum(flow.entering.sum(axis=(1, 2)), 1)
    follow = np.minimum(p["follow_rate"] * seconds / p["usual_dwell_s"], 1)
    return LiveOutcome(
        session=session,
        entering=flow.entering,
        watching=flow.watching,
        leaving=flow.leaving,
        comments=flow.comments,
        clicks=flow.clicks,
        orders=flow.orders,
        gmv_yuan=np.einsum("wgm,g->wm", flow.orders, [goods.price_yuan for goods in session.goods]),
        gifts=sheet.gifts,
        refund_share=refund_share,
        new_followers=binomial(worlds.uniforms(session.id, "follow")[:, 0], strangers, follow),
        profit_yuan=_profit(session, flow.orders, sheet.gifts, refund_share, p),
    )


def _profit(
    session: LiveSession, orders: Floats, gifts: Floats, refund_share: Floats, p: Mapping[str, float]
) -> Floats:
    """Kept orders' margin less fees, parcels (sent and come back), gifts, staff and paid reach, in yuan."""
    price, cost = np.array([(goods.price_yuan, goods.cost_yuan) for goods in session.goods]).T
    kept = (1 - refund_share) * (price * (1 - p["platform_fee"]) - cost)
    each = kept - p["parcel_yuan"] * (1 + refund_share)
    hours = session.minutes / 60
    staff = hours * p["staff_yuan_per_hour"] * (1 + session.moderator + session.service_hands)
    given = float(gifts.sum(axis=1) @ (cost + p["parcel_yuan"]))
    return np.asarray(orders.sum(axis=2) @ each - given - staff - session.paid_yuan)


def minute_table(outcome: LiveOutcome, world: int) -> list[dict[str, int | float | str]]:
    """One world's session as rows, a minute each, as a platform's back end would export it.

    Raises
    ------
    IndexError
        If there is no such world.
    """
    session, rows = outcome.session, []
    sheet = [segment for segment in session.segments for _ in range(segment.minutes)]
    for m, segment in enumerate(sheet):
        clock = session.hour * 60 + session.minute + m
        rows.append(
            {
                "minute": m,
                "clock": f"{clock // 60 % 24:02d}:{clock % 60:02d}",
                "segment": segment.kind,
                "product": segment.product or "",
                **{f"from_{name}": int(outcome.entering[world, i, m]) for i, name in enumerate(SOURCES)},
                "entering": int(outcome.entering[world, :, m].sum()),
                "watching": round(float(outcome.watching[world, m])),
                "leaving": int(outcome.leaving[world, m]),
                "comments": int(outcome.comments[world, m]),
                "clicks": int(outcome.clicks[world, :, m].sum()),
                "orders": int(outcome.orders[world, :, m].sum()),
                "gmv_yuan": round(float(outcome.gmv_yuan[world, m]), 2),
            }
        )
    return rows
