"""Without `academy lab`: a module's notebook alone in a folder, on a stock Jupyter server that knows nothing of us."""

import os
import re
import shutil
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, expect

from curriculum.answers import read_draft, write_draft
from curriculum.lab import LABEXTENSIONS, START, prepare_work
from curriculum.syllabus import module
from curriculum.workplace import Workplace
from grading.demo.hand_ins import answer_for, hand_ins
from simulations.language import _
from simulations.projects.two_hour_post import draw_case
from tools.serving import free_port, places_of_its_own, serving, trainees_lab

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

MODULE = module("two_hour_post")
NOTEBOOK = f"{MODULE.slug}.ipynb"
SAVED = 10  # seconds; one as a rule
NOT_OURS = {".npm"}  # Lab asks npm for its version, and npm keeps a log


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Nothing but the notebook, in a place that is no programmer's."""
    folder = tmp_path / "我的 练习"
    folder.mkdir()
    shutil.copy(MODULE.notebook, folder)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home; Jupyter's own files go elsewhere, so that whatever lies in it afterwards was written by us."""
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.fixture
def server(folder: Path, home: Path, tmp_path: Path) -> Iterator[str]:
    own, port = tmp_path / "jupyter", free_port()
    own.mkdir()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # nothing of the course needs it; a stock server refuses root
        command.append("--allow-root")
    environment = {**os.environ, **places_of_its_own(own), "HOME": str(home), "USERPROFILE": str(home)}
    with serving(command, port, folder, environment, own / "lab.log") as address:
        yield address


def whole_answer(folder: Path) -> None:
    """Let a draft lie beside the notebook that lacks nothing."""
    context = Workplace.at(folder).context
    facts = {conflict.id: conflict.candidates[0] for conflict in draw_case(context).conflicts}
    fields = answer_for(hand_ins(MODULE.slug)[0], context) | {"facts": facts}
    write_draft(folder, MODULE.slug, fields, context.variant(MODULE.slug))


def test_the_form_works_where_nothing_of_ours_is_set_up(page: Page, server: str, folder: Path, home: Path) -> None:
    whole_answer(folder)
    page.route("**/extensions/new-media-academy/**", lambda route: route.abort())  # as where it is not installed
    page.goto(server.format(path=NOTEBOOK))
    cells = nbformat.read(MODULE.notebook, as_version=4).cells
    form = next(place for place, cell in enumerate(cells) if "academy-form" in cell.metadata.get("tags", ()))
    cell = page.locator(f".jp-Cell[data-windowed-list-index='{form}']")
    expect(page.locator(".jp-NotebookPanel [data-status=idle]").first).to_be_attached()
    cell.scroll_into_view_if_needed()
    assert page.locator(".academy").count() == 0
    cell.click()
    page.keyboard.press("Control+Enter")

    page.locator(".academy-step").nth(2).click()
    title = page.locator("[data-academy-field=title] input")
    title.fill("在别处写的标题")
    expect(page.locator(".gzh-article h1")).to_have_text("在别处写的标题")
    deadline = time.monotonic() + SAVED
    while read_draft(folder, MODULE.slug)["title"] != "在别处写的标题":
        assert time.monotonic() < deadline
        page.wait_for_timeout(100)

    page.locator(".academy-step").last.click()
    page.locator(".academy-page:visible button.jupyter-button", has_text=_("Hand in")).click()
    page.locator(".academy-receipt").wait_for()
    assert len(list((folder / "outbox").glob("*.zip"))) == 1
    assert [path for path in home.rglob("*") if path.is_file() and not NOT_OURS & set(path.parts)] == []


def test_lab_does_not_load_twice_what_is_also_installed(tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    shutil.copytree(LABEXTENSIONS, installed / "labextensions")
    work = prepare_work(tmp_path / "work").work
    with (
        trainees_lab(work, tmp_path, JUPYTER_PATH=str(installed)) as lab,
        urllib.request.urlopen(lab.format(path=START), timeout=60) as answer,
    ):
        page = answer.read().decode()
    assert len(re.findall(r'"name": ?"new-media-academy"', page)) == 1
