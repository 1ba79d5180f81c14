"""Reading and writing the kit's tables: small functions on a connection, so that they share nbgrader's transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from grading.records import tables
from grading.records.tables import Status
from simulations.language import Message
from simulations.task import Advice


@dataclass(frozen=True)
class SubmissionRecord:
    """A hand-in and what became of it."""

    trainee: str
    module: str
    number: int
    status: Status
    digest: str
    reason: Message | None = None
    handed_in_at: datetime | None = None
    minutes_spent: float | None = None
    trials: tuple[dict[str, Any], ...] = ()
    ai_log: str = ""
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MarkRecord:
    """Points for one criterion, why, and who gave them (nobody: the trusted process)."""

    trainee: str
    module: str
    task: str
    criterion: str
    status: Status
    points: float | None
    max_points: float
    judged_by: str
    reason: Message | None = None
    uncertainty: float = 0.0
    reached: float | None = None
    target: float | None = None
    grader: str = ""


def now() -> datetime:
    """UTC without a zone, which every database keeps the same."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


@contextmanager
def connect(db_url: str) -> Iterator[Connection]:
    """A transaction on the database; the kit's tables are there."""
    engine = sa.create_engine(db_url)
    try:
        tables.metadata.create_all(engine)
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def find_submission(connection: Connection, trainee: str, module: str) -> SubmissionRecord | None:
    """The last hand-in that was graded, if any."""
    row = connection.execute(_of(tables.submission, trainee=trainee, module=module)).mappings().first()
    if row is None:
        return None
    values = {name: row[name] for name in SubmissionRecord.__dataclass_fields__}
    values |= {"status": Status(row["status"]), "reason": _message(row["reason"]), "trials": tuple(row["trials"])}
    return SubmissionRecord(**values)


def save_submission(connection: Connection, record: SubmissionRecord) -> None:
    """Keep the latest hand-in of a trainee."""
    _forget(connection, tables.submission, trainee=record.trainee, module=record.module)
    connection.execute(sa.insert(tables.submission).values(_row(record) | {"graded_at": now()}))


def find_marks(connection: Connection, trainee: str, module: str) -> dict[tuple[str, str], MarkRecord]:
    """Marks of a hand-in by task and criterion."""
    rows = connection.execute(_of(tables.mark, trainee=trainee, module=module)).mappings()
    found = {}
    for row in rows:
        values = {name: row[name] for name in MarkRecord.__dataclass_fields__}
        values |= {"status": Status(row["status"]), "reason": _message(row["reason"])}
        found[row["task"], row["criterion"]] = MarkRecord(**values)
    return found


def save_mark(connection: Connection, record: MarkRecord) -> None:
    """Keep the latest mark of a criterion."""
    key = {name: getattr(record, name) for name in ("trainee", "module", "task", "criterion")}
    _forget(connection, tables.mark, **key)
    connection.execute(sa.insert(tables.mark).values(_row(record) | {"graded_at": now()}))


def find_advice(connection: Connection, trainee: str, module: str) -> list[tuple[str, Advice]]:
    """What the coach said of a hand-in: task and sentence, most valuable first."""
    query = _of(tables.advice, trainee=trainee, module=module).order_by(tables.advice.c.task, tables.advice.c.rank)
    names = Advice.model_fields
    rows = connection.execute(query).mappings()
    return [(row["task"], Advice(**{name: row[name] for name in names})) for row in rows]


def save_advice(connection: Connection, trainee: str, module: str, task: str, said: Iterable[Advice]) -> None:
    """Replace what the coach said of a task."""
    key = {"trainee": trainee, "module": module, "task": task}
    _forget(connection, tables.advice, **key)
    for rank, sentence in enumerate(said, start=1):
        row = sentence.model_dump(mode="json") | key | {"rank": rank}
        connection.execute(sa.insert(tables.advice).values(row))


def write_audit(
    connection: Connection,
    who: str,
    what: str,
    record: MarkRecord,
    before: MarkRecord | None,
) -> None:
    """Who changed a mark, from what to what."""
    row = {
        "at": now(),
        "who": who,
        "what": what,
        "trainee": record.trainee,
        "module": record.module,
        "criterion": f"{record.task}__{record.criterion}",
        "before": _audited(before) if before else None,
        "after": _audited(record),
    }
    connection.execute(sa.insert(tables.audit).values(row))


def _audited(record: MarkRecord) -> dict[str, Any]:
    kept = _row(record)
    return {name: kept[name] for name in ("status", "points", "reason", "grader")}


def _row(record: SubmissionRecord | MarkRecord) -> dict[str, Any]:
    values = {name: getattr(record, name) for name in record.__dataclass_fields__}
    values["status"] = record.status.value
    values["reason"] = record.reason.model_dump(mode="json") if record.reason else None
    return values


def _message(stored: Any) -> Message | None:
    return Message.model_validate(stored) if stored else None


def _of(table: sa.Table, **key: str) -> sa.Select[Any]:
    return sa.select(table).where(*(table.c[name] == value for name, value in key.items()))


def _forget(connection: Connection, table: sa.Table, **key: str) -> None:
    connection.execute(sa.delete(table).where(*(table.c[name] == value for name, value in key.items())))
