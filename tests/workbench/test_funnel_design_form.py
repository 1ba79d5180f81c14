"""The form of the funnel design: every field has its place, nothing gives the key away, the paper funnel follows."""

from typing import Any

from curriculum.workbench.front import Steps
from simulations.language import _
from simulations.projects.funnel_design.case import WEEKS

SLUG = "funnel_design"


def test_every_field_has_its_place_and_a_whole_answer_is_done(opened: Any, fields: dict[str, Any]) -> None:
    placed = [name for step in opened.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(opened.bench.form.names)
    opened.fill(fields)
    steps = next(part for part in opened.parts() if isinstance(part, Steps))
    assert "open" not in steps.states
    assert opened.bench.draft.problems() == ()


def test_everything_is_called_by_a_name_people_read(opened: Any) -> None:
    for name in opened.bench.form.names:
        assert opened.field(name).label != name
    for name in ("backwards", "channels", "sends", "gates", "watch"):
        for column in opened.field(name).columns:
            assert column["title"] != column["slug"]
            if column["kind"] == "choice":
                assert "" not in dict(column["options"]).values()


def test_nothing_of_the_key_stands_in_the_form(opened: Any) -> None:
    case = opened.bench.brief
    shown = opened.text + str(opened.field("gates").messages)
    assert not [arrow.id for arrow in case.arrows.values() if arrow.why in shown]
    assert f"{case.seats}" not in opened.field("high_spots").help


def test_the_funnel_on_paper_follows_the_design(opened: Any, fields: dict[str, Any]) -> None:
    assert not opened.says(
        "On paper {share:.0%} of those who look can be talked to: it takes {needs:.0f} hours a week."
    )
    opened.fill(fields)
    before = opened.text
    opened.bench.draft.set("advisor_hours", 3)
    assert opened.text != before


def test_half_filled_rows_do_no_harm(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    opened.bench.draft.set("sends", [{"first_week": WEEKS}])
    opened.bench.draft.set("backwards", [{"step": "reads", "people": "x"}])
    assert opened.bench.draft.problems()


def test_a_trial_is_forecast_counted_and_drawn(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    opened.button("Try the eight weeks").click()
    assert len(opened.bench.log.trials) == 1
    assert opened.says("{came}: your forecast {low}–{high} held.") or opened.says(
        "{came}: outside your forecast {low}–{high}."
    )


def test_what_a_tenth_more_is_worth_is_said(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    opened.button("What a tenth more is worth").click()
    assert opened.says("A tenth more at 「{step}」 is worth most: {yuan:+,.0f} yuan in the middle of the worlds.")


def test_the_check_speaks_and_handing_in_leaves_a_package(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    opened.button("Check").click()
    assert _("Must be changed") in opened.text or _("Worth a look") in opened.text or "is-good" in opened.text
    opened.button("Hand in").click()
    assert list((opened.bench.workplace.root / "outbox").glob(f"me__{SLUG}__*.zip"))
