"""The answer as a mentor reads it: analysis, poster and landing first, then the design, the map and the forecasts."""

from collections.abc import Iterable
from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.teardown_and_reverse_design.answer import (
    ASKED,
    FUNCTIONS,
    LABELS,
    STAGES,
    STEP_NAMES,
    Teardown,
)
from simulations.projects.teardown_and_reverse_design.brief import outfits
from simulations.projects.teardown_and_reverse_design.case import draw_case
from simulations.projects.teardown_and_reverse_design.trying import switch_off
from simulations.world.rulebook.rules import rule

GAP = "\u2003"  # pages that show an answer keep white space and set no distance between cells
WRITTEN = ("poster_pain", "poster_promise", "poster_proof", "poster_action", "poster_brief")


def page(answer: Teardown, context: Context) -> str:
    """The whole answer as sanitised HTML."""
    case = draw_case(context)
    poster = _table((), ((str(LABELS[name]), getattr(answer, name)) for name in WRITTEN))
    parts = _table(
        (_("Part"), LABELS["parts.function"], LABELS["parts.stage"], LABELS["left"]),
        (
            (
                f"{id} {part.name}",
                FUNCTIONS[answer.parts[id].function],  # type: ignore[index]
                STAGES[answer.parts[id].stage],  # type: ignore[index]
                f"{answer.left[id].low}–{answer.left[id].high}",  # type: ignore[index]
            )
            for id, part in case.path.parts.items()
        ),
    )
    gates = _table(
        (LABELS["gates.part"], LABELS["gates.rule"], LABELS["gates.rows"]),
        (
            (f"{gate.part} {case.path.parts[gate.part].name}", rule(gate.rule).name, "、".join(gate.rows))
            for gate in answer.gates
        ),
    )
    tries = _table(
        (LABELS["tries.part"], LABELS["tries.low"], LABELS["tries.high"], LABELS["tries.left"]),
        (
            (f"{one.part} {case.sister.parts[one.part].name}", one.low, one.high, switch_off(one.part, context))
            for one in answer.tries
        ),
    )
    needed = _table(
        (LABELS["needed.step"], LABELS["needed.people"]),
        ((STEP_NAMES[row.step], f"{row.people:,}") for row in answer.needed),
    )
    shown = (
        (LABELS["analysis"], f"<p>{escape(answer.analysis)}</p>"),
        (_("The poster"), poster),
        (LABELS["landing"], f"<p>{escape(answer.landing)}</p>"),
        (_("The design"), _design(answer)),
        (LABELS["needed"], needed),
        (LABELS["gates"], gates),
        (LABELS["parts"], parts),
        (LABELS["tries"], tries),
        (LABELS["ai_log"], f"<p>{escape(answer.ai_log)}</p>"),
    )
    whole = "".join(f"<h3>{escape(str(name))}</h3>{html}" for name, html in shown)
    return f'<div class="answer"><div>{whole}</div></div>'


def _design(answer: Teardown) -> str:
    data = outfits()
    spent = _("{name}, {yuan:,} yuan")
    ways = "；".join(spent.format(name=data["contacts"][way.contact]["name"], yuan=way.yuan) for way in answer.contacts)
    rows = (
        ("segment", data["segments"][answer.segment]["name"]),
        ("offer", data["offers"][answer.offer]["name"]),
        ("filter", data["filters"][answer.filter]["name"]),
        ("hook", data["hooks"][answer.hook]["name"]),
        ("contacts", ways),
        ("scarcity", data["scarcities"][answer.scarcity]["name"]),
        ("asked", "、".join(str(ASKED[one]) for one in answer.asked)),
        ("messages", str(answer.messages)),
    )
    return _table((), ((str(LABELS[name]), text) for name, text in rows))


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    titles = "".join(f"<th>{escape(str(cell))}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}{GAP}</td>" for cell in row) + "</tr>" for row in rows)
    top = f"<thead><tr>{titles}</tr></thead>" if titles else ""
    return f'<table class="plan">{top}<tbody>{body}</tbody></table>'
