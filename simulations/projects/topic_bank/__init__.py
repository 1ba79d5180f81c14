"""Topic bank: from keywords, rivals' posts and a survey to twenty topics, ten refusals, a week and a month.

Every candidate is worth what the tables say of it; ten of them tempt and are to be refused, each with the row that
shows it. Titles, insight and angle of the three best are a mentor's.
"""

from simulations.projects.topic_bank.advice import check
from simulations.projects.topic_bank.answer import LABELS, Bank
from simulations.projects.topic_bank.case import TASK as SLUG
from simulations.projects.topic_bank.case import draw_case
from simulations.projects.topic_bank.judging import CRITERIA, score
from simulations.projects.topic_bank.page import page
from simulations.projects.topic_bank.pool import Case, Topic
from simulations.task import Task

__all__ = ["TASK", "Bank", "Case", "Topic", "draw_case"]

TASK = Task(
    slug=SLUG,
    Answer=Bank,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    score=score,
    page=page,
)
