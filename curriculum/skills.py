"""The radar: from criteria that were judged to how sure one can be of each competency."""

from collections.abc import Iterable
from dataclasses import dataclass

from curriculum.inbox import Skill
from curriculum.syllabus import syllabus

TAIL = 0.025  # on either side of a 95% interval


@dataclass(frozen=True)
class Evidence:
    """A judged criterion and what it is evidence for."""

    competencies: tuple[str, ...]
    points: float
    max_points: float


def skills(judged: Iterable[Evidence]) -> tuple[Skill, ...]:
    """Share of the points in each competency, in the syllabus's order; those without evidence are left out.

    The interval is that of a beta distribution from a flat prior in which each judged criterion counts as one trial
    (Bayes-Laplace): one good result is not yet a skill, and ten of them are.
    """
    from scipy.stats import beta

    rows = list(judged)
    found = []
    for competency in syllabus().competencies:
        own = [row for row in rows if competency in row.competencies]
        if not own:
            continue
        n, share = len(own), sum(row.points for row in own) / sum(row.max_points for row in own)
        share = min(1.0, max(0.0, share))
        posterior = beta(1 + n * share, 1 + n * (1 - share))
        low, high = (float(posterior.ppf(tail)) for tail in (TAIL, 1 - TAIL))
        found.append(Skill(competency=competency, share=share, low=low, high=high, evidence=n))
    return tuple(found)
