"""Our steps in nbgrader's pipeline, by the names a cohort's configuration gives them."""

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from traitlets import Float

from grading.autograde.base import KEY, CohortPreprocessor, Resources, Work
from grading.autograde.cells import RestoreCells
from grading.autograde.intake import stands_in_for
from grading.autograde.running import RunNotebook
from grading.autograde.saving import SaveTrustedGrades
from grading.autograde.scoring import SECONDS, score_submission
from grading.autograde.sheet import verdicts
from grading.autograde.showing import ShowResults

__all__ = ["AskScorer", "CohortPreprocessor", "RestoreCells", "RunNotebook", "SaveTrustedGrades", "ShowResults"]


class AskScorer(CohortPreprocessor):
    """Before anything of the notebook runs: the answers, as they were submitted, to the trusted process."""

    seconds = Float(SECONDS, help="How long scoring one hand-in may take").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        names, cohort = resources["nbgrader"], self.cohort
        module, trainee = names["assignment"], names["student"]
        sheet = score_submission(cohort.submitted(trainee, module), module, trainee, cohort, self.seconds)
        work = Work(sheet, verdicts(sheet), to_run=False)
        if note := stands_in_for(nb):
            work.notes.append(note)
        else:
            with Gradebook(names["db_url"], cohort.id) as gradebook:
                cells = gradebook.find_notebook(names["notebook"], module).source_cells
                work.to_run = not all(work.is_task_cell(cell.name) for cell in cells)
        resources[KEY] = work
        return nb, resources
