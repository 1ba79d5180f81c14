"""What a form does by itself in the browser: undo, one live form in two tabs, work under way, keys, the clock."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from curriculum.answers import WorkLog, read_draft, read_log, write_draft, write_log
from curriculum.workplace import Workplace
from grading.demo.hand_ins import answer_for, hand_ins
from simulations.language import _

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

MODULE = "basic/two_hour_post"
PATIENCE = 90_000  # ms
A_MOMENT = 1_500  # ms in which a notice would have come
FORM = 'from curriculum.workbench import work_on\n\nwork_on("two_hour_post")'
SLOW = """
import time
from dataclasses import replace
from pathlib import Path
from curriculum.workbench import bench
from curriculum.workbench.background import report

known = bench.find_task

def with_slow_check(slug):
    def check(answer, context):
        for tenth in range(600):
            time.sleep(0.1)
            report(tenth / 600)
            Path("still_working").write_text(str(tenth))
    return replace(known(slug), check=check)

bench.find_task = with_slow_check
"""


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[data-academy-field={name}]")


def step(page: Page, number: int) -> None:
    page.locator(".academy-step:visible").nth(number).click()


def open_form(page: Page, lab: str) -> None:
    """Open a notebook with nothing but the form in it; Lab does not come back to what was open before."""
    page.goto(lab.format(path=f"{MODULE}/form.ipynb") + "&reset")
    page.locator(".academy-step").first.wait_for()


@pytest.fixture(scope="module", autouse=True)
def notebook(work: Path) -> Path:
    """The form, below a cell in which a test can make something of it slow."""
    cells = [nbformat.v4.new_code_cell(SLOW), nbformat.v4.new_code_cell(FORM, metadata={"tags": ["academy-form"]})]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path = work / MODULE / "form.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    return path


def focused(page: Page, what: str) -> Any:
    return page.evaluate(f"document.activeElement.{what}")


@pytest.fixture
def form(page: Page, lab: str) -> Page:
    open_form(page, lab)
    return page


@pytest.fixture
def two_pages(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """A tab each of two browsers that know nothing of each other: only the kernel knows of both."""
    contexts = [browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN") for _side in range(2)]
    one, two = (context.new_page() for context in contexts)
    for page in (one, two):
        page.set_default_timeout(PATIENCE)
    yield one, two
    for context in contexts:
        context.close()


def test_a_choice_and_a_text_are_taken_back_by_key_and_by_button(form: Page, work: Path) -> None:
    step(form, 2)
    title = field(form, "title").locator("input")
    title.fill("先写的标题")
    expect(form.locator(".gzh-article h1")).to_have_text("先写的标题")
    cover = field(form, "cover").locator("[data-pick]").first
    cover.click()
    expect(cover).to_have_attribute("aria-checked", "true")
    expect(form.locator(".academy-undo-back")).to_have_attribute("title", _("Undo: {field}").format(field=_("Cover")))
    form.keyboard.press("Control+z")
    expect(cover).to_have_attribute("aria-checked", "false")
    assert focused(form, "dataset.pick") == cover.get_attribute("data-pick")
    form.locator(".academy-page:visible .academy-card-head").first.click()  # beside every field
    form.keyboard.press("Control+z")
    expect(title).to_have_value("")
    expect(form.locator(".gzh-article h1 .gzh-empty")).to_be_visible()
    form.locator(".academy-undo-again").click()
    expect(title).to_have_value("先写的标题")
    title.press_sequentially("，又改")
    title.press("Control+z")  # the field's own
    expect(title).not_to_have_value("先写的标题，又改")
    expect(cover).to_have_attribute("aria-checked", "false")
    title.press("Tab")
    form.wait_for_timeout(A_MOMENT)
    assert read_draft(work / MODULE, "two_hour_post")["title"] == title.input_value()


def test_of_two_tabs_one_has_the_form_and_the_other_says_so(two_pages: tuple[Page, Page], lab: str) -> None:
    one, two = two_pages
    open_form(one, lab)
    step(one, 2)
    field(one, "title").locator("input").fill("第一个标签页写的")
    expect(one.locator(".gzh-article h1")).to_have_text("第一个标签页写的")
    open_form(two, lab)
    one.locator(".academy-resting").wait_for()
    expect(one.locator(".academy-step")).to_have_count(0)
    step(two, 2)
    expect(two.locator(".academy-passing:visible")).to_have_text(
        _("The same work in your other tab now rests; go on here.")
    )
    expect(field(two, "title").locator("input")).to_have_value("第一个标签页写的")
    field(two, "title").locator("input").fill("第二个标签页接着写")
    expect(two.locator(".gzh-article h1")).to_have_text("第二个标签页接着写")
    one.locator(".academy-resting button").click()
    two.locator(".academy-resting").wait_for()
    expect(two.locator(".academy-step")).to_have_count(0)
    step(one, 2)
    expect(field(one, "title").locator("input")).to_have_value("第二个标签页接着写")
    field(one, "title").locator("input").fill("又回到第一个")
    expect(one.locator(".gzh-article h1")).to_have_text("又回到第一个")


def test_a_tab_alone_is_told_of_no_other(form: Page, lab: str) -> None:
    form.reload()
    form.locator(".academy-step").first.wait_for()
    form.locator(".academy-steps").evaluate("steps => { steps.closest('.academy').id = 'before' }")
    form.locator(".academy-card-head:visible").first.click()
    form.locator(".jp-NotebookPanel:visible [data-command='notebook:run-cell-and-select-next']").click()
    form.locator(".academy:not(#before) .academy-step").first.wait_for()
    form.wait_for_timeout(A_MOMENT)
    expect(form.locator(".academy-resting")).to_have_count(0)
    expect(form.locator(".academy-passing:visible")).to_have_count(0)


def test_long_work_shows_how_far_it_is_and_cancelling_frees_the_form_at_once(form: Page, lab: str, work: Path) -> None:
    context = Workplace.at(work).context
    fields = answer_for(hand_ins("two_hour_post")[0], context)
    write_draft(work / MODULE, "two_hour_post", json.loads(json.dumps(fields)), context.variant("two_hour_post"))
    form.locator(".academy-steps").evaluate("steps => { steps.closest('.academy').id = 'before' }")
    form.locator(".jp-CodeCell .cm-content:visible").first.click()
    for _cell in range(2):
        form.keyboard.press("Shift+Enter")
    form.locator(".academy:not(#before) .academy-step").first.wait_for()
    step(form, 4)
    button = form.locator(".academy-page:visible button.jupyter-button", has_text=_("Check"))
    button.focus()
    form.keyboard.press("Enter")
    bar = form.locator(".academy-progress-bar:visible")
    bar.wait_for()
    expect(bar).to_have_attribute("aria-valuenow", "1")
    form.locator(".academy-cancel:visible").click()
    expect(bar).to_have_count(0)
    expect(button).to_be_enabled()
    expect(button).to_be_focused()
    form.wait_for_timeout(A_MOMENT)
    stopped = (work / MODULE / "still_working").read_text()
    form.wait_for_timeout(A_MOMENT)
    assert (work / MODULE / "still_working").read_text() == stopped


def test_steps_picks_and_phone_are_used_by_keyboard_alone(form: Page) -> None:
    tabs = form.locator(".academy-step")
    tabs.first.focus()
    for key, place in (("End", 5), ("ArrowRight", 0), ("ArrowLeft", 5), ("Home", 0), ("ArrowRight", 1)):
        form.keyboard.press(key)
        assert focused(form, "dataset.academyStep") == str(place)
        expect(tabs.nth(place)).to_have_attribute("aria-selected", "true")
        expect(form.locator(f"#{tabs.nth(place).get_attribute('aria-controls')}")).to_be_visible()
        assert form.locator(".academy-step[tabindex='0']").count() == 1
    step(form, 3)
    day = field(form, "day").locator("[data-pick]")
    day.first.focus()
    form.keyboard.press("ArrowRight")
    expect(day.nth(1)).to_have_attribute("aria-checked", "true")
    assert focused(form, "dataset.pick") == day.nth(1).get_attribute("data-pick")
    assert field(form, "day").locator("[data-pick][tabindex='0']").count() == 1
    views = form.locator(".academy-segments:visible [role=tab]")
    views.first.focus()
    form.keyboard.press("ArrowRight")
    expect(views.nth(1)).to_have_attribute("aria-selected", "true")
    assert focused(form, "textContent") == views.nth(1).inner_text()
    form.locator(".academy-ways:visible .is-primary").focus()
    form.keyboard.press("Enter")
    expect(tabs.nth(4)).to_have_attribute("aria-selected", "true")
    assert focused(form, "id") == tabs.nth(4).get_attribute("aria-controls")


def test_the_time_left_stays_in_sight_and_is_told_at_a_quarter_of_an_hour(page: Page, lab: str, work: Path) -> None:
    log = read_log(work / MODULE, "two_hour_post")
    write_log(
        work / MODULE, "two_hour_post", WorkLog(started_at=datetime.now(UTC) - timedelta(minutes=104, seconds=20))
    )
    try:
        open_form(page, lab)
    finally:
        write_log(work / MODULE, "two_hour_post", log)
    step(page, 2)
    face, told = page.locator(".academy-clock-face"), page.locator(".academy-clock-told")
    page.locator(".academy-ways:visible").scroll_into_view_if_needed()
    expect(face).to_be_in_viewport(ratio=1)
    expect(face).to_have_attribute("role", "timer")
    expect(told).to_have_text(_("{n} minutes left").format(n=15))
    for width in (1280, 800):
        page.set_viewport_size({"width": width, "height": 800})
        page.locator(".academy-ways:visible").scroll_into_view_if_needed()
        expect(face).to_be_in_viewport(ratio=1)
        expect(told).to_be_in_viewport(ratio=1)
