"""The answer as a mentor reads it: the card first, then stages and tiers, the month on one page, and the list."""

from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.segments_and_communities.answer import Month
from simulations.projects.segments_and_communities.cards import written
from simulations.projects.segments_and_communities.case import Case, draw_case
from simulations.projects.segments_and_communities.labels import LABELS, STAGES, TIERS
from simulations.projects.segments_and_communities.menu import names


def page(answer: Month, context: Context) -> str:
    """The whole answer for a mentor."""
    case = draw_case(context)
    parts = (
        (_("Persona card"), _card(answer, case)),
        (str(LABELS["stages"]), _stages(answer)),
        (str(LABELS["tiers"]), _tiers(answer, case)),
        (str(LABELS["review"]), f"<p>{escape(answer.review)}</p>"),
        (_("Run the month"), _month(answer)),
        (str(LABELS["decisions"]), _decisions(answer, case)),
        (str(LABELS["reflection"]), f"<p>{escape(answer.reflection)}</p><p>{escape(answer.ai_log)}</p>"),
    )
    shown = "".join(f"<h3>{escape(title)}</h3>{html}" for title, html in parts)
    return f'<div class="answer">{shown}</div>'


def _row(*cells: object) -> str:
    return "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>"


def _table(rows: str) -> str:
    return f'<table class="plan">{rows}</table>'


def _card(answer: Month, case: Case) -> str:
    said = case.by_id.get(answer.card_quote)
    quote = said.quote if said and said.quote else "—"
    numbers = "；".join(f"{number.what} {number.number}" for number in answer.card_numbers)
    segments = "；".join(
        f"{segment.name}（{segment.people}，{case.need_name(segment.need)}）" for segment in answer.segments
    )
    rows = [
        _row(LABELS["card_name"], answer.card_name),
        _row(LABELS["card_line"], answer.card_line),
        _row(LABELS["card_numbers"], numbers),
        _row(_("Their words"), f"「{quote}」 {answer.card_quote}"),
        _row(LABELS["card_does"], answer.card_does),
        _row(_("All three segments"), segments),
    ]
    return _table("".join(rows))


def _stages(answer: Month) -> str:
    return _table("".join(_row(STAGES[s.stage], s.sign, s.reach, s.never) for s in answer.stages))


def _tiers(answer: Month, case: Case) -> str:
    gives = names("gives")
    rows = "".join(
        _row(
            TIERS[tier.tier],
            _("{n} people, groups of {size}").format(n=f"{case.members[tier.tier]:,}", size=tier.group_size),
            _("{minutes} host minutes a day, {n} activities a week").format(
                minutes=tier.host_minutes, n=tier.activities
            ),
            f"{gives[tier.gives]}：{case.need_name(tier.topic)}",
        )
        for tier in answer.tiers
    )
    return f"{_table(rows)}<p>{escape(answer.promotion)}</p>"


def _month(answer: Month) -> str:
    says, left = names("says"), names("leave_out")
    kinds = [says[m.says] for m in answer.broadcasts]
    counted = "；".join(f"{kind} × {kinds.count(kind)}" for kind in dict.fromkeys(kinds)) or "—"
    rows = [
        _row(_("Broadcasts"), _("{n} in all: {kinds}").format(n=len(kinds), kinds=counted)),
        _row(LABELS["price"], f"{answer.price}"),
        _row(LABELS["leave_out"], "；".join(left[slug] for slug in answer.leave_out) or "—"),
        _row(_("Forecast of orders"), f"{answer.forecast_low}–{answer.forecast_high}"),
    ]
    return _table("".join(rows))


def _decisions(answer: Month, case: Case) -> str:
    text, rows = written(), []
    for card in case.cards:
        given = answer.decisions.get(card.id)
        decided = f"{text['actions'][given.action]} · {text['reasons'][given.reason]}" if given else "—"
        rows.append(_row(f"{card.id} {card.who}", card.text.splitlines()[0], decided))
    return _table("".join(rows))
