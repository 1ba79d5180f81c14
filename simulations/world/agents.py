"""The law of publishing person by person: slow and plain, what the counts of `publishing` are held against.

One post, one platform, one world. Everybody who is shown the post reads it or not, everybody who reads finishes or not,
likes or not, shares or not: one Bernoulli draw a person and a decision, from a generator that is handed in. How many
people are shown the post and how probably each does what is the same law as in `publishing`; luck stands at its median
and nothing is paid for. Here each stranger follows or not, where counts know only the share of strangers among readers:
means are the same, and the variance of new followers is higher there, by less than follow rate x share of followers.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.world.audience.segments import mix
from simulations.world.draws import Floats, whole
from simulations.world.platforms import platform
from simulations.world.platforms.behaviour import HIGHEST_RATE, Rates, middling, rates, worth
from simulations.world.platforms.cascade import GENERATIONS
from simulations.world.platforms.meeting import Meeting
from simulations.world.platforms.publishing import BASE_FOLLOWERS, Account, Publication, slot


@dataclass(frozen=True)
class Chances:
    """How many people are shown a post, and how probably one of them does what.

    Attributes
    ----------
    followers : int
        Followers of the account, to whom it is sent.
    shown : array, shape (sources, segments)
        People, in whole numbers.
    read : array, shape (sources, segments)
        Probability that one of them reads.
    stranger : array of bool, shape (sources,)
        Whether a source's people do not follow yet.
    public : array, shape (segments,)
        Shares of the segments among those whom sharing reaches.
    seeds : int
        People who see colleagues' own sharing.
    read_seed, read_shared : float
        Probability that somebody reads who sees colleagues' or a reader's share and has not read yet.
    shown_per_share, reachable : float
        People a share is shown to; people whom sharing can reach and who would read.
    rates : Rates
        Of one who reads, shape (1,) each.
    stay, dislike, act, leave : float
        Of one who does not finish; of one who reads; of one who finishes; of a follower the post is sent to.
    goodwill : float
        Factor on following.
    """

    followers: int
    shown: Floats
    read: Floats
    stranger: NDArray[np.bool_]
    public: Floats
    seeds: int
    read_seed: float
    read_shared: float
    shown_per_share: float
    reachable: float
    rates: Rates
    stay: float
    dislike: float
    act: float
    leave: float
    goodwill: float


def chances(
    publication: Publication, account: Account, on: str, p: dict[str, float], reach: float = 1.0, goodwill: float = 1.0
) -> Chances:
    """What holds for each person when a post is published with middling luck.

    P(read | source, segment) = click_source x exp(click + fit_segment), for followers also x exp(mood); everybody is a
    viewer where videos play by themselves.

    Parameters
    ----------
    account : Account
        With a whole number of followers, and one `mix` if any.
    on : str
        The platform.
    p : dict
        The platform's numbers.
    reach, goodwill : float
        As in `publish`.
    """
    kind, effects = platform(on), publication.effects
    followers = np.array([float(np.asarray(account.followers))])
    rate = rates(p, effects, np.zeros((1, 2)))
    meeting = Meeting(
        p=p,
        followers=followers,
        size=followers / BASE_FOLLOWERS,
        value=effects.click + np.log(worth(p, rate) / worth(p, middling(p))),
        tail=np.full((1, 3), 0.5),
        slot=slot(on, account, publication.day, publication.hour),
        heat=publication.heat,
        reach=effects.reach,
        search=effects.search,
    )
    fit = np.zeros(mix(on, account.niche).size) if effects.fit is None else effects.fit
    public = mix(on, account.niche) * np.exp(fit)
    public = public / public.sum()
    mood = p["slot_open"] * np.log(meeting.slot) - p["burden_open"] * publication.burden
    shown, read = [], []
    for source, people in zip(kind.SOURCES, kind.reach(meeting), strict=True):
        follow = source in kind.FROM_FOLLOWERS
        shown.append(whole(people * reach * (account.mix if follow and account.mix is not None else public)))
        click = p[f"click_{source}"]
        chance = np.minimum(click * np.exp(effects.click + mood * follow + fit), 0.5 + click / 2)
        read.append(np.ones(public.size) if click >= 1 else chance)
    return Chances(
        followers=int(followers[0]),
        shown=np.array(shown),
        read=np.array(read),
        stranger=np.array([source not in kind.FROM_FOLLOWERS for source in kind.SOURCES]),
        public=public,
        seeds=int(10 * publication.seed_readers),
        read_seed=min(0.1 * float(np.exp(effects.click)), 1.0),
        read_shared=min(p["click_shared"] * float(np.exp(effects.click)), 0.5),
        shown_per_share=reach * p["readers_per_share"] / p["click_shared"],
        reachable=p["reachable_readers"] * float(followers[0]) + 1,
        rates=rate,
        stay=p["stay_if_unfinished"],
        dislike=p["dislike_rate"],
        act=min(p["action_rate"] * effects.action, HIGHEST_RATE),
        leave=min(p["unfollow_rate"] * float(np.exp(p["burden_unfollow"] * publication.burden - effects.follow)), 0.2),
        goodwill=goodwill,
    )


def publish_by_agents(chance: Chances, rng: np.random.Generator) -> dict[str, Any]:
    """Play one post in one world, each person for himself.

    Returns
    -------
    dict
        Counts, named as in `PostOutcome`: arrays `direct` (sources, segments) of those whom the platform showed it and
        who read, `reads_from` (sources, sharing last) and `readers` (segments), and whole numbers. Readers through
        sharing belong to the segments as the public does; that is not drawn, here as there.
    """
    cells = np.repeat(np.arange(chance.shown.size), chance.shown.ravel().astype(int))  # source and segment of a person
    cells = cells[rng.random(cells.size) < chance.read.ravel()[cells]]  # of a reader
    direct = np.bincount(cells, minlength=chance.shown.size).reshape(chance.shown.shape)
    through, sharers = share(chance, cells.size, rng)
    stranger = np.append(chance.stranger[cells // chance.public.size], np.ones(through, bool))
    return {
        "direct": direct,
        "reads_from": np.append(direct.sum(axis=1), through),
        "readers": direct.sum(axis=0) + through * chance.public,
        "sharers": sharers,
        "unfollows": int((rng.random(chance.followers) < chance.leave).sum()),
        **behave(chance, stranger, rng),
    }


def share(chance: Chances, readers: int, rng: np.random.Generator) -> tuple[int, int]:
    """Readers share, some who see it read and share in turn; readers through sharing, and sharers."""
    through, sharers = int((rng.random(chance.seeds) < chance.read_seed).sum()), 0
    current = readers + through
    for _ in range(GENERATIONS):
        sharing = int((rng.random(current) < chance.rates.share).sum())
        seeing = min(sharing * chance.shown_per_share, 10 * chance.reachable / chance.read_shared)
        new = max(1 - through / chance.reachable, 0.0)  # share of those who see it that have not read it yet
        current = min(int((rng.random(int(seeing)) < chance.read_shared * new).sum()), int(chance.reachable))
        through, sharers = through + current, sharers + sharing
    return through, sharers


def behave(chance: Chances, stranger: NDArray[np.bool_], rng: np.random.Generator) -> dict[str, int]:
    """What each reader does; `stranger` tells of each whether he may follow."""
    rate, readers = chance.rates, stranger.size
    finishes = rng.random(readers) < rate.finish
    likes = rng.random(readers) < np.where(finishes, rate.like_if_finished, rate.like_else)
    following = np.where(likes, rate.follow_if_liked, np.where(finishes, rate.follow_if_finished, rate.follow_else))
    comments = rng.random(readers) < np.where(likes, rate.comment_if_liked, rate.comment_else)
    follows = stranger & (rng.random(readers) < np.minimum(following * chance.goodwill, HIGHEST_RATE))
    done = {
        "finishers": finishes,
        "stayed": finishes | (rng.random(readers) < chance.stay),
        "likes": likes,
        "likes_finished": likes & finishes,
        "comments": comments,
        "comments_liked": comments & likes,
        "saves": rng.random(readers) < rate.save,
        "coins": rng.random(readers) < rate.coin,
        "bullets": rng.random(readers) < rate.bullet,
        "dislikes": rng.random(readers) < chance.dislike,
        "actions": finishes & (rng.random(readers) < chance.act),
        "new_followers": follows,
        "follows_liked": follows & likes,
    }
    return {name: int(people.sum()) for name, people in done.items()}
