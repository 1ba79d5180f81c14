"""Pain, solution, case: a paragraph taken apart, and what each part is worth to an article."""

from dataclasses import dataclass, replace
from html import escape
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.axes import ratio_axis
from curriculum.live.controls import sample_text, switch
from curriculum.live.frame import framed, live
from curriculum.live.marks import Mark, marked_html, pattern_marks, word_marks
from curriculum.live.plot import live_plot
from curriculum.live.two_hour_post.stage import brand, examples, ordinary, play
from curriculum.live.wording import times
from simulations.evaluate import Effect, log_rate_ratio
from simulations.language import _
from simulations.world.text.body import read_body
from simulations.world.text.title import NUMBER
from simulations.world.text.words import lexicon

LEXICON_KINDS = ("pain", "person", "scene", "solution", "case", "advertising")


def paragraph() -> Any:
    """A paragraph as the text reader sees it: words it knows, and how far they count."""
    names = {
        "scene": _("An opening at the scene"),
        "slogan": _("A slogan"),
        "solution": _("A solution"),
        "case": _("A case"),
        "fooled": _("One that fools the reader"),
    }
    samples = {name: examples().paragraphs[slug] for slug, name in names.items()}
    chosen, field = sample_text(_("A paragraph to take apart; rewrite it as you like"), samples)
    return framed(chosen, live(paragraph_html, text=field))


def kind_names() -> dict[str, str]:
    """What the marks are called."""
    return {
        "pain": _("pain"),
        "person": _("person"),
        "scene": _("scene"),
        "number": _("number"),
        "solution": _("solution"),
        "case": _("case"),
        "advertising": _("advertising"),
    }


def find_marks(text: str) -> list[Mark]:
    """Every word of the lexicon and every number with its unit, where it stands."""
    marks = [mark for kind in LEXICON_KINDS for mark in word_marks(text, kind, lexicon(kind))]
    marks += word_marks(text, "advertising", brand().words | examples().brand_words)
    return marks + pattern_marks(text, "number", NUMBER)


def paragraph_html(text: str) -> str:
    """The marked paragraph and what the text reader makes of it."""
    read = read_body(text, "", topic_words=examples().words, brand_words=brand().words | examples().brand_words)
    said = _(
        "{length} characters. As an opening it grips {opening:.0%}; as pain it counts {pain:.0%}, "
        "as a solution {solution:.0%}, as a case {case:.0%}. "
        "Whether it is true, and whether the cure fits the pain, this reader cannot see."
    ).format(length=read.length, opening=read.opening, pain=read.pain, solution=read.solution, case=read.case)
    marked = marked_html(text, find_marks(text), kind_names())
    return f'<p class="text">{marked}</p><p class="said" aria-live="polite">{escape(said)}</p>'


@dataclass(frozen=True)
class StructureWorth:
    """What an article with some of the three parts is worth beside the ordinary one."""

    finishing: Effect
    sharing: Effect


def structure() -> Any:
    """Switch pain, solution, case and their order on and off."""
    return live_plot(
        play_structure,
        draw_structure,
        say_structure,
        height=2.0,
        pain=switch(_("pain")),
        solution=switch(_("solution with steps")),
        case=switch(_("case with a person and numbers"), False),
        ordered=switch(_("in this order")),
    )


def play_structure(pain: bool, solution: bool, case: bool, ordered: bool) -> StructureWorth:
    """The ordinary article with these parts, against itself as it is, in the same worlds."""
    parts: dict[str, Any] = {
        "pain": float(pain),
        "solution": float(solution),
        "case": float(case),
        "ordered": float(ordered),
    }
    body = replace(ordinary().body, **parts, steps=ordinary().body.steps if solution else 0)
    mine, base = play(replace(ordinary(), body=body)), play(ordinary())
    return StructureWorth(
        finishing=log_rate_ratio(mine.finishers, mine.reads, base.finishers, base.reads),
        sharing=log_rate_ratio(mine.sharers, mine.reads, base.sharers, base.reads),
    )


def draw_structure(ax: Axes, worth: StructureWorth) -> Axes:
    """Two points with their intervals, against the ordinary article at 1."""
    effects = (worth.sharing, worth.finishing)
    ratios = np.array([effect.ratio for effect in effects])
    ends = np.exp([[effect.low for effect in effects], [effect.high for effect in effects]])
    ax.errorbar(ratios, range(2), xerr=np.abs(ends - ratios), fmt="o", markersize=10, capsize=4, linestyle="none")
    for place, ratio in enumerate(ratios):
        ax.annotate(times(ratio), (ratio, place), (0, 10), textcoords="offset points", ha="center")
    ax.set(
        yticks=range(2),
        yticklabels=[_("share of readers who share"), _("share of readers who finish")],
        ylim=(-0.5, 1.7),
        xlabel=_("against the ordinary colleague's article"),
    )
    return ratio_axis(ax, (0.6, 0.8, 1, 1.2, 1.5))


def say_structure(worth: StructureWorth) -> str:
    """What one sees."""
    return _(
        "Against the ordinary article: readers who finish {finishing} (95% interval {f_low:.3f}-{f_high:.3f}), "
        "readers who share {sharing} ({s_low:.3f}-{s_high:.3f})."
    ).format(
        finishing=times(worth.finishing.ratio),
        f_low=float(np.exp(worth.finishing.low)),
        f_high=float(np.exp(worth.finishing.high)),
        sharing=times(worth.sharing.ratio),
        s_low=float(np.exp(worth.sharing.low)),
        s_high=float(np.exp(worth.sharing.high)),
    )
