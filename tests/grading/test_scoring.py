"""The trusted process scores data: what cannot be graded says why, what is strange costs nobody else anything."""

import json
import math
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from curriculum.answers import MOST_BYTES, WorkLog, answer_path, log_path, write_draft
from grading.autograde.environment import clean_environment
from grading.autograde.scoring import Request, score_request, score_submission
from grading.autograde.sheet import ScoreSheet, TaskSheet, clamped, verdicts
from grading.autograde.view import criterion_html
from grading.course import Cohort
from simulations.identity import Context
from simulations.language import message
from simulations.projects import find_task
from simulations.task import Mark, Score

MODULE = "two_hour_post"
Fields = Callable[[Context], dict[str, Any]]


@pytest.fixture
def me(contexts: list[Context]) -> Context:
    return contexts[0]


def score(folder: Path, context: Context) -> TaskSheet:
    request = Request(
        folder=folder, module=MODULE, cohort=context.cohort, trainee=context.trainee, secret=context.secret.hex()
    )
    (sheet,) = score_request(request).tasks
    return sheet


def write(folder: Path, context: Context, fields: dict[str, Any]) -> TaskSheet:
    write_draft(folder, MODULE, fields, context.variant(MODULE))
    return score(folder, context)


@pytest.mark.server
def test_the_process_says_what_the_task_says(cohort: Cohort, me: Context, fields: Fields) -> None:
    folder = cohort.submitted(me.trainee, MODULE)
    write_draft(folder, MODULE, fields(me), me.variant(MODULE))
    (folder / "simulations").mkdir()
    (folder / "simulations" / "__init__.py").write_text("raise SystemExit('loaded from the submission')")
    (folder / "sitecustomize.py").write_text("raise SystemExit('loaded from the submission')")
    task = find_task(MODULE)
    (sheet,) = score_submission(folder, MODULE, me.trainee, cohort).tasks
    assert sheet.score == task.score(task.Answer.model_validate(fields(me)), me)
    assert sheet.page == task.page(task.Answer.model_validate(fields(me)), me)


@pytest.mark.server
def test_the_process_gets_the_secret_on_stdin_alone(
    cohort: Cohort, me: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "/somewhere")
    monkeypatch.setenv("SOME_TOKEN", "t0ken")
    seen: dict[str, Any] = {}

    def run(command: list[str], **how: Any) -> subprocess.CompletedProcess[bytes]:
        seen.update(how, command=command)
        return subprocess.CompletedProcess(command, 0, stdout=b'{"module": "m", "trainee": "t", "tasks": []}')

    monkeypatch.setattr(subprocess, "run", run)
    submitted = cohort.submitted(me.trainee, MODULE)
    score_submission(submitted, MODULE, me.trainee, cohort)
    secret = cohort.secret.hex()
    assert secret.encode() in seen["input"]
    assert secret not in str((seen["command"], seen["env"]))
    assert "-P" in seen["command"]
    assert not Path(seen["cwd"]).is_relative_to(submitted)
    assert not {name for name in seen["env"] if name.startswith("PYTHON") or "TOKEN" in name}


@pytest.mark.server
def test_a_scorer_that_hangs_becomes_a_reason(cohort: Cohort, me: Context) -> None:
    sheet = score_submission(cohort.submitted(me.trainee, MODULE), MODULE, me.trainee, cohort, seconds=0.01)
    assert "scoring took longer" in str(sheet.problem)
    assert sheet.tasks[0].crashed


def test_a_child_gets_none_of_the_grader_s_environment() -> None:
    given = {"PATH": "/bin", "LC_ALL": "C", "PYTHONPATH": "/x", "ACADEMY_LANG": "en", "DB_PASSWORD": "p"}
    assert clean_environment(given) == {"PATH": "/bin", "LC_ALL": "C", "ACADEMY_LANG": "en"}


def test_an_invalid_answer_names_field_value_and_what_is_allowed(tmp_path: Path, me: Context, fields: Fields) -> None:
    sheet = write(tmp_path, me, fields(me) | {"hour": 25, "title": "<script>alert(1)</script>" * 9})
    assert sheet.score is None
    assert {(problem.field, str(problem.what)) for problem in sheet.problems} == {
        ("hour", "must be at most 23"),
        ("title", "is too long: at most 32 characters"),
    }
    assert "&lt;script&gt;" in sheet.page
    assert "<script" not in sheet.page


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"not json", "damaged"),
        (b"\x80\x04K\x01.", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b'{"answer": []}', "damaged"),
        (b" " * (MOST_BYTES + 1), "bytes"),
        (b'{"task": "other", "answer": {}}', "belongs to task other"),
        (b'{"task": "two_hour_post", "variant": "0", "answer": {}}', "another trainee's material"),
    ],
)
def test_a_file_that_is_no_answer_says_why(tmp_path: Path, me: Context, data: bytes, why: str) -> None:
    path = answer_path(tmp_path, MODULE)
    path.parent.mkdir()
    path.write_bytes(data)
    (problem,) = score(tmp_path, me).problems
    assert why in str(problem)


def test_no_answer_and_a_link_for_an_answer_are_no_answer(tmp_path: Path, me: Context, fields: Fields) -> None:
    assert "no answer was handed in" in str(score(tmp_path, me).problems[0])
    write(tmp_path / "elsewhere", me, fields(me))
    answer_path(tmp_path, MODULE).parent.mkdir()
    answer_path(tmp_path, MODULE).symlink_to(answer_path(tmp_path / "elsewhere", MODULE))
    assert "no answer was handed in" in str(score(tmp_path, me).problems[0])


def test_half_a_character_in_a_text_breaks_nothing(tmp_path: Path, me: Context, fields: Fields) -> None:
    write_draft(tmp_path, MODULE, fields(me), me.variant(MODULE))
    path = answer_path(tmp_path, MODULE)
    envelope = json.loads(path.read_text(encoding="utf-8"))
    envelope["answer"]["ai_log"] = envelope["answer"]["body"] = "half \ud800"
    path.write_text(json.dumps(envelope), encoding="utf-8")
    sheet = score(tmp_path, me)
    assert sheet.problems
    assert "half ?" in TaskSheet.model_validate_json(sheet.model_dump_json()).ai_log


def test_a_work_log_that_contradicts_itself_costs_nothing(tmp_path: Path, me: Context, fields: Fields) -> None:
    log_path(tmp_path, MODULE).parent.mkdir()
    log_path(tmp_path, MODULE).write_text(
        '{"started_at": "2026-01-01T10:00:00", "submitted_at": "2026-01-01T09:00:00Z"}'
    )
    assert write(tmp_path, me, fields(me)).score is not None


def test_minutes_are_those_of_the_log(tmp_path: Path, me: Context) -> None:
    log = WorkLog.model_validate({"started_at": "2026-01-01T09:00:00Z", "submitted_at": "2026-01-01T10:30:00Z"})
    log_path(tmp_path, MODULE).parent.mkdir()
    log_path(tmp_path, MODULE).write_text(log.model_dump_json())
    request = Request(folder=tmp_path, module=MODULE, cohort="c", trainee="t", secret="00")
    assert score_request(request).minutes == 90


def test_the_same_answer_laid_out_differently_is_the_same_answer(tmp_path: Path, me: Context, fields: Fields) -> None:
    one = write(tmp_path, me, fields(me))
    two = write(tmp_path, me, dict(reversed(fields(me).items())))
    other = write(tmp_path, me, fields(me) | {"hour": 1})
    assert one.digest == two.digest != other.digest


@pytest.mark.parametrize(
    ("points", "stored"),
    [(-5.0, 0.0), (3.0, 3.0), (1e300, 10.0), (math.nan, None), (math.inf, None), (-math.inf, None), (None, None)],
)
def test_points_stay_in_their_range_and_no_number_is_not_gradable(points: float | None, stored: float | None) -> None:
    assert clamped(points, 10) == stored
    mark = Mark(criterion="opening", points=points, max_points=10, reason=message("why"))
    task = TaskSheet(task=MODULE, score=Score(task=MODULE, variant="v", marks=(mark,)))
    verdict = verdicts(ScoreSheet(module=MODULE, trainee="t", tasks=(task,)))[f"{MODULE}__opening"]
    assert verdict.points == stored
    assert (verdict.problem is None) == (stored is not None)


def test_reasons_are_escaped() -> None:
    mark = Mark(criterion="opening", points=1, max_points=10, reason=message("{x}", x="<img src=x onerror=alert(1)>"))
    task = TaskSheet(task=MODULE, score=Score(task=MODULE, variant="v", marks=(mark,)))
    html = criterion_html(verdicts(ScoreSheet(module=MODULE, trainee="t", tasks=(task,)))[f"{MODULE}__opening"])
    assert "<strong>1 / 10</strong> &lt;img src=x" in html
