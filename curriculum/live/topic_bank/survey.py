"""One survey counted in three ways: heads, readers, readers who would read."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from curriculum.live.controls import choice, switch
from curriculum.live.plot import live_plot
from curriculum.live.topic_bank.stage import loud_case
from simulations.language import _, sentences
from simulations.projects.topic_bank.voices import LOUD_PAIN, OWN_SOURCE
from simulations.projects.topic_bank.worth import READ


@dataclass(frozen=True)
class Counted:
    """What each pain comes to, most first."""

    pains: tuple[str, ...]
    scores: tuple[float, ...]
    loud: str

    @property
    def place(self) -> int | None:
        """The place of the loud one, from 1."""
        return self.pains.index(self.loud) + 1 if self.loud in self.pains else None


def voices() -> Any:
    """How to count changes who comes first."""
    counts = {
        _("those who say they would pay"): "pay",
        _("heads"): "heads",
        _("those who would read (perhaps: half)"): "read",
    }
    return live_plot(
        play_voices,
        draw_voices,
        say_voices,
        by=choice(_("Count"), counts),
        own=switch(_("Only our own readers' answers"), value=False),
    )


def play_voices(by: str, own: bool) -> Counted:
    """Count the survey of one of the lesson's own pools."""
    case, tally = loud_case(), Counter[str]()
    for voice in case.voices.values():
        if not own or voice.source == OWN_SOURCE:
            tally[voice.pain] += {  # type: ignore[assignment]
                "heads": 1.0,
                "pay": float(voice.would_pay == "会"),
                "read": READ[voice.would_read],
            }[by]
    ranked = sorted((pain for pain in tally), key=lambda pain: -tally[pain])
    return Counted(
        tuple(case.pains[pain] for pain in ranked),
        tuple(float(tally[pain]) for pain in ranked),
        case.pains[LOUD_PAIN],
    )


def draw_voices(ax: Axes, counted: Counted) -> Axes:
    """A bar a pain."""
    colors = ["C1" if pain == counted.loud else "C0" for pain in counted.pains]
    ax.barh(counted.pains, counted.scores, color=colors)
    ax.set(xlim=(0, 11), xlabel=_("answers"))
    ax.invert_yaxis()
    return ax


def say_voices(counted: Counted) -> str:
    """Where the loud one stands."""
    first = _("First: 「{pain}」 with {score:g}.").format(pain=counted.pains[0], score=counted.scores[0])
    if counted.place is None:
        return sentences(first, _("The three loud answers came from elsewhere and are gone."))
    told = _("「{pain}」 is number {place} on three answers of one source.")
    return sentences(first, told.format(pain=counted.loud, place=counted.place))
