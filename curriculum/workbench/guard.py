"""No traceback in front of a trainee: what went wrong, in a sentence, where one can read it."""

import errno
import functools
import logging
from collections.abc import Callable
from typing import ParamSpec

from curriculum.answers import InvalidAnswer
from simulations.errors import Mendable
from simulations.language import _

P = ParamSpec("P")
log = logging.getLogger(__name__)


def sentence(error: BaseException) -> str:
    """What a person can do about an error."""
    if isinstance(error, InvalidAnswer):
        return "；".join(map(str, error.problems))
    if isinstance(error, Mendable):
        return str(error)
    if isinstance(error, OSError):
        place = f" {error.filename}" if error.filename else ""
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return _("The disk is full: free some space, then change any field to save again.")
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return _("This folder may not be written to:{place}").format(place=place)
        return _("The file could not be written: {why}").format(why=error.strerror or error)
    return _("Something went wrong here: {why}").format(why=f"{type(error).__name__}: {error}")


def guarded(report: Callable[[str], None]) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Decorate a callback: its errors go to `report` as a sentence, and to the log with all details."""

    def decorate(callback: Callable[P, None]) -> Callable[P, None]:
        @functools.wraps(callback)
        def call(*args: P.args, **kwargs: P.kwargs) -> None:
            try:
                callback(*args, **kwargs)
            except Exception as error:  # the edge to the person at the screen: nothing may pass it unexplained
                log.debug("in %s", callback.__qualname__, exc_info=True)
                report(sentence(error))

        return call

    return decorate
