"""Trial of a split test's design: first say how often it will end in a true claim, then see it in practice worlds."""

from collections.abc import Callable

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.missing import missing_html
from curriculum.workbench.parts.split_test_tables import tried_html
from curriculum.workbench.parts.text import card, column, notice_html, panel, row
from simulations.language import _
from simulations.projects.title_ab_test import Readout
from simulations.projects.title_ab_test.play import Played

FORECAST = ("forecast_low", "forecast_high")


def design_trial(bench: Bench, needed: tuple[str, ...], answer: Callable[[], Readout]) -> ipywidgets.VBox:
    """Forecast, button, what came of the design in a hundred practice worlds.

    Parameters
    ----------
    needed : tuple of str
        Fields without which there is nothing to try.
    answer : callable
        The answer as far as the world looks at it.
    """
    low, high = (
        bench.form.field(name, label=label, unit=_("of 100"))
        for name, label in zip(FORECAST, (_("At least"), _("At most")), strict=True)
    )
    hint, outcome = panel(""), panel("")

    def forecast() -> tuple[int, int] | None:
        ends = bench.draft.get("forecast_low"), bench.draft.get("forecast_high")
        return ends if all(type(end) is int for end in ends) and 0 <= ends[0] <= ends[1] <= 100 else None

    def ready() -> bool:
        return forecast() is not None and not bench.draft.incomplete(*needed)

    def work() -> Callable[[], tuple[tuple[int, int], Played]]:
        interval, play = forecast(), bench.task.try_out
        design = answer()
        assert interval is not None  # the button is locked without one
        assert play is not None  # this task has a world
        number = len(bench.log.trials) + 1
        return lambda: (interval, play(design, bench.context, number))

    def done(result: tuple[tuple[int, int], Played]) -> None:
        (least, most), came = result
        trial = bench.record_trial(least, most, round(came.kpis()["right"]))
        outcome.value = tried_html(came, trial.hit, least, most, len(bench.log.trials))

    def failed(text: str) -> None:
        outcome.value = notice_html(text, "bad")

    button = action(_("Try it in 100 practice worlds"), work, done, failed, primary=True, ready=ready)

    def follow(_changed: str = "") -> None:
        button.follow()
        missing = bench.draft.incomplete(*needed)
        if missing:
            hint.value = missing_html(bench, missing, _("Before a trial there must be a design:"))
        elif not ready():
            hint.value = notice_html(_("First the forecast: in how many of 100 worlds will it end in a true claim?"))
        else:
            hint.value = ""

    bench.draft.on_change(follow)
    follow()
    return card(
        _("Forecast, then a trial"),
        row(low, high, column(button, classes="academy-fit"), classes="academy-forecast-row"),
        hint,
        outcome,
        about=_("In half of the worlds the change makes no difference. Trials are free and counted."),
    )
