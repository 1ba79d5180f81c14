"""The form of the topic bank: every field has its place, tables show ids and no key, files are written on demand."""

from typing import Any

from curriculum.workbench.layouts.topic_bank import FOLDER, export
from grading.demo.hand_ins import answer_for, hand_ins
from simulations.projects.topic_bank.pool import KINDS
from simulations.projects.topic_bank.sheets import sheets

SLUG = "topic_bank"


def test_every_field_has_its_place_and_opening_writes_nothing(opened: Any) -> None:
    placed = [name for step in opened.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(opened.bench.form.names)
    assert all(opened.field(name) is not None for name in placed)
    assert [path.name for path in opened.bench.folder.iterdir()] == ["topic_bank.ipynb"]


def test_every_row_is_shown_with_its_id_and_nothing_tells_which_to_refuse(opened: Any) -> None:
    text, case = opened.text, opened.bench.brief
    assert all(f">{id}</code>" in text for id in case.rows)
    assert not any(kind in text for kind in KINDS)


def test_a_whole_answer_fills_every_step(opened: Any) -> None:
    opened.fill(answer_for(hand_ins("topic_bank")[0], opened.bench.context))
    assert opened.bench.draft.problems() == ()
    assert opened.field("bank").errors == {}
    shown = opened.field("bank").value[0]
    assert shown["topic"].startswith("T")


def test_the_bank_is_shown_where_the_week_is_laid_out(opened: Any) -> None:
    topic = next(iter(opened.bench.brief.topics.values()))
    before = opened.text.count(topic.title)
    opened.fill({"bank": [{"topic": topic.id}]})
    assert opened.text.count(topic.title) == before + 1


def test_the_tables_are_written_for_a_spreadsheet(opened: Any) -> None:
    tables = sheets(opened.bench.brief)
    written = export(tables, opened.bench.folder / FOLDER)
    assert {path.name for path in written.iterdir()} == {sheet.file for sheet in tables.values()}
    for sheet in tables.values():
        assert (written / sheet.file).read_bytes().startswith(b"\xef\xbb\xbf")
    assert {"keywords.csv", "rival_posts.csv", "survey.csv"} <= {path.name for path in written.iterdir()}
