"""Every platform's preview on the phone, in a browser: nothing stands out, Chinese is Chinese, pictures have words."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page

from curriculum.look import design_sheet
from curriculum.workbench.front import FRONT
from curriculum.workbench.parts.bilibili import BilibiliPreview
from curriculum.workbench.parts.douyin import DouyinPreview
from curriculum.workbench.parts.gongzhonghao import PostPreview
from curriculum.workbench.parts.previews import PREVIEWS
from curriculum.workbench.parts.shipinhao import ShipinhaoPreview
from curriculum.workbench.parts.weibo import WeiboPreview
from curriculum.workbench.parts.xiaohongshu import NotePreview

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

NAME = "衣见穿搭研究所上海分所编辑部"
TITLE = "通勤五天只用三件衬衫，<b class='evil'>HR</b> 都来问链接 & 讨尺码"
TEXT = f"{TITLE}\n\n#职场穿搭 {'周一见客户，穿浅蓝。' * 30}@小林 https://{'x' * 80}"
TAGS = ("职场穿搭", "一衣多穿", "通勤" * 20)
PICTURE = (
    '<svg role="img" aria-label="三件衬衫" viewBox="0 0 470 200" preserveAspectRatio="xMidYMid slice">'
    '<rect width="470" height="200" fill="#c9b294"/></svg>'
)
MANY = 987_654_321
POSTS: dict[str, Any] = {
    "gongzhonghao": PostPreview(NAME, NAME, TITLE, TEXT, TEXT, TITLE, PICTURE, {}, "周二 20:00", TITLE, TITLE),
    "douyin": DouyinPreview(NAME, TITLE, TEXT, TAGS, PICTURE, TITLE, "9-12", TITLE, *[MANY] * 6),
    "xiaohongshu": NotePreview(NAME, TITLE, TEXT, TAGS, (PICTURE,) * 18, "昨天 20:14 上海", TITLE, *[MANY] * 3),
    "bilibili": BilibiliPreview(NAME, TITLE, TEXT, TAGS, PICTURE, 7_754, (TITLE * 2,) * 9, "9-12", *[MANY] * 8),
    "shipinhao": ShipinhaoPreview(
        NAME, TITLE, TEXT, TAGS, PICTURE, (NAME,) * 20, NAME, TITLE, "18 分钟前", *[MANY] * 4
    ),
    "weibo": WeiboPreview(
        NAME, f"#{TITLE}# {TEXT}", (PICTURE,) * 18, "9-12 12:30", f"{NAME} 客户端", NAME, TITLE, *[MANY] * 5
    ),
}

FRAME = """
<body data-jp-theme-light="%(light)s"><style>%(sheet)s</style>
<div class="academy"><div id="phone" class="academy-phone-part" style="width: 348px"></div></div>
<script type="module">
const file = new Blob([%(script)s], { type: "text/javascript" }), data = %(data)s;
const { default: phone } = await import(URL.createObjectURL(file));
phone.render({ model: { get: name => data[name], on() {} }, el: document.getElementById("phone") });
</script>
"""

# Elements that stand out of the screen, but for those that a part of it cuts off (a row of tabs) or lets one swipe to.
OUTSIDE = """screen => {
  const box = screen.getBoundingClientRect();
  const cuts = e => e !== screen && !e.matches('.feed-full') && getComputedStyle(e).overflowX !== 'visible';
  const cut = e => e !== screen && (cuts(e) || cut(e.parentElement));
  const seen = e => e instanceof HTMLElement && e.checkVisibility() && !cut(e.parentElement);
  const out = [...screen.querySelectorAll('*')].filter(e => seen(e)
    && (e.getBoundingClientRect().right > box.right + 1 || e.getBoundingClientRect().left < box.left - 1));
  return [...out.map(e => e.outerHTML.slice(0, 80)), ...screen.scrollWidth > screen.clientWidth ? ['scrolls'] : []];
}"""
UNNAMED = """screen => [...screen.querySelectorAll('svg, img')].filter(e => !e.closest('[aria-hidden=true]')
  && !(e.getAttribute('aria-label') || e.getAttribute('alt'))).length"""


def fonts(page: Page) -> set[str]:
    """Names of the fonts in which the screen's texts are drawn."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": ".academy-screen *"})["nodeIds"]
    used = [session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"] for node in nodes]
    return {font["familyName"] for one in used for font in one}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("slug", "name"), [(slug, name) for slug, views in PREVIEWS.items() for name in views])
def test_a_preview_keeps_to_the_phone(page: Page, slug: str, name: str, theme: str) -> None:
    view = PREVIEWS[slug][name]
    data = {"views": {name: str(view.label)}, "html": {name: view.draw(POSTS[slug])}}
    script = (FRONT / "phone.js").read_text(encoding="utf-8")
    light = json.dumps(theme == "light")
    page.set_content(
        FRAME % {"light": light, "sheet": design_sheet(), "script": json.dumps(script), "data": json.dumps(data)}
    )
    screen = page.locator(".academy-screen:not(:empty)")
    screen.wait_for()
    assert screen.evaluate(OUTSIDE) == []
    screen.evaluate("screen => screen.querySelectorAll('details').forEach(folded => { folded.open = true; })")
    assert screen.evaluate(OUTSIDE) == []
    assert screen.evaluate(UNNAMED) == 0
    assert page.locator(".evil").count() == 0
    assert any(re.search(r"CJK|Sans SC|PingFang|YaHei|WenQuanYi", font) for font in fonts(page))
