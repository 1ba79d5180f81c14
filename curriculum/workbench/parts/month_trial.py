"""A month on trial: first say how many orders, then see what comes of it, next to the list that is left."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.figures import cards
from curriculum.workbench.parts.review import advice_html
from curriculum.workbench.parts.small_charts import lines
from curriculum.workbench.parts.text import card, notice_html, panel
from curriculum.workbench.parts.trial import Trying, trial_panel
from simulations.identity import Context
from simulations.language import _
from simulations.task import Advice


def month_trial(bench: Bench, needed: tuple[str, ...], stand_ins: Mapping[str, Any]) -> ipywidgets.VBox:
    """Forecast of the month's orders, and the month in one world.

    Parameters
    ----------
    needed : tuple of str
        Fields without which there is no month to play.
    stand_ins : mapping
        Valid values for fields that do not matter to the month and may still be empty.
    """
    trying = Trying(
        figure="orders",
        title=_("Forecast, then try"),
        button=_("Try the month"),
        about=_(
            "As often as you like; every trial is counted and is a world of its own. The graded worlds are others."
        ),
        before=_("Before a trial there must be a month to play:"),
        question=_("First the forecast: between which two numbers will the month's orders lie, with 80% confidence?"),
        came=_("{n} orders"),
        low={"placeholder": "60", "unit": _("orders counted")},
        high={"placeholder": "180", "unit": _("orders counted")},
        least=0,
    )
    plan = partial(bench.draft.answer, **stand_ins)
    return trial_panel(bench, trying, needed, plan, lambda came, _trial: outcome_html(came))


def outcome_html(came: Any) -> str:
    """The month's account, what the list is like afterwards, and both day by day."""
    kpis = came.kpis()
    account = [
        (_("Orders"), f"{kpis['orders']:,.0f}", ""),
        (_("Revenue"), f"{kpis['revenue_yuan']:,.0f}", _("yuan")),
        (_("Profit"), f"{kpis['profit_yuan']:,.0f}", _("yuan, refunds and goods taken off")),
        (_("With what the list is worth"), f"{kpis['value_yuan']:,.0f}", _("yuan, what the month is judged by")),
        (_("Messages to the wrong people"), f"{kpis['wronged_yuan']:,.0f}", _("yuan lost by them")),
    ]
    people = [
        (_("People who left"), f"{kpis['left']:,.0f}", _("people")),
        (_("Muted us"), f"{kpis['muted']:,.0f}", _("people")),
        (_("Still hear us"), f"{kpis['hearing']:.1%}", _("of all who were there")),
        (_("Take part a day"), f"{kpis['active']:.1%}", _("healthy: 15-25%")),
        (_("Newcomers gone in 7 days"), f"{kpis['left_in_7_days']:.1%}", _("alarm: 15%")),
    ]
    days = [_("day {n}").format(n=n) for n in (1, 15, 30)]
    left, orders = came.left_by_day[0], came.orders_by_day[0]
    drawn = [
        (_("Orders a day"), lines({_("Orders"): [float(n) for n in orders]}, days, legend=False)),
        (_("People who left a day"), lines({_("People who left"): [float(n) for n in left]}, days, legend=False)),
    ]
    charts = "".join(f"<figure><figcaption>{name}</figcaption>{svg}</figure>" for name, svg in drawn)
    worked = (
        notice_html(
            _("There were hands for only {share:.0%} of the minutes you planned.").format(share=came.worked), "warn"
        )
        if came.worked < 1
        else ""
    )
    return f'{cards(account)}{cards(people)}{worked}<div class="academy-sparks">{charts}</div>'


def month_coach(
    bench: Bench, needed: tuple[str, ...], stand_ins: Mapping[str, Any], sister: Callable[[Context], Context]
) -> ipywidgets.VBox:
    """A button that asks the coach about the month as it stands, on the sister brief.

    Parameters
    ----------
    needed, stand_ins
        As for `month_trial`.
    sister : callable
        `sister(context)`: the context of the sister brief.
    """
    said = panel("")

    def done(advice: list[Advice]) -> None:
        said.value = advice_html(advice, bench.task.figure)

    def failed(text: str) -> None:
        said.value = notice_html(text, "bad")

    def work() -> Callable[[], list[Advice]]:
        answer, coach = bench.draft.answer(**stand_ins), bench.task.coach
        assert coach is not None  # this part stands where there is one
        return lambda: coach(answer, sister(bench.context))

    button = action(_("Ask the coach"), work, done, failed, ready=lambda: not bench.draft.incomplete(*needed))

    def follow(_changed: str = "") -> None:
        button.follow()

    bench.draft.on_change(follow)
    follow()
    return card(
        _("The coach"),
        button,
        said,
        about=_("Before you hand in, the coach speaks on the sister brief: your plan in another brand's month."),
    )
