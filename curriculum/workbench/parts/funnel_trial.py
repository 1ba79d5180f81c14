"""Eight weeks on trial: first say how many will pay, then see what came and where it was narrow."""

from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.figures import cards
from curriculum.workbench.parts.funnel import draw_funnel
from curriculum.workbench.parts.text import notice_html
from curriculum.workbench.parts.trial import Trying, trial_panel
from simulations.language import _


def funnel_trial(
    bench: Bench, needed: tuple[str, ...], stand_ins: Mapping[str, Any], names: Mapping[str, Any]
) -> ipywidgets.VBox:
    """Forecast of those who pay, and eight weeks in one world.

    Parameters
    ----------
    needed : tuple of str
        Fields without which there is nothing to play.
    stand_ins : mapping
        Valid values for fields that do not matter to the world and may still be empty.
    names : mapping
        What the steps of the funnel are called.
    """
    trying = Trying(
        figure="payers",
        title=_("Forecast, then play it"),
        button=_("Try the eight weeks"),
        about=_(
            "As often as you like; every trial is counted and is a world of its own. The graded worlds are others."
        ),
        before=_("Before a trial there must be a funnel to play:"),
        question=_("First the forecast: between which two numbers will paying customers lie, with 80% confidence?"),
        came=_("{n} paid"),
        low={"placeholder": "200"},
        high={"placeholder": "400"},
        least=0,
    )
    plan = partial(bench.draft.answer, **stand_ins)
    return trial_panel(bench, trying, needed, plan, lambda came, _trial: outcome_html(came, names))


def outcome_html(came: Any, names: Mapping[str, Any]) -> str:
    """The funnel as it came, its money, and what is left behind."""
    kpis = came.kpis()
    records = [{"name": str(names[step]), "people": float(people[0])} for step, people in came.steps().items()]
    money = [
        (_("Taken"), f"{kpis['taken_yuan']:,.0f}", _("yuan")),
        (_("Given back"), f"{kpis['back_share']:.1%}", _("of it")),
        (_("Spent"), f"{kpis['spent_yuan']:,.0f}", _("yuan, {ads:,.0f} on ads").format(ads=kpis["ads_yuan"])),
        (_("Profit"), f"{kpis['profit_yuan']:,.0f}", _("yuan")),
    ]
    left = [
        (_("Talked to"), f"{kpis['talked']:.0%}", _("of those who looked")),
        (_("Homework answered"), f"{kpis['helped']:.0%}", _("of the buyers")),
        (_("Paid and not served"), f"{kpis['unserved']:,.0f}", ""),
        (_("Gone in 7 days"), f"{kpis['gone']:.1%}", _("alarm: 15%")),
        (_("Trust left"), f"{kpis['trust']:.0%}", _("strikes: {n:.1f}").format(n=kpis["strikes"])),
    ]
    return draw_funnel(records) + cards(money) + cards(left)


def bottleneck_html(found: Mapping[str, float], names: Mapping[str, str]) -> str:
    """What a tenth more at each step would leave over, most first."""
    ranked = sorted(found.items(), key=lambda one: -one[1])
    most = max(ranked[0][1], 1.0)
    body = "".join(
        f'<tr><th scope="row">{escape(names[step])}</th><td><meter min="0" max="{most:.0f}" '
        f'value="{max(yuan, 0):.0f}" aria-hidden="true"></meter></td><td class="academy-number">{yuan:+,.0f}</td></tr>'
        for step, yuan in ranked
    )
    said = _("A tenth more at 「{step}」 is worth most: {yuan:+,.0f} yuan in the middle of the worlds.")
    table = f'<div class="academy-table"><table class="academy-marks"><tbody>{body}</tbody></table></div>'
    return notice_html(said.format(step=names[ranked[0][0]], yuan=ranked[0][1])) + table
