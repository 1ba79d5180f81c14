"""Short video and live: a script, a brief, two re-cuts of a hit, a live hour with goods and a stream that drops.

How interesting a beat is and how much energy a block has is read off what is written; script, cuts and run sheet are
played next to a decent colleague's in the same worlds, the session next to a senior's too.
"""

from simulations.language import message
from simulations.projects.short_video_and_live.advice import check, coach, sister
from simulations.projects.short_video_and_live.answer import LABELS, Session
from simulations.projects.short_video_and_live.case import TASK as SLUG
from simulations.projects.short_video_and_live.case import Case, draw_case
from simulations.projects.short_video_and_live.criteria import CRITERIA
from simulations.projects.short_video_and_live.judging import score
from simulations.projects.short_video_and_live.page import page
from simulations.projects.short_video_and_live.play import Outcome, simulate, try_out
from simulations.task import Task

__all__ = ["TASK", "Case", "Outcome", "Session", "draw_case", "simulate"]

TASK = Task(
    slug=SLUG,
    Answer=Session,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    score=score,
    page=page,
    try_out=try_out,
    coach=coach,
    figure=message("the session's worth"),
    sister=sister,
)
