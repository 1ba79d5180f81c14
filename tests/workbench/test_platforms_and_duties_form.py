"""The form of platforms and duties: fields, room on the platforms, the account page, three versions; no browser."""

from pathlib import Path
from typing import Any

from curriculum.answers import read_draft, write_draft
from curriculum.workbench.front import Phone, Steps

SLUG = "platforms_and_duties"


def phones_of(opened: Any) -> list[Any]:
    return [part for part in opened.parts() if isinstance(part, Phone)]


def test_every_field_of_the_answer_has_its_place(opened: Any) -> None:
    placed = [name for step in opened.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(opened.bench.form.names)
    for name in placed:
        assert opened.field(name) is not None


def test_opening_writes_nothing_and_a_whole_answer_finishes_every_step(opened: Any, fields: dict[str, Any]) -> None:
    assert not (opened.bench.folder / "answers").exists()
    opened.fill(fields)
    steps = next(part for part in opened.parts() if isinstance(part, Steps))
    assert set(steps.states) == {"done"}
    assert not opened.button("Hand in").disabled


def test_what_is_filled_in_comes_back(opened: Any, work: Path, reopen: Any) -> None:
    opened.field("placements", 4).value = ["bilibili"]
    opened.field("cases").value = {"q02": {"duty": "data", "department": "nobody", "give": "nothing"}}
    opened.field("titles", 1).value = "待办只留七条"
    opened.field("tags").value = ["w01", "w04"]
    kept = read_draft(opened.bench.folder, SLUG)
    assert kept["placements"] == {"n05": "bilibili"}
    again = reopen(work, SLUG)
    assert again.field("placements", 4).value == ["bilibili"]
    assert again.field("cases").value["q02"]["duty"] == "data"
    assert again.field("titles", 1).value == "待办只留七条"
    assert again.field("tags").value == ["w01", "w04"]


def test_an_answer_file_with_odd_values_still_opens(opened: Any, work: Path, reopen: Any) -> None:
    odd = {"placements": "bilibili", "cases": [1], "tags": "w01", "titles": 7, "texts": None, "verification": 3}
    write_draft(opened.bench.folder, SLUG, odd, opened.bench.draft.variant)
    again = reopen(work, SLUG)
    assert again.field("placements").value == []
    assert again.field("titles").value == ""


def test_a_platform_that_is_too_full_is_told_while_one_chooses(opened: Any) -> None:
    room = opened.bench.brief.grounds["weibo"].room
    for place in range(room + 1):
        assert f"{place}/{room}" in opened.text
        assert "is-over" not in opened.text
        opened.field("placements", place).value = ["weibo"]
    assert "is-over" in opened.text
    assert opened.says("too many")


def test_nothing_on_the_page_gives_the_key_away(opened: Any) -> None:
    drawn = [part.html for part in opened.parts() if isinstance(getattr(part, "html", None), str)]
    shown = "\n".join(
        [opened.text, *drawn, str([part.messages for part in opened.parts() if hasattr(part, "messages")])]
    )
    case = opened.bench.brief
    assert not any(situation.why in shown for situation in case.situations)
    assert case.profile.verification_why not in shown


def test_the_account_is_seen_on_the_phone_and_runs_nothing_of_it(opened: Any) -> None:
    page = phones_of(opened)[0]
    opened.field("name").value = "<img src=x onerror=alert(1)>"
    opened.field("bio").value = "写给行政\n每周二更新"
    opened.field("tags").value = ["w02"]
    shown = page.html["page"]
    assert "<img" not in shown
    assert "每周二更新" in shown
    assert opened.bench.brief.profile.word("w02").text in shown


def test_each_version_has_its_own_screen(opened: Any) -> None:
    platforms = opened.bench.brief.story.platforms
    screen = phones_of(opened)[1]
    assert tuple(screen.views) == platforms
    opened.field("texts", 0).value = "只在第一个平台上的一句话"
    assert "只在第一个平台上的一句话" in screen.html[platforms[0]]
    assert "只在第一个平台上的一句话" not in screen.html[platforms[1]]


def test_the_check_leads_to_what_does_not_fit(opened: Any, fields: dict[str, Any]) -> None:
    opened.fill({**fields, "placements": dict.fromkeys(fields["placements"], "douyin")})
    opened.button("Check").click()
    assert opened.says("Must be changed")
    assert 'data-academy-goto="placements"' in opened.text
