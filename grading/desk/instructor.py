"""The instructor's first page: a cohort, its modules stage by stage, the next step a button, who needs help first."""

from collections.abc import Callable
from datetime import datetime
from html import escape
from pathlib import Path

import ipywidgets
from IPython.display import display

from curriculum.workbench.front import Sheet
from curriculum.workbench.parts.action import Action, action
from curriculum.workbench.parts.text import clock_time, column, notice_html, panel, row
from grading.course.roster import mentors_of
from grading.desk.people import help_html, people_html
from grading.desk.pieces import file_link, link
from grading.desk.reading import Reading
from grading.desk.returning import Returning
from grading.desk.stages import button_label, stage_html, stage_title
from grading.desk.state import CohortState, ModuleState, Stage
from grading.desk.steps import Came, do
from simulations.language import _, listed

_pages: dict[Path, "InstructorPage"] = {}  # in this kernel: a page that is shown again goes on where it was


def show_instructor_page() -> None:
    """Show the page of the cohort in the folder where the notebook runs."""
    root = Path.cwd()
    page = _pages[root] = _pages.get(root) or InstructorPage(root)
    page.refresh()
    display(page.widget)  # type: ignore[no-untyped-call]


class InstructorPage:
    """The page's parts; `refresh` brings them up to date from the cohort's folder and its gradebook."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.stale = False  # a step is over, and what it changed has not been read yet
        self._reading = Reading(root, self.show, self._complain)
        self.head = panel(notice_html(_("Looking at where everybody stands …")))
        self.help = panel("")
        self.cards: dict[str, ModuleCard] = {}
        self.modules = column()
        again = ipywidgets.Button(description=_("Look again"))
        again.add_class("academy-button")
        again.on_click(lambda _button: self.refresh())
        self.widget = column(
            Sheet(),
            Returning(self.refresh),
            row(self.head, again, classes="academy-card academy-desk-head"),
            self.modules,
            self.help,
            classes="academy academy-plain academy-desk",
        )

    def refresh(self) -> None:
        """Read everything anew, beside the main thread; not while a step is at work."""
        if not self.busy:
            self._reading.begin()

    def show(self, state: CohortState) -> None:
        """Draw what was read."""
        self.stale = False
        self.head.value = _head(state)
        for module in state.modules:
            if module.slug not in self.cards:
                self.cards[module.slug] = ModuleCard(self, module.slug)
            self.cards[module.slug].show(state, module)
        shown = tuple(self.cards[module.slug].widget for module in state.modules)
        if self.modules.children != shown:
            self.modules.children = shown
        self.help.value = help_html(state) if any(module.released for module in state.modules) else ""

    @property
    def busy(self) -> bool:
        """Whether a step is at work."""
        return any(button.busy for card in self.cards.values() for button in card.buttons.values())

    def follow(self) -> None:
        """One step at a time: all other buttons rest until it is over and everything has been read anew."""
        self.stale = not self.busy
        for card in self.cards.values():
            card.follow()
        self.refresh()

    def _complain(self, text: str) -> None:
        self.head.value = notice_html(text, "bad")
        self.modules.children, self.help.value = (), ""
        self.cards.clear()


class ModuleCard:
    """A module: its stages with their buttons, what came of the last step, and everybody."""

    def __init__(self, page: InstructorPage, slug: str) -> None:
        self.page, self.slug = page, slug
        self.state: ModuleState | None = None
        self.refused: frozenset[str] = frozenset()
        self.title, self.came, self.people = panel(""), panel(""), panel("")
        self.told = {stage: panel("") for stage in Stage}
        by_hand = (stage for stage in Stage if stage is not Stage.MENTORS)
        self.buttons: dict[Stage, Action[Came]] = {stage: self._button(stage) for stage in by_hand}
        stages = row(
            *(column(*(part[stage] for part in (self.told, self.buttons) if stage in part)) for stage in Stage),
            classes="academy-stages",
        )
        self.widget = column(self.title, stages, self.came, self.people, classes="academy-card academy-module")

    def show(self, state: CohortState, module: ModuleState) -> None:
        """Draw where the module stands."""
        self.state = module
        next_stage = module.next_stage(self.refused)
        self.title.value = _title(module, next_stage)
        for stage, told in self.told.items():
            told.value = stage_html(stage, module, next_stage)
        if module.graded:
            self.told[Stage.MENTORS].value += link(
                _("Open formgrader"),
                f"formgrader/gradebook/{module.slug}/{module.slug}",
                button=True,
                primary=next_stage is Stage.MENTORS,
            )
        for stage, action_of in self.buttons.items():
            button = action_of.button
            (button.add_class if stage is next_stage else button.remove_class)("is-primary")
        self.follow()
        self.people.value = people_html(state.cohort, module)

    def follow(self) -> None:
        """Lock and unlock the buttons as the state says."""
        for button in self.buttons.values():
            button.follow()

    def _button(self, stage: Stage) -> Action[Came]:
        def work() -> Callable[[], Came]:
            self.came.value = ""
            return lambda: do(stage, self.page.root, self.slug)

        def done(came: Came) -> None:
            self.refused |= came.refused
            self.came.value = self._came(stage, came)
            self.page.refresh()

        def failed(text: str) -> None:
            self.came.value = notice_html(text, "bad")

        def ready() -> bool:
            return not (self.page.busy or self.page.stale) and self.state is not None and self.state.can(stage)

        made = action(button_label(stage), work, done, failed, ready=ready, lasting=True)
        made.progress.observe(lambda _change: self.page.follow(), "working")
        return made

    def _came(self, stage: Stage, came: Came) -> str:
        now = clock_time(datetime.now().astimezone())
        text = _("{step}, {time}: {said}").format(step=stage_title(stage), time=now, said=came.text)
        said = notice_html(text, came.kind)
        lines = "".join(f"<li>{escape(line)}</li>" for line in came.lines)
        to_open = f"<p>{link(came.file, f'files/{came.file}')}</p>" if came.file else ""
        return f'{said}{to_open}<ul class="academy-amiss">{lines}</ul>' if lines else f"{said}{to_open}"


def _head(state: CohortState) -> str:
    people = state.cohort.roster()
    mentors = mentors_of(people)
    of_mentor = listed(
        _("{mentor} ({n})").format(mentor=mentor, n=sum(person.mentor == mentor for person in people))
        for mentor in mentors
    )
    facts = [
        _("{n} people").format(n=len(people)),
        _("mentors: {names}").format(names=of_mentor) if mentors else _("the roster names no mentors"),
    ]
    report = file_link(state.cohort, _("The cohort's report"), "reports/cohort.html")
    there = (state.cohort.root / "reports" / "cohort.html").exists()
    return (
        f"<h2>{escape(state.cohort.title)}</h2><p>{escape(' · '.join(facts))}</p>{f'<p>{report}</p>' if there else ''}"
    )


def _title(module: ModuleState, next_stage: Stage | None) -> str:
    missing = len(module.people) - len(module.handed_in)
    if next_stage:
        said = _("Next: {step}").format(step=stage_title(next_stage))
    elif missing:
        said = _("All done so far; {n} people have yet to hand in.").format(n=missing)
    else:
        said = _("All done.")
    return f"<h3>{escape(module.title)}</h3><p>{escape(said)}</p>"
