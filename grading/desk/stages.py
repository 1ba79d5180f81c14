"""The six stages of a module as they are drawn: how far each is, in words and by a sign."""

from html import escape

from curriculum.workbench.parts.text import day_and_time
from grading.desk.state import ModuleState, Stage
from simulations.language import _


def stage_title(stage: Stage) -> str:
    """What a stage is called."""
    return {
        Stage.RELEASE: _("Releasing"),
        Stage.COLLECT: _("Collecting"),
        Stage.GRADE: _("Grading"),
        Stage.MENTORS: _("Mentors judge"),
        Stage.FEEDBACK: _("Feedback"),
        Stage.REPORT: _("Reports"),
    }[stage]


def button_label(stage: Stage) -> str:
    """What the button of a stage says; the mentors' has a link instead."""
    return {
        Stage.RELEASE: _("Release it"),
        Stage.COLLECT: _("Collect hand-ins"),
        Stage.GRADE: _("Grade them"),
        Stage.FEEDBACK: _("Make feedback"),
        Stage.REPORT: _("Make reports"),
    }[stage]


def stage_html(stage: Stage, state: ModuleState, next_stage: Stage | None) -> str:
    """A stage: number or sign, name, and how far it is."""
    amiss, lines = _amiss(stage, state), _lines(stage, state)
    kind = "next" if stage is next_stage else "warn" if amiss else "done" if _done(stage, state) else "open"
    sign = {"done": "✓", "warn": "!"}.get(kind) or str(list(Stage).index(stage) + 1)
    tag = _("next step")
    now = f"<small>{escape(tag)}</small>" if kind == "next" else ""
    told = "".join(f"<li>{escape(line)}</li>" for line in (*amiss, *lines))
    return (
        f'<div class="academy-stage is-{kind}"><b aria-hidden="true">{sign}</b>'
        f"<h4>{escape(stage_title(stage))}{now}</h4><ul>{told}</ul></div>"
    )


def _done(stage: Stage, state: ModuleState) -> bool:
    return {
        Stage.RELEASE: state.released,
        Stage.COLLECT: len(state.handed_in) == len(state.people),
        Stage.GRADE: bool(state.handed_in) and not state.ungraded,
        Stage.MENTORS: bool(state.graded) and not state.waiting,
        Stage.FEEDBACK: bool(state.graded) and not state.untold,
        Stage.REPORT: state.reported,
    }[stage]


def _amiss(stage: Stage, state: ModuleState) -> list[str]:
    """What somebody has to look at."""
    if stage is Stage.COLLECT and state.overdue:
        return [_("{n} overdue").format(n=state.overdue)]
    if stage is Stage.GRADE:
        counted = ((_("{n} not gradable"), state.unreadable), (_("{n} failed"), state.failed))
        return [text.format(n=n) for text, n in counted if n]
    return []


def _lines(stage: Stage, state: ModuleState) -> list[str]:
    if stage is Stage.RELEASE:
        due = [_("due {when}").format(when=day_and_time(state.due))] if state.due else [_("no date is set")]
        return [_("released") if state.released else _("not released yet"), *due]
    if stage is Stage.COLLECT:
        there = [_("{n} new ones lie there").format(n=len(state.arrived))] if state.arrived else []
        said = _("{n} of {all} have handed in")
        return [said.format(n=len(state.handed_in), all=len(state.people)), *there] if state.released else []
    if stage is Stage.GRADE:
        told = [_("{n} graded").format(n=state.scored)] if state.scored else []
        return told + ([_("{n} to be graded").format(n=len(state.ungraded))] if state.ungraded else [])
    if not state.graded:
        return []
    if stage is Stage.MENTORS:
        waits = _("{n} criteria of {people} people wait").format(n=state.waiting, people=state.waiting_people)
        return [waits if state.waiting else _("all judged")]
    if stage is Stage.FEEDBACK:
        left = [_("{n} to be made").format(n=len(state.untold))] if state.untold else []
        return [_("{n} people have theirs").format(n=len(state.told & state.graded)), *left]
    return [_("up to date") if state.reported else _("not of today's marks")]
