"""The form of community service: every field has its place, nothing gives the key away, the replay shows all."""

from typing import Any

from curriculum.workbench.front import Steps
from simulations.language import _

SLUG = "community_service"


def test_every_field_has_its_place_and_a_whole_answer_is_done(opened: Any, fields: dict[str, Any]) -> None:
    placed = [name for step in opened.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(opened.bench.form.names)
    opened.fill(fields)
    steps = next(part for part in opened.parts() if isinstance(part, Steps))
    assert "open" not in steps.states[1:]
    assert opened.bench.draft.problems() == ()


def test_everything_is_called_by_a_name_people_read(opened: Any) -> None:
    for name in opened.bench.form.names:
        assert opened.field(name).label != name
    for name in ("rules", "shifts", "faq", "auto", "needs"):
        for column in opened.field(name).columns:
            assert column["title"] != column["slug"]
            assert column["kind"] == "yes_no" or "" not in dict(column["options"]).values()


def test_all_sixty_messages_can_be_cited_and_no_bin_tells_what_they_are(opened: Any) -> None:
    case = opened.bench.brief
    assert [one["id"] for one in opened.field("exceptions").messages] == [message.id for message in case.messages]
    shown = str(opened.field("exceptions").messages) + str(opened.field("rules").messages)
    assert not [matter.name for matter in case.active if matter.group in ("complaint", "wish") and matter.name in shown]


def test_a_twenty_fifth_exception_is_told(opened: Any, fields: dict[str, Any]) -> None:
    one = {"urgency": "now", "route": "answer"}
    opened.fill(fields | {"exceptions": {message.id: one for message in opened.bench.brief.messages[:25]}})
    assert opened.field("exceptions").error
    assert opened.text.count(_("{used} of {most} exceptions used").format(used=25, most=24)) == 1


def test_the_replay_shows_which_rule_takes_which_message(opened: Any) -> None:
    private = next(m for m in opened.bench.brief.messages if m.channel == "private")
    rule = {"keyword": private.text[:4], "match": "contains", "reply": "f1"}
    opened.field("auto").value = [rule, {**rule, "keyword": ""}]
    assert _("rule {n} → {reply}").format(n=1, reply=_("entry {n}").format(n=1)) in opened.text


def test_the_check_and_the_practice_score_speak(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    opened.button("Check").click()
    opened.button("Practice score").click()
    assert opened.says("Practice: {points:g} of {most:g} points; the mentor's criteria come on top.")


def test_handing_in_leaves_a_package(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    opened.button("Hand in").click()
    assert list((opened.bench.workplace.root / "outbox").glob(f"me__{SLUG}__*.zip"))
