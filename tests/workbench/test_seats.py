"""One form, several places in one kernel: the last one opened is live, the others say so and can take it back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from curriculum.workbench import seats, work_on
from curriculum.workbench.front import Steps
from curriculum.workbench.front.mechanics import Passing, Resting
from simulations.language import _

RESTS = "The same work in your other tab now rests; go on here."


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch, work: Path) -> Iterator[list[Any]]:
    """The places displayed so far."""
    shown: list[Any] = []
    monkeypatch.setattr("curriculum.workbench.show.display", shown.append)
    monkeypatch.setattr(seats, "_live", {})
    monkeypatch.setattr(seats, "_resting", {})
    monkeypatch.chdir(work / "basic" / "two_hour_post")
    yield shown
    for place in shown:
        seats.close(place)


def parts(widget: Any) -> list[Any]:
    return [widget, *(part for child in getattr(widget, "children", ()) for part in parts(child))]


def one(place: Any, kind: type) -> Any:
    return next((part for part in parts(place) if isinstance(part, kind)), None)


def sees(place: Any, act: str) -> None:
    one(place, Resting)._handle_custom_msg({"act": act}, [])


def said(place: Any) -> str:
    return str(one(place, Passing).text)


def test_the_place_that_lost_the_form_says_so_and_has_no_live_field(places: list[Any]) -> None:
    work_on("two_hour_post")
    before = parts(places[0])
    work_on("two_hour_post")
    assert one(places[0], Steps) is None
    assert one(places[0], Resting).text == _(
        "This work is now open in another tab. Everything written here so far is saved."
    )
    assert all(part.comm is None for part in before if part is not places[0])
    assert one(places[1], Steps) is not None


def test_the_new_one_speaks_of_the_old_only_if_a_page_still_shows_it(places: list[Any]) -> None:
    work_on("two_hour_post")
    work_on("two_hour_post")
    assert said(places[1]) == ""
    sees(places[0], "here")
    assert said(places[1]) == _(RESTS)


def test_a_page_is_spoken_of_once(places: list[Any]) -> None:
    for _time in range(2):
        work_on("two_hour_post")
    sees(places[0], "here")
    one(places[1], Passing).text = ""
    sees(places[0], "here")
    assert said(places[1]) == ""


def test_the_form_goes_to_whoever_asks_for_it_with_all_that_was_written(places: list[Any]) -> None:
    work_on("two_hour_post")
    work_on("two_hour_post")
    title = next(part for part in parts(places[1]) if getattr(part, "name", "") == "title")
    title.value = "在第二个标签页写的"
    sees(places[0], "here")
    sees(places[0], "back")
    assert one(places[1], Steps) is None
    again = next(part for part in parts(places[0]) if getattr(part, "name", "") == "title")
    assert again.value == "在第二个标签页写的"
    sees(places[1], "here")
    assert said(places[0]) == _(RESTS)
    sees(places[1], "back")
    assert one(places[0], Steps) is None
    assert one(places[1], Steps) is not None


def test_places_that_nobody_looks_at_are_freed_and_those_seen_are_kept(places: list[Any]) -> None:
    work_on("two_hour_post")
    work_on("two_hour_post")
    sees(places[0], "here")
    for _time in range(seats.MOST_UNSEEN + 2):
        work_on("two_hour_post")
    assert one(places[0], Resting).comm is not None
    assert places[1].comm is None
    assert one(places[-2], Resting) is not None
    assert isinstance(places[-1], ipywidgets.VBox)
    assert one(places[-1], Steps) is not None
