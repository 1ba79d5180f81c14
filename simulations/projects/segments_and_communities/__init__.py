"""Segments and communities: who these people are, how each tier is led for a month, and whom not to message.

A dirty sample and a leaning survey become three segments by rule, an RFM order fills seats for a month nobody has
seen, groups and broadcasts are played for thirty days next to a colleague's and a senior's, and sixteen people and
groups of a campaign's list each get what is worth most: often nothing.
"""

from simulations.language import message
from simulations.projects.segments_and_communities.advice import check, coach
from simulations.projects.segments_and_communities.answer import Month
from simulations.projects.segments_and_communities.case import TASK as SLUG
from simulations.projects.segments_and_communities.case import Case, draw_case
from simulations.projects.segments_and_communities.judging import CRITERIA, score
from simulations.projects.segments_and_communities.labels import LABELS
from simulations.projects.segments_and_communities.page import page
from simulations.projects.segments_and_communities.play import Outcome, Plan, read_plan, simulate, try_out
from simulations.task import Task

__all__ = ["TASK", "Case", "Month", "Outcome", "Plan", "draw_case", "read_plan", "simulate"]

TASK = Task(
    slug=SLUG,
    Answer=Month,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    try_out=try_out,
    score=score,
    coach=coach,
    figure=message("the month's account"),
    page=page,
)
