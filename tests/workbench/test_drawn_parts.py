"""Storyboard, Gantt chart, funnel, inbox: what is drawn agrees with the records, is said in words, and is escaped."""

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from curriculum.answers import read_draft
from curriculum.workbench.draft import Draft
from curriculum.workbench.form import Form
from curriculum.workbench.front.mechanics import Keep
from curriculum.workbench.front.records import RowsTable
from curriculum.workbench.parts.funnel import Stage, draw_funnel, funnel, people_in
from curriculum.workbench.parts.gantt import draw_gantt, gantt
from curriculum.workbench.parts.gantt_bars import Bar, bar_of, waits_of
from curriculum.workbench.parts.inbox import inbox
from curriculum.workbench.parts.keep import cells_of, sheet_of
from curriculum.workbench.parts.storyboard import beat_of, draw_script, storyboard
from simulations.language import _, message
from simulations.task import Answer, Task
from simulations.world.parameters import values
from simulations.world.script import Beat, Kind, Script, completion, excellent, ordinary


class Shot(BaseModel):
    seconds: float = Field(gt=0, le=60)
    kind: Kind
    interest: float = Field(default=0.5, ge=0, le=1)


class Job(BaseModel):
    task: str = Field(min_length=1)
    owner: str = ""
    start_day: int = Field(ge=1)
    days: int = Field(ge=1)
    depends_on: tuple[str, ...] = ()


class Step(BaseModel):
    name: str
    people: int = Field(ge=0)


class Reply(BaseModel):
    urgency: Literal["now", "later"]
    text: str = Field(min_length=2, max_length=10)


class ListedReply(Reply):
    message: str


class Plan(Answer):
    shots: tuple[Shot, ...]
    jobs: tuple[Job, ...]
    steps: tuple[Step, ...]
    lines: dict[str, str] = {}
    replies: dict[str, Reply] = {}
    listed: tuple[ListedReply, ...] = ()


@dataclass(frozen=True)
class Mail:
    id: str
    who: str = "阿哲"
    when: str = "09:40"
    text: str = "退钱"


@pytest.fixture
def form(tmp_path: Path) -> Form:
    nothing: Any = None
    task = Task("plan", Plan, (), {"replies.urgency.now": message("Now")}, *[nothing] * 7)
    return Form(Draft.open(task, tmp_path, "ab12"))


def on_disk(form: Form) -> dict[str, Any]:
    return read_draft(form.draft.folder, "plan")


def drawing_and_table(part: Any) -> tuple[Any, RowsTable]:
    drawing, _keep, table = part.children
    assert isinstance(table, RowsTable)
    return drawing, table


BEATS = [
    {"seconds": 3, "kind": "hook", "interest": 0.7},
    {"seconds": 20, "kind": "filler", "interest": 0.2},
    {"seconds": 7, "kind": "demo", "interest": 0.5},
]


def test_a_storyboard_says_what_the_world_says_of_its_script() -> None:
    beats = tuple(beat for beat in map(beat_of, BEATS) if beat)
    end = completion(Script(beats=beats), values("script"))
    html = draw_script(BEATS)
    told = _("{n} beats, {length:g} s: {end:.0%} watch to the end.").format(n=3, length=30, end=float(end))
    assert told in html
    assert f'aria-label="{told}' in html
    marks = [f"{completion(script(30), values('script')):.0%}" for script in (ordinary, excellent)]
    assert all(mark in html for mark in marks)
    assert html.count("is-hover") == 31  # each second and the end


def test_the_beat_that_loses_most_is_named_by_its_row() -> None:
    told = _("Beat {n} ({kind}) loses most beside a passing script: {share:.0%} of those who saw it begin.")
    start = told.format(n=2, kind=_("Filler"), share=0).split(_("Filler"))[0]
    assert start in draw_script(BEATS)
    assert start.replace("2", "3") in draw_script([{"seconds": "?"}, *BEATS])


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"seconds": 3},
        {"seconds": 0, "kind": "hook"},
        {"seconds": "drei", "kind": "hook"},
        {"seconds": 3, "kind": 7},
    ],
)
def test_what_is_no_beat_yet_is_said_and_not_drawn(record: dict[str, Any]) -> None:
    assert beat_of(record) is None
    assert "<svg" not in draw_script([record])
    html = draw_script([record, *BEATS])
    assert html.count("<rect") == draw_script(BEATS).count("<rect")
    told = _("Row {n} is not drawn yet: its seconds, kind or interest are missing or wrong.")
    assert told.format(n=1) in html


@pytest.mark.parametrize("seconds", [0.5, 2, 7.3, 500])
def test_scripts_of_any_length_can_be_drawn(seconds: float) -> None:
    assert "<svg" in draw_script([{"seconds": seconds, "kind": "demo"}] * 3)


def test_the_picture_follows_the_cells_and_the_interest_may_be_the_worlds_to_judge(form: Form) -> None:
    drawing, table = drawing_and_table(storyboard(form, "shots"))
    assert "<svg" not in drawing.value
    table.value = [{"seconds": "3", "kind": "hook", "interest": "0.9"}]
    before = drawing.value
    assert "<svg" in before
    table.value = [{"seconds": "3", "kind": "hook", "interest": "0.1"}]
    assert drawing.value != before
    dull = Beat(seconds=9, kind="filler", interest=0)
    judged, _table = drawing_and_table(storyboard(form, "shots", beat=lambda record: dull))
    assert _("{n:g} s").format(n=9) in judged.value
    assert dict(next(c for c in table.columns if c["slug"] == "kind")["options"])["hook"] == _("Hook")


JOBS = [
    {"task": "写", "owner": "李", "start_day": 1, "days": 3},
    {"task": "<拍>", "owner": "王", "start_day": 3, "days": 2, "depends_on": ["写"]},
    {"task": "剪", "owner": "", "start_day": 6, "days": 1, "depends_on": ["2", "字幕"]},
]


def bars_of(records: list[dict[str, Any]]) -> list[Bar]:
    return [bar for n, record in enumerate(records, start=1) if (bar := bar_of(record, n))]


def test_a_task_may_begin_when_what_it_waits_for_is_done() -> None:
    waits, unknown = waits_of(bars_of(JOBS))
    assert [(wait.bar.number, wait.other.number, wait.early) for wait in waits] == [(2, 1, 1), (3, 2, 0)]
    assert [(bar.number, other) for bar, other in unknown] == [(3, "字幕")]


def test_a_task_that_begins_too_early_is_marked_with_a_word() -> None:
    html = draw_gantt(JOBS)
    assert html.count("is-bar is-early") == 1
    assert _("✕ {n} d too early").format(n=1) in html
    assert _("{task} begins {n} days before {other} is done.").format(task="&lt;拍&gt;", n=1, other="写") in html
    assert html.count("is-arrow") == 2
    assert "<拍>" not in html
    assert "is-early" not in draw_gantt([JOBS[0], JOBS[1] | {"start_day": 4}])


def test_a_chart_is_read_out_task_by_task() -> None:
    html = draw_gantt(JOBS)
    assert html.count("<li>") == 2 + 3  # warnings, tasks
    assert _("nobody yet") in html
    assert _("Waits for {others}.").format(others="写") in html


def test_days_may_be_dates_and_today_has_its_line() -> None:
    dated = [{"task": "写", "owner": "李", "start_day": "2026-03-02", "days": 7}]
    first = date(2026, 3, 2)
    html = draw_gantt(dated, first, date(2026, 3, 5), lambda record, n: bar_of(record, n, first))
    assert "3/2" in html
    assert html.count('class="is-rest"') == 2  # Saturday and Sunday
    assert _("Today") in html
    assert _("Today") not in draw_gantt(dated, first, None, lambda record, n: bar_of(record, n, first))


@pytest.mark.parametrize(
    "record",
    [
        {"task": "写", "start_day": 1},
        {"task": "写", "start_day": "bald", "days": 2},
        {"task": "写", "start_day": 1, "days": 0},
        {"task": "写", "start_day": 10**9, "days": 1},
    ],
)
def test_a_task_without_a_place_in_time_is_said_and_not_drawn(record: dict[str, Any]) -> None:
    assert bar_of(record, 1) is None
    assert "<svg" not in draw_gantt([record])
    assert _("Row {n} is not drawn yet: it lacks a first day or days.").format(n=4) in draw_gantt([*JOBS, record])


@pytest.mark.parametrize("jobs", [[{"task": "写", "start_day": 1, "days": 700}], [JOBS[0] | {"depends_on": "1"}]])
def test_odd_plans_can_be_drawn(jobs: list[dict[str, Any]]) -> None:
    assert "<svg" in draw_gantt(jobs, date(2026, 3, 2), 5)


def test_the_chart_follows_its_table(form: Form) -> None:
    drawing, table = drawing_and_table(gantt(form, "jobs"))
    row = {"task": "写", "owner": "李", "start_day": "1", "days": "3", "depends_on": ""}
    table.value = [row, row | {"task": "拍", "start_day": "2", "depends_on": "1、2"}]
    assert on_disk(form)["jobs"][1]["depends_on"] == ["1", "2"]
    assert _("✕ {n} d too early").format(n=3) in drawing.value


STEPS = [{"name": "看到", "people": 1000}, {"name": "点<进>", "people": 200}, {"name": "下单", "people": 5}]


def test_a_funnel_tells_the_rates_between_its_steps() -> None:
    html = draw_funnel(STEPS)
    assert "↓ 20%" in html
    assert _("↓ {rate} · the narrowest").format(rate="2.5%") in html
    assert "点<进>" not in html
    assert _("Of {start} in “{first}” {end} come to “{last}”: {rate}.").split("{")[0] in html
    assert html.count("<li>") == 3


def test_no_step_is_the_narrowest_where_all_are_alike() -> None:
    html = draw_funnel([{"name": str(n), "people": people} for n, people in enumerate((90_000, 30_000, 10_000, 3_334))])
    assert _("↓ {rate} · the narrowest").format(rate="33%") not in html


def test_steps_may_be_rates_of_the_step_before() -> None:
    stages = [Stage(1, "点击", rate=0.1), Stage(2, "留资", people=50), Stage(3, "?"), Stage(4, "下单", rate=0.5)]
    assert [(stage.number, people) for stage, people in people_in(stages, 1000)] == [(1, 100), (2, 50), (4, 25)]
    assert people_in(stages[:1]) == []


def test_a_funnel_that_widens_is_marked_with_a_word() -> None:
    html = draw_funnel([*STEPS, {"name": "复购", "people": 9}])
    assert html.count("is-wider") == 1
    assert _("✕ more") in html
    assert "is-wider" not in draw_funnel(STEPS)


@pytest.mark.parametrize("people", [[0, 0], [10, 0], [0, 10], [1e12, 1]])
def test_funnels_with_nobody_or_everybody_in_them_can_be_drawn(people: list[float]) -> None:
    html = draw_funnel([{"name": "", "people": n} for n in people])
    assert "<svg" in html
    assert not re.search(r"nan|inf", html)


def test_the_funnel_follows_its_table(form: Form) -> None:
    drawing, table = drawing_and_table(funnel(form, "steps", start=5000))
    table.value = [{"name": "看到", "people": "1,000"}]
    assert "↓ 20%" in drawing.value


def test_answers_are_kept_by_message_whatever_the_fields_shape(form: Form) -> None:
    lines, replies, listed = (inbox(form, name, [Mail("m1"), Mail("m2")]) for name in ("lines", "replies", "listed"))
    lines.value = {"m2": {"text": "马上退"}, "m1": {"text": " "}}
    replies.value = {"m1": {"urgency": "now", "text": "马上"}}
    listed.value = {"m2": {"urgency": "later", "text": "好的"}}
    assert on_disk(form) == {
        "lines": {"m2": "马上退"},
        "replies": {"m1": {"urgency": "now", "text": "马上"}},
        "listed": [{"message": "m2", "urgency": "later", "text": "好的"}],
    }
    assert [column["slug"] for column in listed.columns] == ["urgency", "text"]
    for part, name in ((lines, "lines"), (replies, "replies"), (listed, "listed")):
        again = inbox(Form(Draft.open(form.draft.task, form.draft.folder, "ab12")), name, [Mail("m1"), Mail("m2")])
        assert {id: row for id, row in part.value.items() if row["text"].strip()} == again.value


def test_what_is_wrong_stands_under_its_message(form: Form) -> None:
    for name in ("replies", "listed"):
        part = inbox(form, name, [Mail("m1"), Mail("m2")])
        part.value = {"m1": {"urgency": "", "text": ""}, "m2": {"urgency": "soon", "text": "长" * 11}}
        assert set(part.errors) == {"m2.urgency", "m2.text"}
        part.value = {"m2": {"urgency": "now", "text": "短短"}}
        assert part.errors == {}


def test_each_round_has_an_inbox_of_its_own_on_the_same_field(form: Form) -> None:
    first, second = inbox(form, "listed", [Mail("r1a")], locked=True), inbox(form, "listed", [Mail("r2a")])
    first.value = {"r1a": {"urgency": "now", "text": "第一"}}
    second.value = {"r2a": {"urgency": "now", "text": "第二"}}
    first.value = {"r1a": {"urgency": "later", "text": "第一"}}
    assert [(one["message"], one["urgency"]) for one in on_disk(form)["listed"]] == [("r1a", "later"), ("r2a", "now")]
    assert (first.locked, second.locked) == (True, False)


def test_an_inbox_names_its_choices_and_remembers_for_this_material_alone(form: Form) -> None:
    part = inbox(form, "replies", [Mail("m1")])
    assert dict(part.columns[0]["options"])["now"] == _("Now")
    assert part.memory == "academy-read:plan:ab12:replies"
    assert part.messages == [{"id": "m1", "who": "阿哲", "when": "09:40", "text": "退钱"}]


def test_a_table_is_taken_along_as_people_read_it_and_no_formula_runs(form: Form) -> None:
    from openpyxl import load_workbook

    form.draft.set("jobs", [{"task": '=HYPERLINK("http://x")', "owner": "小李", "start_day": 3, "days": 2}])
    form.draft.set("shots", [{"seconds": 2.5, "kind": "hook", "interest": 0.8}])
    whole = gantt(form, "jobs")
    jobs = next(part for part in whole.children if isinstance(part, RowsTable))
    sheet = load_workbook(BytesIO(sheet_of(jobs.label, cells_of(jobs)))).active
    header, row = list(sheet.iter_rows())[:2]
    assert [cell.value for cell in header] == [column["title"] for column in jobs.columns]
    assert (row[0].value, row[0].data_type) == ('=HYPERLINK("http://x")', "s")
    assert [cell.value for cell in row[1:4]] == ["小李", 3, 2]
    shots = next(part for part in storyboard(form, "shots").children if isinstance(part, RowsTable))
    said = dict(next(column for column in shots.columns if column["slug"] == "kind")["options"])["hook"]
    assert cells_of(shots)[1][:2] == [2.5, said]


def test_the_sheet_is_sent_when_it_is_asked_for(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = funnel(form, "steps")
    (buttons,) = [part for part in whole.children if isinstance(part, Keep)]
    sent: list[Any] = []
    monkeypatch.setattr(buttons, "send", lambda content, buffers: sent.append((content["act"], buffers[0][:2])))
    buttons._handle_custom_msg({"act": "xlsx"}, [])
    assert sent == [("xlsx", b"PK")]
