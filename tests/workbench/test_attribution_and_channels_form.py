"""The form of attribution and channels: every field has its place, models follow the cleaning, sums the budget."""

from typing import Any

from curriculum.workbench.layouts.attribution_and_channels import FILE, FOLDER, sums_html
from curriculum.workbench.parts.channel_tables import models_html
from simulations.language import _
from simulations.projects.attribution_and_channels.paths import DIRT, NAMES, as_csv, cleaned, kinds_of
from simulations.projects.attribution_and_channels.posts import CAUSES
from simulations.world.journeys import CHANNELS

SLUG = "attribution_and_channels"


def test_every_field_has_its_place_and_the_file_lies_beside(opened: Any) -> None:
    placed = [name for step in opened.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(opened.bench.form.names)
    assert all(opened.field(name) is not None for name in placed)
    assert (opened.bench.folder / FOLDER / FILE).read_bytes() == as_csv(opened.bench.brief.rows)


def test_every_row_one_can_cite_is_shown_and_nothing_tells_the_key(opened: Any) -> None:
    text, case = opened.text, opened.bench.brief
    rows = [*case.citable, *(id for post in case.posts for id in post.rows)]
    assert all(f">{id}</code>" in text for id in rows)
    assert not any(slug in text for slug in (*CAUSES, *DIRT, *CHANNELS))


def test_a_whole_answer_fills_every_step(opened: Any, fields: dict[str, Any]) -> None:
    assert opened.bench.draft.incomplete(*opened.bench.form.names)
    opened.fill(fields)
    assert not opened.bench.draft.incomplete(*opened.bench.form.names)


def test_the_models_follow_what_is_done_to_the_paths(opened: Any) -> None:
    case, kinds = opened.bench.brief, kinds_of(opened.bench.context.variant(SLUG))
    before, after = (models_html(cleaned(case.rows, done, 28)) for done in ((), kinds))
    assert before != after
    assert all(name in after for name in NAMES.values())
    assert after.count("<tr>") == len(NAMES) + 1
    opened.fill({"cleaning": list(kinds), "window_days": 28})
    opened.button("Run the seven models").click()
    assert after in opened.text


def test_the_sums_follow_the_budget(opened: Any) -> None:
    case = opened.bench.brief
    assert f"{case.business.total:,}" in sums_html(case, [])
    opened.fill({"budget": [{"channel": "kol", "first": case.business.total, "cut": case.business.total_cut}]})
    assert sums_html(case, opened.bench.draft.get("budget")) in opened.text
    assert sums_html(case, opened.bench.draft.get("budget")).count("is-good") == 2


def test_a_trial_waits_for_budget_and_forecast_and_is_kept_with_its_forecast(opened: Any, fields: Any) -> None:
    button = opened.button("Try this month")
    assert button.disabled
    opened.fill({"budget": fields["budget"], "forecast_low": 100, "forecast_high": 100_000})
    assert not button.disabled
    button.click()
    (trial,) = opened.bench.log.trials
    assert trial.hit
    assert _("Margin after it") in opened.text
