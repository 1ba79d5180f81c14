"""The form of the teardown: every field has its place, four tries and no more, nothing of the key is on it."""

from typing import Any

from simulations.projects.teardown_and_reverse_design import switch_off
from simulations.projects.teardown_and_reverse_design.answer import MOST_TRIES
from simulations.projects.teardown_and_reverse_design.case import QUOTA

SLUG = "teardown_and_reverse_design"


def try_part(opened: Any, part: str, low: str, high: str) -> None:
    """Forecast, then switch a part of the sister path off."""
    opened.field("tries").value = [part]
    opened.field("try_low").value, opened.field("try_high").value = low, high
    opened.button("Switch it off").click()


def test_every_field_has_its_place_and_opening_writes_nothing(opened: Any) -> None:
    placed = [name for step in opened.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(opened.bench.form.names)
    assert all(opened.field(name) is not None for name in placed)
    assert [path.name for path in opened.bench.folder.iterdir()] == [f"{SLUG}.ipynb"]


def test_every_part_and_row_is_shown_with_its_id_and_nothing_of_the_key(opened: Any) -> None:
    text, case = opened.text, opened.bench.brief
    shown = [*case.path.parts, *(row.id for row in (*case.path.records, *case.cases, *case.brief.lines))]
    assert all(f">{id}</code>" in text for id in shown)
    assert not any(f">{group}<" in text for group in QUOTA)


def test_a_whole_answer_fills_every_step(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    assert opened.bench.draft.problems() == ()
    assert opened.field("gates").errors == {}
    assert opened.field("left").errors == {}


def test_a_part_is_switched_off_only_after_a_forecast(opened: Any) -> None:
    opened.field("tries").value = ["P01"]
    assert opened.button("Switch it off").disabled
    opened.field("try_low").value, opened.field("try_high").value = "90", "80"
    assert opened.button("Switch it off").disabled
    opened.field("try_low").value = "60"
    assert not opened.button("Switch it off").disabled


def test_four_parts_may_be_switched_off_each_kept_with_its_forecast(opened: Any) -> None:
    for place in range(1, MOST_TRIES + 2):
        try_part(opened, f"P{place:02d}", "60", "90")
    tries = opened.bench.draft.get("tries")
    assert [one["part"] for one in tries] == ["P01", "P02", "P03", "P04"]
    assert tries[0]["left"] == switch_off("P01", opened.bench.context)
    assert len(opened.bench.log.trials) == MOST_TRIES
    assert opened.button("Switch it off").disabled


def test_the_numbers_are_drawn_as_a_funnel(opened: Any, fields: dict[str, Any]) -> None:
    before = opened.text.count("<svg")
    opened.fill({"needed": fields["needed"]})
    assert opened.text.count("<svg") > before
