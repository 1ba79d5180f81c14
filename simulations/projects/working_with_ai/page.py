"""The answer as a mentor reads it: titles beside the model's wording, the log, then verdicts and labels."""

from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.working_with_ai.answer import (
    DECISION_LABELS,
    LABEL_LABELS,
    LABELS,
    PART_LABELS,
    PARTS,
    VERDICT_LABELS,
    Assisted,
)
from simulations.projects.working_with_ai.case import draw_case


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _table(rows: list[tuple[str, str]]) -> str:
    lines = "".join(f"<tr><th>{escape(name)}</th><td>{escape(text)}</td></tr>" for name, text in rows)
    return f'<table class="plan">{lines}</table>'


def _heading(name: str) -> str:
    return f"<h1>{escape(str(LABELS[name]))}</h1>"


def page(answer: Assisted, context: Context) -> str:
    """The whole answer for a mentor."""
    case = draw_case(context)
    ideas, rows = case.room.ideas, {str(id): row for id, row in answer.rows.items()}
    titles = [(ideas[row.idea].text if row.idea in ideas else row.idea, row.title) for row in answer.titles]
    prompt = [(str(PART_LABELS[part]), answer.prompt[part]) for part in PARTS if part in answer.prompt]
    decided = [
        (str(label), "、".join(pick.idea for pick in answer.picks if pick.decision == decision))
        for decision, label in DECISION_LABELS.items()
    ]
    verdicts = [
        (
            str(label),
            "、".join(
                f"{id}（{rows[id]}）" if rows.get(id) else id
                for id, given in sorted(answer.verdicts.items())
                if given == verdict
            ),
        )
        for verdict, label in VERDICT_LABELS.items()
    ]
    labels = [
        (f"{id} {case.publications[id].text}", "、".join(str(LABEL_LABELS[label]) for label in chosen))
        for id, chosen in sorted(answer.labels.items())
    ]
    beside = _("The model's wording, and the title")
    return (
        f'<div class="answer">{_heading("titles")}<p>{escape(beside)}</p>{_table(titles)}'
        f"{_heading('ai_log')}{_paragraphs(answer.ai_log)}"
        f"{_heading('prompt')}{_table(prompt)}{_table(decided)}"
        f"{_heading('verdicts')}{_table(verdicts)}"
        f"{_heading('fixes')}{_table([(fix.claim, fix.text) for fix in answer.fixes])}"
        f"{_heading('labels')}{_table(labels)}</div>"
    )
