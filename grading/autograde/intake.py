"""A hand-in before it is graded: is it still the same, and can its notebook be opened at all."""

import hashlib
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from curriculum.build import notebook_bytes
from curriculum.files import write_whole
from grading.course.cohort import Cohort
from simulations.language import Message, message

MOST_BYTES = 20_000_000
DAMAGED = ".damaged"
STANDS_IN = "stands_in_for"


def digest_of(folder: Path) -> str:
    """A fingerprint of everything that was handed in."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(folder).as_posix()}\x1f{path.stat().st_size}\x1f".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def make_readable(cohort: Cohort, trainee: str, module: str) -> None:
    """Let the released notebook stand in for one that cannot be opened, so that the answers are graded all the same.

    What was handed in stays beside it as `<module>.ipynb.damaged`; the copy says what it stands in for.

    Raises
    ------
    OSError
        If the submission cannot be written to, or the module was never released.
    """
    path = cohort.submitted(trainee, module) / f"{module}.ipynb"
    problem = _problem(path)
    if problem is None:
        return
    released = nbformat.read(cohort.root / "release" / module / path.name, as_version=4)
    released.metadata[STANDS_IN] = problem
    if path.exists():
        path.replace(path.with_name(path.name + DAMAGED))
    write_whole(path, notebook_bytes(released))


def stands_in_for(notebook: NotebookNode) -> Message | None:
    """What a mentor has to know of a notebook that is not the trainee's."""
    why = notebook.metadata.get(STANDS_IN)
    if why is None:
        return None
    if not why:
        return message("no notebook was handed in; the answers were graded without it")
    return message("the notebook cannot be opened ({why}); the answers were graded without it", why=str(why))


def _problem(path: Path) -> str | None:
    """Why a notebook cannot be opened; empty if there is none, None if it can."""
    if not path.is_file():
        return ""
    if path.stat().st_size > MOST_BYTES:
        return f"> {MOST_BYTES // 1_000_000} MB"
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except Exception as error:  # nbformat lets every kind of error through that a wrong file can cause
        return f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return None
