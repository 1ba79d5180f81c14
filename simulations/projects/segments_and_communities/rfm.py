"""RFM: points by cuts, an order by weights, and how many of those in front buy in a month nobody has seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from simulations.projects.segments_and_communities.answer import Month
from simulations.projects.segments_and_communities.case import KEPT_SEATS, Case
from simulations.projects.segments_and_communities.people import User
from simulations.world.draws import Floats, Worlds

TERCILES = (1 / 3, 2 / 3)


@dataclass(frozen=True)
class Scheme:
    """Cuts and weights; R's cuts are days, smaller is better."""

    r: tuple[float, float]
    f: tuple[float, float]
    m: tuple[float, float]
    weights: tuple[int, int, int]


def scheme_of(answer: Month) -> Scheme:
    """The scheme of an answer."""
    return Scheme(
        (answer.r_cut_1, answer.r_cut_2),
        (answer.f_cut_1, answer.f_cut_2),
        (answer.m_cut_1, answer.m_cut_2),
        (answer.r_weight, answer.f_weight, answer.m_weight),
    )


def points(scheme: Scheme, user: User) -> tuple[int, int, int]:
    """R, F and M of somebody, 1 to 3 each."""
    days = user.recency if user.recency is not None else 10_000
    r = 3 if days <= scheme.r[0] else 2 if days <= scheme.r[1] else 1
    f, m = (
        3 if value >= cuts[1] else 2 if value >= cuts[0] else 1
        for value, cuts in ((user.orders, scheme.f), (user.spend, scheme.m))
    )
    return r, f, m


def kept(totals: Sequence[float], seats: int = KEPT_SEATS) -> Floats:
    """Share of a seat that everybody gets, the highest first; who ties with the last one shares what is left."""
    scores = np.asarray(totals, float)
    if scores.size <= seats:
        return np.ones(scores.size)
    last = np.sort(scores)[::-1][seats - 1]
    inside, at = scores > last, scores == last
    return np.asarray(inside + at * (seats - inside.sum()) / at.sum(), dtype=float)


def seated(scheme: Scheme, case: Case) -> Floats:
    """Share of a seat for each of those who have bought."""
    return kept([float(np.dot(points(scheme, user), scheme.weights)) for user in case.buyers])


def next_month(case: Case, worlds: Worlds) -> Floats:
    """Who of those who have bought buys next month, shape (W, buyers); keyed by their rows."""
    u = np.hstack([worlds.uniforms(f"buys/{user.id}", "next month") for user in case.buyers])
    return np.asarray(u < np.array([case.buys_again(user) for user in case.buyers]), dtype=float)


def hits(scheme: Scheme, case: Case, worlds: Worlds) -> Floats:
    """Buyers of next month among the seated, (W,)."""
    return np.asarray(next_month(case, worlds) @ seated(scheme, case), dtype=float)


def by_chance(case: Case, worlds: Worlds) -> Floats:
    """Buyers of next month among as many drawn by lot, (W,)."""
    bought = next_month(case, worlds)
    return np.asarray(bought.mean(axis=1) * min(KEPT_SEATS, bought.shape[1]), dtype=float)


def quantile_cuts(case: Case) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
    """Cuts at the terciles of those who have bought."""
    r, f, m = (
        np.quantile([getattr(user, name) for user in case.buyers], TERCILES) for name in ("recency", "orders", "spend")
    )
    up = (float(np.ceil(r[0])), float(np.ceil(r[1])))
    return up, (max(round(float(f[0])), 2), max(round(float(f[1])), 3)), (float(m[0]), float(m[1]))


def by_money(case: Case) -> Scheme:
    """What the colleague does: who has spent most comes first."""
    return Scheme(*quantile_cuts(case), (0, 0, 1))


def senior(case: Case) -> Scheme:
    """The best of a few dozen plain schemes, by what is true."""
    chances = np.array([case.buys_again(user) for user in case.buyers])
    days = np.array([user.recency for user in case.buyers], float)
    _r, f, m = quantile_cuts(case)
    options = [
        Scheme((float(np.ceil(np.quantile(days, low))), float(np.ceil(np.quantile(days, high)))), f, m, weights)
        for low, high, weights in product(
            (0.15, 0.25, 0.33), (0.45, 0.6), ((3, 1, 0), (2, 1, 0), (5, 2, 0), (1, 1, 0), (4, 1, 0))
        )
    ]
    return max(options, key=lambda scheme: float(seated(scheme, case) @ chances))
