"""The form of the user's voice: comments stay shut until complaints are whole, then complaints are sealed."""

from typing import Any

from curriculum.workbench.front import Steps

SLUG = "user_voice"


def test_every_field_has_its_place_and_a_whole_answer_is_done(opened: Any, fields: dict[str, Any]) -> None:
    placed = [name for step in opened.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(opened.bench.form.names)
    opened.fill(fields)
    steps = next(part for part in opened.parts() if isinstance(part, Steps))
    assert set(steps.states) == {"done"}
    assert opened.bench.draft.problems() == ()


def test_everything_is_called_by_a_name_people_read(opened: Any) -> None:
    names = [name for name in opened.bench.form.names if name not in ("seal", "groups")]  # these come with the comments
    assert all(opened.field(name).label != name for name in names)
    for name in ("complaints", "decisions", "rewrites", "changes"):
        for column in opened.field(name).columns:
            assert column["title"] != column["slug"]
            assert "" not in dict(column["options"]).values()


def test_comments_stay_shut_until_the_complaints_are_whole(opened: Any, fields: dict[str, Any]) -> None:
    case = opened.bench.brief
    quoted = case.voices.comments[0].text
    assert quoted not in opened.text
    opened.button("Seal and open the comments").click()
    assert quoted not in opened.text
    assert opened.says("First foresee, then look:")
    opened.fill({"complaints": fields["complaints"]})
    opened.button("Seal and open the comments").click()
    assert quoted in opened.text
    assert opened.bench.draft.get("seal") == fields["seal"]


def test_what_is_sealed_is_read_only_and_stays_so_when_the_form_is_opened_again(
    opened: Any, fields: dict[str, Any], work: Any, reopen: Any
) -> None:
    opened.fill({"complaints": fields["complaints"], "seal": fields["seal"]})
    again = reopen(work, SLUG)
    for form in (opened, again):
        assert not [part for part in form.parts() if getattr(part, "name", "") == "complaints"]
        assert form.says("Sealed when you opened the comments. This is what counts; read it again at the end.")
        assert form.field("groups").label != "groups"
        assert fields["complaints"][0]["words"] in form.text


def test_groups_are_shown_with_the_tags_of_their_authors(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    comment = opened.bench.brief.voices.comments[0]
    assert comment.segment in opened.text
    assert fields["groups"][0]["name"] in opened.text


def test_the_check_and_the_practice_score_speak(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    opened.button("Check").click()
    opened.button("Practice score").click()
    assert opened.says("Practice: {points:g} of {most:g} points; the mentor's criteria come on top.")


def test_handing_in_leaves_a_package(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    opened.button("Hand in").click()
    assert list((opened.bench.workplace.root / "outbox").glob(f"me__{SLUG}__*.zip"))
