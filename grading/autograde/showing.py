"""What mentors see in the graded copy: the answer as a page, points with reasons; nothing of a trainee stays active."""

import re
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output

from grading.autograde.base import FORM, KEY, PAGE, CohortPreprocessor, Resources, Work, grade_id
from grading.autograde.view import coach_html, criterion_html, diary_html, problems_html, style
from simulations.projects import find_task
from simulations.rendering import markdown_html

PASSIVE = ("text/plain", "image/png", "image/jpeg")


class ShowResults(CohortPreprocessor):
    """Results into the cells of the tasks; formgrader shows a notebook's HTML as it is, so the rest is made passive."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        work: Work = resources[KEY]
        ours = self._released_markdown(resources["nbgrader"]["assignment"])
        for cell in nb.cells:
            name = grade_id(cell)
            if verdict := work.verdicts.get(name):
                if cell.cell_type == "code":
                    cell.outputs = [_html(criterion_html(verdict))]
                else:  # a mentor's criterion: the anchors without nbgrader's marks around them
                    cell.source = re.sub(r"^.*\bMARK SCHEME\b.*$\n?", "", cell.source, flags=re.M)
            elif sheet := work.sheet.task(name.removesuffix(FORM)) if name.endswith(FORM) else None:
                coach = coach_html(sheet.advice, find_task(sheet.task).figure)
                above, below = problems_html(sheet, work.notes), coach + diary_html(sheet.log)
                page = _html(sheet.page, **{KEY: PAGE})
                cell.outputs = [_html(f"<style>{style()}</style>{above}"), page, _html(below)]
            elif cell.cell_type == "code":
                cell.outputs = [passive(output) for output in cell.outputs]
            elif cell.source not in ours:
                cell.cell_type = "markdown"  # a raw cell goes out as it is
                cell.source = passive_markdown(cell.source)
                cell.pop("attachments", None)
            cell.metadata = NotebookNode({"nbgrader": cell.metadata["nbgrader"]} if name else {})
        kernel = nb.metadata.get("kernelspec", {})
        nb.metadata = NotebookNode({"kernelspec": kernel, "language_info": {"name": "python"}})
        return nb, resources

    def _released_markdown(self, module: str) -> set[str]:
        path = self.cohort.root / "source" / module / f"{module}.ipynb"
        if not path.exists():
            return set()
        return {cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"}


def passive(output: NotebookNode) -> NotebookNode:
    """An output without anything a browser would run or load."""
    if "data" not in output:
        return output
    kept = {kind: data for kind, data in output["data"].items() if kind in PASSIVE}
    shown: NotebookNode = new_output(output.output_type, kept or {"text/plain": ""}, **_count(output))
    return shown


def passive_markdown(text: str) -> str:
    """Markdown of a trainee as sanitised HTML on one line: after a blank line it would be read as Markdown again."""
    html = markdown_html(text).replace("\n", "&#10;")
    return f"<div>{html}</div>" if html else ""


def _count(output: NotebookNode) -> dict[str, Any]:
    return {"execution_count": output.get("execution_count")} if output.output_type == "execute_result" else {}


def _html(html: str, **metadata: str) -> NotebookNode:
    output: NotebookNode = new_output("display_data", {"text/html": html}, metadata=metadata)
    return output
