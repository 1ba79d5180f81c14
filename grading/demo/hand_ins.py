"""What the demo's trainees hand in, and for which trainee it fits.

A folder a module: one YAML file a hand-in, and two functions. `answer_for(hand_in, context)` gives the fields for the
material of one trainee; `suits(hand_in, context)`, where it is there, says whether it was written for that material.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from curriculum.syllabus import module as find_module
from grading.demo.written import HandIn, MentorMark
from simulations.identity import Context
from simulations.reading import read_yaml

__all__ = ["HandIn", "MentorMark", "answer_for", "hand_ins", "somebody_for", "suits"]

FOLDER = Path(__file__).parent
MOST_NUMBERS = 10_000


def hand_ins(module: str) -> list[HandIn]:
    """All hand-ins written for a module, best first, broken ones last."""
    rows = [dict(read_yaml(path)) for path in sorted((FOLDER / job_of(module)).glob("*.yaml"))]
    written = [HandIn.model_validate({**row, "module": module, "mentor": row.get("mentor") or {}}) for row in rows]
    return sorted(written, key=lambda hand_in: (hand_in.rank is None, hand_in.rank or 0, hand_in.level))


def suits_anybody(module: str) -> bool:
    """Whether a module's hand-ins fit any trainee's material."""
    return not hasattr(import_module(f"grading.demo.{job_of(module)}"), "suits")


def suits(hand_in: HandIn, context: Context) -> bool:
    """Whether a hand-in was written for this trainee's material."""
    chosen = getattr(_material(hand_in.module), "suits", None)
    return chosen is None or bool(chosen(hand_in, _at_sitting(hand_in, context)))


def somebody_for(*written: HandIn, cohort: str, secret: bytes, taken: frozenset[str] = frozenset()) -> Context:
    """The first trainee number of a cohort whose material these hand-ins were written from."""
    for number in range(1, MOST_NUMBERS):
        context = Context(cohort, f"2026{number:04d}", secret)
        if context.trainee not in taken and all(suits(hand_in, context) for hand_in in written):
            return context
    raise LookupError(f"no trainee number suits {[hand_in.name for hand_in in written]}")


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's material."""
    fields: dict[str, Any] = _material(hand_in.module).answer_for(hand_in, _at_sitting(hand_in, context))
    return fields


def job_of(module: str) -> str:
    """The module whose job this one does: its own, or the one it is an earlier sitting of."""
    return find_module(module).sitting_of or module


def _at_sitting(hand_in: HandIn, context: Context) -> Context:
    """Before which material the hand-in was written."""
    job = job_of(hand_in.module)
    return context if job == hand_in.module else context.at_sitting(job, hand_in.module)


def _material(module: str) -> Any:
    return import_module(f"grading.demo.{job_of(module)}")
