"""Switch a channel off and count what is gone; put money in and see what the next yuan brings."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.attribution_and_channels import stage
from curriculum.live.controls import choice, slider, switch
from curriculum.live.plot import live_plot
from simulations.attribution import as_shares, attribute
from simulations.language import _, sentences
from simulations.projects.attribution_and_channels.answer import CHANNEL_LABELS
from simulations.world.journeys import Channel

LATE_FIRST: tuple[Channel, ...] = ("search", "private_domain", "kol", "xiaohongshu", "douyin_ads", "gongzhonghao")
TIMES = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5)


@dataclass(frozen=True)
class Off:
    """Orders with and without a channel, and what the last click had given it."""

    channel: Channel
    before: float
    after: float
    last_click: float

    @property
    def lost(self) -> float:
        return 1 - self.after / self.before


def switched() -> Any:
    """One channel switched off."""
    return live_plot(
        play_switched,
        draw_switched,
        say_switched,
        channel=choice(_("Switch off"), {str(CHANNEL_LABELS[channel]): channel for channel in LATE_FIRST}),
        rivals=switch(_("Rivals bid on our name"), value=False),
    )


def play_switched(channel: Channel, rivals: bool) -> Off:
    """A month with and one without the channel."""
    shares = as_shares(attribute(stage.journeys(28, rivals), "last"))
    before, after = (stage.orders(stage.month(off=off, rivals=rivals)) for off in (None, channel))
    return Off(channel, before, after, shares.get(channel, 0.0))


def draw_switched(ax: Axes, off: Off) -> Axes:
    """Three bars: what the last click gives it, and the orders before and after."""
    labels = (_("given by the last click"), _("gone when switched off"))
    sizes = (off.last_click, off.lost)
    ax.barh(labels, sizes, color=["C0", "C1"])
    for place, size in enumerate(sizes):
        ax.annotate(f"{size:.1%}", (size, place), (4, 0), textcoords="offset points", va="center")
    ax.set(xlim=(0, 0.45), xlabel=_("of all orders"))
    ax.xaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.invert_yaxis()
    return ax


def say_switched(off: Off) -> str:
    """What is gone, in orders."""
    return _(
        "Without {channel} {after:,.0f} orders, not {before:,.0f}: {lost:.1%} are gone, {given:.0%} were in its name."
    ).format(
        channel=CHANNEL_LABELS[off.channel], after=off.after, before=off.before, lost=off.lost, given=off.last_click
    )


@dataclass(frozen=True)
class Curve:
    """Kept orders over the money of one channel."""

    channel: Channel
    times: float
    money: tuple[float, ...]
    kept: tuple[float, ...]

    @property
    def here(self) -> int:
        return TIMES.index(self.times)

    @property
    def average(self) -> float:
        """Orders a 1,000 yuan, over all the money of the channel."""
        return 1000 * (self.kept[self.here] - self.kept[0]) / self.money[self.here]

    @property
    def next(self) -> float:
        """Orders for the next 1,000 yuan."""
        place = min(self.here, len(TIMES) - 2)
        return 1000 * (self.kept[place + 1] - self.kept[place]) / (self.money[place + 1] - self.money[place])


def next_yuan() -> Any:
    """The average yuan and the next one."""
    shown: tuple[Channel, ...] = ("kol", "xiaohongshu", "douyin_ads", "gongzhonghao", "search", "private_domain")
    return live_plot(
        play_next,
        draw_next,
        say_next,
        channel=choice(_("Channel"), {str(CHANNEL_LABELS[channel]): channel for channel in shown}),
        times=slider(_("Money, against the usual"), [(f"×{times:g}", times) for times in TIMES[1:-1]], 1.5),
    )


def play_next(channel: Channel, times: float) -> Curve:
    """Kept orders for each sum."""
    kept = [float(stage.month(channel, one).kept.mean()) * stage.PEOPLE * stage.SCALE for one in TIMES]
    return Curve(channel, times, tuple(stage.USUAL[channel] * one for one in TIMES), tuple(kept))


def draw_next(ax: Axes, curve: Curve) -> Axes:
    """The curve with the chord to the sum and the step after it."""
    money = np.array(curve.money) / 1000
    gained = np.array(curve.kept) - curve.kept[0]
    place = curve.here
    ax.plot(money, gained, color="C0", marker="o", markersize=4)
    ax.plot([0, money[place]], [0, gained[place]], color="C2", linestyle="--", label=_("on average"))
    after = min(place + 1, len(TIMES) - 1)
    ax.plot([money[place], money[after]], [gained[place], gained[after]], color="C1", linewidth=5,
            label=_("the next yuan"))  # fmt: skip
    ax.set(xlim=(0, money[-1]), xlabel=_("thousand yuan a month"), ylabel=_("kept orders gained"))
    ax.legend(loc="lower right", fontsize="small")
    return ax


def say_next(curve: Curve) -> str:
    """Average and margin."""
    told = _("{channel} at {money:,.0f} yuan: {average:.1f} kept orders a 1,000 yuan on average.").format(
        channel=CHANNEL_LABELS[curve.channel], money=curve.money[curve.here], average=curve.average
    )
    return sentences(told, _("The next 1,000 yuan bring {next:.1f}.").format(next=curve.next))
