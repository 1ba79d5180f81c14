"""A post is published: who is shown it, who reads, and what came of it. The same law on every platform.

shown -> reads -> finishes -> likes, comments, shares, saves, follows -> does what is asked. Readers are binomials of
the people shown it, by source and segment; what readers do stands in `behaviour`, sharing on in `cascade`, how probable
each step is in `chances`. A plain agent-by-agent version stands in `agents`.
"""

import numpy as np

from simulations.world.audience.segments import segments
from simulations.world.draws import Floats, Worlds, binomial
from simulations.world.platforms import platform
from simulations.world.platforms.behaviour import DRAWS, behave
from simulations.world.platforms.cascade import GENERATIONS, cascade
from simulations.world.platforms.chances import LUCK, TAILS, Chances, chances
from simulations.world.platforms.post import Account, PostOutcome, Publication, Push


def publish(
    publication: Publication,
    account: Account,
    worlds: Worlds,
    on: str = "gongzhonghao",
    reach: Floats | float = 1.0,
    goodwill: Floats | float = 1.0,
    push: Push | None = None,
) -> PostOutcome:
    """Play one post in all worlds at once.

    Parameters
    ----------
    on : str
        The platform.
    reach : float or array, shape (worlds,)
        Share of its reach the platform leaves the post (a ruling, a limited account).
    goodwill : float or array, shape (worlds,)
        How well people think of the brand, 1 is as ever; scales following.
    push : Push, optional
        People shown the post for money.
    """
    kind, p, post = platform(on), worlds.values(on), publication.post
    cells = (len(kind.SOURCES) + 1) * len(segments())
    luck, tail, u, shares, seen_by = _drawn(worlds, post, cells)
    chance = chances(publication, account, on, p, luck, tail, reach, push)
    reads = _read(chance, seen_by)
    directly = np.asarray(reads.sum(axis=(1, 2)), dtype=float)
    seeds = np.zeros(worlds.count)
    if chance.seeds:
        seeds = binomial(u[:, 0], np.full(worlds.count, chance.seeds), chance.read_seed)
    through, sharers, seen = cascade(shares, directly, seeds, chance.sharing)
    followable = (reads.sum(axis=2) * chance.stranger * chance.keen).sum(axis=1) + through
    return PostOutcome(
        post=post,
        platform=on,
        followers=chance.followers,
        sources=(*chance.sources, kind.SHARED),
        shown=np.column_stack([chance.shown, seen]),
        reads_from=np.column_stack([reads.sum(axis=2), through]),
        readers=reads.sum(axis=1) + through[:, None] * chance.public,
        reach=reach * np.ones(worlds.count),
        sharers=sharers,
        unfollows=np.floor(_met(chance) * chance.leave + u[:, 1]),  # whole people from a random start
        **behave(p, u[:, 2:], chance.rates, directly + through, goodwill * followable, chance.act),
    )


def _met(chance: Chances) -> Floats:
    """Followers who are shown the post, shape (worlds,)."""
    return np.asarray(np.minimum(chance.shown[:, ~chance.stranger].max(axis=1), chance.followers), dtype=float)


def _read(chance: Chances, u: Floats) -> Floats:
    """Readers by source and segment, shape (worlds, sources, segments): binomials of the people shown the post."""
    used = len(chance.sources) if chance.shown[:, -1].any() else len(chance.sources) - 1  # mostly nothing is paid for
    reads = np.zeros(chance.people.shape)
    cells = u.reshape(reads.shape)
    reads[:, :used] = binomial(cells[:, :used], chance.people[:, :used], chance.read[:, :used])
    return reads


def _drawn(worlds: Worlds, post: str, cells: int) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """All that is drawn for a post: normals of its luck; uniforms of tails, counts, cascade and readers' cells."""
    from scipy.special import ndtri

    widths = (LUCK, TAILS, 2 + DRAWS, 2 * GENERATIONS, cells)
    luck, tail, counts, shares, seen_by = np.split(
        worlds.uniforms(post, "post", sum(widths)), np.cumsum(widths)[:-1], axis=1
    )
    return np.asarray(ndtri(luck), dtype=float), tail, counts, shares, seen_by
