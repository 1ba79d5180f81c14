"""The first page: where am I, what is next, how am I doing."""

from html import escape
from typing import Any

import ipywidgets
from IPython.display import HTML, display

from curriculum.look import design_sheet
from curriculum.syllabus import Tier, syllabus
from curriculum.workbench.front import Sheet
from curriculum.workbench.guard import guarded
from curriculum.workbench.parts.figures import forecasts
from curriculum.workbench.parts.identity import ask_who
from curriculum.workbench.parts.text import day_and_time, notice_html
from curriculum.workbench.standing import Feedback, Standing, latest_feedback, next_of, standings
from curriculum.workplace import Workplace, find_workplace
from simulations.brands import brand_of, brands
from simulations.language import _

MOST_TRIALS = 8


def show_first_page() -> None:
    """Show the page, or ask a cohort's new trainee who they are."""

    @guarded(lambda text: _display(notice_html(text, "bad")))
    def show() -> None:
        workplace = find_workplace()
        if workplace.cohort is None or workplace.trainee is not None:
            _display(page_html(workplace))
            return
        page = ipywidgets.Output()
        place = ipywidgets.VBox([Sheet(), ask_who(workplace, lambda known: _go_on(place, page, known)), page])
        place.add_class("academy")
        place.add_class("academy-plain")
        display(place)  # type: ignore[no-untyped-call]

    show()


def _go_on(place: ipywidgets.VBox, page: ipywidgets.Output, workplace: Workplace) -> None:
    page.append_display_data(_html(page_html(workplace)))
    place.children = (place.children[0], page)


def _html(content: str) -> Any:
    page = f'<style>{design_sheet()}</style><div class="academy academy-plain academy-first">{content}</div>'
    return HTML(page)  # type: ignore[no-untyped-call]


def _display(content: str) -> None:
    display(_html(content))  # type: ignore[no-untyped-call]


def page_html(workplace: Workplace) -> str:
    """The whole page."""
    stand = standings(workplace)
    by_slug = {standing.module.slug: standing for standing in stand}
    tiers = "".join(_tier(tier, by_slug) for tier in syllabus().tiers)
    title = _("The way")
    return (
        f'<div class="academy-hello">{_who(workplace)}{_next(next_of(stand))}</div>'
        f'<section class="academy-card"><h3>{escape(title)}</h3><div class="academy-path">{tiers}</div></section>'
        f'<div class="academy-back">{_feedback(latest_feedback(stand))}{_forecasts(stand)}</div>'
    )


def _who(workplace: Workplace) -> str:
    brand = brands()[brand_of(workplace.context)]
    name = workplace.trainee.name or workplace.trainee.id if workplace.trainee else ""
    hello = _("Hello, {name}").format(name=name) if name else _("Hello")
    cohort = workplace.cohort.title if workplace.cohort else _("Learning alone: everything stays on this computer")
    work_for = _("You work for {brand}, on its account 「{account}」.").format(brand=brand.name, account=brand.account)
    facts = _("{followers} followers: {readers}. Sells {sells}.").format(
        followers=f"{brand.followers:,}", readers=brand.readers, sells=brand.sells
    )
    return (
        '<section class="academy-card academy-who">'
        f'<span class="academy-badge" aria-hidden="true">{escape(brand.name[:1])}</span>'
        f"<div><h2>{escape(hello)}</h2><small>{escape(cohort)}</small><p>{escape(work_for)}</p><p>{escape(facts)}</p></div></section>"
    )


def _next(standing: Standing | None) -> str:
    title = _("Next step")
    if standing is None:
        nothing = notice_html(_("Everything that is open is handed in."), "good")
        return f'<section class="academy-card academy-next"><h3>{escape(title)}</h3>{nothing}</section>'
    verb = _("Go on: {title}") if standing.started else _("Begin: {title}")
    go = verb.format(title=standing.module.title)
    facts = [_("about {n} minutes").format(n=standing.module.minutes)]
    if standing.due:
        facts.append(_("due {when}").format(when=day_and_time(standing.due)))
    goals = "".join(f"<li>{escape(goal)}</li>" for goal in standing.module.objectives)
    return (
        f'<section class="academy-card academy-next"><h3>{escape(title)}</h3><ul>{goals}</ul>'
        f'<a class="academy-button is-primary" href="{_link(standing)}">{escape(go)}</a>'
        f"<small>{escape(' · '.join(facts))}</small></section>"
    )


def _link(standing: Standing) -> str:
    module = standing.module
    return f"{module.tier}/{module.slug}/{module.slug}.ipynb"


def _tier(tier: Tier, by_slug: dict[str, Standing]) -> str:
    modules = "".join(_module(by_slug[module.slug]) for module in tier.modules)
    empty = _("No modules yet")
    return (
        f"<section><header><h4>{escape(tier.title)}</h4><small>{escape(tier.about)}</small></header>"
        f"<ol>{modules}</ol>{'' if modules else f'<p><small>{escape(empty)}</small></p>'}</section>"
    )


def _module(standing: Standing) -> str:
    sign, state = _state(standing)
    title = escape(standing.module.title)
    name = f'<a href="{_link(standing)}">{title}</a>' if standing.released else title
    return (
        f'<li><b class="academy-sign is-{sign[0]}" aria-hidden="true">{sign[1]}</b>'
        f"<div>{name}<small>{escape(state)}</small></div></li>"
    )


def _state(standing: Standing) -> tuple[tuple[str, str], str]:
    feedback = standing.feedback
    if feedback and feedback.total is not None:
        said = (
            _("{points:g} of {most:g} points, {n} criteria wait for the mentor")
            if feedback.waiting
            else _("{points:g} of {most:g} points")
        )
        text = said.format(points=round(feedback.total, 1), most=feedback.max_points, n=feedback.waiting)
        return ("done", "✓"), text
    if standing.handed_in_at:
        return ("done", "✓"), _("handed in {when}").format(when=day_and_time(standing.handed_in_at))
    if not standing.released:
        return ("shut", "–"), _("not released yet")
    when = _("due {when}").format(when=day_and_time(standing.due)) if standing.due else ""
    return ("begun", "●") if standing.started else ("open", ""), " · ".join(
        filter(None, (_("begun") if standing.started else _("not begun yet"), when))
    )


def _feedback(feedback: Feedback | None) -> str:
    title = _("Latest feedback")
    if feedback is None:
        nothing = _("Here you will find points, reasons and your mentor's words once you have handed in.")
        return f'<section class="academy-card"><h3>{escape(title)}</h3><p>{escape(nothing)}</p></section>'
    weakest = sorted(feedback.items, key=lambda item: item.share)[:2]
    rows = "".join(
        f"<li><b>{escape(item.title)}</b> {item.points or 0:g} / {item.max_points:g}"
        f"<p>{escape(item.comment or item.reason)}</p></li>"
        for item in weakest
        if item.points is not None
    )
    first = f"<li><p>{escape(feedback.advice[0])}</p></li>" if feedback.advice else ""
    note = notice_html(feedback.note, "bad") if feedback.note else ""
    total = (
        ""
        if feedback.total is None
        else f'<p class="academy-total">{feedback.total:g}<small> / {feedback.max_points:g}</small></p>'
    )
    return (
        f'<section class="academy-card"><h3>{escape(title)} · {escape(feedback.title)}</h3>{note}{total}'
        f'<ul class="academy-words">{rows}{first}</ul></section>'
    )


def _forecasts(stand: tuple[Standing, ...]) -> str:
    title = _("Your forecasts")
    trials = tuple(trial for standing in stand for trial in standing.trials)
    empty = _(
        "Before every trial you say what you expect. How often you were right stands here: about 8 in 10 is the aim."
    )
    shown = forecasts(trials[-MOST_TRIALS:], width=460) if trials else f"<p>{escape(empty)}</p>"
    return f'<section class="academy-card"><h3>{escape(title)}</h3>{shown}</section>'
