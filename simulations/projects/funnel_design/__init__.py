"""Funnel design: free content, a giveaway, the private domain, a first course, a dear offer, for one invented studio.

The target is counted backwards, the funnel designed, every arrow passes a gate, and what is frozen is played for eight
weeks in many worlds beside a decent colleague's and a senior's: the world answers, then people's hours decide who is
talked to and served. Problem analysis, design, carrying it out and what is watched are a mentor's.
"""

from simulations.language import message
from simulations.projects.funnel_design.advice import bottleneck, check, coach, sister
from simulations.projects.funnel_design.answer import Design, Funnel
from simulations.projects.funnel_design.case import TASK as SLUG
from simulations.projects.funnel_design.case import Case
from simulations.projects.funnel_design.drawing import draw_case
from simulations.projects.funnel_design.expect import Paper, expect
from simulations.projects.funnel_design.judging import CRITERIA, score
from simulations.projects.funnel_design.labels import LABELS
from simulations.projects.funnel_design.page import page
from simulations.projects.funnel_design.plans import colleague, senior
from simulations.projects.funnel_design.play import Outcome, simulate, try_out
from simulations.task import Task

__all__ = [
    "TASK",
    "Case",
    "Design",
    "Funnel",
    "Outcome",
    "Paper",
    "bottleneck",
    "colleague",
    "draw_case",
    "expect",
    "senior",
    "simulate",
    "sister",
]

TASK = Task(
    slug=SLUG,
    Answer=Funnel,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    try_out=lambda answer, context, number: try_out(answer.design, context, number),
    score=score,
    coach=coach,
    figure=message("what is left in the till"),
    page=page,
)
