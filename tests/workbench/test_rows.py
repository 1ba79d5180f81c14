"""A list of records is a table bound to the draft: rows in, typed values out, what is wrong beside its cell."""

import datetime
import time
from pathlib import Path
from typing import Any, Literal, Self

import pytest
from pydantic import BaseModel, Field, model_validator

from curriculum.answers import read_draft, write_draft
from curriculum.workbench.draft import Draft
from curriculum.workbench.form import Form
from curriculum.workbench.front import TextField
from curriculum.workbench.front.records import RowsTable
from curriculum.workbench.parts.rows import rows
from simulations.language import _, message
from simulations.task import Answer, Task


class Post(BaseModel):
    day: Literal["mon", "sun"]
    title: str = Field(min_length=1, max_length=12)
    reads: int = Field(ge=0, le=5000)
    share: float | None = Field(default=None, gt=0, le=1)
    at: datetime.time = datetime.time(20)
    on: datetime.date | None = None
    tags: tuple[str, ...] = ()
    urgent: bool = False

    @model_validator(mode="after")
    def _urgent_posts_have_a_date(self) -> Self:
        if self.urgent and self.on is None:
            raise ValueError("an urgent post needs a date")
        return self


class Nested(BaseModel):
    posts: tuple[Post, ...]


class Choices(BaseModel):
    size: int = 1
    loud: bool = False


class Calendar(Answer):
    posts: tuple[Post, ...] = Field(min_length=2, max_length=60)
    notes: list[Choices] | None = None
    nested: tuple[Nested, ...] = ()
    free: tuple[dict[str, int], ...] = ()

    @model_validator(mode="after")
    def _days_differ(self) -> Self:
        if len({post.title for post in self.posts}) < len(self.posts):
            raise ValueError("titles must differ")
        return self


NEW = {"day": "", "title": "", "reads": "", "share": "", "at": "20:00", "on": "", "tags": "", "urgent": "false"}
FULL = NEW | {"day": "mon", "title": "周报", "reads": "900"}


@pytest.fixture
def form(tmp_path: Path) -> Form:
    nothing: Any = None
    labels = {"posts.title": message("Title"), "posts.day.sun": message("Day")}
    task = Task("calendar", Calendar, (), labels, *[nothing] * 7)
    return Form(Draft.open(task, tmp_path, "ab12"))


@pytest.fixture
def table(form: Form) -> Any:
    return form.field("posts")


def saved(form: Form) -> Any:
    return read_draft(form.draft.folder, "calendar").get("posts")


def column(table: Any, slug: str) -> dict[str, Any]:
    return next(column for column in table.columns if column["slug"] == slug)


def test_the_form_draws_a_list_of_records_as_a_table_and_leaves_others_as_they_were(form: Form, table: Any) -> None:
    assert isinstance(table, RowsTable)
    assert isinstance(form.field("notes"), RowsTable)
    assert isinstance(form.field("nested"), TextField)
    assert isinstance(form.field("free"), TextField)
    with pytest.raises(ValueError, match="nested"):
        rows(form, "nested")


def test_columns_follow_the_records_fields(table: Any) -> None:
    kinds = {column["slug"]: column["kind"] for column in table.columns}
    assert kinds == {
        "day": "choice", "title": "text", "reads": "number", "share": "number",
        "at": "time", "on": "date", "tags": "list", "urgent": "yes_no",
    }  # fmt: skip
    assert "0–5,000" in column(table, "reads")["about"]
    assert "> 0, ≤ 1" in column(table, "share")["about"]
    assert _("optional") in column(table, "share")["about"]
    assert _("optional") not in column(table, "urgent")["about"]
    assert column(table, "title")["most"] == 12


def test_columns_and_choices_are_called_as_the_task_calls_them(form: Form, table: Any) -> None:
    assert column(table, "title")["title"] == _("Title")
    assert column(table, "reads")["title"] == "Reads"
    assert dict(column(table, "day")["options"]) == {"mon": _("Mon"), "sun": _("Day")}
    other = rows(form, "posts", titles={"reads": "<b>"}, options={"day": {"mon": "M"}}, abouts={"reads": "人"})
    assert column(other, "reads")["title"] == "<b>"
    assert column(other, "reads")["about"].startswith("人")
    assert dict(column(other, "day")["options"])["mon"] == "M"


def test_as_many_rows_are_there_as_are_needed_and_the_number_is_told(table: Any) -> None:
    assert table.value == [NEW, NEW]
    assert (table.least, table.most) == (2, 60)
    assert "2" in table.words["count"]
    assert "60" in table.words["count"]


def test_opening_a_table_writes_nothing(form: Form, table: Any) -> None:
    assert not (form.draft.folder / "answers").exists()
    assert table.errors == {}


@pytest.mark.parametrize(
    ("slug", "typed", "value"),
    [
        ("day", "sun", "sun"),
        ("day", "周一", "mon"),
        ("reads", " 1,200 ", 1200),
        ("share", "12%", 0.12),
        ("share", "0.5", 0.5),
        ("at", "7:30", "07:30"),
        ("at", "７：30", "07:30"),
        ("on", "2026/3/5", "2026-03-05"),
        ("on", "2026年3月5日", "2026-03-05"),
        ("tags", "短视频、 直播;,", ["短视频", "直播"]),
        ("reads", "１２００", 1200),
        ("urgent", "true", True),
        ("reads", "三千", "三千"),
        ("on", "明天", "明天"),
    ],
)
def test_a_cell_is_saved_as_its_type_and_what_makes_no_sense_as_it_was(
    form: Form, table: Any, slug: str, typed: str, value: Any
) -> None:
    table.value = [FULL | {slug: typed}]
    assert saved(form)[0][slug] == value


def test_empty_rows_at_the_end_are_no_part_of_the_answer_and_empty_cells_no_part_of_a_record(
    form: Form, table: Any
) -> None:
    table.value = [FULL, NEW, NEW]
    assert saved(form) == [{"day": "mon", "title": "周报", "reads": 900, "at": "20:00", "tags": [], "urgent": False}]
    assert len(table.value) == 3
    table.value = [NEW, NEW]
    assert saved(form) is None


def test_an_empty_row_between_others_keeps_their_numbers_and_is_told(form: Form, table: Any) -> None:
    table.value = [FULL, NEW, FULL | {"title": "日报", "reads": "-1"}]
    assert len(saved(form)) == 3
    assert table.errors["1"] == _("This row is empty: fill it in, or delete it.")
    assert "2.reads" in table.errors


def test_what_is_wrong_stands_beside_its_cell_and_goes_when_it_is_mended(form: Form, table: Any) -> None:
    wrong = {"day": "fri", "title": "长" * 13, "reads": "5001", "share": "0", "on": "明天", "at": "夜里"}
    table.value = [FULL, FULL | wrong]
    assert set(table.errors) == {f"1.{slug}" for slug in wrong}
    assert "12" in table.errors["1.title"]
    assert "5000" in table.errors["1.reads"]
    assert "2026-03-05" in table.errors["1.on"]
    assert "≤ 1" in table.errors["1.share"]
    assert table.error == ""
    table.value = [FULL, FULL | {"title": "日报"}]
    assert table.errors == {}
    assert form.draft.incomplete("posts") == ()


def test_what_is_only_unfinished_is_not_wrong(form: Form, table: Any) -> None:
    table.value = [NEW | {"title": "周报"}]
    assert table.errors == {}
    assert form.draft.incomplete("posts") == ("posts",)


def test_what_is_wrong_with_a_whole_row_or_with_all_of_them_has_its_place(form: Form, table: Any) -> None:
    table.value = [FULL, FULL | {"title": "日报", "urgent": "true"}]
    assert table.errors == {"1": "an urgent post needs a date"}
    table.value = [FULL | {"title": str(n)} for n in range(61)]
    assert "60" in table.error
    assert table.errors == {}


def test_what_is_wrong_in_the_file_is_shown_when_the_form_opens(form: Form) -> None:
    write_draft(form.draft.folder, "calendar", {"posts": [{"title": "周报", "reads": -3}, "odd", 7]}, "ab12")
    again = Form(Draft.open(form.draft.task, form.draft.folder, "ab12"))
    table: Any = again.field("posts")
    assert table.value[0] == NEW | {"title": "周报", "reads": "-3"}
    assert len(table.value) == 3
    assert set(table.errors) == {"0.reads"}


def test_a_table_follows_the_draft_and_comes_back_as_it_was(form: Form, table: Any) -> None:
    form.draft.set("posts", [{"day": "sun", "title": "周报", "reads": 5, "on": "2026-03-05", "tags": ["a", "b"]}])
    row = NEW | {"day": "sun", "title": "周报", "reads": "5", "on": "2026-03-05", "tags": "a、b"}
    assert table.value == [row, NEW]
    again: Any = Form(Draft.open(form.draft.task, form.draft.folder, "ab12")).field("posts")
    assert again.value == [row, NEW]


def test_rows_that_are_whole_from_the_start_all_count(form: Form) -> None:
    notes: Any = form.field("notes")
    assert notes.value == []
    notes.value = [{"size": "1", "loud": "false"}]
    assert form.draft.get("notes") == [{"size": 1, "loud": False}]


def test_sixty_rows_answer_a_change_without_delay(form: Form, table: Any) -> None:
    many = [FULL | {"title": f"第{n}篇", "reads": "-1" if n % 2 else "1"} for n in range(60)]
    table.value = many
    took = []
    for n in range(5):
        begun = time.perf_counter()
        table.value = [*many[:-1], many[-1] | {"title": f"改{n}"}]
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.15  # seconds, with thirty errors to tell; about 0.02 on a laptop
    assert len(table.errors) == 30
