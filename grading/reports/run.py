"""Reports of a cohort: papermill runs them, one process a report; one that fails is named and the rest go on."""

import os
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from curriculum.files import write_whole
from grading.course import Cohort
from simulations.language import _

TEMPLATES = Path(__file__).parent / "templates"
MOST_SECONDS = 600


@dataclass(frozen=True)
class Report:
    """A report that was run.

    Attributes
    ----------
    name : str
        `cohort` or the trainee's id.
    notebook : Path
        The executed notebook; after a failure as far as it came, if it began at all.
    html : Path or None
        The page; None if the report failed.
    problem : str
        What went wrong; empty if nothing did.
    """

    name: str
    notebook: Path
    html: Path | None
    problem: str = ""


def report_trainees(
    cohort: Cohort,
    ids: Iterable[str] | None = None,
    workers: int | None = None,
    progress: Callable[[Report], None] | None = None,
) -> list[Report]:
    """The page of the growth archive of each trainee, in the order asked for.

    Parameters
    ----------
    ids : iterable of str, optional
        Default: everybody on the roster.
    workers : int, optional
        Processes at a time; default: one a core.
    progress : callable, optional
        Told of each report as it is done. What it raises stops the run once the reports are done that have been begun.

    Raises
    ------
    ValueError
        If an id is not on the roster.
    """
    roster = {person.id: person.name or person.id for person in cohort.roster()}
    wanted = list(roster if ids is None else dict.fromkeys(ids))
    if unknown := [id for id in wanted if id not in roster]:
        raise ValueError(_("not on the roster: {ids}").format(ids=", ".join(unknown)))
    folder = cohort.root / "reports" / "trainees"
    jobs = {
        id: ("trainee", folder / f"{id}.ipynb", {"cohort_root": str(cohort.root), "trainee": id}, roster[id])
        for id in wanted
    }
    done: dict[str, Report] = {}
    # Spawned, not forked: the caller may have threads (a server, a progress bar).
    at_once = max(1, min(workers or os.cpu_count() or 1, len(jobs)))
    with ProcessPoolExecutor(at_once, mp_context=get_context("spawn")) as pool:
        futures = {pool.submit(run_report, *job): id for id, job in jobs.items()}
        try:
            for future in as_completed(futures):
                id = futures[future]
                error = future.exception()
                done[id] = Report(id, jobs[id][1], None, _problem(error)) if error else future.result()
                if progress:
                    progress(done[id])
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # where it was stopped, the rest is not begun
    return [done[id] for id in wanted]


def report_cohort(cohort: Cohort) -> Report:
    """The cohort's report: who needs help and with what."""
    notebook = cohort.root / "reports" / "cohort.ipynb"
    return run_report("cohort", notebook, {"cohort_root": str(cohort.root)}, cohort.title)


def run_report(template: str, notebook: Path, parameters: dict[str, Any], title: str) -> Report:
    """Run one report's notebook in a kernel of its own, keep it and its page.

    Parameters
    ----------
    template : str
        Name of a source in `templates/`.
    notebook : Path
        Where the executed notebook goes; the page goes beside it.
    """
    import jupytext
    import papermill

    from grading.reports.html import notebook_html

    # The kernelspec of this interpreter, not one that a user registered for another.
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    source = jupytext.read(TEMPLATES / f"{template}.py", fmt="py:percent")
    page = notebook.with_suffix(".html")
    # An empty folder to run in: nothing that somebody handed in can be imported from there.
    with tempfile.TemporaryDirectory(prefix="academy-report-") as desk:
        draft = Path(desk) / "report.ipynb"
        try:
            executed = papermill.execute_notebook(
                source,
                draft,
                parameters,
                kernel_name="python3",
                language="python",
                report_mode=True,
                progress_bar=False,
                cwd=desk,
                execution_timeout=MOST_SECONDS,
                extra_arguments=["--log-level=CRITICAL"],  # what a kernel remarks on is not for the terminal
            )
            html = notebook_html(executed, title)
        except Exception as error:  # whatever it is, it is this report's alone
            if draft.exists():
                write_whole(notebook, draft.read_bytes())
            page.unlink(missing_ok=True)  # an old page would pass for today's
            return Report(notebook.stem, notebook, None, _problem(error))
        write_whole(notebook, draft.read_bytes())
        write_whole(page, html.encode())
    return Report(notebook.stem, notebook, page)


def _problem(error: BaseException) -> str:
    """An error in a line; one inside the notebook comes wrapped, with the name and the text it had there."""
    name, said = getattr(error, "ename", type(error).__name__), str(getattr(error, "evalue", error))
    return ": ".join([name, *said.strip().splitlines()[:1]])
