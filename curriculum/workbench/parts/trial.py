"""A trial: first say what you expect, then see what comes in one world; every trial is kept with its forecast."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import ipywidgets

from curriculum.answers import Trial
from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.figures import forecasts
from curriculum.workbench.parts.missing import missing_html
from curriculum.workbench.parts.text import card, column, notice_html, panel, row
from simulations.language import _


@dataclass(frozen=True)
class Trying:
    """What is tried in a module, and in whose words.

    Attributes
    ----------
    figure : str
        The figure of `Outcome.kpis()` that is forecast.
    title, button, about : str
        What the card and its button are called, and what a trial is.
    before : str
        Said above the fields that are still missing.
    question : str
        Asks for the forecast.
    came : str
        The figure with its unit, slot `{n}`; empty where `draw` says it.
    low, high : mapping
        Traits of the two fields: label, unit, placeholder.
    ends : tuple of str
        The fields of the forecast.
    least : int
        The lowest end that makes sense.
    """

    figure: str
    title: str
    button: str
    about: str
    before: str
    question: str
    came: str = ""
    low: Mapping[str, Any] = field(default_factory=dict)
    high: Mapping[str, Any] = field(default_factory=dict)
    ends: tuple[str, str] = ("forecast_low", "forecast_high")
    least: int = 1


def trial_panel(
    bench: Bench,
    trying: Trying,
    needed: tuple[str, ...],
    answer: Callable[[], Any],
    draw: Callable[[Any, Trial], str],
) -> ipywidgets.VBox:
    """Forecast, button, outcome, and all forecasts so far.

    Parameters
    ----------
    needed : tuple of str
        Fields without which there is nothing to try.
    answer : callable
        The answer as far as the world looks at it: what does not matter to it may still be empty.
    draw : callable
        `draw(outcome, trial)`: trusted HTML.
    """
    low, high = (
        bench.form.field(name, **traits) for name, traits in zip(trying.ends, (trying.low, trying.high), strict=True)
    )
    hint, outcome, history = panel(""), panel("", "academy-picture"), panel("")

    def given() -> tuple[Any, Any]:
        return bench.draft.get(trying.ends[0]), bench.draft.get(trying.ends[1])

    def forecast() -> tuple[int, int] | None:
        ends = given()
        whole = all(type(end) is int and end >= trying.least for end in ends)
        return ends if whole and ends[0] < ends[1] else None

    def ready() -> bool:
        return forecast() is not None and not bench.draft.incomplete(*needed)

    def work() -> Callable[[], tuple[int, int, Any]]:
        interval, plan, play = forecast(), answer(), bench.task.try_out
        assert interval is not None  # the button is locked without one
        assert play is not None  # a layout asks for trials where there is a world to try in
        number = len(bench.log.trials) + 1
        return lambda: (*interval, play(plan, bench.context, number))

    def done(result: tuple[int, int, Any]) -> None:
        low_end, high_end, came = result
        trial = bench.record_trial(low_end, high_end, round(came.kpis()[trying.figure]))
        outcome.value = _said(trying, trial) + draw(came, trial)

    def failed(text: str) -> None:
        outcome.value = notice_html(text, "bad")

    button = action(trying.button, work, done, failed, primary=True, ready=ready)

    def follow(_changed: str = "") -> None:
        button.follow()
        missing, ends = bench.draft.incomplete(*needed), given()
        if missing:
            hint.value = missing_html(bench, missing, trying.before)
        elif all(type(end) is int for end in ends) and ends[0] >= ends[1]:
            hint.value = notice_html(_("The lower end must lie below the upper end."), "bad")
        elif not ready():
            hint.value = notice_html(trying.question)
        else:
            hint.value = ""

    def remember() -> None:
        history.value = forecasts(bench.log.trials) if bench.log.trials else ""

    bench.draft.on_change(follow)
    bench.on_log(remember)
    follow()
    remember()
    return card(
        trying.title,
        row(low, high, column(button, classes="academy-fit"), classes="academy-forecast-row"),
        hint,
        outcome,
        history,
        about=trying.about,
    )


def _said(trying: Trying, trial: Trial) -> str:
    """Whether the forecast held, in the figure's own unit."""
    if not trying.came:
        return ""
    said = (
        _("{came}: your forecast {low}–{high} held.") if trial.hit else _("{came}: outside your forecast {low}–{high}.")
    )
    ends = {"low": f"{trial.forecast_low:,}", "high": f"{trial.forecast_high:,}"}
    return notice_html(
        said.format(came=trying.came.format(n=f"{trial.reads:,}"), **ends), "good" if trial.hit else "warn"
    )
