"""The source of 两小时发文: it parses, asks for its task once, and its numbers are those of world and task."""

import re
from pathlib import Path
from typing import Any

import jupytext
import pytest
from scipy.stats import norm

from curriculum.answers import WorkLog, read_draft
from curriculum.live import two_hour_post as lesson
from curriculum.syllabus import module
from simulations.projects.two_hour_post.judging import SCORING_WORLDS
from simulations.world.parameters import values
from simulations.world.rulebook import limit
from simulations.world.rulebook.rules import rule
from simulations.world.text.body import LONG_PARAGRAPH

SOURCE = module("two_hour_post").source
TASK_LINE = "# %% task two_hour_post"
SURENESS = ("已发表", "推算", "经验", "假设")


@pytest.fixture(scope="module")
def text() -> str:
    return SOURCE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def cells(text: str) -> list[Any]:
    return list(jupytext.reads(text, fmt="py:percent").cells)


def prose(cells: list[Any]) -> str:
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def test_the_task_stands_there_once_with_nothing_in_its_cell(text: str) -> None:
    lines = text.splitlines()
    assert lines.count(TASK_LINE) == 1
    after = lines[lines.index(TASK_LINE) + 1 :]
    assert next(line for line in after if line) == "# %% [markdown]"


def test_no_cells_metadata_is_mistyped(cells: list[Any]) -> None:
    assert not [cell for cell in cells if "incorrectly_encoded_metadata" in cell.metadata]


def test_every_code_cell_is_a_live_picture_and_every_picture_is_shown_once(cells: list[Any]) -> None:
    shown = []
    for cell in (cell for cell in cells if cell.cell_type == "code" and cell.source):
        assert cell.metadata["tags"] == ["academy-live"]
        imported, call = [line for line in cell.source.splitlines() if line]
        assert imported == "from curriculum.live import two_hour_post as live"
        shown.append(re.fullmatch(r"live\.(\w+)\(\)", call)[1])  # type: ignore[index]
    assert sorted(shown) == sorted(lesson.__all__)


def test_the_sections_come_in_order(cells: list[Any]) -> None:
    assert re.findall(r"^## (\d)\. ", prose(cells), flags=re.M) == list("12345678")


def test_every_section_ends_with_what_to_take_along(cells: list[Any]) -> None:
    sections = re.split(r"^## ", prose(cells), flags=re.M)[1:8]
    assert all(section.count("**带走**") == 1 for section in sections)


def test_what_folds_unfolds(cells: list[Any]) -> None:
    for cell in cells:
        counts = {
            tag: len(re.findall(f"<{tag}>", cell.source)) for tag in ("details", "/details", "summary", "/summary")
        }
        assert len(set(counts.values())) == 1, cell.source[:60]


def test_every_number_in_brackets_says_how_sure_it_is(cells: list[Any]) -> None:
    marks = re.findall(r"〔([^〕]*)〕", prose(cells))
    assert {re.split("[，、]", mark)[0] for mark in marks} == set(SURENESS)


def sample_size(rate: float, lift: float) -> float:
    """People per arm to see a relative lift at 5% with power 80%, two-sided."""
    other = rate * (1 + lift)
    spread = rate * (1 - rate) + other * (1 - other)
    return float((norm.ppf(0.975) + norm.ppf(0.8)) ** 2 * spread / (other - rate) ** 2)


def test_the_numbers_of_the_prose_are_those_of_world_and_task(cells: list[Any]) -> None:
    world, words, induced = values("gongzhonghao"), prose(cells), rule("induced_sharing")
    for said in (
        f"点开的有多少？**{world['click_message']:.1%}**",
        f"肯转发的是 **{world['share_rate']:.2%}**",
        f"发现了流量只剩 {values('enforcement')[f'post_reach_{induced.severity}']:.0%}",
        f"每一边要 {sample_size(world['click_message'], 0.27) // 10_000:.0f} 万多人",
        f"每一边要 {sample_size(world['click_message'], 0.10) // 10_000:.0f} 万多人",
        f"标题最多 {limit('gongzhonghao', 'title')} 字",
        f"折线在 {LONG_PARAGRAPH} 字那里",
        f"在 {SCORING_WORLDS} 个你没见过的世界里",
        f"任务 {WorkLog().minutes_allowed} 分钟",
    ):
        assert said in words, said
    assert induced.found == 0.5
    assert "有一半的机会被发现" in words


def test_the_order_of_work_fills_the_two_hours(cells: list[Any]) -> None:
    rows = re.findall(r"^\| (\d+) \| (\S+) \|", prose(cells), flags=re.M)
    assert [name for _minutes, name in rows] == ["选题", "素材", "写", "排版", "分发", "收尾"]
    assert sum(int(minutes) for minutes, _name in rows) == WorkLog().minutes_allowed


def test_the_code_cell_at_the_end_hands_in_an_answer_and_never_overwrites_one(cells: list[Any], tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", prose(cells), flags=re.S)
    exec(compile(code, "lesson", "exec"), {})
    assert read_draft(tmp_path, "two_hour_post")["title"] == "……"
    with pytest.raises(FileExistsError):
        exec(compile(code, "lesson", "exec"), {})
