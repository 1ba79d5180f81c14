"""Long work beside the kernel's main thread, so that what is typed meanwhile is still saved."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_running: set[asyncio.Task[None]] = set()


def in_background(work: Callable[[], T], then: Callable[[T], None], failed: Callable[[BaseException], None]) -> None:
    """Run `work()` in a thread and give its result to `then`, its error to `failed`, both in the main thread.

    Without a running event loop (a plain script, a test) all of it happens at once.
    """

    async def run() -> None:
        try:
            result = await asyncio.to_thread(work)
        except Exception as error:
            failed(error)
        else:
            then(result)

    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        try:
            result = work()
        except Exception as error:
            failed(error)
        else:
            then(result)
        return
    task = loop.create_task(run())
    _running.add(task)  # the loop itself keeps only a weak reference
    task.add_done_callback(_running.discard)
