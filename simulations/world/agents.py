"""The law of publishing person by person: slow and plain, what the counts of `publishing` are held against.

One post, one platform, one world. Everybody who is shown the post reads it or not, everybody who reads finishes or not,
likes or not, shares or not: one Bernoulli draw a person and a decision, from a generator that is handed in. How many
people are shown the post and how probably each does what are the same `chances`; nothing is paid for here. Each
stranger follows or not, where counts know only the share of strangers among readers: means are the same, and the
variance of new followers is higher there, by less than follow rate x share of followers.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.world.platforms.behaviour import HIGHEST_RATE
from simulations.world.platforms.cascade import GENERATIONS
from simulations.world.platforms.chances import LUCK, TAILS, Chances, chances
from simulations.world.platforms.post import Account, Publication


def with_middling_luck(
    publication: Publication, account: Account, on: str, p: dict[str, float], reach: float = 1.0
) -> Chances:
    """Chances of a post in one world whose luck is middling."""
    return chances(publication, account, on, p, np.zeros((1, LUCK)), np.full((1, TAILS), 0.5), reach)


def publish_by_agents(
    chance: Chances, p: dict[str, float], rng: np.random.Generator, goodwill: float = 1.0
) -> dict[str, Any]:
    """Play one post in one world, each person for himself.

    Parameters
    ----------
    chance : Chances
        Of one world.
    p : dict
        The platform's numbers.
    goodwill : float
        As in `publish`.

    Returns
    -------
    dict
        Counts, named as in `PostOutcome`: arrays `direct` (sources, segments) of those whom the platform showed it and
        who read, `reads_from` (sources, sharing last) and `readers` (segments), and whole numbers. Readers through
        sharing belong to the segments as the public does; that is not drawn, here as there.
    """
    people, read = chance.people[0], chance.read[0]
    cells = np.repeat(np.arange(people.size), people.ravel().astype(int))  # source and segment of a person
    cells = cells[rng.random(cells.size) < read.ravel()[cells]]  # of a reader
    direct = np.bincount(cells, minlength=people.size).reshape(people.shape)
    through, sharers = share(chance, cells.size, rng)
    stranger = np.append(chance.stranger[cells // chance.public.size], np.ones(through, bool))
    return {
        "direct": direct,
        "reads_from": np.append(direct.sum(axis=1), through),
        "readers": direct.sum(axis=0) + through * chance.public,
        "sharers": sharers,
        "unfollows": int((rng.random(int(chance.shown[0, ~chance.stranger].max())) < chance.leave).sum()),
        **behave(chance, p, stranger, goodwill, rng),
    }


def share(chance: Chances, readers: int, rng: np.random.Generator) -> tuple[int, int]:
    """Readers share, some who see it read and share in turn; readers through sharing, and sharers."""
    sharing, rate = chance.sharing, float(chance.rates.share[0])
    per_share, click, reachable = (
        float(figure[0]) for figure in (sharing.exposures_per_share, sharing.click_rate, sharing.reachable)
    )
    through, sharers = int((rng.random(int(chance.seeds)) < chance.read_seed[0]).sum()), 0
    current = readers + through
    for _ in range(GENERATIONS):
        share_now = int((rng.random(current) < rate).sum())
        seeing = min(share_now * per_share, 10 * reachable / click)
        new = max(1 - through / reachable, 0.0)  # share of those who see it that have not read it yet
        current = min(int((rng.random(int(seeing)) < click * new).sum()), int(reachable))
        through, sharers = through + current, sharers + share_now
    return through, sharers


def behave(
    chance: Chances, p: dict[str, float], stranger: NDArray[np.bool_], goodwill: float, rng: np.random.Generator
) -> dict[str, int]:
    """What each reader does; `stranger` tells of each whether he may follow."""
    rate, readers = chance.rates, stranger.size
    finishes = rng.random(readers) < rate.finish
    likes = rng.random(readers) < np.where(finishes, rate.like_if_finished, rate.like_else)
    following = np.where(likes, rate.follow_if_liked, np.where(finishes, rate.follow_if_finished, rate.follow_else))
    comments = rng.random(readers) < np.where(likes, rate.comment_if_liked, rate.comment_else)
    follows = stranger & (rng.random(readers) < np.minimum(following * goodwill, HIGHEST_RATE))
    done = {
        "finishers": finishes,
        "stayed": finishes | (rng.random(readers) < p["stay_if_unfinished"]),
        "likes": likes,
        "likes_finished": likes & finishes,
        "comments": comments,
        "comments_liked": comments & likes,
        "saves": rng.random(readers) < rate.save,
        "coins": rng.random(readers) < rate.coin,
        "bullets": rng.random(readers) < rate.bullet,
        "dislikes": rng.random(readers) < p["dislike_rate"],
        "actions": finishes & (rng.random(readers) < chance.act),
        "new_followers": follows,
        "follows_liked": follows & likes,
    }
    return {name: int(people.sum()) for name, people in done.items()}
