"""The first attempt beside the last one: what was written, and what world and key make of both."""

from html import escape

import ipywidgets

from curriculum.attempts import Attempt, attempts_at, first_and_last
from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.text import card, day_and_time, notice_html, panel
from simulations.identity import Context
from simulations.language import _


def attempts_panel(bench: Bench) -> ipywidgets.VBox:
    """A button that sets first and last attempt side by side; there once something was handed in twice."""
    shown = panel("")

    def done(found: tuple[Attempt, Attempt] | None) -> None:
        shown.value = (
            side_by_side(bench.context, *found)
            if found
            else notice_html(_("What you have handed in so far does not differ, or can no longer be read."))
        )

    def failed(text: str) -> None:
        shown.value = notice_html(text, "bad")

    button = action(
        _("Compare"), lambda: lambda: first_and_last(bench.workplace, bench.module.slug, bench.task), done, failed
    )
    about = _("Both beside the same colleague in practice worlds: what differs is yours. Your mentor judges the rest.")
    whole = card(_("First attempt and last"), button, shown, about=about)

    whole.layout = ipywidgets.Layout()  # its own: the other parts share one

    def follow() -> None:
        whole.layout.display = "" if len(attempts_at(bench.workplace, bench.module.slug, bench.task)) > 1 else "none"

    bench.on_log(follow)
    follow()
    return whole


def side_by_side(context: Context, first: Attempt, last: Attempt) -> str:
    """Points by criterion, then the two versions as a mentor reads them."""
    heads = (
        _("Criterion"),
        _("first, {when}").format(when=day_and_time(first.handed_in_at)),
        _("last, {when}").format(when=day_and_time(last.handed_in_at)),
        _("change"),
    )
    rows = []
    for mark in first.score.marks:
        before, after = mark.points or 0.0, last.score.mark(mark.criterion).points or 0.0
        sign = "▲" if after > before else "▼" if after < before else "="
        rows.append(
            f'<tr><th scope="row">{escape(last.task.criterion(mark.criterion).title)}</th>'
            f'<td class="academy-number">{before:g} / {mark.max_points:g}</td>'
            f'<td class="academy-number">{after:g} / {mark.max_points:g}</td>'
            f'<td class="academy-number">{sign} {after - before:+.3g}</td></tr>'
        )
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    table = f'<table class="academy-marks"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
    versions = "".join(
        f'<section tabindex="0" aria-label="{escape(name)}"><h4>{escape(name)}</h4>'
        f"{attempt.task.page(attempt.answer, context)}</section>"
        for name, attempt in zip(heads[1:3], (first, last), strict=True)
    )
    return f'<div class="academy-table">{table}</div><div class="academy-attempts">{versions}</div>'
