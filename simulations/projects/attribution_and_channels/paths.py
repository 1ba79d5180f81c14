"""The journeys a trainee gets: one row a person with the dirt of a real export, and what is left once it is clean."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, get_args

import numpy as np

from simulations.attribution import Journey
from simulations.identity import variant_rng
from simulations.projects.attribution_and_channels.market import TOLD, Business
from simulations.world.journeys import CHANNELS, NEVER, Channel

Dirt = Literal["after_order", "test_rows", "names", "duplicates", "unordered"]
Step = Literal[
    "after_order", "test_rows", "names", "duplicates", "unordered", "only_buyers", "only_several", "no_coupons"
]
DIRT: tuple[Dirt, ...] = get_args(Dirt)
DRAWN: tuple[Dirt, ...] = ("test_rows", "names", "duplicates", "unordered")
ABSENT = 1  # kinds of dirt that a trainee does not meet
BEGIN = datetime(2026, 9, 1)
WRITE = "%m-%d %H:%M"
NAMES: Mapping[Channel, str] = {
    "gongzhonghao": "公众号",
    "xiaohongshu": "小红书",
    "douyin_ads": "抖音信息流",
    "kol": "KOL",
    "search": "品牌词搜索",
    "private_domain": "企微群发",
}
OTHER_NAMES: Mapping[Channel, tuple[str, ...]] = {
    "xiaohongshu": ("XHS", "小红薯"),
    "douyin_ads": ("千川", "抖音feed"),
    "search": ("SEM-品牌", "brand_kw"),
}
ALIASES = {NAMES[channel]: others for channel, others in OTHER_NAMES.items()}
MOST_MEETINGS = 100 * TOLD
RENAMED, MIXED, TWICE, SPLIT = 0.3, 0.08, 0.02, 0.12  # shares of meetings, of rows, of rows, of people on two devices
TESTS = 14
GAP = " > "
HEARD_FIRST = 0.55  # who says what they met first; the others say what they remember
LOUD: Mapping[Channel, float] = {"kol": 3.0, "xiaohongshu": 2.0}  # what is remembered more than it was met
CARED = timedelta(hours=3)  # after an order, until the message that thanks for it


@dataclass(frozen=True)
class Row:
    """A row of the export.

    Attributes
    ----------
    met : tuple of (datetime, str)
        Meetings as they stand there: time and the channel's name.
    ordered : datetime or None
    code : str
        Coupon code that was used.
    """

    id: str
    user: str
    met: tuple[tuple[datetime, str], ...]
    ordered: datetime | None = None
    paid_yuan: int = 0
    code: str = ""
    heard: str = ""
    sent_back: bool = False
    active: bool = False

    @property
    def cells(self) -> tuple[str | int, ...]:
        path = GAP.join(f"{at:{WRITE}} {name}" for at, name in self.met)
        if self.ordered is None:
            return (self.id, self.user, path, "", "", "", "", "", "")
        back, stays = ("是" if said else "否" for said in (self.sent_back, self.active))
        return (self.id, self.user, path, f"{self.ordered:{WRITE}}", self.paid_yuan, self.code, self.heard, back, stays)


HEAD = ("行号", "用户", "触点路径", "下单时间", "实付", "券码", "自报来源", "退款", "第30天活跃")


def kinds_of(variant: str) -> frozenset[Dirt]:
    """The dirt that this trainee meets."""
    rng = variant_rng(variant, "dirt")
    return frozenset(("after_order", *(DRAWN[int(n)] for n in rng.permutation(len(DRAWN))[: len(DRAWN) - ABSENT])))


def export(business: Business, code: str) -> tuple[Row, ...]:
    """The rows of last month, in the order of their ids."""
    people, month = business.told
    rng, kinds = variant_rng(business.variant, "export"), kinds_of(business.variant)
    assert month.touches is not None
    assert month.day is not None
    sent_back, active, rows = people.sent_back, people.active, list[Row]()
    met_by: list[list[tuple[datetime, Channel]]] = [[] for _person in range(people.count)]
    days, places, numbers = (found.tolist() for found in np.nonzero(month.touches))
    minutes = rng.integers(8 * 60, 23 * 60, size=len(days)).tolist()
    for day, place, number, minute in zip(days, places, numbers, minutes, strict=True):
        met_by[number].append((BEGIN + timedelta(days=day, minutes=minute), CHANNELS[place]))
    for number, met in enumerate(met_by):
        met.sort()
        user = f"u{int(rng.integers(10**5, 10**6))}{number:04d}"
        ordered = None
        if month.day[number] != NEVER:
            ordered = _at(int(month.day[number]), rng, 19)
            met = [(at if at.date() != ordered.date() else min(at, ordered - timedelta(minutes=7)), c) for at, c in met]
            if "after_order" in kinds:
                met.append((ordered + CARED, "private_domain"))
            else:
                met = [(at, channel) for at, channel in met if at <= ordered]
            met.sort()
        if not met:
            continue
        chance = float(sent_back[number]), float(active[number])
        rows += _rows(user, met, ordered, chance, business.price_yuan, code, rng)
    rows = [rows[int(place)] for place in rng.permutation(len(rows))]
    return tuple(replace(row, id=f"J{n:04d}") for n, row in enumerate(_soiled(rows, kinds, rng), 1))


def _at(day: int, rng: np.random.Generator, earliest: int = 8) -> datetime:
    """Some minute of a day, from the earliest hour on until eleven at night."""
    return BEGIN + timedelta(days=day, minutes=int(rng.integers(earliest * 60, 23 * 60)))


def _rows(
    user: str,
    met: list[tuple[datetime, Channel]],
    ordered: datetime | None,
    chance: tuple[float, float],
    price: int,
    code: str,
    rng: np.random.Generator,
) -> list[Row]:
    """A person's row; two for one whose first meetings were on another device."""
    named = tuple((at, NAMES[channel]) for at, channel in met)
    found = []
    before = [place for place, (at, _channel) in enumerate(met) if ordered is None or at <= ordered]
    if len(before) > 1 and rng.random() < SPLIT:
        cut = int(rng.integers(1, len(before)))
        found.append(Row("", f"{user}w", named[:cut]))
        named = named[cut:]
    if ordered is None:
        return [*found, Row("", user, named)]
    used = any(channel == "kol" for _at, channel in met) and rng.random() < 0.6
    leaked = not used and rng.random() < 0.12  # the code lies on a coupon site
    told = [channel for at, channel in met if at <= ordered] or ["search"]
    weight = np.array([LOUD.get(channel, 1.0) for channel in told])
    heard = told[0] if rng.random() < HEARD_FIRST else told[int(rng.choice(len(told), p=weight / weight.sum()))]
    return [
        *found,
        Row(
            "", user, named, ordered, price, code if used or leaked else "", NAMES[heard],
            bool(rng.random() < chance[0]), bool(rng.random() < chance[1]),
        ),
    ]  # fmt: skip


def _soiled(rows: list[Row], kinds: Collection[Dirt], rng: np.random.Generator) -> list[Row]:
    """Rows with the dirt that is drawn."""
    if "names" in kinds:
        chances, picks = iter(rng.random(MOST_MEETINGS).tolist()), iter(rng.random(MOST_MEETINGS).tolist())
        rows = [
            replace(row, met=tuple((at, _renamed(name, next(chances), next(picks))) for at, name in row.met))
            for row in rows
        ]
    if "unordered" in kinds:
        rows = [
            replace(row, met=tuple(row.met[int(place)] for place in rng.permutation(len(row.met))))
            if len(row.met) > 1 and rng.random() < MIXED
            else row
            for row in rows
        ]
    if "test_rows" in kinds:
        for number in range(TESTS):
            at = _at(int(rng.integers(0, 27)), rng)
            path = ((at, NAMES["private_domain"]), (at + timedelta(minutes=4), NAMES["search"]))
            rows.insert(
                int(rng.integers(len(rows))),
                Row("", f"test_{number:02d}", path, at + timedelta(minutes=9), 1, "", NAMES["private_domain"]),
            )
    if "duplicates" in kinds:
        rows = [copy for row in rows for copy in ([row, row] if rng.random() < TWICE else [row])]
    return rows


def _renamed(name: str, chance: float, pick: float) -> str:
    """The name as another back end writes it, or as it is."""
    others = ALIASES.get(name, ())
    return others[int(pick * len(others))] if others and chance < RENAMED else name


def cleaned(rows: Iterable[Row], steps: Collection[str], window_days: int) -> tuple[Journey, ...]:
    """Journeys as somebody has them who takes these steps.

    Parameters
    ----------
    steps : collection of str
        What is done to the rows; see `Step`.
    window_days : int
        Meetings longer before the journey's end do not count.
    """
    known = {other: NAMES[channel] for channel, others in OTHER_NAMES.items() for other in others}
    seen: set[tuple[object, ...]] = set()
    journeys = []
    for row in rows:
        if ("test_rows" in steps and row.user.startswith("test")) or ("no_coupons" in steps and row.code):
            continue
        same = row.user, row.met, row.ordered
        if "duplicates" in steps and same in seen:
            continue
        seen.add(same)
        met = sorted(row.met, key=lambda one: one[0]) if "unordered" in steps else list(row.met)
        if "after_order" in steps and row.ordered is not None:
            met = [(at, name) for at, name in met if at <= row.ordered]
        if not met:
            continue
        end = max(at for at, _name in met) if row.ordered is None else row.ordered
        met = [(at, name) for at, name in met if end - at <= timedelta(days=window_days)]
        if ("only_buyers" in steps and row.ordered is None) or ("only_several" in steps and len(met) < 2):
            continue
        names = tuple(known.get(name, name) if "names" in steps else name for _at, name in met)
        ages = tuple(max((end - at) / timedelta(days=1), 0.0) for at, _name in met)
        journeys.append(Journey(names, row.ordered is not None, ages))
    return tuple(journeys)


def as_csv(rows: Iterable[Row]) -> bytes:
    """The file, as Excel opens it in Chinese."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows((HEAD, *(row.cells for row in rows)))
    return text.getvalue().encode("utf-8-sig")
