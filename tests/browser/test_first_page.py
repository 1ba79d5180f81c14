"""The first page in the browser: it opens by itself, leads on, fits laptop and tablet, and everybody can use it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from curriculum.lab import START, prepare_work
from curriculum.syllabus import syllabus
from tests.browser.looking import SIZES, Complaints, barriers, colour, new_page, resize, stands_out
from tools.serving import trainees_lab

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

COMPLETE = 4000  # ms in which the account's card, drawn last, has changed the page for the last time
NOT_FOR_TRAINEES = ("nbgrader", "Formgrader", "Create Assignment", "Validate", "Assignment List")


@dataclass(frozen=True)
class FirstPage:
    """The page, opened once: a second window would take it over."""

    page: Page
    complaints: Complaints


@pytest.fixture(scope="module")
def first(browser: Browser, lab: str) -> Iterator[FirstPage]:
    page = new_page(browser)
    complaints = Complaints(page)
    open_first(page, lab)
    yield FirstPage(page, complaints)
    page.close()


def open_first(page: Page, lab: str) -> None:
    page.goto(lab.format(path=START))
    page.locator(".academy-path").wait_for()
    page.wait_for_timeout(COMPLETE)


def test_it_opens_by_itself_and_says_what_is_next(first: FirstPage) -> None:
    expect(first.page.locator(".academy-next a.academy-button")).to_be_visible()
    assert first.page.locator(".academy .academy-notice.is-bad").all_inner_texts() == []
    assert first.complaints.heard == []


def test_every_link_leads_to_a_notebook_of_the_work_folder(first: FirstPage, work: Path) -> None:
    links = first.page.locator(".academy a[href]").all()
    targets = {unquote(urlsplit(link.get_attribute("href") or "").path) for link in links}
    assert any(target.endswith(".ipynb") for target in targets)
    assert [target for target in targets if not (work / target).is_file()] == []


def test_a_click_opens_a_module_and_the_page_stays(first: FirstPage, lab: str) -> None:
    first.page.locator(".academy-next a.academy-button").click()
    first.page.locator(".academy-step").first.wait_for()
    expect(first.page.locator(".lm-TabBar-tab", has_text=START)).to_be_visible()
    open_first(first.page, lab)


def test_labs_own_parts_are_chinese_and_hold_nothing_a_trainee_does_not_need(first: FirstPage) -> None:
    page = first.page
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    menus = page.locator("#jp-MainMenu .lm-MenuBar-itemLabel").all_inner_texts()
    assert menus
    assert [menu for menu in menus if menu.isascii()] == []
    assert page.locator(".Toastify__toast").count() == 0  # no news from the internet
    assert page.locator(".jp-Toolbar", has_text="Validate").count() == 0
    seen = []
    for menu in page.locator("#jp-MainMenu .lm-MenuBar-item").all():
        menu.click()
        seen += page.locator(".lm-Menu .lm-Menu-itemLabel").all_inner_texts()
        page.keyboard.press("Escape")
    seen += [tab.get_attribute("title") or "" for tab in page.locator(".jp-SideBar .lm-TabBar-tab").all()]
    assert len(seen) > len(menus)
    assert [text for text in seen if any(word.lower() in text.lower() for word in NOT_FOR_TRAINEES)] == []


@pytest.mark.parametrize("device", SIZES)
def test_it_fits(first: FirstPage, device: str) -> None:
    resize(first.page, device)
    assert stands_out(first.page) == []
    resize(first.page, "laptop")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_everybody_can_use_it(first: FirstPage, colours: str) -> None:
    colour(first.page, colours)
    found = barriers(first.page)
    assert not found, "\n".join(found)


def test_in_english_it_is_english(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACADEMY_LANG", "en")
    with trainees_lab(prepare_work(tmp_path / "work").work, tmp_path) as lab:
        page.goto(lab.format(path=START))
        expect(page.locator(".academy-next a.academy-button")).to_contain_text(syllabus().modules[0].en)
        expect(page.locator("#jp-MainMenu .lm-MenuBar-itemLabel").first).to_have_text("File")
