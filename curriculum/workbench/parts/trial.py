"""Trial publication: first say what you expect, then see what comes; every trial is kept with its forecast."""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.figures import forecasts
from curriculum.workbench.parts.missing import missing_html
from curriculum.workbench.parts.text import card, column, notice_html, panel, row
from simulations.language import _


def trial_panel(
    bench: Bench,
    needed: tuple[str, ...],
    stand_ins: Mapping[str, Any],
    main_figure: str,
    draw: Callable[[Any], str],
) -> ipywidgets.VBox:
    """Forecast, button, outcome, and all forecasts so far.

    Parameters
    ----------
    needed : tuple of str
        Fields without which there is nothing to publish.
    stand_ins : mapping
        Valid values for fields that do not matter to the world and may still be empty.
    main_figure : str
        The figure of `Outcome.kpis()` that is forecast.
    draw : callable
        The outcome as trusted HTML.
    """
    low = bench.form.field("forecast_low", label=_("At least"), placeholder="800", unit=_("reads"))
    high = bench.form.field("forecast_high", label=_("At most"), placeholder="1500", unit=_("reads"))
    hint, outcome, history = panel(""), panel(""), panel("")

    def forecast() -> tuple[int, int] | None:
        ends = bench.draft.get("forecast_low"), bench.draft.get("forecast_high")
        if all(type(end) is int and end >= 1 for end in ends) and ends[0] < ends[1]:
            return ends
        return None

    def ready() -> bool:
        return forecast() is not None and not bench.draft.incomplete(*needed)

    def work() -> Callable[[], tuple[int, int, Any]]:
        interval, answer, play = forecast(), bench.draft.answer(**stand_ins), bench.task.try_out
        assert interval is not None  # the button is locked without one
        assert play is not None  # a layout asks for trials where there is a world to try in
        number = len(bench.log.trials) + 1
        return lambda: (*interval, play(answer, bench.context, number))

    def done(result: tuple[int, int, Any]) -> None:
        low_end, high_end, came = result
        trial = bench.record_trial(low_end, high_end, round(came.kpis()[main_figure]))
        said = (
            _("{reads} reads: your forecast {low}–{high} held.")
            if trial.hit
            else _("{reads} reads: outside your forecast {low}–{high}.")
        )
        text = said.format(reads=f"{trial.reads:,}", low=f"{low_end:,}", high=f"{high_end:,}")
        outcome.value = notice_html(text, "good" if trial.hit else "warn") + draw(came)

    def failed(text: str) -> None:
        outcome.value = notice_html(text, "bad")

    button = action(_("Publish a trial"), work, done, failed, primary=True, ready=ready)

    def follow(_changed: str = "") -> None:
        button.follow()
        missing = bench.draft.incomplete(*needed)
        ends = bench.draft.get("forecast_low"), bench.draft.get("forecast_high")
        if missing:
            hint.value = missing_html(bench, missing, _("Before a trial there must be something to publish:"))
        elif all(type(end) is int for end in ends) and ends[0] >= ends[1]:
            hint.value = notice_html(_("The lower end must lie below the upper end."), "bad")
        elif not ready():
            hint.value = notice_html(
                _("First the forecast: between which two numbers will the reads lie, with 80% confidence?")
            )
        else:
            hint.value = ""

    def remember() -> None:
        history.value = forecasts(bench.log.trials) if bench.log.trials else ""

    bench.draft.on_change(follow)
    bench.on_log(remember)
    follow()
    remember()
    about = _(
        "Total reads after seven days, with 80% confidence. Every trial is a world of its own: its luck is part of it."
    )
    return card(
        _("Forecast, then a trial"),
        row(low, high, column(button, classes="academy-fit"), classes="academy-forecast-row"),
        hint,
        outcome,
        history,
        about=about,
    )
