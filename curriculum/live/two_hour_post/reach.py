"""How reads come about, and how much of them is luck."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.axes import MUTED, reach_axis
from curriculum.live.controls import choice, slider
from curriculum.live.frame import live
from curriculum.live.plot import live_plot
from curriculum.live.tables import Known, known_html
from curriculum.live.two_hour_post.stage import of_its_own_luck, ordinary, play, worked
from curriculum.live.wording import count
from simulations.language import _, sentences
from simulations.world.article import ArticlePlan
from simulations.world.draws import Floats
from simulations.world.parameters import Parameter, Sureness, parameters
from simulations.world.rulebook.rules import rule

DAYS_SHOWN = 20
POSTS_PLAYED = 2000
HIT = 10  # times the median


@dataclass(frozen=True)
class Funnel:
    """One publication, stage by stage, and the reads of its neighbours in other worlds."""

    stages: dict[str, float]
    moments: float
    recommended: float
    lowest: float
    highest: float


def funnel() -> Any:
    """From 50,000 deliveries to a few dozen shares; luck can be drawn again."""
    articles = {_("an ordinary colleague's article"): ordinary(), _("the worked example of this lesson"): worked()}
    return live_plot(
        play_funnel,
        draw_funnel,
        say_funnel,
        article=choice(_("Article"), articles),
        day=slider(_("Draw luck again"), range(1, DAYS_SHOWN + 1), 1),
    )


def play_funnel(article: ArticlePlan, day: int) -> Funnel:
    """The article in world number `day`."""
    outcome, world = play(article), day - 1
    reads = outcome.reads[:DAYS_SHOWN]
    return Funnel(
        stages={
            _("delivered"): float(outcome.followers[world]),
            _("opened from the message"): float(outcome.source("message")[world]),
            _("reads from everywhere"): float(reads[world]),
            _("read to the end"): float(outcome.finishers[world]),
            _("shared"): float(outcome.sharers[world]),
            _("new followers"): float(outcome.new_followers[world]),
        },
        moments=float(outcome.source("moments")[world]),
        recommended=float(outcome.source("recommended")[world]),
        lowest=float(reads.min()),
        highest=float(reads.max()),
    )


def draw_funnel(ax: Axes, funnel: Funnel) -> Axes:
    """A line to every stage's number; every step of the axis is ten times the one before."""
    places = np.arange(len(funnel.stages))[::-1]
    numbers = np.maximum(list(funnel.stages.values()), 1)
    ax.hlines(places, 1, numbers, color=MUTED, linewidth=2)
    ax.plot(numbers, places, "o", markersize=9)
    for place, number in zip(places, funnel.stages.values(), strict=True):
        ax.annotate(count(number), (max(number, 1), place), (10, 0), textcoords="offset points", va="center")
    ax.set(yticks=places, yticklabels=list(funnel.stages), xlabel=_("people (each step is ten times the one before)"))
    return reach_axis(ax, "x", (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000))


def say_funnel(funnel: Funnel) -> str:
    """What one sees."""
    delivered, message, reads, finishers, sharers, followers = funnel.stages.values()
    return _(
        "Of {delivered} who get it {message} open the message ({open_rate:.2%}). With {moments} from Moments and "
        "{recommended} from recommendation that makes {reads} reads; {finishers} get to the end, {sharers} share "
        "({share_rate:.1%}), {followers} new followers. "
        "In {days} draws of luck this article had between {lowest} and {highest} reads."
    ).format(
        delivered=count(delivered),
        message=count(message),
        open_rate=message / delivered,
        moments=count(funnel.moments),
        recommended=count(funnel.recommended),
        reads=count(reads),
        finishers=count(finishers),
        sharers=count(sharers),
        share_rate=sharers / max(reads, 1),
        followers=count(followers),
        days=DAYS_SHOWN,
        lowest=count(funnel.lowest),
        highest=count(funnel.highest),
    )


def reach_numbers() -> Any:
    """The numbers behind the funnel, each with how it is known."""
    known = parameters("gongzhonghao")
    rows = (
        (_("of those who get the message open it"), "click_message"),
        (_("of readers share"), "share_rate"),
        (_("readers one share brings"), "readers_per_share"),
        (_("of readers get to the end"), "finish_rate"),
        (_("of those who see it recommended open it"), "click_recommended"),
        (_("of readers from outside who get to the end follow"), "follow_if_finished"),
    )
    induced = rule("induced_sharing")
    found = Parameter(value=induced.found, unit="per breach", mark=Sureness.ASSUMPTION, source=induced.law)

    def figure(value: float) -> str:
        return f"{value:.2%}" if value < 0.1 else f"{value:.0%}" if value < 1 else f"{value:g}"

    numbers = [Known(name, figure(known[slug].value), known[slug]) for name, slug in rows]
    numbers.append(Known(_("of induced sharing is found out"), figure(found.value), found))
    return live(lambda: known_html(numbers))


@dataclass(frozen=True)
class Luck:
    """Typical reads of `posts` posts of a kind, many times over."""

    posts: int
    ordinary: Floats
    better: Floats
    hits: float

    @property
    def upsets(self) -> float:
        """How often the ordinary colleague comes out ahead."""
        return float(np.mean(self.ordinary > self.better))


def luck() -> Any:
    """How many posts it takes until the better writer is seen to be better."""
    only_title = replace(ordinary(), title=worked().title)
    better = {_("everything: the worked example"): worked(), _("only the title"): only_title}
    return live_plot(
        play_luck,
        draw_luck,
        say_luck,
        posts=slider(_("Posts by each"), (1, 2, 3, 5, 10, 20), 1),
        better=choice(_("What is better"), better),
    )


def play_luck(posts: int, better: ArticlePlan) -> Luck:
    """Geometric means of `posts` posts in a row; two writers share no luck."""

    def typical(reads: Floats) -> Floats:
        windows = np.lib.stride_tricks.sliding_window_view(np.log(np.maximum(reads, 1)), posts)
        return np.asarray(np.exp(windows.mean(axis=1)), dtype=float)

    plain = play(ordinary(), POSTS_PLAYED).reads
    good = play(of_its_own_luck(better, "better"), POSTS_PLAYED).reads
    return Luck(posts, typical(plain), typical(good), float(np.mean(plain > HIT * np.median(plain))))


def draw_luck(ax: Axes, luck: Luck) -> Axes:
    """Two outlines over reads; where they overlap, luck decides."""
    edges = np.geomspace(300, 30_000, 60)
    for typical, colour, line, name in (
        (luck.ordinary, "C0", "-", _("ordinary")),
        (luck.better, "C1", "--", _("better")),
    ):
        share, _edges = np.histogram(typical, edges)
        ax.stairs(share / len(typical), edges, fill=True, color=colour, alpha=0.25)
        ax.stairs(share / len(typical), edges, color=colour, linestyle=line, linewidth=2, label=name)
        ax.axvline(float(np.median(typical)), color=colour, linestyle=line, linewidth=1)
    ax.set(xlabel=_("typical reads of one's posts"), ylabel=_("share of tries"), ylim=(0, None))
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.legend(loc="upper right", frameon=False)
    return reach_axis(ax, "x", (300, 500, 1_000, 2_000, 5_000, 10_000, 30_000))


def say_luck(luck: Luck) -> str:
    """What one sees."""
    said = _(
        "{posts} post(s) each: the ordinary colleague typically has {ordinary} reads, the better one {better}. "
        "Yet in {upsets:.0%} of tries the ordinary one comes out ahead."
    )
    hits = _("{hits:.1%} of the ordinary posts pass {times} times their own median, on luck alone.")
    return sentences(said, hits).format(
        posts=luck.posts,
        ordinary=count(float(np.median(luck.ordinary))),
        better=count(float(np.median(luck.better))),
        upsets=luck.upsets,
        hits=luck.hits,
        times=HIT,
    )
