"""The files a trainee gets: what was played in the shape of the back ends' exports, with the dirt of real ones.

A row's id is the file's letter and the row as Excel numbers it, so that whoever works in a spreadsheet and whoever
works in the form speak of the same row.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

import numpy as np

from simulations.projects.daily_to_monthly_data.played import FOLDER, SOURCES, Day, Lead, Played, Post
from simulations.reading import read_yaml
from simulations.world.exports.shapes import shape_of

Cell = str | int | float
FileKind = Literal["gb18030", "utf-8-sig", "xlsx"]
Kind = Literal["text_number", "duplicate", "missing", "total", "renamed", "unit", "timezone", "test_row"]
DRAWN: tuple[Kind, ...] = ("text_number", "duplicate", "missing", "total", "renamed", "unit", "test_row")
ABSENT = 2  # kinds of dirt that a trainee does not meet
SHIFT = timedelta(hours=8)  # the form's server counts in UTC
POST_FIELDS = (
    "title", "published_at", "reads", "impressions_message", "from_message", "from_recommended", "from_moments",
    "from_other", "sharers", "saves", "likes", "comments", "new_followers", "finish_rate",
)  # fmt: skip


def written() -> Any:
    """How the files look: names, titles, headers."""
    return read_yaml(FOLDER / "material.yaml")


@dataclass(frozen=True)
class Sheet:
    """One file: its letter, its name, how it is written, and its cells from the first row on."""

    letter: str
    name: str
    kind: FileKind
    header: int
    rows: tuple[tuple[Cell, ...], ...]

    def id(self, place: int) -> str:
        """Id of a row by its place from 0."""
        return f"{self.letter}{place + 1}"

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self.id(place) for place in range(len(self.rows)))


@dataclass(frozen=True)
class Dirt:
    """One thing that is wrong with a file, where one may say it stands, and what to do with it."""

    kind: Kind
    letter: str
    day: date | None
    rows: frozenset[str]
    actions: tuple[str, ...]
    whole: bool = False

    def stands_at(self, place: "Place") -> bool:
        """Whether a place that was named is where this stands."""
        if place.letter and place.letter != self.letter:
            return False
        if place.row:
            return place.row in self.rows
        if place.day:
            begun = self.kind == "unit" and self.day is not None and place.day >= self.day
            return begun or place.day == self.day
        return self.whole and bool(place.letter)


@dataclass(frozen=True)
class Place:
    """What somebody wrote for where: a row, a file, a day, or nothing that can be read."""

    letter: str = ""
    row: str = ""
    day: date | None = None


def read_place(text: str, year: int) -> Place:
    """`B17`, `B`, `9-14`, `9月14日`, `2026/9/14`, `B 9-14`, in half or full width."""
    said = unicodedata.normalize("NFKC", text).upper().strip()
    row = re.search(r"(?<![A-Z0-9])([A-E])\s*(\d{1,4})(?!\s*[-/.月\d])", said)
    letter = re.search(r"(?<![A-Z])([A-E])(?![A-Z])", said)
    found = re.search(r"(?<!\d)(?:\d{4}[-/.年])?(\d{1,2})[-/.月](\d{1,2})(?!\d)", said)
    day = None
    if found:
        try:
            day = date(year, int(found[1]), int(found[2]))
        except ValueError:
            day = None
    file = row[1] if row else letter[1] if letter else ""
    return Place(file, f"{row[1]}{int(row[2])}" if row else "", None if row else day)


@dataclass(frozen=True)
class Soiled:
    """The dirt of one trainee's files: which kinds, and on which days or leads."""

    kinds: frozenset[str]
    duplicate: tuple[str, date]
    missing: date
    total: str
    unit_from: date
    test_at: datetime


def soil(rng: np.random.Generator, played: Played, week: tuple[date, date]) -> Soiled:
    """Draw what is wrong; what changes the week that is asked for lies in it, what cannot be mended lies outside."""
    absent = {DRAWN[int(n)] for n in rng.permutation(len(DRAWN))[:ABSENT]}
    incident = {played.anomaly.day + timedelta(days=n) for n in range(-4, played.anomaly.days + 1)}
    in_week = [week[0] + timedelta(days=n) for n in range(7)]
    quiet = [day for day in in_week if day != played.hit and day not in incident]
    of_month = [day.date for day in played.days if played.turn <= day.date <= played.last]
    outside = [
        day for day in of_month if day not in in_week and day not in incident and day.day > 1 and day != played.last
    ]
    return Soiled(
        kinds=frozenset({*DRAWN, "timezone"} - absent),
        duplicate=("BC"[rng.integers(2)], quiet[rng.integers(len(quiet))]),
        missing=outside[rng.integers(len(outside))],
        total="BC"[rng.integers(2)],
        unit_from=week[0] + timedelta(days=int(rng.integers(-3, 3))),
        test_at=datetime.combine(in_week[rng.integers(1, 5)], datetime.min.time()) + timedelta(hours=14, minutes=7),
    )


def draw_sheets(played: Played, soiled: Soiled) -> tuple[tuple[Sheet, ...], tuple[Dirt, ...]]:
    """The five files, and what is wrong with them."""
    text = written()
    before, now = (text["month_file"].format(month=day.month) for day in (played.first, played.turn))
    names = {letter: name.format(before=before, now=now) for letter, name in text["files"].items()}
    month = {0: [d for d in played.days if d.date < played.turn], 1: [d for d in played.days if d.date >= played.turn]}
    dirt: list[Dirt] = []
    sheets = (
        Sheet("A", names["A"], "gb18030", 0, (tuple(text["flow"]), *(_flow(day) for day in month[0]))),
        _flow_sheet(month[1], names["B"], soiled, played.hit, dirt),
        _followers_sheet(played, names["C"], soiled, dirt),
        _posts_sheet(played, names["D"]),
        _leads_sheet(played, names["E"], soiled, dirt),
    )
    return sheets, tuple(dirt)


def _flow(day: Day) -> tuple[Cell, ...]:
    counts = (day.reads, day.times, day.sharers, day.saves, day.likes, day.comments, day.clicks)
    return (day.date.isoformat(), *counts)


def _doubled(rows: list[tuple[Cell, ...]], day: date) -> int:
    """Write a day's row twice; the place of the second."""
    place = next(n for n, row in enumerate(rows) if row[0] == day.isoformat())
    rows.insert(place + 1, rows[place])
    return place + 1


def rounded_reads(reads: int) -> int:
    """What is left of a count once it is shown in 万 with one decimal."""
    return round(reads / 1000) * 1000


def _flow_sheet(days: list[Day], name: str, soiled: Soiled, hit: date, dirt: list[Dirt]) -> Sheet:
    rows: list[tuple[Cell, ...]] = [_flow(day) for day in days]
    kinds, text = soiled.kinds, written()
    header = tuple(text["flow"])
    if "text_number" in kinds:
        rounded = text["ten_thousand"].format(
            number=rounded_reads(next(d.reads for d in days if d.date == hit)) / 10_000
        )
        rows = [(row[0], rounded, *row[2:]) if row[0] == hit.isoformat() else row for row in rows]
    if "missing" in kinds:
        rows = [row for row in rows if row[0] != soiled.missing.isoformat()]
    doubled = "duplicate" in kinds and soiled.duplicate[0] == "B"
    if doubled:
        _doubled(rows, soiled.duplicate[1])
    if "total" in kinds and soiled.total == "B":
        unique = {row[0]: row for row in rows}.values()
        reads = [rounded_reads(day.reads) if "text_number" in kinds and day.date == hit else day.reads for day in days]
        shown = {day.date.isoformat(): read for day, read in zip(days, reads, strict=True)}
        sums = [sum(int(row[n]) for row in unique) for n in range(2, len(header))]
        rows.append((text["total"], sum(shown[str(row[0])] for row in unique), *sums))
    if "renamed" in kinds:
        header = tuple(text["flow_renamed"])
        rows = [(row[0], row[2], row[1], *row[3:]) for row in rows]
    sheet = Sheet("B", name, "utf-8-sig", 0, (header, *rows))

    def ids(day: date) -> frozenset[str]:
        return frozenset(sheet.id(n) for n, row in enumerate(sheet.rows) if row[0] == day.isoformat())

    if "text_number" in kinds:
        dirt.append(Dirt("text_number", "B", hit, ids(hit), ("convert",)))
    if "missing" in kinds:
        beside = [soiled.missing + timedelta(days=n) for n in (-1, 1)]
        near = frozenset.union(*(ids(day) for day in beside))
        dirt.append(Dirt("missing", "B", soiled.missing, near, ("gap",)))
    if doubled:
        dirt.append(Dirt("duplicate", "B", soiled.duplicate[1], ids(soiled.duplicate[1]), ("drop",)))
    if "total" in kinds and soiled.total == "B":
        dirt.append(Dirt("total", "B", None, frozenset({sheet.ids[-1]}), ("drop",)))
    if "renamed" in kinds:
        dirt.append(Dirt("renamed", "B", None, frozenset({"B1"}), ("rename",), whole=True))
    return sheet


def _named(shape: str, fields: Iterable[str]) -> tuple[str, ...]:
    """Columns as the back end names them."""
    known = shape_of(shape).by_field
    return tuple(known[field].column for field in fields)


def _followers_sheet(played: Played, name: str, soiled: Soiled, dirt: list[Dirt]) -> Sheet:
    text = written()
    header = _named("gongzhonghao_daily", ("date", "gained", "lost", "net", "followers"))
    rows: list[tuple[Cell, ...]] = [
        (day.date.isoformat(), day.gained, day.lost, day.net, day.followers) for day in played.days
    ]
    doubled = "duplicate" in soiled.kinds and soiled.duplicate[0] == "C"
    if doubled:
        _doubled(rows, soiled.duplicate[1])
    if "total" in soiled.kinds and soiled.total == "C":
        now = [day for day in played.days if day.date >= played.turn]
        gained, lost = sum(day.gained for day in now), sum(day.lost for day in now)
        rows.append(
            (
                text["subtotal"].format(now=text["month_file"].format(month=played.turn.month)),
                gained,
                lost,
                gained - lost,
                "-",
            )
        )
    top: list[tuple[Cell, ...]] = [
        (text["followers_title"].format(account=played.brand.account), "", "", "", ""),
        (text["followers_span"].format(first=played.first, last=played.last), "", "", "", ""),
    ]
    sheet = Sheet("C", name, "xlsx", 2, (*top, header, *rows))
    if doubled:
        day = soiled.duplicate[1]
        twice = frozenset(sheet.id(n) for n, row in enumerate(sheet.rows) if row[0] == day.isoformat())
        dirt.append(Dirt("duplicate", "C", day, twice, ("drop",)))
    if "total" in soiled.kinds and soiled.total == "C":
        dirt.append(Dirt("total", "C", None, frozenset({sheet.ids[-1]}), ("drop",)))
    return sheet


def _posts_sheet(played: Played, name: str) -> Sheet:
    def row(post: Post) -> tuple[Cell, ...]:
        sources = {f"from_{source}": post.reads_from[source] for source in SOURCES}
        counts = {field: getattr(post, field) for field in ("reads", "sharers", "saves", "likes", "comments")}
        values: dict[str, Cell] = {
            "title": post.title,
            "published_at": f"{post.at:%Y-%m-%d %H:%M}",
            "impressions_message": post.delivered,
            "new_followers": post.new_followers,
            "finish_rate": f"{post.finish_rate:.2%}",
            **sources,
            **counts,
        }
        return tuple(values[field] for field in POST_FIELDS)

    title = written()["posts_title"].format(account=played.brand.account)
    top: tuple[Cell, ...] = (title, *[""] * (len(POST_FIELDS) - 1))
    header = _named("gongzhonghao_posts", POST_FIELDS)
    return Sheet("D", name, "xlsx", 1, (top, header, *(row(post) for post in played.posts)))


def _leads_sheet(played: Played, name: str, soiled: Soiled, dirt: list[Dirt]) -> Sheet:
    data = written()
    cents = "unit" in soiled.kinds

    def row(lead: Lead) -> tuple[Cell, ...]:
        amount: Cell = lead.paid_yuan * (100 if cents and lead.at.date() >= soiled.unit_from else 1)
        state = data["states"]["paid" if lead.paid else "lead"]
        when = f"{lead.at - SHIFT:%Y-%m-%d %H:%M:%S}"
        return (when, lead.source, data["channels"][lead.channel], lead.tail, state, amount if lead.paid else "")

    rows = [row(lead) for lead in played.leads]
    if "test_row" in soiled.kinds:
        when = f"{soiled.test_at - SHIFT:%Y-%m-%d %H:%M:%S}"
        rows.append((when, data["test"], data["channels"]["menu"], "0000", data["states"]["paid"], 0.01))
        rows.sort(key=lambda row: str(row[0]))
    sheet = Sheet("E", name, "utf-8-sig", 0, (tuple(data["leads"]), *rows))

    def where(holds: Callable[[tuple[Cell, ...]], bool]) -> frozenset[str]:
        return frozenset(sheet.id(n) for n, row in enumerate(sheet.rows) if n and holds(row))

    dirt.append(Dirt("timezone", "E", None, where(lambda row: True), ("shift",), whole=True))
    if cents:
        changed = where(lambda row: isinstance(row[5], int) and row[5] >= 1000)
        dirt.append(Dirt("unit", "E", soiled.unit_from, changed, ("unit", "convert")))
    if "test_row" in soiled.kinds:
        dirt.append(Dirt("test_row", "E", soiled.test_at.date(), where(lambda row: row[1] == data["test"]), ("drop",)))
    return sheet
