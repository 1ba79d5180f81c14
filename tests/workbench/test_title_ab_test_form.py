"""The form of the title test: fields have their place, nothing of the key is shown, sums are there when asked for."""

from io import StringIO
from typing import Any

import pytest

from curriculum.workbench.parts.split_test_tables import csv_of
from simulations.projects.title_ab_test.case import FOLDER
from simulations.reading import read_yaml
from simulations.split_test_files import against_first, read

SLUG = "title_ab_test"


def test_every_field_has_its_place_and_opening_writes_nothing(opened: Any) -> None:
    placed = [name for step in opened.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(opened.bench.form.names)
    assert all(opened.field(name) is not None for name in placed)
    assert [path.name for path in opened.bench.folder.iterdir()] == [f"{SLUG}.ipynb"]


def test_every_test_is_shown_and_nothing_tells_what_is_wrong_with_it(opened: Any) -> None:
    inbox = opened.field("claims")
    assert [message["id"] for message in inbox.messages] == list(opened.bench.brief.tests)
    shown = opened.text + "".join(message["text"] for message in inbox.messages)
    assert not any(row["why"] in shown for row in read_yaml(FOLDER / "kinds.yaml")["kinds"].values())
    assert all(test.note in shown for test in opened.bench.brief.tests.values())


def test_a_whole_answer_fills_every_step(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    assert opened.bench.draft.problems() == ()
    assert opened.field("claims").errors == {}


def test_the_arithmetic_is_worked_out_when_asked_for(opened: Any) -> None:
    assert not opened.says("p-value")
    opened.button("Work out lift, interval and p-value of all twelve").click()
    assert opened.says("p-value")


def test_the_file_can_be_read_by_the_courses_own_tool(opened: Any) -> None:
    case = opened.bench.brief
    found = against_first(read(StringIO(csv_of(case).removeprefix("\ufeff"))))
    assert {row["test"] for row in found} == set(case.tests)
    mismatched = {test.id for test in case.tests.values() if test.kind == "mismatch"}
    assert {row["test"] for row in found if row["p_split"] < 0.001} == mismatched


def test_the_envelope_opens_when_the_design_stands_and_closes_when_it_changes(
    opened: Any, fields: dict[str, Any]
) -> None:
    envelope = opened.button("Open the envelope")
    assert envelope.disabled
    opened.fill(fields)
    assert not envelope.disabled
    before = opened.text
    envelope.click()
    assert len(opened.text) > len(before)
    opened.fill({"per_arm": fields["per_arm"] + 100})
    assert len(opened.text) <= len(before) + 10


def test_how_many_people_it_takes_is_said(opened: Any) -> None:
    opened.fill({"rate": 1.2, "effect": 27, "split": "tag_random"})
    opened.button("How many people does it take?").click()
    assert "20,089" in opened.text


def test_a_trial_asks_for_a_forecast_and_is_counted(opened: Any, fields: dict[str, Any]) -> None:
    button = opened.button("Try it in 100 practice worlds")
    assert button.disabled
    opened.fill(fields)
    button.click()
    assert len(opened.bench.log.trials) == 1
    assert opened.bench.log.trials[0].reads == pytest.approx(50, abs=50)
    assert opened.says("True claims")
