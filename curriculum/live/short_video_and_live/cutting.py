"""The same hit on another platform: carried over, with the selling cut off, cut anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import choice, switch
from curriculum.live.plot import live_plot
from curriculum.live.short_video_and_live.stage import case, worlds
from simulations.language import _
from simulations.projects.short_video_and_live.answer import Cut, Package
from simulations.projects.short_video_and_live.case import Footage
from simulations.projects.short_video_and_live.recutting import RATIOS, finishers, read_cut
from simulations.world.platforms import platform_name

ORDERS = {  # what each platform is shown first, by the traits of shots
    "xiaohongshu": ("result", "pain", "demo", "detail", "proof"),
    "bilibili": ("hook", "pain", "context", "detail", "story", "demo", "proof"),
    "shipinhao": ("hook", "story", "pain", "demo", "result", "proof"),
}
LONGEST_S = 10.0
TRIMMED, ANEW = 1, 2  # places of the ways


@dataclass(frozen=True)
class Ways:
    """Finishers by way of cutting, relative to the hit with what sells and hints cut off."""

    platform: str
    names: tuple[str, ...]
    ratios: tuple[float, ...]


def recut() -> Any:
    """Choose where it goes, and whether title and ratio are made anew too."""
    return live_plot(
        play_recut,
        draw_recut,
        say_recut,
        platform=choice(_("It goes to"), {platform_name(slug): slug for slug in ORDERS}),
        around=switch(_("Ratio, cover, title and tags made anew too"), value=False),
    )


def chosen(platform: str) -> list[Footage]:
    """Shots in the order of a platform: the first clean one of each trait."""
    clean = [shot for shot in case().footage if not shot.traits & {"sell", "hint", "meme"}]
    found: list[Footage] = []
    for trait in ORDERS[platform]:
        found += [shot for shot in clean if trait in shot.traits and shot not in found][:2]
    return found


@cache
def play_recut(platform: str, around: bool) -> Ways:
    """Play the three ways."""
    hit = [shot for shot in case().footage if shot.used]
    ways: tuple[tuple[str, Sequence[Footage]], ...] = (
        (_("carried over as it is"), hit),
        (_("what sells and hints cut off"), [shot for shot in hit if not shot.traits & {"sell", "hint"}]),
        (_("cut anew for those who are there"), chosen(platform)),
    )
    figures = [
        finishers(read_cut(_cuts(shots), _package(platform, around and place == ANEW), platform, case()), worlds())
        for place, (_name, shots) in enumerate(ways)
    ]
    ratios = [float(np.exp(np.mean(np.log(figure + 0.5) - np.log(figures[TRIMMED] + 0.5)))) for figure in figures]
    return Ways(platform, tuple(name for name, _shots in ways), tuple(ratios))


def _cuts(shots: Sequence[Footage]) -> list[Cut]:
    return [Cut(shot=shot.id, seconds=min(shot.seconds, LONGEST_S)) for shot in shots]


def _package(platform: str, around: bool) -> Package:
    if not around:
        return Package(
            which="first", ratio="9:16", cover="S09", title=case().hit_title[:16], tags=("热门",), call="点左下角小黄车"
        )
    return Package(
        which="first",
        ratio="16:9" if platform == "bilibili" else "3:4" if "3:4" in RATIOS[platform] else "9:16",
        cover="S01",
        title="散会后，她却没加班 2 周",
        tags=case().searched[:5],
    )


def draw_recut(ax: Axes, ways: Ways) -> Axes:
    """A bar a way."""
    ax.barh(ways.names, ways.ratios, color=["C3", "C0", "C1"])
    for place, ratio in enumerate(ways.ratios):
        ax.annotate(f"×{ratio:.1f}", (ratio, place), (4, 0), textcoords="offset points", va="center")
    ax.set(xlim=(0, max(ways.ratios) * 1.2), xlabel=_("people who finish, trimmed = 1"))
    ax.invert_yaxis()
    return ax


def say_recut(ways: Ways) -> str:
    """What one sees."""
    return _("On {platform} carried over: ×{carried:.1f} of the trimmed hit; cut anew: ×{anew:.1f}.").format(
        platform=platform_name(ways.platform), carried=ways.ratios[0], anew=ways.ratios[ANEW]
    )
