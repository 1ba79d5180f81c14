"""Play two months of one trainee's brand.

Each post is published in a public world of its own; its readers come over the days as that world has them. What a
lesson needs to be there (one hit, more recommended readers, an incident) is laid over what was played.
"""

import calendar
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

import numpy as np

from simulations.brands import brand_of, brands
from simulations.identity import Context, variant_rng
from simulations.projects.daily_to_monthly_data.arriving import days_of, leads_of
from simulations.projects.daily_to_monthly_data.played import FOLDER, TASK, Anomaly, Cause, Played, weeks_of
from simulations.projects.daily_to_monthly_data.publishing import posts_of, slots_of, titles_of
from simulations.reading import read_yaml

PLAYED_CAUSES: tuple[Cause, ...] = ("violation", "holiday", "recording", "giveaway", "incident")


def play(context: Context) -> Played:
    """The two months of one trainee's brand."""
    rng = variant_rng(context.variant(TASK), "played")
    data, slug = read_yaml(FOLDER / "material.yaml"), brand_of(context)
    brand = brands()[slug]
    row = data["months"][rng.integers(len(data["months"]))]
    turn = date(row["year"], row["month"], 1)
    last = turn.replace(day=calendar.monthrange(turn.year, turn.month)[1])
    first = (turn - timedelta(days=1)).replace(day=1)
    holiday = tuple(turn.replace(day=day) for day in range(row["first"], row["last"] + 1))
    anomaly, hit = _what_happened(rng, weeks_of(turn, last), holiday)
    slots = slots_of(rng, first, last, holiday, hit, data["hours"])
    posts, curves = posts_of(context, rng, slots, brand, turn, hit, anomaly)
    titles = titles_of(rng, len(posts), data, slug, next(i for i, (at, _) in enumerate(slots) if at.date() == hit))
    posts = [replace(post, title=title) for post, title in zip(posts, titles, strict=True)]
    leads = leads_of(rng, posts, curves, (first, turn, last), data, slug)
    days = days_of(rng, posts, curves, leads, (first, last), brand.followers, anomaly)
    return Played(
        slug, brand, first, turn, last, row["holiday"], holiday, hit, anomaly, tuple(posts), tuple(days), tuple(leads)
    )


def _what_happened(
    rng: np.random.Generator, weeks: tuple[tuple[date, date], ...], holiday: tuple[date, ...]
) -> tuple[Anomaly, date]:
    """The incident and the day of the hit: in different weeks, and both away from the holiday."""
    cause: Cause = PLAYED_CAUSES[rng.integers(len(PLAYED_CAUSES))]
    whole = [start for start, end in weeks[1:4] if (end - start).days == 6]
    if cause == "holiday":
        day = holiday[0]
        free = [start for start in whole if not any(start <= off <= start + timedelta(days=6) for off in holiday)]
        hit_week = free[rng.integers(len(free))]
    else:
        near = [start for start in whole if not any(abs((start - off).days + 2) <= 5 for off in holiday)]
        usable = [start for start in whole if start in near] or whole
        start = usable[rng.integers(len(usable))]
        day = start + timedelta(days=int(rng.integers(1, 4)))
        rest = [one for one in whole if one != start]
        later = [one for one in rest if one > start]  # what a hit leaves behind would hide a fall in reads
        chosen = later or rest
        hit_week = chosen[rng.integers(len(chosen))]
    figures: dict[Cause, Literal["reads", "lost", "clicks"]] = {
        "violation": "reads",
        "holiday": "reads",
        "recording": "clicks",
        "giveaway": "lost",
        "incident": "lost",
    }
    days = {"violation": 3, "holiday": len(holiday), "recording": 2, "giveaway": 2, "incident": 2}[cause]
    candidates = [hit_week + timedelta(days=n) for n in (1, 2, 3) if hit_week + timedelta(days=n) not in holiday]
    return Anomaly(cause, day, figures[cause], days), candidates[rng.integers(len(candidates))]
