"""The answer as a mentor reads it: what the boss said, the reply, the month in five lines; figures below."""

from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.daily_to_monthly_data.answer import (
    ACTION_LABELS,
    CAUSE_LABELS,
    FIGURE_LABELS,
    KIND_LABELS,
    LABELS,
    Report,
)
from simulations.projects.daily_to_monthly_data.case import Case, draw_case
from simulations.projects.daily_to_monthly_data.tally import RATES, close


def _text(text: str) -> str:
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def _cited(answer: Report, case: Case) -> str:
    """Cited rows with what stands in them."""
    rows = {sheet.id(n): " ".join(map(str, row[:5])) for sheet in case.sheets for n, row in enumerate(sheet.rows)}
    rows |= {event.id: f"{event.day:%m-%d} {event.text}" for event in case.log}
    return "".join(f"<li><code>{escape(id)}</code> {escape(rows.get(id, '—'))}</li>" for id in answer.anomaly_evidence)


def _month(answer: Report, case: Case) -> str:
    right = case.tally.month()
    cells = []
    for row in answer.month:
        value = f"{row.value:.1%}" if row.figure in RATES else f"{row.value:,.6g}"
        sign = "✓" if close(row.figure, row.value, right[row.figure]) else "✕"
        cells.append(f"<tr><th>{escape(str(FIGURE_LABELS[row.figure]))}</th><td>{escape(value)} {sign}</td></tr>")
    return f'<table class="plan">{"".join(cells)}</table>'


def page(answer: Report, context: Context) -> str:
    """The whole answer for a mentor, the texts to be judged first."""
    case = draw_case(context)
    chart = next(chart for chart in case.charts if chart.letter == answer.chart)
    chosen = f"{chart.letter.upper()} · {chart.kind}：{chart.fields}；{chart.sums}"
    anomaly = (
        f"{answer.anomaly_day:%m-%d} · {FIGURE_LABELS[answer.anomaly_figure]} · {CAUSE_LABELS[answer.anomaly_cause]}"
    )
    dirt = "".join(
        f"<li>{escape(row.file)} {escape(row.where)}：{escape(str(KIND_LABELS[row.kind]))} → "
        f"{escape(str(ACTION_LABELS[row.action]))}</li>"
        for row in answer.dirt
    )
    parts = (
        (_("What the boss said"), _text(case.said)),
        (str(LABELS["reply"]), _text(answer.reply)),
        (str(LABELS["chart"]), _text(f"{chosen}\n{answer.finding}")),
        (str(LABELS["report"]), _text(answer.report)),
        (str(LABELS["anomaly_cause"]), f"{_text(anomaly)}<ul>{_cited(answer, case)}</ul>"),
        (str(LABELS["anomaly_next"]), _text(answer.anomaly_next)),
        (str(LABELS["month"]), _month(answer, case)),
        (str(LABELS["dirt"]), f"<ul>{dirt}</ul>"),
        (str(LABELS["ai_log"]), _text(answer.ai_log)),
    )
    body = "".join(f"<h3>{escape(title)}</h3>{html}" for title, html in parts)
    return f'<div class="answer">{body}</div>'
