"""Layout on a phone: the same text as a wall or in short paragraphs, with or without headings and pictures."""

from dataclasses import dataclass, replace
from functools import cache
from html import escape
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.axes import MUTED
from curriculum.live.controls import slider, switch
from curriculum.live.plot import live_plot
from curriculum.live.two_hour_post.stage import examples, play, worked
from simulations.language import _
from simulations.rendering import markdown_html
from simulations.world.draws import Floats
from simulations.world.text.body import BodyFeatures, read_body
from simulations.world.text.words import characters

LONGEST = (40, 80, 120, 160, 200, 300, 400)


@dataclass(frozen=True)
class LaidOut:
    """The example's text poured into paragraphs: as a phone shows it, as the reader sees it, and how many finish."""

    longest: int
    body: str
    read: BodyFeatures
    finished: tuple[float, ...]
    all_on: tuple[float, ...]
    luck: float

    @property
    def share(self) -> float:
        return self.finished[LONGEST.index(self.longest)]


def layout() -> Any:
    """The worked example on a phone; paragraphs, headings and pictures can be changed."""
    return live_plot(
        play_layout,
        draw_layout,
        say_layout,
        height=3.6,
        width=4.4,
        beside=phone_html,
        longest=slider(_("Longest paragraph (characters)"), LONGEST, 300),
        headings=switch(_("headings"), False),
        pictures=switch(_("pictures"), False),
    )


def pour(longest: int, headings: bool, pictures: bool) -> str:
    """The example as Markdown: paragraphs up to `longest` characters, a picture before each of the first headings."""
    parts: list[str] = []
    waiting = [f"![{caption}](pic:p1)" for caption in examples().pictures]
    joining = False
    for sentence in examples().article:
        if sentence.startswith("## "):
            if pictures and waiting:
                parts.append(waiting.pop(0))
            if headings:
                parts.append(sentence)
            joining = joining and not (headings or pictures)
        elif joining and characters(parts[-1]) + characters(sentence) <= longest:
            parts[-1] += sentence
        else:
            parts.append(sentence)
            joining = True
    return "\n\n".join(parts)


@cache
def read_layout(longest: int, headings: bool, pictures: bool) -> BodyFeatures:
    """What the text reader sees of the text so poured."""
    given = examples()
    return read_body(
        pour(longest, headings, pictures), given.title, topic_words=given.words, brand_words=given.brand_words
    )


def play_layout(longest: int, headings: bool, pictures: bool) -> LaidOut:
    """The share who finish, for every length of paragraph under these settings, and with all that helps."""
    rates, all_on = _finishing(headings, pictures), _finishing(True, True)
    return LaidOut(
        longest=longest,
        body=pour(longest, headings, pictures),
        read=read_layout(longest, headings, pictures),
        finished=tuple(float(rate.mean()) for rate in rates),
        all_on=tuple(float(rate.mean()) for rate in all_on),
        luck=float(rates[LONGEST.index(longest)].std()),
    )


def _finishing(headings: bool, pictures: bool) -> list[Floats]:
    """Finishers per reader in every world, for each length of paragraph."""
    outcomes = [play(replace(worked(), body=read_layout(longest, headings, pictures))) for longest in LONGEST]
    return [outcome.finishers / np.maximum(outcome.reads, 1) for outcome in outcomes]


def phone_html(laid: LaidOut) -> str:
    """The article on a phone."""
    pictures = {"p1": '<div class="picture"></div>'}
    article = f"<h1>{escape(examples().title)}</h1>{markdown_html(laid.body, pictures)}"
    return f'<div class="phone" tabindex="0">{article}</div>'


def draw_layout(ax: Axes, laid: LaidOut) -> Axes:
    """The share who finish over the length of paragraphs, and where the phone stands."""
    ax.plot(LONGEST, laid.all_on, ":", color=MUTED, label=_("with headings and pictures"))
    ax.plot(LONGEST, laid.finished, "o-", color="C0", markersize=4, label=_("as on the phone"))
    ax.plot(laid.longest, laid.share, "o", color="C1", markersize=12)
    ax.annotate(f"{laid.share:.0%}", (laid.longest, laid.share), (0, 12), textcoords="offset points", ha="center")
    ax.set(
        xlabel=_("longest paragraph (characters)"),
        ylabel=_("share of readers who finish"),
        ylim=(0.3, 0.65),
        xticks=LONGEST[::2],
    )
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.legend(loc="upper right")
    return ax


def say_layout(laid: LaidOut) -> str:
    """What one sees."""
    return _(
        "{wall:.0%} of the text stands in paragraphs of more than 120 characters, with {headings} headings and "
        "{pictures} pictures. {share:.0%} of those who come read to the end; "
        "luck moves a single article by about {luck:.0f} points either way."
    ).format(
        wall=laid.read.long_share,
        headings=laid.read.headings,
        pictures=laid.read.pictures,
        share=laid.share,
        luck=100 * laid.luck,
    )
