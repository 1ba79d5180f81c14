"""Two months of the brand's account as they were: posts, days, leads. Nothing is dirty here yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal, get_args

from simulations.brands import Brand

TASK = "daily_to_monthly_data"
FOLDER = Path(__file__).parent
HOURS = 168  # readers of a post are counted for a week
SOURCES = ("message", "moments", "recommended", "other")
COUNTS = ("sharers", "saves", "likes", "comments")
Cause = Literal["violation", "competitor", "holiday", "recording", "giveaway", "incident"]
Channel = Literal["message", "moments", "recommended", "menu"]
CHANNELS: tuple[Channel, ...] = get_args(Channel)


@dataclass(frozen=True)
class Post:
    """A post as it ended: readers by source, and what they did."""

    title: str
    at: datetime
    delivered: int
    reads_from: Mapping[str, int]
    sharers: int
    saves: int
    likes: int
    comments: int
    new_followers: int
    finish_rate: float

    @property
    def reads(self) -> int:
        return sum(self.reads_from.values())


@dataclass(frozen=True)
class Day:
    """A day of the account; people, but for `times` and `comments`."""

    date: date
    reads: int
    times: int
    sharers: int
    saves: int
    likes: int
    comments: int
    clicks: int
    gained: int
    lost: int
    followers: int

    @property
    def interactions(self) -> int:
        return self.sharers + self.saves + self.likes + self.comments

    @property
    def net(self) -> int:
        return self.gained - self.lost


@dataclass(frozen=True)
class Lead:
    """Somebody who left a number, and may have paid."""

    at: datetime
    source: str
    channel: Channel
    tail: str
    paid_yuan: int

    @property
    def paid(self) -> bool:
        return self.paid_yuan > 0


@dataclass(frozen=True)
class Anomaly:
    """What happened, on which day, in which figure, and on how many days it shows."""

    cause: Cause
    day: date
    figure: Literal["reads", "lost", "clicks"]
    days: int


@dataclass(frozen=True)
class Played:
    """Two months as they were.

    Attributes
    ----------
    first, turn, last : date
        First day of the month before, first and last day of the month to report on.
    holiday : tuple of date
    """

    brand_slug: str
    brand: Brand
    first: date
    turn: date
    last: date
    holiday_name: str
    holiday: tuple[date, ...]
    hit: date
    anomaly: Anomaly
    posts: tuple[Post, ...]
    days: tuple[Day, ...]
    leads: tuple[Lead, ...]

    def month_of(self, moment: date) -> int:
        """0 for the month before, 1 for the month to report on."""
        return int((moment.year, moment.month) == (self.turn.year, self.turn.month))


def weeks_of(turn: date, last: date) -> tuple[tuple[date, date], ...]:
    """Weeks from Monday to Sunday, as far as they lie in the month."""
    weeks, start = [], turn
    while start <= last:
        end = min(start + timedelta(days=6 - start.weekday()), last)
        weeks.append((start, end))
        start = end + timedelta(days=1)
    return tuple(weeks)
