"""A budget tried out: first say how many orders will be kept, then see a month of it; every trial is kept."""

from collections.abc import Callable
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.figures import cards, forecasts
from curriculum.workbench.parts.missing import missing_html
from curriculum.workbench.parts.text import card, column, notice_html, panel, row
from simulations.language import _


def budget_trial(bench: Bench, needed: tuple[str, ...], usual: int) -> ipywidgets.VBox:
    """Forecast of kept orders, button, outcome, and all forecasts so far.

    Parameters
    ----------
    needed : tuple of str
        Fields without which there is nothing to try.
    usual : int
        Last month's orders, as an example in the fields.
    """
    form = bench.form
    low = form.field("forecast_low", placeholder=f"{0.7 * usual:.0f}")
    high = form.field("forecast_high", placeholder=f"{usual}")
    hint, outcome, history = panel(""), panel(""), panel("")

    def forecast() -> tuple[int, int] | None:
        ends = bench.draft.get("forecast_low"), bench.draft.get("forecast_high")
        if all(type(end) is int and end >= 1 for end in ends) and ends[0] < ends[1]:
            return ends
        return None

    def ready() -> bool:
        return forecast() is not None and not bench.draft.incomplete(*needed)

    def work() -> Callable[[], tuple[int, int, Any]]:
        interval, play = forecast(), bench.task.try_out
        assert interval is not None  # the button is locked without one
        assert play is not None  # only a task with a world has this card
        answer = bench.draft.answer(**_stand_ins())
        number = len(bench.log.trials) + 1
        return lambda: (*interval, play(answer, bench.context, number))

    def done(result: tuple[int, int, Any]) -> None:
        low_end, high_end, came = result
        figures = came.kpis()
        trial = bench.record_trial(low_end, high_end, round(figures["kept"]))
        said = (
            _("{kept} kept orders: your forecast {low}–{high} held.")
            if trial.hit
            else _("{kept} kept orders: outside your forecast {low}–{high}.")
        )
        text = said.format(kept=f"{trial.reads:,}", low=f"{low_end:,}", high=f"{high_end:,}")
        shown = (
            (_("Kept orders"), f"{figures['kept']:,.0f}", _("not sent back")),
            (_("Money spent"), f"{figures['spent']:,.0f}", _("what is owed included")),
            (_("Margin after it"), f"{figures['margin']:,.0f}", _("yuan, one world")),
        )
        outcome.value = notice_html(text, "good" if trial.hit else "warn") + cards(shown)

    def failed(text: str) -> None:
        outcome.value = notice_html(text, "bad")

    button = action(_("Try this month"), work, done, failed, primary=True, ready=ready)

    def follow(_changed: str = "") -> None:
        button.follow()
        missing = bench.draft.incomplete(*needed)
        if missing:
            hint.value = missing_html(bench, missing, _("Before a trial there must be a budget:"))
        elif not ready():
            hint.value = notice_html(
                _("First the forecast: between which two numbers will the kept orders lie, with 80% confidence?")
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
        _("Forecast, then try it"),
        row(low, high, column(button, classes="academy-fit"), classes="academy-forecast-row"),
        hint,
        outcome,
        history,
        about=_("The first version, in a month with luck of its own; trials are free and are counted."),
    )


def _stand_ins() -> dict[str, Any]:
    """Valid values for fields that do not matter to a month's orders and may still be empty."""
    text = "……" * 20
    diagnosis = {"cause": "price", "rows": ["P01"], "fix": "price"}
    return {
        "diagnoses": [{"post": letter, **diagnosis} for letter in "PQ"],
        "cleaning": ["after_order"],
        "window_days": 28,
        "misleading": [{"channel": c, "model": "last", "way": "much", "rows": ["X01"]} for c in ("search", "kol")],
        "increments": [{"channel": "kol", "low": 0, "high": 100}] * 6,
        "verdicts": [{"channel": "kol", "verdict": "hold", "why": "unknown"}] * 6,
        "pilot_channel": "N1",
        "pilot_budget": 0,
        "pilot_success_yuan": 1,
        "pilot_stop_day": 1,
        "board": [{"figure": f"F0{n}", "decision": f"D{n}"} for n in (1, 2, 3)],
        "letter_to": "kol",
        "letter": text,
        "feasibility": text,
        "ai_log": text,
    }
