"""One piece on six platforms; two pieces and two seats; the numbers behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from matplotlib.axes import Axes

from curriculum.live.axes import MUTED
from curriculum.live.controls import choice
from curriculum.live.frame import live
from curriculum.live.guess import Question, Revealed, guess_first
from curriculum.live.platforms_and_duties.stage import FOLLOWERS, brings, examples
from curriculum.live.plot import live_plot
from curriculum.live.tables import Known, known_html, table_html
from simulations.language import _
from simulations.projects.platforms_and_duties.case import GOALS
from simulations.world.parameters import parameters
from simulations.world.platforms import platform_name, platform_slugs

CLOSE = 0.1  # share of the better way by which two ways must differ to be told apart


@dataclass(frozen=True)
class Shown:
    """A piece, what is counted, and what it brings by platform."""

    piece: str
    goal: str
    values: Mapping[str, float]

    @property
    def best(self) -> str:
        return max(self.values, key=lambda slug: self.values[slug])

    @property
    def worst(self) -> str:
        return min(self.values, key=lambda slug: self.values[slug])


def fit() -> Any:
    """The same piece on six accounts of one size; what is counted can be changed."""
    pieces = {piece.name: slug for slug, piece in examples().pieces.items()}
    return live_plot(
        play_fit,
        draw_fit,
        say_fit,
        height=2.9,
        piece=choice(_("Piece"), pieces),
        goal=choice(_("What counts"), {str(name): slug for slug, name in GOALS.items()}),
    )


def play_fit(piece: str, goal: str) -> Shown:
    """What the piece typically brings everywhere."""
    return Shown(examples().pieces[piece].name, goal, brings(piece, goal))


def draw_fit(ax: Axes, shown: Shown) -> Axes:
    """A bar a platform, each with its number."""
    names = [platform_name(slug) for slug in shown.values]
    places = range(len(names))
    top = max(shown.values.values())
    colours = ["C0" if slug == shown.best else MUTED for slug in shown.values]
    ax.barh(places, list(shown.values.values()), color=colours, height=0.62)
    for place, value in enumerate(shown.values.values()):
        ax.annotate(f"{value:,.1f}", (value, place), (5, 0), textcoords="offset points", va="center")
    ax.set(yticks=places, yticklabels=names, xlim=(0, top * 1.18), xlabel=str(GOALS[shown.goal]))
    ax.invert_yaxis()
    return ax


def say_fit(shown: Shown) -> str:
    """What one sees."""
    return _(
        "{piece}: on accounts of {followers} followers each it typically brings most on {best} ({most:,.1f}) and least "
        "on {worst} ({least:,.1f})."
    ).format(
        piece=shown.piece,
        followers=f"{FOLLOWERS:,}",
        best=platform_name(shown.best),
        most=shown.values[shown.best],
        worst=platform_name(shown.worst),
        least=shown.values[shown.worst],
    )


@dataclass(frozen=True)
class Swap:
    """Both ways of giving two pieces two seats: what each piece brings where, and what the two ways bring in all."""

    cells: tuple[tuple[float, float], tuple[float, float]]

    @property
    def straight(self) -> float:
        return self.cells[0][0] + self.cells[1][1]

    @property
    def crossed(self) -> float:
        return self.cells[0][1] + self.cells[1][0]

    @property
    def better(self) -> int | None:
        """0 for the first way, 1 for the second, None if they are too close."""
        if abs(self.straight - self.crossed) < CLOSE * max(self.straight, self.crossed):
            return None
        return int(self.crossed > self.straight)


def swap_of(number: int) -> Swap:
    """The numbers of one round."""
    given = examples().seats[number]
    first, second = (brings(piece, "follow") for piece in (given.first, given.second))
    return Swap(((first[given.one], first[given.other]), (second[given.one], second[given.other])))


def seats() -> Any:
    """Two pieces, two platforms with one seat each: guess which way brings more, then see all four numbers."""
    rounds, pieces = examples().seats, examples().pieces

    def reveal(number: int, guess: int) -> Revealed:
        given, swap = rounds[number], swap_of(number)
        head = (_("Piece"), platform_name(given.one), platform_name(given.other))
        rows = [
            (pieces[slug].name, *(f"{value:.1f}" for value in values))
            for slug, values in zip((given.first, given.second), swap.cells, strict=True)
        ]
        said = _("One way brings {straight:.1f} new followers in all, the other {crossed:.1f}.").format(
            straight=swap.straight, crossed=swap.crossed
        )
        right = None if swap.better is None else guess == swap.better
        return Revealed(f'{table_html(head, rows, figures=(1, 2))}<p class="said">{escape(said)}</p>', right)

    def way(given: Any, crossed: bool) -> str:
        first, second = pieces[given.first].name, pieces[given.second].name
        one, other = platform_name(given.one), platform_name(given.other)
        at = (other, one) if crossed else (one, other)
        return f"{first} → {at[0]}　／　{second} → {at[1]}"

    asked = _("One seat left on each platform. Which way brings more new followers in all?")
    return guess_first([Question(asked, (way(given, False), way(given, True))) for given in rounds], reveal)


def numbers() -> Any:
    """What the simulated platforms run on, each with how it is known."""
    rows = []
    for slug in platform_slugs():
        known, name = parameters(slug), platform_name(slug)
        usual = "text_characters" if slug in ("gongzhonghao", "xiaohongshu", "weibo") else "video_seconds"
        about = _("{platform}: characters of a usual text") if usual == "text_characters" else None
        about = about or _("{platform}: seconds of a usual video")
        rows.append(Known(about.format(platform=name), f"{known[usual].value:,.0f}", known[usual]))
        shown = next(n for n in ("click_message", "click_explore", "click_recommended") if n in known)
        value = known[shown].value
        said = _("plays by itself") if value == 1 and slug != "weibo" else f"{value:.1%}"
        clicked = _("{platform}: of those who are shown it open it").format(platform=name)
        rows.append(Known(clicked, _("counted as read when shown") if slug == "weibo" else said, known[shown]))
    return live(lambda: known_html(rows))
