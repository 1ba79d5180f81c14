"""What is sent to a trainee: one zip with all feedback so far, the profile and the letters.

The trainee drops it into the work folder's `inbox/` as it is. The same content gives the same bytes.
"""

import zipfile
from datetime import UTC
from io import BytesIO
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from curriculum.files import write_whole
from curriculum.inbox import FEEDBACK, LETTERS, PROFILE, Letter, Letters, Profile
from curriculum.skills import Evidence, skills
from curriculum.syllabus import syllabus
from grading.course.cohort import Cohort
from grading.course.release import ZIP_DATE
from grading.records import store, tables
from grading.records.letters import find_letters
from grading.records.mentor import criteria_of


def package_path(cohort: Cohort, trainee: str) -> Path:
    """Where a trainee's package lies."""
    return cohort.root / "feedback" / trainee / f"{trainee}__inbox.zip"


def write_package(cohort: Cohort, trainee: str) -> Path:
    """Write a trainee's package: every feedback file there is, the profile over these modules, all letters.

    Raises
    ------
    OSError
        If the folder cannot be written to; the package that lay there is untouched.
    """
    folder = cohort.root / "feedback" / trainee
    papers = {path.name: path.read_bytes() for path in folder.glob(f"*/inbox/*{FEEDBACK}")}
    with store.connect(cohort.db_url) as connection:
        profile = _profile(connection, trainee, [name.removesuffix(FEEDBACK) for name in papers])
        letters = [
            Letter(at=at.replace(tzinfo=UTC), who=who, text=text) for at, who, text in find_letters(connection, trainee)
        ]
    if profile:
        papers[PROFILE] = profile.model_dump_json(indent=1).encode() + b"\n"
    if letters:
        papers[LETTERS] = Letters(letters=tuple(letters)).model_dump_json(indent=1).encode() + b"\n"
    path = package_path(cohort, trainee)
    write_whole(path, _zipped(papers))
    return path


def _profile(connection: Connection, trainee: str, modules: list[str]) -> Profile | None:
    """The competencies, from all criteria that have been judged; only modules whose feedback is out count."""
    modules = list(syllabus().current(modules))
    mark = tables.mark.c
    query = sa.select(mark.module, mark.task, mark.criterion, mark.points, mark.max_points, mark.graded_at).where(
        mark.trainee == trainee, mark.module.in_(modules), mark.points.is_not(None)
    )
    rows = connection.execute(query.order_by(mark.module, mark.task, mark.criterion)).all()
    criteria = {
        (module, task, criterion.slug): criterion for module in modules for task, criterion in criteria_of(module)
    }
    known = [row for row in rows if (row.module, row.task, row.criterion) in criteria]
    if not known:
        return None
    judged = [
        Evidence(criteria[row.module, row.task, row.criterion].competencies, row.points, row.max_points)
        for row in known
    ]
    return Profile(at=max(row.graded_at for row in known).replace(tzinfo=UTC), skills=skills(judged))


def _zipped(papers: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name in sorted(papers):
            bundle.writestr(zipfile.ZipInfo(name, ZIP_DATE), papers[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()
