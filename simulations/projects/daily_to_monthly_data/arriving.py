"""Leads as they come, and the figures of each day."""

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from simulations.projects.daily_to_monthly_data.played import COUNTS, HOURS, Anomaly, Channel, Day, Lead, Post
from simulations.world.draws import Floats


def leads_of(
    rng: np.random.Generator,
    posts: list[Post],
    curves: list[Floats],
    span: tuple[date, date, date],
    data: Any,
    slug: str,
) -> list[Lead]:
    """Leads of two months: how many through each channel, how many of them paid, and when each came."""
    first, turn, last = span
    leads = []
    for month, plan in enumerate(_lead_plan(rng)):
        start, end = (first, turn - timedelta(days=1)) if month == 0 else (turn, last)
        of_month = [place for place, post in enumerate(posts) if start <= post.at.date() <= end]
        for channel, (count, paid) in plan.items():
            for number in range(count):
                place, at = _moment(rng, posts, curves, of_month, channel, start, end)
                source = data["menu"] if channel == "menu" else posts[place].title
                price = int(rng.choice(data["prices"][slug])) if number < paid else 0
                leads.append(Lead(at, source, channel, f"{rng.integers(1000, 10_000)}", price))
    return sorted(leads, key=lambda lead: (lead.at, lead.tail))


def _lead_plan(rng: np.random.Generator) -> tuple[dict[Channel, tuple[int, int]], dict[Channel, tuple[int, int]]]:
    """Leads and payers by channel: every channel pays a little better than before, all of them together worse."""
    while True:
        before, now = {}, {}
        for channel, low, high, rate in (("message", 68, 84, 0.22), ("moments", 18, 26, 0.2), ("menu", 16, 24, 0.23)):
            count = int(rng.integers(low, high))
            before[channel] = (count, max(round(rate * count), 2))
            fewer = round(count * rng.uniform(0.55, 0.7))
            now[channel] = (fewer, max(round(rate * fewer), 2))
        strangers = int(rng.integers(14, 20))
        before["recommended"] = (strangers, 1)
        many = int(rng.integers(44, 58))
        now["recommended"] = (many, max(round(0.085 * many), 3))
        leads = [sum(count for count, _ in plan.values()) for plan in (before, now)]
        rates = [
            sum(paid for _, paid in plan.values()) / total for plan, total in zip((before, now), leads, strict=True)
        ]
        better = all(now[c][1] / now[c][0] > before[c][1] / before[c][0] for c in before)
        if better and rates[1] < rates[0] - 0.02 and leads[1] < 0.97 * leads[0]:
            return before, now  # type: ignore[return-value]


def _moment(
    rng: np.random.Generator,
    posts: list[Post],
    curves: list[Floats],
    of_month: list[int],
    channel: Channel,
    start: date,
    end: date,
) -> tuple[int, datetime]:
    """The post that led to a lead, and when it came: never before the post, always within the month."""
    weights = np.array([posts[place].reads_from.get(channel, 400) ** 0.5 for place in of_month], dtype=float)
    while True:
        place = of_month[rng.choice(len(of_month), p=weights / weights.sum())]
        hour = int(rng.choice(HOURS, p=curves[place]))
        at = posts[place].at + timedelta(hours=hour, minutes=int(rng.integers(2, 60)), seconds=int(rng.integers(60)))
        if start <= at.date() <= end:
            return place, at


def days_of(
    rng: np.random.Generator,
    posts: list[Post],
    curves: list[Floats],
    leads: list[Lead],
    span: tuple[date, date],
    followers: int,
    anomaly: Anomaly,
) -> list[Day]:
    """Each day's figures: readers of all posts as they come, and what follows from them."""
    first, last = span
    dates = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    figures = {name: np.zeros(len(dates)) for name in ("reads", *COUNTS, "gained")}
    for post, curve in zip(posts, curves, strict=True):
        of_day = np.bincount((np.arange(HOURS) + post.at.hour) // 24, weights=curve)
        start = (post.at.date() - first).days
        part = of_day[: len(dates) - start]
        whole = {"reads": post.reads, "gained": post.new_followers} | {n: getattr(post, n) for n in COUNTS}
        for name, count in whole.items():
            figures[name][start : start + len(part)] += count * part
    figures["reads"] += rng.poisson(180, len(dates))  # older articles are read too
    figures["gained"] += rng.poisson(26, len(dates))
    lost = rng.poisson(followers * 0.00052, len(dates)).astype(float)
    came = {day: sum(lead.at.date() == day for lead in leads) for day in dates}
    clicks = np.zeros(len(dates))
    for n, day in enumerate(dates):
        after = (day - anomaly.day).days
        if anomaly.cause in ("violation", "holiday") and 0 <= after < anomaly.days:
            for name in ("reads", *COUNTS):
                figures[name][n] *= 0.3
        counted = not (anomaly.cause == "recording" and 0 <= after < anomaly.days)
        clicks[n] = counted * (round(0.021 * figures["reads"][n] ** 0.95) + 2 * came[day])
        if anomaly.cause == "giveaway":
            figures["gained"][n] *= 6 if after == -3 else 3 if after == -2 else 1
            lost[n] *= 8 if after == 0 else 3 if after == 1 else 1
        if anomaly.cause == "incident":
            lost[n] *= 7 if after == 0 else 3 if after == 1 else 1
            figures["comments"][n] = figures["comments"][n] * 4 + 60 if after == 0 else figures["comments"][n]
    made, total = [], followers - int(rng.integers(0, 900))
    for n, day in enumerate(dates):
        reads, gained, gone = round(figures["reads"][n]), round(figures["gained"][n]), round(lost[n])
        total += gained - gone
        counts = {name: round(figures[name][n]) for name in COUNTS}
        times = round(reads * float(rng.uniform(1.21, 1.38)))
        made.append(Day(day, reads, times, **counts, clicks=int(clicks[n]), gained=gained, lost=gone, followers=total))
    return made
