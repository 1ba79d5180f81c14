"""The clock of a timed task: evidence for the mentor, no points; it keeps running while the browser is closed."""

from datetime import UTC, datetime
from typing import Any

from curriculum.answers import Happened
from curriculum.workbench.bench import Bench
from curriculum.workbench.front import ClockFace
from curriculum.workbench.guard import guarded
from simulations.language import _


def clock(bench: Bench) -> ClockFace:
    """Start button before, remaining time after."""
    face = ClockFace(
        words={
            "start": _("Start the clock"),
            "allowed": _("Time allowed"),
            "left": _("Time left"),
            "over": _("Over time"),
            "stopped": _("Handed in with"),
            "mark": _("{n} minutes left"),
            "up": _("The time is up; you may go on."),
        }
    )

    def show() -> None:
        log = bench.log
        face.minutes = log.minutes_allowed if log.started_at else bench.task.minutes or log.minutes_allowed
        face.started_at = _milliseconds(log.started_at)
        face.stopped_at = _milliseconds(log.submitted_at)

    @guarded(lambda text: bench.say(text))
    def act(_widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("act") == "start" and bench.log.started_at is None:
            allowed = bench.task.minutes or bench.log.minutes_allowed
            bench.record(Happened.STARTED, started_at=datetime.now(UTC), minutes_allowed=allowed)

    face.on_msg(act)
    bench.on_log(show)
    show()
    return face


def _milliseconds(moment: datetime | None) -> float:
    return moment.timestamp() * 1000 if moment else 0.0
