"""The answer as a mentor reads it: the three texts first, then design and read-out, then the claims in one glance."""

from collections.abc import Iterable
from html import escape

from simulations.identity import Context
from simulations.language import _, listed
from simulations.projects.title_ab_test.answer import (
    CHART_LABELS,
    CHOICES,
    LABELS,
    NEXT_LABELS,
    REASON_LABELS,
    VERDICT_LABELS,
    Readout,
)
from simulations.projects.title_ab_test.case import draw_case

GAP = "\u2003"  # pages that show an answer keep white space and set no distance between cells
DESIGN = ("change", "metric", "guardrail", "split", "confounder", "stopping", "undecided")
NUMBERS = ("rate", "effect", "per_arm", "looks")


def page(answer: Readout, context: Context) -> str:
    """The whole answer as sanitised HTML."""
    case = draw_case(context)
    rumour = case.rumour
    asked = _("The boss has heard of {test} ({lift:+.0%}).").format(
        test=rumour.id, lift=rumour.b.rate / rumour.a.rate - 1
    )
    report = (
        f"<p><small>{escape(asked)}</small></p><p>{escape(answer.report)}</p>"
        f"<p><b>{escape(str(LABELS['chart']))}</b> {escape(str(CHART_LABELS[answer.chart]))}</p>"
    )
    agenda = _table(
        (LABELS["agenda.question"], LABELS["agenda.how"], LABELS["agenda.decision"]),
        ((row.question, row.how, row.decision) for row in answer.agenda),
    )
    design: list[tuple[object, object]] = [(LABELS[name], CHOICES[name][getattr(answer, name)]) for name in DESIGN]
    design += [(LABELS[name], f"{getattr(answer, name):,}") for name in NUMBERS]
    read = _("{lift:+g}% ({low:+g}% to {high:+g}%), shrunk {shrunk:+g}%: {verdict}").format(
        lift=answer.lift,
        low=answer.lift_low,
        high=answer.lift_high,
        shrunk=answer.shrunk,
        verdict=VERDICT_LABELS[answer.verdict],
    )
    claims = _table(
        (_("Test"), LABELS["claims.verdict"], LABELS["claims.reason"], LABELS["claims.next"]),
        (
            (
                f"{claim.test} {case.tests[claim.test].changed}",
                VERDICT_LABELS[claim.verdict],
                REASON_LABELS[claim.reason],
                NEXT_LABELS[claim.next],
            )
            for claim in answer.claims
        ),
    )
    parts = (
        (LABELS["report"], report),
        (LABELS["hypothesis"], f"<p>{escape(answer.hypothesis)}</p>"),
        (LABELS["agenda"], agenda),
        (_("Design"), f"<p>{escape(listed(f'{name}: {value}' for name, value in design))}</p>"),
        (_("Read-out"), f"<p>{escape(read)}</p>"),
        (LABELS["claims"], claims),
        (LABELS["policy"], f"<p>{escape(_campaign(answer))}</p>"),
        (LABELS["ai_log"], f"<p>{escape(answer.ai_log)}</p>"),
    )
    whole = "".join(f"<h2>{escape(str(name))}</h2>{html}" for name, html in parts)
    return f'<div class="answer"><div>{whole}</div></div>'


def _campaign(answer: Readout) -> str:
    used = {"even": (), "commit": ("explore",), "bandit": ("rounds", "floor")}[answer.policy]
    said = [f"{LABELS[name]} {getattr(answer, name)}" for name in used]
    return listed([str(CHOICES["policy"][answer.policy]), *said])


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    titles = "".join(f"<th>{escape(str(cell))}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}{GAP}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="plan"><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>'
