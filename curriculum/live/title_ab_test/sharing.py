"""Six titles, one campaign: what even shares, explore-and-commit and a bandit bring of what there is to gain."""

from functools import cache
from typing import Any

from matplotlib.axes import Axes

from curriculum.live.controls import choice, slider
from curriculum.live.plot import live_plot
from simulations.language import _
from simulations.projects.title_ab_test.campaign import Policy, Shared, share_out
from simulations.projects.title_ab_test.case import CAMPAIGN_TITLES, Campaign
from simulations.world.draws import Worlds

WORLDS = 150


def share() -> Any:
    """Three ways, little traffic."""
    ways = {
        _("even first, then all to the best"): "commit",
        _("a bandit, 8 choices"): "bandit",
        _("even to the end"): "even",
    }
    return live_plot(
        play_share,
        draw_share,
        say_share,
        policy=choice(_("Way"), ways),
        explore=slider(
            _("Even first (for the first way)"), [(f"{e:.0%}", e) for e in (0.05, 0.1, 0.2, 0.35, 0.5, 0.8)], 0.5
        ),
        traffic=slider(_("Impressions"), [(f"{n:,}", n) for n in (3000, 6000, 12_000, 24_000, 48_000, 96_000)], 24_000),
        after=choice(
            _("Afterwards"), {_("the page is taken down"): 0.0, _("the winner stays, 8 times the traffic"): 8.0}
        ),
    )


@cache
def play_share(policy: str, explore: float, traffic: int, after: float) -> Shared:
    """The task's own rules in worlds of the lesson."""
    campaign = Campaign("", ("",) * CAMPAIGN_TITLES, traffic, 5, 0.04, after)
    return share_out(Policy(policy, explore, 8), campaign, Worlds(b"the lesson of title tests", WORLDS))


def draw_share(ax: Axes, shared: Shared) -> Axes:
    """Share of the traffic by title, the truly best first."""
    names = [_("best"), *(_("number {n}").format(n=n) for n in range(2, CAMPAIGN_TITLES + 1))]
    shares = shared.shares.mean(axis=0)
    ax.bar(names, shares, color=["C1", *["C0"] * (CAMPAIGN_TITLES - 1)])
    for place, part in enumerate(shares):
        ax.annotate(f"{part:.0%}", (place, part), (0, 3), textcoords="offset points", ha="center")
    ax.set(ylim=(0, 1), ylabel=_("share of the impressions"))
    ax.yaxis.set_major_formatter(lambda part, place: f"{part:.0%}")
    return ax


def say_share(shared: Shared) -> str:
    """What was gained, and how often the best one was kept."""
    told = _(
        "{gain:.0%} of what there was to gain; the truly best title is in front at the end in {kept:.0%} of worlds."
    )
    return told.format(gain=shared.worth, kept=shared.best_kept)
