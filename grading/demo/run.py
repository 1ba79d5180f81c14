"""The demo: a small cohort from release to reports, on written hand-ins, with a bar a step and a last screen.

Running it again is quick: what is done is not done twice, and what was interrupted goes on.
"""

import csv
import hashlib
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from time import monotonic

from curriculum.answers import Trial, WorkLog, write_draft, write_log
from curriculum.files import write_whole
from curriculum.handing_in import hand_in
from curriculum.syllabus import module as find_module
from curriculum.syllabus import syllabus
from curriculum.workplace import Workplace, name_trainee
from grading.console import callable_here, console, progress_bar, say_error
from grading.course import Cohort, CourseError, collect, create_cohort, open_cohort, release
from grading.demo.hand_ins import HandIn, answer_for, hand_ins, job_of, somebody_for
from simulations.identity import Context
from simulations.language import _
from simulations.projects import find_task

CARD = "demo.json"
FIRST = "two_hour_post"  # the quick demo; its hand-ins give the people their names
COHORT_ID = "demo"
SECRET = hashlib.sha256(b"the demo grades nobody").digest()
MENTORS = ("李南", "周启")
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何", "安宁和平乐知行远清明嘉言若水子墨一帆思齐"


@dataclass(frozen=True)
class Person:
    """Somebody of the demo: what they hand in by module, whose material it fits, their name and mentor."""

    work: dict[str, HandIn]
    context: Context
    name: str
    mentor: str

    @property
    def id(self) -> str:
        return self.context.trainee


def run_demo(into: Path, trainees: int, whole: bool = False) -> int:
    """Play the demo cohort in a folder.

    Parameters
    ----------
    whole : bool
        Every module that has written hand-ins; else the two-hour post alone.

    Raises
    ------
    CourseError
        If the folder holds something else, or a demo of another size.
    """
    began = monotonic()
    modules = [module.slug for module in syllabus().modules if hand_ins(module.slug)] if whole else [FIRST]
    started = _begin(into, trainees, modules)
    cohort_root = into / "cohort"
    if (into / "finished").exists():
        _last_screen(into, open_cohort(cohort_root), None)
        return 0
    with progress_bar(_("Building"), 1) as bar:
        from curriculum.build import build

        build()
        bar.step()
    people = _people(modules, trainees)
    cohort = _cohort(cohort_root, people, modules, started)
    for module in modules:
        if whole:
            console.print(f"[bold]{find_module(module).title}[/]")
        with progress_bar(_("Releasing"), 1) as bar:
            handout = release(cohort, module).handout
            bar.step()
        with progress_bar(_("Handing in"), len(people)) as bar:
            for number, person in enumerate(people):
                _hand_in(into, handout, module, person, started - timedelta(minutes=150 * (len(people) - number)))
                bar.step()
        with progress_bar(_("Collecting"), 1) as bar:
            collect(cohort, module, into / "mail")
            bar.step()
        _grade(cohort, module, people)
    failed = _report(cohort)
    _deliver(into, cohort)
    if not failed:
        write_whole(into / "finished", b"")
    _last_screen(into, cohort, monotonic() - began)
    return 1 if failed else 0


def _begin(into: Path, trainees: int, modules: list[str]) -> datetime:
    """Claim the folder; the time the demo began is kept, so that going on gives the same hand-ins."""
    card = into / CARD
    if card.exists():
        known = json.loads(card.read_text(encoding="utf-8"))
        if (known["trainees"], known["modules"]) != (trainees, modules):
            raise CourseError(
                _(
                    "{into} holds a demo of {known} trainees and {n} modules: delete the folder or choose another "
                    "with --into"
                ).format(into=into, known=known["trainees"], n=len(known["modules"]))
            )
        return datetime.fromisoformat(known["started"])
    if into.exists() and any(into.iterdir()):
        raise CourseError(
            _("{into} is not empty and holds no demo: choose another folder with --into").format(into=into)
        )
    started = datetime.now(UTC).replace(microsecond=0)
    write_whole(card, json.dumps({"trainees": trainees, "modules": modules, "started": started.isoformat()}).encode())
    return started


def _people(modules: list[str], trainees: int) -> list[Person]:
    """As many people as asked for; beyond the written hand-ins they repeat under new names."""
    written = {module: hand_ins(module) for module in modules}
    first, people, taken = written[FIRST], list[Person](), frozenset[str]()
    for number in range(trainees):
        work = {module: rows[number % len(rows)] for module, rows in written.items()}
        work |= {
            module: _before(work[job_of(module)], rows) for module, rows in written.items() if job_of(module) != module
        }
        context = somebody_for(*work.values(), cohort=COHORT_ID, secret=SECRET, taken=taken)
        taken |= {context.trainee}
        again = number // len(first)
        name = f"{SURNAMES[number % len(SURNAMES)]}{GIVEN[(7 * number) % len(GIVEN)]}{again}"
        people.append(Person(work, context, name if again else work[FIRST].name, MENTORS[number % len(MENTORS)]))
    return people


def _before(later: HandIn, rows: Sequence[HandIn]) -> HandIn:
    """What somebody wrote for the same brand before the lesson: the next worse one, at worst no better."""
    ranked = [row for row in rows if row.brand == later.brand and row.rank is not None]
    worse = [row for row in ranked if later.rank is not None and (row.rank or 0) > later.rank]
    return (worse or ranked[-1:])[0]


def _cohort(root: Path, people: list[Person], modules: list[str], started: datetime) -> Cohort:
    if root.exists():
        return open_cohort(root)
    roster = root.parent / "roster.csv"
    rows = [("学号", "姓名", "导师"), *((person.id, person.name, person.mentor) for person in people)]
    write_whole(roster, _csv(rows))
    due = started - timedelta(hours=4)
    return create_cohort(
        root, title=_("Demo cohort"), roster=roster, modules=dict.fromkeys(modules, due), id=COHORT_ID, secret=SECRET
    )


def _csv(rows: Sequence[tuple[str, ...]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _hand_in(into: Path, handout: Path, module: str, person: Person, at: datetime) -> None:
    """What a trainee does: unpack the handout, work, hand in; the zip reaches the mentor by mail."""
    place = into / "trainees" / person.id
    if list((into / "mail").glob(f"{person.id}__{module}__*.zip")):
        return
    with zipfile.ZipFile(handout) as bundle:
        bundle.extractall(place)
    workplace = name_trainee(Workplace.at(place), person.id, person.name)
    folder, written = workplace.module_folder(module), person.work[module]
    fields = answer_for(written, person.context)
    write_draft(folder, module, fields, person.context.variant(module))
    write_log(folder, module, _log(written, person.context, fields, at))
    if written.broken == "notebook":
        (folder / f"{module}.ipynb").write_text('{"cells": [', encoding="utf-8")
    _receipt, path = hand_in(workplace, module, now=at)
    write_whole(into / "mail" / path.name, path.read_bytes())


def _log(written: HandIn, context: Context, fields: dict[str, object], at: datetime) -> WorkLog:
    """The clock and the trials, played as the workbench would have: only a valid answer can be tried out."""
    task = find_task(written.module)
    began = at - timedelta(minutes=written.minutes_spent)
    if written.broken == "invalid_answer" or task.try_out is None:
        return WorkLog(started_at=began)
    trials = []
    for number, forecast in enumerate(written.trials, start=1):
        outcome = task.try_out(task.Answer.model_validate(fields), context, number)
        trials.append(
            Trial(
                number=number,
                at=began + timedelta(minutes=45 + 15 * number),
                forecast_low=forecast["low"],
                forecast_high=forecast["high"],
                reads=int(outcome.kpis()["reads"]),
            )
        )
    return WorkLog(started_at=began, trials=tuple(trials))


def _grade(cohort: Cohort, module: str, people: list[Person]) -> None:
    """Grades, mentors' marks, feedback."""
    from grading.autograde.batch import grade
    from grading.feedback import generate_feedback
    from grading.records.mentor import import_mentor_marks

    with progress_bar(_("Grading"), len(people)) as bar:
        grade(cohort, module, progress=bar.step)
    rows: list[tuple[str, ...]] = [("trainee", "module", "criterion", "points", "comment", "mentor")]
    for person in people:
        for criterion, mark in person.work[module].mentor.items():
            rows.append((person.id, module, criterion, f"{mark.points:g}", mark.comment, person.mentor))
    with progress_bar(_("Mentors judge"), 1) as bar:
        marks = cohort.root.parent / f"marks_{module}.csv"
        write_whole(marks, _csv(rows))
        import_mentor_marks(cohort, marks)
        bar.step()
    with progress_bar(_("Feedback"), len(people)) as bar:
        generate_feedback(cohort, module, progress=bar.step)


def _report(cohort: Cohort) -> int:
    """Trainees' pages and the cohort's; returns how many failed."""
    from grading.reports.export import export_cohort
    from grading.reports.run import report_cohort, report_trainees

    with progress_bar(_("Trainees' pages"), len(cohort.roster())) as bar:
        reports = report_trainees(cohort, progress=bar.step)
    with progress_bar(_("Cohort report"), 1) as bar:
        reports.append(report_cohort(cohort))
        bar.step()
    export_cohort(cohort, cohort.root / "reports")
    failed = [report for report in reports if report.problem]
    for report in failed:
        say_error(f"{report.name}：{report.problem}")
    return len(failed)


def _deliver(into: Path, cohort: Cohort) -> None:
    """What is sent to the trainees reaches their inboxes."""
    from grading.feedback import package_path

    for person in cohort.roster():
        package = package_path(cohort, person.id)
        if package.exists():
            write_whole(into / "trainees" / person.id / "inbox" / package.name, package.read_bytes())


def _last_screen(into: Path, cohort: Cohort, seconds: float | None) -> None:
    """What was produced and how to open it."""
    somebody = sorted(path.name for path in (into / "trainees").iterdir())[0]
    page = sorted(cohort.root.glob("reports/trainees/*.html"))
    feedback = sorted(cohort.root.glob("feedback/*/*/*.html"))
    rows = [
        (_("Cohort report"), cohort.root / "reports" / "cohort.html"),
        (_("A trainee's growth archive"), page[0] if page else None),
        (_("A trainee's feedback"), feedback[0] if feedback else None),
    ]
    ways = [
        (_("A trainee's desk"), callable_here(f"academy lab --work {into / 'trainees' / somebody}")),
        (_("The instructor's page"), callable_here(f"academy lab --cohort {cohort.root}")),
        (_("A mentor's page"), callable_here(f"academy lab --cohort {cohort.root} --mentor {MENTORS[0]}")),
        (_("Learn yourself"), callable_here("academy lab")),
    ]
    ways = [(name, path.resolve().as_uri()) for name, path in rows if path is not None] + ways
    title = _("The demo is there already") if seconds is None else _("Done in {n:.0f} seconds").format(n=seconds)
    console.rule(title, style="green")
    for name, way in ways:
        console.print(f"[bold]{name}[/]")
        console.print(f"  {way}", soft_wrap=True)
