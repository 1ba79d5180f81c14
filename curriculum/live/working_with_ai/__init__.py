"""Live pictures of the lesson AI 提效, in the order in which they appear."""

from curriculum.live.tables import points as _points
from curriculum.live.working_with_ai.asking import ask
from curriculum.live.working_with_ai.prompts import prompt
from curriculum.live.working_with_ai.sentences import claims, labels
from curriculum.live.working_with_ai.titles import likeness

__all__ = ["ask", "claims", "labels", "likeness", "points", "prompt"]


def points() -> object:
    """What the task gives points for."""
    return _points("working_with_ai")
