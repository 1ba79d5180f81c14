"""A mentor's first page: what waits, oldest first; how the mentor's trainees are doing; a letter to them."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from IPython.display import display

from curriculum.workbench.front import Pick, Sheet, TextField
from curriculum.workbench.guard import sentence
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.text import card, column, notice_html, panel, row
from grading.course.cohort import Cohort, open_cohort
from grading.course.roster import mentors_of
from grading.desk.blind import Pair, pairs, pile
from grading.desk.door import MENTOR
from grading.desk.marking import BlindMarking
from grading.desk.mentor_html import chips, head_html, queue_html, sent_html, trainees_html
from grading.desk.queue import own_trainees, waiting
from grading.desk.reading import Reading
from grading.desk.returning import Returning
from grading.desk.state import CohortState
from grading.feedback.letters import MOST_TEXT, send_letter
from simulations.language import _

_pages: dict[tuple[Path, str], "MentorPage"] = {}  # in this kernel: what was written and not yet sent is kept


def show_mentor_page() -> None:
    """Show the page of the mentor who came in by the door; without one, ask who it is."""
    root, mentor = Path.cwd(), os.environ.get(MENTOR, "")
    place = column(classes="academy academy-plain academy-desk")
    try:
        known = mentors_of(open_cohort(root).roster())
    except ValueError as error:
        place.children = (Sheet(), panel(notice_html(sentence(error), "bad")))
    else:
        if mentor in known:
            place = _page(root, mentor).widget
        elif known:
            place.children = (Sheet(), _ask(known, lambda name: _show_in(place, _page(root, name))))
        else:
            told = notice_html(_("the roster names no mentors: fill in its column mentor"), "warn")
            place.children = (Sheet(), panel(told))
    display(place)  # type: ignore[no-untyped-call]


def _page(root: Path, mentor: str) -> "MentorPage":
    page = _pages[root, mentor] = _pages.get((root, mentor)) or MentorPage(root, mentor)
    page.refresh()
    return page


def _show_in(place: Any, page: "MentorPage") -> None:
    place.children = page.widget.children


def _ask(known: list[str], then: Callable[[str], None]) -> Any:
    pick = Pick(name="mentor", label=_("Who are you?"), html=chips({name: name for name in known}))
    pick.observe(lambda change: then(change["new"][0]) if change["new"] else None, "value")
    return card(_("A mentor's page"), pick)


class MentorPage:
    """The page's parts; `refresh` brings them up to date, what is being written stays."""

    def __init__(self, root: Path, mentor: str) -> None:
        self.root, self.mentor = root, mentor
        self._reading = Reading(root, self.show, self._complain)
        self.head = panel(notice_html(_("Looking at where everybody stands …")))
        self.queue, self.trainees, self.sent = panel(""), panel(""), panel("")
        self.blind, self._marking = column(), dict[Pair, BlindMarking]()
        self.to = Pick(name="to", label=_("To whom"), most=0)
        self.text = TextField(name="letter", label=_("Letter"), rows=5, most=MOST_TEXT)
        self.send = action(
            _("Write to them"), self._letter, self._written, self._not_written, primary=True, lasting=True
        )
        letter = card(
            _("A letter to your trainees"),
            column(self.to, self.text, self.send, self.sent, classes="academy-desk-letter"),
            about=_("It stands on their first page once they have put the package you send them into their inbox."),
        )
        self.widget = column(
            Sheet(),
            Returning(self.refresh),
            row(self.head, classes="academy-card academy-desk-head"),
            self.queue,
            self.blind,
            self.trainees,
            letter,
            classes="academy academy-plain academy-desk",
        )

    def refresh(self) -> None:
        """Read everything anew, beside the main thread."""
        self._reading.begin()

    def show(self, state: CohortState) -> None:
        """Draw what was read."""
        queue, own = waiting(state, self.mentor), own_trainees(state, self.mentor)
        piles = [pile(state.cohort, pair, self.mentor) for pair in pairs(state.cohort)]
        for one in piles:
            self._marking.setdefault(one.pair, BlindMarking(self.mentor, self.refresh)).show(state.cohort, one)
        self.blind.children = [self._marking[one.pair].widget for one in piles]
        blind = sum(len(one.open) for one in piles)
        self.head.value = head_html(state.cohort.title, self.mentor, queue, len(own), blind)
        self.queue.value = queue_html(queue)
        self.trainees.value = trainees_html(state.cohort, own)
        names = {one.trainee: one.name for one in own}
        if self.to.html != chips(names):
            self.to.html = chips(names)
            self.to.value = [trainee for trainee in self.to.value if trainee in names]

    def _complain(self, text: str) -> None:
        self.head.value = notice_html(text, "bad")
        self.queue.value = self.trainees.value = ""

    def _letter(self) -> Callable[[], tuple[Cohort, list[Path]]]:
        to, text, cohort = list(self.to.value), self.text.value, open_cohort(self.root)
        return lambda: (cohort, send_letter(cohort, to, self.mentor, text))

    def _written(self, sent: tuple[Cohort, list[Path]]) -> None:
        self.sent.value = sent_html(*sent)
        self.text.value, self.to.value = "", []
        self.refresh()

    def _not_written(self, text: str) -> None:
        self.sent.value = notice_html(text, "bad")
