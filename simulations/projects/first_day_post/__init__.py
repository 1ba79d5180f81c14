"""The two-hour post written cold: the first day's sitting, before any lesson, on material of its own."""

from simulations.projects.two_hour_post import TASK as TWO_HOUR_POST
from simulations.sitting import another_sitting

__all__ = ["TASK"]

TASK = another_sitting(TWO_HOUR_POST, "first_day_post")
