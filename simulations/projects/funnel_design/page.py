"""The answer as a mentor reads it: the page for the boss first, then the funnel in numbers, then the gate."""

from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.funnel_design.answer import Funnel
from simulations.projects.funnel_design.case import Case
from simulations.projects.funnel_design.drawing import draw_case
from simulations.projects.funnel_design.expect import expect
from simulations.projects.funnel_design.labels import (
    AMENDMENTS,
    BRINGING,
    ENTRIES,
    LABELS,
    LADDERS,
    MENDS,
    PLATFORM_NAMES,
    PROMISES,
    SCARCITY,
    SENT,
    STEP_NAMES,
    TO,
    VERDICTS,
    rule_names,
)
from simulations.rendering import markdown_html


def page(answer: Funnel, context: Context) -> str:
    """The whole answer for a mentor."""
    case = draw_case(context)
    words = "".join(
        f"<h3>{escape(str(LABELS[name]))}</h3>{markdown_html(getattr(answer, name))}"
        for name in ("analysis", "solution", "landing")
    )
    watch = _table(_row(one.figure, one.threshold, one.action) for one in answer.watch)
    title = f"{case.studio['name']} · " + _("target {yuan:,} yuan in eight weeks").format(yuan=case.target_yuan)
    drawn = _("The funnel")
    return (
        f'<div class="answer"><p><strong>{escape(title)}</strong></p>{words}'
        f"<h3>{escape(str(LABELS['watch']))}</h3>{watch}"
        f"<h3>{escape(drawn)}</h3>{_funnel(answer, case)}{_design(answer, case)}"
        f"<h3>{escape(str(LABELS['gates']))}</h3>{_gates(answer, case)}</div>"
    )


def _row(*cells: object) -> str:
    return "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>"


def _table(rows: object) -> str:
    return f'<table class="plan">{"".join(rows)}</table>'  # type: ignore[arg-type]


def _funnel(answer: Funnel, case: Case) -> str:
    """Needed, and what the design gives on paper, side by side."""
    paper = expect(answer.design, case)
    head = _row(_("Step"), _("needed"), _("on paper"))
    rows = (_row(STEP_NAMES[s.step], f"{s.people:,}", f"{paper.people[s.step]:,.0f}") for s in answer.backwards)
    return _table([head, *rows])


def _design(answer: Funnel, case: Case) -> str:
    magnet = case.magnets[answer.magnet]
    channels = "；".join(
        f"{PLATFORM_NAMES[c.platform]} {c.posts} · {case.pillars[c.pillar].name} · {ENTRIES[c.entry]} · {c.ads_yuan:,}"
        for c in answer.channels
    )
    sends = "；".join(
        f"{s.first_week}–{s.last_week} {TO[s.to]} {SENT[s.what]} {SCARCITY[s.scarcity]}" for s in answer.sends
    )
    rows = {
        "channels": channels,
        "magnet": magnet.name,
        "sends": sends,
        "low_price_yuan": f"{answer.low_price_yuan:,}",
        "high_price_yuan": f"{answer.high_price_yuan:,} × {answer.high_spots}",
        "promise": f"{PROMISES[answer.promise]} · {LADDERS[answer.ladder]}",
        "advisor_hours": f"{answer.advisor_hours} · {LABELS['desk_hours']} {answer.desk_hours}",
        "bringing": str(BRINGING[answer.bringing]),
        "forecast_low": f"{answer.forecast_low:,}–{answer.forecast_high:,}",
        "amendment": f"{AMENDMENTS[answer.amendment]}：{answer.amendment_reason}",
        "ai_log": answer.ai_log,
    }
    return _table(
        f"<tr><th>{escape(str(LABELS[name]))}</th><td>{escape(text)}</td></tr>" for name, text in rows.items()
    )


def _gates(answer: Funnel, case: Case) -> str:
    names = rule_names()
    return _table(
        _row(id, arrow.text, VERDICTS[gate.verdict], names[gate.rule], MENDS[gate.mend])
        for id, arrow in case.arrows.items()
        if (gate := answer.gates.get(id)) is not None
    )
