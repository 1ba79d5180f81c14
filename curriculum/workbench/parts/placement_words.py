"""What a placement test says: the situation, the choices, and afterwards what each choice was worth and why."""

from collections.abc import Collection, Sequence
from html import escape

from curriculum.placement import PASS_SHARE, Question, Result, Source, Table, Verdict, opened_by
from curriculum.syllabus import syllabus
from curriculum.workbench.parts.text import notice_html, paragraphs
from simulations.language import _, listed

WORKABLE = 0.5
ONE_LINE = 10  # characters of a cell that are not broken


def situation_html(question: Question) -> str:
    """The situation with its figures."""
    table = _table(question.table) if question.table else ""
    return f'<div class="academy-situation">{paragraphs(question.situation)}{table}</div>'


def options_html(question: Question, order: Sequence[int]) -> str:
    """The options as chips in the trainee's order; `<slug>.<place in the data>` is what is picked."""
    chips = "".join(
        f'<div class="academy-option" data-pick="{question.slug}.{place}">'
        f"<p>{escape(question.options[place].text)}</p></div>"
        for place in order
    )
    return f'<div class="academy-options">{chips}</div>'


def places_html(asked: Sequence[Question], answered: Collection[str]) -> str:
    """All questions by number; those answered bear a tick."""

    def chip(place: int, slug: str) -> str:
        done = slug in answered
        told = _("Question {n}, answered") if done else _("Question {n}, open")
        sign = '<i aria-hidden="true">✓</i>' if done else ""
        return (
            f'<span class="academy-chip {"is-done" if done else ""}" data-pick="{place}" '
            f'aria-label="{escape(told.format(n=place + 1))}">{place + 1}{sign}</span>'
        )

    chips = "".join(chip(place, question.slug) for place, question in enumerate(asked))
    return f'<div class="academy-chips academy-places">{chips}</div>'


def progress_html(answered: int, total: int) -> str:
    """How many are answered, in figures and as a bar."""
    told = _("{done} of {total} answered").format(done=answered, total=total)
    return (
        f'<p class="academy-progress" role="status"><b>{answered}/{total}</b>'
        f'<span class="academy-bar" style="--share:{answered / total:.3f}" aria-hidden="true"><i></i></span>'
        f"<small>{escape(told)}</small></p>"
    )


def reasons_html(result: Result) -> str:
    """Each competency, and every question with its reasons."""
    by_competency = "".join(
        _competency(slug, share, sum(verdict.question.competency == slug for verdict in result.verdicts))
        for slug, share in result.by_competency.items()
    )
    head = "".join(
        f'<th scope="col">{escape(name)}</th>' for name in (_("Competency"), _("Reached"), "", _("Number of questions"))
    )
    reasons, about = _("Question by question"), _("By competency")
    verdicts = "".join(_verdict(place, verdict) for place, verdict in enumerate(result.verdicts, 1))
    return (
        f"<h4>{escape(about)}</h4>"
        f'<div class="academy-table"><table class="academy-reached"><thead><tr>{head}</tr></thead>'
        f"<tbody>{by_competency}</tbody></table></div>"
        f'<h4>{escape(reasons)}</h4><ol class="academy-verdicts">{verdicts}</ol>'
    )


def outcome_html(result: Result) -> str:
    """The outcome in a sentence, and what alone kept somebody from passing."""
    told = told_html(result.tier, result.share, result.passed)
    if result.harmful and result.share >= PASS_SHARE:
        titles = listed(f"「{verdict.question.title}」" for verdict in result.harmful)
        why = _("The share would do, but here the answer would do harm in compliance: {titles}.").format(titles=titles)
        return told + notice_html(why, "warn")
    return told


def told_html(tier: str, share: float, passed: bool) -> str:
    """A test's share and what follows from it, in a sentence."""
    text = (
        _("Passed with {share:.0%}: the modules of 「{tier}」 are open to you now.")
        if passed
        else _("Not passed this time: {share:.0%}. It takes {least:.0%}, and no harmful answer in compliance.")
    )
    said = text.format(share=share, least=PASS_SHARE, tier=opened_by(tier).title)
    return notice_html(said, "good" if passed else "warn")


def _competency(slug: str, share: float, count: int) -> str:
    bar = f'<span class="academy-bar" style="--share:{share:.3f}" aria-hidden="true"><i></i></span>'
    name = escape(syllabus().competencies[slug].title)
    return (
        f'<tr><th scope="row">{name}</th><td class="academy-number">{share:.0%}</td>'
        f'<td>{bar}</td><td class="academy-number">{count}</td></tr>'
    )


def _verdict(place: int, verdict: Verdict) -> str:
    question, chosen = verdict.question, verdict.chosen
    kind, sign, word = _worth(verdict.worth)
    yours, best, again = _("Your choice"), _("What a senior would do"), _("See the situation again")
    lines = _reason(yours, chosen.text, chosen.why) if chosen else ""
    if chosen != question.best:
        lines += _reason(best, question.best.text, question.best.why)
    return (
        f'<li><header><b class="academy-worth is-{kind}"><i aria-hidden="true">{sign}</i>{escape(word)}</b>'
        f"<h5>{place}. {escape(question.title)}</h5>"
        f"<small>{escape(syllabus().competencies[question.competency].title)}</small></header>"
        f"<dl>{lines}</dl>{_source(question.source) if question.source else ''}"
        f"<details><summary>{escape(again)}</summary>{situation_html(question)}</details></li>"
    )


def _worth(worth: float) -> tuple[str, str, str]:
    """Kind, sign and word of what a choice is worth."""
    if worth == 1:
        return "good", "✓", _("the best of the four")
    if worth >= WORKABLE:
        return "note", "–", _("workable")
    if worth > 0:
        return "warn", "!", _("helps little")
    return "bad", "✕", _("does harm")


def _reason(name: str, text: str, why: str) -> str:
    return f"<div><dt>{escape(name)}</dt><dd><p>{escape(text)}</p><p>{escape(why)}</p></dd></div>"


def _source(source: Source) -> str:
    laws = "；".join(dict.fromkeys(rule.law for rule in source.found))
    told = _("Rests on: {laws} (checked {day})").format(laws=laws, day=source.as_of.isoformat())
    return f"<p><small>{escape(told)}</small></p>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(map(_cell, row[1:]))}</tr>' for row in table.rows
    )
    return f'<div class="academy-table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _cell(text: str) -> str:
    """A figure stays on one line, a longer text wraps."""
    return f"<td{' class=academy-number' if len(text) <= ONE_LINE else ''}>{escape(text)}</td>"
