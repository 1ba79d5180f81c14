"""What goes wrong with a course in a way that a person can mend."""

from collections.abc import Iterable

from simulations.errors import Mendable


class CourseError(Mendable):
    """Says what was given, what is allowed and where."""


def listed(headline: str, problems: Iterable[str]) -> CourseError:
    """An error that names every problem at once, so that a file is mended in one go."""
    return CourseError("\n".join((headline, *(f"  {problem}" for problem in problems))))
