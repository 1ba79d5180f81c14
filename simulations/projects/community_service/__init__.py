"""Community service: a day and a night with more messages than hands.

Sixty messages of one day are sorted by rule and one by one, eight are answered in words, what is asked again and again
goes into a handbook and into auto-replies, and what no answer can settle goes to product as the week's user needs. The
plan is played by the hour next to a decent colleague's and a senior's in the same worlds.
"""

from simulations.projects.community_service.advice import check
from simulations.projects.community_service.answer import LABELS, Service
from simulations.projects.community_service.case import TASK as SLUG
from simulations.projects.community_service.case import Case, draw_case
from simulations.projects.community_service.judging import CRITERIA, score
from simulations.projects.community_service.page import page
from simulations.projects.community_service.plan import Plan, read_answer
from simulations.projects.community_service.play import Outcome, simulate
from simulations.task import Task

__all__ = ["TASK", "Case", "Outcome", "Plan", "Service", "draw_case", "read_answer", "simulate"]

TASK = Task(
    slug=SLUG,
    Answer=Service,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    score=score,
    page=page,
)
