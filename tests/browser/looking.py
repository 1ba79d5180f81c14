"""How a page is looked at: does anything stand out, and can everybody use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tools.serving import PATIENCE

SIZES: dict[str, ViewportSize] = {"laptop": {"width": 1280, "height": 800}, "tablet": {"width": 834, "height": 1112}}
OURS = (".academy", ".academy-live")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
SETTLED = 600  # ms until a page that got another size or other colours has drawn itself
MOST_SHOWN = 8  # elements of one broken rule

# Lab speaks of widgets that were closed elsewhere, or that a saved notebook still names until its cells are run; on the
# page there is nothing to see of it.
LABS_OWN = ("Comm not found for comm id", "Error: widget model not found")

# Elements that stand out of the course's parts, but for those inside a part that scrolls or cuts by itself; what hides
# something at its side and cannot be reached by keyboard; and what of Lab's can be scrolled sideways.
OUTSIDE = """selectors => {
  const name = e => `<${e.localName} class="${e.getAttribute('class') ?? ''}"> ${e.textContent.trim().slice(0, 30)}`;
  const found = [];
  for (const root of document.querySelectorAll(selectors)) {
    const box = root.getBoundingClientRect();
    const cut = e => e !== root && (getComputedStyle(e).overflowX !== 'visible' || cut(e.parentElement));
    for (const e of root.querySelectorAll('*')) {
      const own = e.getBoundingClientRect();
      const out = own.width > 0 && (own.right > box.right + 1 || own.left < box.left - 1);
      if (out && e.checkVisibility() && !cut(e.parentElement)) found.push(name(e));
      const scrolls = ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1;
      if (scrolls && e.tabIndex < 0 && e.checkVisibility()) found.push(`hides what is at its side: ${name(e)}`);
    }
  }
  for (const e of [document.scrollingElement, ...document.querySelectorAll('.jp-Notebook, .jp-WindowedPanel-outer')]) {
    if (e.checkVisibility() && e.scrollWidth > e.clientWidth + 1) found.push(`scrolls sideways: ${name(e)}`);
  }
  return found;
}"""


def new_page(browser: Browser) -> Page:
    """A page of a laptop's size that waits for a slow machine."""
    page = browser.new_page(viewport=SIZES["laptop"], locale="zh-CN")
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    return page


def resize(page: Page, device: str) -> None:
    """Give the page a device's size and let it draw itself."""
    page.set_viewport_size(SIZES[device])
    page.wait_for_timeout(SETTLED)


def colour(page: Page, colours: str) -> None:
    """Let Lab be `light` or `dark`, by what the system asks for."""
    dark = colours == "dark"
    page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
    page.locator(f"body[data-jp-theme-light={str(not dark).lower()}]").wait_for(state="attached")
    page.wait_for_timeout(SETTLED)


def stands_out(page: Page) -> list[str]:
    """Whatever is wider than its place, and every part of Lab that it makes scroll sideways."""
    page.locator(", ".join(OURS)).filter(visible=True).first.wait_for()  # of nothing it is easily said that it fits
    return [str(one) for one in page.evaluate(OUTSIDE, ", ".join(OURS))]


@contextmanager
def every_step_shown(page: Page) -> Iterator[None]:
    """All steps of a form below one another, so that one look is enough."""
    style = page.add_style_tag(content=".academy .academy-page.academy-page { display: flex; }")
    yield
    style.evaluate("style => style.remove()")


def barriers(page: Page, within: str = ".academy", but: tuple[str, ...] = ()) -> list[str]:
    """What keeps somebody from using the course's part of a page, in words: rule, element, what to do.

    `but` names rules that do not apply to how the page is shown for the look.
    """
    page.locator(within).filter(visible=True).first.wait_for()
    options: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": STANDARDS}}
    options["rules"] = {rule: {"enabled": False} for rule in but}
    found: dict[str, Any] = Axe().run(page, context={"include": [[within]]}, options=options).response
    return [_told(rule, node) for rule in found["violations"] for node in rule["nodes"][:MOST_SHOWN]]


def _told(rule: dict[str, Any], node: dict[str, Any]) -> str:
    target = " ".join(str(part) for part in node["target"])
    todo = node["failureSummary"].replace("\n", " ").removeprefix("Fix any of the following: ")
    return f"{rule['id']} ({rule['impact']}): {target}\n    {node['html'][:160]}\n    {todo.strip()}"


class Complaints:
    """What a page has complained of in the browser's console since it was opened."""

    def __init__(self, page: Page) -> None:
        self.heard: list[str] = []
        page.on("pageerror", lambda error: self._hear(str(error)))
        page.on("console", lambda message: message.type == "error" and self._hear(message.text))

    def _hear(self, text: str) -> None:
        if not text.startswith(LABS_OWN):
            self.heard.append(text)
