"""A form where a notebook runs: alone, in a cohort without a name, with a broken card."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from curriculum.workbench import work_on
from curriculum.workbench.bench import Bench
from curriculum.workbench.layouts import by_schema, layout_of, two_hour_post
from curriculum.workbench.parts.drawings import cover_drawing, picture_drawing
from curriculum.workplace import Workplace
from simulations.brands import brand_of, brands
from simulations.language import _
from simulations.projects.two_hour_post import draw_case


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was displayed."""
    seen: list[Any] = []
    monkeypatch.setattr("curriculum.workbench.show.display", seen.append)
    return seen


def parts(widget: Any) -> list[Any]:
    return [widget, *(part for child in getattr(widget, "children", ()) for part in parts(child))]


def text(widget: Any) -> str:
    return "\n".join(part.value for part in parts(widget) if isinstance(part, ipywidgets.HTML))


def cohort(root: Path, due: str | None = None) -> None:
    card = {"id": "spring", "title": "春季班", "modules": {"two_hour_post": {"due": due}}}
    (root / "cohort.json").write_text(json.dumps(card), encoding="utf-8")


def test_work_on_shows_the_form_of_the_folder_it_runs_in(
    work: Path, shown: list[Any], said: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(work / "basic" / "two_hour_post")
    work_on("two_hour_post")
    (form,) = shown
    assert "academy" in form._dom_classes
    assert said("Your brief") in text(form)


def test_an_unknown_task_is_said_in_a_sentence(work: Path, shown: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(work)
    work_on("no_such_task")
    assert "no_such_task" in text(shown[0])


def test_a_cohorts_trainee_is_asked_who_they_are_before_anything_else(
    work: Path, shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort(work)
    monkeypatch.chdir(work / "basic" / "two_hour_post")
    work_on("two_hour_post")
    (place,) = shown
    assert "春季班" in text(place)
    number, name = (part for part in parts(place) if hasattr(part, "error"))
    button = next(part for part in parts(place) if isinstance(part, ipywidgets.Button))
    number.value = "张 三/1"
    button.click()
    assert number.error
    number.value, name.value = "20260007", "张三"
    button.click()
    assert json.loads((work / "trainee.json").read_text(encoding="utf-8")) == {"id": "20260007", "name": "张三"}
    assert "张三" in text(place)
    assert brands()[brand_of(Workplace.at(work).context)].account in text(place)


def test_in_a_cohort_there_is_no_practice_score(work: Path) -> None:
    cohort(work)
    (work / "trainee.json").write_text('{"id": "7", "name": ""}', encoding="utf-8")
    bench = Bench.open("two_hour_post", Workplace.at(work))
    (step,) = [step for step in layout_of("two_hour_post")(bench) if "forecast_low" in step.fields]
    labels = [part.description for part in parts(step.content) if isinstance(part, ipywidgets.Button)]
    assert _("Check") in labels
    assert _("Practice score") not in labels


def test_a_damaged_card_is_said_in_a_sentence(work: Path, shown: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    (work / "cohort.json").write_text("{", encoding="utf-8")
    monkeypatch.chdir(work)
    work_on("two_hour_post")
    assert "cohort.json" in text(shown[0])


def test_a_task_without_a_layout_of_its_own_is_drawn_by_its_schema(work: Path) -> None:
    assert layout_of("two_hour_post") is two_hour_post.steps
    assert layout_of("not_laid_out") is by_schema.steps
    bench = Bench.open("two_hour_post", Workplace.at(work))
    steps = list(by_schema.steps(bench))
    assert steps[0].fields == bench.form.names
    named = {part.name for step in steps for part in parts(step.content) if getattr(part, "name", "")}
    assert set(bench.form.names) <= named


@pytest.mark.parametrize("trainee", ["1", "2", "3", "4", "5", "6"])
def test_every_picture_and_cover_of_a_case_can_be_drawn(trainee: str) -> None:
    from simulations.identity import Context

    case = draw_case(Context("drawings", trainee))
    for picture in case.pictures.values():
        assert picture["caption"] in picture_drawing(picture)
    for cover in case.covers.values():
        drawn = cover_drawing(cover, case.brand.name)
        assert "$" not in drawn
        assert drawn.startswith("<svg")
