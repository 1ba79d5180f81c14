"""Widgets for what a form does by itself: taking back, telling, resting, working, falling due."""

from time import time
from typing import Any

import traitlets

from curriculum.workbench.front import Drawn, script


class UndoBar(Drawn):
    """Two buttons and their keys; `back` and `again` say what they would do, empty where there is nothing to do."""

    _esm = script("undo")
    back = traitlets.Unicode().tag(sync=True)
    again = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)


class Passing(Drawn):
    """A sentence that goes away by itself; `at`, in milliseconds since the epoch, is when it was said."""

    _esm = script("passing")
    text = traitlets.Unicode().tag(sync=True)
    at = traitlets.Float(0).tag(sync=True)
    seconds = traitlets.Float(8).tag(sync=True)

    def tell(self, text: str) -> None:
        """Show a sentence for a while."""
        with self.hold_sync():
            self.text, self.at = text, time() * 1000


class Resting(Drawn):
    """What stands where a form has been that is now open elsewhere; says `here` when it is seen, `back` at a click."""

    _esm = script("resting")
    text = traitlets.Unicode().tag(sync=True)
    button = traitlets.Unicode().tag(sync=True)


class Keep(Drawn):
    """Buttons that save the picture beside them as PNG, and ask for its table as XLSX with `xlsx`."""

    _esm = script("keep")
    name = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)


class Progress(Drawn):
    """How far the work of the button before it is; `share` is negative where nobody knows."""

    _esm = script("progress")
    working = traitlets.Bool(False).tag(sync=True)
    share = traitlets.Float(-1).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)


class DueNote(Drawn):
    """Says when little time is left until the due date, and when it is over; times in milliseconds since the epoch."""

    _esm = script("due")
    due = traitlets.Float(0).tag(sync=True)
    handed_in = traitlets.Bool(False).tag(sync=True)
    now = traitlets.Float(0).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(now=time() * 1000, **traits)
