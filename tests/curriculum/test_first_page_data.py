"""What the first page knows: where every module stands, what came back, what somebody alone is told at once."""

import json
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from curriculum import standing, syllabus
from curriculum.choices import Choices, Placement, choose, read_choices
from curriculum.inbox import read_inbox
from curriculum.skills import Evidence, skills
from curriculum.solo import judge_alone
from curriculum.standing import next_of, standings
from curriculum.workplace import Workplace

NOW = datetime(2026, 3, 3, 15, 20)
SLUG = "two_hour_post"
Send = Callable[..., None]


def course(monkeypatch: pytest.MonkeyPatch) -> None:
    """A course of four modules; only the first has tasks."""
    real = syllabus.syllabus()
    first = syllabus.module(SLUG)

    def made(slug: str, tier: str, roles: tuple[str, ...], *before: str) -> Any:
        changes = {"slug": slug, "zh": slug, "tier": tier, "roles": roles, "prerequisites": before, "tasks": ()}
        return first.model_copy(update=changes)

    basic, advanced, expert = real.tiers
    tiers = (
        basic.model_copy(update={"modules": (first, made("inbox", "basic", ("community",)))}),
        advanced.model_copy(update={"modules": (made("funnel", "advanced", ("editor",), SLUG),)}),
        expert.model_copy(update={"modules": (made("sprint", "expert", ("supervisor",), "funnel"),)}),
    )
    whole = real.model_copy(update={"tiers": tiers})
    monkeypatch.setattr(standing, "syllabus", lambda: whole)
    monkeypatch.setattr(syllabus, "syllabus", lambda: whole)


def states(workplace: Workplace) -> list[str]:
    return [str(one.state) for one in standings(workplace)]


def test_a_module_opens_when_those_before_it_are_done(
    alone: Workplace, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    course(monkeypatch)
    assert states(alone) == ["open", "open", "later", "later"]
    assert [module.slug for module in standings(alone)[2].first] == [SLUG]
    send(NOW)
    assert states(alone) == ["done", "open", "open", "later"]


def test_a_placement_test_opens_what_comes_after_its_tier(alone: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    course(monkeypatch)
    choose(alone, placements={"basic": Placement(at=NOW, share=0.9, passed=True)})
    assert states(alone) == ["open", "open", "open", "later"]
    choose(alone, placements={"basic": Placement(at=NOW, share=0.5, passed=False)})
    assert states(alone) == ["open", "open", "later", "later"]


@pytest.mark.parametrize(("role", "step"), [("", "inbox"), ("community", "inbox"), ("editor", "funnel")])
def test_the_next_step_is_what_the_role_needs(
    alone: Workplace, send: Send, monkeypatch: pytest.MonkeyPatch, role: str, step: str
) -> None:
    course(monkeypatch)
    send(NOW)
    choose(alone, role=role)
    found = next_of(standings(alone))
    assert found is not None
    assert found.module.slug == step
    assert found.on_path


def test_in_a_cohort_the_instructor_decides_what_is_open(alone: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    course(monkeypatch)
    due = datetime.now(UTC) + timedelta(hours=5)
    card = {"id": "spring", "title": "春季班", "modules": {"funnel": {"due": due.isoformat()}, "inbox": {}}}
    (alone.root / "cohort.json").write_text(json.dumps(card), encoding="utf-8")
    workplace = Workplace.at(alone.root)
    assert states(workplace) == ["shut", "open", "open", "shut"]
    step = next_of(standings(workplace))
    assert step is not None
    assert step.module.slug == "funnel"
    assert step.is_due_soon(datetime.now(UTC))
    assert step.is_late(datetime.now(UTC) + timedelta(hours=6))


def test_choices_are_kept_and_a_damaged_file_is_none(alone: Workplace) -> None:
    choose(alone, role="editor")
    choose(alone, placements={"basic": Placement(at=NOW, share=1, passed=True)})
    assert read_choices(alone).role == "editor"
    assert read_choices(alone).knows("basic")
    (alone.root / "choices.json").write_text("{", encoding="utf-8")
    assert read_choices(alone) == Choices()


def test_the_inbox_takes_a_package_as_it_came_and_the_newer_paper(alone: Workplace) -> None:
    alone.inbox.mkdir()
    paper = {"module": SLUG, "title": "两小时发文", "max_points": 100, "total": 60}
    loose, package = alone.inbox / f"{SLUG}.feedback.json", alone.inbox / "t01__inbox.zip"
    loose.write_text(json.dumps(paper), encoding="utf-8")
    with zipfile.ZipFile(package, "w") as bundle:
        bundle.writestr(f"inbox/{SLUG}.feedback.json", json.dumps(paper | {"total": 75}))
        bundle.writestr(
            "letters.json",
            json.dumps(
                {"letters": [{"at": f"2026-03-0{day}T08:00:00Z", "who": "王老师", "text": "好"} for day in (1, 2)]}
            ),
        )
        bundle.writestr("profile.json", "{")
    os.utime(loose, (1_700_000_000, 1_700_000_000))
    inbox = read_inbox(alone)
    assert inbox.feedback[SLUG].total == 75
    assert [letter.at.day for letter in inbox.letters] == [2, 1]
    assert inbox.profile is None
    os.utime(package, (1_600_000_000, 1_600_000_000))
    assert read_inbox(alone).feedback[SLUG].total == 60
    package.write_bytes(b"half a zip")
    assert read_inbox(alone).feedback[SLUG].total == 60


def test_one_good_result_is_not_yet_a_skill_and_ten_are() -> None:
    def interval(n: int) -> tuple[float, float]:
        (skill,) = skills([Evidence(("content",), 9, 10)] * n)
        assert (skill.share, skill.evidence) == (pytest.approx(0.9), n)
        return skill.low, skill.high

    widths = [high - low for low, high in map(interval, (1, 4, 10, 40))]
    assert widths == sorted(widths, reverse=True)
    assert interval(1)[0] < 0.3 < 0.5 < interval(10)[0]
    assert skills([Evidence(("data",), 0, 5)])[0].low < 0.02


def test_somebody_alone_is_told_at_once_what_world_and_key_say(alone: Workplace, send: Send) -> None:
    assert not judge_alone(alone)
    send(NOW)
    assert judge_alone(alone)
    inbox = read_inbox(alone)
    feedback = inbox.feedback[SLUG]
    assert feedback.total is not None
    assert feedback.waiting == sum(item.points is None for item in feedback.items) > 0
    assert feedback.max_points == 100
    assert inbox.profile is not None
    assert {skill.competency for skill in inbox.profile.skills} <= set(syllabus.syllabus().competencies)
    assert not judge_alone(alone)  # known by now
    send(NOW + timedelta(hours=1), title="改过的标题：周报没人看")
    assert judge_alone(alone)


def test_an_answer_that_is_not_valid_is_told_and_not_scored(alone: Workplace, send: Send) -> None:
    send(NOW, hour=99)
    assert judge_alone(alone)
    feedback = read_inbox(alone).feedback[SLUG]
    assert feedback.total is None
    assert "23" in feedback.note


def test_in_a_cohort_nobody_judges_on_the_trainees_computer(alone: Workplace, send: Send) -> None:
    send(NOW)
    (alone.root / "cohort.json").write_text('{"id": "solo", "title": "班"}', encoding="utf-8")
    assert not judge_alone(Workplace.at(alone.root))
    assert not Path(alone.inbox).exists()
