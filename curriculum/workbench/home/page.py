"""The first page put together: drawn at once from files, then completed by what has to be computed."""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any

import ipywidgets
from IPython.display import display

from curriculum.account import account_now
from curriculum.choices import Choices, choose, read_choices
from curriculum.inbox import read_inbox
from curriculum.placement import TIERS
from curriculum.solo import judge_alone
from curriculum.standing import State, latest_feedback, next_of, standings
from curriculum.syllabus import syllabus
from curriculum.workbench.background import in_background
from curriculum.workbench.front import Pick, Sheet
from curriculum.workbench.guard import sentence
from curriculum.workbench.home.account import account_html
from curriculum.workbench.home.hello import hello_html
from curriculum.workbench.home.radar import radar_html
from curriculum.workbench.home.returned import feedback_html, forecasts_html, letters_html
from curriculum.workbench.home.way import way_html
from curriculum.workbench.parts.identity import ask_who
from curriculum.workbench.parts.placement import placement_panel
from curriculum.workbench.parts.text import card, column, notice_html, panel, row
from curriculum.workbench.seats import Seat, sit_down
from curriculum.workplace import Workplace, find_workplace
from simulations.language import _

WHOLE = "all"  # the pick that stands for no role


def show_first_page() -> None:
    """Show the page, or ask a cohort's new trainee who they are."""
    seat = Seat("first page", _show)
    for name in ("academy", "academy-plain", "academy-first"):
        seat.place.add_class(name)
    sit_down(seat)
    display(seat.place)  # type: ignore[no-untyped-call]


def _show(seat: Seat) -> None:
    workplace = find_workplace()
    if workplace.cohort is not None and workplace.trainee is None:
        seat.place.children = (Sheet(), ask_who(workplace, lambda known: FirstPage(known).fill(seat.place)))
    else:
        FirstPage(workplace).fill(seat.place)


class FirstPage:
    """The page's parts; `draw` brings all of them up to date from the files of the work folder."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        self.hello, self.letters, self.way = panel(""), panel(""), panel("")
        self.account = panel(notice_html(_("Fetching the figures …")))
        self.radar, self.feedback, self.forecasts = panel(""), panel(""), panel("")
        self.tests = row(classes="academy-tests")
        self.test = column()
        self.role = self._role()

    def fill(self, place: ipywidgets.VBox) -> None:
        """Draw the page into its place, and start what takes longer."""
        self.draw()
        way = card(_("The way"), self.role, self.way, self.tests, self.test)
        account = card(_("The account you write for"), self.account)
        place.children = (
            Sheet(),
            self.hello,
            self.letters,
            way,
            account,
            row(card(_("Radar so far"), self.radar), column(self.feedback, self.forecasts), classes="academy-back"),
        )
        in_background(lambda: account_now(self.workplace), self._account_came, self._account_failed)
        in_background(lambda: judge_alone(self.workplace), self._judged, self._not_judged)

    def draw(self) -> None:
        """Everything that follows from files."""
        inbox, choices = read_inbox(self.workplace), read_choices(self.workplace)
        stand = standings(self.workplace, inbox, choices)
        all_done = bool(stand) and all(standing.state is State.DONE for standing in stand)
        self.hello.value = hello_html(self.workplace, next_of(stand), all_done)
        self.letters.value = letters_html(inbox.letters)
        self.way.value = way_html(stand, choices)
        self.radar.value = radar_html(inbox.profile)
        alone = self.workplace.cohort is None
        self.feedback.value = _section(feedback_html(latest_feedback(stand), alone))
        self.forecasts.value = _section(forecasts_html(stand))
        self._offer_tests(choices)

    def _role(self) -> Pick:
        roles = {WHOLE: _("The whole course"), **{slug: role.title for slug, role in syllabus().roles.items()}}
        chips = "".join(
            f'<span class="academy-chip" data-pick="{slug}">{escape(title)}</span>' for slug, title in roles.items()
        )
        pick = Pick(
            name="role",
            label=_("I prepare for"),
            html=f'<div class="academy-chips">{chips}</div>',
            value=[read_choices(self.workplace).role or WHOLE],
        )

        def chosen(change: dict[str, Any]) -> None:
            role = change["new"][0] if change["new"] else WHOLE
            try:
                choose(self.workplace, role="" if role == WHOLE else role)
            except OSError as error:
                pick.error = sentence(error)
            else:
                pick.error = ""
                self.draw()

        pick.observe(chosen, "value")
        return pick

    def _offer_tests(self, choices: Choices) -> None:
        """A placement test for each tier that has one and is not yet shown to be known; none for a cohort."""
        if self.workplace.cohort is not None or self.test.children:
            return
        self.tests.children = tuple(
            _button(
                _("Know it already? Placement test: {tier}").format(tier=tier.title),
                partial(self._begin_test, tier.slug),
            )
            for tier in syllabus().tiers
            if tier.slug in TIERS and not choices.knows(tier.slug)
        )

    def _begin_test(self, tier: str) -> None:
        self.test.children = (placement_panel(self.workplace, tier, self.draw),)
        self.tests.children = (_button(_("Leave the placement test"), self._leave_test),)

    def _leave_test(self) -> None:
        self.test.children = ()
        self.draw()

    def _account_came(self, account: Any) -> None:
        self.account.value = account_html(account)

    def _account_failed(self, error: BaseException) -> None:
        self.account.value = notice_html(sentence(error), "bad")

    def _judged(self, something_new: bool) -> None:
        if something_new:
            self.draw()

    def _not_judged(self, error: BaseException) -> None:
        self.feedback.value = _section(notice_html(sentence(error), "bad"))


def _section(content: str) -> str:
    return f'<section class="academy-card">{content}</section>'


def _button(label: str, press: Callable[[], None]) -> ipywidgets.Button:
    button = ipywidgets.Button(description=label)
    button.add_class("academy-button")
    button.on_click(lambda _button: press())
    return button
