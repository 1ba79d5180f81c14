"""The lesson 两小时发文: its numbers are those of world and task."""

import re
from pathlib import Path
from typing import Any

import jupytext
import pytest
from scipy.stats import norm

from curriculum.answers import WorkLog, read_draft
from curriculum.syllabus import module
from simulations.projects.two_hour_post.judging import SCORING_WORLDS
from simulations.world.parameters import values
from simulations.world.rulebook import limit
from simulations.world.rulebook.rules import rule
from simulations.world.text.body import LONG_PARAGRAPH

SOURCE = module("two_hour_post").source


@pytest.fixture(scope="module")
def cells() -> list[Any]:
    return list(jupytext.reads(SOURCE.read_text(encoding="utf-8"), fmt="py:percent").cells)


def prose(cells: list[Any]) -> str:
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


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
