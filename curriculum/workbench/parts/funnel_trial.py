"""Eight weeks on trial: first say how many will pay, then see what came and where it was narrow."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.figures import cards, forecasts
from curriculum.workbench.parts.funnel import draw_funnel
from curriculum.workbench.parts.missing import missing_html
from curriculum.workbench.parts.text import card, column, notice_html, panel, row
from simulations.language import _


def funnel_trial(
    bench: Bench, needed: tuple[str, ...], stand_ins: Mapping[str, Any], names: Mapping[str, Any]
) -> ipywidgets.VBox:
    """Forecast, button, outcome, and all forecasts so far.

    Parameters
    ----------
    needed : tuple of str
        Fields without which there is nothing to play.
    stand_ins : mapping
        Valid values for fields that do not matter to the world and may still be empty.
    names : mapping
        What the steps of the funnel are called.
    """
    low = bench.form.field("forecast_low", placeholder="200")
    high = bench.form.field("forecast_high", placeholder="400")
    hint, outcome, history = panel(""), panel("", "academy-picture"), panel("")

    def forecast() -> tuple[int, int] | None:
        ends = bench.draft.get("forecast_low"), bench.draft.get("forecast_high")
        return ends if all(type(end) is int for end in ends) and ends[0] < ends[1] else None

    def ready() -> bool:
        return forecast() is not None and not bench.draft.incomplete(*needed)

    def work() -> Callable[[], tuple[int, int, Any]]:
        interval, answer, play = forecast(), bench.draft.answer(**stand_ins), bench.task.try_out
        assert interval is not None  # the button is locked without one
        assert play is not None  # this part stands where there is a world to try in
        number = len(bench.log.trials) + 1
        return lambda: (*interval, play(answer, bench.context, number))

    def done(result: tuple[int, int, Any]) -> None:
        low_end, high_end, came = result
        trial = bench.record_trial(low_end, high_end, round(came.kpis()["payers"]))
        said = (
            _("{people} paid: your forecast {low}–{high} held.")
            if trial.hit
            else _("{people} paid: outside your forecast {low}–{high}.")
        )
        text = said.format(people=f"{trial.reads:,}", low=f"{low_end:,}", high=f"{high_end:,}")
        outcome.value = notice_html(text, "good" if trial.hit else "warn") + outcome_html(came, names)

    def failed(text: str) -> None:
        outcome.value = notice_html(text, "bad")

    button = action(_("Try the eight weeks"), work, done, failed, primary=True, ready=ready)

    def follow(_changed: str = "") -> None:
        button.follow()
        missing = bench.draft.incomplete(*needed)
        if missing:
            hint.value = missing_html(bench, missing, _("Before a trial there must be a funnel to play:"))
        elif forecast() is None:
            hint.value = notice_html(
                _("First the forecast: between which two numbers will paying customers lie, with 80% confidence?")
            )
        else:
            hint.value = ""

    def remember() -> None:
        history.value = forecasts(bench.log.trials) if bench.log.trials else ""

    bench.draft.on_change(follow)
    bench.on_log(remember)
    follow()
    remember()
    return card(
        _("Forecast, then play it"),
        row(low, high, column(button, classes="academy-fit"), classes="academy-forecast-row"),
        hint,
        outcome,
        history,
        about=_(
            "As often as you like; every trial is counted and is a world of its own. The graded worlds are others."
        ),
    )


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
