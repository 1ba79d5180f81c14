"""A cohort's folder is an nbgrader course, made whole or not at all."""

import json
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from traitlets.config import Config

from curriculum.workplace import find_workplace
from grading.course import Cohort, CourseError, configure, create_cohort, open_cohort, release
from grading.course.release import find_leaks
from simulations.identity import Context
from simulations.projects import find_task

MODULE = "two_hour_post"


def roster(folder: Path, text: str | bytes) -> Path:
    path = folder / "people.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def create(folder: Path, people: str | bytes, **more: object) -> Cohort:
    values = {"title": "测试班", "roster": roster(folder, people), "modules": [MODULE], **more}
    return create_cohort(folder / "cohort", **values)  # type: ignore[arg-type]


def test_a_new_cohort_holds_people_secret_and_database(cohort: Cohort, contexts: list[Context]) -> None:
    assert {path.name for path in cohort.root.iterdir()} >= {
        "source", "release", "submitted", "autograded", "feedback", "exchange", "reports", "handout",
        "nbgrader_config.py", "cohort.json", "roster.csv", "gradebook.db",
    }  # fmt: skip
    assert stat.S_IMODE((cohort.root / ".secret").stat().st_mode) == 0o600
    assert [person.id for person in cohort.roster()] == [context.trainee for context in contexts]
    assert cohort.context(contexts[0].trainee) == contexts[0]
    assert open_cohort(cohort.root) == cohort
    with Gradebook(cohort.db_url, cohort.id) as gradebook:
        assert {student.last_name for student in gradebook.students} == {f"学员{n}" for n in range(len(contexts))}
        assert [course.id for course in gradebook.db.query(type(gradebook.check_course(cohort.id)))] == [cohort.id]
    database = sqlite3.connect(cohort.root / "gradebook.db")
    assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()


def test_the_public_card_keeps_the_secret(tmp_path: Path) -> None:
    due = datetime(2026, 12, 1, 10, tzinfo=UTC)
    cohort = create(tmp_path, "id,name\na01,甲\n", modules={MODULE: due})
    card = json.loads((cohort.root / "cohort.json").read_text(encoding="utf-8"))
    assert set(card) == {"id", "title", "modules"}
    assert cohort.modules[MODULE].due == due
    assert cohort.secret.hex() not in (cohort.root / "cohort.json").read_text(encoding="utf-8")


def test_two_cohorts_of_one_name_have_different_ids_and_secrets(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    one, two = (create(tmp_path / name, "id,name\na01,甲\n") for name in ("one", "two"))
    assert one.id != two.id
    assert one.secret != two.secret


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("header", ["id,name,mentor", "学号,姓名,导师", "ID,姓名,Mentor"])
def test_rosters_of_every_spreadsheet_are_read(tmp_path: Path, encoding: str, header: str) -> None:
    cohort = create(tmp_path, f"{header}\r\n a01 ,甲,李南\r\n\r\nb02,乙,周启\r\n".encode(encoding))
    assert [(p.id, p.name, p.mentor) for p in cohort.roster()] == [("a01", "甲", "李南"), ("b02", "乙", "周启")]


@pytest.mark.parametrize(
    ("people", "complaint"),
    [
        ("id,name\na01,甲\n,乙\nA01,丙\n", "line 3: no id (name '乙')\n  line 4: id 'A01' stands already in line 2"),
        ("id,name\n../a,甲\n", "line 2: id '../a' names a folder"),
        ("id,name\n.a,甲\n", "line 2: id '.a' names a folder"),
        ("number,name\na01,甲\n", "no column id; the first line holds: number, name"),
        ("id,name\n", "holds nobody"),
        (b"id,name\na01,\xff\xff\n", "neither UTF-8 nor GB 18030"),
    ],
)
def test_a_wrong_roster_is_refused_by_line_and_value_and_nothing_is_written(
    tmp_path: Path, people: str | bytes, complaint: str
) -> None:
    with pytest.raises(CourseError) as caught:
        create(tmp_path, people)
    assert complaint in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_an_existing_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "cohort").mkdir()
    with pytest.raises(CourseError, match="exists already"):
        create(tmp_path, "id,name\na01,甲\n")
    assert list((tmp_path / "cohort").iterdir()) == []


def test_an_unknown_module_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=f"'cooking'; there are: .*{MODULE}"):
        create(tmp_path, "id,name\na01,甲\n", modules=["cooking"])


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CourseError, match="file cannot be written to"):
        create_cohort(
            tmp_path / "file" / "cohort", title="t", roster=roster(tmp_path, "id,name\na01,甲\n"), modules=[MODULE]
        )


def test_what_breaks_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="nosuchdatabase"):
        create(tmp_path, "id,name\na01,甲\n", db_url="nosuchdatabase://")
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


@pytest.mark.parametrize("text", [None, "", "not hex", "00ff"])
def test_a_lost_secret_is_a_loud_error_that_says_what_to_do(cohort: Cohort, text: str | None) -> None:
    path = cohort.root / ".secret"
    path.unlink()
    if text is not None:
        path.write_text(text)
    with pytest.raises(CourseError, match="Put it back from the cohort's archive or a backup"):
        cohort.context("a01")


def test_a_folder_that_is_no_cohort_says_so(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"no cohort\.json"):
        open_cohort(tmp_path)


def test_the_configuration_follows_the_folder_when_it_is_moved(cohort: Cohort) -> None:
    moved = cohort.root.rename(cohort.root.with_name("moved"))
    config = Config()
    configure(config, moved)
    assert config.CourseDirectory.course_id == cohort.id
    assert config.CourseDirectory.db_url == f"sqlite:///{moved}/gradebook.db?timeout=60"
    assert config.Exchange.root == str(moved / "exchange")


@pytest.mark.server
def test_plain_nbgrader_commands_work_in_the_folder(cohort: Cohort, contexts: list[Context]) -> None:
    command = [sys.executable, "-m", "nbgrader", "db", "student", "list"]
    listed = subprocess.run(command, cwd=cohort.root, capture_output=True, encoding="utf-8", check=True).stdout
    assert f"There are {len(contexts)} students" in listed
    assert f"{contexts[0].trainee} (学员0, )" in listed


def test_grades_may_be_kept_elsewhere(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/elsewhere.db"
    cohort = create(tmp_path, "id,name\na01,甲\n", db_url=url)
    assert cohort.db_url == url
    assert (tmp_path / "elsewhere.db").exists()
    assert not (cohort.root / "gradebook.db").exists()


@pytest.mark.parametrize(
    "left", ["    return x + x  # twice", "### BEGIN SOLUTION", "### begin hidden tests", "y = 1 # END  MARK SCHEME"]
)
def test_a_solution_left_in_a_release_is_found(left: str) -> None:
    solution = "def double(x):\n    ### BEGIN SOLUTION\n    return x + x  # twice\n    ### END SOLUTION"
    assignment = new_notebook(cells=[new_code_cell(solution)])
    clean = new_notebook(cells=[new_code_cell("def double(x):\n    raise NotImplementedError")])
    leaking = new_notebook(cells=[new_code_cell("def double(x):\n    pass"), new_code_cell(left)])
    assert find_leaks(assignment, clean) == []
    assert find_leaks(assignment, leaking) == [f"cell 1: {left.strip()}"]


@pytest.mark.server
def test_a_release_reaches_exchange_and_handout_and_holds_no_solution(
    cohort: Cohort, release_small: Callable[[Cohort], Path], tmp_path: Path
) -> None:
    text = release_small(cohort).read_text(encoding="utf-8")
    for hidden in ("x + x", "double(21)", "MARK SCHEME", find_task(MODULE).criterion("layout").anchors[0].text):
        assert hidden not in text
    assert (cohort.root / "exchange" / cohort.id / "outbound" / MODULE / f"{MODULE}.ipynb").exists()
    with zipfile.ZipFile(cohort.root / "handout" / f"{MODULE}.zip") as handout:
        handout.extractall(tmp_path / "work")
    workplace = find_workplace(tmp_path / "work" / "basic" / MODULE)
    assert workplace.cohort == cohort.card
    assert (workplace.module_folder(MODULE) / f"{MODULE}.ipynb").read_text(encoding="utf-8") == text


@pytest.mark.server
def test_a_release_that_would_show_a_solution_does_not_happen(
    cohort: Cohort, release_small: Callable[[Cohort], Path], assignment: NotebookNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    hint = new_markdown_cell("Hint:\n\n    return x + x  # twice")
    monkeypatch.setitem(assignment, "cells", [*assignment.cells, hint])
    with pytest.raises(CourseError, match=r"a solution would go out:\n  cell \d+: return x \+ x"):
        release_small(cohort)
    for place in ("release", "handout", "exchange"):
        assert list((cohort.root / place).iterdir()) == []


def test_a_module_that_is_not_the_cohort_s_names_those_that_are(cohort: Cohort) -> None:
    with pytest.raises(CourseError, match=f"has no module 'funnels'; it has: {MODULE}"):
        release(cohort, "funnels")
