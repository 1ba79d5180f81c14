"""A live session whose paid reach is bought by the minute, as a media buyer turns it up and down.

The law is that of the session's even budget, minute by minute: a log(1 + yuan / (a cost)) people enter, so that what
is poured into few minutes buys dear. Everything else is played as in `hold`.
"""

from collections.abc import Mapping

import numpy as np

from simulations.world.draws import Floats, Worlds, binomial, poisson
from simulations.world.live.outcome import LiveOutcome, _profit
from simulations.world.live.plan import PAID, LiveSession
from simulations.world.live.play import Flow, _Room
from simulations.world.live.sheet import Sheet, logistic, numbers_of, sheet_of


def people_for(yuan: Floats, p: Mapping[str, float]) -> Floats:
    """People expected to enter for the money of each minute: falling returns within the minute."""
    ready = p["paid_ready"]
    return np.asarray(ready * np.log1p(yuan / (ready * p["paid_entry_yuan"])), dtype=float)


class _Paced(_Room):
    """A room whose paid visitors come when they are paid for."""

    def __init__(
        self,
        session: LiveSession,
        followers: Floats,
        sheet: Sheet,
        p: Mapping[str, float],
        worlds: Worlds,
        paid_yuan: Floats,
    ) -> None:
        super().__init__(session, followers, sheet, p, worlds)
        self.called[:, PAID] = people_for(paid_yuan, p)
        self.coming = poisson(self.luck.entering, self.called * (1 - sheet.down))


def hold_paced(
    session: LiveSession, followers: Floats, interest: float, worlds: Worlds, paid_yuan: Floats
) -> LiveOutcome:
    """Play a session in all worlds at once with `paid_yuan`, shape (minutes,), in place of an even budget.

    Raises
    ------
    ValueError
        If the session has an even budget too, or `paid_yuan` does not have one number a minute.
    """
    if session.paid_yuan:
        raise ValueError(f"paid_yuan(={session.paid_yuan}) of the session must be 0 where money is paced by minute")
    if paid_yuan.shape != (session.minutes,) or (paid_yuan < 0).any():
        raise ValueError(f"paid_yuan(shape {paid_yuan.shape}) must be {session.minutes} numbers of at least 0")
    p = numbers_of(session.platform, worlds.values("live"))
    sheet = sheet_of(session, interest, p)
    room = _Paced(session, followers, sheet, p, worlds, paid_yuan)
    played = [room.minute(m) for m in range(session.minutes)]
    flow = Flow(*(np.stack(figure, axis=-1) for figure in zip(*played, strict=True)))
    appeals = np.array([goods.appeal for goods in session.goods])
    refund_share = logistic(np.log(p["refund"] / (1 - p["refund"])) - p["refund_appeal"] * (appeals - 0.5))
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
        new_followers=binomial(
            worlds.uniforms(session.id, "follow")[:, 0], flow.entering[:, 1:].sum(axis=(1, 2)), follow
        ),
        profit_yuan=_profit(session, flow.orders, sheet.gifts, refund_share, p) - paid_yuan.sum(),
    )
