"""nbgrader's cells as they were released, whatever a trainee did to them: deleted, copied, retagged, made up."""

from collections.abc import Callable
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook

from grading.autograde.base import FORM, CohortPreprocessor, Resources, grade_id


class RestoreCells(CohortPreprocessor):
    """First of all steps: nbgrader's own restoring trusts the metadata of the cells it finds, and stumbles over it.

    Metadata are taken from the gradebook; of several cells with one id the last one counts, as in nbgrader; ids that
    were not released lose their metadata; what is missing is put back at the end.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        names = resources["nbgrader"]
        with Gradebook(names["db_url"], self.cohort.id) as gradebook:
            released = _released(gradebook.find_notebook(names["notebook"], names["assignment"]))
        last = {grade_id(cell): number for number, cell in enumerate(nb.cells)}
        for number, cell in enumerate(nb.cells):
            name = grade_id(cell)
            cell.metadata.pop("nbgrader", None)
            if name in released and last[name] == number:
                cell.metadata["nbgrader"] = NotebookNode(released[name]["metadata"])
        for name in sorted(set(released) - set(last), key=lambda name: (not name.endswith(FORM), name)):
            nb.cells.append(_new_cell(released[name]))
        return nb, resources


def _released(notebook: Any) -> dict[str, dict[str, Any]]:
    """Cells of nbgrader as the gradebook keeps them, by id."""
    points = {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
    grades = {cell.name for cell in notebook.grade_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name for cell in notebook.task_cells}
    cells = {}
    for cell in notebook.source_cells:
        metadata = {
            "grade_id": cell.name,
            "grade": cell.name in grades,
            "solution": cell.name in solutions,
            "task": cell.name in tasks,
            "locked": cell.locked,
            "cell_type": cell.cell_type,
            "checksum": cell.checksum,
            "schema_version": 3,
        }
        if cell.name in points:
            metadata["points"] = points[cell.name]
        cells[cell.name] = {"metadata": metadata, "source": cell.source}
    return cells


def _new_cell(released: dict[str, Any]) -> NotebookNode:
    kind = released["metadata"]["cell_type"]
    make: Callable[[str], NotebookNode] = new_code_cell if kind == "code" else new_markdown_cell
    cell = make(released["source"])
    cell.metadata["nbgrader"] = NotebookNode(released["metadata"])
    return cell
