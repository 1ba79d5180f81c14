"""What readers do: rates of a post, what they are worth to a platform, and counts drawn from them.

A tree, so that behaviours go together as they do in the feed that was measured (KuaiRand: P(like | long view),
P(follow | like), ...): a reader finishes or not; who finishes likes more often; who likes comments and follows more
often.
"""

from dataclasses import dataclass

import numpy as np

from simulations.world.content import Effects, logit
from simulations.world.draws import Floats, binomial

HIGHEST_RATE = 0.6
DRAWS = 14  # uniforms that `behave` takes


@dataclass(frozen=True)
class Rates:
    """Rates per reader of one post, shape (worlds,): effects and luck included. Following is that of strangers."""

    finish: Floats
    like_if_finished: Floats
    like_else: Floats
    comment_if_liked: Floats
    comment_else: Floats
    follow_if_liked: Floats
    follow_if_finished: Floats
    follow_else: Floats
    share: Floats
    save: Floats
    coin: Floats
    bullet: Floats

    @property
    def like(self) -> Floats:
        return self.finish * self.like_if_finished + (1 - self.finish) * self.like_else

    @property
    def comment(self) -> Floats:
        return self.like * self.comment_if_liked + (1 - self.like) * self.comment_else

    @property
    def follow(self) -> Floats:
        finished = self.finish * (1 - self.like_if_finished)
        neither = (1 - self.finish) * (1 - self.like_else)
        return self.like * self.follow_if_liked + finished * self.follow_if_finished + neither * self.follow_else


def rates(p: dict[str, float], effects: Effects, luck: Floats) -> Rates:
    """Rates of a post: middling rates times the post's effects and its luck.

    Parameters
    ----------
    p : dict
        The platform's numbers.
    luck : array, shape (worlds, 2)
        Standard normals: of finishing, and of being liked and shared.
    """
    usual = logit(p["finish_rate"])
    finish = expit(usual + effects.finish + p["finish_luck_sd"] * luck[:, 0])
    liking = p["share_luck_sd"] / 2 * luck[:, 1]
    sharing = np.sqrt(finish / p["finish_rate"]) * np.exp(p["share_luck_sd"] * luck[:, 1])

    def rate(name: str, effect: float, moved: Floats) -> Floats:
        return np.asarray(np.minimum(p[name] * np.exp(effect) * moved, HIGHEST_RATE), dtype=float)

    liked, kept = np.exp(liking), np.exp(liking / 2)
    return Rates(
        finish=finish,
        like_if_finished=rate("like_if_finished", effects.like, liked),
        like_else=rate("like_else", effects.like, liked),
        comment_if_liked=rate("comment_if_liked", effects.comment, kept),
        comment_else=rate("comment_else", effects.comment, kept),
        follow_if_liked=rate("follow_if_liked", effects.follow, kept),
        follow_if_finished=rate("follow_if_finished", effects.follow, kept),
        follow_else=rate("follow_else", effects.follow, kept),
        share=rate("share_rate", effects.share, sharing),
        save=rate("save_rate", effects.save, liked),
        coin=rate("coin_rate", effects.like, liked),
        bullet=rate("bullet_rate", effects.comment, kept),
    )


def expit(x: Floats) -> Floats:
    """Logistic function."""
    return np.asarray(1 / (1 + np.exp(-x)), dtype=float)


def worth(p: dict[str, float], rates: Rates) -> Floats:
    """What a reader is worth to the platform, shape (worlds,): sum over behaviours of probability x value."""
    total = np.zeros_like(rates.finish)
    for behaviour in ("finish", "like", "comment", "share", "save", "follow", "coin", "bullet"):
        total = total + p[f"value_{behaviour}"] * getattr(rates, behaviour)
    return np.asarray(total, dtype=float)


def middling(p: dict[str, float]) -> Rates:
    """Rates of a middling post without luck, shape (1,)."""
    return rates(p, Effects(), np.zeros((1, 2)))


def behave(
    p: dict[str, float], u: Floats, rates: Rates, reads: Floats, followable: Floats, act: float
) -> dict[str, Floats]:
    """Counts of what readers do, shape (worlds,) each.

    Parameters
    ----------
    u : array, shape (worlds, DRAWS)
    reads, followable : array, shape (worlds,)
        All readers, and those among them who may come to follow: strangers, weighed by how much more they follow than
        usual (goodwill, what a campaign looks for).
    act : float
        Probability that one who finishes does what the post asks.
    """
    ones = np.ones_like(reads)
    finishers, saves, coins, bullets, dislikes = binomial(
        u[:, :5].T, reads, [rates.finish, rates.save, rates.coin, rates.bullet, p["dislike_rate"] * ones]
    )
    rest = reads - finishers
    stayed, likes_finished, likes_else, actions = binomial(
        u[:, 5:9].T,
        [rest, finishers, rest, finishers],
        [
            p["stay_if_unfinished"] * ones,
            rates.like_if_finished,
            rates.like_else,
            act * ones,
        ],
    )
    likes = likes_finished + likes_else
    new = np.divide(followable, reads, out=np.zeros_like(reads), where=reads > 0)
    comments_liked, comments_else, *follows = binomial(
        u[:, 9:14].T,
        [likes, reads - likes, likes, finishers - likes_finished, rest - likes_else],
        [
            rates.comment_if_liked,
            rates.comment_else,
            *(
                np.minimum(rate * new, HIGHEST_RATE)
                for rate in (rates.follow_if_liked, rates.follow_if_finished, rates.follow_else)
            ),
        ],
    )
    return {
        "finishers": finishers,
        "stayed": finishers + stayed,
        "saves": saves,
        "coins": coins,
        "bullets": bullets,
        "dislikes": dislikes,
        "actions": actions,
        "likes": likes,
        "likes_finished": likes_finished,
        "comments": comments_liked + comments_else,
        "comments_liked": comments_liked,
        "new_followers": np.asarray(sum(follows), dtype=float),
        "follows_liked": follows[0],
    }
