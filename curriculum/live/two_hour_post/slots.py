"""When to publish: the hours of one's own account, and how little of it reaches the reads as a whole."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.axes import MUTED
from curriculum.live.controls import choice, slider
from curriculum.live.plot import live_plot
from curriculum.live.two_hour_post.stage import brand, ordinary, play
from curriculum.live.wording import times
from simulations.brands import brands
from simulations.evaluate import Effect, log_ratio
from simulations.language import _, sentences

HOURS = range(6, 24)


@dataclass(frozen=True)
class Slot:
    """An hour of a weekday on one's own account, and what it does against the worst hour shown."""

    account: str
    day: int
    hour: int
    worst: int
    multiplier: float
    opens: Effect
    reads: Effect


def hours() -> Any:
    """The hours of one's own account beside those of two others."""
    days = {name: day for day, name in enumerate(day_names())}
    return live_plot(
        play_hours,
        draw_hours,
        say_hours,
        hour=slider(_("Hour"), [(f"{hour}:00", hour) for hour in HOURS], 18),
        day=choice(_("Day"), days),
    )


def day_names() -> tuple[str, ...]:
    """The days of the week, Monday first."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def play_hours(hour: int, day: int) -> Slot:
    """The ordinary article at this hour and at the account's worst, in the same worlds."""
    own = brand()
    worst = min(HOURS, key=lambda each: own.hours[each])
    mine, low = (play(replace(ordinary(), hour=each, day=day)) for each in (hour, worst))
    return Slot(
        account=own.account,
        day=day,
        hour=hour,
        worst=worst,
        multiplier=own.hours[hour] * own.days[day],
        opens=log_ratio(mine.source("message"), low.source("message")),
        reads=log_ratio(mine.reads, low.reads),
    )


def draw_hours(ax: Axes, slot: Slot) -> Axes:
    """Multipliers of the open rate by hour; one's own account in front."""
    shown = list(HOURS)
    for other in brands().values():
        curve = [other.hours[hour] * other.days[slot.day] for hour in shown]
        if other.account == slot.account:
            ax.plot(shown, curve, "o-", color="C0", markersize=4, label=other.account)
            ax.plot(slot.hour, slot.multiplier, "o", color="C1", markersize=12)
            ax.annotate(
                times(slot.multiplier), (slot.hour, slot.multiplier), (0, 11), textcoords="offset points", ha="center"
            )
        else:
            ax.plot(shown, curve, ":", color=MUTED, linewidth=1.5, label=other.account)
    ax.axhline(1, color=MUTED, linewidth=1)
    ax.set(
        xticks=shown[::2],
        ylim=(0.65, 1.4),
        xlabel=_("hour of publication"),
        ylabel=_("opens against the average hour"),
    )
    ax.legend(loc="upper left", ncols=3, fontsize="small", handlelength=1.5)
    ax.yaxis.set_major_formatter(lambda ratio, place: f"×{ratio:.1f}")
    return ax


def say_hours(slot: Slot) -> str:
    """What one sees: opens move, reads as a whole move less."""
    at = _("{day} {hour}:00 on {account}: opens {multiplier} those of an average hour.").format(
        day=day_names()[slot.day], hour=slot.hour, account=slot.account, multiplier=times(slot.multiplier)
    )
    if slot.hour == slot.worst:
        return sentences(at, _("It is the weakest hour in this picture."))
    against = _(
        "Against {worst}:00, the weakest hour, {opens:+.0%} opens, but only {reads:+.0%} reads in all "
        "(95% interval {low:+.0%} to {high:+.0%}): what is recommended or passed on does not look at the clock."
    ).format(
        worst=slot.worst,
        opens=slot.opens.ratio - 1,
        reads=slot.reads.ratio - 1,
        low=float(np.exp(slot.reads.low)) - 1,
        high=float(np.exp(slot.reads.high)) - 1,
    )
    return sentences(at, against)
