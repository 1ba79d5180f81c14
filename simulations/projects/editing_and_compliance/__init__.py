"""Editing and compliance: a day at the review desk.

Five drafts with flaws and innocent look-alikes, a manual to be told as a user's story, fourteen phrases to judge, a
limited post to appeal or correct, a broken layout and a cover. Key and world give points with reasons; the review note
and how the story is told are a mentor's.
"""

from simulations.projects.editing_and_compliance.advice import check
from simulations.projects.editing_and_compliance.answer import LABELS, Review
from simulations.projects.editing_and_compliance.case import TASK as SLUG
from simulations.projects.editing_and_compliance.case import Case, draw_case
from simulations.projects.editing_and_compliance.judging import CRITERIA, score
from simulations.projects.editing_and_compliance.page import page
from simulations.task import Task

__all__ = ["TASK", "Case", "Review", "draw_case"]

TASK = Task(
    slug=SLUG,
    Answer=Review,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    score=score,
    page=page,
)
