"""Bargaining: what an opening offer comes to, from an insult to a gift."""

from dataclasses import dataclass, replace
from typing import Any

from matplotlib.axes import Axes

from curriculum.live.campaign.stage import case
from curriculum.live.controls import choice, slider
from curriculum.live.plot import live_plot
from simulations.language import _, sentences
from simulations.projects.campaign.market import Partner, deal

ASKED = 3000
ENDS = {"free": (0.74, 0.48), "full": (0.94, 0.74)}  # would take, is offended beneath: of the price asked


@dataclass(frozen=True)
class Talk:
    """A partner, an offer, what came of it."""

    partner: Partner
    first: int
    most: int

    @property
    def price(self) -> int | None:
        """The price agreed on."""
        return deal(self.partner, self.first, self.most)


def bargain() -> Any:
    """An opening offer and a most, before two kinds of calendar."""
    offers = [(f"{yuan:,}", yuan) for yuan in range(1200, 3001, 200)]
    return live_plot(
        play_bargain,
        draw_bargain,
        say_bargain,
        first=slider(_("We open with"), offers, 2800),
        most=slider(_("At most"), offers, 2800),
        calendar=choice(_("How booked they are"), {_("hardly booked"): "free", _("booked for two weeks"): "full"}),
    )


def play_bargain(first: int, most: int, calendar: str) -> Talk:
    """The partner of the lesson, at that calendar."""
    takes, insult = ENDS[calendar]
    partner = replace(
        case().partners["K01"], asked_yuan=ASKED, reserve_yuan=int(takes * ASKED), insult_yuan=int(insult * ASKED)
    )
    return Talk(partner, first, most)


def draw_bargain(ax: Axes, talk: Talk) -> Axes:
    """What each opening would come to, with the most as it is."""
    openings = list(range(1000, ASKED + 1, 25))
    prices = [deal(talk.partner, opening, talk.most) for opening in openings]
    agreed = [(opening, price) for opening, price in zip(openings, prices, strict=True) if price is not None]
    if agreed:
        ax.plot(*zip(*agreed, strict=True), ".", color="C0", markersize=4)
    ax.axvspan(1000, talk.partner.insult_yuan, color="C1", alpha=0.2, label=_("an insult"))
    ax.axvline(talk.first, color="C2", linewidth=2, label=_("our opening"))
    ax.set(xlim=(1000, ASKED), ylim=(1500, 3100), xlabel=_("we open with, yuan"), ylabel=_("price agreed on, yuan"))
    ax.legend(loc="lower right", fontsize="small")
    return ax


def say_bargain(talk: Talk) -> str:
    """How it ended."""
    asked = _("They ask {asked:,}, we open with {first:,}, at most {most:,}.").format(
        asked=ASKED, first=talk.first, most=talk.most
    )
    if talk.first < talk.partner.insult_yuan:
        return sentences(asked, _("They do not answer any more."))
    if talk.price is None:
        return sentences(asked, _("They would have met us a little above our most."))
    saved = ASKED - talk.price
    return sentences(asked, _("Agreed at {price:,}: {saved:,} less than asked.").format(price=talk.price, saved=saved))
