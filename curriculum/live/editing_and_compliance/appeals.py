"""A limited post: what an appeal and a correction bring back, with the ruling right or wrong."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from matplotlib.axes import Axes

from curriculum.live.axes import MUTED
from curriculum.live.controls import choice, slider
from curriculum.live.editing_and_compliance.stage import practice_worlds
from curriculum.live.frame import live
from curriculum.live.plot import live_plot
from curriculum.live.tables import Known, known_html
from simulations.language import _
from simulations.projects.editing_and_compliance.drafts import FOLDER
from simulations.projects.editing_and_compliance.violation import Decision, Violation, handle
from simulations.reading import read_yaml
from simulations.world.parameters import Parameter, parameters
from simulations.world.platforms import platform_name

STRENGTHS = tuple(step / 10 for step in range(0, 11, 2))
CHOICES: tuple[Decision, Decision] = ("appeal", "correct")


@dataclass(frozen=True)
class Weighed:
    """What both ways are worth at every strength of the evidence, and without doing anything."""

    right: bool
    strength: float
    worth: dict[str, tuple[float, ...]]
    idle: float

    def at(self, decision: str) -> float:
        """Worth of a decision at the strength chosen."""
        return self.worth[decision][STRENGTHS.index(self.strength)]


def appeal() -> Any:
    """Is the ruling right? How strong is the evidence? Which way is better?"""
    rulings = {_("the ruling is wrong"): False, _("the ruling is right"): True}
    platforms = {platform_name(slug): slug for slug in ("xiaohongshu", "gongzhonghao", "douyin")}
    return live_plot(
        play_appeal,
        draw_appeal,
        say_appeal,
        right=choice(_("Ruling"), rulings),
        platform=choice(_("Platform"), platforms),
        strength=slider(_("Strength of the evidence"), [(f"{strength:.0%}", strength) for strength in STRENGTHS], 0.6),
    )


@cache
def _weighed(right: bool, platform: str) -> tuple[dict[str, tuple[float, ...]], float]:
    rules = {"xiaohongshu": "off_platform_leading", "gongzhonghao": "induced_sharing", "douyin": "missing_ai_label"}
    case = Violation("lesson", platform, rules[platform], right, "", "", (), "", 1, {})
    worlds = practice_worlds()
    worth: dict[str, tuple[float, ...]] = {
        way: tuple(handle(case, way, strength, worlds).worth for strength in STRENGTHS) for way in CHOICES
    }
    return worth, handle(case, None, 0.0, worlds).worth


def play_appeal(right: bool, platform: str, strength: float) -> Weighed:
    """Both ways at every strength, in the same worlds."""
    worth, idle = _weighed(right, platform)
    return Weighed(right, strength, worth, idle)


def draw_appeal(ax: Axes, weighed: Weighed) -> Axes:
    """What is kept of post and account over the strength of the evidence."""
    names = {"appeal": _("appeal"), "correct": _("correct")}
    for way, style in (("appeal", "o-"), ("correct", "s--")):
        ax.plot(STRENGTHS, weighed.worth[way], style, markersize=5, label=names[way])
        ax.plot(weighed.strength, weighed.at(way), style[0], color="C1" if way == "correct" else "C0", markersize=11)
    ax.axhline(weighed.idle, color=MUTED, linewidth=1, linestyle=":", label=_("do nothing"))
    ax.set(
        xlabel=_("strength of the evidence"),
        ylabel=_("kept of post and account"),
        xlim=(-0.03, 1.03),
        ylim=(0.1, 1.0),
    )
    ax.xaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.legend(loc="upper left", ncols=3)
    return ax


def say_appeal(weighed: Weighed) -> str:
    """What one sees."""
    return _(
        "With this evidence an appeal keeps {appeal:.0%} of post and account, a correction {correct:.0%}, "
        "doing nothing {idle:.0%}."
    ).format(appeal=weighed.at("appeal"), correct=weighed.at("correct"), idle=weighed.idle)


def enforcement_numbers() -> Any:
    """The numbers behind the picture, and how each is known."""
    known = parameters("enforcement")
    here = {name: Parameter.model_validate(row) for name, row in read_yaml(FOLDER / "enforcement_here.yaml").items()}
    rows = (
        (_("post punished lightly: reach left"), "{:.0%}", known["post_reach_1"]),
        (_("post punished gravely: reach left"), "{:.0%}", known["post_reach_2"]),
        (_("days for which a strike counts"), "{:.0f}", known["strike_days"]),
        (_("days an account is limited from two strikes"), "{:.0f}", known["limited_days"]),
        (_("days in which an appeal is accepted"), "{:.0f}", known["appeal_days"]),
        (_("wrong ruling, appeal without evidence: granted"), "{:.0%}", known["granted_wrong_bare"]),
        (_("wrong ruling, appeal with full evidence: granted"), "{:.0%}", known["granted_wrong_proven"]),
        (_("right ruling, appeal with full evidence: granted"), "{:.0%}", known["granted_right_proven"]),
        (_("right ruling, corrected with full proof: post comes back"), "{:.0%}", here["mended_right_proven"]),
    )
    return live(lambda: known_html(Known(name, form.format(number.value), number) for name, form, number in rows))
