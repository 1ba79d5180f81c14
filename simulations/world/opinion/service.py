"""Customer service: comments, private messages and complaints come by the hour, a team with limited hands answers.

A queue with a roster. A day's arrivals fall on its hours along a curve, with luck; every hour the hands on duty work
off what waits, first come first served within a kind. How long people wait is read off two cumulative curves, what has
come and what is settled (the standard picture of queueing: Newell, Applications of Queueing Theory, 1982): of those who
came in an hour, as many are answered in time as the settled curve has passed when their deadline falls. Times below an
hour are not resolved.

A complaint that waits may turn into a public negative post. 72% of complainers expect an answer within 1 h (Lithium
2013, n=501); how many go public later is not known: an assumption with its range (`parameters/service.yaml`).
"""

from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulations.world.draws import Floats, Worlds, binomial

Kind = Literal["complaint", "message", "comment"]
KINDS: tuple[Kind, ...] = ("complaint", "message", "comment")
COMPLAINT, MESSAGE = KINDS.index("complaint"), KINDS.index("message")
PUBLIC_AFTER = (0, 1, 4, 24, 72)  # hours; the shares are parameters
HISTORY = PUBLIC_AFTER[-1]  # hours of nothing in front of the first day, so that looking back needs no special case


class Shift(BaseModel):
    """Hands on duty from `start_hour` to `end_hour` (exclusive), Monday to Friday, and on weekends too if said so.

    A night shift is two shifts, one on each side of midnight.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    start_hour: int = Field(ge=0, le=23)
    end_hour: int = Field(ge=1, le=24)
    hands: int = Field(ge=0, le=200)
    weekend: bool = False

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Shift":
        if self.end_hour <= self.start_hour:
            raise ValueError(f"end_hour(={self.end_hour}) must be > start_hour(={self.start_hour})")
        return self


class ServiceTeam(BaseModel):
    """Who answers, when, and how.

    Attributes
    ----------
    shifts : tuple of Shift
        Overlapping shifts add up.
    faq : bool
        A FAQ handbook (答疑手册): frequent questions take less time, and auto-replies fit better.
    auto_reply : bool
        Replies by keyword to private messages: settles a share at once, and annoys a few.
    priority : complaints_first or in_order
        Whether complaints jump the queue. In order, all kinds share the hands as their waiting work does.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    shifts: tuple[Shift, ...] = ()
    faq: bool = False
    auto_reply: bool = False
    priority: Literal["complaints_first", "in_order"] = "in_order"


def roster(team: ServiceTeam) -> Floats:
    """Hands on duty, shape (7, 24): weekday (Monday first) and hour."""
    hands = np.zeros((7, 24))
    for shift in team.shifts:
        hands[: 7 if shift.weekend else 5, shift.start_hour : shift.end_hour] += shift.hands
    return hands


class Service:
    """The service desk, stepped day by day; `first_weekday` is that of day 0, Monday by default.

    Attributes
    ----------
    arrived, answered, lost, backlog : array (W, days, 3)
        People a day by kind (`KINDS`): who came and calls for an answer from a person, who got it, who gave up, and who
        waits at midnight. Answers are work done, so fractions occur: somebody is in the middle of one.
    automatic : array (W, days)
        Private messages settled by auto-reply at once.
    escalated : array (W, days)
        Complaints that turned into public negative posts.
    hand_hours : array (days,)
        Hours on duty, all hands together: what the team costs.
    """

    def __init__(self, team: ServiceTeam, worlds: Worlds, days: int, first_weekday: int = 0) -> None:
        if days < 1:
            raise ValueError(f"days(={days}) must be >= 1")
        p = worlds.values("service")
        self._p, self._worlds, self._played, self._first_weekday = p, worlds, 0, first_weekday
        hands = roster(team)
        self._duty = hands * p["minutes_per_hand_hour"]
        self.hand_hours = hands.sum(axis=1)[(first_weekday + np.arange(days)) % 7]

        saved = np.array([0, 1, 1]) * p["faq_saving"] * team.faq
        self._minutes = np.array([p[f"{kind}_minutes"] for kind in KINDS])[:, None] * (1 - saved[:, None])
        self._patience = [round(p[f"{kind}_patience"]) for kind in KINDS]
        first = team.priority == "complaints_first"
        self._turns = (slice(0, 1), slice(1, 3)) if first else (slice(0, 3),)
        with_faq = "_with_faq" if team.faq else ""
        self._automatic_and_asking = np.array([[p[f"auto_share{with_faq}"] * team.auto_reply], [p["comment_asks"]]])
        self._annoyed = p[f"auto_wrong{with_faq}"]
        public = [0.0] + [p[f"public_after_{hours}h"] for hours in PUBLIC_AFTER[1:]]
        self._public_rates = np.diff(public) / np.diff(PUBLIC_AFTER)  # per waiting complaint and hour

        # Cumulative people at the end of each hour, shape (hours, kinds, W), after `HISTORY` hours of nothing.
        self._came = np.zeros((HISTORY + 24 * days, len(KINDS), worlds.count))
        self._settled = np.zeros_like(self._came)
        self.arrived, self.answered, self.lost, self.backlog = (
            np.zeros((worlds.count, days, len(KINDS))) for _ in range(4)
        )
        self.automatic, self.escalated = (np.zeros((worlds.count, days)) for _ in range(2))

    def step(self, day: int, comments: Floats, messages: Floats, complaints: Floats, hour_curve: Floats) -> None:
        """Play a day.

        Parameters
        ----------
        day : int
            The day after the one played last.
        comments, messages, complaints : array (W,)
            What comes in that day. Of comments a share calls for an answer.
        hour_curve : array (24,)
            How arrivals spread over the day's hours; any scale.

        Raises
        ------
        ValueError
            If the day is not the next one, or the curve is not 24 numbers >= 0 with some > 0.
        """
        days = self.escalated.shape[1]
        if day != self._played or day >= days:
            raise ValueError(f"day(={day}) must be {self._played}, the next one, and < {days}")
        curve = np.asarray(hour_curve, float)
        if curve.shape != (24,) or curve.min() < 0 or curve.sum() <= 0:
            raise ValueError(f"hour_curve(={curve}) must be 24 numbers >= 0, not all 0")
        self._played = day + 1
        start = HISTORY + 24 * day
        today = slice(start, start + 24)

        u = np.ascontiguousarray(self._worlds.uniforms(f"service/{day}", "day", 4 + 25 * len(KINDS)).T)
        automatic, asked = binomial(u[:2], np.stack([messages, comments]), self._automatic_and_asking)
        annoyed = binomial(u[2], automatic, self._annoyed)
        people = np.stack([complaints + annoyed, messages - automatic, asked])
        arriving = self._over_hours(people, curve, u[4:].reshape(25, len(KINDS), -1))

        lost = self._give_up(day)
        waiting = self._came[start - 1] - self._settled[start - 1] - lost
        self._came[today] = self._came[start - 1] + np.cumsum(arriving, axis=0)
        duty = self._duty[(self._first_weekday + day) % 7]
        self._settled[today] = self._came[today] - self._work_off(waiting, arriving, duty)

        self.arrived[:, day], self.lost[:, day] = arriving.sum(axis=0).T, lost.T
        self.answered[:, day] = (self._settled[start + 23] - self._settled[start - 1] - lost).T
        self.backlog[:, day] = (self._came[start + 23] - self._settled[start + 23]).T
        self.automatic[:, day] = automatic
        self.escalated[:, day] = self._go_public(start, u[3])

    def _over_hours(self, people: Floats, curve: Floats, u: Floats) -> Floats:
        """Whole people on hours, (24, 3, W): systematic sampling (Madow 1949), in proportion to the curve and luck.

        A random start puts a single person on an hour with the curve's chance, and keeps a whole day's total.
        """
        reached = np.cumsum(curve[:, None, None] * (1 + self._p["hour_luck"] * (2 * u[1:] - 1)), axis=0)
        reached = np.minimum(reached * (people / reached[-1]), people)
        reached[-1] = people
        return np.diff(np.floor(reached + u[0]), axis=0, prepend=0.0)

    def _work_off(self, waiting: Floats, arriving: Floats, duty: Floats) -> Floats:
        """People still waiting at the end of each hour, (24, 3, W).

        The hands leave no work undone while they have time, so what is left of the work of a turn (kinds served
        alike) together with all turns before it is a reflected sum: x - min(0, lowest x so far), where x adds up what
        comes minus what could be done. Within a turn every kind keeps the same share of its work.
        """
        work, coming = waiting * self._minutes, arriving * self._minutes
        keep = np.empty_like(coming)
        earlier = np.zeros((25, waiting.shape[1]))
        for turn in self._turns:
            come = coming[:, : turn.stop].sum(axis=1)
            begin = work[: turn.stop].sum(axis=0)
            x = begin + np.cumsum(come - duty[:, None], axis=0)
            left = np.vstack([begin, x - np.minimum(np.minimum.accumulate(x, axis=0), 0.0)])
            own = left - earlier
            before = own[:-1] + coming[:, turn].sum(axis=1)
            keep[:, turn] = np.clip(own[1:] / np.maximum(before, 1e-9), 0.0, 1.0)[:, None]
            earlier = left
        left_over = np.empty_like(coming)
        for hour in range(24):
            work = (work + coming[hour]) * keep[hour]
            left_over[hour] = work
        return np.asarray(left_over / self._minutes)

    def _give_up(self, day: int) -> Floats:
        """People who have waited longer than their kind's patience at the day's start, (3, W)."""
        now = HISTORY + 24 * day - 1
        lost = np.zeros(self._came.shape[1:])
        for kind, patience in enumerate(self._patience):
            if day > patience:
                lost[kind] = np.maximum(self._came[now - 24 * patience, kind] - self._settled[now, kind], 0.0)
        return lost

    def _go_public(self, start: int, u: Floats) -> Floats:
        """Complaints that turn into public posts this day, (W,).

        Those who wait longer than x hours at the end of hour t number came(t - x) - settled(t), so each hour's expected
        posts follow from the two curves and the rate of each band of waiting.
        """
        came, settled = self._came[:, COMPLAINT], self._settled[start : start + 24, COMPLAINT]
        if not (came[start : start + 24] > settled).any():
            return np.zeros(u.shape)
        longer = [np.maximum(came[start - x : start + 24 - x] - settled, 0.0).sum(axis=0) for x in PUBLIC_AFTER]
        expected = self._public_rates @ -np.diff(longer, axis=0)
        waited = np.ceil(came[start + 23] - self._settled[start - 1, COMPLAINT])
        return binomial(u, waited, np.minimum(expected / np.maximum(waited, 1.0), 1.0))

    def share_in_time(self, kind: Kind) -> Floats:
        """Share of those who came that were answered within the standard's hours, (W,); 1 where nobody came.

        Comments within 2 h, private messages within 24 h, complaints within 1 h. People arrive at half past on average,
        so half of the last hour's answers are in time. Those whose deadline has not come yet are left out; messages
        settled by auto-reply are in time.
        """
        row, hours = KINDS.index(kind), round(self._p[f"{kind}_deadline"])
        end = HISTORY + 24 * self._played
        came, settled = self._came[HISTORY - 1 : end - hours, row], self._settled[HISTORY + hours - 1 : end, row]
        answered = (settled[:-1] + settled[1:]) / 2 - came[:-1]
        in_time = np.clip(answered, 0.0, np.diff(came, axis=0)).sum(axis=0)
        automatic = self.automatic.sum(axis=1) * (row == MESSAGE)
        due = came[-1] + automatic
        return np.where(due > 0, (in_time + automatic) / np.maximum(due, 1.0), 1.0)

    def mean_hours(self, kind: Kind) -> Floats:
        """Mean hours from arrival to the answer, or to giving up, or to now, (W,); 0 where nobody came.

        The area between the two curves over all who came (Little 1961).
        """
        row, played = KINDS.index(kind), slice(HISTORY - 1, HISTORY + 24 * self._played)
        waiting = self._came[played, row] - self._settled[played, row]
        came = self._came[HISTORY + 24 * self._played - 1, row] + self.automatic.sum(axis=1) * (row == MESSAGE)
        return np.asarray((waiting[:-1] + waiting[1:]).sum(axis=0) / 2 / np.maximum(came, 1.0))
