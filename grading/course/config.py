"""How nbgrader is set up for a cohort: the same for plain `nbgrader` commands and for `academy`."""

from pathlib import Path
from typing import Any

from traitlets.config import Config

from grading.course.cohort import Cohort, open_cohort

OWN = "grading.autograde.preprocessors"
STOCK = "nbgrader.preprocessors"
OFFLINE = Path(__file__).parents[1] / "templates" / "offline"
CELL_SECONDS = 60


def configure(c: Any, root: Path | None = None) -> None:
    """Set up nbgrader; called from a cohort's `nbgrader_config.py`.

    Parameters
    ----------
    c : traitlets.config.Config
        What `get_config()` gives.
    root : Path, optional
        The cohort's folder; default: where the command runs.
    """
    cohort = open_cohort(root or Path.cwd())
    c.CourseDirectory.course_id = cohort.id
    c.CourseDirectory.root = str(cohort.root)
    c.CourseDirectory.db_url = cohort.db_url
    c.Exchange.root = str(cohort.root / "exchange")
    c.NbGraderAPI.timezone = "Asia/Shanghai"  # due dates as formgrader shows them
    c.OverwriteCells.add_missing_cells = True
    c.Autograde.create_student = False  # only people of the roster are graded
    c.Autograde.sanitize_preprocessors = [
        f"{OWN}.RestoreCells",
        f"{STOCK}.ClearOutput",
        f"{STOCK}.DeduplicateIds",
        f"{STOCK}.OverwriteKernelspec",
        f"{STOCK}.OverwriteCells",
        f"{STOCK}.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        f"{OWN}.AskScorer",
        f"{OWN}.RunNotebook",
        f"{STOCK}.IgnorePattern",
        f"{STOCK}.LimitOutput",
        f"{OWN}.SaveTrustedGrades",
        f"{STOCK}.AssignLatePenalties",
        f"{OWN}.ShowResults",
        f"{STOCK}.CheckCellMetadata",
    ]
    c.CohortPreprocessor.root = str(cohort.root)
    c.Execute.timeout = CELL_SECONDS
    c.GenerateFeedback.exporter_class = "grading.feedback.FeedbackExporter"
    c.GenerateFeedback.preprocessors = [f"{STOCK}.GetGrades"]
    c.HTMLExporter.template_paths.prepend([str(OFFLINE)])  # formgrader's pages, too, open without a network


def nbgrader_of(cohort: Cohort) -> Any:
    """nbgrader's own interface to a cohort, set up as its commands are."""
    from nbgrader.apps.api import NbGraderAPI

    config = Config()
    configure(config, cohort.root)
    config.NbGraderAPI.log_level = "WARN"
    return NbGraderAPI(config=config)


def last_error(result: dict[str, Any]) -> str:
    """The line of an nbgrader run that says what went wrong."""
    lines = [line.strip() for line in (result.get("error") or result.get("log") or "").splitlines() if line.strip()]
    errors = [line.partition("]")[2].strip() for line in (result.get("log") or "").splitlines() if "[ERROR]" in line]
    return (lines or errors or [""])[-1]
