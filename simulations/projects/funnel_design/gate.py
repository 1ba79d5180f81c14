"""The gate: which arrows may pass as proposed, which rule the others break, and what sets them right."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulations.judging import Detection, detection
from simulations.projects.funnel_design.answer import Gate
from simulations.projects.funnel_design.case import Arrow, Case

FOUND, NAMED, MENDED = 0.5, 0.25, 0.25  # of an arrow's part: held, its rule named, the right way shown
NEAR = {"induced_sharing": {"invite_tasks", "forced_sharing"}, "invite_tasks": {"induced_sharing"},
        "forced_sharing": {"induced_sharing"}}  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """What was made of the proposals.

    Attributes
    ----------
    share : float
        0-1 of all there was to earn.
    named, mended : tuple of str
        Held arrows with the right rule, and with a way that works.
    """

    share: float
    found: Detection
    named: tuple[str, ...]
    mended: tuple[str, ...]


def judge(gates: Mapping[str, Gate], case: Case) -> Judged:
    """Held against the key: a false alarm costs what a miss costs."""
    breaking = {id: arrow for id, arrow in case.arrows.items() if arrow.rule != "none"}
    held = [id for id, gate in gates.items() if id in case.arrows and gate.verdict != "pass"]
    found = detection(held, tuple(breaking))
    named = tuple(id for id in found.hits if _named(gates[id], breaking[id]) > 0)
    mended = tuple(id for id in found.hits if gates[id].mend in breaking[id].mends)
    earned = sum(FOUND + NAMED * _named(gates[id], breaking[id]) + MENDED * (id in mended) for id in found.hits)
    share = max(earned - FOUND * 2 * len(found.false_alarms), 0.0) / len(breaking)
    return Judged(share, found, named, mended)


def _named(gate: Gate, arrow: Arrow) -> float:
    """1 for the rule it breaks, a half for its sister."""
    if gate.rule == arrow.rule:
        return 1.0
    return 0.5 if gate.rule in NEAR.get(arrow.rule, set()) else 0.0
