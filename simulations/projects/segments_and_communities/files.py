"""The material as files: the sample, the test with its control group, and the table as the form shows it."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from simulations.projects.segments_and_communities.case import Case
from simulations.projects.segments_and_communities.people import User, material

Cell = str | int | float


@dataclass(frozen=True)
class Table:
    """A table with ids of its rows; the first row is the header."""

    ids: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    header: int = 0


def cells(user: User) -> dict[str, Cell]:
    """What the form shows of somebody, by column."""
    text = material()
    return {
        "name": user.name,
        "tail": user.tail,
        "city": user.city,
        "source": user.source,
        "joined_days": user.joined_days,
        "reads": user.reads,
        "orders": user.orders,
        "recency": "" if user.recency is None else user.recency,
        "spend": user.spend,
        "complaint": text["complaints"].get(user.complaint, ""),
        "consent": text["consents"][user.consent],
        "group": text["groups"][user.group],
        "pay": text["pays"].get(user.pay, ""),
    }


def shown(case: Case, users: Iterable[User]) -> Table:
    """Some rows as the form shows them: days instead of dates, the need in words."""
    names = material()["columns"]
    columns = [*cells(case.rows[0])]
    header = (*(names[column] for column in columns), names["need"])
    users = tuple(users)
    body = tuple((*cells(user).values(), case.need_name(user.need) if user.need else "") for user in users)
    return Table((names["id"], *(user.id for user in users)), (header, *body))


def material_files(case: Case) -> Mapping[str, Callable[[], bytes]]:
    """Each file's name, and what makes its bytes."""
    names = material()["files"]
    return {names["users"]: lambda: _users(case), names["tested"]: lambda: _tested(case)}


def _users(case: Case) -> bytes:
    names = material()["columns"]
    columns = (
        "id",
        "name",
        "tail",
        "city",
        "source",
        "joined",
        "reads",
        "orders",
        "last_order",
        "spend",
        "complaint",
        "consent",
        "group",
        "need",
        "pay",
        "quote",
    )
    rows: list[tuple[Cell, ...]] = [tuple(names[column] for column in columns)]
    for place, user in enumerate(case.rows):
        seen = cells(user)
        last = user.last_order(case.today)
        joined = user.joined(case.today)
        dates = {
            "id": user.id,
            "joined": f"{joined:%Y/%m/%d}" if place % 3 == 0 else joined.isoformat(),  # two back ends, two ways
            "last_order": last.isoformat() if last else "",
            "need": case.need_name(user.need) if user.need else "",
            "quote": user.quote,
        }
        rows.append(tuple(dates.get(column, seen.get(column, "")) for column in columns))
    return _csv(rows)


def _tested(case: Case) -> bytes:
    head = tuple(material()["tested_columns"])
    body = (
        (test.name, test.sent, f"{test.bought_sent:.1%}", f"{test.bought_not:.1%}", f"{test.left:.1%}")
        for test in case.tested
    )
    return _csv([head, *body])


def _csv(rows: Iterable[tuple[Cell, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")
