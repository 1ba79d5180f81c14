"""A trainee's JupyterLab, started as `academy lab` starts it, and a browser on it."""

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from curriculum.lab import lab_command, lab_environment, prepare_work

PATIENCE = 90  # seconds for a slow machine to start Lab, or a kernel


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work folder as a trainee's first start leaves it."""
    return prepare_work(tmp_path_factory.mktemp("trainee") / "我的练习").work


@pytest.fixture(scope="module")
def lab(work: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of Lab on the first page, with its token."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    environment = lab_environment() | {
        "JUPYTER_TOKEN": "for-this-test",
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]),
    }
    log = home / "lab.log"
    with (
        log.open("wb") as sink,
        subprocess.Popen(
            lab_command(work, browser=False, port=port), cwd=work, env=environment, stdout=sink, stderr=sink
        ) as process,
    ):
        address = f"http://127.0.0.1:{port}"
        try:
            deadline = time.monotonic() + PATIENCE
            while not answers(f"{address}/api?token=for-this-test"):
                assert process.poll() is None, log.read_text(encoding="utf-8")
                assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
                time.sleep(0.2)
            yield f"{address}/lab/tree/{{path}}?token=for-this-test"
        finally:
            process.terminate()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except OSError:
        return False


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a laptop's size; no pop-up of the browser is waited for."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    yield page
    page.close()
