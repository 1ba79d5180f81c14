"""The account a trainee works for: what was published on it, by colleagues and by the trainee, and what has come.

A trainee's own posts follow from the packages in the outbox: what was handed in goes out at the hour it was planned
for, and its readers arrive over the days that follow.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from statistics import median
from typing import Any

from curriculum.answers import InvalidAnswer, read_submission
from curriculum.handing_in import Receipt
from curriculum.packages import packages
from curriculum.syllabus import syllabus
from curriculum.workplace import Workplace
from simulations.account import Published, arrived, colleagues_posts
from simulations.brands import Brand, brand_of, brands
from simulations.identity import Context
from simulations.projects import find_task

DAYS_BEFORE = 28  # of the account's history that is looked back on


@dataclass(frozen=True)
class Post:
    """A post on the account.

    Attributes
    ----------
    forecast : tuple of int or None
        What the trainee expected of the reads of a post of their own.
    """

    out: Published
    mine: bool = False
    forecast: tuple[int, int] | None = None


@dataclass(frozen=True)
class AccountNow:
    """The account at a moment.

    Attributes
    ----------
    posts : tuple of Post
        The newest first; those that are not out yet too.
    usual : float
        Median of the reads, in their first day, of colleagues' posts of the last four weeks.
    """

    brand: Brand
    now: datetime
    posts: tuple[Post, ...]
    usual: float

    @property
    def followers(self) -> int:
        """Followers now: the brand's own and those the trainee's posts have brought.

        What colleagues' posts bring is about what an account of this size loses day by day.
        """
        return self.brand.followers + self.gained()

    def gained(self, until: datetime | None = None) -> int:
        """Followers the trainee's posts have brought, until a moment; default: now."""
        return sum(post.out.gained(until or self.now) for post in self.mine())

    def mine(self) -> tuple[Post, ...]:
        """The trainee's own posts, the newest first."""
        return tuple(post for post in self.posts if post.mine)

    def arrived(self) -> tuple[Post, ...]:
        """Posts that came out before today and so have a first result, the newest first."""
        midnight = datetime.combine(self.now.date(), datetime.min.time())
        return tuple(post for post in self.posts if post.out.at < midnight)


def account_now(workplace: Workplace, now: datetime | None = None) -> AccountNow:
    """The account as it stands.

    Parameters
    ----------
    now : datetime, optional
        A moment in the trainee's own time, without a zone; default: this one.
    """
    now = now or datetime.now()
    context = workplace.context
    today = now.date()
    theirs = tuple(
        Post(out) for out in colleagues_posts(context, today - timedelta(days=DAYS_BEFORE), today) if out.at <= now
    )
    firsts = [sum(post.out.hours[:24]) for post in theirs if post.out.age(now) >= 24]
    posts = sorted((*theirs, *own_posts(workplace)), key=lambda post: post.out.at, reverse=True)
    return AccountNow(brands()[brand_of(context)], now, tuple(posts), median(firsts))


def own_posts(workplace: Workplace) -> tuple[Post, ...]:
    """What the trainee has published: of every module the last version of the day it was first handed in.

    What is handed in later counts for the marks; the post is out by then.
    """
    found = []
    for module in syllabus().modules:
        sent = packages(workplace, module.slug)
        if not sent:
            continue
        first_day = _local(sent[0].receipt).date()
        last = [package for package in sent if _local(package.receipt).date() == first_day][-1]
        for task in module.tasks:
            data = last.read(f"answers/{task}.json")
            post = _own_post(workplace.context, task, data, _local(last.receipt)) if data else None
            found += [post] if post else []
    return tuple(found)


def _local(receipt: Receipt) -> datetime:
    return receipt.handed_in_at.astimezone().replace(tzinfo=None)


@cache
def _own_post(context: Context, slug: str, data: bytes, handed_in: datetime) -> Post | None:
    """The post an answer becomes; None where the task publishes nothing, or what lies there is no answer any more."""
    task = find_task(slug)
    if task.try_out is None:
        return None
    try:
        answer: Any = read_submission(task, data, context.variant(slug))
    except InvalidAnswer:
        return None
    outcome = task.try_out(answer, context, 0)  # trials count from 1: this one is for real
    if not hasattr(outcome, "post"):
        return None
    hour = getattr(answer, "hour", handed_in.hour)
    at = handed_in.replace(hour=hour, minute=0, second=0, microsecond=0)
    at += timedelta(days=at < handed_in)
    ends = getattr(answer, "forecast_low", None), getattr(answer, "forecast_high", None)
    forecast = (ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None
    return Post(arrived(answer.title, at, outcome.post, outcome.worlds), True, forecast)
