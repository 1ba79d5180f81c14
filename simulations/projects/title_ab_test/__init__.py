"""Title tests: what may be said of twelve finished ones, a test of one's own, six titles and little traffic.

"It cannot be decided" is often the right answer and is paid as such: claims earn what they are worth over everything
that agrees with the data, so that a bold guess earns nothing whether or not it came true.
"""

from simulations.projects.title_ab_test.advice import check
from simulations.projects.title_ab_test.answer import LABELS, Readout
from simulations.projects.title_ab_test.case import TASK as SLUG
from simulations.projects.title_ab_test.case import Case, draw_case
from simulations.projects.title_ab_test.judging import CRITERIA, score
from simulations.projects.title_ab_test.page import page
from simulations.projects.title_ab_test.play import try_out
from simulations.task import Task

__all__ = ["TASK", "Case", "Readout", "draw_case"]

TASK = Task(
    slug=SLUG,
    Answer=Readout,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    score=score,
    page=page,
    try_out=try_out,
)
