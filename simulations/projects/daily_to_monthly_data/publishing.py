"""Posts: when they go out, what came of them in the world, the hit, and what a ruling leaves of one."""

from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any

import numpy as np

from simulations.brands import Brand
from simulations.identity import Context
from simulations.projects.daily_to_monthly_data.played import COUNTS, HOURS, SOURCES, TASK, Anomaly, Post
from simulations.world.draws import Floats
from simulations.world.platforms.post import PostOutcome, Publication
from simulations.world.platforms.publishing import publish
from simulations.world.platforms.timing import mean_hours, online

WEEKEND = 5
HIT_LIFT = 1.45  # the month's mean against the one before: enough for a boss to be pleased
ORDINARY_LIFT = 1.06
Counts = dict[str, float]


def slots_of(
    rng: np.random.Generator, first: date, last: date, holiday: tuple[date, ...], hit: date, hours: list[int]
) -> list[tuple[datetime, int]]:
    """When the account posts: on working days, the hit in the morning; a slot's number is the world it is played in."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    open_days = [day for day in days if day.weekday() < WEEKEND and day not in holiday]
    return [
        (datetime.combine(day, time(hours[0] if day == hit else int(hours[rng.integers(len(hours))]))), world)
        for world, day in enumerate(open_days)
    ]


def posts_of(
    context: Context,
    rng: np.random.Generator,
    slots: list[tuple[datetime, int]],
    brand: Brand,
    turn: date,
    hit: date,
    anomaly: Anomaly,
) -> tuple[list[Post], list[Floats]]:
    """Posts, and for each the share of its readers who come in each hour."""
    public = Context(context.cohort, context.trainee)
    worlds = public.worlds(TASK, len(slots), "posts")
    out = publish(Publication("post", 2, 12), brand.gongzhonghao, worlds)
    tau = mean_hours("gongzhonghao", out.sources, worlds)
    made = [_counts(out, world, brand, at) for at, world in slots]
    usual = median(sum(one[name] for name in SOURCES) for one in made)
    level, first_day_of_hit, first_day_share = float(rng.uniform(0.92, 0.99)), float(rng.uniform(11_500, 17_500)), 1.0
    for (at, _world), one in zip(slots, made, strict=True):  # nobody but the hit runs away
        reads = sum(one[name] for name in SOURCES)
        _scale(one, min(1.0, 2.6 * usual / reads) * float(rng.uniform(0.9, 1.1)))
        if at.date() >= turn:
            one["recommended"] *= 1.7
    curves = [_curve(out.sources, tau, one, at) for (at, _), one in zip(slots, made, strict=True)]
    for place, (at, _world) in enumerate(slots):
        after = (at.date() - anomaly.day).days
        if at.date() == hit:
            first_day_share = float(curves[place][: 24 - at.hour].sum())
            _make_hit(made[place], first_day_of_hit / first_day_share)
        elif anomaly.cause == "violation" and 0 <= after < anomaly.days:
            made[place]["recommended"] = 0.0
            if after == 0:
                _scale(made[place], 0.35)
    dated = [(at.date() >= turn, one) for (at, _), one in zip(slots, made, strict=True)]
    before, now = ([one for later, one in dated if later == this] for this in (False, True))
    factor = level * median(map(_reads, before)) / median(map(_reads, now))
    for one in now:
        _scale(one, factor)
    hit_post = max(now, key=_reads)
    _calm([one for one in now if one is not hit_post], sum(map(_reads, before)) / len(before))
    lacking = HIT_LIFT * len(now) * sum(map(_reads, before)) / len(before) - sum(map(_reads, now))
    hit_post["recommended"] += max(lacking, first_day_of_hit / first_day_share - _reads(hit_post), 0.0)
    return [_post(one, at) for (at, _), one in zip(slots, made, strict=True)], curves


def _counts(out: PostOutcome, world: int, brand: Brand, at: datetime) -> Counts:
    """What came of one post, at its own hour of the day."""
    slot = brand.hours[at.hour] * brand.days[at.weekday()]
    counts = {name: float(out.source(name)[world]) for name in SOURCES}
    counts["message"] *= slot
    names = (*COUNTS, "new_followers", "finishers")
    counts |= {name: float(getattr(out, name)[world]) for name in names}
    counts["delivered"] = float(out.followers[world])
    counts["finish_rate"] = counts.pop("finishers") / max(float(out.reads[world]), 1.0)
    return counts


def _reads(counts: Counts) -> float:
    return sum(counts[name] for name in SOURCES)


def _scale(counts: Counts, factor: float) -> None:
    for name in (*SOURCES, *COUNTS, "new_followers"):
        counts[name] *= factor


def _calm(posts: list[Counts], before: float) -> None:
    """Hold down the best of the other posts until they are on average what posts were the month before."""
    while sum(map(_reads, posts)) / len(posts) > ORDINARY_LIFT * before:
        for one in posts:
            if _reads(one) > 1.5 * median(map(_reads, posts)):
                _scale(one, 0.95)


def _make_hit(counts: Counts, reads: float) -> None:
    """So many recommended readers that everything else looks small; they seldom finish, follow or pass on."""
    before = _reads(counts)
    counts["recommended"] += max(reads - before, 0.0)
    counts["moments"] *= 2.0
    grown = _reads(counts) / before
    for name in COUNTS:
        counts[name] = max(counts[name], 4) * grown**0.8
    counts["new_followers"] = max(counts["new_followers"], 3) * grown**0.5
    counts["finish_rate"] *= 0.6


def _curve(sources: tuple[str, ...], tau: Floats, counts: Counts, at: datetime) -> Floats:
    """Share of a post's readers in each hour after it came out."""
    week = np.roll(online("gongzhonghao", "workplace"), -(24 * at.weekday() + at.hour))
    t = np.arange(HOURS)
    falling = np.exp(-t / tau[:, None]) * week[t % 168]
    weights = np.array([counts.get(name, 0.0) for name in sources])
    curve = weights @ (falling / falling.sum(axis=1, keepdims=True))
    return np.asarray(curve / curve.sum(), dtype=float)


def _post(counts: Counts, at: datetime) -> Post:
    return Post(
        title="",
        at=at,
        delivered=round(counts["delivered"]),
        reads_from={name: max(round(counts[name]), 0) for name in SOURCES},
        new_followers=round(counts["new_followers"]),
        finish_rate=round(min(max(counts["finish_rate"], 0.05), 0.9), 4),
        **{name: round(counts[name]) for name in COUNTS},
    )


def titles_of(rng: np.random.Generator, number: int, data: Any, slug: str, hit: int) -> list[str]:
    """Titles, none twice."""
    topics, patterns = data["topics"][slug], data["patterns"]
    every = [pattern.format(topic=topic) for pattern in patterns for topic in topics]
    chosen = [every[place] for place in rng.permutation(len(every))[:number]]
    chosen[hit] = data["hit"].format(topic=topics[rng.integers(len(topics))])
    return chosen
