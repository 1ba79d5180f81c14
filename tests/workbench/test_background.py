"""Long work: beside the main thread, with a share, cancelled at once, never heard of afterwards."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from curriculum.workbench.background import Cancelled, report
from curriculum.workbench.parts.action import Action, action


class Work:
    """Work that waits until it is let go, reporting before and after."""

    def __init__(self) -> None:
        self.go, self.begun, self.ended = threading.Event(), threading.Event(), threading.Event()
        self.results: list[str] = []
        self.stopped = False

    def start(self) -> Callable[[], str]:
        return self.run

    def run(self) -> str:
        try:
            report(0.25)
            self.begun.set()
            assert self.go.wait(10)
            report(0.75)
        except Cancelled:
            self.stopped = True
            raise
        finally:
            self.ended.set()
        return "result"

    def button(self, **options: Any) -> Action[str]:
        return action("Go", self.start, self.results.append, self.results.append, **options)


async def settle(until: Callable[[], bool]) -> None:
    for _try in range(500):
        if until():
            await asyncio.sleep(0.02)  # and what is still on its way
            return
        await asyncio.sleep(0.01)
    raise AssertionError("waited in vain")


def test_work_is_done_beside_the_loop_and_tells_its_share() -> None:
    async def scene() -> None:
        work = Work()
        button = work.button()
        button.button.click()
        assert (button.busy, button.button.disabled, button.progress.share) == (True, True, -1)
        await settle(lambda: button.progress.share == 0.25)
        work.go.set()
        await settle(lambda: not button.busy)
        assert (work.results, button.button.disabled, button.button.description) == (["result"], False, "Go")

    asyncio.run(scene())


def test_cancelling_frees_the_button_at_once_and_stops_the_work_at_its_next_report() -> None:
    async def scene() -> None:
        work = Work()
        button = work.button()
        button.button.click()
        await settle(work.begun.is_set)
        button.progress._handle_custom_msg({"act": "cancel"}, [])
        assert (button.busy, button.button.disabled) == (False, False)
        work.go.set()
        await settle(work.ended.is_set)
        assert (work.stopped, work.results) == (True, [])

    asyncio.run(scene())


def test_a_late_result_is_dropped_unless_the_work_leaves_something_behind() -> None:
    async def scene(lasting: bool) -> list[str]:
        go, ended, results = threading.Event(), threading.Event(), list[str]()

        def run() -> str:
            assert go.wait(10)
            ended.set()
            return "late"

        button = action("Go", lambda: run, results.append, results.append, lasting=lasting)
        button.button.click()
        button.cancel()
        go.set()
        await settle(ended.is_set)
        await asyncio.sleep(0.05)
        return results

    assert asyncio.run(scene(False)) == []
    assert asyncio.run(scene(True)) == ["late"]


def test_after_cancelling_one_may_begin_again_and_only_the_second_result_counts() -> None:
    async def scene() -> None:
        first, second = Work(), Work()
        turns = iter((first, second))
        results: list[str] = []
        button = action("Go", lambda: next(turns).run, results.append, results.append)
        button.button.click()
        await settle(first.begun.is_set)
        button.cancel()
        button.button.click()
        await settle(second.begun.is_set)
        first.go.set()
        await settle(first.ended.is_set)
        assert (button.busy, results) == (True, [])
        second.go.set()
        await settle(lambda: not button.busy)
        assert results == ["result"]

    asyncio.run(scene())


def test_a_closed_form_waits_for_nothing() -> None:
    async def scene() -> None:
        work = Work()
        button = work.button()
        button.button.click()
        await settle(work.begun.is_set)
        button.close()
        work.go.set()
        await settle(work.ended.is_set)
        assert (work.stopped, work.results) == (True, [])

    asyncio.run(scene())


def test_a_button_pressed_twice_works_once() -> None:
    async def scene() -> None:
        work = Work()
        button = work.button()
        button.button.click()
        button.button.click()
        work.go.set()
        await settle(lambda: not button.busy)
        assert work.results == ["result"]

    asyncio.run(scene())


def test_what_fails_is_said_and_the_button_is_free_again() -> None:
    said: list[str] = []

    def breaks() -> str:
        raise OSError(28, "No space left on device")

    button = action("Go", lambda: breaks, said.append, said.append)
    button.button.click()
    assert (button.busy, button.button.disabled) == (False, False)
    assert len(said) == 1


@pytest.mark.parametrize("share", [-1.0, 0.5, 2.0])
def test_elsewhere_reporting_does_nothing(share: float) -> None:
    report(share)
