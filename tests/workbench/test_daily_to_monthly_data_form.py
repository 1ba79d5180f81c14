"""The form of the data module: files beside the notebook, tables that wait for figures, rows that can be cited."""

import re
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from curriculum.syllabus import module
from curriculum.workplace import MARK
from grading.demo.hand_ins import answer_for, hand_ins
from simulations.projects.daily_to_monthly_data.judging import found_dirt, score

SLUG = "daily_to_monthly_data"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / MARK).touch()
    folder = tmp_path / module(SLUG).tier / SLUG
    folder.mkdir(parents=True)
    (folder / f"{SLUG}.ipynb").write_text("{}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def form(place: Path, reopen: Any) -> Any:
    return reopen(place, SLUG)


def whole(form: Any) -> dict[str, Any]:
    return answer_for(hand_ins(SLUG)[0], form.bench.context)


def test_every_field_has_its_place(form: Any) -> None:
    placed = [name for step in form.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(form.bench.form.names)
    for name in placed:
        assert form.field(name) is not None


def test_the_files_lie_beside_the_notebook_and_nothing_else_is_written(form: Any, place: Path, reopen: Any) -> None:
    material = form.bench.folder / "material"
    names = {path.name for path in material.iterdir() if not path.name.startswith(".")}
    assert names >= {sheet.name for sheet in form.bench.brief.sheets}
    assert not (form.bench.folder / "answers").exists()
    edited = material / form.bench.brief.sheet("B").name
    edited.write_text("mine", encoding="utf-8")
    reopen(place, SLUG)
    assert edited.read_text(encoding="utf-8") == "mine"
    edited.unlink()
    reopen(place, SLUG)
    assert edited.exists()


def test_a_folder_that_cannot_be_written_is_said_and_the_form_opens(place: Path, reopen: Any) -> None:
    (place / module(SLUG).tier / SLUG / "material").write_text("in the way", encoding="utf-8")
    form = reopen(place, SLUG)
    assert len(form.bench.steps) == 5
    assert form.says("The files could not be written ({why}); they are shown below.")


def test_tables_have_their_rows_and_wait_for_the_figures(form: Any) -> None:
    case = form.bench.brief
    assert [row["day"] for row in form.field("daily").value] == [day.isoformat() for day in case.week]
    assert len(form.field("weekly").value) == 5
    assert form.bench.draft.incomplete("daily", "weekly", "month") == ("daily", "weekly", "month")
    assert not form.field("daily").errors


def test_a_figure_in_per_cent_is_a_rate(form: Any) -> None:
    form.fill(whole(form))
    daily = [dict(row) for row in form.field("daily").value]
    daily[0]["interaction_rate"] = "4.5%"
    form.field("daily").value = daily
    assert form.bench.draft.get("daily")[0]["interaction_rate"] == pytest.approx(0.045)


def test_every_row_of_every_file_can_be_found_by_its_id(form: Any) -> None:
    for sheet in form.bench.brief.sheets:
        assert f">{sheet.ids[-1]}<" in form.text
    shown = set(re.findall(r'data-pick="([A-E]\d+|N\d+)"', form.field("anomaly_evidence").html))
    assert {event.id for event in form.bench.brief.log} <= shown
    assert shown <= form.bench.brief.row_ids


def test_nothing_gives_the_key_away(form: Any) -> None:
    case = form.bench.brief
    everything = form.text + form.field("chart").html + form.field("anomaly_evidence").html
    assert case.truth not in everything
    assert not any(chart.why in everything for chart in case.charts)
    assert form.field("chart").html.count("academy-small-chart") == 6


def test_a_whole_answer_can_be_handed_in(form: Any) -> None:
    form.fill(whole(form))
    answer = form.bench.draft.answer()
    assert all(found_dirt(row, form.bench.brief) for row in answer.dirt)
    assert score(answer, form.bench.context).points == 68
    assert not form.button("Hand in").disabled


def test_it_opens_within_a_second(place: Path, reopen: Any) -> None:
    reopen(place, SLUG)
    times = []
    for _again in range(3):
        began = perf_counter()
        reopen(place, SLUG)
        times.append(perf_counter() - began)
    assert min(times) < 1
