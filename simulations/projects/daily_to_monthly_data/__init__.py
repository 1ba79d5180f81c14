"""Daily to monthly data: five dirty exports become a dirt log, a week, a month, a cause, and a polite refutation.

Two months of the brand's account are played and written as its back ends would export them, with the dirt of real
files. A key made from the same play knows the clean figures and those that usual mistakes lead to. The reply to the
boss, the month in five lines and what is to be checked next are a mentor's.
"""

from simulations.projects.daily_to_monthly_data.advice import check
from simulations.projects.daily_to_monthly_data.answer import LABELS, Report
from simulations.projects.daily_to_monthly_data.case import Case, draw_case
from simulations.projects.daily_to_monthly_data.judging import CRITERIA, score
from simulations.projects.daily_to_monthly_data.page import page
from simulations.projects.daily_to_monthly_data.played import TASK as SLUG
from simulations.task import Task

__all__ = ["TASK", "Case", "Report", "draw_case"]

TASK = Task(
    slug=SLUG,
    Answer=Report,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    score=score,
    page=page,
)
