"""Working with AI: a prompt and its fifty ideas, six titles, an article full of claims, labels, a log.

What is scored rests on fixed material: an offline generator that answers to the prompt's qualities, and an article
whose inventions follow from the trainee's variant. No model is asked.
"""

from simulations.projects.working_with_ai.advice import check
from simulations.projects.working_with_ai.answer import LABELS, Assisted
from simulations.projects.working_with_ai.case import TASK as SLUG
from simulations.projects.working_with_ai.case import Case, draw_case
from simulations.projects.working_with_ai.generator import generate
from simulations.projects.working_with_ai.judging import CRITERIA, score
from simulations.projects.working_with_ai.page import page
from simulations.task import Task

__all__ = ["TASK", "Assisted", "Case", "draw_case", "generate"]

TASK = Task(
    slug=SLUG,
    Answer=Assisted,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    score=score,
    page=page,
)
