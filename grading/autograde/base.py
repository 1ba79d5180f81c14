"""What our steps in nbgrader's pipeline share: the cohort, and what they know of the hand-in at hand."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from grading.autograde.sheet import ScoreSheet, Verdict
from grading.course.cohort import Cohort, open_cohort
from simulations.language import Message

Resources = dict[str, Any]
KEY = "academy"
PAGE = "page"  # marks the output that is the answer as a page
FORM = "__form"


@dataclass
class Work:
    """What is known of the hand-in while it passes through the steps.

    Attributes
    ----------
    sheet : ScoreSheet
        Made before anything of the notebook ran, and kept in memory.
    verdicts : dict
        By grade id.
    to_run : bool
        Whether the notebook has cells of nbgrader that are no task's: what they are worth, only a run shows.
    ran : bool
        Whether the notebook ran to its end, so that outputs of such cells mean something.
    notes : list of Message
        What a mentor has to know about the notebook.
    """

    sheet: ScoreSheet
    verdicts: dict[str, Verdict]
    to_run: bool
    ran: bool = False
    notes: list[Message] = field(default_factory=list)

    def is_task_cell(self, name: str) -> bool:
        """Whether a cell of nbgrader belongs to a task: its form or one of its criteria."""
        return name in self.verdicts or any(name == f"{task.task}{FORM}" for task in self.sheet.tasks)


class CohortPreprocessor(NbGraderPreprocessor):  # type: ignore[misc]
    """A step that knows the cohort it works for."""

    root = Unicode(help="The cohort's folder").tag(config=True)

    @property
    def cohort(self) -> Cohort:
        return open_cohort(Path(self.root))


def grade_id(cell: NotebookNode) -> str:
    """nbgrader's id of a cell; empty if it is none of nbgrader's."""
    named = cell.metadata.get("nbgrader")
    return str(named.get("grade_id", "")) if isinstance(named, dict) else ""
