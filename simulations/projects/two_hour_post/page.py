"""The answer as a mentor reads it: sanitised HTML, the article as it stands on a phone first."""

from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.two_hour_post.answer import Post
from simulations.projects.two_hour_post.case import Case, draw_case
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


def page(answer: Post, context: Context) -> str:
    """The whole answer for a mentor: article, distribution, reasons, facts, forecast, reflection."""
    case = draw_case(context)
    days = {
        "mon": _("Mon"),
        "tue": _("Tue"),
        "wed": _("Wed"),
        "thu": _("Thu"),
        "fri": _("Fri"),
        "sat": _("Sat"),
        "sun": _("Sun"),
    }
    facts = "；".join(
        f"{conflict.about}：{answer.facts.get(conflict.id, '—')}"  # type: ignore[call-overload]
        for conflict in case.conflicts
    )
    rows = (
        (_("Topic"), case.topics[answer.topic].name),
        (_("Why this topic"), answer.topic_reason),
        (_("Evidence"), "、".join(answer.topic_evidence)),
        (_("Facts trusted"), facts),
        (_("Published"), f"{days[answer.day]} {answer.hour}:00"),
        (_("Line for Moments"), answer.moments_line),
        (_("Line for the group"), answer.group_line),
        (_("Forecast of reads (80%)"), f"{answer.forecast_low}–{answer.forecast_high}"),
        (_("Reflection"), answer.reflection),
        (_("AI log"), answer.ai_log),
    )
    table = "".join(f"<tr><th>{escape(name)}</th><td>{escape(text)}</td></tr>" for name, text in rows)
    return f'<div class="answer">{article_html(answer, case)}<table class="plan">{table}</table></div>'
