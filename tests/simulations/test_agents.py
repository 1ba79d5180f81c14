"""Counts drawn for whole segments are those of the same law person by person; and draws stay with their post."""

from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import norm

from simulations.world.agents import publish_by_agents, with_middling_luck
from simulations.world.audience.niches import appeal
from simulations.world.audience.segments import segments
from simulations.world.content import Content, Effects
from simulations.world.draws import Floats, Worlds
from simulations.world.outcome import Outcome
from simulations.world.parameters import values
from simulations.world.plan import Plan, Post, Setting
from simulations.world.platforms import platform
from simulations.world.platforms.post import PAID, Account, PostOutcome, Publication
from simulations.world.platforms.publishing import publish
from simulations.world.play import play

PLATFORMS = {"gongzhonghao": 10_000, "douyin": 3_000, "xiaohongshu": 15_000}  # and what recommendation starts from
RUNS, WORLDS = 1200, 6000
ACCOUNT = Account(3000, niche="tech")
COUNTS = (
    *("sharers", "unfollows", "finishers", "stayed", "likes", "likes_finished", "comments", "comments_liked"),
    *("saves", "coins", "bullets", "dislikes", "actions", "new_followers", "follows_liked"),
)
APPORTIONED = {"unfollows"}  # not drawn: whole people of an expected number, so that only the mean is that of persons
# What is rare is made frequent, so that a few thousand people tell something.
FREQUENT = {
    "value_weight": 0.5,
    "click_other": 0.05,
    "share_rate": 0.03,
    "dislike_rate": 0.05,
    "unfollow_rate": 0.5,
    "coin_rate": 0.04,
    "bullet_rate": 0.04,
}
FAMILY_ERROR = 0.01  # chance that any of all figures rejects although the law is the same
MEANS, VARIANCES = 0.06, 0.3  # differences that are found with probability 0.9, whatever the figure


def publication(on: str) -> Publication:
    effects = Effects(
        click=0.5,
        like=2.0,
        comment=2.2,
        follow=1.5,
        share=0.3,
        save=1.5,
        reach=-0.3,
        action=5.0,
        fit=0.4 * appeal("tech", "scam_guard"),
    )
    return Publication("post", day=3, hour=20, effects=effects, seed_readers=15, heat=0.8, burden=0.5)


def without_luck(on: str, **changed: float) -> Worlds:
    """Worlds in which luck stands at its median: no spread, no tail."""
    still = {name: 0.0 for name in values(on) if name.endswith(("_luck_sd", "_sigma"))}
    still |= {name: np.inf for name in values(on) if name.endswith("_alpha")}
    frequent = FREQUENT | {"recommend_impressions": PLATFORMS[on]}
    numbers = still | {name: value for name, value in frequent.items() if name in values(on)} | changed
    return Worlds(b"agents", WORLDS, changed={(on, name): value for name, value in numbers.items()})


def counted(on: str, **changed: float) -> dict[str, Floats]:
    """Figures of the law in counts, shape (worlds,) each."""
    outcome = publish(publication(on), ACCOUNT, without_luck(on, **changed), on=on)
    sources = {f"from {name}": outcome.source(name) for name in outcome.sources if name != PAID}
    readers = {f"by {name}": outcome.readers[:, i] for i, name in enumerate(segments())}
    return {name: getattr(outcome, name) for name in COUNTS} | sources | readers


@cache
def person_by_person(on: str) -> dict[str, Floats]:
    """The same figures of the law person by person, shape (runs,) each."""
    rng, p = np.random.default_rng(20261122), without_luck(on).values(on)
    chance = with_middling_luck(publication(on), ACCOUNT, on, p)
    runs = [publish_by_agents(chance, p, rng) for _ in range(RUNS)]
    sources = np.array([run["reads_from"] for run in runs], float)
    readers = np.array([run["readers"] for run in runs])
    names = (*chance.sources, platform(on).SHARED)
    return (
        {name: np.array([run[name] for run in runs], float) for name in COUNTS}
        | {f"from {name}": sources[:, i] for i, name in enumerate(names) if name != PAID}
        | {f"by {name}": readers[:, i] for i, name in enumerate(segments())}
    )


@dataclass(frozen=True)
class Comparison:
    """Two samples of one figure: how far means and variances lie apart, and standard errors, all relative."""

    mean: float
    mean_error: float
    variance: float
    variance_error: float

    def means_differ(self) -> bool:
        return abs(self.mean) > critical() * self.mean_error

    def variances_differ(self) -> bool:
        return abs(self.variance) > critical() * self.variance_error


def compare(a: Floats, b: Floats) -> Comparison:
    """Difference of means with its standard error; log ratio of variances, Var(log s^2) = (kurtosis - 1) / n."""
    if a.std() < 1e-9 > b.std():  # nothing is drawn: the figures are the same or they are not
        return Comparison(float(abs(a.mean() - b.mean()) > 1e-9), 0.0, 0.0, 0.0)
    kurtosis = [float(np.mean(((x - x.mean()) / x.std()) ** 4)) for x in (a, b)]
    return Comparison(
        mean=float(a.mean() / b.mean() - 1),
        mean_error=float(np.sqrt(a.var() / a.size + b.var() / b.size) / b.mean()),
        variance=float(np.log(a.var(ddof=1) / b.var(ddof=1))),
        variance_error=float(np.sqrt((kurtosis[0] - 1) / a.size + (kurtosis[1] - 1) / b.size)),
    )


def critical() -> float:
    """Bonferroni: a mean and a variance for each figure on each platform."""
    figures = 2 * sum(len(COUNTS) + len(platform(on).SOURCES) + 1 + len(segments()) for on in PLATFORMS)
    return float(norm.isf(FAMILY_ERROR / figures / 2))


@pytest.mark.parametrize("on", PLATFORMS)
def test_counts_agree_with_the_law_person_by_person(on: str) -> None:
    """Two-sample tests of mean and variance of every figure, 1,200 runs of agents against 6,000 worlds.

    Over all figures of all platforms the same law is rejected with probability 0.01 (Bonferroni). A difference of 6%
    between means, or of 0.3 between logs of variances, is found with probability 0.9 or more in every figure that is
    drawn; in most, 2-3% between means is.
    """
    agents, counts = person_by_person(on), counted(on)
    assert agents.keys() == counts.keys()
    means = {name: compare(agents[name], counts[name]) for name in counts}
    variances = {name: one for name, one in means.items() if name not in APPORTIONED}
    assert not {name: one for name, one in means.items() if one.means_differ()}
    assert not {name: one for name, one in variances.items() if one.variances_differ()}
    found = critical() + float(norm.isf(0.1))  # standard errors apart
    assert max(one.mean_error for one in means.values()) * found < MEANS
    assert max(one.variance_error for one in variances.values()) * found < VARIANCES


@pytest.mark.parametrize(
    ("on", "names", "figure"),
    [
        ("gongzhonghao", ["click_message"], "from message"),
        ("gongzhonghao", ["finish_rate"], "finishers"),
        ("gongzhonghao", ["readers_per_share"], "from moments"),
        ("douyin", ["like_if_finished", "like_else"], "likes"),
        ("douyin", ["share_rate"], "sharers"),
        ("xiaohongshu", ["follow_if_liked", "follow_if_finished", "follow_else"], "new_followers"),
        ("xiaohongshu", ["save_rate"], "saves"),
    ],
)
def test_the_comparison_rejects_a_rate_that_is_off_by_as_little_as_it_claims_to_find(
    on: str, names: list[str], figure: str
) -> None:
    other = {name: without_luck(on).values(on)[name] * (1 + MEANS) for name in names}
    assert compare(person_by_person(on)[figure], counted(on, **other)[figure]).means_differ()


def test_the_comparison_rejects_counts_that_spread_too_much() -> None:
    usual = counted("gongzhonghao")["from message"].mean()
    wider = counted("gongzhonghao", day_luck_sd=float(np.sqrt(np.expm1(VARIANCES) / usual)))["from message"]
    assert compare(person_by_person("gongzhonghao")["from message"], wider).variances_differ()


@pytest.mark.parametrize("on", PLATFORMS)
def test_both_show_the_post_to_the_same_people(on: str) -> None:
    worlds = without_luck(on)
    people = with_middling_luck(publication(on), ACCOUNT, on, worlds.values(on)).people[0].sum(axis=1)
    there = publish(publication(on), ACCOUNT, replace(worlds, count=1), on=on).shown[0, : people.size]
    assert np.abs(people - there).max() <= 0.5


# --- common random numbers in a plan ---

FORMS = {"gongzhonghao": "article", "douyin": "video", "xiaohongshu": "note", "weibo": "text"}
SETTING = Setting(start=date(2026, 3, 2), days=24, niche="workplace", accounts=dict.fromkeys(FORMS, 20_000))
CHANGED = 5
CHANGES = [{"hour": 8}, {"hook": 1.0}, {"format": "note", "call": "follow"}]


@dataclass(frozen=True)
class Watched(Worlds):
    """Worlds that keep what was drawn."""

    drawn: dict[tuple[str, str, int], NDArray[np.float64]] = field(default_factory=dict, hash=False)

    def uniforms(self, post: str, stream: str, width: int = 1) -> Floats:
        u = super().uniforms(post, stream, width)
        self.drawn[post, stream, width] = u.copy()
        return u


@cache
def played(**changed: object) -> tuple[Outcome, Watched]:
    """A plan of 12 posts on four platforms, with one of them changed."""
    posts = []
    for i in range(12):
        on = tuple(FORMS)[i % 4]
        content = {
            "format": FORMS[on],
            "niche": "workplace",
            "length": 45 if on == "douyin" else 800,
            "topic": "meetings",
        }
        slot = {"day": 2 * i, "hour": 20}
        if i == CHANGED:
            slot |= {name: value for name, value in changed.items() if name in slot}
            content |= {name: value for name, value in changed.items() if name not in slot}
        posts.append(Post(id=f"p{i:02}", platform=on, content=Content.model_validate(content), **slot))  # type: ignore[arg-type]
    worlds = Watched(b"common", 100)
    return play(Plan(posts=tuple(posts)), SETTING, worlds), worlds


def differences(one: PostOutcome, other: PostOutcome, rows: NDArray[np.bool_] | slice = slice(None)) -> list[str]:
    """Fields in which two outcomes differ in the worlds of `rows`."""
    pairs = ((row.name, getattr(one, row.name), getattr(other, row.name)) for row in fields(one))
    return [n for n, a, b in pairs if isinstance(a, np.ndarray) and a[rows].tobytes() != b[rows].tobytes()]


@pytest.mark.parametrize("changed", CHANGES)
def test_changing_one_post_leaves_the_draws_of_all_others_as_they_were(changed: dict[str, object]) -> None:
    (before, drew), (after, draws) = played(), played(**changed)
    assert before.posts["p05"].reads.tobytes() != after.posts["p05"].reads.tobytes()
    assert {post for post, *_ in drew.drawn} >= set(before.posts)
    in_both = draws.drawn.keys() & drew.drawn.keys()
    assert {stream for _, stream, _ in draws.drawn.keys() ^ drew.drawn.keys()} <= {"escalated"}  # on days with any
    assert all(draws.drawn[key].tobytes() == drew.drawn[key].tobytes() for key in in_both)


@pytest.mark.parametrize("changed", CHANGES)
def test_changing_one_post_changes_no_earlier_post_and_none_that_meets_the_same_followers(
    changed: dict[str, object],
) -> None:
    (before, _), (after, _) = played(), played(**changed)
    for i, (old, new) in enumerate(zip(before.posts.values(), after.posts.values(), strict=True)):
        if i < CHANGED:
            assert not differences(old, new)
        elif old.platform != before.posts["p05"].platform:
            # What people think of the brand is one for all platforms: a post may move it through comments and service.
            same = old.followers == new.followers
            same &= before.opinion.trust[:, 2 * i - 1] == after.opinion.trust[:, 2 * i - 1]
            assert same.mean() > 0.5
            assert not differences(old, new, same)
