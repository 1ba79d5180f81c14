"""The command `academy`: one word a step, from a roster to reports; each says what it did and what comes next."""

import argparse
import gettext
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from simulations.errors import Mendable
from simulations.language import LOCALE_DIR, _, language


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 for what a person can mend, 2 for a wrong call."""
    _let_the_parser_speak()
    arguments = _parser().parse_args(argv)
    from grading import commands
    from grading.console import say_error

    try:
        return int(getattr(commands, arguments.run)(arguments) or 0)
    except (Mendable, OSError) as error:
        say_error(error)
        return 1
    except KeyboardInterrupt:
        say_error(_("Stopped. Nothing is lost: the same command goes on where it was."))
        return 130


def _let_the_parser_speak() -> None:
    """argparse asks gettext for its words; give it ours."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain("commandline", LOCALE_DIR)
    gettext.textdomain("commandline")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may still be in a code page without Chinese
            stream.reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="academy", description=_("New-media academy: learn, grade, report"))
    commands = parser.add_subparsers(required=True, metavar=_("COMMAND"))

    def command(name: str, help: str, run: str | None = None) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help, description=help)
        made.set_defaults(run=run or name)
        return made

    lab = command("lab", _("open JupyterLab on the first page"))
    place = lab.add_mutually_exclusive_group()
    place.add_argument("--work", type=Path, help=_("your work folder"))
    place.add_argument("--cohort", type=Path, help=_("a cohort's folder: the instructor's page"))
    lab.add_argument("--mentor", help=_("with --cohort: this mentor's page"))
    lab.add_argument("--port", type=int, help=_("port; default: the first free one"))
    lab.add_argument("--no-browser", action="store_true", help=_("do not open a browser"))

    build = command("build", _("build the learner notebooks from their sources"))
    build.add_argument("--check", action="store_true", help=_("only say what would change"))

    demo = command("demo", _("play a whole cohort, from release to reports"))
    demo.add_argument("--into", type=Path, default=Path("demo"), help=_("folder; default: demo"))
    demo.add_argument("--trainees", type=_positive, default=12, help=_("how many hand in; default: 12"))
    demo.add_argument("--all", action="store_true", help=_("every module that has written hand-ins"))

    command("doctor", _("see whether everything here works"))

    cohort = commands.add_parser("cohort", help=_("make a cohort"), description=_("make a cohort"))
    new = cohort.add_subparsers(required=True, metavar=_("COMMAND")).add_parser("new", help=_("make a cohort's folder"))
    new.set_defaults(run="cohort_new")
    new.add_argument("folder", type=Path, help=_("the cohort's folder; must not exist yet"))
    new.add_argument("--roster", type=Path, required=True, help=_("CSV with the columns id, name, mentor"))
    new.add_argument("--title", required=True, help=_("the cohort's name, for people"))
    new.add_argument(
        "--module", action="append", default=[], metavar="SLUG", help=_("a module; default: all; again for more")
    )
    new.add_argument("--due", help=_("due date, such as 2026-12-01T18:00+08:00"))

    for name, help in (
        ("release", _("release a module to the trainees")),
        ("collect", _("collect what was handed in")),
        ("grade", _("grade what was collected")),
        ("feedback", _("make the trainees' feedback")),
    ):
        step = command(name, help)
        step.add_argument("cohort", type=Path, help=_("the cohort's folder"))
        step.add_argument("module", help=_("the module's slug, such as two_hour_post"))
        if name == "collect":
            step.add_argument("--zips", type=Path, help=_("folder with zips sent by trainees"))
        if name == "grade":
            step.add_argument("--workers", type=_positive, help=_("processes at a time; default: one a core"))
            step.add_argument("--again", action="store_true", help=_("grade again what is graded"))

    letter = command("letter", _("write a letter to trainees; it comes with their feedback"))
    letter.add_argument("cohort", type=Path, help=_("the cohort's folder"))
    text = letter.add_argument("text", help=_("what to write"))
    file = _("a text file with what to write")
    letter.add_argument("--file", type=Path, action=_Instead, stands_for=text, help=file)
    whom = letter.add_mutually_exclusive_group(required=True)
    whom.add_argument("--to", action="append", metavar="ID", help=_("a trainee's id; again for more"))
    whom.add_argument("--all", action="store_true", help=_("everybody on the roster"))
    letter.add_argument("--from", dest="sender", required=True, metavar=_("NAME"), help=_("who signs"))

    marks = command("marks", _("take over mentors' marks from a CSV"))
    marks.add_argument("cohort", type=Path, help=_("the cohort's folder"))
    marks.add_argument("csv", type=Path, help=_("columns trainee, module, criterion, points, comment, mentor"))

    validate = command("validate", _("prove that scores order work as a senior would; takes minutes"))
    validate.add_argument("--secrets", type=_positive, default=100, help=_("how many cohort secrets; default: 100"))
    validate.add_argument("--json", action="store_true", help=_("figures for machines"))
    validate.add_argument("--write", type=Path, help=_("also write the page to this file"))

    world = commands.add_parser("world", help=_("the simulated world"), description=_("the simulated world"))
    about = world.add_subparsers(required=True, metavar=_("COMMAND"))
    check = about.add_parser("check", help=_("does the world agree with what is known?"))
    check.set_defaults(run="world_check")
    check.add_argument("--worlds", type=_positive, default=4000, help=_("how many worlds; default: 4000"))
    check.add_argument("--json", action="store_true", help=_("figures for machines"))
    page = about.add_parser("page", help=_("make the page that shows the world in pictures"))
    page.set_defaults(run="world_page")
    page.add_argument("--worlds", type=_positive, default=2000, help=_("how many worlds; default: 2000"))
    page.add_argument("--into", type=Path, default=Path("world.html"), help=_("file; default: world.html"))

    report = command("report", _("make reports: trainees' pages and the cohort's"))
    report.add_argument("cohort", type=Path, help=_("the cohort's folder"))
    report.add_argument("--only", choices=("trainee", "cohort"), help=_("only one kind"))
    report.add_argument("--workers", type=_positive, help=_("processes at a time; default: one a core"))
    return parser


class _Instead(argparse.Action):
    """An option in place of a positional argument, which `nargs="?"` would give up at the first option before it."""

    def __init__(self, *args: Any, stands_for: argparse.Action, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stands_for = stands_for

    def __call__(self, _parser: Any, namespace: argparse.Namespace, values: Any, _option: str | None = None) -> None:
        setattr(namespace, self.dest, values)
        self._stands_for.required = False


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(_("{text} is not a whole number from 1 on").format(text=repr(text)))
    return int(text)


if __name__ == "__main__":
    raise SystemExit(main())
