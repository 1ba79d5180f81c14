"""A rehearsal of a live session: first say what GMV to expect, then see an hour minute by minute; every one is kept."""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.figures import cards, forecasts
from curriculum.workbench.parts.missing import missing_html
from curriculum.workbench.parts.picture import WIDTH, figure, line, words
from curriculum.workbench.parts.text import card, column, notice_html, panel, row
from simulations.language import _
from simulations.projects.short_video_and_live import Case, Outcome

NEEDED = ("goods", "crew", "blocks", "shots")
LEFT, TOP, DEEP = 52, 24, 150


def rehearsal_panel(bench: Bench, case: Case, stand_ins: Mapping[str, Any]) -> ipywidgets.VBox:
    """Forecast, button, the hour, and all forecasts so far."""
    low = bench.form.field("gmv_low", unit=_("yuan"), placeholder="3000")
    high = bench.form.field("gmv_high", unit=_("yuan"), placeholder="12000")
    hint, outcome, history = panel(""), panel("", "academy-picture"), panel("")

    def forecast() -> tuple[int, int] | None:
        ends = bench.draft.get("gmv_low"), bench.draft.get("gmv_high")
        if all(type(end) is int and end >= 1 for end in ends) and ends[0] < ends[1]:
            return ends
        return None

    def ready() -> bool:
        return forecast() is not None and not bench.draft.incomplete(*NEEDED)

    def work() -> Callable[[], tuple[int, int, Outcome]]:
        interval, play = forecast(), bench.task.try_out
        answer = bench.draft.answer(**stand_ins)
        assert interval is not None  # the button is locked without one
        assert play is not None
        number = len(bench.log.trials) + 1
        return lambda: (*interval, play(answer, bench.context, number))

    def done(result: tuple[int, int, Outcome]) -> None:
        least, most, came = result
        trial = bench.record_trial(least, most, round(came.kpis()["gmv"]))
        said = (
            _("GMV {gmv} yuan: your forecast {low}–{high} held.")
            if trial.hit
            else _("GMV {gmv} yuan: outside your forecast {low}–{high}.")
        )
        text = said.format(gmv=f"{trial.reads:,}", low=f"{least:,}", high=f"{most:,}")
        outcome.value = notice_html(text, "good" if trial.hit else "warn") + hour_html(came, case)

    def failed(text: str) -> None:
        outcome.value = notice_html(text, "bad")

    button = action(_("Rehearse the hour"), work, done, failed, primary=True, ready=ready)

    def follow(_changed: str = "") -> None:
        button.follow()
        missing = bench.draft.incomplete(*NEEDED)
        if missing:
            hint.value = missing_html(bench, missing, _("Before a rehearsal there must be something to play:"))
        elif not ready():
            hint.value = notice_html(_("First the forecast: between which two sums will GMV lie, with 80% confidence?"))
        else:
            hint.value = ""

    def remember() -> None:
        history.value = forecasts(bench.log.trials) if bench.log.trials else ""

    bench.draft.on_change(follow)
    bench.on_log(remember)
    follow()
    remember()
    return card(
        _("Forecast, then a rehearsal"),
        row(low, high, column(button, classes="academy-fit"), classes="academy-forecast-row"),
        hint,
        outcome,
        history,
        about=_("GMV of the hour before refunds. Every rehearsal is a world of its own: its luck is part of it."),
    )


def hour_html(came: Outcome, case: Case) -> str:
    """What came of an hour: its figures, GMV and people online by minute."""
    figures = came.kpis()
    return cards(
        (
            (_("GMV"), f"{figures['gmv']:,.0f}", _("before refunds")),
            (_("In the end"), f"{figures['value']:,.0f}", _("as the brief counts")),
            (_("Refunded"), f"{figures['refunded']:,.0f}", _("yuan")),
            (_("Visits"), f"{figures['viewers']:,.0f}", _("at most {n:,.0f} online").format(n=figures["peak"])),
            (_("A visit lasts"), f"{figures['dwell_s']:.0f}", _("seconds")),
            (_("New followers"), f"{figures['new_followers']:,.0f}", ""),
            (_("Complaints"), f"{figures['complaints']:.1f}", ""),
            (_("Video watched to the end"), f"{figures['completion']:.0%}", ""),
        )
    ) + _by_minute(came, case)


def _by_minute(came: Outcome, case: Case) -> str:
    gmv, online = came.aired.gmv[0], came.aired.live.watching[0]
    most, crowd = max(float(gmv.max()), 1.0), max(float(online.max()), 1.0)
    step = (WIDTH - 2 * LEFT) / len(gmv)

    def x(minute: float) -> float:
        return LEFT + step * minute

    def y(share: float) -> float:
        return TOP + DEEP * (1 - share)

    bars = "".join(
        f'<rect x="{x(m) + 1:.1f}" y="{y(float(yuan) / most):.1f}" width="{step - 2:.1f}" '
        f'height="{DEEP * float(yuan) / most:.1f}" class="is-tint-0"/>'
        for m, yuan in enumerate(gmv)
        if yuan
    )
    points = "L".join(f"{x(m + 0.5):.1f} {y(float(people) / crowd):.1f}" for m, people in enumerate(online))
    ticks = "".join(words(x(m), TOP + DEEP + 18, str(m), "is-soft", "middle") for m in range(0, len(gmv) + 1, 10))
    scale = words(LEFT - 6, y(1) + 4, f"{most:,.0f}", "is-soft", "end") + words(
        WIDTH - LEFT + 6, y(1) + 4, f"{crowd:,.0f}", "is-soft"
    )
    names = words(LEFT, 12, _("GMV a minute, yuan (columns)"), "is-soft") + words(
        WIDTH - LEFT, 12, _("people online (line)"), "is-soft", "end"
    )
    fall = line(x(case.drop_minute), TOP, x(case.drop_minute), TOP + DEEP, "is-mark")
    drawing = f'{line(LEFT, y(0), WIDTH - LEFT, y(0))}{bars}<path class="is-curve" d="M{points}"/>{fall}'
    best = int(gmv.argmax())
    sentence = _(
        "Most GMV in minute {best}: {yuan:,.0f} yuan. At minute {drop} the stream dropped: {before:,.0f} people online "
        "before, {after:,.0f} ten minutes later."
    ).format(
        best=best,
        yuan=float(gmv[best]),
        drop=case.drop_minute,
        before=float(online[case.drop_minute - 1]),
        after=float(online[min(case.drop_minute + 10, len(online) - 1)]),
    )
    return figure(drawing + ticks + scale + names, TOP + DEEP + 26, sentence)
