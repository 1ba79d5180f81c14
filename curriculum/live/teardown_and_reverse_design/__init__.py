"""Live pictures of the lesson 案例拆解与反向设计, in the order in which they appear."""

from curriculum.live.tables import points as _points
from curriculum.live.teardown_and_reverse_design.chaining import effort
from curriculum.live.teardown_and_reverse_design.counting import backwards
from curriculum.live.teardown_and_reverse_design.honest import interval
from curriculum.live.teardown_and_reverse_design.scarce import scarcity
from curriculum.live.teardown_and_reverse_design.surviving import survivors
from curriculum.live.teardown_and_reverse_design.switching import switched_off

__all__ = ["backwards", "effort", "interval", "points", "scarcity", "survivors", "switched_off"]


def points() -> object:
    """What the task gives points for."""
    return _points("teardown_and_reverse_design")
