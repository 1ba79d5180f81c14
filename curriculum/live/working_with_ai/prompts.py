"""What a prompt is worth: six things to tell the model, and what its fifty ideas are made of."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from curriculum.live.axes import MUTED
from curriculum.live.controls import switch
from curriculum.live.plot import live_plot
from curriculum.live.working_with_ai.stage import practice_room
from simulations.language import _
from simulations.projects.working_with_ai.answer import PART_LABELS, PARTS
from simulations.projects.working_with_ai.generator import OFFERED, generate

KINDS = ("good", "spoiled", "bland", "bait")


@dataclass(frozen=True)
class Answered:
    """How many of the ideas are of each kind, and how many parts the prompt had."""

    told: int
    counts: dict[str, int]


def prompt() -> Any:
    """Six switches: which parts the prompt has."""
    return live_plot(
        play_prompt,
        draw_prompt,
        say_prompt,
        height=2.6,
        **{part: switch(str(PART_LABELS[part]), part == "goal") for part in PARTS},
    )


def play_prompt(**told: bool) -> Answered:
    """What comes of a prompt with these parts, each of them said well."""
    room = practice_room()
    word = room.group_words[0]
    said: Any = {
        "role": _role(room.thing),
        "user": f"写给{word}，他们怕{room.pain}",
        "goal": f"给我 50 条{room.thing}选题",
        "limits": "不要编造数字，不要跟同行雷同",
        "example": f"好的例子：散会以后{word}还在补{room.thing}，有人有时间",
        "form": "每条一行，写明用户和场景",
    }
    ideas = generate({part: text for part, text in said.items() if told.get(part)}, room)
    counted = Counter(idea.kind for idea in ideas)
    return Answered(sum(told.values()), {kind: counted[kind] for kind in KINDS})


def _role(thing: str) -> str:
    return f"你是写{thing}的公众号编辑"


def draw_prompt(ax: Axes, answered: Answered) -> Axes:
    """A bar a kind."""
    names = {
        "good": _("worth a second look"),
        "spoiled": _("a rival has done it"),
        "bland": _("could stand anywhere"),
        "bait": _("made up"),
    }
    values = [answered.counts[kind] for kind in KINDS]
    ax.barh([names[kind] for kind in KINDS], values, color=["C0", MUTED, MUTED, "C1"])
    for place, value in enumerate(values):
        ax.text(value + 0.4, place, str(value), va="center")
    ax.invert_yaxis()
    ax.set(xlim=(0, OFFERED), xlabel=_("ideas of {n}").format(n=OFFERED))
    return ax


def say_prompt(answered: Answered) -> str:
    """What one sees."""
    return _(
        "{told} of {of} parts told: {good} ideas worth a second look, {bait} that rest on something made up. "
        "No prompt brings the latter to nought."
    ).format(told=answered.told, of=len(PARTS), good=answered.counts["good"], bait=answered.counts["bait"])
