"""The form of segments and communities: every field has its place, what is counted follows, nothing is given away."""

from typing import Any

from curriculum.workbench.front import Steps
from simulations.language import _
from simulations.projects.segments_and_communities.labels import TIERS

SLUG = "segments_and_communities"


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
    for name in ("conditions", "segments", "stages", "tiers", "broadcasts", "decisions"):
        for column in opened.field(name).columns:
            assert column["title"] != column["slug"]
            assert column["kind"] == "yes_no" or "" not in dict(column["options"]).values()


def test_the_files_lie_beside_the_notebook_and_hold_what_the_form_shows(opened: Any) -> None:
    case = opened.bench.brief
    lines = (opened.bench.folder / "material" / "users.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == len(case.rows) + 1
    assert [line.split(",")[0] for line in lines[1:]] == [user.id for user in case.rows]
    assert all(user.id in opened.field("dropped").html for user in case.rows)


def test_a_rule_is_counted_while_it_is_written_and_without_the_rows_thrown_out(opened: Any) -> None:
    case = opened.bench.brief
    rule = {"segment": "1", "column": "orders", "operator": "at_least", "value": "1"}
    opened.field("conditions").value = [rule]
    buyers = [user for user in case.rows if user.orders]
    assert f'<td class="academy-number">{len(buyers)}</td>' in opened.text
    opened.bench.draft.set("dropped", [buyers[0].id])
    assert f'<td class="academy-number">{len(buyers) - 1}</td>' in opened.text
    opened.field("conditions").value = [{**rule, "value": ""}]


def test_minutes_nobody_has_are_said(opened: Any, fields: dict[str, Any]) -> None:
    tiers = [{**row, "host_minutes": 400} for row in fields["tiers"]]
    opened.fill({"tiers": tiers})
    assert f"{opened.bench.brief.host_minutes} " in opened.text
    assert 'is-bad" role="alert"' in opened.text


def test_the_month_can_be_tried_after_a_forecast_and_only_then(opened: Any, fields: dict[str, Any]) -> None:
    names = ("tiers", "price", "pack_topic", "broadcasts", "leave_out")
    opened.fill({name: fields[name] for name in names})
    assert opened.button("Try the month").disabled
    opened.fill({"forecast_low": 1, "forecast_high": 9999})
    assert not opened.button("Try the month").disabled
    opened.button("Try the month").click()
    assert opened.says("{came}: your forecast {low}–{high} held.")
    assert len(opened.bench.log.trials) == 1


def test_the_list_shows_people_and_the_test_but_not_what_is_best(opened: Any) -> None:
    case = opened.bench.brief
    assert [one["id"] for one in opened.field("decisions").messages] == [card.id for card in case.cards]
    assert all(test.name in opened.text for test in case.tested)
    shown = str(opened.field("decisions").messages)
    assert not [card.kind for card in case.cards if card.kind in shown]
    assert str(TIERS["new"]) in opened.text


def test_the_card_follows_and_escapes_what_is_written(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields | {"card_name": "<b>甲</b>"})
    assert "&lt;b&gt;甲" in opened.text
    assert "<b>甲</b>" not in opened.text
    quoted = opened.bench.brief.by_id[fields["card_quote"]]
    assert f"「{quoted.quote}」" in opened.text


def test_check_practice_score_and_handing_in(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    opened.button("Check").click()
    opened.button("Practice score").click()
    assert opened.says("Practice: {points:g} of {most:g} points; the mentor's criteria come on top.")
    opened.button("Hand in").click()
    assert list((opened.bench.workplace.root / "outbox").glob(f"me__{SLUG}__*.zip"))
    assert _("Hand in")
