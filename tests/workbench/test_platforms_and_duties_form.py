"""The form of platforms and duties: fields, room on the platforms, the account page, three versions; no browser."""

from pathlib import Path
from typing import Any

import pytest

from curriculum.answers import read_draft, write_draft
from curriculum.syllabus import module
from curriculum.workbench.front import Phone, Steps
from curriculum.workplace import MARK
from grading.demo.hand_ins import answer_for, hand_ins

SLUG = "platforms_and_duties"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / MARK).touch()
    folder = tmp_path / module(SLUG).tier / SLUG
    folder.mkdir(parents=True)
    (folder / f"{SLUG}.ipynb").write_text("{}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def form(folder: Path, reopen: Any) -> Any:
    return reopen(folder, SLUG)


@pytest.fixture
def written(form: Any) -> dict[str, Any]:
    return answer_for(hand_ins(SLUG)[0], form.bench.context)


def phones_of(form: Any) -> list[Any]:
    return [part for part in form.parts() if isinstance(part, Phone)]


def test_every_field_of_the_answer_has_its_place(form: Any) -> None:
    placed = [name for step in form.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(form.bench.form.names)
    for name in placed:
        assert form.field(name) is not None


def test_opening_writes_nothing_and_a_whole_answer_finishes_every_step(form: Any, written: dict[str, Any]) -> None:
    assert not (form.bench.folder / "answers").exists()
    form.fill(written)
    steps = next(part for part in form.parts() if isinstance(part, Steps))
    assert set(steps.states) == {"done"}
    assert not form.button("Hand in").disabled


def test_what_is_filled_in_comes_back(form: Any, folder: Path, reopen: Any) -> None:
    form.field("placements", 4).value = ["bilibili"]
    form.field("cases").value = {"q02": {"duty": "data", "department": "nobody", "give": "nothing"}}
    form.field("titles", 1).value = "待办只留七条"
    form.field("tags").value = ["w01", "w04"]
    kept = read_draft(form.bench.folder, SLUG)
    assert kept["placements"] == {"n05": "bilibili"}
    again = reopen(folder, SLUG)
    assert again.field("placements", 4).value == ["bilibili"]
    assert again.field("cases").value["q02"]["duty"] == "data"
    assert again.field("titles", 1).value == "待办只留七条"
    assert again.field("tags").value == ["w01", "w04"]


def test_an_answer_file_with_odd_values_still_opens(form: Any, folder: Path, reopen: Any) -> None:
    odd = {"placements": "bilibili", "cases": [1], "tags": "w01", "titles": 7, "texts": None, "verification": 3}
    write_draft(form.bench.folder, SLUG, odd, form.bench.draft.variant)
    again = reopen(folder, SLUG)
    assert again.field("placements").value == []
    assert again.field("titles").value == ""


def test_a_platform_that_is_too_full_is_told_while_one_chooses(form: Any) -> None:
    room = form.bench.brief.grounds["weibo"].room
    for place in range(room + 1):
        assert f"{place}/{room}" in form.text
        assert "is-over" not in form.text
        form.field("placements", place).value = ["weibo"]
    assert "is-over" in form.text
    assert form.says("too many")


def test_nothing_on_the_page_gives_the_key_away(form: Any) -> None:
    drawn = [part.html for part in form.parts() if isinstance(getattr(part, "html", None), str)]
    shown = "\n".join([form.text, *drawn, str([part.messages for part in form.parts() if hasattr(part, "messages")])])
    case = form.bench.brief
    assert not any(situation.why in shown for situation in case.situations)
    assert case.profile.verification_why not in shown


def test_the_account_is_seen_on_the_phone_and_runs_nothing_of_it(form: Any) -> None:
    page = phones_of(form)[0]
    form.field("name").value = "<img src=x onerror=alert(1)>"
    form.field("bio").value = "写给行政\n每周二更新"
    form.field("tags").value = ["w02"]
    shown = page.html["page"]
    assert "<img" not in shown
    assert "每周二更新" in shown
    assert form.bench.brief.profile.word("w02").text in shown


def test_each_version_has_its_own_screen(form: Any) -> None:
    platforms = form.bench.brief.story.platforms
    screen = phones_of(form)[1]
    assert tuple(screen.views) == platforms
    form.field("texts", 0).value = "只在第一个平台上的一句话"
    assert "只在第一个平台上的一句话" in screen.html[platforms[0]]
    assert "只在第一个平台上的一句话" not in screen.html[platforms[1]]


def test_the_check_leads_to_what_does_not_fit(form: Any, written: dict[str, Any]) -> None:
    form.fill({**written, "placements": dict.fromkeys(written["placements"], "douyin")})
    form.button("Check").click()
    assert form.says("Must be changed")
    assert 'data-academy-goto="placements"' in form.text
