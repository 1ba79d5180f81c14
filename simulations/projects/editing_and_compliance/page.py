"""The answer as a mentor reads it: the note beside the draft it is about, the story, then the rest in a table."""

from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.editing_and_compliance.answer import LABELS, Review
from simulations.projects.editing_and_compliance.case import Case, draw_case
from simulations.rendering import markdown_html


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _draft(case: Case, marked: set[str]) -> str:
    draft = case.noted
    lines = ""
    for row in draft.rows:
        line = f"{escape(row.id)} {escape(row.text)}"
        lines += f"<li><b>{line}</b></li>" if row.id in marked else f"<li>{line}</li>"
    byline = f"{escape(draft.author)} · {escape(draft.job)}"
    return f"<h2>{escape(draft.title)}</h2><p>{byline}</p><ul>{lines}</ul>"


def page(answer: Review, context: Context) -> str:
    """The whole answer for a mentor; what was marked in the draft of the note is bold there."""
    case = draw_case(context)
    pictures = {
        id: f'<div class="pic pic-{escape(picture["kind"])}">{escape(picture["caption"])}</div>'
        for id, picture in case.article.pictures.items()
    }
    marks = "；".join(
        f"{marked.sentence} {LABELS[f'marks.kind.{marked.kind}']}{' → ' + marked.fix if marked.fix else ''}"
        for marked in answer.marks
    )
    rows = (
        (LABELS["marks"], marks),
        (LABELS["story_rows"], "、".join(answer.story_rows)),
        (LABELS["decision"], {"appeal": _("Appeal"), "correct": _("Correct")}[answer.decision]),
        (LABELS["evidence"], " → ".join(answer.evidence)),
        (LABELS["statement"], answer.statement),
        (LABELS["covers_pass"], "、".join(answer.covers_pass)),
        (LABELS["cover"], f"{answer.cover} {case.covers[answer.cover].title}"),
        (LABELS["ai_log"], answer.ai_log),
    )
    table = "".join(f"<tr><th>{escape(str(name))}</th><td>{escape(text)}</td></tr>" for name, text in rows)
    return (
        f'<div class="answer"><h1>{escape(str(LABELS["note"]))}</h1>{_paragraphs(answer.note)}'
        f"{_draft(case, {marked.sentence for marked in answer.marks})}"
        f"<h1>{escape(str(LABELS['story']))}：{escape(case.story.about)}</h1>{_paragraphs(answer.story)}"
        f'<table class="plan">{table}</table><h1>{escape(str(LABELS["layout"]))}</h1>'
        f'<article class="gongzhonghao"><h1>{escape(case.article.title)}</h1>'
        f'<div class="body">{markdown_html(answer.layout, pictures)}</div></article></div>'
    )
