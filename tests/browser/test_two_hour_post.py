"""The two-hour post in the browser: there without pressing run, saved while typing, back after a reload, handed in."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from curriculum.answers import read_draft, read_log
from curriculum.workplace import Workplace
from grading.demo.hand_ins import answer_for, hand_ins
from simulations.language import _
from simulations.projects.two_hour_post import draw_case
from tests.browser.looking import barriers, new_page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

MODULE = "basic/two_hour_post"
NOTEBOOK = f"{MODULE}/two_hour_post.ipynb"


def field(page: Page, name: str) -> Any:
    return page.locator(f"[data-academy-field={name}]")


def step(page: Page, number: int) -> None:
    page.locator(".academy-step").nth(number).click()


def button(page: Page, label: str) -> Any:
    return page.locator(".academy-page:visible button.jupyter-button", has_text=label)


def open_form(page: Page, lab: str) -> None:
    page.goto(lab.format(path=NOTEBOOK))
    page.locator(".academy-step").first.wait_for()


def saved(page: Page) -> None:
    expect(page.locator(".academy-saved .is-good")).to_be_visible()


@pytest.fixture(scope="module")
def writing(browser: Browser, lab: str) -> Iterator[Page]:
    """The form on the step where one writes, opened once for what needs no fresh page."""
    page = new_page(browser)
    open_form(page, lab)
    step(page, 2)
    yield page
    page.close()


@pytest.fixture(scope="module")
def fields(work: Path) -> dict[str, Any]:
    """A whole answer; facts are this trainee's, whatever brand the article was written for."""
    context = Workplace.at(work).context
    facts = {conflict.id: conflict.candidates[0] for conflict in draw_case(context).conflicts}
    return answer_for(hand_ins("two_hour_post")[0], context) | {"facts": facts}


def test_what_is_typed_is_saved_within_a_second_and_back_after_a_reload(page: Page, lab: str, work: Path) -> None:
    open_form(page, lab)
    step(page, 2)
    field(page, "title").locator("input").press_sequentially("我写了三页纪要，没人看")
    expect(page.locator(".gzh-article h1")).to_have_text("我写了三页纪要，没人看")
    saved(page)
    assert read_draft(work / MODULE, "two_hour_post")["title"] == "我写了三页纪要，没人看"
    page.reload()
    page.locator(".academy-step").first.wait_for()
    expect(field(page, "title").locator("input")).to_have_value("我写了三页纪要，没人看")
    expect(field(page, "title").locator("input")).to_be_visible()  # and on the same step


def test_the_form_comes_back_by_itself_after_a_kernel_restart(page: Page, lab: str) -> None:
    open_form(page, lab)
    page.locator(".academy-steps").evaluate("steps => { steps.closest('.academy').id = 'before' }")
    page.locator(".jp-NotebookPanel:visible [data-command='notebook:restart-kernel']").click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.locator(".academy:not(#before) .academy-step").first.wait_for()


def test_the_toolbar_writes_markdown_that_can_be_undone(writing: Page) -> None:
    page = writing
    body = field(page, "body").locator("textarea")
    body.fill("一件小事")
    body.press("Control+a")
    page.locator(".academy-tool").nth(1).click()
    expect(body).to_have_value("**一件小事**")
    body.press("Control+z")
    expect(body).to_have_value("一件小事")
    page.locator(".academy-tool").nth(0).click()
    expect(body).to_have_value("## 一件小事")
    page.locator(".academy-tool-picture").click()
    page.locator(".academy-gallery button").first.click()
    assert "](pic:p1)" in body.input_value()
    expect(page.locator(".gzh-body figure .academy-drawing")).to_be_visible()


def test_enter_begins_a_new_line_although_the_form_stands_in_a_cell(writing: Page) -> None:
    page = writing
    body = field(page, "body").locator("textarea")
    body.fill("")
    body.press_sequentially("一\n二")
    body.press("Shift+Enter")
    body.press_sequentially("三")
    expect(body).to_have_value("一\n二\n三")


def test_half_written_pinyin_is_not_saved(writing: Page, work: Path) -> None:
    page = writing
    title = field(page, "title").locator("input")
    title.fill("")
    expect(page.locator(".gzh-article h1 .gzh-empty")).to_be_visible()
    title.focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "zhoubao", "selectionStart": 7, "selectionEnd": 7})
    page.wait_for_timeout(600)
    expect(title).to_have_value("zhoubao")
    assert read_draft(work / MODULE, "two_hour_post")["title"] == ""
    keyboard.send("Input.insertText", {"text": "周报"})
    expect(page.locator(".gzh-article h1")).to_have_text("周报")
    assert read_draft(work / MODULE, "two_hour_post")["title"] == "周报"


def test_an_error_stands_beside_its_field(writing: Page) -> None:
    page = writing
    field(page, "title").locator("input").fill("长" * 33)
    expect(field(page, "title").locator(".academy-note.is-error")).to_contain_text("32")
    expect(field(page, "title").locator(".academy-counter")).to_have_text("33 / 32")
    field(page, "title").locator("input").fill("不长")
    expect(field(page, "title").locator(".is-error")).to_have_count(0)


def test_the_whole_way_to_the_receipt(page: Page, lab: str, work: Path, fields: dict[str, Any]) -> None:
    open_form(page, lab)
    page.locator(".academy-clock button").click()
    expect(page.locator(".academy-clock.is-running")).to_be_visible()
    for place, row in enumerate(fields["facts"].values()):
        field(page, "facts").nth(place).locator(f"[data-pick={row}]").click()
    step(page, 1)
    for cell in fields["topic_evidence"]:
        page.locator(f"[data-pick='{cell}']").click()
    field(page, "topic").locator(f"[data-pick={fields['topic']}]").click()
    field(page, "topic_reason").locator("textarea").fill(fields["topic_reason"])
    step(page, 2)
    field(page, "title").locator("input").fill(fields["title"])
    for name in ("digest", "body"):
        field(page, name).locator("textarea").fill(fields[name])
    field(page, "cover").locator(f"[data-pick={fields['cover']}]").click()
    step(page, 3)
    for name in ("day", "hour"):
        field(page, name).locator(f"[data-pick='{fields[name]}']").click()
    for name in ("call_to_action", "moments_line", "group_line"):
        field(page, name).locator("textarea").fill(fields[name])
    step(page, 4)
    expect(button(page, _("Publish a trial"))).to_be_disabled()
    for name in ("forecast_low", "forecast_high"):
        field(page, name).locator("input").fill(str(fields[name]))
    button(page, _("Publish a trial")).click()
    expect(page.locator(".academy-figures")).to_be_visible()
    button(page, _("Check")).click()
    expect(page.locator(".academy-findings, .academy-notice.is-good").last).to_be_visible()
    assert barriers(page) == []
    step(page, 5)
    expect(button(page, _("Hand in"))).to_be_disabled()
    for name in ("reflection", "ai_log"):
        field(page, name).locator("textarea").fill(fields[name])
    button(page, _("Hand in")).click()
    expect(page.locator(".academy-receipt")).to_be_visible()
    assert barriers(page) == []
    (package,) = (work / "outbox").glob("*.zip")
    with zipfile.ZipFile(package) as content:
        answer = json.loads(content.read("answers/two_hour_post.json"))["answer"]
    assert {name: str(value).strip() for name, value in answer.items()} == {
        name: str(json.loads(json.dumps(value))).strip() for name, value in fields.items()
    }
    log = read_log(work / MODULE, "two_hour_post")
    assert log.started_at is not None
    assert log.submitted_at is not None
    assert len(log.trials) == 1
