"""The answer as a mentor reads it: replies beside their messages first, then the report, then the day's plan."""

from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.community_service.answer import (
    DEPARTMENTS,
    ENTRIES,
    LABELS,
    MATCHES,
    MODES,
    PRIORITIES,
    ROUTES,
    URGENCIES,
    WAKES,
    WHO,
    Decision,
    Service,
)
from simulations.projects.community_service.case import Case, bins, draw_case


def page(answer: Service, context: Context) -> str:
    """The whole answer for a mentor."""
    case = draw_case(context)
    parts = (
        (str(LABELS["replies"]), _replies(answer, case)),
        (str(LABELS["needs"]), _report(answer)),
        (_("Plan of the day"), _plan(answer, case)),
    )
    shown = "".join(f"<h3>{escape(title)}</h3>{html}" for title, html in parts)
    return f'<div class="answer">{shown}</div>'


def _row(*cells: object) -> str:
    return "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>"


def _table(rows: str) -> str:
    return f'<table class="plan">{rows}</table>'


def _replies(answer: Service, case: Case) -> str:
    rows = ""
    for id in case.set_replies:
        one = case.by_id[id]
        rows += _row(f"{id} · {one.who} · {one.when}", one.text, answer.replies.get(id, "—"))
    return _table(rows)


def _report(answer: Service) -> str:
    rows = "".join(
        _row(
            need.need,
            _("{n} people: {ids}").format(n=need.people, ids="、".join(need.evidence)),
            DEPARTMENTS[need.department],
            need.suggestion,
        )
        for need in answer.needs
    )
    return f"<p>{escape(answer.weekly_note)}</p>{_table(rows)}"


def _decision(decision: Decision) -> str:
    return f"{URGENCIES[decision.urgency]} · {ROUTES[decision.route]}"


def _plan(answer: Service, case: Case) -> str:
    shifts = "；".join(f"{WHO[s.who]} {s.start}–{s.end} {MODES[s.mode]}" for s in answer.shifts)
    kinds = "；".join(f"{bins()[bin]}：{_decision(decision)}" for bin, decision in answer.rules.items())
    singles = "；".join(f"{id} {_decision(decision)}" for id, decision in answer.exceptions.items())
    auto = "；".join(f"{rule.keyword}（{MATCHES[rule.match]}）→ {ENTRIES[rule.reply]}" for rule in answer.auto)
    faq = "；".join(f"{entry.question} {entry.answer}" for entry in answer.faq)
    rows = {
        "shifts": shifts,
        "wakes": "、".join(str(WAKES[wake]) for wake in answer.wakes),
        "priority": str(PRIORITIES[answer.priority]),
        "rules": kinds,
        "exceptions": singles,
        "faq": faq,
        "auto": auto,
        "reflection": answer.reflection,
        "ai_log": answer.ai_log,
    }
    return _table(
        "".join(f"<tr><th>{escape(str(LABELS[name]))}</th><td>{escape(text)}</td></tr>" for name, text in rows.items())
    )
