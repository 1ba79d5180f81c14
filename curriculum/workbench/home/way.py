"""The way through the course: three tiers, each module with its state told by sign, word and colour."""

from datetime import UTC, datetime
from html import escape

from curriculum.choices import Choices
from curriculum.standing import Standing, State
from curriculum.syllabus import Tier, syllabus
from curriculum.workbench.home.hello import link_to
from curriculum.workbench.parts.text import day_and_time
from simulations.language import _

SIGNS = {State.DONE: "✓", State.BEGUN: "●", State.OPEN: "", State.LATER: "○", State.SHUT: "–"}


def way_html(all_standings: tuple[Standing, ...], choices: Choices) -> str:
    """The three tiers beside each other."""
    by_slug = {standing.module.slug: standing for standing in all_standings}
    tiers = "".join(_tier(tier, by_slug, choices) for tier in syllabus().tiers)
    return f'<div class="academy-path">{tiers}</div>'


def _tier(tier: Tier, by_slug: dict[str, Standing], choices: Choices) -> str:
    own = [by_slug[module.slug] for module in tier.modules]
    done = sum(standing.state is State.DONE for standing in own)
    count = _("{done} of {n} done").format(done=done, n=len(own)) if own else ""
    by_test = _("placed by test")
    placed = f"<small>✓ {escape(by_test)}</small>" if choices.knows(tier.slug) else ""
    planned = "".join(_planned(module.title) for module in tier.planned)
    meter = f'<meter max="{len(own)}" value="{done}" aria-label="{escape(count)}"></meter>' if own else ""
    return (
        f"<section><header><h4>{escape(tier.title)}</h4>{placed}<p><small>{escape(tier.about)}</small></p>"
        f'<div class="academy-done">{meter}<small>{escape(count)}</small></div></header>'
        f"<ol>{''.join(map(_module, own))}{planned}</ol></section>"
    )


def _module(standing: Standing) -> str:
    title = escape(standing.module.title)
    reachable = standing.state not in (State.SHUT, State.LATER)
    name = f'<a href="{link_to(standing.module)}">{title}</a>' if reachable else f"<span>{title}</span>"
    elective = _("elective")
    aside = "" if standing.on_path else f' <em class="academy-aside">{escape(elective)}</em>'
    return (
        f'<li class="{"" if standing.on_path else "is-aside"}">'
        f'<b class="academy-sign is-{standing.state}" aria-hidden="true">{SIGNS[standing.state]}</b>'
        f"<div>{name}{aside}{_told(standing)}</div></li>"
    )


def _planned(title: str) -> str:
    soon = escape(_("in preparation"))
    return (
        '<li class="is-planned"><b class="academy-sign is-shut" aria-hidden="true">–</b>'
        f"<div><span>{escape(title)}</span><small>{soon}</small></div></li>"
    )


def _told(standing: Standing) -> str:
    """Where it stands, in words; a due date that presses stands out."""
    now = datetime.now(UTC)
    words = [_state(standing)]
    if standing.is_open:
        words.append(_("about {n} minutes").format(n=standing.module.minutes))
    told = f"<small>{escape(' · '.join(words))}</small>"
    if standing.is_open and standing.due:
        when = day_and_time(standing.due)
        if standing.is_late(now):
            late = _("overdue since {when}").format(when=when)
            return told + f'<small class="academy-due is-bad">✕ {escape(late)}</small>'
        kind, sign = ("is-warn", "! ") if standing.is_due_soon(now) else ("", "")
        due = _("due {when}").format(when=when)
        told += f'<small class="academy-due {kind}">{sign}{escape(due)}</small>'
    return told


def _state(standing: Standing) -> str:
    feedback = standing.feedback
    if standing.state is State.DONE and feedback and feedback.total is not None:
        points = _("{points:g} of {most:g} points").format(points=round(feedback.total, 1), most=feedback.max_points)
        waiting = _("{n} criteria are still to be judged").format(n=feedback.waiting) if feedback.waiting else ""
        return " · ".join(filter(None, (points, waiting)))
    if standing.handed_in_at:
        return _("handed in {when}").format(when=day_and_time(standing.handed_in_at))
    if standing.state is State.LATER:
        return _("after: {modules}").format(modules="、".join(module.title for module in standing.first))
    return {
        State.SHUT: _("not released yet"),
        State.BEGUN: _("begun"),
        State.OPEN: _("open"),
    }[standing.state]
