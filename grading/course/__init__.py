"""A cohort's folder: an ordinary nbgrader course with a roster, a secret, releases and hand-ins."""

from grading.course.cohort import Cohort, create_cohort, open_cohort
from grading.course.collect import Collected, collect
from grading.course.config import configure
from grading.course.errors import CourseError
from grading.course.release import Release, release
from grading.course.roster import Person

__all__ = [
    "Cohort",
    "Collected",
    "CourseError",
    "Person",
    "Release",
    "collect",
    "configure",
    "create_cohort",
    "open_cohort",
    "release",
]
