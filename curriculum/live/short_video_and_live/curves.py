"""A retention curve second by second: what the opening, the cuts and the place of the call do to it."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import choice, slider
from curriculum.live.plot import live_plot
from simulations.language import _, sentences
from simulations.world.draws import Floats
from simulations.world.parameters import values
from simulations.world.script import Beat, Kind, Script, call_reach, ordinary, retention, seconds_of

LENGTH_S, CALL_S = 40, 4
BODY: tuple[Kind, ...] = ("pain", "demo", "story", "demo", "proof")
Opening = Literal["greeting", "plain", "trouble"]


@dataclass(frozen=True)
class Watched:
    """The curve of a script, that of an ordinary one, and the share that is there when something is asked of them."""

    at: Floats
    curve: Floats
    usual: Floats
    asked: float

    @property
    def third(self) -> float:
        """Share after three seconds."""
        return float(np.interp(3, self.at, self.curve))


def curve() -> Any:
    """Move opening, cuts and call."""
    openings = {
        _("says hello and introduces itself"): "greeting",
        _("comes to the point"): "plain",
        _("begins with the viewer's trouble"): "trouble",
    }
    return live_plot(
        play_curve,
        draw_curve,
        say_curve,
        opening=choice(_("It opens"), openings),
        cut=slider(_("Seconds a shot lasts"), [4, 8, 16, 33], 16),
        call=choice(
            _("The call stands"), {_("at the end"): "end", _("in the middle"): "middle", _("first of all"): "first"}
        ),
    )


def script_of(opening: Opening, cut: int, call: str) -> Script:
    """A script of forty seconds."""
    first: dict[str, tuple[Kind, float]] = {
        "greeting": ("filler", 0.4),
        "plain": ("demo", 0.5),
        "trouble": ("hook", 0.8),
    }
    kind, interest = first[opening]
    body_s = LENGTH_S - 3 - CALL_S
    count = max(round(body_s / cut), 1)
    body = [Beat(seconds=body_s / count, kind=BODY[n % len(BODY)], interest=0.52) for n in range(count)]
    asking = Beat(seconds=CALL_S, kind="call", interest=0.5)
    body.insert({"end": count, "middle": count // 2, "first": 0}[call], asking)
    return Script(beats=(Beat(seconds=3, kind=kind, interest=interest), *body))


def play_curve(opening: Opening, cut: int, call: str) -> Watched:
    """Watch it."""
    p, script = values("script"), script_of(opening, cut, call)
    at, usual = seconds_of(script), ordinary(LENGTH_S)
    return Watched(
        at,
        retention(script, p),
        np.interp(at, seconds_of(usual), retention(usual, p)),
        float(call_reach(script, p)),
    )


def draw_curve(ax: Axes, seen: Watched) -> Axes:
    """Both curves."""
    ax.plot(seen.at, seen.usual, color="C3", linestyle="--", label=_("an ordinary script"))
    ax.plot(seen.at, seen.curve, color="C0", linewidth=2.5, label=_("this one"))
    ax.axvline(3, color="C3", linewidth=1)
    ax.set(xlim=(0, LENGTH_S), ylim=(0, 1), xlabel=_("seconds"))
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.legend(loc="upper right")
    return ax


def say_curve(seen: Watched) -> str:
    """What one sees."""
    return sentences(
        _("After 3 seconds {third:.0%} are there, at the end {end:.0%}; of an ordinary script {usual:.0%}.").format(
            third=seen.third, end=seen.curve[-1], usual=seen.usual[-1]
        ),
        _("The call reaches {asked:.0%}.").format(asked=seen.asked),
    )
