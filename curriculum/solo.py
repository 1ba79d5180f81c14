"""Feedback for somebody who learns alone: what world and key say, at once; what only a person can judge stays open.

It is scored in public practice worlds, on the learner's own computer: good for learning, no certificate.
"""

from datetime import UTC, datetime

from curriculum.answers import InvalidAnswer, read_submission
from curriculum.files import write_whole
from curriculum.inbox import FEEDBACK, PROFILE, Feedback, Judged, Profile, read_inbox
from curriculum.packages import Package, packages
from curriculum.skills import Evidence, skills
from curriculum.syllabus import Module, syllabus
from curriculum.workplace import Workplace
from simulations.language import _
from simulations.projects import find_task
from simulations.task import Criterion, JudgedBy, Mark

MOST_ADVICE = 3


def judge_alone(workplace: Workplace, now: datetime | None = None) -> bool:
    """Judge what was handed in since the last time; nothing for a cohort, whose mentors judge.

    Returns
    -------
    bool
        Whether there is something new in the inbox.

    Raises
    ------
    OSError
        If the inbox cannot be written.
    """
    if workplace.cohort is not None:
        return False
    before = read_inbox(workplace).feedback
    fresh = []
    for module in syllabus().modules:
        sent = packages(workplace, module.slug)
        known = before.get(module.slug)
        if sent and (known is None or known.handed_in_at != sent[-1].receipt.handed_in_at):
            fresh.append(_judge(workplace, module, sent[-1]))
    for feedback in fresh:
        _write(workplace, f"{feedback.module}{FEEDBACK}", feedback)
    if fresh:
        known_now = {**before, **{feedback.module: feedback for feedback in fresh}}
        found = skills(
            Evidence(item.competencies, item.points, item.max_points)
            for slug in syllabus().current(known_now)
            for item in known_now[slug].items
            if item.points is not None and item.competencies
        )
        _write(workplace, PROFILE, Profile(at=now or datetime.now(UTC), skills=found))
    return bool(fresh)


def _write(workplace: Workplace, name: str, paper: Feedback | Profile) -> None:
    write_whole(workplace.inbox / name, paper.model_dump_json(indent=1).encode() + b"\n")


def _judge(workplace: Workplace, module: Module, package: Package) -> Feedback:
    context = workplace.context
    items: list[Judged] = []
    advice: list[str] = []
    notes: list[str] = []
    for slug in module.tasks:
        task = find_task(slug)
        try:
            answer = read_submission(task, package.read(f"answers/{slug}.json"), context.variant(slug))
        except InvalidAnswer as invalid:
            notes += map(str, invalid.problems)
            continue
        marks = {mark.criterion: mark for mark in task.score(answer, context).marks}
        items += [_item(criterion, marks.get(criterion.slug)) for criterion in task.criteria]
        if task.coach:
            advice += [str(one.sentence(task.figure)) for one in task.coach(answer, context)[:MOST_ADVICE]]
    judged = [item.points for item in items if item.points is not None]
    return Feedback(
        module=module.slug,
        title=module.title,
        handed_in_at=package.receipt.handed_in_at,
        total=sum(judged) if judged else None,
        max_points=sum(item.max_points for item in items),
        waiting=len(items) - len(judged),
        items=tuple(items),
        advice=tuple(advice),
        note="；".join(notes),
    )


def _item(criterion: Criterion, mark: Mark | None) -> Judged:
    if mark is None or criterion.judged_by is JudgedBy.MENTOR:
        said = _("Only a person can judge this: read the levels in the module and judge it yourself.")
        return Judged(
            title=criterion.title,
            competencies=criterion.competencies,
            points=None,
            max_points=criterion.points,
            reason=said,
        )
    return Judged(
        title=criterion.title,
        competencies=criterion.competencies,
        points=mark.points,
        max_points=mark.max_points,
        reason=str(mark.reason),
    )
