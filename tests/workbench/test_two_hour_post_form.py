"""The form of the two-hour post: steps, restoring, trial, check, handing in; no browser."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from curriculum.answers import Trial, read_draft, read_log, write_draft
from curriculum.workbench.front import ClockFace, Phone, Steps


def steps_of(opened: Any) -> Any:
    return next(part for part in opened.parts() if isinstance(part, Steps))


def phones_of(opened: Any) -> list[Any]:
    return [part for part in opened.parts() if isinstance(part, Phone)]


def test_every_field_of_the_answer_has_its_place(opened: Any) -> None:
    placed = [name for step in opened.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(opened.bench.form.names)
    for name in placed:
        assert opened.field(name) is not None


def test_opening_a_form_writes_nothing(opened: Any, work: Path) -> None:
    assert not (opened.bench.folder / "answers").exists()
    assert not (work / "outbox").exists()


def test_what_is_typed_comes_back_when_the_form_is_opened_again(opened: Any, reopen: Any, work: Path) -> None:
    opened.field("title").value = "周报写到第三页"
    opened.field("topic").value = ["weekly"]
    opened.field("hour").value = ["21"]
    opened.field("topic_evidence").value = ["weekly.material", "todo.material"]
    opened.field("facts", 1).value = [opened.bench.brief.conflicts[1].candidates[0]]
    again = reopen(work)
    assert again.field("title").value == "周报写到第三页"
    assert again.field("topic").value == ["weekly"]
    assert again.field("hour").value == ["21"]
    assert again.field("topic_evidence").value == ["weekly.material", "todo.material"]
    assert [again.field("facts", place).value for place in range(3)][1] != []
    assert again.field("facts", 0).value == []


def test_an_answer_file_with_odd_values_still_opens(opened: Any, reopen: Any, work: Path) -> None:
    odd = {"facts": "A1", "topic_evidence": 5, "title": 7, "hour": "abends", "cover": ["k1"]}
    write_draft(opened.bench.folder, "two_hour_post", odd, opened.bench.draft.variant)
    again = reopen(work)
    assert again.field("title").value == "7"
    assert again.field("title").error
    assert again.field("facts").value == []


def test_steps_tell_what_is_left(opened: Any, fields: dict[str, Any]) -> None:
    steps = steps_of(opened)
    assert steps.states[0] == "open"
    opened.fill({name: fields[name] for name in ("facts", "topic")})
    assert steps.states[:2] == ["done", "begun"]
    assert "2" in steps.notes[1]
    opened.fill(fields)
    assert set(steps.states) == {"done"}


def test_no_row_gives_away_which_one_is_right(opened: Any) -> None:
    for place, conflict in enumerate(opened.bench.brief.conflicts):
        drawn = opened.field("facts", place).html
        shown = [drawn.index(f'data-pick="{row}"') for row in conflict.candidates]
        assert shown == sorted(shown)
        assert conflict.why not in drawn


def test_a_title_too_long_is_told_with_the_platforms_limit(opened: Any) -> None:
    title = opened.field("title")
    title.value = "长" * 33
    assert "32" in title.error
    title.value = "长" * 32
    assert title.error == ""
    assert title.most == 32


def test_the_phone_shows_what_is_typed_and_runs_nothing_of_it(opened: Any) -> None:
    article = phones_of(opened)[0]
    opened.field("title").value = "<img src=x onerror=alert(1)>"
    opened.field("body").value = "<script>alert(1)</script>\n\n## 小标题\n\n![图](pic:p1)"
    shown = article.html["article"]
    assert "<script" not in shown
    assert "<img" not in shown
    assert "<h2>小标题</h2>" in shown
    assert "academy-drawing" in shown


def test_a_missing_digest_is_shown_as_the_platform_fills_it(opened: Any) -> None:
    opened.field("body").value = "## 开头\n\n" + "一二三四五六七八九十" * 10
    assert "开头 " + "一二三四五六七八九十" * 5 + "一" in phones_of(opened)[0].html["list"]


def test_a_trial_needs_something_to_publish_and_a_forecast(opened: Any, fields: dict[str, Any]) -> None:
    button = opened.button("Publish a trial")
    assert button.disabled
    opened.fill({name: value for name, value in fields.items() if not name.startswith("forecast")})
    assert button.disabled
    opened.field("forecast_low").value = "1500"
    opened.field("forecast_high").value = "900"
    assert button.disabled
    opened.field("forecast_high").value = "2600"
    assert not button.disabled


def test_trials_are_counted_and_kept_with_their_forecast(
    opened: Any, fields: dict[str, Any], reopen: Any, work: Path
) -> None:
    opened.fill(fields | {"reflection": "", "ai_log": ""})
    for _ in range(2):
        opened.button("Publish a trial").click()
    trials = read_log(opened.bench.folder, "two_hour_post").trials
    assert [trial.number for trial in trials] == [1, 2]
    assert trials[0].reads != trials[1].reads
    assert (trials[0].forecast_low, trials[0].forecast_high) == (fields["forecast_low"], fields["forecast_high"])
    assert opened.says("Where the reads came from")
    assert isinstance(trials[0], Trial)
    assert reopen(work).text.count("academy-forecasts") == 1


def test_the_check_says_the_grave_first_and_leads_to_the_field(
    opened: Any, fields: dict[str, Any], said: Callable[[str], str]
) -> None:
    opened.fill(fields | {"body": fields["body"] + "\n\n这是行业第一的会议记录工具。", "digest": ""})
    opened.button("Check").click()
    found = opened.text
    grave, slight = said("Must be changed"), said("Worth a look")
    assert 0 <= found.rindex(grave) < found.index(slight)
    assert "这是行业第一的会议记录工具。" in found
    assert 'data-academy-goto="digest"' in found
    assert read_log(opened.bench.folder, "two_hour_post").checks == 1


def test_the_check_says_what_it_still_needs(opened: Any) -> None:
    opened.button("Check").click()
    assert opened.says("This is still needed:")
    assert 'data-academy-goto="title"' in opened.text


def test_the_coach_speaks_in_sentences_with_intervals(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields | {"title": "职场人必备的 8 个效率工具推荐"})
    opened.button("Ask the coach").click()
    assert opened.says("{what}: {figure} {effect:+.0%} (95% interval {low:+.0%} to {high:+.0%})")


def test_who_learns_alone_may_see_a_practice_score(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    opened.button("Practice score").click()
    assert opened.says("Practice: {points:g} of {most:g} points; the mentor's criteria come on top.")


def test_handing_in_gives_a_receipt_and_a_package_with_the_answer(
    opened: Any, fields: dict[str, Any], work: Path
) -> None:
    button = opened.button("Hand in")
    assert button.disabled
    opened.fill(fields)
    assert not button.disabled
    button.click()
    (package,) = (work / "outbox").glob("me__two_hour_post__*.zip")
    with zipfile.ZipFile(package) as content:
        assert {"two_hour_post.ipynb", "answers/two_hour_post.json", "receipt.json"} <= set(content.namelist())
    assert opened.says("Receipt")
    assert package.name in opened.text
    assert read_log(opened.bench.folder, "two_hour_post").submitted_at is not None


def test_a_change_after_handing_in_is_told(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill(fields)
    opened.button("Hand in").click()
    assert not opened.says("You have changed your answer since: hand in again, or the earlier one counts.")
    opened.field("title").value = "另一个标题"
    assert opened.says("You have changed your answer since: hand in again, or the earlier one counts.")


def test_a_full_disk_is_said_beside_the_title_and_when_handing_in(
    opened: Any, fields: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.fill(fields)

    def disk_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", disk_full)
        opened.button("Hand in").click()
        assert opened.says("The disk is full: free some space, then change any field to save again.")
        opened.button("Publish a trial").click()
        opened.field("title").value = "没存上"
        assert opened.says("Not saved: {why}")
    opened.field("title").value = "存上了"
    assert not opened.says("Not saved: {why}")
    assert read_draft(opened.bench.folder, "two_hour_post")["title"] == "存上了"


def test_the_clock_starts_once_and_is_still_running_later(opened: Any, reopen: Any, work: Path) -> None:
    def face(form: Any) -> Any:
        return next(part for part in form.parts() if isinstance(part, ClockFace))

    clock = face(opened)
    assert clock.started_at == 0
    clock._handle_custom_msg({"act": "start"}, [])
    started = clock.started_at
    assert started > 0
    clock._handle_custom_msg({"act": "start"}, [])
    assert face(reopen(work)).started_at == pytest.approx(started)
    assert clock.minutes == 120
