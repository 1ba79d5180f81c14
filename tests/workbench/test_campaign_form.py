"""The form of the campaign: every field has its place, surprises come one after the other, a rehearsal is played."""

from typing import Any

from simulations.language import _
from simulations.projects.campaign.case import FOLDER
from simulations.reading import read_yaml

SLUG = "campaign"


def test_every_field_has_its_place_and_opening_writes_nothing(opened: Any) -> None:
    placed = [name for step in opened.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(opened.bench.form.names)
    assert all(opened.field(name) is not None for name in placed)
    assert [path.name for path in opened.bench.folder.iterdir()] == ["campaign.ipynb"]


def test_every_row_is_shown_with_its_id_and_nothing_of_the_key(opened: Any) -> None:
    text, case = opened.text, opened.bench.brief
    ids = (*case.last, *case.rules, *case.partners, *case.sights, *case.facts, *case.site.jobs, *case.review.rows)
    assert all(f">{id}</code>" in text for id in ids)
    assert not any(row["why"] in text for row in read_yaml(FOLDER / "claims.yaml")["claims"])


def test_a_whole_answer_fills_every_step(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    assert opened.bench.draft.problems() == ()
    assert opened.says("{n} tasks, {start} to {end}, {days} days in all.")


def test_a_decision_stays_and_opens_the_next(opened: Any) -> None:
    first, second = (opened.field("rounds", place) for place in (0, 2))
    assert first.label == _("What do you do?")
    assert second.label == first.label
    buttons = [part for part in opened.parts() if getattr(part, "description", "") == _("Decide")]
    buttons[0].click()
    assert first.error
    first.value, opened.field("rounds", 1).value = ["b"], "监控写得很清楚"
    buttons[1].click()
    assert opened.bench.draft.get("rounds") is None
    buttons[0].click()
    assert opened.bench.draft.get("rounds") == [{"choice": "b", "why": "监控写得很清楚"}]
    first.value = ["c"]
    buttons[0].click()
    assert opened.bench.draft.get("rounds") == [{"choice": "b", "why": "监控写得很清楚"}]
    assert opened.says("Decided: {choice} Because: {why}")


def test_a_budget_is_added_up_while_it_is_written(opened: Any) -> None:
    opened.fill({"budget": [{"item": "ads", "yuan": 500_000}]})
    assert opened.says("{total:,.0f} yuan: {over:,.0f} more than there are.")


def test_a_rehearsal_is_kept_with_its_forecast(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill({name: value for name, value in fields.items() if name not in ("rounds", "claims", "tasks")})
    opened.button("Rehearse").click()
    (trial,) = opened.bench.log.trials
    assert trial.forecast_low == fields["forecast_low"]
    assert trial.reads > 0
