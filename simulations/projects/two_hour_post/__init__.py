"""Two-hour post: in two hours a 公众号 article on workplace-efficiency tools; topic, writing, layout, distribution.

The answer becomes a plan (what can be read off it), the plan is published in many worlds next to a decent colleague's,
and world and key give points with reasons. Title appeal, content logic, layout and reflection are a mentor's.
"""

from simulations.projects.two_hour_post.advice import check, coach, sister
from simulations.projects.two_hour_post.answer import LABELS, Post
from simulations.projects.two_hour_post.case import TASK as SLUG
from simulations.projects.two_hour_post.case import Case, draw_case
from simulations.projects.two_hour_post.judging import CRITERIA, score
from simulations.projects.two_hour_post.page import page
from simulations.projects.two_hour_post.play import Outcome, colleague, read_post, simulate, try_out
from simulations.task import Task

__all__ = ["TASK", "Case", "Outcome", "Post", "colleague", "draw_case", "read_post", "simulate"]

TASK = Task(
    slug=SLUG,
    Answer=Post,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    try_out=try_out,
    score=score,
    coach=coach,
    page=page,
    sister=sister,
    minutes=120,
)
