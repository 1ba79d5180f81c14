"""Simulated jobs, one file each, named like its module. `find_task` is the only way in."""

from importlib import import_module
from importlib.util import find_spec

from simulations.language import _
from simulations.task import Answer, Task


def find_task(slug: str) -> Task:
    """The task of that name.

    Raises
    ------
    KeyError
        If there is none.
    """
    name = f"{__name__}.{slug}"
    if not slug.isidentifier() or find_spec(name) is None:
        raise KeyError(_("there is no task {slug}").format(slug=repr(slug)))
    task: Task = import_module(name).TASK
    return task


def task_of(answer: Answer) -> Task:
    """The task an answer belongs to; its class lives in the task's own folder."""
    return find_task(type(answer).__module__.removeprefix(f"{__name__}.").split(".")[0])
