"""Campaign: a 21-day check-in with a refundable deposit and a pop-up store, from the goal to the review.

The mechanism, the money and the partners are played next to a decent colleague's and a senior's in the same worlds; the
schedule is played before the opening; three surprises branch off one's own campaign. What the boss asks for is induced
sharing. Analysis, design and what was learned are a mentor's.
"""

from simulations.language import message
from simulations.projects.campaign.advice import check, coach, sister, try_out
from simulations.projects.campaign.answer import Campaign
from simulations.projects.campaign.case import TASK as SLUG
from simulations.projects.campaign.case import draw_case
from simulations.projects.campaign.judging import CRITERIA, score
from simulations.projects.campaign.labels import LABELS
from simulations.projects.campaign.page import page
from simulations.projects.campaign.plan import Plan
from simulations.projects.campaign.play import Outcome, simulate
from simulations.projects.campaign.reading import colleague, read_plan, senior
from simulations.projects.campaign.setting import Case
from simulations.task import Task

__all__ = ["TASK", "Campaign", "Case", "Outcome", "Plan", "colleague", "draw_case", "read_plan", "senior", "simulate"]

TASK = Task(
    slug=SLUG,
    Answer=Campaign,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    try_out=try_out,
    score=score,
    coach=coach,
    figure=message("people back within seven days"),
    page=page,
    sister=sister,
)
