"""Answers on disk: read, write, validate. The file beside the notebook *is* the answer; needs no widgets."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from curriculum.files import write_whole
from simulations.errors import Mendable
from simulations.language import Message, message
from simulations.task import Answer, Task

FORMAT = 1
MOST_BYTES = 1_000_000
EXCERPT = 60
MOST_EVENTS = 200
YEARS = range(2000, 2200)  # what lies outside is no time of work, and some of it no zone can express


class Problem(BaseModel):
    """One reason why an answer is not valid: which field, what was given, what is allowed."""

    model_config = ConfigDict(frozen=True)
    field: str
    value: str
    what: Message
    label: Message | None = None

    def __str__(self) -> str:
        name = self.label or self.field
        place = f"{name}：" if name else ""
        return f"{place}{self.what}" + (f"（{self.value}）" if self.value else "")


class InvalidAnswer(Mendable):
    """An answer that cannot be graded, which is not the same as one without merit."""

    def __init__(self, task: str, *problems: Problem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.task = task
        self.problems = problems


class Trial(BaseModel):
    """A trial publication: what was forecast, and what came."""

    model_config = ConfigDict(frozen=True)
    number: int
    at: datetime
    forecast_low: int
    forecast_high: int
    reads: int

    @property
    def hit(self) -> bool:
        return self.forecast_low <= self.reads <= self.forecast_high


class Happened(StrEnum):
    """What can happen at a task."""

    STARTED = "started"  # the clock
    OPENED = "opened"  # a session: the form, after a while or for the first time
    STEP = "step"  # something was filled in there for the first time; the detail is its title
    TRIAL = "trial"  # the detail is the main figure that came
    CHECK = "check"
    HANDED_IN = "handed_in"  # the detail is `late` after the due date


class Event(BaseModel):
    """Something that happened at a task."""

    model_config = ConfigDict(frozen=True)
    at: datetime
    what: Happened
    detail: str = Field(default="", max_length=80)


class WorkLog(BaseModel):
    """What happened while a task was worked on: evidence for trainee and mentor, no points.

    `events` is what `curriculum.diary` shows; logs written before there were events have none.
    """

    model_config = ConfigDict(frozen=True)
    started_at: datetime | None = None
    submitted_at: datetime | None = None
    minutes_allowed: int = 120
    trials: tuple[Trial, ...] = ()
    checks: int = 0
    events: tuple[Event, ...] = ()

    @field_validator("events", mode="before")
    @classmethod
    def _readable(cls, events: Any) -> Any:
        """The events that can be read, so many and no more: for one that cannot the rest of the log is not lost."""
        found = [event for event in map(_event, events) if event] if isinstance(events, list | tuple) else []
        return tuple(found[:MOST_EVENTS])

    def with_event(self, what: Happened, detail: str = "", at: datetime | None = None) -> Self:
        """The log with one event more; where it is full, the oldest but the start gives way."""
        at = (at or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
        kept = list(self.events)
        while len(kept) >= MOST_EVENTS:
            kept.remove(next(event for event in kept if event.what != Happened.STARTED))
        return self.model_copy(update={"events": (*kept, Event(at=at, what=what, detail=_excerpt(detail)))})

    def minutes_spent(self, now: datetime | None = None) -> float | None:
        """Minutes from start to submission (or to now), None before the start."""
        if self.started_at is None:
            return None
        return ((self.submitted_at or now or datetime.now(UTC)) - self.started_at).total_seconds() / 60


def answer_path(module_folder: Path, task: str) -> Path:
    """Where a task's answer lies: beside the module's notebook."""
    return Path(module_folder) / "answers" / f"{task}.json"


def log_path(module_folder: Path, task: str) -> Path:
    """Where a task's work log lies."""
    return Path(module_folder) / "answers" / f"{task}.log.json"


def write_draft(module_folder: Path, task: str, fields: dict[str, Any], variant: str) -> datetime:
    """Save the fields so far; they may be incomplete.

    Raises
    ------
    OSError
        If the disk is full or the folder read-only; the last saved answer stays as it was.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    envelope = {
        "format": FORMAT,
        "task": task,
        "variant": variant,
        "saved_at": now.isoformat(),
        "answer": fields,
    }
    data = json.dumps(envelope, ensure_ascii=False, indent=1, allow_nan=False).encode()
    write_whole(answer_path(module_folder, task), data + b"\n")
    return now


def read_draft(module_folder: Path, task: str) -> dict[str, Any]:
    """The fields saved so far; empty if there are none.

    Raises
    ------
    InvalidAnswer
        If the file is damaged.
    """
    path = answer_path(module_folder, task)
    if not path.exists():
        return {}
    fields: dict[str, Any] = _open(task, path.read_bytes())["answer"]
    return fields


def read_log(module_folder: Path, task: str) -> WorkLog:
    """The work log; an empty one if there is none or it is damaged, for it carries no points."""
    path = log_path(module_folder, task)
    try:
        return WorkLog.model_validate_json(path.read_bytes())
    except (OSError, ValueError):
        return WorkLog()


def write_log(module_folder: Path, task: str, log: WorkLog) -> None:
    """Save the work log, whole."""
    write_whole(log_path(module_folder, task), log_bytes(log))


def log_bytes(log: WorkLog) -> bytes:
    """The work log as its file holds it."""
    return log.model_dump_json(indent=1).encode() + b"\n"


def parse(task: Task, fields: dict[str, Any]) -> Answer:
    """Fields as a valid answer.

    Raises
    ------
    InvalidAnswer
        With one problem per field that is wrong.
    """
    try:
        return task.Answer.model_validate(fields)
    except ValidationError as error:
        raise InvalidAnswer(task.slug, *(_problem(task, dict(row)) for row in error.errors())) from error


def read_submission(task: Task, data: bytes, variant: str) -> Answer:
    """The answer in a submitted file, for grading.

    Raises
    ------
    InvalidAnswer
        If the file is too large, not JSON, of another task or variant, or its fields are not valid.
    """
    envelope = _open(task.slug, data)
    given = _excerpt(envelope.get("task"))
    if given != task.slug:
        raise _unreadable(
            task.slug, message("the file belongs to task {given}, not to {task}", given=given, task=task.slug)
        )
    given = _excerpt(envelope.get("variant"))
    if given != variant:
        what = message("the file was written for another trainee's material (variant {given})", given=given)
        raise _unreadable(task.slug, what)
    return parse(task, envelope["answer"])


def _open(task: str, data: bytes) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        what = message("the answer file has {given} bytes; at most {most} are read", given=len(data), most=MOST_BYTES)
        raise _unreadable(task, what)
    try:
        envelope = json.loads(data)
        if not isinstance(envelope, dict) or not isinstance(envelope.get("answer"), dict):
            raise ValueError("no answer object")
    except (ValueError, RecursionError) as error:
        raise _unreadable(task, message("the answer file is damaged: {why}", why=_excerpt(error))) from error
    return envelope


def _unreadable(task: str, what: Message) -> InvalidAnswer:
    return InvalidAnswer(task, Problem(field="", value="", what=what))


def _problem(task: Task, error: dict[str, Any]) -> Problem:
    """A pydantic error as a sentence: the one place where its messages are translated."""
    context = error.get("ctx", {})
    what = {
        "missing": lambda: message("is missing"),
        "string_too_long": lambda: message("is too long: at most {most} characters", most=context["max_length"]),
        "string_too_short": lambda: message("is too short: at least {least} characters", least=context["min_length"]),
        "too_short": lambda: message("at least {least} are needed", least=context["min_length"]),
        "too_long": lambda: message("at most {most} are allowed", most=context["max_length"]),
        "literal_error": lambda: message("is not one of {expected}", expected=_choices(task, error)),
        "greater_than_equal": lambda: message("must be at least {least}", least=context["ge"]),
        "less_than_equal": lambda: message("must be at most {most}", most=context["le"]),
        "extra_forbidden": lambda: message("is not a field of this answer"),
        "value_error": lambda: message("{why}", why=str(context.get("error", error["msg"]))),
        "int_parsing": lambda: message("must be a whole number"),
        "int_type": lambda: message("must be a whole number"),
        "int_from_float": lambda: message("must be a whole number"),
        "float_parsing": lambda: message("must be a number"),
        "float_type": lambda: message("must be a number"),
        "finite_number": lambda: message("must be a finite number"),
        "string_type": lambda: message("must be text"),
    }.get(error["type"], lambda: message("is not valid ({why})", why=error["msg"]))()
    value = "" if error["type"] in {"missing", "value_error"} else _excerpt(error.get("input"))
    place = [str(part) for part in error["loc"]]
    label = task.labels.get(place[0]) if place else None
    return Problem(field=".".join(place), value=value, what=what, label=label)


def _choices(task: Task, error: dict[str, Any]) -> str:
    """What a field of choices allows; pydantic's own list says it in English."""
    field = task.Answer.model_fields.get(str(error["loc"][0]))
    choices = get_args(field.annotation) if field and len(error["loc"]) == 1 else ()
    return "、".join(map(str, choices)) or str(error["ctx"]["expected"]).replace(" or ", "、").replace(", ", "、")


def _event(given: object) -> Event | None:
    try:
        event = Event.model_validate(given)
    except ValidationError:
        return None
    return event if event.at.year in YEARS else None


def _excerpt(value: object) -> str:
    text = str(value)
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"
