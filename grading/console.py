"""How the command line speaks: what came of a step, what comes next, what went wrong, and a bar while one waits."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from simulations.language import _

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def say_error(error: object) -> None:
    """An error for a person, on stderr."""
    not_done = _("Not done:")
    errors.print(f"[bold red]{not_done}[/] {escape(str(error))}", soft_wrap=True)


def done(what: str) -> None:
    """What came of a command."""
    console.print(f"[green]✓[/] {escape(what)}")


def note(what: str) -> None:
    """A remark below what came of a command."""
    console.print(f"  {escape(what)}")


def next_step(what: str, command: str) -> None:
    """What comes next: `command` begins with `academy`."""
    console.print(f"  {escape(what)} [bold]{escape(callable_here(command))}[/]", soft_wrap=True)


def callable_here(command: str) -> str:
    """A command as it can be typed here: by its place where its environment is not activated."""
    program, _space, rest = command.partition(" ")
    beside = Path(sys.executable).parent / program
    if shutil.which(program) == str(beside) or not beside.exists():
        return command
    place = beside.relative_to(Path.cwd()) if beside.is_relative_to(Path.cwd()) else beside
    return f"{place} {rest}".rstrip()


@contextmanager
def progress_bar(what: str, total: int) -> Iterator["Bar"]:
    """A bar for one step; on a terminal it moves, in a log it is one line at the end."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=28),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        bar = Bar(progress, progress.add_task(what, total=total), total)
        yield bar
    if not console.is_terminal:
        console.print(f"{what} {bar.count}/{total}")


class Bar:
    """How far a step is."""

    def __init__(self, progress: Progress, task: TaskID, total: int) -> None:
        self._progress, self._task, self.total, self.count = progress, task, total, 0

    def step(self, *_: object) -> None:
        """One more is done; takes and ignores whatever a callback is called with."""
        self.count += 1
        self._progress.advance(self._task)
