"""What happens to those who break the rules: found or not, strikes, limited reach, appeals, fines.

A platform looks at each post once, on the day it is published. It finds a breach with the probability of its rule, and
now and then punishes a clean post by mistake. A ruling cuts the post's reach by severity and brings as many strikes.
Strikes stand against the account for some weeks, and what they add up to decides what follows from the next day on: a
warning, limited reach (限流), longer and deeper limits, no posting. The ladder is the one 公众号 published for copied
articles (2015-02-03: warning, 7, 15, 30 days); how much reach a limit leaves nobody publishes.

An appeal (申诉) is decided after a wait. Whether it is granted depends on the evidence and on whether the ruling was
right. Granted, the strike and the limits that came from it end, and the post regains what it had not yet lost: by
then 1 - 2^(-t / half-life) of its reach is gone. A limit that this strike had merely made longer stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from simulations.world.draws import Floats, Worlds
from simulations.world.rulebook import check_platform
from simulations.world.rulebook.rules import rule, rules

SEVERITIES = (1, 2, 3)
FALSE_ALARM = "false_alarm"
NO_RULE = -1


class Breach(BaseModel):
    """A post breaks a rule.

    Attributes
    ----------
    certain : float
        Probability that it does, where its text alone leaves doubt: a figure that may or may not have a source.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    rule: str
    post: str
    certain: float = Field(default=1.0, ge=0, le=1)


class Appeal(BaseModel):
    """The decision to appeal if a post is punished, on whatever platform.

    Attributes
    ----------
    after_days : float
        Days from the ruling to the appeal; platforms accept none after a week.
    evidence : float
        0 a plea, 1 licence, screenshots, records and the corrected post.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    post: str
    after_days: float = Field(default=0.0, ge=0)
    evidence: float = Field(default=0.5, ge=0, le=1)


class What(StrEnum):
    """What a ruling or a decision meant for the account."""

    WARNED = "warned"
    LIMITED = "limited"
    LIMITED_LONGER = "limited_longer"
    BANNED = "banned"
    APPEAL_GRANTED = "appeal_granted"
    APPEAL_REFUSED = "appeal_refused"


LADDER = (What.WARNED, What.LIMITED, What.LIMITED_LONGER, What.BANNED)


@dataclass(frozen=True)
class Ruling:
    """What came of looking at one post, arrays of shape (worlds,).

    Attributes
    ----------
    found : array
        1 where the post was punished, rightly or by mistake.
    reach : array
        Share of the post's whole reach that it keeps, in (0, 1].
    """

    found: Floats
    reach: Floats


@dataclass(frozen=True)
class _Case:
    """A post that was punished in some worlds: arrays of shape (punished,), worlds ascending."""

    day: int
    platform: str
    post: str
    worlds: NDArray[np.intp]
    cited: NDArray[np.intp]  # place of the rule in the book, or NO_RULE
    rungs: NDArray[np.intp]
    decided: Floats  # the day an appeal is decided, inf without one
    granted: NDArray[np.bool_]


class Enforcement:
    """The platforms as they watch a plan, stepped day by day.

    Parameters
    ----------
    platforms : sequence of str
        Where the plan publishes.
    worlds : Worlds
    days : int
        Length of the plan; days count from 0.
    appeals : sequence of Appeal

    Attributes
    ----------
    fines : array, shape (worlds,)
        Expected fines for the breaches found so far, in yuan. Expected, not drawn: a fine is so rare that a draw would
        only add noise. An appeal to the platform does not change it.

    Raises
    ------
    Mendable
        If the book does not know a platform.
    """

    def __init__(self, platforms: Sequence[str], worlds: Worlds, days: int, appeals: Sequence[Appeal] = ()) -> None:
        for platform in platforms:
            check_platform(platform)
        if days < 1:
            raise ValueError(f"days(={days}) must be >= 1")
        self.platforms = tuple(platforms)
        self.worlds = worlds
        self.days = days
        self.fines = np.zeros(worlds.count)
        self._appeals = {appeal.post: appeal for appeal in appeals}
        self._p = p = worlds.values("enforcement")
        self._post_reach = np.array([1.0, *(p[f"post_reach_{severity}"] for severity in SEVERITIES)])
        self._rungs = np.array([p["limited_strikes"], p["longer_strikes"], p["banned_strikes"]])
        self._rung_days = np.array([0, p["limited_days"], p["longer_days"], p["banned_days"]])
        self._rung_reach = np.array([1.0, p["limited_reach"], p["longer_reach"], 0.0])
        self._places = {slug: place for place, slug in enumerate(rules())}
        self._calendar = np.arange(days)
        self._strikes = np.zeros((len(self.platforms), worlds.count, days))
        self._reach = np.ones((len(self.platforms), worlds.count, days))
        self._judged: dict[tuple[str, str], NDArray[np.bool_]] = {}
        self._cases: list[_Case] = []

    def judge(self, platform: str, day: int, post: str, breaches: Sequence[Breach] = ()) -> Ruling:
        """Look at a post on the day it is published; what it does to the account shows from the next day on.

        Where posting is banned nothing goes out, and nothing is found.
        Breaches of rules that do not hold on this platform are none. Several at once bring one ruling, for the gravest.

        Raises
        ------
        Mendable
            If the plan has no such platform or the rulebook no such rule.
        ValueError
            If the day is not in the plan, a breach is another post's, or the post was judged before.
        """
        account = self._account(platform, day)
        if (platform, post) in self._judged:
            raise ValueError(f"post(={post!r}) was judged on {platform} before")
        if strangers := [breach.post for breach in breaches if breach.post != post]:
            raise ValueError(f"breaches of {strangers} were given for post(={post!r})")
        severity, cited = self._look(platform, post, breaches, self._reach[account, :, day] > 0)
        self._judged[platform, post] = severity > 0
        reach = np.ones(self.worlds.count)
        punished = np.flatnonzero(severity)
        if punished.size:
            points, cited = severity[punished], cited[punished]
            decided, granted = self._decide(platform, day, post, punished, cited != NO_RULE)
            ends = np.where(granted, decided, np.inf)
            gone = 1 - 2 ** ((day - ends) / self._p[f"half_life_{platform}"])
            reach[punished] = 1 - (1 - self._post_reach[points]) * gone
            rungs = self._punish(account, day, punished, points, ends)
            self._cases.append(_Case(day, platform, post, punished, cited, rungs, decided, granted))
        return Ruling(found=(severity > 0).astype(float), reach=reach)

    def account_reach(self, platform: str, day: int) -> Floats:
        """Factor on the reach of what the account publishes on a day, shape (worlds,); 0 where posting is banned."""
        return self._reach[self._account(platform, day), :, day].copy()

    @property
    def posts(self) -> tuple[tuple[str, str], ...]:
        """(platform, post) in the order they were judged: the columns of `found`."""
        return tuple(self._judged)

    @property
    def found(self) -> NDArray[np.bool_]:
        """Where a post was punished, rightly or by mistake, shape (worlds, posts judged)."""
        return np.array(list(self._judged.values()), dtype=bool).reshape(-1, self.worlds.count).T

    @property
    def strikes(self) -> Floats:
        """Strikes that stand against each account on each day, shape (worlds, days, platforms)."""
        return np.moveaxis(self._strikes, 0, -1).copy()

    def events(self, world: int) -> list[dict[str, int | str]]:
        """What happened in one world, by day: `day`, `platform`, `post`, `rule` (or `false_alarm`) and `what`."""
        rows: list[dict[str, int | str]] = []
        slugs = [*rules(), FALSE_ALARM]
        for case in self._cases:
            at = int(np.searchsorted(case.worlds, world))
            if at == case.worlds.size or case.worlds[at] != world:
                continue
            row = {"platform": case.platform, "post": case.post, "rule": slugs[case.cited[at]]}
            rows.append({"day": case.day, **row, "what": LADDER[case.rungs[at]]})
            if case.decided[at] < self.days:
                what = What.APPEAL_GRANTED if case.granted[at] else What.APPEAL_REFUSED
                rows.append({"day": int(case.decided[at]), **row, "what": what})
        return sorted(rows, key=lambda row: row["day"])

    def _account(self, platform: str, day: int) -> int:
        check_platform(platform, self.platforms)
        if not 0 <= day < self.days:
            raise ValueError(f"day(={day}) must lie in 0..{self.days - 1}")
        return self.platforms.index(platform)

    def _look(
        self, platform: str, post: str, breaches: Sequence[Breach], published: NDArray[np.bool_]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Severity (0: nothing found) and place of the cited rule in the book, each of shape (worlds,)."""
        p = self._p
        alarm = self.worlds.uniforms(post, f"false alarm/{platform}")[:, 0] < p["false_alarm"]
        severity = (alarm & published).astype(np.intp)
        cited = np.full(self.worlds.count, NO_RULE)
        for slug, certain in _once(breaches).items():
            broken = rule(slug)
            if platform not in broken.platforms:
                continue
            u = self.worlds.uniforms(post, f"breach/{platform}/{slug}", 2)
            found = published & (u[:, 0] < certain) & (u[:, 1] < broken.found * p["found_scale"])
            graver = found & ((cited == NO_RULE) | (broken.severity > severity))
            severity[graver], cited[graver] = broken.severity, self._places[slug]
            if broken.fine is not None:
                least, most = broken.fine.least_yuan, broken.fine.most_yuan
                self.fines += found * p["fine_chance"] * (least + p["fine_share"] * (most - least))
        return severity, cited

    def _decide(
        self, platform: str, day: int, post: str, punished: NDArray[np.intp], right: NDArray[np.bool_]
    ) -> tuple[Floats, NDArray[np.bool_]]:
        """The day an appeal is decided, inf where there is none, and whether it is granted; shape (punished,)."""
        appeal, p = self._appeals.get(post), self._p
        if appeal is None or appeal.after_days > p["appeal_days"]:
            return np.full(right.shape, np.inf), np.zeros(right.shape, dtype=bool)
        u = self.worlds.uniforms(post, f"appeal/{platform}", 2)[punished]
        decided = day + np.ceil(appeal.after_days - p["appeal_wait_days"] * np.log(1 - u[:, 0]))
        bare = np.where(right, p["granted_right_bare"], p["granted_wrong_bare"])
        proven = np.where(right, p["granted_right_proven"], p["granted_wrong_proven"])
        return decided, u[:, 1] < bare + appeal.evidence * (proven - bare)

    def _punish(
        self, account: int, day: int, punished: NDArray[np.intp], points: NDArray[np.intp], ends: Floats
    ) -> NDArray[np.intp]:
        """Add strikes that stand until `ends` at the latest and limit the account; rungs of the ladder, (punished,)."""
        calendar, ends, points = self._calendar[day:], ends[:, np.newaxis], points[:, np.newaxis]
        strikes = self._strikes[account, punished, day:]
        strikes += points * (calendar < np.minimum(ends, day + self._p["strike_days"]))
        self._strikes[account, punished, day:] = strikes
        rungs = (strikes[:, :1] >= self._rungs).sum(axis=1)
        limited = calendar[1:] < np.minimum(ends, day + 1 + self._rung_days[rungs, np.newaxis])
        left = np.where(limited, self._rung_reach[rungs, np.newaxis], 1.0)
        self._reach[account, punished, day + 1 :] = np.minimum(self._reach[account, punished, day + 1 :], left)
        return np.asarray(rungs, dtype=np.intp)


def _once(breaches: Sequence[Breach]) -> dict[str, float]:
    """How certain each broken rule is; a rule broken twice in a post is broken once, at the surer place."""
    surest: dict[str, float] = {}
    for breach in breaches:
        surest[breach.rule] = max(breach.certain, surest.get(breach.rule, 0.0))
    return surest
