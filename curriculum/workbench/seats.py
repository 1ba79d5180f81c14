"""Who is at work: of all places where a task's form has been shown in this kernel, one is live and the others rest.

Two tabs of a browser on the same notebook share a kernel, and each shows the form where it ran the cell. The kernel
decides: whoever opened it last has it. The other place says so instead of showing fields that lead nowhere, and can
take the form back. Running the cell again in one tab leaves a place that nobody sees; nothing is said of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import ipywidgets

from curriculum.workbench.front import Sheet, plain, plain_style
from curriculum.workbench.front.mechanics import Resting
from curriculum.workbench.guard import guarded
from curriculum.workbench.parts.text import notice
from simulations.language import _

MOST_UNSEEN = 4  # resting places that nobody has looked at yet; a sleeping browser may still come back to one

Show = Callable[["Seat"], None]


@dataclass(eq=False)
class Seat:
    """A place where a form stands or has stood.

    Attributes
    ----------
    show : callable
        Draws the form into the place.
    tell : callable
        Says a sentence in the form, for a while.
    seen : bool
        Whether a page shows this place while it rests.
    """

    task: str
    show: Show
    place: ipywidgets.VBox = field(default_factory=ipywidgets.VBox)
    tell: Callable[[str], None] = lambda text: None
    seen: bool = False


_live: dict[str, Seat] = {}
_resting: dict[str, list[Seat]] = {}


def sit_down(seat: Seat) -> None:
    """Make a place the live one of its task and draw the form there; the one before rests."""
    waiting = _resting.setdefault(seat.task, [])
    before = _live.get(seat.task)
    if before is not None and before is not seat:
        _rest(before)
        waiting.append(before)
    if seat in waiting:
        waiting.remove(seat)
    unseen = [other for other in waiting if not other.seen]
    for other in unseen[:-MOST_UNSEEN]:
        waiting.remove(other)
        close(other.place)
    for shared in (plain, plain_style):
        shared.cache_clear()  # a browser that has just come back knows nothing of an earlier form's models
    _live[seat.task] = seat
    _clear(seat)

    @guarded(lambda text: say(seat, text))
    def draw() -> None:
        seat.show(seat)

    draw()


def say(seat: Seat, text: str) -> None:
    """A sentence in place of the form."""
    seat.place.children = (Sheet(), notice(text, "bad"))


def close(widget: ipywidgets.Widget) -> None:
    """Free a widget with all its parts."""
    for child in getattr(widget, "children", ()):
        close(child)
    widget.close()


def _clear(seat: Seat) -> None:
    old, seat.place.children = seat.place.children, ()
    for child in old:
        close(child)


def _rest(seat: Seat) -> None:
    """Put a sentence and a way back where the form has been."""
    seat.tell, seat.seen = (lambda text: None), False
    here = Resting(
        text=_("This work is now open in another tab. Everything written here so far is saved."),
        button=_("Go on here"),
    )

    def heard(_widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("act") == "back":
            sit_down(seat)
        elif content.get("act") == "here" and not seat.seen:
            seat.seen = True
            _live[seat.task].tell(_("The same work in your other tab now rests; go on here."))

    here.on_msg(heard)
    old, seat.place.children = seat.place.children, (Sheet(), here)
    for child in old:
        close(child)
