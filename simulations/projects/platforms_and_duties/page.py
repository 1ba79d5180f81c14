"""The answer as a mentor reads it: what is theirs to judge first, the rest as small tables."""

from collections.abc import Iterable
from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.platforms_and_duties.answer import LABELS, VERIFICATIONS, Sorted
from simulations.projects.platforms_and_duties.case import Material, draw_case
from simulations.rendering import markdown_html
from simulations.world.platforms import platform_name


def page(answer: Sorted, context: Context) -> str:
    """The whole answer as sanitised HTML."""
    case = draw_case(context)
    parts = (
        (_("Account"), _account(answer, case)),
        (case.story.name, _versions(answer, case)),
        (str(LABELS["hardest"]), markdown_html(answer.hardest)),
        (str(LABELS["placements"]), _placements(answer, case)),
        (str(LABELS["cases"]), _cases(answer, case)),
        (str(LABELS["reflection"]), markdown_html(answer.reflection)),
        (str(LABELS["ai_log"]), markdown_html(answer.ai_log)),
    )
    body = "".join(f"<section><h3>{escape(title)}</h3>{html}</section>" for title, html in parts)
    return f'<div class="answer">{body}</div>'


def _account(answer: Sorted, case: Material) -> str:
    profile = case.profile
    tags = " ".join(f"#{profile.word(id).text}" for id in answer.tags)
    where = _("{platform}, {theme}: {subject} {pace}").format(
        platform=platform_name(profile.platform),
        theme=profile.theme_name,
        subject=profile.subject_text,
        pace=profile.pace,
    )
    rows = (
        (_("The account's brief"), where),
        (LABELS["name"], answer.name),
        (LABELS["bio"], answer.bio),
        (LABELS["tags"], tags),
        (LABELS["verification"], str(VERIFICATIONS[answer.verification])),
        (LABELS["pinned"], answer.pinned),
    )
    return _table((str(name), str(text)) for name, text in rows)


def _versions(answer: Sorted, case: Material) -> str:
    return "".join(
        f"<h4>{escape(platform_name(slug))} · {escape(answer.titled.get(slug, '—'))}</h4>"
        f"{markdown_html(answer.told.get(slug, '—').replace('#', chr(92) + '#'))}"
        for slug in case.story.platforms
    )


def _placements(answer: Sorted, case: Material) -> str:
    rows = []
    for slug in case.grounds:
        ideas = [f"{idea.id} {idea.title}" for idea in case.ideas if answer.places.get(idea.id) == slug]
        rows.append((platform_name(slug), "；".join(ideas) or "—"))
    return _table(rows)


def _cases(answer: Sorted, case: Material) -> str:
    rows = []
    for situation in case.situations:
        handling = answer.handlings.get(situation.id)
        chosen = (
            " · ".join(
                str(LABELS[f"cases.{part}.{getattr(handling, part)}"]) for part in ("duty", "department", "give")
            )
            if handling
            else "—"
        )
        rows.append((f"{situation.id} {situation.text}", chosen))
    return _table(rows)


def _table(rows: Iterable[tuple[str, str]]) -> str:
    body = "".join(f"<tr><th>{escape(name)}</th><td>{escape(text)}</td></tr>" for name, text in rows)
    return f'<table class="plan">{body}</table>'
