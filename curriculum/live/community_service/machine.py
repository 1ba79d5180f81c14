"""Auto-replies by keyword: a table of rules, edited, and what it does to eight messages."""

from html import escape
from typing import Any

from curriculum.live.community_service.stage import examples
from curriculum.live.controls import sample_text
from curriculum.live.frame import framed, live
from curriculum.live.tables import table_html
from simulations.language import _
from simulations.projects.community_service.answer import AutoRule
from simulations.projects.community_service.autoreply import first_match

LONGEST = 8  # characters of a keyword


def keywords() -> Any:
    """Three tables to begin with; change a line and see who gets what."""
    names = {
        "broad": _("Two broad words"),
        "narrow": _("Narrower words"),
        "ordered": _("Troubles to a person first"),
    }
    samples = {name: examples().keywords.tables[slug] for slug, name in names.items()}
    chosen, field = sample_text(_("Rules, from the top"), samples, rows=6)
    return framed(chosen, live(keywords_html, table=field))


def read_rules(table: str) -> tuple[list[AutoRule], list[str]]:
    """Rules of a table's lines, and what each sends; a line without a keyword is passed over."""
    rules, replies = [], []
    for line in table.splitlines():
        keyword, _equals, reply = (part.strip() for part in line.partition("="))
        if keyword and reply:
            rules.append(AutoRule(keyword=keyword[:LONGEST], match="contains", reply="human"))
            replies.append(reply)
    return rules, replies


def keywords_html(table: str) -> str:
    """Who gets what, and how it turned out."""
    told, (rules, replies) = examples().keywords, read_rules(table)
    rows, counted = [], {"hit": 0, "wrong": 0, "misfire": 0}
    for sample in told.messages:
        place = first_match(rules, sample.text)
        sent = replies[place] if place is not None else ""
        if not sent:
            verdict = _("waits for a person")
        elif sent == told.human:
            verdict = _("handed to a person at once")
        elif sent == told.names.get(sample.about):
            counted["hit"] += 1
            verdict = _("✓ answered")
        elif sample.about == "trouble":
            counted["misfire"] += 1
            verdict = _("✕ a trouble, answered by machine")
        else:
            counted["wrong"] += 1
            verdict = _("✕ beside the point")
        rows.append((sample.text, sent or "—", verdict))
    said = _("{hit} answered, {wrong} beside the point, {misfire} troubles answered by machine.").format(**counted)
    html = table_html((_("Private message"), _("Gets"), _("How it turned out")), rows)
    return f'{html}<p class="said" aria-live="polite">{escape(said)}</p>'
