"""A rehearsal of a live session: first say what GMV to expect, then see an hour minute by minute; every one is kept."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.figures import cards
from curriculum.workbench.parts.picture import WIDTH, figure, line, words
from curriculum.workbench.parts.trial import Trying, trial_panel
from simulations.language import _
from simulations.projects.short_video_and_live import Case, Outcome

NEEDED = ("goods", "crew", "blocks", "shots")
LEFT, TOP, DEEP = 52, 24, 150


def rehearsal_panel(bench: Bench, case: Case, stand_ins: Mapping[str, Any]) -> ipywidgets.VBox:
    """Forecast of GMV, and the hour in one world."""
    trying = Trying(
        figure="gmv",
        title=_("Forecast, then a rehearsal"),
        button=_("Rehearse the hour"),
        about=_("GMV of the hour before refunds. Every rehearsal is a world of its own: its luck is part of it."),
        before=_("Before a rehearsal there must be something to play:"),
        question=_("First the forecast: between which two sums will GMV lie, with 80% confidence?"),
        came=_("GMV {n} yuan"),
        low={"unit": _("yuan"), "placeholder": "3000"},
        high={"unit": _("yuan"), "placeholder": "12000"},
        ends=("gmv_low", "gmv_high"),
    )
    plan = partial(bench.draft.answer, **stand_ins)
    return trial_panel(bench, trying, NEEDED, plan, lambda came, _trial: hour_html(came, case))


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
