"""The form of the review desk: sentences are marked by clicking, the phone follows the repair; no browser."""

from pathlib import Path
from typing import Any

import pytest

from curriculum.syllabus import syllabus
from curriculum.workbench.front import Phone
from curriculum.workbench.front.records import RowsTable
from curriculum.workplace import MARK
from grading.demo.hand_ins import answer_for, hand_ins

SLUG = "editing_and_compliance"


@pytest.fixture
def desk(tmp_path: Path, reopen: Any) -> Any:
    """The form, just opened by somebody who learns alone."""
    assert any(SLUG in module.tasks for module in syllabus().modules)
    (tmp_path / MARK).touch()
    folder = tmp_path / "basic" / SLUG
    folder.mkdir(parents=True)
    (folder / f"{SLUG}.ipynb").write_text("{}", encoding="utf-8")
    return reopen(tmp_path, SLUG)


@pytest.fixture
def answer(desk: Any) -> dict[str, Any]:
    """A whole answer for this trainee's material."""
    return answer_for(hand_ins(SLUG)[0], desk.bench.context)


def marks_of(desk: Any) -> tuple[list[Any], Any]:
    parts = [part for part in desk.parts() if getattr(part, "name", "") == "marks"]
    return [part for part in parts if not isinstance(part, RowsTable)], next(
        part for part in parts if isinstance(part, RowsTable)
    )


def test_every_field_of_the_answer_has_its_place(desk: Any) -> None:
    placed = [name for step in desk.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(desk.bench.form.names)
    for name in placed:
        assert desk.field(name) is not None


def test_opening_a_form_writes_nothing(desk: Any) -> None:
    assert not (desk.bench.folder / "answers").exists()


def test_a_clicked_sentence_stands_in_the_table_and_goes_out_again(desk: Any) -> None:
    picks, table = marks_of(desk)
    assert len(picks) == 5
    picks[0].value = ["A2"]
    picks[1].value = ["B1", "B3"]
    assert [row["sentence"] for row in table.value] == ["A2", "B1", "B3"]
    table.value = [{**table.value[0], "kind": "tone", "fix": "好好说"}, *table.value[1:]]
    picks[1].value = ["B3"]
    assert desk.bench.draft.get("marks") == [
        {"sentence": "A2", "kind": "tone", "fix": "好好说"},
        {"sentence": "B3", "fix": ""},
    ]
    table.value = table.value[1:]
    assert picks[0].value == []
    assert picks[1].value == ["B3"]


def test_the_same_sentence_twice_is_told(desk: Any) -> None:
    _picks, table = marks_of(desk)
    table.value = [{"sentence": "A1", "kind": "tone", "fix": ""}] * 2
    assert "A1" in table.error


def test_the_article_lies_there_as_it_came_and_the_phone_follows(desk: Any) -> None:
    field, phone = desk.field("layout"), next(part for part in desk.parts() if isinstance(part, Phone))
    assert field.value == desk.bench.brief.article.spoiled
    field.value = "## 小标题\n\n<script>alert(1)</script>"
    assert "<h2>小标题</h2>" in phone.html["article"]
    assert "<script" not in phone.html["article"]


def test_nothing_of_the_key_is_on_the_page(desk: Any) -> None:
    case = desk.bench.brief
    shown = "\n".join(str(getattr(part, "html", "")) + str(getattr(part, "value", "")) for part in desk.parts())
    for row in case.sentences.values():
        assert not row.why_ok or row.why_ok not in shown
        assert row.flaw is None or row.flaw.why not in shown
    assert not [phrase.why for phrase in case.phrases.values() if phrase.why in shown]
    assert case.violation.why not in shown


def test_evidence_keeps_the_order_in_which_it_was_clicked(desk: Any) -> None:
    desk.field("evidence").value = ["E3", "E1"]
    assert "E3 → E1" in desk.text


def test_an_answer_comes_back_is_looked_over_and_handed_in(desk: Any, answer: dict[str, Any], reopen: Any) -> None:
    desk.button("Check").click()
    assert desk.says("This is still needed:")
    desk.fill(answer)
    desk.button("Check").click()
    desk.button("Practice score").click()
    assert desk.says("Practice: {points:g} of {most:g} points; the mentor's criteria come on top.")
    button = desk.button("Hand in")
    assert not button.disabled
    again = reopen(desk.bench.workplace.root, SLUG)
    assert again.field("story").value == answer["story"].strip()
    assert again.field("layout").value == answer["layout"]
    assert len(marks_of(again)[1].value) == len(answer["marks"])
