"""The answer as a mentor reads it: the three best first, then bank, refusals and calendar in one glance each."""

from collections.abc import Iterable
from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.topic_bank.answer import (
    DAYS,
    FIT_LABELS,
    FORM_LABELS,
    KIND_LABELS,
    LABELS,
    PILLAR_LABELS,
    PLATFORM_LABELS,
    Bank,
)
from simulations.projects.topic_bank.case import draw_case
from simulations.projects.topic_bank.planning import in_order
from simulations.projects.topic_bank.pool import NONE, Case

GAP = "\u2003"  # pages that show an answer keep white space and set no distance between cells


def page(answer: Bank, context: Context) -> str:
    """The whole answer as sanitised HTML."""
    case = draw_case(context)
    best = "".join(
        f"<section><h3>{escape(row.title)}</h3><p><small>{escape(_named(case, row.topic))}</small></p>"
        f"<p><b>{escape(str(LABELS['best.insight']))}</b> {escape(row.insight)}</p>"
        f"<p><b>{escape(str(LABELS['best.angle']))}</b> {escape(row.angle)}</p></section>"
        for row in answer.best
    )
    refused = _table(
        (LABELS["refused.topic"], LABELS["refused.reason"], LABELS["refused.rows"]),
        ((_named(case, row.topic), KIND_LABELS[row.reason], "、".join(row.rows)) for row in answer.refused),
    )
    week = _table(
        (LABELS["week.day"], LABELS["week.platform"], LABELS["week.topic"], _("Pillar"), _("Form")),
        (
            (
                _day(slot.day),
                PLATFORM_LABELS[slot.platform],
                _named(case, slot.topic),
                PILLAR_LABELS[case.topics[slot.topic].pillar],
                FORM_LABELS[case.topics[slot.topic].form],
            )
            for slot in in_order(answer.week)
        ),
    )
    month = _table(
        (LABELS["month.week"], *PILLAR_LABELS.values(), LABELS["month.focus"]),
        ((row.week, row.method, row.story, row.tool, row.date, row.focus) for row in answer.month),
    )
    bank = _table(
        (LABELS["bank.topic"], LABELS["bank.segment"], LABELS["bank.pain"], LABELS["bank.hook"], LABELS["bank.fit"]),
        (
            (
                _named(case, row.topic),
                case.segments[row.segment],
                case.pains.get(row.pain, LABELS["bank.pain.none"]),
                LABELS["bank.hook.none"] if row.hook == NONE else case.dates[row.hook].name,
                FIT_LABELS[row.fit],
            )
            for row in answer.bank
        ),
    )
    parts = (
        (LABELS["best"], best),
        (LABELS["refused"], refused),
        (LABELS["week"], week),
        (LABELS["month"], month),
        (LABELS["bank"], bank),
        (LABELS["ai_log"], f"<p>{escape(answer.ai_log)}</p>"),
    )
    whole = "".join(f"<h2>{escape(str(name))}</h2>{html}" for name, html in parts)
    return f'<div class="answer"><div>{whole}</div></div>'


def _named(case: Case, id: str) -> str:
    return f"{id} {case.topics[id].title}"


def _day(day: str) -> str:
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[DAYS.index(day)]


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    titles = "".join(f"<th>{escape(str(cell))}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}{GAP}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="plan"><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>'
