"""The form of the topic bank: every field has its place, tables show ids and no key, files are written on demand."""

from pathlib import Path
from typing import Any

import pytest

from curriculum.syllabus import module
from curriculum.workbench.layouts.topic_bank import FOLDER, export
from curriculum.workplace import MARK
from grading.demo.hand_ins import answer_for, hand_ins
from simulations.projects.topic_bank.pool import KINDS
from simulations.projects.topic_bank.sheets import sheets


@pytest.fixture
def bank_form(tmp_path: Path, reopen: Any) -> Any:
    (tmp_path / MARK).touch()
    folder = tmp_path / module("topic_bank").tier / "topic_bank"
    folder.mkdir(parents=True)
    (folder / "topic_bank.ipynb").write_text("{}", encoding="utf-8")
    return reopen(tmp_path, "topic_bank")


def test_every_field_has_its_place_and_opening_writes_nothing(bank_form: Any) -> None:
    placed = [name for step in bank_form.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(bank_form.bench.form.names)
    assert all(bank_form.field(name) is not None for name in placed)
    assert [path.name for path in bank_form.bench.folder.iterdir()] == ["topic_bank.ipynb"]


def test_every_row_is_shown_with_its_id_and_nothing_tells_which_to_refuse(bank_form: Any) -> None:
    text, case = bank_form.text, bank_form.bench.brief
    assert all(f">{id}</code>" in text for id in case.rows)
    assert not any(kind in text for kind in KINDS)


def test_a_whole_answer_fills_every_step(bank_form: Any) -> None:
    bank_form.fill(answer_for(hand_ins("topic_bank")[0], bank_form.bench.context))
    assert bank_form.bench.draft.problems() == ()
    assert bank_form.field("bank").errors == {}
    shown = bank_form.field("bank").value[0]
    assert shown["topic"].startswith("T")


def test_the_bank_is_shown_where_the_week_is_laid_out(bank_form: Any) -> None:
    topic = next(iter(bank_form.bench.brief.topics.values()))
    before = bank_form.text.count(topic.title)
    bank_form.fill({"bank": [{"topic": topic.id}]})
    assert bank_form.text.count(topic.title) == before + 1


def test_the_tables_are_written_for_a_spreadsheet(bank_form: Any) -> None:
    tables = sheets(bank_form.bench.brief)
    written = export(tables, bank_form.bench.folder / FOLDER)
    assert {path.name for path in written.iterdir()} == {sheet.file for sheet in tables.values()}
    for sheet in tables.values():
        assert (written / sheet.file).read_bytes().startswith(b"\xef\xbb\xbf")
    assert {"keywords.csv", "rival_posts.csv", "survey.csv"} <= {path.name for path in written.iterdir()}
