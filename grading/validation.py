"""Long proofs: do scores order written work as a senior would, whatever secret and material? How much is luck?"""

import hashlib
import math
import os
import platform
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from typing import TYPE_CHECKING

import numpy as np

from simulations.identity import Context
from simulations.projects import find_task
from simulations.world.check import Fact
from simulations.world.draws import Floats
from simulations.world.text.measured import Measured

if TYPE_CHECKING:
    from grading.demo.hand_ins import HandIn  # not in the wheel: the demo holds answers

LEAST_TAU = 0.8
COHORT = "validation"
VARIANTS = 40


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
    variants : int
        Trainees with other material whose hand-ins were ordered too; 0 where a hand-in was written for one material.
    ordered_variants : float
        As `ordered`, over those trainees; NaN for none.
    """

    project: str
    plans: int
    secrets: int
    ordered: float
    sd_between_secrets: float
    luck_share: float
    variants: int
    ordered_variants: float


def validate_all(projects: Sequence[str], secrets: int, step: Callable[[], None]) -> list[Validity]:
    """Every project, as many at a time as there are cores; `step` is called after each."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(validate_scores, project, secrets) for project in projects]
        for _done in as_completed(waiting):
            step()
        return [one.result() for one in waiting]


def validate_scores(project: str, secrets: int = 100) -> Validity:
    """Score every written hand-in of a project under many secrets, and for many trainees with other material.

    Under the secrets material stays the same, as a trainee's does; only the worlds change. Hand-ins that fit any
    material are scored for `VARIANTS` trainees as well, each under another secret. What a mentor gives is written.
    """
    from grading.demo.hand_ins import answer_for, hand_ins, somebody_for, suits_anybody

    task = find_task(project)
    written = [hand_in for hand_in in hand_ins(project) if hand_in.rank is not None]

    def points_of(hand_in: "HandIn", person: Context) -> float:
        answer = task.Answer.model_validate(answer_for(hand_in, person))
        return task.score(answer, person).points + sum(mark.points for mark in hand_in.mentor.values())

    points = np.empty((secrets, len(written)))
    for column, hand_in in enumerate(written):
        somebody = somebody_for(hand_in, cohort=COHORT, secret=b"").trainee
        for row in range(secrets):
            points[row, column] = points_of(hand_in, Context(COHORT, somebody, secret_no(row)))
    ranks = [-(hand_in.rank or 0) for hand_in in written]
    variants = min(VARIANTS, secrets) if suits_anybody(project) else 0
    people = [Context(COHORT, f"2026{row:04d}", secret_no(row)) for row in range(variants)]
    others = np.array([[points_of(hand_in, person) for hand_in in written] for person in people])
    within = points.var(axis=0, ddof=1)
    return Validity(
        project=project,
        plans=len(written),
        secrets=secrets,
        ordered=ordered(points, ranks),
        sd_between_secrets=float(np.sqrt(within.max())),
        luck_share=float(within.mean() / points.var(ddof=1)),
        variants=variants,
        ordered_variants=ordered(others, ranks) if variants else math.nan,
    )


def ordered(points: Floats, ranks: Sequence[float]) -> float:
    """Share of the rows in which Kendall's tau-b with the ranks is at least 0.8 and the best is first.

    Parameters
    ----------
    points : array, shape (rows, hand-ins)
    ranks : sequence of float
        The higher the better, one a hand-in.
    """
    from scipy.stats import kendalltau

    taus = np.array([kendalltau(row, ranks).statistic for row in points])
    return float(np.mean((taus >= LEAST_TAU) & (points.argmax(axis=1) == int(np.argmax(ranks)))))


def secret_no(number: int) -> bytes:
    """One of the cohort secrets that scores are tried under."""
    return hashlib.sha256(f"validation {number}".encode()).digest()


def as_markdown(results: list[Validity]) -> str:
    """The committed page: figures with date and machine."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    head = f"""# Validation

Measured {datetime.now(UTC):%Y-%m-%d} on {machine} by `make validate`. No figure is typed by hand.

## Do scores order written work as a senior would?

Total points (world, key and the written mentor's marks) of hand-ins from careless to excellent, under many cohort
secrets. *Ordered*: Kendall's tau with a senior's rank is at least {LEAST_TAU} and the best is first. Where hand-ins
are ways of working that fit any material, they were ordered for trainees with other material, too.

| project | hand-ins | secrets | ordered | SD between secrets, points | luck's share of variance | other material |
|---|---|---|---|---|---|---|
"""
    rows = "".join(
        f"| {r.project} | {r.plans} | {r.secrets} "
        f"| {r.ordered:.0%} | {r.sd_between_secrets:.2f} | {r.luck_share:.3%} "
        f"| {f'{r.ordered_variants:.0%} of {r.variants}' if r.variants else 'written for one'} |\n"
        for r in results
    )
    return head + rows


def reader_markdown(rows: Iterable[Measured]) -> str:
    """What the text reader sees of hand-labelled texts, as a section of the page."""
    head = """
## How well does the text reader read?

Titles and passages that were labelled by hand (`tests/simulations/labelled`). *There*: how many have it.

| feature or verdict | there | precision | recall |
|---|---|---|---|
"""
    return head + "".join(f"| {row.name} | {row.there} | {row.precision:.2f} | {row.recall:.2f} |\n" for row in rows)


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
