"""Attribution and channels: why a post read much sells little, who among six channels causes orders, whose money goes.

The journeys, the tests of switching off and the books come from one market (`simulations.world.journeys`), which also
knows the truth: what is gone without a channel. Budgets are played in that market's next months beside a colleague's;
the letter to the channel that was cut and the feasibility report are a mentor's.
"""

from simulations.language import message
from simulations.projects.attribution_and_channels.advice import check, coach
from simulations.projects.attribution_and_channels.answer import LABELS, Plan
from simulations.projects.attribution_and_channels.case import TASK as SLUG
from simulations.projects.attribution_and_channels.case import Case, draw_case
from simulations.projects.attribution_and_channels.judging import CRITERIA, score
from simulations.projects.attribution_and_channels.page import page
from simulations.projects.attribution_and_channels.play import try_out
from simulations.task import Task

__all__ = ["TASK", "Case", "Plan", "draw_case"]

TASK = Task(
    slug=SLUG,
    Answer=Plan,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    try_out=try_out,
    score=score,
    coach=coach,
    figure=message("kept orders"),
    page=page,
)
