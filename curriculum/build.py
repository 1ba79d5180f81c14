"""One way from source to notebook: py:percent -> nbgrader assignment -> learner notebook without solutions.

A line `# %% task two_hour_post` in a source becomes the task's form, one locked grade cell per criterion that world or
key judge, and one task cell per mentor's criterion with its anchors. Rebuilding gives the same bytes.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from curriculum.files import write_whole
from curriculum.readme import readmes
from curriculum.syllabus import REPOSITORY, Module, syllabus
from simulations.errors import Mendable
from simulations.projects import find_task
from simulations.task import Criterion, JudgedBy, Task

TASK_LINE = re.compile(r"^# %% task (?P<slug>[a-z][a-z0-9_]*)\s*$", re.M)
MARKER = "academy:task:"
START_HERE = Path(__file__).parent / "sources" / "start_here.py"
SCHEMA_VERSION = 3


class BuildError(Mendable):
    """A source that cannot become a notebook: names file and place."""


def assignment_notebook(module: Module) -> NotebookNode:
    """The notebook with solutions and nbgrader's metadata, for a course's `source/`.

    Raises
    ------
    BuildError
        If a cell's nbgrader metadata is not JSON, a task does not exist or is not the module's.
    """
    notebook = _read(module.source)
    tasks = [
        cell.source.removeprefix(f"# {MARKER}") for cell in notebook.cells if cell.source.startswith(f"# {MARKER}")
    ]
    if tuple(tasks) != module.tasks:
        raise BuildError(f"{module.source}: tasks are {tasks}, the syllabus says {list(module.tasks)}")
    cells: list[NotebookNode] = []
    for cell in notebook.cells:
        if cell.source.startswith(f"# {MARKER}"):
            cells += task_cells(find_task(cell.source.removeprefix(f"# {MARKER}")))
        else:
            cells.append(cell)
    notebook.cells = cells
    return _finish(notebook, {"academy": {"module": module.slug}})


def learner_notebook(module: Module) -> NotebookNode:
    """What a trainee gets: the assignment as nbgrader would release it, no solutions, hidden tests or mark schemes."""
    from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, ClearOutput, ClearSolutions

    notebook = assignment_notebook(module)
    resources: dict[str, Any] = {}
    for step in (ClearSolutions(), ClearOutput(), ClearHiddenTests(), ClearMarkScheme()):
        notebook, resources = step.preprocess(notebook, resources)
    return notebook


def start_here_notebook() -> NotebookNode:
    """The first page."""
    return _finish(_read(START_HERE), {"academy": {"module": None}})


def task_cells(task: Task) -> list[NotebookNode]:
    """The cells of a task: form, one cell per criterion of world or key, one task cell per criterion of a mentor."""
    form = nbformat.v4.new_code_cell(f'from curriculum.workbench import work_on\n\nwork_on("{task.slug}")')
    form.metadata = _nbgrader(f"{task.slug}__form", locked=True) | {
        "tags": ["academy-form"],
        "jupyter": {"source_hidden": True},
    }
    cells = [form]
    for criterion in task.judged_by(JudgedBy.WORLD, JudgedBy.KEY):
        judge = {JudgedBy.WORLD: "由模拟世界评分", JudgedBy.KEY: "按材料核对评分"}[criterion.judged_by]
        source = f"# {criterion.title_zh}（{criterion.points:g} 分，{judge}）\n# {criterion.about}"
        cell = nbformat.v4.new_code_cell(source)
        cell.metadata = _nbgrader(grade_id(task, criterion), locked=True, grade=True, points=criterion.points)
        cell.metadata["jupyter"] = {"source_hidden": True}
        cells.append(cell)
    for criterion in task.judged_by(JudgedBy.MENTOR):
        cell = nbformat.v4.new_markdown_cell(_mentor_text(criterion))
        cell.metadata = _nbgrader(grade_id(task, criterion), locked=True, task=True, points=criterion.points)
        cells.append(cell)
    return cells


def grade_id(task: Task, criterion: Criterion) -> str:
    """nbgrader's id of a criterion's cell."""
    return f"{task.slug}__{criterion.slug}"


def built_notebooks() -> Iterator[tuple[Path, NotebookNode]]:
    """Every notebook the repository holds, with its path."""
    for module in syllabus().modules:
        yield REPOSITORY / module.tier / module.slug / f"{module.slug}.ipynb", learner_notebook(module)
    yield Path(__file__).parent / "start_here.ipynb", start_here_notebook()


def build(*, write: bool = True) -> list[Path]:
    """Write all notebooks and README's tables; returns those that changed (or, not writing, would)."""
    built = {path: notebook_bytes(notebook) for path, notebook in built_notebooks()} | readmes()
    changed = [path for path, data in built.items() if not path.exists() or path.read_bytes() != data]
    if write:
        for path in changed:
            write_whole(path, built[path])
    return changed


def notebook_bytes(notebook: NotebookNode) -> bytes:
    """A notebook as it stands on disk."""
    text: str = nbformat.writes(notebook)
    return (text + "\n").encode()


def _read(source: Path) -> NotebookNode:
    import jupytext

    try:
        text = source.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BuildError(f"{source}: no such source (an installed package has none: build from a clone)") from error
    text = TASK_LINE.sub(lambda match: f"# %%\n# {MARKER}{match['slug']}", text)
    notebook: NotebookNode = jupytext.reads(text, fmt="py:percent")
    for number, cell in enumerate(notebook.cells):
        if "incorrectly_encoded_metadata" in cell.metadata:
            raise BuildError(
                f"{source}, cell {number}: metadata is not JSON: {cell.metadata['incorrectly_encoded_metadata']}"
            )
    return notebook


def _finish(notebook: NotebookNode, metadata: dict[str, Any]) -> NotebookNode:
    """Stable ids, one kernel name, nothing of the tools the source was written with."""
    for number, cell in enumerate(notebook.cells):
        cell.id = cell.metadata.get("nbgrader", {}).get("grade_id") or f"c{number:03d}"
        cell.id = cell.id[:64]
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            if "academy-live" in cell.metadata.get("tags", []):
                cell.metadata["jupyter"] = {"source_hidden": True}
    notebook.metadata = NotebookNode(
        kernelspec={"display_name": "Python 3", "language": "python", "name": "python3"},
        language_info={"name": "python"},
        **metadata,
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    nbformat.validate(notebook)
    return notebook


def _nbgrader(
    id: str, *, locked: bool = False, grade: bool = False, task: bool = False, points: float | None = None
) -> NotebookNode:
    row = {
        "grade_id": id,
        "grade": grade,
        "locked": locked,
        "solution": False,
        "task": task,
        "schema_version": SCHEMA_VERSION,
    }
    if points is not None:
        row["points"] = points
    return NotebookNode(nbgrader=NotebookNode(row))


def _mentor_text(criterion: Criterion) -> str:
    anchors = "\n".join(
        f"- **{level.share * criterion.points:g} 分**：{level.text} 例：{level.example}" for level in criterion.anchors
    )
    return (
        f"### {criterion.title_zh}（{criterion.points:g} 分，由导师评分）\n\n{criterion.about}\n\n"
        f"=== BEGIN MARK SCHEME ===\n{anchors}\n=== END MARK SCHEME ==="
    )
