"""The form of the data module: files beside the notebook, tables that wait for figures, rows that can be cited."""

import re
from pathlib import Path
from typing import Any

import pytest

from curriculum.syllabus import module
from simulations.projects.daily_to_monthly_data.judging import found_dirt, score

SLUG = "daily_to_monthly_data"


def test_every_field_has_its_place(opened: Any) -> None:
    placed = [name for step in opened.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(opened.bench.form.names)
    for name in placed:
        assert opened.field(name) is not None


def test_the_files_lie_beside_the_notebook_and_nothing_else_is_written(opened: Any, work: Path, reopen: Any) -> None:
    material = opened.bench.folder / "material"
    names = {path.name for path in material.iterdir() if not path.name.startswith(".")}
    assert names >= {sheet.name for sheet in opened.bench.brief.sheets}
    assert not (opened.bench.folder / "answers").exists()
    edited = material / opened.bench.brief.sheet("B").name
    edited.write_text("mine", encoding="utf-8")
    reopen(work, SLUG)
    assert edited.read_text(encoding="utf-8") == "mine"
    edited.unlink()
    reopen(work, SLUG)
    assert edited.exists()


def test_a_folder_that_cannot_be_written_is_said_and_the_form_opens(work: Path, reopen: Any) -> None:
    (work / module(SLUG).tier / SLUG / "material").write_text("in the way", encoding="utf-8")
    opened = reopen(work, SLUG)
    assert len(opened.bench.steps) == 5
    assert opened.says("The files could not be written ({why}); they are shown below.")


def test_tables_have_their_rows_and_wait_for_the_figures(opened: Any) -> None:
    case = opened.bench.brief
    assert [row["day"] for row in opened.field("daily").value] == [day.isoformat() for day in case.week]
    assert len(opened.field("weekly").value) == 5
    assert opened.bench.draft.incomplete("daily", "weekly", "month") == ("daily", "weekly", "month")
    assert not opened.field("daily").errors


def test_a_figure_in_per_cent_is_a_rate(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    daily = [dict(row) for row in opened.field("daily").value]
    daily[0]["interaction_rate"] = "4.5%"
    opened.field("daily").value = daily
    assert opened.bench.draft.get("daily")[0]["interaction_rate"] == pytest.approx(0.045)


def test_every_row_of_every_file_can_be_found_by_its_id(opened: Any) -> None:
    for sheet in opened.bench.brief.sheets:
        assert f">{sheet.ids[-1]}<" in opened.text
    shown = set(re.findall(r'data-pick="([A-E]\d+|N\d+)"', opened.field("anomaly_evidence").html))
    assert {event.id for event in opened.bench.brief.log} <= shown
    assert shown <= opened.bench.brief.row_ids


def test_nothing_gives_the_key_away(opened: Any) -> None:
    case = opened.bench.brief
    everything = opened.text + opened.field("chart").html + opened.field("anomaly_evidence").html
    assert case.truth not in everything
    assert not any(chart.why in everything for chart in case.charts)
    assert opened.field("chart").html.count("academy-small-chart") == 6


def test_a_whole_answer_can_be_handed_in(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    answer = opened.bench.draft.answer()
    assert all(found_dirt(row, opened.bench.brief) for row in answer.dirt)
    assert score(answer, opened.bench.context).points == 68
    assert not opened.button("Hand in").disabled
