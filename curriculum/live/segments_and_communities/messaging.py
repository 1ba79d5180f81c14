"""Whom to message: a bookshop's list to decide on, and what a message to a class changes."""

from dataclasses import dataclass
from html import escape
from typing import Any

from matplotlib.axes import Axes

from curriculum.live.controls import slider
from curriculum.live.guess import Question, Revealed, guess_first
from curriculum.live.plot import live_plot
from curriculum.live.segments_and_communities.stage import examples
from simulations.language import _, sentences
from simulations.projects.segments_and_communities.cards import written

PEOPLE = 1_000


def whom() -> Any:
    """Seven people to decide on, one after the other."""
    sheet = examples()

    def reveal(number: int, guess: int) -> Revealed:
        asked = sheet.list[number]
        said = f'<p class="said"><strong>{escape(sheet.actions[asked.right])}</strong>　{escape(asked.why)}</p>'
        return Revealed(said, guess == asked.right)

    return guess_first([Question(asked.who, sheet.actions) for asked in sheet.list], reveal)


@dataclass(frozen=True)
class Sent:
    """What a message to a thousand of a class changes; shares, 0-1."""

    sent: float
    anyway: float
    left: float

    @property
    def moved(self) -> float:
        """Buyers that the message made."""
        return PEOPLE * (self.sent - self.anyway)

    @property
    def won_yuan(self) -> float:
        """What they bring."""
        return float(self.moved * written()["margin_yuan"])

    @property
    def lost_yuan(self) -> float:
        """What those are worth whom it drove out."""
        return float(PEOPLE * self.left * written()["lost_yuan"])


def uplift() -> Any:
    """Move the three shares; the report's figure and what the message was worth come apart."""
    return live_plot(
        lambda sent, anyway, left: Sent(sent, anyway, left),
        draw_uplift,
        say_uplift,
        sent=slider(_("Bought, sent to"), _shares(0.5, 1, 2, 5, 10, 15, 20, 30), 0.30),
        anyway=slider(_("Bought, not sent to"), _shares(0.4, 1, 2, 4, 8, 14, 20, 29), 0.29),
        left=slider(_("Left or muted us by it"), _shares(0.2, 0.5, 1, 2, 4, 6, 8), 0.01),
    )


def _shares(*per_cent: float) -> list[tuple[str, float]]:
    return [(f"{share:g}%", round(share / 100, 4)) for share in per_cent]


def draw_uplift(ax: Axes, sent: Sent) -> Axes:
    """What the report shows, what the message made, what it lost, what is left."""
    margin = written()["margin_yuan"]
    names = (_("in the report"), _("made by the message"), _("lost by the message"), _("left over of it"))
    figures = (PEOPLE * sent.sent * margin, sent.won_yuan, -sent.lost_yuan, sent.won_yuan - sent.lost_yuan)
    ax.barh(names, figures, color=["C3", "C0", "C1", "C2"])
    for place, figure in enumerate(figures):
        ax.annotate(f"{figure:,.0f}", (max(figure, 0), place), (4, 0), textcoords="offset points", va="center")
    ax.axvline(0, color="0.6", linewidth=1, zorder=0)
    ax.set(xlabel=_("yuan per 1,000 messages"), xlim=(-19_000, 22_000))
    ax.xaxis.set_major_formatter(lambda number, place: f"{number:,.0f}")
    ax.invert_yaxis()
    return ax


def say_uplift(sent: Sent) -> str:
    """What the report claims, and what was so."""
    left_over = sent.won_yuan - sent.lost_yuan
    told = _("The report counts {all:.0f} orders; the message made {made:.0f} of them and drove out {gone:.0f} people.")
    said = told.format(all=PEOPLE * sent.sent, made=sent.moved, gone=PEOPLE * sent.left)
    verdict = (
        _("Sending is worth {yuan:,.0f} yuan.").format(yuan=left_over)
        if left_over > 0
        else _("Not sending is worth {yuan:,.0f} yuan.").format(yuan=-left_over)
    )
    return sentences(said, verdict)
