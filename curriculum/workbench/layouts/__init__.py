"""How a task's form is laid out: a file named like the task if there is one, else by its schema alone."""

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec

from curriculum.workbench.bench import Bench, Step

Layout = Callable[[Bench], Iterable[Step]]


def layout_of(slug: str) -> Layout:
    """The layout of a task: `steps(bench)` of `layouts/<slug>.py`, else of `layouts/by_schema.py`."""
    own = f"{__name__}.{slug}"
    layout: Layout = import_module(own if find_spec(own) else f"{__name__}.by_schema").steps
    return layout
