"""The trusted process: it reads answers, never runs anything of a trainee, and says what they are worth.

It is started with `-P`, a working directory outside the submission and a cleaned environment; the request comes on
stdin, for it holds the cohort's secret, and the score sheet leaves on stdout.
"""

import hashlib
import json
import stat
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from curriculum.answers import (
    MOST_BYTES,
    InvalidAnswer,
    Problem,
    WorkLog,
    answer_path,
    read_log,
    read_submission,
)
from curriculum.syllabus import module as find_module
from grading.autograde.environment import clean_environment
from grading.autograde.sheet import ScoreSheet, TaskSheet
from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects import find_task

if TYPE_CHECKING:
    from grading.course import Cohort

SECONDS = 180


class Request(BaseModel):
    """Whose answers are to be scored, in which worlds; an error about it must not print the secret."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)
    folder: Path
    module: str
    cohort: str
    trainee: str
    secret: str


def score_submission(
    submitted_folder: Path, module: str, trainee: str, cohort: "Cohort", seconds: float = SECONDS
) -> ScoreSheet:
    """Ask the trusted process what a hand-in is worth.

    Returns
    -------
    ScoreSheet
        Also where the process died or took too long: then no task has a score, and each says why.
    """
    request = Request(
        folder=Path(submitted_folder).resolve(),
        module=module,
        cohort=cohort.id,
        trainee=trainee,
        secret=cohort.secret.hex(),
    )
    try:
        finished = subprocess.run(
            [sys.executable, "-P", "-m", "grading.autograde.scoring"],
            input=request.model_dump_json().encode(),
            capture_output=True,
            cwd=cohort.root,
            env=clean_environment(),
            timeout=seconds,
            check=True,
        )
        return ScoreSheet.model_validate_json(finished.stdout)
    except subprocess.TimeoutExpired:
        why = message("scoring took longer than {seconds:.0f} seconds", seconds=seconds)
    except subprocess.CalledProcessError as error:
        why = message("the scorer failed: {why}", why=_last_line(error.stderr))
    tasks = [TaskSheet(task=slug, problems=(_whole(why),), crashed=True) for slug in find_module(module).tasks]
    return ScoreSheet(module=module, trainee=trainee, tasks=tuple(tasks))


def score_request(request: Request) -> ScoreSheet:
    """Score every task of the module; what is wrong with one leaves the others alone."""
    context = Context(request.cohort, request.trainee, bytes.fromhex(request.secret))
    tasks = find_module(request.module).tasks
    scored = [_score_task(request.folder, task, context) for task in tasks]
    logs = [sheet.log for sheet in scored]
    minutes = [spent for log in logs if (spent := _minutes(log)) is not None]
    return ScoreSheet(
        module=request.module,
        trainee=request.trainee,
        tasks=tuple(scored),
        minutes=sum(minutes) if minutes else None,
        trials=tuple(trial for log in logs for trial in log.trials),
    )


def _minutes(log: WorkLog) -> float | None:
    """Minutes spent; a log carries no points, so one that contradicts itself is passed over."""
    try:
        spent = log.minutes_spent() if log.submitted_at else None
    except (TypeError, OverflowError):  # times with and without a zone
        return None
    return None if spent is None or spent < 0 else spent


def _score_task(folder: Path, slug: str, context: Context) -> TaskSheet:
    return _scored(folder, slug, context).model_copy(update={"log": read_log(folder, slug)})


def _scored(folder: Path, slug: str, context: Context) -> TaskSheet:
    data = _read(answer_path(folder, slug))
    if data is None:
        return TaskSheet(task=slug, problems=(_whole(message("no answer was handed in")),))
    fields = _fields(data)
    seen = TaskSheet(task=slug, page=_raw_page(fields), digest=_digest(fields, data), ai_log=_ai_log(fields))
    if not _is_whole_text(data):
        return seen.model_copy(update={"problems": (_whole(message("a text in it breaks off within a character")),)})
    task = find_task(slug)
    try:
        answer = read_submission(task, data, context.variant(slug))
        scored = {
            "score": task.score(answer, context),
            "advice": tuple(task.coach(answer, context)) if task.coach else (),
            "page": task.page(answer, context),
        }
    except InvalidAnswer as invalid:
        return seen.model_copy(update={"problems": invalid.problems})
    except Exception as error:  # an answer nobody thought of: a person looks at it, the other tasks are graded
        what = message("the scorer failed: {why}", why=_encodable(f"{type(error).__name__}: {error}"))
        return seen.model_copy(update={"problems": (_whole(what),), "crashed": True})
    return seen.model_copy(update=scored)


def _whole(what: Message) -> Problem:
    """A problem with the answer as a whole."""
    return Problem(field="", value="", what=what)


def _is_whole_text(data: bytes) -> bool:
    """JSON can spell half a character (a lone surrogate), which no file, page or sheet can hold."""
    try:
        json.dumps(json.loads(data), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    except (ValueError, RecursionError):  # what else is wrong with it, `read_submission` says
        pass
    return True


def _encodable(text: str) -> str:
    return text.encode(errors="replace").decode()


def _read(path: Path) -> bytes | None:
    """A little more than may be read, so that too large a file is told apart; a link is no answer."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return None


def _fields(data: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(data)["answer"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _digest(fields: dict[str, Any], data: bytes) -> str:
    text = json.dumps(fields, sort_keys=True).encode() if fields else data
    return hashlib.sha256(text).hexdigest()


def _raw_page(fields: dict[str, Any]) -> str:
    """An answer that is not valid, as it was written: the mentor has to see what the problems speak of."""
    texts = {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in fields.items()
    }
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(text)}</td></tr>" for name, text in texts.items())
    return _encodable(f'<div class="answer"><table class="plan">{rows}</table></div>') if rows else ""


def _ai_log(fields: dict[str, Any]) -> str:
    said = fields.get("ai_log", "")
    return _encodable(said) if isinstance(said, str) else ""


def _last_line(output: bytes) -> str:
    lines = output.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""


def main() -> None:
    """One request on stdin, one score sheet on stdout."""
    request = Request.model_validate_json(sys.stdin.buffer.read())
    sys.stdout.buffer.write(score_request(request).model_dump_json().encode())


if __name__ == "__main__":
    main()
