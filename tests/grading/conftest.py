"""A small cohort, the written hand-ins as answers, and zips as trainees send them."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from curriculum.answers import write_draft
from curriculum.build import task_cells
from curriculum.handing_in import Receipt
from grading.course import Cohort, create_cohort, release
from grading.demo.hand_ins import answer_for, hand_ins, somebody_for
from simulations.identity import Context
from simulations.projects import find_task

MODULE = "two_hour_post"
COHORT, SECRET = "tests", hashlib.sha256(b"a secret of the tests").digest()
NBGRADER = {"schema_version": 3, "task": False, "grade": False, "solution": False, "locked": False}

Zip = Callable[..., Path]


@pytest.fixture(scope="module", autouse=True)
def _in_english() -> Iterator[None]:
    """Sentences are compared in the language of the code; the catalog has tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACADEMY_LANG", "en")
        yield


@pytest.fixture(scope="session")
def contexts() -> list[Context]:
    """Trainees of the cohort, all with the brand that the answer below was written for."""
    written, found = hand_ins(MODULE)[6], list[Context]()
    for _ in range(8):
        taken = frozenset(context.trainee for context in found)
        found.append(somebody_for(written, cohort=COHORT, secret=SECRET, taken=taken))
    return found


@pytest.fixture(scope="session")
def fields() -> Callable[[Context], dict[str, Any]]:
    """A valid answer for a trainee."""
    return lambda context: answer_for(hand_ins(MODULE)[6], context)


@pytest.fixture(scope="session")
def new_cohort(contexts: list[Context]) -> Callable[[Path], Cohort]:
    """Make a cohort of those trainees in a folder."""

    def make(folder: Path) -> Cohort:
        roster = folder / "people.csv"
        lines = [f"{context.trainee},学员{number},李南" for number, context in enumerate(contexts)]
        roster.write_text("\n".join(["学号,姓名,导师", *lines]), encoding="utf-8-sig")
        return create_cohort(
            folder / "cohort", title="测试班", roster=roster, modules=[MODULE], id=COHORT, secret=SECRET
        )

    return make


@pytest.fixture
def cohort(tmp_path: Path, new_cohort: Callable[[Path], Cohort]) -> Cohort:
    """A cohort of one's own, nothing released."""
    return new_cohort(tmp_path)


@pytest.fixture(scope="session")
def assignment() -> nbformat.NotebookNode:
    """A lesson, the task, and cells that only nbgrader can judge: a solution, a hidden test, a partial credit."""

    def cell(source: str, id: str, **metadata: Any) -> nbformat.NotebookNode:
        made = new_code_cell(source, id=id)
        made.metadata["nbgrader"] = {**NBGRADER, "grade_id": id, **metadata}
        return made

    solution = "def double(x):\n    ### BEGIN SOLUTION\n    return x + x  # twice\n    ### END SOLUTION"
    test = "assert double(2) == 4\n### BEGIN HIDDEN TESTS\nassert double(21) == 42\n### END HIDDEN TESTS"
    cells = [
        new_markdown_cell("# Lesson\n\nAs released, with a [link](https://example.org).", id="lesson"),
        *task_cells(find_task(MODULE)),
        cell(solution, "double", solution=True),
        cell(test, "test_double", grade=True, locked=True, points=2),
        cell("credit()", "test_credit", grade=True, locked=True, points=3),
    ]
    for made in cells:
        made.id = made.metadata.get("nbgrader", {}).get("grade_id", made.id)
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


@pytest.fixture(scope="session")
def release_small(assignment: nbformat.NotebookNode) -> Callable[[Cohort], Path]:
    """Release that notebook in place of the module's own; gives the trainees' notebook."""

    def make(cohort: Cohort) -> Path:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("curriculum.build.assignment_notebook", lambda _module: assignment)
            return release(cohort, MODULE).notebook

    return make


@pytest.fixture
def hand_in_zip(tmp_path: Path, contexts: list[Context], fields: Callable[[Context], dict[str, Any]]) -> Zip:
    """Write a zip as `hand_in` does; keywords change what is in it."""

    def make(
        context: Context = contexts[0],
        *,
        name: str | None = None,
        at: datetime = datetime(2026, 3, 1, 10, tzinfo=UTC),
        receipt: dict[str, Any] | None = None,
        extra: dict[str | zipfile.ZipInfo, bytes] | None = None,
    ) -> Path:
        folder = tmp_path / "desk" / context.trainee
        write_draft(folder, MODULE, fields(context), context.variant(MODULE))
        files = {f"answers/{MODULE}.json": (folder / "answers" / f"{MODULE}.json").read_bytes()}
        files[f"{MODULE}.ipynb"] = nbformat.writes(new_notebook()).encode()
        known = Receipt(
            cohort=context.cohort,
            trainee=context.trainee,
            module=MODULE,
            handed_in_at=at,
            files={file: hashlib.sha256(data).hexdigest() for file, data in files.items()},
        )
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
            for file, data in files.items():
                bundle.writestr(file, data)
            bundle.writestr("receipt.json", known.model_copy(update=receipt or {}).model_dump_json())
            for member, data in (extra or {}).items():
                bundle.writestr(member, data)
        mail = tmp_path / "mail"
        mail.mkdir(exist_ok=True)
        path = mail / (name or f"{context.trainee}__{MODULE}__{at:%Y%m%dT%H%M%S}.zip")
        path.write_bytes(packed.getvalue())
        return path

    return make
