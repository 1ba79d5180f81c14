"""Platforms and duties: ideas to platforms by what they would bring, messages to duties, an account, one idea thrice.

Twelve ideas are played on six platforms in the world, and an assignment is scored by regret: what the best one would
have earned. Messages of a week are judged by what each choice is worth, an account by its rules, three versions of a
story by how they do and how far they are told anew. Reasons, tone, adaptation and reflection are a mentor's.
"""

from simulations.projects.platforms_and_duties.advice import check
from simulations.projects.platforms_and_duties.answer import LABELS, Sorted
from simulations.projects.platforms_and_duties.case import TASK as SLUG
from simulations.projects.platforms_and_duties.case import Material, draw_case
from simulations.projects.platforms_and_duties.judging import CRITERIA, score
from simulations.projects.platforms_and_duties.page import page
from simulations.task import Task

__all__ = ["TASK", "Material", "Sorted", "draw_case"]

TASK = Task(
    slug=SLUG,
    Answer=Sorted,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    score=score,
    page=page,
)
