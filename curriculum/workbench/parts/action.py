"""A button that works: it shows that it is busy, keeps the page alive meanwhile, and says in a sentence what failed."""

from collections.abc import Callable
from typing import Any, TypeVar

import ipywidgets

from curriculum.workbench.background import in_background
from curriculum.workbench.guard import log, sentence
from simulations.language import _

T = TypeVar("T")


def action(
    label: str,
    work: Callable[[], Callable[[], T]],
    done: Callable[[T], None],
    failed: Callable[[str], None],
    *,
    primary: bool = False,
    ready: Callable[[], bool] = lambda: True,
) -> ipywidgets.Button:
    """A button whose work runs beside the main thread.

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
    """
    button = ipywidgets.Button(description=label)
    button.add_class("academy-button")
    if primary:
        button.add_class("is-primary")

    def rest() -> None:
        button.description = label
        button.remove_class("is-busy")
        button.disabled = not ready()

    def fail(error: BaseException) -> None:
        log.debug("button %s", label, exc_info=error)
        rest()
        failed(sentence(error))

    def succeed(result: T) -> None:
        rest()
        try:
            done(result)
        except Exception as error:
            fail(error)

    def press(_button: Any) -> None:
        button.disabled = True
        button.description = _("Working …")
        button.add_class("is-busy")
        try:
            job = work()
        except Exception as error:
            fail(error)
        else:
            in_background(job, succeed, fail)

    button.on_click(press)
    return button
