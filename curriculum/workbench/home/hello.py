"""The top of the first page: who one is here, for whom one works, and the next step as one button."""

from datetime import UTC, datetime
from html import escape

from curriculum.standing import Standing, State
from curriculum.syllabus import Module
from curriculum.workbench.parts.text import day_and_time, notice_html
from curriculum.workplace import Workplace
from simulations.brands import brand_of, brands
from simulations.language import _


def hello_html(workplace: Workplace, step: Standing | None, all_done: bool) -> str:
    """Who, and what next, beside each other."""
    return f'<div class="academy-hello">{_who(workplace)}{_next(step, all_done)}</div>'


def link_to(module: Module) -> str:
    """The address of a module's notebook, from the first page's."""
    return f"{module.tier}/{module.slug}/{module.slug}.ipynb"


def _who(workplace: Workplace) -> str:
    brand = brands()[brand_of(workplace.context)]
    name = workplace.trainee.name or workplace.trainee.id if workplace.trainee else ""
    hello = _("Hello, {name}").format(name=name) if name else _("Hello")
    cohort = workplace.cohort.title if workplace.cohort else _("Learning alone: everything stays on this computer")
    work_for = _("You work for {brand}, on its account 「{account}」.").format(brand=brand.name, account=brand.account)
    facts = _("Readers: {readers}. Sells {sells}.").format(readers=brand.readers, sells=brand.sells)
    return (
        '<section class="academy-card academy-who">'
        f'<span class="academy-badge" aria-hidden="true">{escape(brand.name[:1])}</span>'
        f"<div><h2>{escape(hello)}</h2><small>{escape(cohort)}</small><p>{escape(work_for)}</p>"
        f"<p>{escape(facts)}</p></div></section>"
    )


def _next(step: Standing | None, all_done: bool) -> str:
    title = escape(_("Next step"))
    if step is None:
        said = (
            _("Everything there is so far is handed in.")
            if all_done
            else _("Nothing is open: your instructor has not released a module yet.")
        )
        told = notice_html(said, "good" if all_done else "note")
        return f'<section class="academy-card academy-next"><h3>{title}</h3>{told}</section>'
    verb = _("Go on: {title}") if step.state is State.BEGUN else _("Begin: {title}")
    go = escape(verb.format(title=step.module.title))
    goals = "".join(f"<li>{escape(goal)}</li>" for goal in step.module.objectives)
    return (
        f'<section class="academy-card academy-next"><h3>{title}</h3><ul>{goals}</ul>'
        f'<a class="academy-button is-primary" href="{link_to(step.module)}">{go}</a>'
        f"{_when(step)}</section>"
    )


def _when(step: Standing) -> str:
    minutes = escape(_("about {n} minutes").format(n=step.module.minutes))
    if step.due is None:
        return f"<small>{minutes}</small>"
    now = datetime.now(UTC)
    due = escape(_("due {when}").format(when=day_and_time(step.due)))
    if step.is_late(now):
        return f"<small>{minutes}</small>" + notice_html(_("This is overdue: hand in what you have."), "bad")
    if step.is_due_soon(now):
        hours = int((step.due - now).total_seconds() // 3600)
        left = _("{n} hours left").format(n=hours)
        return f"<small>{minutes} · {due} · <b>{escape(left)}</b></small>"
    return f"<small>{minutes} · {due}</small>"
