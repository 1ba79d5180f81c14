"""Titles: pairs to guess, one's own title taken apart, and the numbers behind both."""

from dataclasses import dataclass, replace
from html import escape
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.axes import MUTED, ratio_axis
from curriculum.live.controls import choice, line
from curriculum.live.frame import live
from curriculum.live.guess import Question, Revealed, guess_first
from curriculum.live.plot import Sheet, live_plot
from curriculum.live.tables import Known, known_html
from curriculum.live.two_hour_post.stage import examples, of_its_own_luck, ordinary, play
from curriculum.live.wording import times
from curriculum.workplace import find_workplace
from simulations.evaluate import Effect, log_ratio
from simulations.language import _, sentences
from simulations.projects.two_hour_post import draw_case
from simulations.world.article import click_effect
from simulations.world.draws import Floats
from simulations.world.parameters import parameters, values
from simulations.world.text.title import TitleFeatures, read_title

DUELS = 1000
TOO_CLOSE = 0.05  # log ratio below which nobody need think longer
PLAIN = TitleFeatures(
    length=18, question=0, number=0, pain=0, conflict=0, person=0, scene=0, flat_list=0, loud=0, brand=0, on_topic=1
)


@dataclass(frozen=True)
class Duel:
    """Two titles of one article: how many more open B, luck being equal, and what single sends would show."""

    effect: Effect
    opens: Floats
    reads: Floats

    @property
    def better(self) -> int | None:
        """0 for A, 1 for B, None if they are too close."""
        return None if abs(self.effect.mean) < TOO_CLOSE else int(self.effect.mean > 0)


def guess_titles() -> Any:
    """Pairs of titles: guess first, then see what the world says and how little a single send would have told."""
    pairs, sheet = examples().title_pairs, Sheet(2.2)
    asked = _("One article, two titles. Which is opened by more people?")

    def reveal(number: int, guess: int) -> Revealed:
        duel = duel_of(pairs[number].a, pairs[number].b)
        figure = sheet.html(lambda ax: draw_duel(ax, duel), say_duel(duel))
        right = None if duel.better is None else guess == duel.better
        return Revealed(f'{figure}<p class="said">{escape(pairs[number].why)}</p>', right)

    return guess_first([Question(asked, (pair.a, pair.b)) for pair in pairs], reveal)


def duel_of(a: str, b: str) -> Duel:
    """Publish the ordinary article under both titles: with one luck for both, and each with its own."""
    plans = [replace(ordinary(), title=examples().read(title)) for title in (a, b)]
    together = [play(plan) for plan in plans]
    apart = [play(of_its_own_luck(plan, name), DUELS) for plan, name in zip(plans, "ab", strict=True)]
    return Duel(
        effect=log_ratio(together[1].source("message"), together[0].source("message")),
        opens=apart[1].source("message") / np.maximum(apart[0].source("message"), 1),
        reads=apart[1].reads / np.maximum(apart[0].reads, 1),
    )


def draw_duel(ax: Axes, duel: Duel) -> Axes:
    """A point for the effect, and bars for where four in five single comparisons lie."""
    rows = (_("sent once each: all reads"), _("sent once each: opens"), _("with the same luck: opens"))
    for place, ratios in enumerate((duel.reads, duel.opens)):
        low, high = np.quantile(ratios, [0.1, 0.9])
        ax.hlines(place, low, high, color=MUTED, linewidth=9, alpha=0.6)
        ax.plot(np.median(ratios), place, "|", color="black", markersize=14, markeredgewidth=2)
    ax.errorbar(
        duel.effect.ratio,
        2,
        xerr=[[duel.effect.ratio - np.exp(duel.effect.low)], [np.exp(duel.effect.high) - duel.effect.ratio]],
        fmt="o",
        markersize=10,
        capsize=4,
    )
    ax.annotate(times(duel.effect.ratio), (duel.effect.ratio, 2), (0, 9), textcoords="offset points", ha="center")
    ax.set(yticks=range(3), yticklabels=rows, ylim=(-0.6, 2.9), xlabel=_("B against A"))
    return ratio_axis(ax, (0.1, 0.2, 0.5, 1, 2, 5, 10))


def say_duel(duel: Duel) -> str:
    """What one sees: the effect with its interval, and how often a single send would mislead."""
    low, high = np.quantile(duel.reads, [0.1, 0.9])
    said = _(
        "With the same luck B is opened {ratio} against A (95% interval {low:.3f}-{high:.3f}). "
        "Sent once each, all reads of B are between {once_low:.1f} and {once_high:.1f} times those of A "
        "in four cases out of five."
    ).format(
        ratio=times(duel.effect.ratio),
        low=float(np.exp(duel.effect.low)),
        high=float(np.exp(duel.effect.high)),
        once_low=float(low),
        once_high=float(high),
    )
    if duel.better is None:
        return sentences(said, _("Too close to argue about."))
    sign = 1 if duel.better else -1
    wrong = _("The worse title gets more reads in {reads:.0%} of such comparisons, more opens in {opens:.0%}.").format(
        reads=float(np.mean(sign * (duel.reads - 1) < 0)), opens=float(np.mean(sign * (duel.opens - 1) < 0))
    )
    return sentences(said, wrong)


@dataclass(frozen=True)
class TitleReading:
    """A title taken apart: what was found, step by step from a plain title, and what it is worth."""

    steps: tuple[tuple[str, float, float], ...]
    length: int
    effect: Effect
    more_people: float
    capped: bool


def title() -> Any:
    """One's own title: what the reader sees in it and what every piece is worth."""
    case = draw_case(find_workplace().context)
    subjects = {_("reimbursement (this lesson)"): (examples().words, examples().brand_words)}
    subjects |= {topic.name: (topic.words, case.brand.words) for topic in case.topics.values()}
    return live_plot(
        play_title,
        draw_title,
        say_title,
        height=2.8,
        subject=choice(_("Topic"), subjects),
        text=line(_("Title"), examples().title),
    )


def play_title(subject: tuple[frozenset[str], frozenset[str]], text: str) -> TitleReading:
    """Add to a plain title what was found in this one, a piece at a time."""
    found = read_title(text, topic_words=subject[0], brand_words=subject[1])
    effects, plan = [], replace(ordinary(), title=PLAIN)
    before = start = click_effect(plan)
    for name, pieces in _pieces(found):
        plan = replace(plan, title=replace(plan.title, **pieces))
        after = click_effect(plan)
        effects.append((name, float(np.exp(before - start)), float(np.exp(after - start))))
        before = after
    mine, plain = (play(one).source("message") for one in (plan, replace(ordinary(), title=PLAIN)))
    return TitleReading(
        steps=tuple(effects),
        length=found.length,
        effect=log_ratio(mine, plain),
        more_people=float(np.mean(mine - plain)),
        capped=before - start >= values("article")["title_ceiling"] - 1e-9,
    )


def _pieces(found: TitleFeatures) -> list[tuple[str, dict[str, Any]]]:
    """What sets a title apart from a plain one, by name; conflict before the question that it makes up for."""
    names = {
        "on_topic": _("does not name its topic"),
        "flat_list": _("a flat list"),
        "brand": _("the product's name"),
        "loud": _("shouting words"),
        "pain": _("pain words: {n}").format(n=found.pain),
        "conflict": _("a conflict"),
        "question": _("a question"),
        "number": _("a number with its unit"),
        "person": _("a person"),
        "scene": _("a time or place"),
        "length": _("length: {n}").format(n=found.length),
    }
    pieces = [(name, {field: getattr(found, field)}) for field, name in names.items()]
    return [(name, piece) for name, piece in pieces if replace(PLAIN, **piece) != PLAIN]


def draw_title(ax: Axes, reading: TitleReading) -> Axes:
    """Steps from a plain title to this one; the last row is the whole."""
    whole = (_("the whole title"), 1.0, reading.steps[-1][2] if reading.steps else 1.0)
    rows = (*reading.steps, whole)
    for place, (_name, before, after) in enumerate(rows):
        last = place == len(rows) - 1
        colour = "C0" if after >= before else "C1"
        ax.barh(place, after - before, left=before, height=0.6, color=colour, hatch=None if after >= before else "//")
        text = times(after) if last else f"{after / before - 1:+.0%}"
        ax.annotate(text, (max(before, after), place), (5, 0), textcoords="offset points", va="center")
    ax.axvline(1, color=MUTED, linewidth=1)
    ax.set(
        yticks=range(len(rows)),
        yticklabels=[name for name, _before, _after in rows],
        xlim=(0.4, 1.5),
        ylim=(len(rows) - 0.5, -0.5),
        xlabel=_("opens against those of a plain title"),
    )
    ax.xaxis.set_major_formatter(lambda ratio, place: f"×{ratio:.1f}")
    return ax


def say_title(reading: TitleReading) -> str:
    """What one sees."""
    if not reading.steps:
        return _("{n} characters, nothing found that would set it apart from a plain title.").format(n=reading.length)
    said = _(
        "{n} characters. Opens {ratio} against a plain title; on your account that is {people} people per send."
    ).format(n=reading.length, ratio=times(reading.effect.ratio), people=f"{reading.more_people:+,.0f}")
    return sentences(said, _("This is the ceiling: more of the same adds nothing.")) if reading.capped else said


def title_numbers() -> Any:
    """What each piece of a title is worth in the simulated world, and how that is known."""
    known = parameters("article")
    rows = (
        (_("a conflict"), "title_conflict"),
        (_("a person"), "title_person"),
        (_("a number with its unit"), "title_number"),
        (_("a time or place"), "title_scene"),
        (_("each of the first two pain words"), "title_pain"),
        (_("each further pain word"), "title_pain_stuffed"),
        (_("a question without a conflict"), "title_question"),
        (_("the product's name"), "title_brand"),
        (_("does not name its topic"), "title_off_topic"),
        (_("a flat list"), "title_flat_list"),
        (_("shouting words"), "title_loud"),
        (_("all that a good title can add"), "title_ceiling"),
    )
    return live(
        lambda: known_html(Known(name, times(float(np.exp(known[slug].value))), known[slug]) for name, slug in rows)
    )
