"""The brand's account from day to day: what colleagues publish on it, and how readers come hour after hour.

The account goes with a trainee through the whole course. Its own posts appear on weekdays, whether or not the trainee
works; a trainee's posts come among them. Everything follows from the context and the date, so nothing need be kept.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import numpy as np

from simulations.brands import brand_of, brands
from simulations.identity import Context, variant_rng
from simulations.reading import read_yaml
from simulations.world.article import title_effect
from simulations.world.content import Effects
from simulations.world.draws import Worlds
from simulations.world.platforms.post import PostOutcome, Publication
from simulations.world.platforms.publishing import publish
from simulations.world.platforms.timing import by_hour
from simulations.world.text.title import read_title

POSTS = Path(__file__).parent / "account_posts.yaml"
NICHE = "workplace"
HOURS = 168  # readers are counted for a week
WEEKEND = 5  # Saturday's number


@dataclass(frozen=True)
class Published:
    """A post that is out.

    Attributes
    ----------
    at : datetime
        When it came out, in the reader's own time.
    hours : tuple of int
        Readers in each hour since, for a week.
    followers : int
        People who followed after reading it, in that week.
    """

    title: str
    at: datetime
    hours: tuple[int, ...]
    followers: int

    @property
    def total(self) -> int:
        """Readers in the whole week."""
        return sum(self.hours)

    def age(self, now: datetime) -> int:
        """Whole hours since it came out, as far as readers are counted."""
        return int(min(max((now - self.at) / timedelta(hours=1), 0), len(self.hours)))

    def reads(self, now: datetime) -> int:
        """Readers so far."""
        return sum(self.hours[: self.age(now)])

    def gained(self, now: datetime) -> int:
        """New followers so far: they come as readers do."""
        return round(self.followers * self.reads(now) / self.total) if self.total else 0


def colleagues_posts(context: Context, first: date, last: date) -> tuple[Published, ...]:
    """What colleagues publish on the account from one day to another, both included; nothing at the weekend."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(_post_of(context, day) for day in days if day.weekday() < WEEKEND)


@cache
def _post_of(context: Context, day: date) -> Published:
    """One day's post, in the one world that this account lives in."""
    slug = brand_of(context)
    brand, rows = brands()[slug], read_yaml(POSTS)[slug]
    order = variant_rng(context.variant("brand"), "colleagues' posts").permutation(len(rows))
    weeks, weekday = divmod(day.toordinal() - 1, 7)
    post = rows[order[(weeks * WEEKEND + weekday) % len(rows)]]
    title = read_title(post["title"], topic_words=frozenset(), brand_words=brand.words)
    click = title_effect(replace(title, on_topic=1.0))
    out = Publication(f"account/{day.isoformat()}", day.weekday(), post["hour"], Effects(click=click))
    worlds = context.worlds("account", 1, f"post of {day.isoformat()}")
    return arrived(
        post["title"], datetime.combine(day, time(post["hour"])), publish(out, brand.gongzhonghao, worlds), worlds
    )


def arrived(title: str, at: datetime, outcome: PostOutcome, worlds: Worlds) -> Published:
    """What came of a post in its first world, as it arrives hour after hour."""
    hours = by_hour(outcome, worlds, NICHE, at.weekday(), at.hour, HOURS)[0]
    return Published(title, at, tuple(int(n) for n in np.asarray(hours)), int(outcome.new_followers[0]))
