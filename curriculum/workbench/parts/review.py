"""Before handing in: what a colleague would point out, what the coach says of the sister brief, a practice score."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, TypeVar

import ipywidgets

from curriculum.answers import Happened
from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.action import Action, action
from curriculum.workbench.parts.missing import missing_html, way_to
from curriculum.workbench.parts.text import ICONS, card, notice_html, panel, row
from simulations.language import Message, _, sentences
from simulations.task import Advice, Answer, Finding, JudgedBy, Score

T = TypeVar("T")


def review_panel(bench: Bench, stand_ins: Mapping[str, Any]) -> ipywidgets.VBox:
    """Buttons 检查, coach and (alone) practice score, and what they say.

    Parameters
    ----------
    stand_ins : mapping
        Valid values for fields that may still be empty when checking; a score needs the whole answer.
    """
    said = panel("")

    def ask(
        label: str,
        compute: Callable[[Answer], T],
        draw: Callable[[T], str],
        fill: Mapping[str, Any],
        note: Callable[[], None],
    ) -> Action[T]:
        def work() -> Callable[[], T]:
            answer = bench.draft.answer(**fill)
            note()
            return lambda: compute(answer)

        def done(result: T) -> None:
            said.value = draw(result)

        def failed(text: str) -> None:
            wrong = tuple(name for name in bench.draft.incomplete(*bench.form.names) if name not in fill)
            said.value = missing_html(bench, wrong, _("This is still needed:")) if wrong else notice_html(text, "bad")

        return action(label, work, done, failed)

    def count_check() -> None:
        bench.remark(Happened.CHECK, checks=bench.log.checks + 1)

    task, context = bench.task, bench.context
    buttons: list[ipywidgets.DOMWidget] = [
        ask(
            _("Check"),
            lambda answer: task.check(answer, context),
            lambda found: findings_html(bench, found),
            stand_ins,
            count_check,
        )
    ]
    about = _("The check knows the rules, not the key.")
    coach, sister = task.coach, task.sister
    if coach and sister:
        buttons.append(
            ask(
                _("Ask the coach"),
                lambda answer: coach(answer, sister(context)),
                lambda advice: advice_html(advice, task.figure),
                stand_ins,
                lambda: None,
            )
        )
        about = sentences(
            about, _("Before you hand in, the coach speaks on the sister brief: the same work for another one.")
        )
    if bench.workplace.cohort is None:
        buttons.append(
            ask(
                _("Practice score"),
                lambda answer: task.score(answer, context),
                lambda score: score_html(bench, score),
                {},
                lambda: None,
            )
        )
    return card(_("Look it over"), row(*buttons, classes="academy-buttons"), said, about=about)


def findings_html(bench: Bench, findings: list[Finding]) -> str:
    """Findings, the grave ones first, each with the words it points at and the way there."""
    if not findings:
        return notice_html(_("Nothing found. Read it aloud once more before you hand it in."), "good")
    items = []
    for finding in sorted(findings, key=lambda finding: not finding.grave):
        kind, word = ("bad", _("Must be changed")) if finding.grave else ("warn", _("Worth a look"))
        excerpt = f"<q>{escape(finding.excerpt)}</q>" if finding.excerpt else ""
        items.append(
            f'<li class="is-{kind}"><b><i aria-hidden="true">{ICONS[kind]}</i> {escape(word)}</b><div>'
            f"<p>{escape(str(finding.what))}</p>{excerpt}</div>"
            f"{way_to(bench, finding.field, bench.form.label(finding.field))}</li>"
        )
    return f'<ul class="academy-findings">{"".join(items)}</ul>'


def advice_html(advice: list[Advice], figure: Message) -> str:
    """The coach's sentences: what to change, what it would be worth and how sure that is, and why."""
    if not advice:
        return notice_html(_("The coach sees no single change that would clearly do more."), "good")
    items = "".join(
        f"<li><p>{escape(str(one.worth(figure)))}</p><small>{escape(str(one.why))}</small></li>" for one in advice
    )
    return f'<ol class="academy-advice">{items}</ol>'


def score_html(bench: Bench, score: Score) -> str:
    """What world and key say in practice worlds, criterion by criterion."""
    judged = bench.task.judged_by(JudgedBy.WORLD, JudgedBy.KEY)
    total = _("Practice: {points:g} of {most:g} points; the mentor's criteria come on top.").format(
        points=round(score.points, 1), most=sum(criterion.points for criterion in judged)
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(bench.task.criterion(mark.criterion).title)}</th>'
        f'<td class="academy-number">{mark.points or 0:g} / {mark.max_points:g}</td>'
        f'<td><meter min="0" max="{mark.max_points}" value="{mark.points or 0}"></meter></td>'
        f"<td>{escape(str(mark.reason))}</td></tr>"
        for mark in score.marks
    )
    table = f'<table class="academy-marks"><tbody>{rows}</tbody></table>'
    return f'{notice_html(total)}<div class="academy-table">{table}</div>'
