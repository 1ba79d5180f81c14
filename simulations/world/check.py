"""Does the world agree with what is known? The stylised facts, measured over many worlds, each with its target.

Every fact says where its target comes from, what the world shows, how sure that is (a 95% bootstrap interval over
worlds) and whether it lies inside. A fact counts as inside if its value does; the interval tells how near the edge it
is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simulations.language import Message, message
from simulations.world.article import title_effect
from simulations.world.audience.returning import gap_days
from simulations.world.content import Content, effects
from simulations.world.draws import Floats, Worlds
from simulations.world.opinion import Incident, Opinion, Response
from simulations.world.platforms import platform_name, platform_slugs
from simulations.world.platforms.post import Account, PostOutcome, Publication
from simulations.world.platforms.publishing import publish
from simulations.world.play import play
from simulations.world.private_domain import Broadcast, PrivateDomain
from simulations.world.promotion import PaidReach, spend
from simulations.world.reference import FORMS, busy_plan, busy_setting, sprint, sprint_setting
from simulations.world.split_test import split_test
from simulations.world.text.title import TitleFeatures

Rows = NDArray[np.intp]
RESAMPLES = 100
PLAIN = Account(50_000, (1.0,) * 24, (1.0,) * 7)


@dataclass(frozen=True)
class Fact:
    """One stylised fact.

    Attributes
    ----------
    number : int
        Its place among those the world must show.
    value : float
        What the world shows.
    low, high : float
        The target.
    spread : tuple of float
        95% interval of `value`.
    """

    number: int
    what: Message
    value: float
    low: float
    high: float
    spread: tuple[float, float]

    @property
    def inside(self) -> bool:
        return self.low <= self.value <= self.high


def check_world(worlds: Worlds) -> list[Fact]:
    """All stylised facts; 4,000 worlds take some ten seconds."""
    return [fact for measure in FACTS for fact in measure(worlds)]


def _fact(
    number: int, what: Message, target: tuple[float, float], figure: Callable[[Rows], float], worlds: Worlds
) -> Fact:
    """A figure over all worlds, and its 95% interval over bootstrap samples of them."""
    return Fact(number, what, figure(np.arange(worlds.count)), *target, _bootstrap(figure, worlds.count))


def _bootstrap(figure: Callable[[Rows], float], size: int) -> tuple[float, float]:
    """95% interval of a figure by the percentile bootstrap; the same resamples every time."""
    picks = (Worlds(b"bootstrap", RESAMPLES).uniforms("check", "rows", size) * size).astype(int)
    low, high = np.quantile([figure(pick) for pick in picks], [0.025, 0.975])
    return float(low), float(high)


def heavy_tails(worlds: Worlds) -> Iterable[Fact]:
    """Posts at ten times the account's median; Gini of reads."""
    for on in platform_slugs():
        reads = publish(Publication("check/tail", 3, 20), PLAIN, worlds, on=on).reads
        name = platform_name(on)
        often = message("{platform}: posts at ten times the median or more", platform=name)
        yield _fact(1, often, (0.02, 0.07), partial(_hits, reads), worlds)
        yield _fact(1, message("{platform}: Gini of reads", platform=name), (0.6, 0.93), partial(_gini, reads), worlds)


def _hits(reads: Floats, rows: Rows) -> float:
    return float(np.mean(reads[rows] >= 10 * np.median(reads[rows])))


def _gini(reads: Floats, rows: Rows) -> float:
    return gini(reads[rows])


def gini(x: Floats) -> float:
    """Gini coefficient of non-negative figures."""
    x, n = np.sort(x), x.size
    return float(1 + 1 / n - 2 * np.cumsum(x).sum() / (n * x.sum()))


def titles(worlds: Worlds) -> Iterable[Fact]:
    """The truly best of four professional titles of one story against their median."""
    plain = TitleFeatures(20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
    kinds = [
        replace(plain, question=q, number=n, conflict=c, person=w, scene=s)
        for q, n, c, w, s in product((0.0, 1.0), repeat=5)
    ]
    known = np.array([title_effect(title) for title in kinds])
    pick = (worlds.uniforms("check/titles", "kinds", 4) * len(kinds)).astype(int)
    luck = worlds.values("gongzhonghao")["title_luck_sd"] * worlds.normals("check/titles", "luck", 4)
    rates = np.exp(known[pick] + luck)
    ratio = rates.max(axis=1) / np.median(rates, axis=1)
    what = message("Best of four titles over their median (true click rates)")
    yield _fact(2, what, (1.15, 1.30), partial(_ratio, ratio, np.ones_like(ratio)), worlds)


def short_video(worlds: Worlds) -> Iterable[Fact]:
    """How behaviours go together in the short-video feed, and when viewers come back; each within 20%."""
    shown_to_many = {**worlds.changed, ("douyin", "recommend_impressions"): 200_000}  # so that follows are not few
    strangers = Worlds(worlds.seed, worlds.count, shown_to_many)
    feed = publish(Publication("check/feed", 3, 20), replace(PLAIN, followers=100), strangers, on="douyin")
    no_hit = feed.reads <= np.quantile(feed.reads, 0.9)  # the feed that was measured showed videos at random
    shares = (
        (message("Douyin: plays beyond the first seconds"), "stayed", "reads", 0.46),
        (message("Douyin: long views"), "finishers", "reads", 0.332),
        (message("Douyin: likes per play"), "likes", "reads", 0.0185),
        (message("Douyin: comments per play"), "comments", "reads", 0.00255),
        (message("Douyin: follows per play"), "new_followers", "reads", 0.00107),
        (message("Douyin: shares per play"), "sharers", "reads", 0.00096),
        (message("Douyin: likes per long view"), "likes_finished", "finishers", 0.0372),
        (message("Douyin: follows per like"), "follows_liked", "likes", 0.0249),
        (message("Douyin: comments per like"), "comments_liked", "likes", 0.0212),
    )
    for what, part, whole, target in shares:
        counts = (getattr(feed, part) * no_hit, getattr(feed, whole) * no_hit)
        yield _fact(3, what, (0.8 * target, 1.2 * target), partial(_ratio, *counts), worlds)
    gaps = gap_days(worlds.uniforms("check/gaps", "gaps", 50), worlds)
    for day, target in enumerate((0.617, 0.165, 0.079, 0.047, 0.031), start=1):
        what = message("Viewers whose next active day is {day} days later", day=day)
        there = (gaps == day).mean(axis=1)
        yield _fact(3, what, (0.8 * target, 1.2 * target), partial(_ratio, there, np.ones_like(there)), worlds)


def forecasts(worlds: Worlds, posts: int = 60) -> Iterable[Fact]:
    """What of the log of reads the best forecaster could know: content, account, slot and topic of varied posts.

    The best forecast of log reads is its mean over luck, so R2 is the variance between posts over all variance.
    """
    few = Worlds(worlds.seed, max(worlds.count // 20, 30), worlds.changed)
    for on in platform_slugs():
        logs = np.array([np.log(_varied(on, i, few).reads + 1) for i in range(posts)])
        yield Fact(
            4,
            message("{platform}: R2 of the best forecast of log reads", platform=platform_name(on)),
            _r2(logs, np.arange(posts)),
            0.3,
            0.5,
            _bootstrap(partial(_r2, logs), posts),
        )


def _r2(logs: Floats, rows: Rows) -> float:
    logs = logs[rows]
    within = logs.var(axis=1, ddof=1).mean()
    between = logs.mean(axis=1).var(ddof=1) - within / logs.shape[1]
    return float(between / (between + within))


def _varied(on: str, number: int, worlds: Worlds) -> PostOutcome:
    """A post of an account of some size by an author of some skill; the same whatever the worlds."""
    author = Worlds(b"authors", 1)
    z = author.normals(f"{on}/{number}", "author", 10)[0]
    quality = np.clip(0.5 + 0.2 * z, 0, 1)
    form, length = FORMS[on]
    content = Content(
        format=form,
        niche="workplace",
        length=max(round(length * float(np.exp(0.4 * z[7]))), 10),
        hook=quality[0],
        substance=quality[1],
        story=quality[2],
        visual=quality[3],
        search=quality[4],
        originality=float(np.clip(0.85 + 0.15 * z[5], 0, 1)),
        advertising=float(np.clip(0.1 + 0.1 * z[6], 0, 1)),
    )
    account = Account(round(50_000 * float(np.exp(0.8 * z[8]))))
    day, hour = (author.uniforms(f"{on}/{number}", "slot", 2)[0] * (7, 16)).astype(int)
    post = Publication(f"check/varied/{number}", int(day), 7 + int(hour), effects=effects(content, on, worlds))
    return publish(post, account, worlds, on=on)


def peeking(worlds: Worlds) -> Iterable[Fact]:
    """False finds under the null when one looks after every 5% of the sample."""
    p_values = split_test("check/peeking", (0.05, 0.05), 20_000, worlds).p_values
    found, once = ((p < 0.05).any(axis=1).astype(float) for p in (p_values, p_values[:, -1:]))
    ones = np.ones_like(found)
    peeked = message("False finds when peeking after each 5% of the sample")
    yield _fact(5, peeked, (0.2, 0.3), partial(_ratio, found, ones), worlds)
    at_end = message("False finds when looking once, at the end")
    yield _fact(5, at_end, (0.03, 0.07), partial(_ratio, once, ones), worlds)


def replay(worlds: Worlds) -> Iterable[Fact]:
    """Same seed, same run; changing one post leaves every other draw as it was."""
    few = Worlds(worlds.seed, 4, worlds.changed)
    setting, plan = busy_setting(), busy_plan(24)
    first, again = (play(plan, setting, few) for _ in range(2))
    last = plan.posts[-1]
    changed = plan.model_copy(
        update={"posts": (*plan.posts[:-1], last.model_copy(update={"hour": (last.hour + 5) % 24}))}
    )
    other = play(changed, setting, few)
    same = all(first.posts[id].reads.tobytes() == again.posts[id].reads.tobytes() for id in first.posts)
    kept = all(
        first.posts[id].reads.tobytes() == other.posts[id].reads.tobytes() for id in first.posts if id != last.id
    )
    yield Fact(6, message("The same seed gives the same run, byte for byte"), float(same), 1, 1, (1, 1))
    yield Fact(6, message("Changing one post leaves the others' draws"), float(kept), 1, 1, (1, 1))


def growth_sprint(worlds: Worlds) -> Iterable[Fact]:
    """50,000 followers and 90 days: what lazy, mediocre and good plans come to."""
    runs = Worlds(worlds.seed, min(worlds.count, 200), worlds.changed)
    end = {
        level: play(sprint(level), sprint_setting(), runs).followers("gongzhonghao")[:, -1]
        for level in ("lazy", "mediocre", "good")
    }
    lazy = message("Sprint, lazy plan: median of followers after 90 days")
    yield _fact(7, lazy, (0, 49_999), partial(_quantile, end["lazy"], 0.5), runs)
    mediocre = message("Sprint, mediocre plan: 90% quantile of followers")
    yield _fact(7, mediocre, (50_000, 60_000), partial(_quantile, end["mediocre"], 0.9), runs)
    reached = (end["good"] >= 80_000).astype(float)
    good = message("Sprint, good plan: chance of 80,000")
    yield _fact(7, good, (0.4, 0.7), partial(_ratio, reached, np.ones_like(reached)), runs)


def _quantile(figures: Floats, at: float, rows: Rows) -> float:
    return float(np.quantile(figures[rows], at))


def too_much(worlds: Worlds) -> Iterable[Fact]:
    """More than the audience bears costs follows; scarcity wears out; advertising has falling returns."""
    lost = [
        publish(Publication("check/burden", 3, 20, burden=burden), PLAIN, worlds).unfollows for burden in (0.0, 3.0)
    ]
    what = message("Unfollows per post, three posts a week too many against none")
    yield _fact(8, what, (1.5, 10), partial(_ratio, lost[1], lost[0]), worlds)
    clicks = []
    kinds: tuple[Literal["none", "real"], ...] = ("none", "real")
    for scarcity in kinds:
        sends = [
            Broadcast(id=f"check/{i}", day=3 * i, hour=20, tiers=("active",), value=0.6, scarcity=scarcity)
            for i in range(8)
        ]
        private = PrivateDomain((), sends, worlds, 25, {"active": 5_000})
        for day in range(25):
            private.step(day, np.zeros(worlds.count))
        clicks.append(private.outcome.clicked / np.maximum(private.outcome.read, 1))
    lift = clicks[1] / np.maximum(clicks[0], 1e-9)
    what = message("What is left of scarcity's effect the eighth time")
    yield _fact(8, what, (0.0, 0.5), partial(_ratio, lift[:, 7] - 1, lift[:, 0] - 1), worlds)
    bought = [
        spend(
            PaidReach(id="check/ads", tool="dou_plus", platform="douyin", day=0, days=7, budget_yuan=budget, post="p"),
            2e6,
            worlds,
        ).impressions
        / budget
        for budget in (2_000, 20_000)
    ]
    what = message("Plays per yuan, ten times the budget against once")
    yield _fact(8, what, (0.2, 0.9), partial(_ratio, bought[1], bought[0]), worlds)


def answers(worlds: Worlds) -> Iterable[Fact]:
    """A late or denying answer to a true complaint against a fast apology that solves: mean and tail of posts."""
    few = Worlds(worlds.seed, min(worlds.count, 600), worlds.changed)
    incident = Incident(id="check", day=0, hour=10, kind="product", true=True, severity=0.6, first_posts=20)
    given = {
        "fast": Response(incident="check", after_hours=1, kind="apologise", solves=True),
        "late": Response(incident="check", after_hours=24, kind="apologise", solves=True),
        "denied": Response(incident="check", after_hours=1, kind="deny"),
    }
    posts = {}
    for name, response in given.items():
        opinion = Opinion((incident,), (response,), few, 14, 100)
        for day in range(14):
            opinion.step(day)
        posts[name] = opinion.incident_posts[:, 0]
    told = {
        "late": (
            message("Negative posts, late apology against a fast one: mean"),
            message("Negative posts, late apology against a fast one: 95% quantile"),
        ),
        "denied": (
            message("Negative posts, denial against a fast apology: mean"),
            message("Negative posts, denial against a fast apology: 95% quantile"),
        ),
    }
    for name, (mean, tail) in told.items():
        yield _fact(9, mean, (1.2, 50), partial(_ratio, posts[name], posts["fast"]), few)
        yield _fact(9, tail, (1.2, 50), partial(_tail_ratio, posts[name], posts["fast"]), few)


def _ratio(part: Floats, whole: Floats, rows: Rows) -> float:
    """Ratio of two sums over worlds; of means where `whole` is ones."""
    return float(part[rows].sum() / whole[rows].sum())


def _tail_ratio(figures: Floats, against: Floats, rows: Rows) -> float:
    return float(np.quantile(figures[rows], 0.95) / np.quantile(against[rows], 0.95))


FACTS: tuple[Callable[[Worlds], Iterable[Fact]], ...] = (
    heavy_tails,
    titles,
    short_video,
    forecasts,
    peeking,
    replay,
    growth_sprint,
    too_much,
    answers,
)
