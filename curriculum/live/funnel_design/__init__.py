"""Live pictures of the lesson 漏斗设计, in the order in which they appear."""

from curriculum.live.funnel_design.arrows import gates
from curriculum.live.funnel_design.prices import first_price
from curriculum.live.funnel_design.spending import payback
from curriculum.live.funnel_design.steps import narrow
from curriculum.live.funnel_design.urging import scarcity
from curriculum.live.tables import points as _points

__all__ = ["first_price", "gates", "narrow", "payback", "points", "scarcity"]


def points() -> object:
    """What the task gives points for."""
    return _points("funnel_design")
