"""Blind marking as a card: a work beside the levels of its criteria; a mark is a level and a comment."""

from collections.abc import Callable
from html import escape

import ipywidgets

from curriculum.syllabus import module as find_module
from curriculum.workbench.front import Pick, TextField
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.text import card, column, notice_html, panel, row, scrolling
from grading.autograde.view import style
from grading.course.cohort import Cohort
from grading.desk.blind import Pile, Work, criteria_for_mentors, page_of
from grading.records.mentor import MentorMark, record_mentor_marks
from simulations.language import _
from simulations.task import Criterion

MOST_COMMENT = 600


class BlindMarking:
    """The pile of one pair of sittings; what is half marked stays while the page is open.

    Parameters
    ----------
    marked : callable
        Called once a work has been recorded.
    """

    def __init__(self, mentor: str, marked: Callable[[], None]) -> None:
        self.mentor, self._marked = mentor, marked
        self.cohort: Cohort | None = None
        self.work: Work | None = None
        self._levels: dict[str, Pick] = {}
        self._comments: dict[str, TextField] = {}
        self._criteria: tuple[Criterion, ...] = ()
        self.said, self.sheet, self.page = panel(""), column(classes="academy-marking-sheet"), scrolling("")
        self.button = action(
            _("Record, on to the next"), self._record, self._recorded, self._failed, primary=True, ready=self._is_whole
        )
        desk = row(self.page, column(self.sheet, self.button), classes="academy-marking")
        self._desk = desk
        self.widget = card(
            _("Blind marking"),
            self.said,
            desk,
            about=_(
                "First day and after the lesson in one pile, without names or dates. "
                "Take the levels at their word; a half-sentence of the work itself makes the best comment."
            ),
        )
        self.widget.layout = ipywidgets.Layout()  # its own: the other cards share one
        self.widget.add_class("academy-blind")

    def show(self, cohort: Cohort, pile: Pile) -> None:
        """Draw the pile as it stands; the work on the desk stays there while it is open."""
        self.cohort = cohort
        self.widget.layout.display = "" if pile.works or pile.waiting else "none"
        self.said.value = _stands(pile)
        self._desk.layout = ipywidgets.Layout(display="" if pile.open else "none")
        if self.work in pile.open:
            return
        self.work = pile.open[0] if pile.open else None
        if self.work is not None:
            self._lay_out(cohort, self.work)

    def _lay_out(self, cohort: Cohort, work: Work) -> None:
        title = _("Work {code}").format(code=work.code)
        self.page.value = f"<style>{style()}</style><h3>{escape(title)}</h3>{page_of(cohort, work)}"
        self._criteria = criteria_for_mentors(work.module)
        self._levels = {one.slug: _levels(one) for one in self._criteria}
        self._comments = {
            one.slug: TextField(
                name=f"comment_{one.slug}",
                label=_("Comment on {criterion}").format(criterion=one.title),
                rows=2,
                most=MOST_COMMENT,
            )
            for one in self._criteria
        }
        for pick in self._levels.values():
            pick.observe(lambda _change: self.button.follow(), "value")
        self.sheet.children = [
            part for one in self._criteria for part in (self._levels[one.slug], self._comments[one.slug])
        ]
        self.button.follow()

    def _is_whole(self) -> bool:
        return bool(self._levels) and all(pick.value for pick in self._levels.values())

    def _record(self) -> Callable[[], Work]:
        cohort, work = self.cohort, self.work
        if cohort is None or work is None:
            raise LookupError("no work on the desk")
        marks = [
            MentorMark(
                work.trainee,
                work.module,
                one.slug,
                float(self._levels[one.slug].value[0]),
                self._comments[one.slug].value.strip(),
                self.mentor,
            )
            for one in self._criteria
        ]

        def record() -> Work:
            record_mentor_marks(cohort, marks)
            return work

        return record

    def _recorded(self, work: Work) -> None:
        self.work = None
        self.said.value = notice_html(_("Work {code} is recorded.").format(code=work.code), "good")
        self._marked()

    def _failed(self, text: str) -> None:
        self.said.value = notice_html(text, "bad")


def _stands(pile: Pile) -> str:
    """How far the pile is."""
    title = find_module(pile.pair.after).title
    if pile.open:
        said = _("{module}: {n} of {all} works still to mark.").format(
            module=title, n=len(pile.open), all=len(pile.works)
        )
    elif pile.works:
        said = _("{module}: all {all} works are marked.").format(module=title, all=len(pile.works))
    else:
        said = _("{module}: nothing to mark yet.").format(module=title)
    aside = _("{n} lie aside until the other sitting is there or overdue.").format(n=pile.waiting)
    return f"<p><b>{escape(said)}</b>{f' {escape(aside)}' if pile.waiting else ''}</p>"


def _levels(criterion: Criterion) -> Pick:
    """The levels of a criterion to choose from, best first; the value is the points."""
    levels = sorted(criterion.anchors, key=lambda level: -level.share)
    options = "".join(_option(f"{level.share * criterion.points:g}", level.text, level.example) for level in levels)
    label = _("{criterion}, {points:g} points").format(criterion=criterion.title, points=criterion.points)
    html = f'<p>{escape(criterion.about)}</p><div class="academy-options">{options}</div>'
    return Pick(name=f"level_{criterion.slug}", label=label, html=html)


def _option(points: str, text: str, example: str) -> str:
    told = _("{points} points").format(points=points)
    return (
        f'<div class="academy-option" data-pick="{points}"><b>{escape(told)}</b> {escape(text)}'
        f"<small>{escape(example)}</small></div>"
    )
