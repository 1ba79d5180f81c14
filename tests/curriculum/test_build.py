"""Notebooks follow from their sources: rebuilt equal, no solutions, told when a source cannot become one."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest

from curriculum.build import (
    BuildError,
    assignment_notebook,
    build,
    grade_id,
    learner_notebook,
    notebook_bytes,
)
from curriculum.syllabus import syllabus
from simulations.projects import find_task

MODULES = syllabus().modules
SECRETS = ("BEGIN SOLUTION", "END SOLUTION", "BEGIN HIDDEN TESTS", "BEGIN MARK SCHEME")


def test_what_is_committed_equals_its_rebuild() -> None:
    assert build(write=False) == [], "run `academy build`"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.slug)
def test_a_learner_notebook_holds_no_secret_and_no_output(module: Any) -> None:
    notebook = nbformat.read(module.notebook, as_version=4)
    text = "\n".join(cell.source for cell in notebook.cells)
    assert not [secret for secret in SECRETS if secret in text]
    for slug in module.tasks:
        for criterion in find_task(slug).criteria:
            assert not any(level.text in text for level in criterion.anchors)
    assert all(not cell.get("outputs") for cell in notebook.cells)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.slug)
def test_every_criterion_has_its_cell_with_its_points(module: Any) -> None:
    cells = {
        cell.metadata["nbgrader"]["grade_id"]: cell.metadata["nbgrader"]
        for cell in assignment_notebook(module).cells
        if "nbgrader" in cell.metadata
    }
    for slug in module.tasks:
        task = find_task(slug)
        for criterion in task.criteria:
            assert cells[grade_id(task, criterion)]["points"] == criterion.points


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.slug)
def test_every_module_is_in_line_with_the_syllabus(module: Any) -> None:
    judged = {
        name for slug in module.tasks for criterion in find_task(slug).criteria for name in criterion.competencies
    }
    assert judged <= set(module.competencies)
    assert judged <= set(syllabus().competencies)


def module_of(tmp_path: Path, text: str, tasks: tuple[str, ...] = ("two_hour_post",)) -> Any:
    source = tmp_path / "lesson.py"
    source.write_text(text, encoding="utf-8")
    return SimpleNamespace(source=source, tasks=tasks, slug="lesson")


def test_solutions_and_hidden_tests_do_not_reach_the_learner(tmp_path: Path) -> None:
    text = (
        '# %% task two_hour_post\n\n# %% nbgrader={"grade_id": "s", "solution": true, "grade": false, "locked": false, '
        '"schema_version": 3}\n### BEGIN SOLUTION\nsecret = 42\n### END SOLUTION\n\n'
        '# %% nbgrader={"grade_id": "t", "solution": false, "grade": true, "locked": true, "points": 1, '
        '"schema_version": 3}\n### BEGIN HIDDEN TESTS\nassert secret == 42\n### END HIDDEN TESTS\n'
    )
    module = module_of(tmp_path, text)
    assert b"42" in notebook_bytes(assignment_notebook(module))
    assert b"42" not in notebook_bytes(learner_notebook(module))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# %% task no_such\n", "tasks are"),
        ("# %%\nprint(1)\n", "tasks are"),
        ('# %% nbgrader={"grade_id": "x", solution}\n1\n\n# %% task two_hour_post\n', "metadata is not JSON"),
    ],
)
def test_a_source_that_cannot_become_a_notebook_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BuildError, match=told):
        assignment_notebook(module_of(tmp_path, text))
