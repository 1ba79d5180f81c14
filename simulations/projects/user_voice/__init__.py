"""The user's voice: one's own content read as five readers, their complaints foreseen, grouped by cause and weighed.

Complaints are foreseen before any comment is seen, and compared with what each reader really minds; sentences on which
comments are shown afterwards count neither way, so looking first gains nothing. What is mended, explained or accepted
is judged by what it is worth in a year.
"""

from simulations.projects.user_voice.advice import check
from simulations.projects.user_voice.answer import LABELS, Workshop
from simulations.projects.user_voice.case import TASK as SLUG
from simulations.projects.user_voice.case import Case, draw_case, seal_of
from simulations.projects.user_voice.judging import CRITERIA, score
from simulations.projects.user_voice.page import page
from simulations.task import Task

__all__ = ["TASK", "Case", "Workshop", "draw_case", "seal_of"]

TASK = Task(
    slug=SLUG,
    Answer=Workshop,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    score=score,
    page=page,
)
