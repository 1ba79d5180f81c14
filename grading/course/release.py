"""Release: from a module's source to what trainees get, and the check that no solution goes out."""

import re
import shutil
import sys
import zipfile
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from curriculum.files import write_whole
from curriculum.syllabus import module as find_module
from grading.course.cohort import CARD, Cohort, enrol
from grading.course.config import last_error, nbgrader_of
from grading.course.errors import CourseError, listed
from simulations.language import _

if TYPE_CHECKING:  # nbformat takes two seconds to import, and every report opens a cohort
    from nbformat import NotebookNode

MARKER = re.compile(r"(begin|end)\s+(solution|hidden\s+tests?|mark\s+scheme)", re.I)
SOLUTION = re.compile(r"begin\s+solution[^\n]*\n(?P<lines>.*?)\n[^\n]*end\s+solution", re.I | re.S)
TELLING = 8  # signs: a shorter line of a solution ("x = 1") may stand elsewhere by chance
ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the same release gives the same bytes


@dataclass(frozen=True)
class Release:
    """What a release produced.

    Attributes
    ----------
    notebook, handout : Path
        The trainees' notebook in `release/` and the zip to send them.
    exchange : bool
        Whether it also lies in nbgrader's exchange, which does not exist on Windows.
    """

    module: str
    notebook: Path
    handout: Path
    exchange: bool


def release(cohort: Cohort, module: str) -> Release:
    """Release a module to a cohort.

    Raises
    ------
    CourseError
        If the module is not the cohort's, nbgrader refuses (it names the reason), or a solution would go out.
    """
    import nbformat

    from curriculum.build import assignment_notebook, notebook_bytes

    cohort.require(module)
    name = f"{module}.ipynb"
    source, released = cohort.root / "source" / module, cohort.root / "release" / module
    assignment = assignment_notebook(find_module(module))
    write_whole(source / name, notebook_bytes(assignment))
    write_whole(source / CARD, (cohort.root / CARD).read_bytes())
    enrol(cohort)
    api = nbgrader_of(cohort)
    result = api.generate_assignment(module)
    if not result["success"]:
        raise CourseError(_("nbgrader could not release {module}: {why}").format(module=module, why=last_error(result)))
    if leaks := find_leaks(assignment, nbformat.read(released / name, as_version=4)):
        shutil.rmtree(released)
        raise listed(_("{module} is not released, a solution would go out:").format(module=module), leaks)
    _set_due_date(cohort, module)
    handout = cohort.root / "handout" / f"{module}.zip"
    write_whole(handout, _handout(cohort, module, released / name))
    return Release(module, released / name, handout, _offer(cohort, module, api))


def find_leaks(assignment: "NotebookNode", released: "NotebookNode") -> list[str]:
    """Where a released notebook shows what trainees must not see: markers, or lines of a solution."""
    solutions = {
        line.strip()
        for cell in assignment.cells
        for region in SOLUTION.finditer(cell.source)
        for line in region["lines"].splitlines()
        if len(line.strip()) >= TELLING
    }
    leaks = []
    for number, cell in enumerate(released.cells):
        for line in cell.source.splitlines():
            if MARKER.search(line) or line.strip() in solutions:
                leaks.append(_("cell {number}: {line}").format(number=number, line=line.strip()))
    return leaks


def _set_due_date(cohort: Cohort, module: str) -> None:
    from nbgrader.api import Gradebook

    due = cohort.modules[module].due
    utc = due.astimezone(UTC).replace(tzinfo=None) if due else None
    with Gradebook(cohort.db_url, cohort.id) as gradebook:
        gradebook.update_or_create_assignment(module, duedate=utc)


def _handout(cohort: Cohort, module: str, notebook: Path) -> bytes:
    """A zip to unpack into a work folder: the cohort's card, and the notebook at its place."""
    tier = find_module(module).tier
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in (
            (CARD, (cohort.root / CARD).read_bytes()),
            (f"{tier}/{module}/{module}.ipynb", notebook.read_bytes()),
        ):
            bundle.writestr(zipfile.ZipInfo(name, ZIP_DATE), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _offer(cohort: Cohort, module: str, api: object) -> bool:
    """Put the release into the exchange, replacing an earlier one."""
    if sys.platform == "win32":
        return False
    outbound = cohort.root / "exchange" / cohort.id / "outbound" / module
    if outbound.exists():
        shutil.rmtree(outbound)
    result = api.release_assignment(module)  # type: ignore[attr-defined]
    if not result["success"]:
        raise CourseError(
            _("{module} could not be put into the exchange: {why}").format(module=module, why=last_error(result))
        )
    return True
