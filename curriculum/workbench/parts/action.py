"""A button that works: it shows that it is busy and how far it is, can be cancelled, says in a sentence what failed."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import ipywidgets

from curriculum.workbench.background import Job, in_background
from curriculum.workbench.front import plain
from curriculum.workbench.front.mechanics import Progress
from curriculum.workbench.guard import log, sentence
from simulations.language import _

T = TypeVar("T")


class Action(ipywidgets.VBox, Generic[T]):  # type: ignore[misc]
    """A button, and beside it while it works a bar and a way out; made by `action`."""

    def __init__(
        self,
        label: str,
        work: Callable[[], Callable[[], T]],
        done: Callable[[T], None],
        failed: Callable[[str], None],
        ready: Callable[[], bool],
        lasting: bool,
    ) -> None:
        self.button = ipywidgets.Button(description=label)
        self.progress = Progress(words={"cancel": _("Cancel"), "busy": _("Working …")})
        super().__init__([self.button, self.progress], layout=plain())
        self.add_class("academy-action")
        self._label, self._work, self._done, self._failed, self._ready = label, work, done, failed, ready
        self._lasting = lasting
        self._job: Job | None = None
        self.button.add_class("academy-button")
        self.button.on_click(self._press)
        self.progress.on_msg(self._heard)

    @property
    def busy(self) -> bool:
        """Whether it works."""
        return bool(self.progress.working)

    def follow(self) -> None:
        """Lock or unlock the button as `ready` says, unless it works."""
        if not self.busy:
            self.button.disabled = not self._ready()

    def cancel(self) -> None:
        """Free the button at once; the work stops where it next reports, and its result is dropped."""
        if self._job is not None:
            self._job.cancel()
            self._rest()

    def close(self) -> None:
        """Nobody waits for the work of a button that is gone."""
        if self._job is not None:
            self._job.cancel()
        super().close()

    def _press(self, _button: Any) -> None:
        if self.busy:
            return
        self.button.disabled = True
        self.button.description = _("Working …")
        self.button.add_class("is-busy")
        self.progress.share = -1
        self.progress.working = True
        try:
            job = self._work()
        except Exception as error:
            self._fail(error)
        else:
            started = in_background(job, self._succeed, self._fail, self._tell, late=self._late)
            self._job = started if self.busy else None  # without an event loop it is over by now

    def _heard(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("act") == "cancel":
            self.cancel()

    def _tell(self, share: float) -> None:
        self.progress.share = min(max(share, 0.0), 1.0)

    def _rest(self) -> None:
        self._job = None
        self.button.description = self._label
        self.button.remove_class("is-busy")
        self.button.disabled = not self._ready()
        self.progress.working = False  # last: only an unlocked button can have the focus back

    def _succeed(self, result: T) -> None:
        self._rest()
        self._take(result)

    def _late(self, result: T) -> None:
        if self._lasting:
            self._take(result)

    def _take(self, result: T) -> None:
        try:
            self._done(result)
        except Exception as error:
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        log.debug("button %s", self._label, exc_info=error)
        self._rest()
        self._failed(sentence(error))


def action(
    label: str,
    work: Callable[[], Callable[[], T]],
    done: Callable[[T], None],
    failed: Callable[[str], None],
    *,
    primary: bool = False,
    ready: Callable[[], bool] = lambda: True,
    lasting: bool = False,
) -> Action[T]:
    """A button whose work runs beside the main thread.

    Work that knows how far it is calls `curriculum.workbench.background.report(share)`; there it also stops after
    somebody has cancelled it.

    Parameters
    ----------
    work : callable
        Called at the click, in the main thread: looks at the draft and returns what is to be computed.
    done : callable
        Gets the result, in the main thread.
    failed : callable
        Gets a sentence.
    ready : callable
        Whether the button may be pressed again once the work is over.
    lasting : bool
        Whether the work leaves something behind: then `done` hears of it even if it was cancelled too late.
    """
    made = Action(label, work, done, failed, ready, lasting)
    if primary:
        made.button.add_class("is-primary")
    return made
