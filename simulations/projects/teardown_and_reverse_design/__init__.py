"""Teardown and reverse design: take a free-resource path apart, say what each part is worth, design one backwards.

Every part of the path is switched off in hidden worlds; the forecasts made before are scored. The design for 职场穿搭
is played beside a colleague's and a senior's. Analysis, poster brief and landing are a mentor's.
"""

from simulations.language import message
from simulations.projects.teardown_and_reverse_design.advice import check, coach
from simulations.projects.teardown_and_reverse_design.answer import LABELS, Teardown
from simulations.projects.teardown_and_reverse_design.case import TASK as SLUG
from simulations.projects.teardown_and_reverse_design.case import Case, Part, Path, draw_case
from simulations.projects.teardown_and_reverse_design.judging import CRITERIA, score
from simulations.projects.teardown_and_reverse_design.page import page
from simulations.projects.teardown_and_reverse_design.trying import switch_off
from simulations.task import Task

__all__ = ["TASK", "Case", "Part", "Path", "Teardown", "draw_case", "switch_off"]

TASK = Task(
    slug=SLUG,
    Answer=Teardown,
    criteria=tuple(CRITERIA.values()),
    labels=LABELS,
    brief=draw_case,
    check=check,
    score=score,
    coach=coach,
    figure=message("what the path leaves over"),
    page=page,
)
