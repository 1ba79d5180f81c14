"""What each command does: calls one piece of the house, says what came of it and what comes next."""

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from grading.console import console, done, next_step, note, progress_bar, say_error
from grading.course.errors import CourseError
from simulations.errors import Mendable
from simulations.language import _

if TYPE_CHECKING:
    from grading.course import Cohort

CHECK_SEED = b"world check"
LABELLED = Path(__file__).parents[1] / "tests" / "simulations" / "labelled"  # only in a clone, as the demo is
WORLDS_OF_VALIDATION = 10_000


def lab(arguments: Namespace) -> int:
    """Open JupyterLab on the first page: a trainee's, or in a cohort's folder the instructor's or a mentor's."""
    from curriculum.lab import open_lab, run_lab

    browser, port = not arguments.no_browser, arguments.port
    if arguments.cohort is None:
        if arguments.mentor is not None:
            raise CourseError(_("a mentor's page belongs to a cohort: say which with --cohort"))
        return open_lab(arguments.work, browser=browser, port=port)
    from grading.course import open_cohort
    from grading.desk.door import instructors_door, mentors_door

    cohort = open_cohort(arguments.cohort)
    door = instructors_door(cohort) if arguments.mentor is None else mentors_door(cohort, arguments.mentor)
    return run_lab(door, browser=browser, port=port)


def build(arguments: Namespace) -> int:
    """Build the learner notebooks."""
    from curriculum.build import build as build_all

    changed = build_all(write=not arguments.check)
    for path in changed:
        console.print(f"  {path}")
    if arguments.check and changed:
        raise Mendable(_("{n} files are not what their sources build: run `academy build`").format(n=len(changed)))
    done(_("{n} files changed").format(n=len(changed)) if changed else _("everything is as its sources build it"))
    return 0


def demo(arguments: Namespace) -> int:
    """Play a whole cohort."""
    _need_the_demo()
    from grading.demo.run import run_demo

    return run_demo(arguments.into, arguments.trainees, arguments.all)


def _need_the_demo() -> None:
    """The written hand-ins would be answers in trainees' hands, so an installed package has none."""
    if find_spec("grading.demo") is None:
        raise CourseError(_("this needs the written hand-ins, which only a clone of the repository holds"))


def doctor(arguments: Namespace) -> int:
    """See whether everything works."""
    from grading.doctor import checks

    amiss = 0
    for check in checks():
        amiss += not check.well
        console.print(f"{'[green]✓[/]' if check.well else '[red]✗[/]'} {escape(check.what)}：{escape(check.found)}")
        if not check.well:
            console.print(f"    → {escape(check.do)}")
    if amiss:
        say_error(_("{n} things need mending").format(n=amiss))
        return 1
    done(_("everything works here"))
    return 0


def cohort_new(arguments: Namespace) -> int:
    """Make a cohort's folder."""
    from curriculum.syllabus import syllabus
    from grading.course import create_cohort

    due = _moment(arguments.due) if arguments.due else None
    slugs = arguments.module or [module.slug for module in syllabus().modules]
    cohort = create_cohort(
        arguments.folder, title=arguments.title, roster=arguments.roster, modules=dict.fromkeys(slugs, due)
    )
    done(
        _("cohort {title} with {n} people: {root}").format(title=cohort.title, n=len(cohort.roster()), root=cohort.root)
    )
    note(_("Back up the file .secret: without it nobody can be graded again."))
    next_step(_("Next:"), f"academy release {arguments.folder} {slugs[0]}")
    return 0


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CourseError(
            _("{text} is not a date and time such as 2026-12-01T18:00+08:00").format(text=text)
        ) from error
    return moment.astimezone() if moment.tzinfo is None else moment


def release(arguments: Namespace) -> int:
    """Release a module."""
    from grading.course import open_cohort
    from grading.course import release as release_module

    released = release_module(open_cohort(arguments.cohort), arguments.module)
    done(
        _("{module} is released; send this file to the trainees: {path}").format(
            module=released.module, path=released.handout
        )
    )
    if released.exchange:
        note(_("It is in nbgrader's exchange too."))
    collecting = f"academy collect {arguments.cohort} {arguments.module} --zips downloads/"
    next_step(_("When they have handed in:"), collecting)
    return 0


def collect(arguments: Namespace) -> int:
    """Collect what was handed in."""
    from grading.course import collect as collect_module
    from grading.course import open_cohort
    from grading.course.collect import Fate

    rows = collect_module(open_cohort(arguments.cohort), arguments.module, arguments.zips)
    for row in rows:
        if row.fate is Fate.REFUSED:
            console.print(f"[red]✗[/] {escape(row.source)}：{escape(row.why)}")
    counts = {fate: sum(row.fate is fate for row in rows) for fate in Fate}
    done(
        _("{new} collected, {same} known, {old} older ones left, {refused} refused").format(
            new=counts[Fate.COLLECTED],
            same=counts[Fate.UNCHANGED],
            old=counts[Fate.OLDER],
            refused=counts[Fate.REFUSED],
        )
    )
    next_step(_("Next:"), f"academy grade {arguments.cohort} {arguments.module}")
    return 0


def grade(arguments: Namespace) -> int:
    """Grade what was collected."""
    from grading.autograde.batch import Outcome
    from grading.autograde.batch import grade as grade_module
    from grading.course import open_cohort

    cohort = open_cohort(arguments.cohort)
    with progress_bar(_("Grading"), len(cohort.roster())) as bar:
        rows = grade_module(cohort, arguments.module, arguments.workers, bar.step, force=arguments.again)
    names = {
        Outcome.GRADED: _("graded"),
        Outcome.NOT_GRADABLE: _("not gradable"),
        Outcome.FAILED: _("failed to run"),
        Outcome.MISSING: _("not handed in"),
    }
    table = Table(
        _("Trainee"), _("Status"), _("Points so far"), _("For a mentor"), _("Why"), box=None, header_style="bold"
    )
    for row in rows:
        points = f"{row.points:g}/{row.max_points:g}" if row.outcome is Outcome.GRADED else ""
        reason = str(row.reason) if row.reason else ""
        table.add_row(
            escape(row.name or row.trainee), names[row.outcome], points, str(row.waiting or ""), escape(reason)
        )
    console.print(table)
    counts = {outcome: sum(row.outcome is outcome for row in rows) for outcome in Outcome}
    done("；".join(f"{names[outcome]} {n}" for outcome, n in counts.items() if n))
    next_step(_("Mentors judge in formgrader, or:"), f"academy marks {arguments.cohort} marks.csv")
    next_step(_("Then:"), f"academy feedback {arguments.cohort} {arguments.module}")
    return 0


def marks(arguments: Namespace) -> int:
    """Take over mentors' marks."""
    from grading.course import open_cohort
    from grading.records.mentor import import_mentor_marks

    cohort = open_cohort(arguments.cohort)
    n = import_mentor_marks(cohort, arguments.csv)
    done(_("{n} marks recorded").format(n=n))
    for module in cohort.modules:
        next_step(_("Next:"), f"academy feedback {arguments.cohort} {module}")
    return 0


def feedback(arguments: Namespace) -> int:
    """Make the trainees' feedback."""
    from grading.course import open_cohort
    from grading.feedback import generate_feedback

    cohort = open_cohort(arguments.cohort)
    with progress_bar(_("Feedback"), len(cohort.roster())) as bar:
        rows = generate_feedback(cohort, arguments.module, progress=bar.step)
    for row in rows:
        if row.page is None:
            console.print(f"[yellow]–[/] {escape(row.trainee)}：{escape(row.why)}")
    written = sum(row.page is not None for row in rows)
    done(_("feedback for {n} people: {path}").format(n=written, path=cohort.root / "feedback"))
    if written:
        _say_what_to_send()
    next_step(_("Next:"), f"academy report {arguments.cohort}")
    return 0


def _say_what_to_send() -> None:
    note(
        _(
            "Send everybody their own package, feedback/<id>/<id>__inbox.zip. "
            "It goes into the inbox folder of their work folder as it is."
        )
    )


def letter(arguments: Namespace) -> int:
    """Write to trainees."""
    from grading.course import open_cohort
    from grading.feedback import send_letter

    if arguments.text is not None and arguments.file is not None:
        raise CourseError(_("say what to write: either the text itself or --file"))
    cohort = open_cohort(arguments.cohort)
    text = arguments.text if arguments.file is None else _text_of(arguments.file)
    to = [person.id for person in cohort.roster()] if arguments.all else arguments.to
    packages = send_letter(cohort, to, arguments.sender, text)
    done(_("a letter to {n} people").format(n=len(packages)))
    _say_what_to_send()
    return 0


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CourseError(_("{path} cannot be read: {why}").format(path=path, why=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise CourseError(_("{path} is not UTF-8 text").format(path=path)) from error


def report(arguments: Namespace) -> int:
    """Make the reports."""
    from grading.course import open_cohort

    cohort = open_cohort(arguments.cohort)
    failed = 0
    if arguments.only != "cohort":
        failed += report_trainees(cohort, arguments.workers)
    if arguments.only != "trainee":
        failed += report_cohort(cohort)
    return 1 if failed else 0


def report_trainees(cohort: "Cohort", workers: int | None) -> int:
    """A page for everybody; returns how many failed."""
    from grading.reports.run import report_trainees as run

    with progress_bar(_("Trainees' pages"), len(cohort.roster())) as bar:
        reports = run(cohort, workers=workers, progress=bar.step)
    for page in reports:
        if page.problem:
            say_error(f"{page.name}：{page.problem}")
    done(_("trainees' pages: {path}").format(path=cohort.root / "reports" / "trainees"))
    return sum(bool(page.problem) for page in reports)


def report_cohort(cohort: "Cohort") -> int:
    """The cohort's report and tables; returns how many failed."""
    from grading.reports.export import export_cohort
    from grading.reports.run import report_cohort as run

    with progress_bar(_("Cohort report"), 1) as bar:
        page = run(cohort)
        bar.step()
    if page.problem:
        say_error(page.problem)
        return 1
    export_cohort(cohort, cohort.root / "reports")
    done(_("cohort report: {path}").format(path=page.html))
    return 0


def world_check(arguments: Namespace) -> int:
    """Measure the stylised facts of the world."""
    from grading.validation import as_numbers
    from simulations.world.check import FACTS, Fact
    from simulations.world.draws import Worlds

    worlds = Worlds(CHECK_SEED, arguments.worlds)
    facts: list[Fact] = []
    with progress_bar(_("Measuring the world"), len(FACTS)) as bar:
        for measure in FACTS:
            facts += measure(worlds)
            bar.step()
    inside = sum(fact.inside for fact in facts)
    if arguments.json:
        numbers = [asdict(fact) | {"what": str(fact.what), "inside": fact.inside} for fact in facts]
        sys.stdout.write("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in numbers))
        sys.stdout.write(json.dumps({"facts": len(facts), "inside": inside}) + "\n")
    else:
        table = Table(box=None, header_style="bold")
        for column in (_("No."), _("Fact"), _("Target"), _("Simulated"), _("95% interval"), _("Verdict")):
            table.add_column(column, overflow="fold")
        for fact in facts:
            target, value, spread = as_numbers(fact)
            verdict = _("inside") if fact.inside else _("OUTSIDE")
            table.add_row(str(fact.number), escape(str(fact.what)), target, value, spread, verdict)
        console.print(table)
        told = _("{inside} of {facts} facts inside, in {worlds} worlds")
        done(told.format(inside=inside, facts=len(facts), worlds=arguments.worlds))
    return 0 if inside == len(facts) else 1


def world_page(arguments: Namespace) -> int:
    """Make the page that shows the world in pictures."""
    from grading.reports.run import run_report

    into = Path(arguments.into).resolve()
    with console.status(_("Measuring the world; this takes about two minutes")):
        report = run_report("world", into.with_suffix(".ipynb"), {"worlds": arguments.worlds}, _("The simulated world"))
    if report.html is None:
        raise Mendable(_("the page could not be made: {problem}").format(problem=report.problem))
    done(str(report.html))
    return 0


def validate(arguments: Namespace) -> int:
    """Prove that scores order work as a senior would."""
    _need_the_demo()
    from curriculum.files import write_whole
    from curriculum.syllabus import syllabus
    from grading.demo.hand_ins import hand_ins
    from grading.validation import as_markdown, facts_markdown, reader_markdown, validate_all
    from simulations.brands import brands
    from simulations.world.check import check_world
    from simulations.world.draws import Worlds
    from simulations.world.text.measured import measure_titles, measure_verdicts

    projects = [module.slug for module in syllabus().lessons if hand_ins(module.slug)]
    with progress_bar(_("Validating"), len(projects)) as bar:
        results = validate_all(projects, arguments.secrets, bar.step)
    if arguments.json:
        sys.stdout.write(json.dumps({result.project: asdict(result) for result in results}) + "\n")
    else:
        console.print(as_markdown(results), markup=False)
    if arguments.write:
        worlds = Worlds(CHECK_SEED, WORLDS_OF_VALIDATION)
        names = frozenset().union(*(brand.words for brand in brands().values()))
        read = [*measure_titles(LABELLED / "titles.yaml", names), *measure_verdicts(LABELLED / "passages.yaml", names)]
        page = as_markdown(results) + facts_markdown(check_world(worlds), worlds.count) + reader_markdown(read)
        write_whole(Path(arguments.write), page.encode())
    return 0
