"""Pictures of the course as a trainee sees it, for README and docs: `make screenshots` takes all of them anew.

A work folder of a moment's life is opened as `academy lab` opens it: first with an article that is being written, then
with one that is handed in. Look at the pictures before committing them.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.sync_api import Locator, Page, ViewportSize, expect, sync_playwright

from curriculum.answers import write_draft
from curriculum.handing_in import hand_in
from curriculum.lab import SETTINGS, START, prepare_work
from curriculum.syllabus import module
from curriculum.workplace import Workplace
from grading.demo.hand_ins import answer_for, hand_ins, suits
from simulations.language import _
from tools.serving import PATIENCE, REPOSITORY, trainees_lab

FOLDER = REPOSITORY / "docs" / "screenshots"
BROWSERS = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
MODULE = module("two_hour_post")
NOTEBOOK = f"{MODULE.tier}/{MODULE.slug}/{MODULE.slug}.ipynb"
LAPTOP: ViewportSize = {"width": 1280, "height": 800}
TABLET: ViewportSize = {"width": 834, "height": 1112}
COLOURS = 192  # of a picture's palette: a screen of text has few, a drawn chart some more
MOST_BYTES = 250_000
SETTLED = 1200  # ms until what was just brought on screen has drawn itself
DRAWN_LAST = 6000  # ms until the first page has its account and its feedback
SHOWN = 1  # place of the live picture that stands for the lesson
LATER = ("reflection", "ai_log")  # what is still to be written


@dataclass(frozen=True)
class Camera:
    """A page of the browser, and where its pictures go."""

    page: Page
    address: str
    folder: Path

    def open(self, path: str, landed: str) -> None:
        self.page.goto(self.address.format(path=path))
        self.page.locator(landed).first.wait_for()

    def step(self, number: int) -> None:
        self.page.locator(".academy-step").nth(number).click()

    def take(self, name: str, top: Locator | None = None) -> None:
        """Take a picture, with an element at its top, in few colours."""
        if top is not None:
            top.evaluate("element => element.scrollIntoView({ block: 'start' })")
        self.page.mouse.move(0, 0)
        self.page.wait_for_timeout(SETTLED)
        shot = Image.open(BytesIO(self.page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
        picture = shot.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        path = self.folder / f"{name}.png"
        picture.save(path, optimize=True)
        if path.stat().st_size > MOST_BYTES:
            raise ValueError(f"{path} has {path.stat().st_size:,} bytes, more than {MOST_BYTES:,}")
        sys.stdout.write(f"{path}\n")


def fields_of(work: Path) -> dict[str, Any]:
    """A good answer, written for the material that whoever learns alone gets."""
    context = Workplace.at(work).context
    written = hand_ins(MODULE.slug)
    return answer_for(next((one for one in written if suits(one, context)), written[0]), context)


def keep_draft(work: Path, fields: dict[str, Any]) -> None:
    """Let an answer lie in the work folder as the form leaves it."""
    workplace = Workplace.at(work)
    variant = workplace.context.variant(MODULE.tasks[0])
    write_draft(workplace.module_folder(MODULE.slug), MODULE.tasks[0], fields, variant)


def being_written(camera: Camera) -> None:
    """The pictures of somebody at work."""
    page = camera.page
    camera.open(START, ".academy-path")
    page.wait_for_timeout(DRAWN_LAST)
    camera.take("first_page")

    camera.open(NOTEBOOK, ".academy-step")
    form, pictures = page.locator(".academy:has(.academy-step)"), page.locator(".academy-form-cell .academy-live")
    pictures.nth(SHOWN).locator("img").first.wait_for()
    expect(page.locator(".academy-waiting")).to_have_count(0)  # what comes later would push it away
    camera.take("lesson", pictures.nth(SHOWN))
    camera.step(1)
    camera.take("topic", form)
    camera.step(2)
    camera.take("writing", form)
    page.emulate_media(color_scheme="dark")
    camera.take("dark", form)
    page.emulate_media(color_scheme="light")
    camera.step(4)
    page.locator(".academy-page:visible button.jupyter-button", has_text=_("Publish a trial")).click()
    page.locator(".academy-page:visible .academy-figures").wait_for()
    camera.take("trial", form)
    page.set_viewport_size(TABLET)
    camera.step(3)
    camera.take("tablet", form)
    page.set_viewport_size(LAPTOP)


def handed_in(camera: Camera) -> None:
    """The pictures of somebody who comes back afterwards."""
    camera.open(START, ".academy-path")
    camera.page.wait_for_timeout(DRAWN_LAST)
    camera.take("feedback", camera.page.locator(".academy-back"))


def chromium() -> str:
    """The browser to drive: `ACADEMY_CHROMIUM` if set, else the first that is installed.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    named = os.environ.get("ACADEMY_CHROMIUM")
    for candidate in [named] if named else BROWSERS:
        if found := shutil.which(candidate):
            return found
    raise FileNotFoundError(f"no Chromium: looked for {named or ', '.join(BROWSERS)}")


def main() -> int:
    """Take all pictures; exit status 0."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        home, work = Path(temporary) / "home", prepare_work(Path(temporary) / "我的练习").work
        home.mkdir()
        themes = work / SETTINGS / "user-settings" / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
        themes.parent.mkdir(parents=True)
        themes.write_text(json.dumps({"adaptive-theme": True}), encoding="utf-8")
        whole = fields_of(work)
        with photographing(work, home) as camera:
            keep_draft(work, {name: value for name, value in whole.items() if name not in LATER})
            being_written(camera)
            keep_draft(work, whole)
            hand_in(Workplace.at(work), MODULE.slug)
            handed_in(camera)
    return 0


@contextmanager
def photographing(work: Path, home: Path) -> Iterator[Camera]:
    """A browser of a laptop's size on a trainee's Lab."""
    with trainees_lab(work, home) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport=LAPTOP, locale="zh-CN", reduced_motion="reduce")
        page.set_default_timeout(PATIENCE * 1000)
        expect.set_options(timeout=PATIENCE * 1000)
        yield Camera(page, address, FOLDER)
        browser.close()


if __name__ == "__main__":
    raise SystemExit(main())
