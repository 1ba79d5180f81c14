"""The followers of one account, day by day: who comes through posts and campaigns, who leaves, how weary they are."""

import numpy as np

from simulations.world.audience.segments import mix
from simulations.world.content import Content
from simulations.world.draws import Floats, Worlds

WEEK = 7


class Followers:
    """State of one account in all worlds.

    Attributes
    ----------
    now : array, shape (worlds,)
        Followers as they are.
    gained, lost, total : array, shape (worlds, days)
        By day; `total` at the day's end.
    reads : array, shape (worlds, days)
        Reads of all posts by the day on which they were read, not rounded.
    """

    def __init__(self, platform: str, niche: str, start: int, worlds: Worlds, days: int) -> None:
        self.platform, self.niche = platform, niche
        self._p = worlds.values(platform)
        shape = (worlds.count, days)
        self.now = np.full(worlds.count, float(start))
        self.gained, self.lost, self.total, self.reads = (np.zeros(shape) for _ in range(4))
        self._coming, self._going = np.zeros(shape), np.zeros(shape)
        self._come = np.zeros(worlds.count)
        self._people = np.outer(self.now, mix(platform, niche))
        self._gone = worlds.uniforms(f"account/{platform}", "churn")[:, 0]  # whole people from a random start
        self._sent: list[tuple[float, Content]] = []
        self._borne: list[tuple[float, float]] = []  # day, and how many posts of one's own it weighs as much as

    @property
    def mix(self) -> Floats:
        """Shares of the segments among the followers, shape (worlds, segments)."""
        return np.asarray(self._people / np.maximum(self._people.sum(axis=1, keepdims=True), 1), dtype=float)

    def burden(self, day: int) -> float:
        """Posts of the last week, one of today included, beyond what followers bear."""
        recent = sum(weight for sent, weight in self._borne if sent > day - WEEK) + 1
        return max(recent - self._p["bearable_per_week"], 0.0)

    def wear(self, day: int, content: Content) -> float:
        """Effect on the log of what feeds grant: the topic was written about not long ago."""
        if content.topic is None:
            return 0.0
        worn = sum(
            np.exp(-(day - sent) / self._p["wear_days"]) for sent, old in self._sent if old.topic == content.topic
        )
        return -self._p["wear"] * min(float(worn), 3.0)

    def sent(self, day: int, content: Content) -> None:
        """A post goes out today."""
        self._sent.append((float(day), content))
        self.bear(day, 1.0)

    def bear(self, day: int, posts: float) -> None:
        """Followers bear something today that weighs as much as some posts."""
        self._borne.append((float(day), posts))

    def come(self, day: int, people: Floats, shares: Floats | None = None, segments: Floats | None = None) -> None:
        """New followers who come from `day` on.

        Parameters
        ----------
        people : array, shape (worlds,)
        shares : array, shape (worlds, days from `day` on), optional
            How they spread over the days; default: all today.
        segments : array, shape (worlds, segments), optional
            Who they are; default: like the niche's public.
        """
        if shares is None:
            self._coming[:, day] += people
        else:
            self._coming[:, day:] += people[:, None] * shares
        who = mix(self.platform, self.niche) if segments is None else segments
        self._people += people[:, None] * who

    def leave(self, day: int, people: Floats, days: int = 1) -> None:
        """Followers who leave for a reason: today, or evenly over some days from today on."""
        self._going[:, day : day + days] += people[:, None] / days

    def end_day(self, day: int, trust: Floats | float = 1.0) -> None:
        """Count the day: whole people come, some leave without a reason given, more where the brand is not trusted."""
        before = np.floor(self._come + 0.5)
        self._come += self._coming[:, day]
        self.gained[:, day] = np.floor(self._come + 0.5) - before
        kept = np.floor(self._gone)
        distrusted = np.exp(self._p["churn_distrust"] * (1 - trust))
        self._gone += self._p["churn_per_day"] * distrusted * self.now + self._going[:, day]
        self.lost[:, day] = np.minimum(np.floor(self._gone) - kept, self.now)
        self.now = self.now + self.gained[:, day] - self.lost[:, day]
        self.total[:, day] = self.now
