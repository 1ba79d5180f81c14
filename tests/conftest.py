"""What every test shares: the order of the run, the gate against skipping in CI, and where Chromium is."""

import os
import shutil
from collections.abc import Generator

import pytest

SLOWER = ("server", "browser")


def _turn(item: pytest.Item) -> int:
    return max((1 + SLOWER.index(mark.name) for mark in item.iter_markers() if mark.name in SLOWER), default=0)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what is quick first: a broken rule shows before a browser has started."""
    items.sort(key=_turn)


def _forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that shows its reason, when nobody is there to notice the skip."""
    expected_to_fail = hasattr(report, "wasxfail")
    if report.skipped and not expected_to_fail and os.environ.get("CI") in {"true", "1"}:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"with CI set nothing may be skipped: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _forbid_skip(report)
    return report


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser to drive: `ACADEMY_CHROMIUM` if set, else the first that is installed."""
    named = os.environ.get("ACADEMY_CHROMIUM")
    candidates = [named] if named else ["/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome"]
    for candidate in candidates:
        if found := shutil.which(candidate):
            return found
    pytest.skip(f"no Chromium: looked for {', '.join(candidates)}; ACADEMY_CHROMIUM=/path/to/chrome names another")
