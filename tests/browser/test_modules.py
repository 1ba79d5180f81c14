"""Every module of the syllabus in the browser: it opens whole, fits laptop and tablet, and everybody can use it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from curriculum.answers import write_draft
from curriculum.syllabus import Module, syllabus
from curriculum.workplace import Workplace
from grading.demo.hand_ins import answer_for, hand_ins, suits
from tests.browser.looking import SIZES, Complaints, barriers, colour, every_step_shown, new_page, resize, stands_out

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

OPENS_BY_ITSELF = {"academy-form", "academy-live"}
FAILED = ".academy-live .failed, .academy .academy-notice.is-bad, .jp-OutputArea [data-mime-type*='stderr']"
LANDED = ".academy, .academy-live"


@dataclass(frozen=True)
class Lesson:
    """A module's notebook, opened once for all the questions about it."""

    module: Module
    page: Page
    complaints: Complaints

    @property
    def forms(self) -> Locator:
        return self.page.locator(".academy")

    def steps(self) -> Iterator[str]:
        """Go through every step of every form; gives its name once it is on screen."""
        for form in self.forms.all():
            for step in form.locator(".academy-step").all():
                step.click()
                assert step.get_attribute("aria-selected") == "true"
                form.locator(".academy-page:visible").first.wait_for()
                yield " ".join([self.module.slug, *step.inner_text().split()])


def cells_of(module: Module) -> list[nbformat.NotebookNode]:
    """The cells of a module's notebook that open by themselves."""
    cells = nbformat.read(module.notebook, as_version=4).cells
    return [cell for cell in cells if OPENS_BY_ITSELF & set(cell.metadata.get("tags", ()))]


def wait_for_all(page: Page, module: Module) -> None:
    """Wait until every form and every live picture is there."""
    page.locator(".academy-step").first.wait_for()
    expect(page.locator(".academy-form-cell").filter(has=page.locator(LANDED))).to_have_count(len(cells_of(module)))


def fill_in(module: Module, work: Path) -> None:
    """Let the best of the demo's answers lie beside the notebook, made for whoever learns alone."""
    workplace = Workplace.at(work)
    written = hand_ins(module.slug)
    best = next((one for one in written if suits(one, workplace.context)), written[0])
    for task in module.tasks:
        fields = answer_for(best, workplace.context)
        write_draft(workplace.module_folder(module.slug), task, fields, workplace.context.variant(task))


@pytest.fixture(scope="module", params=syllabus().modules, ids=lambda module: module.slug)
def lesson(request: pytest.FixtureRequest, browser: Browser, lab: str, work: Path) -> Iterator[Lesson]:
    """A module with a whole answer in its form: there is most to see."""
    module: Module = request.param
    fill_in(module, work)
    page = new_page(browser)
    complaints = Complaints(page)
    page.goto(f"{lab}&reset".format(path=f"{module.tier}/{module.slug}/{module.slug}.ipynb"))  # alone, without tabs
    wait_for_all(page, module)
    yield Lesson(module, page, complaints)
    page.close()


def test_forms_and_live_pictures_are_there_without_pressing_run(lesson: Lesson) -> None:
    assert lesson.page.locator(".academy-form-cell").count() == len(cells_of(lesson.module))
    assert lesson.forms.count() == len(lesson.module.tasks)
    assert lesson.page.locator(FAILED).all_inner_texts() == []


@pytest.mark.parametrize("device", SIZES)
def test_every_step_fits(lesson: Lesson, device: str) -> None:
    resize(lesson.page, device)
    assert not lesson.page.locator("#jp-left-stack").is_visible()
    assert {step: out for step in lesson.steps() if (out := stands_out(lesson.page))} == {}
    resize(lesson.page, "laptop")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_everybody_can_use_it(lesson: Lesson, colours: str) -> None:
    colour(lesson.page, colours)
    with every_step_shown(lesson.page):
        found = barriers(lesson.page, but=("heading-order",))  # a phone's h1 never stands before another step's h3
    found += barriers(lesson.page, ".academy-live")
    assert not found, "\n".join(sorted(found))


def test_the_console_is_quiet(lesson: Lesson) -> None:
    assert lesson.complaints.heard == []
