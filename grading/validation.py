"""Long proofs: do scores order written work as a senior would, whatever the secret, and how much of them is luck?"""

import hashlib
import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from simulations.identity import Context
from simulations.projects import find_task
from simulations.world.check import Fact

LEAST_TAU = 0.8


@dataclass(frozen=True)
class Validity:
    """What many cohort secrets make of the same written work.

    Attributes
    ----------
    ordered : float
        Share of secrets in which Kendall's tau between points and a senior's rank is >= 0.8 and the best is first.
    sd_between_secrets : float
        Largest standard deviation, over the written hand-ins, of one hand-in's points between secrets.
    luck_share : float
        Variance between secrets over the variance of all points.
    """

    project: str
    plans: int
    secrets: int
    ordered: float
    sd_between_secrets: float
    luck_share: float


def validate_scores(project: str, secrets: int = 100) -> Validity:
    """Score every written hand-in of a project (world and key only) under many secrets.

    Material stays the same, as a trainee's does; only the worlds change. Kendall's tau is tau-b of `scipy.stats`.
    """
    from scipy.stats import kendalltau

    from grading.demo.hand_ins import answer_for, hand_ins, somebody_for  # not in the wheel: it holds answers

    task = find_task(project)
    written = [hand_in for hand_in in hand_ins(project) if hand_in.rank is not None]
    points = np.empty((secrets, len(written)))
    for column, hand_in in enumerate(written):
        somebody = somebody_for(hand_in, cohort="validation", secret=b"")
        answer = task.Answer.model_validate(answer_for(hand_in, somebody))
        judged = sum(mark.points for mark in hand_in.mentor.values())
        for row in range(secrets):
            secret = hashlib.sha256(f"validation {row}".encode()).digest()
            points[row, column] = task.score(answer, Context("validation", somebody.trainee, secret)).points + judged
    ranks = [-(hand_in.rank or 0) for hand_in in written]
    taus = np.array([kendalltau(row, ranks).statistic for row in points])
    first = points.argmax(axis=1) == int(np.argmax(ranks))
    within = points.var(axis=0, ddof=1)
    return Validity(
        project=project,
        plans=len(written),
        secrets=secrets,
        ordered=float(np.mean((taus >= LEAST_TAU) & first)),
        sd_between_secrets=float(np.sqrt(within.max())),
        luck_share=float(within.mean() / points.var(ddof=1)),
    )


def as_markdown(results: list[Validity]) -> str:
    """The committed page: figures with date and machine."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    head = f"""# Validation

Measured {datetime.now(UTC):%Y-%m-%d} on {machine} by `make validate`. No figure is typed by hand.

## Do scores order written work as a senior would?

Total points (world, key and the written mentor's marks) of hand-ins from careless to excellent, under many cohort
secrets. *Ordered*: Kendall's tau with a senior's rank is at least {LEAST_TAU} and the best is first.

| project | hand-ins | secrets | ordered | SD between secrets, points | luck's share of variance |
|---|---|---|---|---|---|
"""
    rows = "".join(
        f"| {r.project} | {r.plans} | {r.secrets} "
        f"| {r.ordered:.0%} | {r.sd_between_secrets:.2f} | {r.luck_share:.3%} |\n"
        for r in results
    )
    return head + rows


def facts_markdown(facts: list[Fact], worlds: int) -> str:
    """The stylised facts as a section of the page."""
    inside = sum(fact.inside for fact in facts)
    head = f"""
## Does the simulated world agree with what is known?

{inside} of {len(facts)} stylised facts lie inside their targets, in {worlds:,} worlds. Interval: 95%, bootstrap.

| no. | fact | target | simulated | interval | inside |
|---|---|---|---|---|---|
"""
    rows = []
    for fact in facts:
        target, value, spread = as_numbers(fact)
        verdict = "yes" if fact.inside else "**no**"
        told = fact.what.id.format(**fact.what.values)  # the page is English whatever the reader's language
        rows.append(f"| {fact.number} | {told} | {target} | {value} | {spread} | {verdict} |\n")
    return head + "".join(rows)


def as_numbers(fact: Fact) -> tuple[str, str, str]:
    """Target, value and interval as people write them: three digits that count."""

    def number(x: float) -> str:
        return f"{x:,.0f}" if abs(x) >= 1000 else f"{x:.3g}"

    (low, high), (least, most) = (fact.low, fact.high), fact.spread
    return f"{number(low)}-{number(high)}", number(fact.value), f"{number(least)}-{number(most)}"
