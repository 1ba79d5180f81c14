"""The pictures of 数据填报: they draw, follow their controls, and the world says what the lesson says of it."""

import re
from pathlib import Path
from typing import Any

import jupytext
import numpy as np
import pytest

from curriculum.live import daily_to_monthly_data as lesson
from curriculum.live.daily_to_monthly_data import averages, dirt, hours, mixing
from curriculum.syllabus import module
from curriculum.workbench.parts.file_tables import lay_beside
from simulations.identity import Context
from simulations.projects.daily_to_monthly_data.case import draw_case
from simulations.projects.daily_to_monthly_data.files import material_files
from simulations.reading import read_yaml

ASKED = ("guess_dirt",)


def test_every_question_can_be_answered_to_the_end(view: Any) -> None:
    shown = view(lesson.guess_dirt())
    for _round in read_yaml(dirt.EXAMPLES):
        asked = shown.said
        shown.buttons[0].click()
        assert "failed" not in shown.html
        assert len(shown.said) > len(asked) + 40
        shown.buttons[-1].click()


def test_the_readers_own_files_are_written(view: Any) -> None:
    assert "failed" not in view(lesson.material()).html
    assert any(path.suffix == ".xlsx" for path in Path.cwd().rglob("material/*"))


def test_eight_hours_and_no_other_make_the_clocks_agree() -> None:
    moved = {added: hours.play_shift(added) for added in range(-4, 13)}
    assert moved[8].before == 0
    assert moved[8].other_day == 0
    assert all(moved[added].before > 0 for added in range(-4, 8))
    assert all(moved[added].other_day > 0 for added in moved if added != 8)
    apart = {added: float(np.abs(clocks.leads - clocks.readers).sum()) for added, clocks in moved.items()}
    assert apart[8] < apart[0]


def test_a_hit_moves_the_mean_and_not_the_median() -> None:
    plain, hit = averages.play_hit(1), averages.play_hit(30)
    assert hit.mean > 1.7 * plain.mean
    assert hit.median < 1.1 * plain.median
    assert np.sum(hit.reads < hit.mean) >= 16


def test_a_month_cannot_tell_a_weekday_that_is_worse_from_one_that_is_not() -> None:
    same, worse = averages.play_weekday(4, 0.0), averages.play_weekday(4, 0.2)
    assert 0.15 < same.lowest < 0.25, "one of five comes last"
    assert same.shown > 0.25, "four weeks make the same day look bad often"
    assert worse.lowest < 0.5
    assert averages.play_weekday(104, 0.2).lowest > worse.lowest
    assert averages.play_weekday(104, 0.0, median=True).shown < 0.1 < averages.play_weekday(104, 0.0).shown


def test_the_whole_falls_while_every_source_rises() -> None:
    fallen = mixing.play_mixture(0.5)
    assert fallen.now < fallen.before
    assert mixing.play_mixture(0.2).now > fallen.before
    assert all(now > before for before, now in (mixing.FOLLOWERS, mixing.STRANGERS))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pictures_speak_english_where_asked(language: str, view: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACADEMY_LANG", language)
    assert len(view(lesson.one_hit()).said) > 20


def code_cells() -> list[str]:
    """The cells of the lesson that a trainee may run and edit."""
    source = module("daily_to_monthly_data").source.read_text(encoding="utf-8")
    cells = jupytext.reads(source, fmt="py:percent").cells
    code = [cell.source for cell in cells if cell.cell_type == "code" and not cell.metadata.get("tags")]
    return [cell for cell in code if "pandas" in cell or "files" in cell]


@pytest.mark.parametrize("trainee", ["a", "b", "c", "d", "e"])
def test_the_way_in_code_gives_the_key_once_its_values_are_edited(trainee: str, tmp_path: Path) -> None:
    case = draw_case(Context("code", trainee))
    lay_beside(tmp_path / "material", material_files(case), "v")
    kinds = case.soiled.kinds
    edits = {
        "monday": case.week[0].isoformat(),
        "readers_now": "总阅读人数" if "renamed" in kinds else "阅读人数",
        "cents_from": case.soiled.unit_from.isoformat() if "unit" in kinds else "2999-01-01",
        "test_word": "测试",
    }
    found: dict[str, Any] = {}
    for cell in code_cells():
        edited = cell.replace("add_hours = 0", "add_hours = 8")
        for name, value in edits.items():
            edited = re.sub(rf'^{name} = "[^"]*"', f'{name} = "{value}"', edited, flags=re.M)
        exec(edited, found)
    key = case.tally.month()
    assert list(found["figures"].values()) == pytest.approx([key[name] for name in key], abs=1e-9)
    shown = found["week"]
    for day in case.week:
        row, right = shown.loc[str(day)], case.tally.day(day)
        assert row["阅读"] == right["reads"]
        assert (row["线索"], row["成交"], row["金额"]) == (right["leads"], right["orders"], right["revenue"])
        assert (row["净增"], row["互动"], row["点击"]) == (right["net"], right["interactions"], right["clicks"])


def test_the_way_in_code_runs_as_it_stands_and_without_files(tmp_path: Path) -> None:
    found: dict[str, Any] = {}
    for cell in code_cells():
        exec(cell, found)
    for trainee in "fgh":
        folder = tmp_path / trainee
        lay_beside(folder / "material", material_files(draw_case(Context("code", trainee))), "v")
        found = {}
        for cell in code_cells():
            exec(cell.replace('Path("material")', f"Path({str(folder / 'material')!r})"), found)
        assert found["figures"]
