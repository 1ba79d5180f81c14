"""A live session minute after minute, since what a stream earns decides who comes next."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulations.world.draws import Floats, Worlds, binomial, pareto_lognormal, poisson
from simulations.world.live.plan import FOLLOWERS, PRIVATE, RECOMMENDATION, SOURCES, LiveSession
from simulations.world.live.sheet import Sheet, called, logistic

BLOCK = 60  # minutes drawn at a time, so that a longer session leaves the minutes before as they were


@dataclass(frozen=True)
class Flow:
    """What happens by minute: (worlds, minutes), with sources or goods in between where the name has several."""

    entering: Floats
    watching: Floats
    leaving: Floats
    comments: Floats
    clicks: Floats
    orders: Floats


@dataclass(frozen=True)
class _Luck:
    """Uniforms by minute (worlds, several, minutes), and the session's own luck (worlds,)."""

    entering: Floats
    staying: Floats
    acting: Floats  # comments, then clicks by good
    ordering: Floats
    recommended: Floats
    hold: Floats
    click: Floats
    buy: Floats


def _luck(session: LiveSession, p: Mapping[str, float], worlds: Worlds) -> _Luck:
    def drawn(key: str, stream: str, width: int = 1) -> Floats:
        blocks = [
            worlds.uniforms(key, f"{stream}/{block}", width * BLOCK).reshape(worlds.count, width, BLOCK)
            for block in range(-(-session.minutes // BLOCK))
        ]
        return np.concatenate(blocks, axis=2)[:, :, : session.minutes]

    keys = [f"{session.id}/{goods.id}" for goods in session.goods]
    own = worlds.normals(session.id, "luck", 3)
    tail = worlds.uniforms(session.id, "tail")[:, 0]
    return _Luck(
        entering=drawn(session.id, "entering", len(SOURCES)),
        staying=drawn(session.id, "staying", 2 * len(SOURCES)),
        acting=np.concatenate([drawn(session.id, "comments"), *(drawn(key, "clicks") for key in keys)], axis=1),
        ordering=np.concatenate([drawn(key, "orders") for key in keys], axis=1),
        recommended=pareto_lognormal(tail, p["recommend_sigma"], p["recommend_alpha"], p["recommend_knee"]),
        hold=p["hold_luck_sd"] * own[:, 0],
        click=np.exp(p["click_luck_sd"] * own[:, 1]),
        buy=np.exp(p["buy_luck_sd"] * own[:, 2]),
    )


class _Room:
    """The room on air: who is in it, what it earned lately, what is left in stock; one call a minute."""

    def __init__(
        self, session: LiveSession, followers: Floats, sheet: Sheet, p: Mapping[str, float], worlds: Worlds
    ) -> None:
        self.session, self.sheet, self.p = session, sheet, p
        self.luck = _luck(session, p, worlds)
        self.called = called(session, followers, sheet.slot, p)
        self.coming = poisson(self.luck.entering, self.called * (1 - sheet.down))
        size = (followers / p["usual_followers"]) ** p["recommend_followers"]
        self.recommended = (p["recommend_entry"] * self.luck.recommended * size)[:, None] * sheet.slot
        self.stay = np.array([p[f"stay_{source}"] for source in SOURCES])
        self.wants = np.array([p[f"wants_{source}"] for source in SOURCES])
        self.price = np.array([goods.price_yuan for goods in session.goods])
        self.stock = np.tile([float(goods.stock) for goods in session.goods], (worlds.count, 1))
        self.stayers = np.zeros((worlds.count, len(SOURCES)))
        self.reachable = np.zeros(worlds.count)  # lost in a drop, and a notice in the group may bring them back
        self.earned = np.zeros((worlds.count, 4))  # visits, watcher minutes, comments and GMV of the last minutes

    def enter(self, m: int, inflow: Floats) -> Floats:
        """Visits by source, shape (worlds, sources); nobody while the stream is down."""
        came = self.coming[:, :, m].copy()
        if not self.sheet.down[m]:
            friends = self.p["friends_per_watcher"] * self.stayers.sum(axis=1)
            back = self.p["notice_come"] * self.reachable
            asked = np.stack([inflow, self.called[:, PRIVATE, m] + friends + back], axis=1)
            came[:, [RECOMMENDATION, PRIVATE]] = poisson(self.luck.entering[:, [RECOMMENDATION, PRIVATE], m], asked)
            self.reachable = np.zeros_like(self.reachable)
        return came

    def watch(self, m: int, came: Floats) -> tuple[Floats, Floats]:
        """Mean online by source (worlds, sources), and leavers (worlds,)."""
        down = self.sheet.down[m]
        pull = (self.sheet.pull[m] + self.luck.hold[:, None]) * (1 - down)
        lasting = np.exp(-self.p["leave"] * np.exp(self.p["leave_when_down"] * down - pull))
        chance = np.concatenate([logistic(self.stay + pull), np.repeat(lasting, len(SOURCES), axis=1)], axis=1)
        kept = binomial(self.luck.staying[:, :, m], np.concatenate([came, self.stayers], axis=1), chance)
        stayed, still = np.split(kept, 2, axis=1)
        gone = came - stayed + self.stayers - still
        if down and self.session.plan_b == "group_notice":
            self.reachable = self.reachable + gone[:, [FOLLOWERS, PRIVATE]].sum(axis=1)
        self.stayers = still + stayed
        return self.stayers + (came - stayed) * self.p["bounce_s"] / 60, gone.sum(axis=1)

    def act(self, m: int, present: Floats) -> tuple[Floats, Floats, Floats]:
        """Comments (worlds,), clicks and orders (worlds, goods) of those who see something."""
        said = self.p["comment_rate"] * np.exp(self.sheet.talk[m]) * present.sum(axis=1)
        looks = (self.p["click_rate"] * self.luck.click * (present @ self.wants))[:, None] * self.sheet.click[:, m]
        acts = poisson(self.luck.acting[:, :, m], np.concatenate([said[:, None], looks], axis=1))
        comments, clicks = acts[:, 0], acts[:, 1:]
        chance = np.minimum((self.luck.buy * self._served(clicks))[:, None] * self.sheet.buy[:, m], 1)
        orders = np.minimum(binomial(self.luck.ordering[:, :, m], clicks, chance), self.stock)
        self.stock = self.stock - orders
        return comments, clicks, orders

    def _served(self, clicks: Floats) -> Floats:
        """Part of the buyers that is left, shape (worlds,): questions that nobody answers cost orders."""
        questions = self.p["questions_per_click"] * clicks.sum(axis=1)
        answers = self.p["answers_by_host"] + self.p["answers_per_hand"] * self.session.service_hands
        unanswered = np.maximum(questions - answers, 0) / np.maximum(questions, 1)
        return np.asarray(1 - self.p["unanswered_loss"] * unanswered)

    def score(self) -> Floats:
        """What the last minutes earned against an ordinary stream: product of (ratio)^weight, shape (worlds,).

        Each ratio is drawn towards 1 by the visits of an ordinary stream, so that a few visits decide little.
        """
        p = self.p
        usual = np.array([p["usual_dwell_s"] / 60, p["usual_comments"], p["usual_gpm_yuan"] / 1000])
        visits = self.earned[:, :1] + p["prior_visits"]
        ratios = (self.earned[:, 1:] + p["prior_visits"] * usual) / (visits * usual)
        worth = np.exp(np.log(ratios) @ [p["value_dwell"], p["value_comments"], p["value_gmv"]])
        return np.asarray(np.clip(worth, p["score_low"], p["score_high"]))

    def minute(self, m: int) -> tuple[Floats, ...]:
        """Play minute `m`; the fields of `Flow` for it, in their order."""
        inflow = self.recommended[:, m] * self.score()
        came = self.enter(m, inflow)
        online, gone = self.watch(m, came)
        present = online * (1 - self.sheet.down[m])
        comments, clicks, orders = self.act(m, present)
        met = came.sum(axis=1)
        if self.sheet.down[m]:  # whoever is sent to a black screen counts as a visit that earned nothing
            met = inflow + self.called[:, :, m].sum(axis=1)
        new = np.stack([met, present.sum(axis=1), comments, orders @ self.price], axis=1)
        self.earned = self.p["memory"] * self.earned + new
        return came, online.sum(axis=1), gone, comments, clicks, orders


def play(session: LiveSession, followers: Floats, sheet: Sheet, p: Mapping[str, float], worlds: Worlds) -> Flow:
    """All minutes, one after another."""
    room = _Room(session, followers, sheet, p, worlds)
    played = [room.minute(m) for m in range(session.minutes)]
    return Flow(*(np.stack(figure, axis=-1) for figure in zip(*played, strict=True)))
