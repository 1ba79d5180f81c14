"""The form of short video and live: the curve waits for a forecast, nothing tells the key."""

from typing import Any

import ipywidgets

from grading.demo.hand_ins import answer_for, hand_ins

SLUG = "short_video_and_live"


def test_every_field_has_its_place_and_opening_writes_nothing(opened: Any) -> None:
    placed = [name for step in opened.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(opened.bench.form.names)
    assert all(opened.field(name) is not None for name in placed)
    assert [path.name for path in opened.bench.folder.iterdir()] == [f"{SLUG}.ipynb"]


def test_all_material_is_shown_with_its_ids_and_nothing_tells_the_key(opened: Any) -> None:
    text, case = opened.text, opened.bench.brief
    ids = [one.id for kind in (case.comments, case.footage, case.goods, case.team) for one in kind]
    assert all(f">{id}</code>" in text for id in ids)
    labels = [part.label for part in opened.parts() if getattr(part, "name", "") == "points"]
    assert len(labels) == len(case.points)
    assert not any(word in text for word in ("unproven", "appeal", "traits", "watermark"))


def test_the_curve_waits_for_a_forecast_and_then_follows_what_is_written(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill({"shots": fields["shots"]})
    assert opened.says("First the forecast: between which two percents of viewers will watch to the end?")
    opened.fill({"completion_low": 15.0, "completion_high": 35.0})
    assert opened.says("{n} beats, {length:g} s: {end:.0%} watch to the end.")
    before = opened.text
    opened.fill({"shots": [{**shot, "picture": ""} for shot in fields["shots"]]})
    assert opened.text != before


def test_a_whole_answer_fills_every_step_and_can_be_rehearsed(opened: Any) -> None:
    opened.fill(answer_for(hand_ins(SLUG)[0], opened.bench.context))
    assert opened.bench.draft.problems() == ()
    for name in ("shots", "first_cut", "packages", "goods", "crew", "blocks", "rescue"):
        assert opened.field(name).errors == {}, name
    button = opened.button("Rehearse the hour")
    assert isinstance(button, ipywidgets.Button)
    assert not button.disabled
    button.click()
    assert len(opened.bench.log.trials) == 1
    assert opened.says(
        "Most GMV in minute {best}: {yuan:,.0f} yuan. At minute {drop} the stream dropped: {before:,.0f} people online "
        "before, {after:,.0f} ten minutes later."
    )
