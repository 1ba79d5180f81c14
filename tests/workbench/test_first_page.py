"""The first page leads to the next step, tells what came back, lets one choose a way; nothing keeps it from opening."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from curriculum.answers import Trial, WorkLog, write_log
from curriculum.choices import read_choices
from curriculum.syllabus import syllabus
from curriculum.workbench.home.page import FirstPage
from curriculum.workplace import Workplace
from simulations.language import _

LATER = datetime(2030, 12, 1, 12, tzinfo=UTC)


def page(root: Path) -> ipywidgets.VBox:
    """The page of a work folder, filled."""
    place = ipywidgets.VBox()
    FirstPage(Workplace.at(root)).fill(place)
    return place


def parts(widget: Any) -> list[Any]:
    return [widget, *(part for child in getattr(widget, "children", ()) for part in parts(child))]


def text(root: Path) -> str:
    """Everything there is to read on it."""
    return "\n".join(part.value for part in parts(page(root)) if isinstance(part, ipywidgets.HTML))


def cohort(root: Path, due: datetime | None = LATER) -> None:
    released = {"due": due.isoformat()} if due else {}
    card = {"id": "spring", "title": "春季班", "modules": {"two_hour_post": released}}
    (root / "cohort.json").write_text(json.dumps(card), encoding="utf-8")
    (root / "trainee.json").write_text('{"id": "7", "name": "<b>李</b>"}', encoding="utf-8")


def inbox(root: Path, name: str, content: object) -> None:
    (root / "inbox").mkdir(exist_ok=True)
    (root / "inbox" / name).write_text(
        content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8"
    )


def test_it_leads_to_the_next_module_and_shows_the_whole_way(work: Path) -> None:
    shown = text(work)
    assert 'href="basic/first_day_post/first_day_post.ipynb"' in shown
    for tier in syllabus().tiers:
        assert tier.title in shown
        for module in (*tier.modules, *tier.planned):
            assert module.title in shown


def test_it_tells_what_is_due_and_escapes_what_people_wrote(work: Path) -> None:
    cohort(work)
    shown = text(work)
    assert "2030-12-0" in shown
    assert "<b>李</b>" not in shown
    assert "&lt;b&gt;李" in shown


@pytest.mark.parametrize(
    ("hours", "said_as"),
    [(-3, "overdue since {when}"), (-3, "This is overdue: hand in what you have."), (5, "{n} hours left")],
)
def test_a_due_date_that_presses_stands_out(work: Path, said: Callable[[str], str], hours: int, said_as: str) -> None:
    cohort(work, datetime.now(UTC) + timedelta(hours=hours, minutes=30))
    assert said(said_as) in text(work)


def test_it_tells_what_came_back(work: Path, said: Callable[[str], str]) -> None:
    cohort(work)
    items = [
        {"title": "选题", "points": 2, "max_points": 8, "reason": "素材不够"},
        {"title": "合规", "points": 7, "max_points": 7, "reason": "没有问题"},
        {"title": "排版", "points": None, "max_points": 10},
    ]
    feedback = {"module": "two_hour_post", "title": "两小时发文", "total": 9, "max_points": 25, "waiting": 1}
    more = {"items": items, "advice": ["22:00 而不是 18:00：阅读 +9%"], "later": "grading may say more than is shown"}
    inbox(work, "two_hour_post.feedback.json", feedback | more)
    inbox(work, "letters.json", {"letters": [{"at": "2026-03-01T08:00:00Z", "who": "王老师", "text": "周四见<i>"}]})
    skill = {"competency": "content", "share": 0.7, "low": 0.4, "high": 0.9, "evidence": 3}
    inbox(work, "profile.json", {"at": "2026-03-01T08:00:00Z", "skills": [skill]})
    shown = text(work)
    waiting = said("{n} criteria with {points:g} points are still to be judged.")
    for words in ("素材不够", "22:00 而不是 18:00", waiting, "周四见&lt;i&gt;", "王老师", "40%–90%"):
        assert words in shown


@pytest.mark.parametrize("name", ["two_hour_post.feedback.json", "letters.json", "profile.json", "package.zip"])
def test_a_damaged_paper_does_not_keep_it_from_opening(work: Path, said: Callable[[str], str], name: str) -> None:
    inbox(work, name, "{")
    assert said("Latest feedback") in text(work)


def test_forecast_hits_are_counted_over_all_trials(work: Path) -> None:
    def trial(number: int, reads: int) -> Trial:
        return Trial(number=number, at="2026-11-01T00:00:00Z", forecast_low=800, forecast_high=1500, reads=reads)

    write_log(
        work / "basic" / "two_hour_post",
        "two_hour_post",
        WorkLog(trials=(trial(1, 0), trial(2, 900), trial(3, 2_000_000))),
    )
    assert _("{hits} of {n} forecasts held").format(hits=1, n=3) in text(work)


def test_the_account_shows_what_colleagues_posts_have_brought(work: Path, said: Callable[[str], str]) -> None:
    shown = text(work)
    assert said("reads on the first day") in shown
    assert "50,000" in shown


def test_a_role_is_chosen_and_kept(work: Path) -> None:
    place = page(work)
    (role,) = [part for part in parts(place) if getattr(part, "name", "") == "role"]
    assert role.value == ["all"]
    role.value = ["editor"]
    assert read_choices(Workplace.at(work)).role == "editor"
    (again,) = [part for part in parts(page(work)) if getattr(part, "name", "") == "role"]
    assert again.value == ["editor"]
    again.value = ["all"]
    assert read_choices(Workplace.at(work)).role == ""


def test_a_choice_that_cannot_be_saved_says_so_beside_it(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    place = page(work)
    monkeypatch.setattr("curriculum.workbench.home.page.choose", full)
    (role,) = [part for part in parts(place) if getattr(part, "name", "") == "role"]
    role.value = ["editor"]
    assert role.error


def test_a_placement_test_is_offered_to_those_alone_and_opens_on_the_page(work: Path) -> None:
    def offers(place: Any) -> list[Any]:
        label = _("Know it already? Placement test: {tier}").partition("{")[0]
        return [
            part for part in parts(place) if isinstance(part, ipywidgets.Button) and part.description.startswith(label)
        ]

    place = page(work)
    assert len(offers(place)) == 2
    before = len(parts(place))
    offers(place)[0].click()
    assert len(parts(place)) > before
    assert not offers(place)
    (leave,) = [part for part in parts(place) if getattr(part, "description", "") == _("Leave the placement test")]
    leave.click()
    assert len(offers(place)) == 2
    cohort(work)
    assert not offers(page(work))
