"""A rehearsal: first say how many will join, then see one public world; every rehearsal is kept with its forecast."""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.figures import cards, forecasts
from curriculum.workbench.parts.missing import missing_html
from curriculum.workbench.parts.text import card, column, notice_html, panel, row
from simulations.language import _


def rehearsal(bench: Bench, needed: tuple[str, ...], stand_ins: Mapping[str, Any]) -> ipywidgets.VBox:
    """Forecast, button, what came, and all forecasts so far.

    Parameters
    ----------
    needed : tuple of str
        Fields without which there is nothing to rehearse.
    stand_ins : mapping
        Valid values for fields that may still be empty and do not matter here.
    """
    low = bench.form.field("forecast_low", unit=_("people"))
    high = bench.form.field("forecast_high", unit=_("people"))
    hint, came, history = panel(""), panel(""), panel("")

    def forecast() -> tuple[int, int] | None:
        ends = bench.draft.get("forecast_low"), bench.draft.get("forecast_high")
        return ends if all(type(end) is int for end in ends) and ends[0] < ends[1] else None

    def ready() -> bool:
        return forecast() is not None and not bench.draft.incomplete(*needed)

    def work() -> Callable[[], tuple[int, int, dict[str, float]]]:
        interval, answer, play = forecast(), bench.draft.answer(**stand_ins), bench.task.try_out
        assert interval is not None  # the button is locked without one
        assert play is not None  # the task has a world to rehearse in
        number = len(bench.log.trials) + 1
        return lambda: (*interval, play(answer, bench.context, number).kpis())

    def done(result: tuple[int, int, dict[str, float]]) -> None:
        low_end, high_end, figures = result
        trial = bench.record_trial(low_end, high_end, round(figures["joined"]))
        said = (
            _("{n} joined: your forecast {low}–{high} held.")
            if trial.hit
            else _("{n} joined: outside your forecast {low}–{high}.")
        )
        text = said.format(n=f"{trial.reads:,}", low=f"{low_end:,}", high=f"{high_end:,}")
        came.value = notice_html(text, "good" if trial.hit else "warn") + _figures(figures)

    def failed(text: str) -> None:
        came.value = notice_html(text, "bad")

    button = action(_("Rehearse"), work, done, failed, primary=True, ready=ready)

    def follow(_changed: str = "") -> None:
        button.follow()
        missing = bench.draft.incomplete(*needed)
        if missing:
            hint.value = missing_html(bench, missing, _("Before a rehearsal there must be a plan:"))
        elif not ready():
            hint.value = notice_html(_("First the forecast: between which two numbers will those lie who join?"))
        else:
            hint.value = ""

    def remember() -> None:
        history.value = forecasts(bench.log.trials) if bench.log.trials else ""

    bench.draft.on_change(follow)
    bench.on_log(remember)
    follow()
    remember()
    about = _(
        "With 80% confidence. Every rehearsal is one world with luck of its own. It takes KOLs for what their pages "
        "show, at the price they ask: who is fake and what bargaining brings it does not know."
    )
    return card(
        _("Forecast, then rehearse"),
        row(low, high, column(button, classes="academy-fit"), classes="academy-forecast-row"),
        hint,
        came,
        history,
        about=about,
    )


def _figures(figures: Mapping[str, float]) -> str:
    """The figures of one world as cards."""
    names = (
        ("joined", _("joined"), _("of whom {n:,.0f} through friends").format(n=figures["friends"])),
        ("finished", _("finished 21 days"), ""),
        ("visitors", _("came to the store"), ""),
        ("back", _("back within 7 days"), _("{n:,.0f} brand-word searches").format(n=figures["searches"])),
        ("complaints", _("complaints"), _("{n:,.0f} of them in public").format(n=figures["public"])),
        ("spent_yuan", _("spent, yuan"), ""),
    )
    return cards((name, f"{figures[slug]:,.0f}", note) for slug, name, note in names)
