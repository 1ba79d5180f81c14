"""The placement test as a panel: one situation at a time, then the outcome with its reasons."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets

from curriculum.choices import Placement, choose, read_choices
from curriculum.placement import (
    PASS_SHARE,
    Question,
    Result,
    judge,
    next_try,
    opened_by,
    questions,
    shuffled,
)
from curriculum.syllabus import syllabus
from curriculum.workbench.front import Pick
from curriculum.workbench.front.landing import Landing
from curriculum.workbench.guard import guarded
from curriculum.workbench.parts.placement_words import (
    options_html,
    outcome_html,
    places_html,
    progress_html,
    reasons_html,
    situation_html,
    told_html,
)
from curriculum.workbench.parts.text import card, column, day_and_time, notice, notice_html, panel, row
from curriculum.workplace import Workplace
from simulations.language import _

TOPIC = "placement"
MINUTES = 25


@dataclass
class Attempt:
    """A test under way: what was answered, by the question's slug, and its result once it is finished."""

    answers: dict[str, int] = field(default_factory=dict)
    place: int = 0
    result: Result | None = None


_kept: dict[tuple[Path, str], Attempt] = {}  # of every work folder and tier, while the kernel lives


def _clock() -> datetime:
    return datetime.now(UTC)


def placement_panel(
    workplace: Workplace,
    tier: str,
    done: Callable[[], None],
    now: Callable[[], datetime] = _clock,
) -> ipywidgets.VBox:
    """The test of a tier, from where this kernel left it.

    Parameters
    ----------
    done : callable
        Called once the result of a finished test is on disk.
    now : callable, optional
        The present, with its time zone.

    Raises
    ------
    KeyError
        If the tier has no test.
    """
    return PlacementTest(workplace, tier, done, now).frame


class PlacementTest:
    """The panel's parts, and which of them are to be seen."""

    def __init__(
        self, workplace: Workplace, tier: str, done: Callable[[], None], now: Callable[[], datetime] = _clock
    ) -> None:
        self.workplace, self.tier, self.done, self.now = workplace, tier, done, now
        self.asked = questions(tier)
        self.variant = workplace.context.variant(TOPIC)
        self.attempt = _kept.setdefault((workplace.root, tier), Attempt())
        self.body = column(classes="academy-placement-body")
        self.outcome, self.line = Landing(), panel("", "academy-line")
        name = next(one.title for one in syllabus().tiers if one.slug == tier)
        self.frame = card(_("Placement test: {tier}").format(tier=name), self.outcome, self.body, self.line)
        self.frame.add_class("academy-placement")
        self._make_asking()
        self._enter()

    def _enter(self) -> None:
        """Open where this trainee stands."""
        before = read_choices(self.workplace).placements.get(self.tier)
        if self.attempt.result:
            self._show_result(before)
        elif before and (before.passed or self.now() < next_try(before)):
            self.outcome.html = told_html(self.tier, before.share, before.passed)
            self.body.children = self._again(before)
        elif self.attempt.answers:
            self._ask(self.attempt.place)
        else:
            self._introduce()

    def _introduce(self) -> None:
        tier = opened_by(self.tier).title
        said = (
            _("{n} situations at work with four things one could do, about {minutes} minutes, no time limit.").format(
                n=len(self.asked), minutes=MINUTES
            ),
            _("With {least:.0%} or more, and no harmful answer in compliance, the modules of 「{tier}」 open.").format(
                least=PASS_SHARE, tier=tier
            ),
            _("No points, no marks: the test only opens modules. That is why its key lies in the package for anybody."),
            _("Afterwards you see the reason for every answer; a second try is possible 24 hours later."),
        )
        items = "".join(f"<li>{escape(line)}</li>" for line in said)
        begin = _button(_("Begin the test"), lambda _button: self._ask(0), primary=True)
        self.body.children = (panel(f'<ul class="academy-terms">{items}</ul>'), begin)

    def _make_asking(self) -> None:
        """The parts that show a question; each question is drawn into the same ones."""
        self.progress, self.situation, self.hint = panel(""), Landing(), panel("")
        self.places = Pick(name=f"{TOPIC}_places", label=_("Questions"))
        self.options = Pick(name=f"{TOPIC}_options")
        self.back = _button(_("Previous"), lambda _button: self._step(-1))
        self.on = _button(_("Next"), lambda _button: self._step(1))
        self.finish = _button(_("Finish and see the result"), self._finish)
        self.places.observe(self._go, "value")
        self.options.observe(self._answer, "value")
        self.asking = (
            self.progress,
            self.places,
            self.situation,
            self.options,
            row(self.back, self.on, self.finish, classes="academy-placement-ways"),
            self.hint,
        )

    def _step(self, step: int) -> None:
        """Go on or back; whoever uses the keyboard or a screen reader goes on reading at the new situation."""
        self._ask(min(max(self.attempt.place + step, 0), len(self.asked) - 1))
        self.situation.lead_here()

    def _ask(self, place: int) -> None:
        """Show the question at a place."""
        self.attempt.place = place
        question, chosen = self.asked[place], self.attempt.answers.get(self.asked[place].slug)
        self.situation.html = _heading(question, place, len(self.asked)) + situation_html(question)
        with self.options.hold_sync():
            self.options.label = question.ask
            self.options.html = options_html(question, shuffled(question, self.variant))
            self.options.value = [] if chosen is None else [f"{question.slug}.{chosen}"]
        self.places.value = [str(place)]
        self.back.disabled, self.on.disabled = place == 0, place == len(self.asked) - 1
        self._count()
        if self.body.children != self.asking:
            self.body.children = self.asking

    def _count(self) -> None:
        """How far the test is, and whether it may be finished."""
        answers = self.attempt.answers
        self.progress.value = progress_html(len(answers), len(self.asked))
        self.places.html = places_html(self.asked, answers)
        left = len(self.asked) - len(answers)
        self.finish.disabled = left > 0
        for button, primary in ((self.on, left > 0), (self.finish, left == 0)):
            (button.add_class if primary else button.remove_class)("is-primary")
        waiting = _("The result is there once every question is answered; {n} to go.").format(n=left)
        self.hint.value = f"<p><small>{escape(waiting)}</small></p>" if left else ""

    def _go(self, change: dict[str, Any]) -> None:
        if change["new"] and int(change["new"][0]) != self.attempt.place:
            self._ask(int(change["new"][0]))

    def _answer(self, change: dict[str, Any]) -> None:
        """Keep an answer: the question's own, even where a click arrives after the next question was asked for."""
        if not change["new"]:
            return
        slug, _dot, place = change["new"][0].partition(".")
        if self.attempt.answers.get(slug) != int(place):
            self.attempt.answers[slug] = int(place)
            self._count()
        if slug != self.asked[self.attempt.place].slug:
            self._ask(self.attempt.place)

    def _finish(self, _button: Any) -> None:
        if self.attempt.result:  # a second click that was on its way
            return

        @guarded(self._say)
        def store() -> None:
            result = judge(self.tier, self.attempt.answers)
            placement = Placement(at=self.now(), share=result.share, passed=result.passed)
            choose(self.workplace, placements={self.tier: placement})
            self.attempt.result = result
            self._say("")
            self._show_result(placement)
            self.outcome.lead_here()
            self.done()

        store()

    def _show_result(self, placement: Placement | None) -> None:
        assert self.attempt.result is not None  # shown only once there is one
        self.outcome.html = outcome_html(self.attempt.result)
        self.body.children = (*self._again(placement), panel(reasons_html(self.attempt.result)))

    def _again(self, placement: Placement | None) -> tuple[ipywidgets.Widget, ...]:
        """The way to another try, or what stands in it; none is needed after passing."""
        if placement and placement.passed:
            return ()
        if placement and self.now() < next_try(placement):
            when = day_and_time(next_try(placement))
            return (
                notice(_("The reasons were shown, so the test may be taken again from {when} on.").format(when=when)),
            )
        return (_button(_("Take the test again"), self._start_again, primary=True),)

    def _start_again(self, _button: Any) -> None:
        self.attempt = _kept[(self.workplace.root, self.tier)] = Attempt()
        self.outcome.html = ""
        self._ask(0)

    def _say(self, text: str) -> None:
        self.line.value = notice_html(text, "bad") if text else ""


def _heading(question: Question, place: int, total: int) -> str:
    number = _("Question {n} of {total}").format(n=place + 1, total=total)
    competency = syllabus().competencies[question.competency].title
    return (
        f'<header class="academy-question"><small>{escape(number)} · {escape(competency)}</small>'
        f"<h4>{escape(question.title)}</h4></header>"
    )


def _button(label: str, press: Callable[[Any], None], *, primary: bool = False) -> ipywidgets.Button:
    button = ipywidgets.Button(description=label)
    button.add_class("academy-button")
    if primary:
        button.add_class("is-primary")
    button.on_click(press)
    return button
