"""The form of the review desk: sentences are marked by clicking, the phone follows the repair; no browser."""

from typing import Any

from curriculum.workbench.front import Phone
from curriculum.workbench.front.records import RowsTable

SLUG = "editing_and_compliance"


def marks_of(opened: Any) -> tuple[list[Any], Any]:
    parts = [part for part in opened.parts() if getattr(part, "name", "") == "marks"]
    return [part for part in parts if not isinstance(part, RowsTable)], next(
        part for part in parts if isinstance(part, RowsTable)
    )


def test_every_field_of_the_answer_has_its_place(opened: Any) -> None:
    placed = [name for step in opened.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(opened.bench.form.names)
    for name in placed:
        assert opened.field(name) is not None


def test_opening_a_form_writes_nothing(opened: Any) -> None:
    assert not (opened.bench.folder / "answers").exists()


def test_a_clicked_sentence_stands_in_the_table_and_goes_out_again(opened: Any) -> None:
    picks, table = marks_of(opened)
    assert len(picks) == 5
    picks[0].value = ["A2"]
    picks[1].value = ["B1", "B3"]
    assert [row["sentence"] for row in table.value] == ["A2", "B1", "B3"]
    table.value = [{**table.value[0], "kind": "tone", "fix": "好好说"}, *table.value[1:]]
    picks[1].value = ["B3"]
    assert opened.bench.draft.get("marks") == [
        {"sentence": "A2", "kind": "tone", "fix": "好好说"},
        {"sentence": "B3", "fix": ""},
    ]
    table.value = table.value[1:]
    assert picks[0].value == []
    assert picks[1].value == ["B3"]


def test_the_same_sentence_twice_is_told(opened: Any) -> None:
    _picks, table = marks_of(opened)
    table.value = [{"sentence": "A1", "kind": "tone", "fix": ""}] * 2
    assert "A1" in table.error


def test_the_article_lies_there_as_it_came_and_the_phone_follows(opened: Any) -> None:
    field, phone = opened.field("layout"), next(part for part in opened.parts() if isinstance(part, Phone))
    assert field.value == opened.bench.brief.article.spoiled
    field.value = "## 小标题\n\n<script>alert(1)</script>"
    assert "<h2>小标题</h2>" in phone.html["article"]
    assert "<script" not in phone.html["article"]


def test_nothing_of_the_key_is_on_the_page(opened: Any) -> None:
    case = opened.bench.brief
    shown = "\n".join(str(getattr(part, "html", "")) + str(getattr(part, "value", "")) for part in opened.parts())
    for row in case.sentences.values():
        assert not row.why_ok or row.why_ok not in shown
        assert row.flaw is None or row.flaw.why not in shown
    assert not [phrase.why for phrase in case.phrases.values() if phrase.why in shown]
    assert case.violation.why not in shown


def test_evidence_keeps_the_order_in_which_it_was_clicked(opened: Any) -> None:
    opened.field("evidence").value = ["E3", "E1"]
    assert "E3 → E1" in opened.text


def test_an_answer_comes_back_is_looked_over_and_handed_in(opened: Any, fields: dict[str, Any], reopen: Any) -> None:
    opened.button("Check").click()
    assert opened.says("This is still needed:")
    opened.fill(fields)
    opened.button("Check").click()
    opened.button("Practice score").click()
    assert opened.says("Practice: {points:g} of {most:g} points; the mentor's criteria come on top.")
    button = opened.button("Hand in")
    assert not button.disabled
    again = reopen(opened.bench.workplace.root, SLUG)
    assert again.field("story").value == fields["story"].strip()
    assert again.field("layout").value == fields["layout"]
    assert len(marks_of(again)[1].value) == len(fields["marks"])
