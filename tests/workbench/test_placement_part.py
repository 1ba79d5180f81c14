"""The placement test's panel: it keeps its place, finishes only when all is answered, and stores what came of it."""

from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from curriculum.choices import read_choices
from curriculum.placement import Question, questions, shuffled
from curriculum.workbench.front.landing import Landing
from curriculum.workbench.parts import placement
from curriculum.workbench.parts.placement import placement_panel
from curriculum.workplace import Workplace
from simulations.language import _

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)


class Sat:
    """A panel as its trainee meets it."""

    def __init__(self, root: Path, tier: str = "basic", at: datetime = NINE) -> None:
        self.workplace, self.asked, self.stored = Workplace.at(root), questions(tier), 0
        self.panel = placement_panel(self.workplace, tier, self._stored, now=lambda: at)

    def _stored(self) -> None:
        self.stored += 1

    def parts(self, part: Any = None) -> list[Any]:
        part = part or self.panel
        return [part, *(inner for child in getattr(part, "children", ()) for inner in self.parts(child))]

    def button(self, label: str) -> ipywidgets.Button:
        buttons = [part for part in self.parts() if isinstance(part, ipywidgets.Button)]
        return next(button for button in buttons if button.description == _(label))

    def has(self, label: str) -> bool:
        return any(getattr(part, "description", "") == _(label) for part in self.parts())

    def pick(self, name: str) -> Any:
        return next(part for part in self.parts() if getattr(part, "name", "") == f"placement_{name}")

    @property
    def text(self) -> str:
        """Everything there is to read but the choices."""
        told = [part.value for part in self.parts() if isinstance(part, ipywidgets.HTML)]
        return "\n".join([*told, *(part.html for part in self.parts() if isinstance(part, Landing))])

    def answer(self, place_of: Any) -> None:
        """Answer every question; `place_of(question)` is the chosen option's place."""
        for place, question in enumerate(self.asked):
            self.pick("places").value = [str(place)]
            self.pick("options").value = [f"{question.slug}.{place_of(question)}"]


def best(question: Question) -> int:
    return question.options.index(question.best)


@pytest.fixture(autouse=True)
def fresh_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placement, "_kept", {})


@pytest.fixture
def sat(work: Path) -> Sat:
    opened = Sat(work)
    opened.button("Begin the test").click()
    return opened


def test_the_test_says_first_what_it_is_for(work: Path) -> None:
    assert escape(_("Begin the test")) not in Sat(work).text
    said = _("No points, no marks: the test only opens modules. That is why its key lies in the package for anybody.")
    assert escape(said) in Sat(work).text


def test_options_stand_in_the_trainees_order(sat: Sat) -> None:
    question = sat.asked[0]
    html = sat.pick("options").html
    order = shuffled(question, sat.workplace.context.variant("placement"))
    places = [html.index(escape(question.options[place].text)) for place in order]
    assert places == sorted(places)


def test_it_can_be_finished_once_everything_is_answered(sat: Sat) -> None:
    finish = sat.button("Finish and see the result")
    assert finish.disabled
    sat.answer(best)
    assert not finish.disabled
    assert "12/12" in sat.text


def test_passing_is_stored_and_told(sat: Sat, work: Path) -> None:
    sat.answer(best)
    sat.button("Finish and see the result").click()
    assert sat.stored == 1
    assert read_choices(sat.workplace).knows("basic")
    assert read_choices(sat.workplace).placements["basic"].at == NINE
    assert all(escape(question.best.why) in sat.text for question in sat.asked)
    assert not sat.has("Take the test again")


def test_reasons_of_the_chosen_and_of_the_best_option_are_shown(sat: Sat) -> None:
    sat.answer(lambda question: 3)
    sat.button("Finish and see the result").click()
    for question in sat.asked:
        assert escape(question.options[3].why) in sat.text
        assert escape(question.best.why) in sat.text
    assert not read_choices(sat.workplace).knows("basic")


def test_a_place_in_the_test_is_kept_while_the_kernel_lives(sat: Sat, work: Path) -> None:
    first, second = sat.asked[:2]
    sat.pick("options").value = [f"{first.slug}.2"]
    sat.button("Next").click()
    again = Sat(work)
    assert "1/12" in again.text
    assert escape(second.title) in again.text
    again.button("Previous").click()
    assert again.pick("options").value == [f"{first.slug}.2"]


def test_a_click_that_comes_after_the_next_question_counts_for_its_own(sat: Sat) -> None:
    first, second = sat.asked[:2]
    sat.button("Next").click()
    sat.pick("options").value = [f"{first.slug}.1"]
    assert sat.pick("options").value == []
    sat.button("Previous").click()
    assert sat.pick("options").value == [f"{first.slug}.1"]
    assert second.slug not in sat.pick("options").html


def test_another_try_waits_a_day_and_begins_afresh(sat: Sat, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sat.answer(lambda question: 3)
    sat.button("Finish and see the result").click()
    assert not sat.has("Take the test again")
    monkeypatch.setattr(placement, "_kept", {})
    assert not Sat(work, at=NINE + timedelta(hours=23)).has("Begin the test")
    later = Sat(work, at=NINE + timedelta(hours=24))
    later.button("Begin the test").click()
    assert "0/12" in later.text


def test_after_a_day_in_the_same_kernel_the_result_leads_to_another_try(sat: Sat, work: Path) -> None:
    sat.answer(lambda question: 3)
    sat.button("Finish and see the result").click()
    later = Sat(work, at=NINE + timedelta(hours=25))
    later.button("Take the test again").click()
    assert "0/12" in later.text


def test_each_tier_keeps_its_own_answers(sat: Sat, work: Path) -> None:
    sat.pick("options").value = [f"{sat.asked[0].slug}.0"]
    assert Sat(work, "advanced").has("Begin the test")


def test_a_result_that_cannot_be_stored_is_said_and_nothing_is_lost(sat: Sat, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: Any, **_more: Any) -> None:
        raise OSError(28, "No space left on device")

    sat.answer(best)
    monkeypatch.setattr(placement, "choose", full)
    sat.button("Finish and see the result").click()
    assert sat.stored == 0
    assert _("The disk is full: free some space, then change any field to save again.") in sat.text
    monkeypatch.undo()
    assert sat.pick("options").value
