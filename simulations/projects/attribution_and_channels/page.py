"""The answer as a mentor reads it: the letter first, the report, then money, increments and the rest at a glance."""

from collections.abc import Iterable
from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.attribution_and_channels.answer import (
    CAUSE_LABELS,
    CHANNEL_LABELS,
    FIX_LABELS,
    LABELS,
    MODEL_LABELS,
    STEP_LABELS,
    VERDICT_LABELS,
    WAY_LABELS,
    WHY_LABELS,
    Plan,
)
from simulations.projects.attribution_and_channels.case import Case, draw_case

GAP = "\u2003"  # pages that show an answer keep white space and set no distance between cells


def page(answer: Plan, context: Context) -> str:
    """The whole answer as sanitised HTML."""
    case = draw_case(context)
    owner = case.owners[answer.letter_to]
    to = f"{CHANNEL_LABELS[answer.letter_to]} · {owner['who']} {owner['says']}"
    stop = _("day {n}").format(n=answer.pilot_stop_day)
    pilot = (
        f"{case.field.candidate(answer.pilot_channel).name} · {answer.pilot_budget:,} · "
        f"≤ {answer.pilot_success_yuan:,} · {stop}"
    )
    parts = (
        (LABELS["letter"], f"<p><small>{escape(to)}</small></p>{_text(answer.letter)}"),
        (LABELS["feasibility"], f"<p><small>{escape(pilot)}</small></p>{_text(answer.feasibility)}"),
        (LABELS["budget"], _budget(answer, case)),
        (LABELS["increments"], _increments(answer)),
        (LABELS["misleading"], _misleading(answer)),
        (LABELS["diagnoses"], _diagnoses(answer, case)),
        (LABELS["board"], _board(answer, case)),
        (LABELS["cleaning"], _text(_cleaning(answer))),
        (LABELS["ai_log"], _text(answer.ai_log)),
    )
    whole = "".join(f"<h2>{escape(str(name))}</h2>{html}" for name, html in parts)
    return f'<div class="answer"><div>{whole}</div></div>'


def _text(text: str) -> str:
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def _budget(answer: Plan, case: Case) -> str:
    verdicts = {row.channel: row for row in reversed(answer.verdicts)}
    rows = [
        (
            CHANNEL_LABELS[row.channel],
            f"{case.business.spent[row.channel]:,}",
            f"{row.first:,}",
            f"{row.cut:,}",
            f"{VERDICT_LABELS[verdicts[row.channel].verdict]}，{WHY_LABELS[verdicts[row.channel].why]}"
            if row.channel in verdicts
            else "",
        )
        for row in answer.budget
    ]
    head = (
        LABELS["budget.channel"], _("Last month"), LABELS["budget.first"], LABELS["budget.cut"], LABELS["verdicts"]
    )  # fmt: skip
    return _table(head, rows) + _text(
        _("Forecast {low:,}–{high:,} kept orders").format(low=answer.forecast_low, high=answer.forecast_high)
    )


def _increments(answer: Plan) -> str:
    return _table(
        (LABELS["increments.channel"], "%"),
        ((CHANNEL_LABELS[row.channel], f"{row.low:g}–{row.high:g}") for row in answer.increments),
    )


def _misleading(answer: Plan) -> str:
    items = "".join(
        f"<li>{escape(str(MODEL_LABELS[row.model]))} → {escape(str(CHANNEL_LABELS[row.channel]))} "
        f"{escape(str(WAY_LABELS[row.way]))} {escape('、'.join(row.rows))}</li>"
        for row in answer.misleading
    )
    return f"<ul>{items}</ul>"


def _diagnoses(answer: Plan, case: Case) -> str:
    titles = {post.letter: post.title for post in case.posts}
    items = "".join(
        f"<li>{row.post} {escape(titles[row.post])}：{escape(str(CAUSE_LABELS[row.cause]))} "
        f"{escape('、'.join(row.rows))} → {escape(str(FIX_LABELS[row.fix]))}</li>"
        for row in answer.diagnoses
    )
    return f"<ul>{items}</ul>"


def _board(answer: Plan, case: Case) -> str:
    items = "".join(
        f"<li>{escape(case.board.figures[row.figure].name)} → {escape(case.board.names[row.decision])}</li>"
        for row in answer.board
    )
    return f"<ul>{items}</ul>"


def _cleaning(answer: Plan) -> str:
    done = "、".join(str(STEP_LABELS[step]) for step in answer.cleaning)
    return _("{steps}; looking back {days} days").format(steps=done, days=answer.window_days)


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    titles = "".join(f"<th>{escape(str(cell))}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}{GAP}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="plan"><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>'
