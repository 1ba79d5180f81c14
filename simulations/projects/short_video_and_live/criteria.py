"""What the task is judged on, by criterion."""

from simulations.projects.short_video_and_live.case import FOLDER
from simulations.task import load_criteria

CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}
