"""Letters to trainees, as they are kept: to whom, when, from whom."""

from collections.abc import Iterable
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from grading.records import tables


def save_letters(connection: Connection, trainees: Iterable[str], who: str, text: str) -> None:
    """Keep one letter for each of these trainees."""
    at = datetime.now(UTC).replace(tzinfo=None)  # to the microsecond: two letters of a second have an order, too
    for trainee in trainees:
        row = {"trainee": trainee, "at": at, "who": who, "text": text}
        connection.execute(sa.insert(tables.letter).values(row))


def find_letters(connection: Connection, trainee: str) -> list[tuple[datetime, str, str]]:
    """A trainee's letters, oldest first: when (UTC without a zone), from whom, what."""
    letter = tables.letter.c
    query = sa.select(letter.at, letter.who, letter.text).where(letter.trainee == trainee)
    return [(at, who, text) for at, who, text in connection.execute(query.order_by(letter.at, letter.id))]
