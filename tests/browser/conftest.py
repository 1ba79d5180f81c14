"""A trainee's JupyterLab, started as `academy lab` starts it, and a browser on it."""

import json
import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from curriculum.lab import SETTINGS, prepare_work
from tests.browser.looking import new_page
from tools.serving import REPOSITORY, trainees_lab

PICTURES = REPOSITORY / "test-results"  # of pages on which a test failed; git ignores it


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work folder as a trainee's first start leaves it; Lab is told to be dark when the browser asks for it."""
    work = prepare_work(tmp_path_factory.mktemp("trainee") / "我的练习").work
    themes = work / SETTINGS / "user-settings" / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
    themes.parent.mkdir(parents=True)
    themes.write_text(json.dumps({"adaptive-theme": True}), encoding="utf-8")
    return work


@pytest.fixture(scope="module")
def lab(work: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Lab's addresses, `{path}` for the notebook's, with its token."""
    with trainees_lab(work, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a laptop's size; no pop-up of the browser is waited for."""
    page = new_page(browser)
    yield page
    page.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Take a picture of the page on which a test fails."""
    report = yield
    arguments: dict[str, Any] = getattr(item, "funcargs", {})
    pages = [page for page in (getattr(value, "page", value) for value in arguments.values()) if isinstance(page, Page)]
    if report.failed and report.when == "call" and pages and not pages[-1].is_closed():
        name = re.sub(r"[^\w.-]+", "-", item.nodeid.rpartition("/")[2])
        path = PICTURES / f"{name}.png"
        pages[-1].screenshot(path=path)
        report.sections.append(("the page", str(path)))
    return report
