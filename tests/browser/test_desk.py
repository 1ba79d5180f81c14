"""The pages of those who run a cohort: there without pressing run; a button grades; what waits opens in formgrader."""

import hashlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from curriculum.answers import write_draft
from curriculum.lab import lab_command, lab_environment
from grading.course import Cohort, create_cohort, release
from grading.demo.hand_ins import answer_for, hand_ins, somebody_for
from grading.desk.door import instructors_door, mentors_door
from simulations.language import _
from tests.browser.looking import SIZES, Complaints, barriers, resize, stands_out
from tools.serving import free_port, places_of_its_own, serving

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

MODULE = "two_hour_post"
MENTOR = "王老师"
SECRET = hashlib.sha256(b"a secret of the tests").digest()


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Cohort:
    """Three people, two of whom have handed in."""
    folder = tmp_path_factory.mktemp("course")
    works = hand_ins(MODULE)[0], hand_ins(MODULE)[6]
    contexts = [somebody_for(work, cohort="tests", secret=SECRET) for work in works]
    people = [f"{context.trainee},学员{number},{MENTOR}" for number, context in enumerate(contexts)]
    roster = folder / "people.csv"
    roster.write_text("\n".join(["id,name,mentor", *people, f"absent,缺席,{MENTOR}"]), encoding="utf-8")
    cohort = create_cohort(folder / "班级", title="春季班", roster=roster, modules=[MODULE], id="tests", secret=SECRET)
    notebook = release(cohort, MODULE).notebook
    for hour, (work, context) in enumerate(zip(works, contexts, strict=True)):
        place = cohort.submitted(context.trainee, MODULE)
        write_draft(place, MODULE, answer_for(work, context), context.variant(MODULE))
        (place / notebook.name).write_bytes(notebook.read_bytes())
        (place / "timestamp.txt").write_text(f"2026-03-01 1{hour}:00:00 UTC")
    return cohort


@pytest.fixture(scope="module")
def desk(cohort: Cohort, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Lab behind the mentor's door; the instructor's page lies there, too."""
    instructors_door(cohort)
    door, home, port = mentors_door(cohort, MENTOR), tmp_path_factory.mktemp("home"), free_port()
    environment = lab_environment() | places_of_its_own(home) | dict(door.variables)
    with serving(lab_command(door, browser=False, port=port), port, door.root, environment, home / "log") as address:
        yield address


def test_the_instructor_grades_by_a_button_and_the_mentor_finds_what_waits(
    page: Page, desk: str, cohort: Cohort
) -> None:
    complaints = Complaints(page)
    page.goto(desk.format(path="start_here.ipynb"))
    next_step = page.locator(".academy-stages .is-primary")
    expect(next_step).to_have_text(_("Grade them"))
    next_step.click()
    expect(next_step).to_have_text(_("Open formgrader"))
    expect(page.locator(".academy-module .academy-notice.is-good")).to_be_visible()
    page.locator(".academy-drawer summary").click()
    expect(page.locator(".academy-people tbody tr")).to_have_count(3)
    looks_right(page)

    page.goto(desk.format(path=mentors_door(cohort, MENTOR).start) + "&reset")  # closes the tab of the page before
    waiting = page.get_by_role("region", name=_("Waits for you")).locator("tbody tr")
    expect(waiting).to_have_count(2)
    expect(waiting.first).to_contain_text("学员0")
    looks_right(page)
    with page.context.expect_page() as opened:
        waiting.first.get_by_role("link").click()
    expect(opened.value.locator("input.score:enabled").first).to_be_attached()
    opened.value.close()
    assert complaints.heard == []


def looks_right(page: Page) -> None:
    """Nothing stands out, on a laptop and on a tablet, and everybody can use it."""
    for device in SIZES:
        resize(page, device)
        assert stands_out(page) == [], device
    assert barriers(page) == []
    resize(page, "laptop")
