"""A time line agrees with its records in minutes, hours and days, says gaps and overlaps in words, and is escaped."""

import re
from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel

from curriculum.workbench.draft import Draft
from curriculum.workbench.form import Form
from curriculum.workbench.parts.timeline import draw_timeline, timeline
from curriculum.workbench.parts.timeline_items import Fields, Item, clashes_of, items_of, lines_of, pauses_of
from curriculum.workbench.parts.timeline_scale import Mark, Scale, moment, said, scale_of, windows
from simulations.language import _, message
from simulations.task import Answer, Task

Kind = Literal["warm_up", "goods", "raffle"]


class Part(BaseModel):
    start: int
    minutes: int
    kind: Kind
    says: str


class Segment(BaseModel):
    minutes: int
    kind: Kind


class Turn(BaseModel):
    at: time
    minutes: int
    says: str


class Deed(BaseModel):
    day: int
    hour: time
    actor: str
    action: str


class Reply(BaseModel):
    when: datetime
    action: str


class Post(BaseModel):
    day: date
    channel: Literal["gzh", "dy"]
    title: str


class Plan(Answer):
    parts: tuple[Part, ...]
    segments: tuple[Segment, ...]
    turns: tuple[Turn, ...]
    deeds: tuple[Deed, ...]
    replies: tuple[Reply, ...]
    posts: tuple[Post, ...]


@pytest.fixture
def form(tmp_path: Path) -> Form:
    nothing: Any = None
    labels = {name: message(name.upper()) for name in ("parts.kind", "parts.kind.goods", "posts.channel.dy")}
    return Form(Draft.open(Task("plan", Plan, (), labels, *[nothing] * 7), tmp_path, "ab12"))


def drawn(form: Form, name: str, records: list[dict[str, Any]], **how: Any) -> str:
    """The picture of a field once its records are there."""
    picture, _keep, _table = timeline(form, name, **how).children
    form.draft.set(name, records)
    return str(picture.value)


SHEET = [
    {"start": 0, "minutes": 5, "kind": "warm_up", "says": "欢迎"},
    {"start": 5, "minutes": 10, "kind": "goods", "says": "<i>衬衫</i>"},
    {"start": 12, "minutes": 3, "kind": "raffle", "says": "抽奖"},
    {"start": 18, "minutes": 42, "kind": "goods", "says": "西装"},
]
RUN: dict[str, Any] = {"start": "start", "length": "minutes", "lane": "kind", "label": "says"}


def test_a_run_sheet_says_its_gaps_and_its_overlaps(form: Form) -> None:
    html = drawn(form, "parts", SHEET, **RUN, begins=0, ends=60)
    low, high = (_("minute {n:g}").format(n=n) for n in (15, 18))
    three = _("{n:g} min").format(n=3)
    assert _("{start} to {end}: nothing for {length}.").format(start=low, end=high, length=three) in html
    overlap = _("{at}: {after} begins while {before} still goes on; they overlap for {length}.")
    names = [_("row {n} “{text}”").format(n=n, text=t) for n, t in ((2, "&lt;i&gt;衬衫&lt;/i&gt;"), (3, "抽奖"))]
    at = _("minute {n:g}").format(n=12)
    assert overlap.format(at=at, before=names[0], after=names[1], length=three) in html
    assert html.count('class="is-gap"') == html.count('class="is-clash"') == 1
    assert html.count("is-crossing") == 2
    assert "<i>衬衫" not in html


def test_each_lane_is_counted_also_one_with_nothing_on_it(form: Form) -> None:
    html = drawn(form, "parts", SHEET[:2], **RUN)
    goods = _("{what} ({length})").format(what="GOODS 1", length=_("{n:g} min").format(n=10))
    (caption,) = re.findall("<figcaption>(.*?)</figcaption>", html)
    assert "PARTS.KIND" in caption
    assert goods in caption
    assert "raffle 0" in caption


def test_a_sheet_without_gaps_and_overlaps_says_so(form: Form) -> None:
    assert _("✓ none") in drawn(form, "parts", SHEET[:2], **RUN)
    late = drawn(form, "parts", SHEET, **RUN, ends=50)
    assert _("{item} goes on after {at}.").split("{at}")[0].split("{item}")[1] in late


def test_every_item_is_read_out_and_leads_to_its_row(form: Form) -> None:
    html = drawn(form, "parts", [{"kind": "goods"}, *SHEET], **RUN)
    assert sorted(map(int, re.findall(r'data-row="(\d)"', html))) == [2, 3, 4, 5]
    (spoken,) = re.findall('<ol class="academy-unseen">(.*?)</ol>', html)
    assert spoken.count("<li>") == 4
    assert 'role="img" aria-label="' in html
    text = _("Row {n} is not drawn: its time or length is missing, or far from the others.")
    assert text.format(n=1) in html


def test_rows_without_a_beginning_follow_one_another(form: Form) -> None:
    picture, _keep, table = timeline(form, "segments", length="minutes", lane="kind", label="kind").children
    table.value = [{"minutes": "5", "kind": "warm_up"}, {"minutes": "20", "kind": "goods"}]
    before = picture.value
    assert said(25, Scale("minute")) in before
    table.value = [{"minutes": "15", "kind": "warm_up"}, {"minutes": "20", "kind": "goods"}]
    assert said(35, Scale("minute")) in picture.value


def test_a_session_may_go_on_past_midnight(form: Form) -> None:
    turns = [{"at": "23:40", "minutes": 20, "says": "一"}, {"at": "00:00:00", "minutes": 30, "says": "二"}]
    html = drawn(form, "turns", turns, start="at", length="minutes", label="says", begins="23:30", ends="00:30")
    clocks = {"start": "23:30", "end": "23:40", "length": _("{n:g} min").format(n=10)}
    assert _("{start} to {end}: nothing for {length}.").format(**clocks) in html
    assert html.count('class="is-gap"') == 1
    assert "00:15" in html


DEEDS = [
    {"day": 1, "hour": "09:00", "actor": "客服", "action": "发现投诉"},
    {"day": 1, "hour": "09:40", "actor": "公关", "action": "回应"},
    {"day": 2, "hour": "10:00", "actor": "客服", "action": "回访"},
]
CRISIS: dict[str, Any] = {"start": ("day", "hour"), "lane": "actor", "label": "action"}


def test_a_crisis_is_told_in_hours_since_it_began(form: Form) -> None:
    html = drawn(form, "deeds", DEEDS, **CRISIS, marks=[Mark((1, "10:00"), "首次回应")])
    for since in (_("{n:g} min").format(n=40), _("{n:g} h").format(n=1), _("{n:g} h").format(n=25)):
        assert _("+{length}").format(length=since) in html
    pause = _("{h} h {m} min").format(h=24, m=20)
    assert html.count(_("nothing for {length}").format(length=pause) + "</text>") == 1
    assert html.index("回应</text>") < html.index("首次回应") < html.index("回访")


def test_two_things_of_the_same_hour_are_remarked_on_for_one_actor_only() -> None:
    same = [Item(1, 9, lane="公关"), Item(2, 9, lane="公关"), Item(3, 9, lane="客服")]
    assert [(c.before.number, c.after.number) for c in clashes_of(same, by_lane=True)] == [(1, 2)]


POSTS = [
    {"day": "2026-03-02", "channel": "gzh", "title": "清衣橱"},
    {"day": "2026-03-08", "channel": "dy", "title": "直播"},
    {"day": "2026-03-08", "channel": "dy", "title": "切片"},
    {"day": "2026-03-20", "channel": "gzh", "title": "春游"},
]
CALENDAR: dict[str, Any] = {"start": "day", "lane": "channel", "label": "title"}


def test_a_calendar_shows_whole_weeks_and_shades_days_off(form: Form) -> None:
    marks = [
        Mark(date(2026, 3, 6), "调休", rest=True),
        Mark(date(2026, 3, 7), "补班", rest=False),
        Mark("2027-01-01", "元旦"),
    ]
    html = drawn(form, "posts", POSTS, **CALENDAR, marks=marks)
    assert html.count('class="is-day"') == 21
    assert html.count('class="is-rest"') == 6  # three weekends, a Friday off, a Saturday at work
    assert "补班" in html
    assert "元旦" not in html


def test_a_calendar_says_pauses_and_double_days_by_channel(form: Form) -> None:
    html = drawn(form, "posts", POSTS, **CALENDAR)
    pause = _("{lane}: nothing for {length} from {start} on.")
    assert pause.format(lane="gzh", length=_("{n:g} d").format(n=17), start="3/3") in html
    names = [_("row {n} “{text}”").format(n=n, text=t) for n, t in ((2, "直播"), (3, "切片"))]
    double = _("{lane}, {at}: {before} and {after} on the same day.")
    assert double.format(lane="POSTS.CHANNEL.DY", at="3/8", before=names[0], after=names[1]) in html


def test_a_longer_calendar_goes_by_months(form: Form) -> None:
    html = drawn(form, "posts", [POSTS[0], {**POSTS[1], "day": "2026-05-04"}], **CALENDAR)
    assert [month in html for month in ("2026-03", "2026-04", "2026-05", "2026-06")] == [True, True, True, False]
    assert html.count('class="is-day"') == 31 + 30 + 31


def test_a_slip_of_the_year_does_not_draw_a_thousand_months(form: Form) -> None:
    html = drawn(form, "posts", [*POSTS, {**POSTS[0], "day": "2206-03-02"}], **CALENDAR, ends=date(2400, 1, 1))
    assert html.count('class="is-day"') == 21
    assert _("Row {n} is not drawn: its time or length is missing, or far from the others.").format(n=5) in html


@pytest.mark.parametrize(
    ("field", "start", "expected"),
    [
        ("parts", ("start",), ("minute", "count")),
        ("turns", ("at",), ("minute", "clock")),
        ("deeds", ("day", "hour"), ("hour", "day")),
        ("replies", ("when",), ("hour", "date")),
        ("posts", ("day",), ("day", "date")),
        ("segments", (), ("minute", "count")),
    ],
)
def test_the_fields_schema_chooses_the_scale(form: Form, field: str, start: tuple[str, ...], expected: object) -> None:
    name = form.spec(field)["items"]["$ref"].rpartition("/")[2]
    properties = form.schema["$defs"][name]["properties"]
    assert scale_of([properties[slug] for slug in start]) == expected
    assert scale_of([properties[slug] for slug in start], "hour")[0] == "hour"


def test_a_time_is_read_however_it_is_written() -> None:
    assert moment("minute", "20:05") == moment("minute", time(20, 5)) == 1205
    assert moment("hour", 2, "09:30") == 57.5
    assert moment("hour", "2026-03-02T09:30:00") == moment("hour", date(2026, 3, 2), "9:30")
    assert moment("day", "2026-03-02") == date(2026, 3, 2).toordinal()
    assert [moment("minute", odd) for odd in ("bald", "", None, "2026-13-01", True)] == [None] * 5


def test_items_that_fall_together_never_cover_one_another() -> None:
    items = [Item(1, 0, 10), Item(2, 5, 10), Item(3, 10, 5), Item(4, 12, 1), Item(5, 20, 0), Item(6, 20, 0)]
    assert lines_of(items) == [0, 1, 0, 2, 0, 1]


def test_a_short_item_within_a_long_one_leaves_no_gap_behind_it() -> None:
    assert pauses_of([Item(1, 0, 30), Item(2, 5, 5), Item(3, 30, 5)], Scale("minute"), by_lane=False) == []


@pytest.mark.parametrize("length", [5, 119, 120, 121, 300])
def test_windows_cover_all_of_the_time_once(length: int) -> None:
    found = windows(10, 10 + length, Scale("minute"))
    assert (found[0][0], found[-1][1]) == (10, 10 + length)
    assert all(end == begin for (_low, end), (begin, _high) in pairwise(found))


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"start": "", "minutes": 5},
        {"start": 1, "minutes": 0},
        {"start": 1, "minutes": -3},
        {"start": [], "minutes": "x"},
    ],
)
def test_what_has_no_place_in_time_is_not_drawn(record: dict[str, Any]) -> None:
    fields = Fields(("start",), ("says",), "minutes")
    assert items_of([record], fields, Scale("minute")) == []
    assert "<svg" not in draw_timeline([record], fields, Scale("minute"))


@pytest.mark.parametrize("unit", ["minute", "hour", "day"])
def test_odd_plans_can_be_drawn(unit: Any) -> None:
    records = [{"start": n % 7 * 3, "says": "长" * n, "on": ["a", "b"]} for n in range(40)]
    for lane in ("", "on", "nowhere"):
        html = draw_timeline(
            [*records, {"start": 10**9}, {"start": 1e300}], Fields(("start",), ("says",), lane=lane), Scale(unit)
        )
        assert "<svg" in html
        assert not re.search(r"nan|inf\b", html)
