"""Opening a file runs the course's own cells and nobody else's."""

from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

HARMLESS = "from curriculum.workbench import first_page\n\nfirst_page()"
STRANGE = (
    "open('ran', 'w')",
    "from curriculum.workbench import first_page\nfirst_page(open('ran', 'w'))",
    "from curriculum.workbench import first_page\nfirst_page()\nopen('ran', 'w')",
    'from curriculum.lab import os as live\nlive.mkdir("ran")',
    "from curriculum.live import two_hour_post as live\nlive.points(open('ran', 'w'))",
    "from curriculum.live import two_hour_post as live\nlive.points(\"\", *[open('ran', 'w')])",
    "from grading.desk import instructor_page\n\ninstructor_page(open('ran', 'w'))",
    "from grading.desk import mentor_page\n\nmentor_page()\nopen('ran', 'w')",
    "from grading.desk import os\n\nos.mkdir('ran')",
    "from grading.desk import instructor_page\n\nmentor_page()",
)


def test_a_strangers_cell_is_not_run_however_it_is_tagged(page: Page, lab: str, work: Path) -> None:
    cells = [nbformat.v4.new_code_cell(code, metadata={"tags": ["academy-form"]}) for code in (*STRANGE, HARMLESS)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, work / "strange.ipynb")
    page.goto(lab.format(path="strange.ipynb"))
    page.locator(".academy-path").wait_for()
    assert not (work / "ran").exists()


def test_live_pictures_of_a_lesson_are_there_when_it_opens(page: Page, lab: str) -> None:
    page.goto(lab.format(path="basic/two_hour_post/two_hour_post.ipynb"))
    page.locator(".academy-step").first.wait_for()
    page.locator(".academy-live").first.wait_for()
