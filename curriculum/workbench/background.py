"""Long work beside the kernel's main thread, so that what is typed meanwhile is still saved.

Work that knows how far it is calls `report(share)`. That is also where it stops once it has been cancelled; work that
never reports runs to its end, and nobody hears of its result.
"""

import asyncio
import time
from collections.abc import Callable
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")
PAUSE_S = 0.1  # between two shares that are shown
_running: set[asyncio.Task[None]] = set()
_own: ContextVar["Job | None"] = ContextVar("_own", default=None)


class Cancelled(Exception):
    """Raised by `report` in work that has been cancelled."""


@dataclass(eq=False)
class Job:
    """A piece of work that runs: cancelled once, it stays so.

    Attributes
    ----------
    told : callable
        Gets the share that is done, in the main thread.
    """

    told: Callable[[float], None] = lambda share: None
    cancelled: bool = False
    _loop: asyncio.AbstractEventLoop | None = None
    _shown_at: float = field(default=0.0)

    def cancel(self) -> None:
        """Whoever waits for the work no longer does."""
        self.cancelled = True

    def report(self, share: float) -> None:
        """Show a share, unless one has just been shown.

        Raises
        ------
        Cancelled
            If the work has been cancelled.
        """
        if self.cancelled:
            raise Cancelled
        now = time.monotonic()
        if now - self._shown_at >= PAUSE_S:
            self._shown_at = now
            if self._loop is None:
                self.told(share)
            else:
                self._loop.call_soon_threadsafe(self._tell, share)

    def _tell(self, share: float) -> None:
        if not self.cancelled:
            self.told(share)


def report(share: float) -> None:
    """Tell how far the work is that this runs in, from 0 to 1; elsewhere it does nothing.

    Raises
    ------
    Cancelled
        If the work has been cancelled.
    """
    job = _own.get()
    if job is not None:
        job.report(share)


def in_background(
    work: Callable[[], T],
    then: Callable[[T], None],
    failed: Callable[[BaseException], None],
    told: Callable[[float], None] = lambda share: None,
    *,
    late: Callable[[T], None] = lambda result: None,
) -> Job:
    """Run `work()` in a thread and give its result to `then`, its error to `failed`, both in the main thread.

    Without a running event loop (a plain script, a test) all of it happens at once.

    Parameters
    ----------
    told : callable
        Gets the share that is done where the work reports it.
    late : callable
        Gets the result of work that has been cancelled and ends all the same.
    """
    job = Job(told)

    def run() -> T:
        _own.set(job)
        return work()

    def end(result: T) -> None:
        (late if job.cancelled else then)(result)

    def fail(error: BaseException) -> None:
        if not job.cancelled:
            failed(error)

    async def beside() -> None:
        try:
            result = await asyncio.to_thread(run)
        except Exception as error:
            fail(error)
        else:
            end(result)

    try:
        job._loop = asyncio.get_running_loop()
    except RuntimeError:
        try:
            result = copy_context().run(run)
        except Exception as error:
            fail(error)
        else:
            end(result)
        return job
    task = job._loop.create_task(beside())
    _running.add(task)  # the loop itself keeps only a weak reference
    task.add_done_callback(_running.discard)
    return job
