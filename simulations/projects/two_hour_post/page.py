"""The answer as a mentor reads it: sanitised HTML, the article as it stands on a phone first."""

from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.two_hour_post.answer import DAY_LABELS, LABELS, Post
from simulations.projects.two_hour_post.case import COLUMN_LABELS, Case, draw_case
from simulations.rendering import markdown_html


def picture_html(case: Case) -> dict[str, str]:
    """A placeholder figure for every picture of the case, by id."""
    return {
        slug: f'<div class="pic pic-{escape(picture["kind"])}" role="img" aria-label="{escape(picture["caption"])}">'
        f"{escape(picture['caption'])}</div>"
        for slug, picture in case.pictures.items()
    }


def article_html(answer: Post, case: Case) -> str:
    """Title, cover, digest and body as a reader of the account sees them."""
    cover = case.covers[answer.cover]
    return (
        f'<article class="gongzhonghao"><h1>{escape(answer.title)}</h1>'
        f'<p class="byline">{escape(case.brand.account)}</p>'
        f'<div class="cover cover-{escape(cover["style"])}">{escape(cover["title"])}</div>'
        f'<p class="digest">{escape(answer.digest)}</p>'
        f'<div class="body">{markdown_html(answer.body, picture_html(case))}</div>'
        f'<p class="call">{escape(answer.call_to_action)}</p></article>'
    )


def _cell(case: Case, cell: str) -> str:
    """A cell of the topic table as a person reads it: topic, column and value."""
    topic, _dot, column = cell.partition(".")
    return f"{case.topics[topic].name} · {COLUMN_LABELS[column]} {getattr(case.topics[topic], column)}"


def page(answer: Post, context: Context) -> str:
    """The whole answer for a mentor: article, distribution, reasons, facts, forecast, reflection."""
    case = draw_case(context)
    facts = "；".join(
        f"{conflict.about}：{answer.facts.get(conflict.id, '—')}"  # type: ignore[call-overload]
        for conflict in case.conflicts
    )
    rows = (
        (LABELS["topic"], case.topics[answer.topic].name),
        (LABELS["topic_reason"], answer.topic_reason),
        (LABELS["topic_evidence"], "；".join(_cell(case, cell) for cell in answer.topic_evidence)),
        (LABELS["facts"], facts),
        (_("Published"), f"{DAY_LABELS[answer.day]} {answer.hour}:00"),
        (LABELS["moments_line"], answer.moments_line),
        (LABELS["group_line"], answer.group_line),
        (_("Forecast of reads (80%)"), f"{answer.forecast_low}–{answer.forecast_high}"),
        (LABELS["reflection"], answer.reflection),
        (LABELS["ai_log"], answer.ai_log),
    )
    table = "".join(f"<tr><th>{escape(str(name))}</th><td>{escape(text)}</td></tr>" for name, text in rows)
    return f'<div class="answer">{article_html(answer, case)}<table class="plan">{table}</table></div>'
