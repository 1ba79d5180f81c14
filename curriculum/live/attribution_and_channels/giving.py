"""Who is given the orders: seven models on one month's journeys, beside what switching off says; and the look-back."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.attribution_and_channels import stage
from curriculum.live.controls import choice, slider, switch
from curriculum.live.plot import live_plot
from simulations.attribution import MODELS, Model, as_shares, attribute
from simulations.language import _, sentences
from simulations.projects.attribution_and_channels.answer import CHANNEL_LABELS, MODEL_LABELS
from simulations.world.journeys import CHANNELS, caused

HEIGHT = 0.36


@dataclass(frozen=True)
class Given:
    """Shares by channel, of what all channels are given and of what all channels cause."""

    model: Model
    given: tuple[float, ...]
    caused: tuple[float, ...]
    shown: bool


@cache
def truth() -> tuple[float, ...]:
    """What each channel causes, of what all cause, from switching each off."""
    found = caused(stage.USUAL, stage.market(), stage.people(), stage.WORLD)
    return tuple(found[channel] / sum(found.values()) for channel in CHANNELS)


@cache
def given(model: Model, window: int) -> tuple[float, ...]:
    """What a model gives each channel."""
    shares = as_shares(attribute(stage.journeys(window), model))
    return tuple(shares.get(channel, 0.0) for channel in CHANNELS)


def names() -> list[str]:
    """The channels, as people call them."""
    return [str(CHANNEL_LABELS[channel]) for channel in CHANNELS]


def models() -> Any:
    """Seven models, one after the other."""
    return live_plot(
        play_models,
        draw_models,
        say_models,
        model=choice(_("Model"), {str(MODEL_LABELS[model]): model for model in MODELS}),
        shown=switch(_("Show what switching off says"), value=False),
    )


def play_models(model: Model, shown: bool) -> Given:
    """Shares of one model over the whole month."""
    return Given(model, given(model, 28), truth(), shown)


def draw_models(ax: Axes, played: Given) -> Axes:
    """A bar a channel; below it, where asked for, what it causes."""
    at = np.arange(len(CHANNELS))
    ax.barh(at - HEIGHT / 2, played.given, HEIGHT, color="C0", label=str(MODEL_LABELS[played.model]))
    if played.shown:
        ax.barh(at + HEIGHT / 2, played.caused, HEIGHT, color="C1", label=_("switched off"))
    ax.set(yticks=at, yticklabels=names(), xlim=(0, 0.5), xlabel=_("of all channels together"))
    ax.xaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.invert_yaxis()
    ax.legend(loc="lower right", fontsize="small")
    return ax


def say_models(played: Given) -> str:
    """Who is given most, and how far off that is."""
    most = int(np.argmax(played.given))
    told = _("{model} gives {channel} most: {share:.0%}.").format(
        model=MODEL_LABELS[played.model], channel=names()[most], share=played.given[most]
    )
    if not played.shown:
        return told
    off = sum(abs(a - b) for a, b in zip(played.given, played.caused, strict=True)) / 2
    return sentences(
        told,
        _("Switched off, it is {share:.0%}. {off:.0%} of all that is given lies with the wrong channel.").format(
            share=played.caused[most], off=off
        ),
    )


@dataclass(frozen=True)
class Windows:
    """Shares of two channels over the look-back."""

    model: Model
    days: tuple[int, ...]
    seeding: tuple[float, ...]
    search: tuple[float, ...]
    chosen: int


DAYS = (1, 3, 7, 14, 21, 28)


def window() -> Any:
    """How far back one looks decides who has been there."""
    some: tuple[Model, ...] = ("linear", "first", "last")
    return live_plot(
        play_window,
        draw_window,
        say_window,
        model=choice(_("Model"), {str(MODEL_LABELS[model]): model for model in some}),
        chosen=slider(_("Look back, days"), list(DAYS), 7),
    )


def play_window(model: Model, chosen: int) -> Windows:
    """Shares of seeding and search for each look-back."""
    shares = [given(model, days) for days in DAYS]
    places = CHANNELS.index("xiaohongshu"), CHANNELS.index("search")
    return Windows(
        model, DAYS, tuple(row[places[0]] for row in shares), tuple(row[places[1]] for row in shares), chosen
    )


def draw_window(ax: Axes, played: Windows) -> Axes:
    """Two lines over the days one looks back."""
    place = played.days.index(played.chosen)
    for channel, shares, color in (("xiaohongshu", played.seeding, "C1"), ("search", played.search, "C0")):
        ax.plot(played.days, shares, color=color, marker="o", markersize=4, label=str(CHANNEL_LABELS[channel]))
        ax.plot(played.chosen, shares[place], "o", color=color, markersize=11)
    ax.set(ylim=(0, 0.5), xlim=(0, 29), xlabel=_("days one looks back"), ylabel=_("share"))
    ax.yaxis.set_major_formatter(lambda share, number: f"{share:.0%}")
    ax.legend(loc="upper right", fontsize="small")
    return ax


def say_window(played: Windows) -> str:
    """What the chosen look-back gives both."""
    place = played.days.index(played.chosen)
    return _("{model}, {days} days: Xiaohongshu {seeding:.0%}, brand-word search {search:.0%}.").format(
        model=MODEL_LABELS[played.model],
        days=played.chosen,
        seeding=played.seeding[place],
        search=played.search[place],
    )
