"""Records in the browser: a table filled in like a spreadsheet, pictures that follow it, an inbox; all back again."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from matplotlib.image import imread
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from curriculum.answers import read_draft
from curriculum.workbench.columns import DATE
from simulations.language import _

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

TRIES, TRY = 6, 15_000  # a cell run before its kernel is there is run again after so many milliseconds
TABLE = '周二\t公众号\t第一篇\t1,200\t李南\t是\n周五\t抖音\t"两行\n标题"\t900\t王\t否\n'
TOO_WIDE = """() => {
  const form = document.querySelector('.academy'), right = form.getBoundingClientRect().right;
  return [...form.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > right + 1).map(e => e.className);
}"""


@pytest.fixture(scope="module")
def notebook(work: Path) -> str:
    """A notebook that shows a form with every part for records."""
    cell = nbformat.v4.new_code_cell("from tests.browser.form_with_rows import show\nshow()")
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel}), work / "rows.ipynb")
    return "rows.ipynb"


@pytest.fixture
def form(page: Page, lab: str, notebook: str) -> Page:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(lab.format(path=notebook))
    run(page)
    return page


def run(page: Page) -> None:
    """Run the form's cell, again if its kernel was not there yet."""
    for _try in range(TRIES):
        page.locator(".jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Control+Enter")
        try:
            page.locator(".academy-grid").last.wait_for(timeout=TRY)
        except Exception:
            continue
        return
    raise AssertionError(page.locator(".jp-OutputArea").all_inner_texts())


def cell(page: Page, name: str, row: int, column: str) -> Locator:
    return page.locator(f"[data-academy-field={name}] tbody").nth(row).locator(f"[data-column={column}]")


def paste(page: Page, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def on_disk(page: Page, work: Path, as_it_should_be: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The draft, as soon as it is as it should be."""
    for _try in range(100):
        fields = read_draft(work, "everything")
        if as_it_should_be(fields):
            return fields
        page.wait_for_timeout(100)
    raise AssertionError(json.dumps(fields, ensure_ascii=False))


def titles(fields: dict[str, Any]) -> list[str]:
    return [row.get("title", "") for row in fields.get("topics", [])]


def test_a_table_is_filled_in_like_a_spreadsheet_and_back_after_a_reload(form: Page, work: Path) -> None:
    rows = form.locator("[data-academy-field=topics] tbody")
    expect(rows).to_have_count(3)
    cell(form, "topics", 0, "day").select_option("mon")
    cell(form, "topics", 0, "title").press_sequentially("周报怎么写")
    form.keyboard.press("Tab")
    form.keyboard.type("800")
    on_disk(
        form,
        work,
        lambda fields: (
            fields.get("topics") == [{"day": "mon", "title": "周报怎么写", "reads": 800, "owner": "", "urgent": False}]
        ),
    )

    cell(form, "topics", 2, "title").press("Enter")
    expect(rows).to_have_count(4)
    form.keyboard.press("Control+z")
    expect(rows).to_have_count(3)

    cell(form, "topics", 1, "day").focus()
    paste(form, TABLE)
    fields = on_disk(form, work, lambda fields: len(titles(fields)) == 3)
    assert fields["topics"][1] == {
        "day": "tue",
        "platform": "gongzhonghao",
        "title": "第一篇",
        "reads": 1200,
        "owner": "李南",
        "urgent": True,
    }
    assert fields["topics"][2]["title"] == "两行\n标题"

    cell(form, "topics", 1, "title").press("Alt+ArrowUp")
    on_disk(form, work, lambda fields: titles(fields) == ["第一篇", "周报怎么写", "两行\n标题"])
    expect(cell(form, "topics", 0, "title")).to_be_focused()
    form.keyboard.press("Control+z")
    on_disk(form, work, lambda fields: titles(fields) == ["周报怎么写", "第一篇", "两行\n标题"])

    tool = form.locator("[data-academy-field=topics] [data-tool]")
    cell(form, "topics", 1, "title").click()
    tool.and_(form.locator("[data-tool=copy]")).click()
    on_disk(form, work, lambda fields: titles(fields) == ["周报怎么写", "第一篇", "第一篇", "两行\n标题"])
    tool.and_(form.locator("[data-tool=delete]")).click()
    on_disk(form, work, lambda fields: titles(fields) == ["周报怎么写", "第一篇", "两行\n标题"])

    cell(form, "topics", 2, "reads").fill("-5")
    wrong = form.locator("[data-academy-field=topics] td:has(.is-wrong)")
    expect(wrong).to_have_count(1)
    expect(wrong.locator(".academy-cell-note")).to_contain_text("0")
    expect(cell(form, "topics", 2, "reads")).to_have_attribute("aria-invalid", "true")

    form.reload()
    run(form)
    expect(cell(form, "topics", 1, "title")).to_have_value("第一篇")
    expect(cell(form, "topics", 2, "reads")).to_have_value("-5")
    expect(cell(form, "topics", 1, "urgent")).to_be_checked()


def test_sixty_rows_are_pasted_and_those_that_do_not_fit_are_told(form: Page, work: Path) -> None:
    cell(form, "topics", 0, "day").focus()
    paste(form, "".join(f"周三\t抖音\t选题 {n}\t{n}00\t李南\t否\n" for n in range(1, 66)))
    expect(form.locator("[data-academy-field=topics] tbody")).to_have_count(60)
    expect(form.locator("[data-academy-field=topics] .academy-rows-said")).to_have_text(
        _("{n} pasted rows did not fit: at most {most}.").format(n=5, most=60)
    )
    on_disk(form, work, lambda fields: len(titles(fields)) == 60)
    cell(form, "topics", 59, "title").press_sequentially("好")
    on_disk(form, work, lambda fields: "好" in titles(fields)[59])


def test_pictures_follow_their_tables_and_say_what_is_wrong(form: Page) -> None:
    caption = form.locator(".academy-picture figcaption")
    cell(form, "shots", 0, "seconds").fill("3")
    cell(form, "shots", 0, "kind").select_option("hook")
    expect(caption.first).to_contain_text("3")
    before = caption.first.inner_text()
    cell(form, "shots", 0, "interest").fill("0.9")
    expect(caption.first).not_to_have_text(before)

    cell(form, "jobs", 0, "task").focus()
    paste(form, "写\t李\t2026-03-02\t3\t\n拍\t王\t2026/3/3\t2\t1\n")
    early = _("{task} begins {n} days before {other} is done.").format(task="拍", n=2, other="写")
    expect(form.locator(".academy-warnings")).to_contain_text(early)
    assert DATE.fullmatch(cell(form, "jobs", 1, "start_day").input_value())
    form.keyboard.press("Control+z")
    expect(form.locator(".academy-warnings")).to_have_count(0)


def test_a_picture_and_its_table_are_taken_along(form: Page) -> None:
    cell(form, "shots", 0, "seconds").fill("3")
    cell(form, "shots", 0, "kind").select_option("hook")
    drawn = form.locator(".academy-picture svg").first
    drawn.wait_for()
    taken = {}
    for kind in ("png", "xlsx"):
        with form.expect_download() as download:
            form.locator(f".academy-keep [data-keep={kind}]").first.click()
        assert download.value.suggested_filename.endswith(f".{kind}")
        taken[kind] = download.value.path()
    picture = imread(taken["png"], format="png")
    height, width, _channels = picture.shape
    assert width == 1760
    ratio = drawn.evaluate("svg => svg.viewBox.baseVal.height / svg.viewBox.baseVal.width")
    assert height / width == pytest.approx(ratio, abs=0.01)
    colours = np.unique(picture.reshape(height * width, -1), axis=0)
    assert len(colours) > 10  # words, lines and a curve, not an empty sheet
    rows = list(load_workbook(BytesIO(taken["xlsx"].read_bytes())).active.iter_rows(values_only=True))
    assert rows[1][0] == 3


def test_a_time_line_follows_its_table_and_leads_back_to_it(form: Page) -> None:
    line = form.locator(".academy-timeline")
    cell(form, "parts", 0, "start").focus()
    paste(form, "0\t5\t暖场\t小鹿\t欢迎\n5\t20\t讲品\t小鹿\t衬衫\n30\t30\t答疑\t阿哲\t尺码\n")
    gap = _("{start} to {end}: nothing for {length}.").format(
        start=_("minute {n:g}").format(n=25), end=_("minute {n:g}").format(n=30), length=_("{n:g} min").format(n=5)
    )
    expect(line.locator(".academy-warnings li")).to_have_text([gap])
    line.locator("[data-row='3']").click()
    expect(cell(form, "parts", 2, "start")).to_be_focused()
    cell(form, "parts", 1, "minutes").fill("25")
    expect(line.locator(".academy-warnings")).to_have_count(0)


def test_messages_are_read_and_answered_and_stay_so(form: Page, work: Path) -> None:
    box = form.locator("[data-academy-field=replies]")
    box.locator("[data-message=m02]").click()
    expect(box.locator(".academy-row-id")).to_have_text("m02")
    box.locator("[data-column=text]").press_sequentially("马上退")
    box.locator("[data-message=m03]").click()
    expect(box.locator("[data-column=text]")).to_have_value("")
    expect(box.locator("[data-message=m02]")).to_have_class("academy-inbox-item is-answered")
    on_disk(form, work, lambda fields: fields.get("replies") == {"m02": {"hand_over": False, "text": "马上退"}})
    form.reload()
    run(form)
    expect(box.locator("[data-message=m03]")).to_have_class("academy-inbox-item is-read")
    box.locator("[data-message=m02]").click()
    expect(box.locator("[data-column=text]")).to_have_value("马上退")


@pytest.mark.parametrize("width", [1280, 900])
def test_six_columns_need_no_scrolling_sideways(form: Page, width: int) -> None:
    form.set_viewport_size({"width": width, "height": 768})
    form.wait_for_timeout(300)
    assert form.locator(".academy-rows-frame.is-scrolling").count() == 0
    drawn = ".academy-picture" if width < 1000 else "no-such-thing"  # pictures may scroll in their own frame
    assert [name for name in form.evaluate(TOO_WIDE) if drawn not in str(name) and isinstance(name, str)] == []
