"""Running a notebook: only where points hang on a run, and without a chance to change what was handed in."""

import subprocess
from contextlib import AbstractContextManager
from pathlib import Path
from time import monotonic
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import Execute
from traitlets import Float

from curriculum.files import write_whole
from grading.autograde.base import KEY, CohortPreprocessor, Resources, Work, grade_id
from grading.autograde.environment import clean_environment
from simulations.language import message


class RunNotebook(CohortPreprocessor, Execute):  # type: ignore[misc]
    """nbgrader's execution, for notebooks with cells that are no task's.

    Tasks are scored from their answers, so a notebook of forms is never run, nor is any form: that is quicker and
    leaves trainee code without a chance. Where it runs, a dead kernel or an endless loop costs no trusted points.
    """

    most_seconds = Float(600, help="How long a whole notebook may run").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        work: Work = resources[KEY]
        if not work.to_run:
            return nb, resources
        names = resources["nbgrader"]
        kept = _files(self.cohort.submitted(names["student"], names["assignment"]))
        self._until = monotonic() + self.most_seconds
        try:
            nb, resources = super().preprocess(nb, resources)
            work.ran = True
        except Exception as error:  # dead kernel, no kernel, no answer from it: whatever it is, grading goes on
            why = f"{type(error).__name__}: {error}".strip().splitlines()[0]
            work.notes.append(message("the notebook did not run to its end: {why}", why=why))
        finally:
            changed = [path for path, data in kept.items() if not path.is_file() or path.read_bytes() != data]
            for path in changed:
                write_whole(path, kept[path])
        if changed:
            work.notes.append(message("the notebook tried to change what was handed in"))
        return nb, resources

    def preprocess_cell(self, cell: NotebookNode, resources: Resources, index: int) -> tuple[NotebookNode, Resources]:
        work: Work = resources[KEY]
        if work.is_task_cell(grade_id(cell)):
            return cell, resources
        if monotonic() > self._until:
            raise TimeoutError(f"{self.most_seconds:.0f} s")
        done: tuple[NotebookNode, Resources] = super().preprocess_cell(cell, resources, index)
        return done

    def setup_kernel(self, **kwargs: Any) -> AbstractContextManager[Any]:
        """A trainee's kernel gets none of the grader's environment, and nothing it writes reaches the terminal."""
        apart = {"env": clean_environment(), "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        kernel: AbstractContextManager[Any] = super().setup_kernel(**apart, **kwargs)
        return kernel


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
