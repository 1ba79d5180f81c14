"""The doors of a cohort's folder: Lab on the instructor's first page, or on a mentor's."""

import hashlib
import re
from pathlib import Path

import nbformat

from curriculum.build import notebook_bytes
from curriculum.files import write_whole
from curriculum.lab import SERVER_SWITCHED_OFF, SETTINGS, START, SWITCHED_OFF, Door
from grading.course.cohort import Cohort
from grading.course.errors import CourseError
from grading.course.roster import mentors_of
from simulations.language import _, listed

MENTOR = "ACADEMY_MENTOR"  # the environment variable that tells a kernel which mentor came in
PANELS = "@jupyter/nbgrader"
NOT_FOR_INSTRUCTORS = (f"{PANELS}:course-list", f"{PANELS}:validate-assignment")
NOT_FOR_MENTORS = (*NOT_FOR_INSTRUCTORS, f"{PANELS}:assignment-list", f"{PANELS}:create-assignment")
SERVERS = "nbgrader.server_extensions"
FORMGRADER, ASSIGNMENTS = f"{SERVERS}.formgrader", f"{SERVERS}.assignment_list"


def instructors_door(cohort: Cohort) -> Door:
    """Write the instructor's first page into the cohort's folder and give the way to it.

    Raises
    ------
    OSError
        If the folder cannot be written to.
    """
    _write_page(cohort.root / START, "instructor_page", {"desk": "instructor"})
    return Door(
        root=cohort.root,
        settings=f"{SETTINGS}/instructor",
        lab_off=(*_without(SWITCHED_OFF, PANELS), *NOT_FOR_INSTRUCTORS),
        server_off=_without(SERVER_SWITCHED_OFF, FORMGRADER, ASSIGNMENTS),
        inside=True,
    )


def mentors_door(cohort: Cohort, mentor: str) -> Door:
    """Write a mentor's first page into the cohort's folder and give the way to it.

    Raises
    ------
    CourseError
        If the roster has no such mentor; names those there are.
    OSError
        If the folder cannot be written to.
    """
    known = mentors_of(cohort.roster())
    if not known:
        raise CourseError(_("the roster names no mentors: fill in its column mentor"))
    if mentor not in known:
        raise CourseError(
            _("the roster has no mentor {mentor}; there are: {known}").format(mentor=repr(mentor), known=listed(known))
        )
    name = f"mentor_{_safe(mentor)}"
    _write_page(cohort.root / f"{name}.ipynb", "mentor_page", {"desk": "mentor", "mentor": mentor})
    return Door(
        root=cohort.root,
        start=f"{name}.ipynb",
        settings=f"{SETTINGS}/{name}",
        lab_off=(*_without(SWITCHED_OFF, PANELS), *NOT_FOR_MENTORS),
        server_off=_without(SERVER_SWITCHED_OFF, FORMGRADER),
        variables={MENTOR: mentor},
        inside=True,
    )


def _without(names: tuple[str, ...], *left_on: str) -> tuple[str, ...]:
    return tuple(name for name in names if name not in left_on)


def _safe(name: str) -> str:
    """A name as part of a file's name; two names never share one."""
    kept = re.sub(r"[^\w-]+", "_", name)
    return kept if kept == name else f"{kept}_{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def _write_page(path: Path, page: str, about: dict[str, str]) -> None:
    """A notebook with the one cell that shows a page and is run by itself."""
    cell = nbformat.v4.new_code_cell(f"from grading.desk import {page}\n\n{page}()", id="page")
    cell.metadata = nbformat.NotebookNode(tags=["academy-form"], jupyter={"source_hidden": True})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = nbformat.v4.new_notebook(
        cells=[cell], metadata={"kernelspec": kernel, "language_info": {"name": "python"}, "academy": about}
    )
    write_whole(path, notebook_bytes(notebook))
