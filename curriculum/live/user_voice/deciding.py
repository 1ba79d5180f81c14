"""Mend, explain or accept: what each is worth in a year, as the task reckons it."""

from typing import Any

from matplotlib.axes import Axes

from curriculum.live.axes import MUTED
from curriculum.live.controls import slider, switch
from curriculum.live.plot import live_plot
from simulations.language import _
from simulations.projects.user_voice.voices import Cause, stake


def verdict() -> Any:
    """Whom it hits, what mending takes, whether it is a misunderstanding."""
    payers = (5, 50, 100, 200, 300, 500, 800, 1200)
    return live_plot(
        play_verdict,
        draw_verdict,
        say_verdict,
        payers=slider(_("Paying readers it hits"), [(f"{n:,}", n) for n in payers], 300),
        hours=slider(_("Hours a month to mend it"), [1, 2, 4, 6, 9, 15, 30, 40], 9),
        misunderstood=switch(_("It is a misunderstanding"), value=False),
    )


def play_verdict(payers: int, hours: float, misunderstood: bool) -> Cause:
    """The worth of each decision."""
    return Cause("", "", "explain" if misunderstood else "mend", (), stake(payers), hours)


def names() -> dict[str, str]:
    """What the decisions are called."""
    return {"mend": _("mend"), "explain": _("explain"), "accept": _("accept")}


def draw_verdict(ax: Axes, cause: Cause) -> Axes:
    """A bar a decision, the best one marked."""
    worths = cause.worths
    colors = ["C1" if slug == cause.best else "C0" for slug in worths]
    ax.barh([names()[slug] for slug in worths], list(worths.values()), color=colors)
    ax.axvline(0, color=MUTED, linewidth=1)
    span = max(3000.0, *(abs(worth) for worth in worths.values()))
    for place, worth in enumerate(worths.values()):
        ax.annotate(f"{worth:,.0f}", (max(worth, 0), place), (4, 0), textcoords="offset points", va="center")
    ax.set(xlim=(-1.1 * span, 1.3 * span), xlabel=_("yuan a year"))
    ax.xaxis.set_major_formatter(lambda number, place: f"{number:,.0f}")
    ax.invert_yaxis()
    return ax


def say_verdict(cause: Cause) -> str:
    """What is at stake and what pays."""
    return _("At stake {stake:,.0f} yuan a year. Worth most: {best}, {worth:,.0f} yuan.").format(
        stake=cause.stake_yuan, best=names()[cause.best], worth=cause.worths[cause.best]
    )
