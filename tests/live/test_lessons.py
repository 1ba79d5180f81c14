"""Every lesson of the syllabus: it parses, asks for its tasks once, shows its pictures, is whole from head to end."""

import re
from importlib import import_module
from typing import Any

import jupytext
import pytest

from curriculum.syllabus import Module, syllabus

MODULES = [pytest.param(module, id=module.slug) for module in syllabus().lessons]
OPENING = ("你会做什么", "你会学到什么", "你需要什么", "时间", "怎么评分")
SURENESS = {"已发表", "推算", "经验", "假设"}
PLAIN = r"""(?:"[^"\\\n]*"|-?\d+(?:\.\d+)?|True|False|None)"""

pytestmark = pytest.mark.parametrize("module", MODULES)


def read(module: Module) -> list[Any]:
    return list(jupytext.reads(module.source.read_text(encoding="utf-8"), fmt="py:percent").cells)


def prose(module: Module) -> str:
    return "\n".join(cell.source for cell in read(module) if cell.cell_type == "markdown")


def test_each_task_stands_there_once_with_nothing_in_its_cell(module: Module) -> None:
    lines = module.source.read_text(encoding="utf-8").splitlines()
    for task in module.tasks:
        assert lines.count(f"# %% task {task}") == 1
        after = lines[lines.index(f"# %% task {task}") + 1 :]
        assert next(line for line in after if line) == "# %% [markdown]"


def test_no_cells_metadata_is_mistyped(module: Module) -> None:
    assert not [cell for cell in read(module) if "incorrectly_encoded_metadata" in cell.metadata]


def test_every_picture_of_the_module_is_shown_and_opens_by_itself(module: Module) -> None:
    """The lab extension runs a picture's cell only if it is written exactly so."""
    lesson, shown = import_module(f"curriculum.live.{module.slug}"), set()
    for cell in (cell for cell in read(module) if "academy-live" in cell.metadata.get("tags", ())):
        imported, call = [line for line in cell.source.splitlines() if line]
        assert imported == f"from curriculum.live import {module.slug} as live"
        found = re.fullmatch(rf"live\.(\w+)\((?:{PLAIN}(?:, {PLAIN})*)?\)", call)
        assert found, call
        shown.add(found[1])
    assert shown == set(lesson.__all__)
    assert "points" in shown


def test_it_opens_with_what_one_needs_to_know(module: Module) -> None:
    opening = prose(module).partition("## 1.")[0]
    assert [name for name in OPENING if f"**{name}**" not in opening] == []


def test_the_sections_come_in_order_and_end_with_what_to_take_along(module: Module) -> None:
    text = prose(module)
    numbers = re.findall(r"^## (\d+)\. ", text, flags=re.M)
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert len(numbers) >= 5
    sections = re.split(r"^## ", text, flags=re.M)[1 : len(numbers) + 1]
    taken = [section.count("**带走**") for section in sections]
    assert max(taken) == 1
    assert sum(taken) >= len(numbers) - 2  # the last ones may be about the task


def test_it_says_what_people_get_wrong(module: Module) -> None:
    assert len(re.findall(r"\*\*(?:新人)?在这里常犯的错\*\*", prose(module))) >= 2


def test_what_folds_unfolds(module: Module) -> None:
    for cell in read(module):
        counts = {
            tag: len(re.findall(f"<{tag}>", cell.source)) for tag in ("details", "/details", "summary", "/summary")
        }
        assert len(set(counts.values())) == 1, cell.source[:60]


def test_every_mark_of_a_number_says_how_sure_it_is(module: Module) -> None:
    marks = re.findall(r"〔([^〕]*)〕", prose(module))
    assert len(marks) >= 5
    assert {re.split("[，、]", mark)[0] for mark in marks} <= SURENESS
