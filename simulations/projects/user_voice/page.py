"""The answer as a mentor reads it: the new plan first, then the readers' words, then groups and sentences."""

from collections.abc import Iterable
from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.user_voice.answer import (
    CHOICE_LABELS,
    KIND_LABELS,
    LABELS,
    REACTION_LABELS,
    TURN_LABELS,
    Workshop,
)
from simulations.projects.user_voice.case import Case, draw_case, seal_of

GAP = "\u2003"  # pages that show an answer keep white space and set no distance between cells


def page(answer: Workshop, context: Context) -> str:
    """The whole answer as sanitised HTML."""
    case = draw_case(context)
    changes = _table(
        ("changes.turn", "changes.what", "changes.measure", "changes.day", "changes.rows"),
        ((TURN_LABELS[row.turn], row.what, row.measure, row.day, "、".join(row.rows)) for row in answer.changes),
    )
    said = _table(
        ("complaints.persona", "complaints.words", "complaints.sentence", "complaints.kind", "complaints.reaction"),
        (
            (
                case.readers[row.persona].name,
                row.words,
                _quoted(case, row.sentence),
                KIND_LABELS[row.kind],
                REACTION_LABELS[row.reaction],
            )
            for row in sorted(answer.complaints, key=lambda row: row.persona)
        ),
    )
    decisions = {row.group: row for row in reversed(answer.decisions)}
    groups = _table(
        (
            "decisions.group",
            "groups.name",
            "groups.comments",
            "decisions.choice",
            "decisions.stake_yuan",
            "decisions.why",
        ),
        (
            (
                number,
                group.name,
                "、".join(group.comments),
                CHOICE_LABELS[decisions[number].choice] if number in decisions else "—",
                f"{decisions[number].stake_yuan:,}" if number in decisions else "—",
                decisions[number].why if number in decisions else "—",
            )
            for number, group in enumerate(answer.groups, start=1)
        ),
    )
    silent = _("{who}, over group {n}; {rows}").format(
        who=case.voices.segments[answer.silent], n=answer.silent_group, rows="、".join(answer.silent_rows)
    )
    rewrites = "".join(
        f"<p>{escape(row.sentence)} <del>{escape(_text(case, row.sentence))}</del><br>{escape(row.text)}</p>"
        for row in answer.rewrites
    )
    parts = (
        (LABELS["strategy"], _paragraphs(answer.strategy)),
        (LABELS["changes"], changes),
        (LABELS["complaints"], _sealed(answer) + said),
        (LABELS["groups"], groups),
        (LABELS["silent"], f"<p>{escape(silent)}</p>"),
        (LABELS["rewrites"], rewrites),
        (LABELS["ai_log"], _paragraphs(answer.ai_log)),
    )
    whole = "".join(f"<h2>{escape(str(name))}</h2>{html}" for name, html in parts)
    return f'<div class="answer"><div>{whole}</div></div>'


def _sealed(answer: Workshop) -> str:
    """A word to the mentor where the complaints were changed after the comments had been opened."""
    if answer.seal == seal_of(row.model_dump() for row in answer.complaints):
        return ""
    told = _("Changed after the comments were opened.")
    return f"<p><b>{escape(told)}</b></p>"


def _text(case: Case, sentence: str) -> str:
    return case.sentences[sentence].text if sentence in case.sentences else ""


def _quoted(case: Case, sentence: str) -> str:
    return f"{sentence} {_text(case, sentence)[:18]}…"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    titles = "".join(f"<th>{escape(str(LABELS[name]))}</th>" for name in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}{GAP}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="plan"><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>'
