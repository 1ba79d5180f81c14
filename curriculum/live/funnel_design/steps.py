"""What a tenth more is worth at each step: the lowest rate is seldom the narrowest place."""

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from curriculum.live.controls import slider
from curriculum.live.funnel_design.stage import Chain, step_names
from curriculum.live.plot import live_plot
from simulations.language import _, sentences


@dataclass(frozen=True)
class Tenths:
    """The chain, and what a tenth more at each step leaves over, in yuan."""

    chain: Chain
    yuan: dict[str, float]

    @property
    def best(self) -> str:
        """The step where it is worth most."""
        return max(self.yuan, key=self.yuan.__getitem__)


def narrow() -> Any:
    """Move the hours and the traffic; watch where a tenth more counts."""
    return live_plot(
        play_narrow,
        draw_narrow,
        say_narrow,
        hours=slider(_("Hours of advisors, eight weeks"), [40, 60, 80, 120, 160, 200, 240], 80),
        reads=slider(
            _("Reads in eight weeks"), [(f"{n:,}", n) for n in (20_000, 40_000, 60_000, 120_000, 240_000)], 60_000
        ),
    )


def play_narrow(hours: float, reads: float) -> Tenths:
    """A tenth more at each step, one at a time."""
    chain = Chain(hours=hours, reads=reads)
    return Tenths(chain, {s: chain.with_more(s).profit_yuan - chain.profit_yuan for s in step_names()})


def draw_narrow(ax: Axes, tenths: Tenths) -> Axes:
    """A bar a step."""
    names = step_names()
    colors = ["C1" if step == tenths.best else "C0" for step in names]
    worths = [tenths.yuan[step] for step in names]
    ax.barh(list(names.values()), worths, color=colors)
    for place, yuan in enumerate(worths):
        ax.annotate(f"{yuan:+,.0f}", (max(yuan, 0), place), (4, 0), textcoords="offset points", va="center")
    ax.axvline(0, color="0.6", linewidth=0.8)
    ax.set(xlim=(min(0, *worths) * 1.3, max(*worths, 100) * 1.3), xlabel=_("yuan more, for a tenth more at this step"))
    ax.invert_yaxis()
    return ax


def say_narrow(tenths: Tenths) -> str:
    """Where it is narrow, and how many are talked to."""
    chain = tenths.chain
    told = _("{talked:.0%} of {looking:.0f} who look are talked to; {clients:.0f} become clients.").format(
        talked=chain.talked, looking=chain.looking, clients=chain.clients
    )
    best = _("Adding after a read has the lowest rate, {rate:.1%}; a tenth more counts most at 「{step}」.").format(
        rate=chain.adds / 1000, step=step_names()[tenths.best]
    )
    return sentences(told, best)
