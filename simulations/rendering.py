"""Text of a trainee as HTML that may be shown to anybody: Markdown rendered, everything active removed."""

from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any

TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "blockquote",
    "hr",
    "code",
    "pre",
    "del",
}


@cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "breaks": True})


def markdown_html(text: str, pictures: Mapping[str, str] | None = None) -> str:
    """Sanitised HTML of a Markdown text.

    Parameters
    ----------
    text : str
        Markdown by a trainee; raw HTML, links and addresses of pictures do not survive.
    pictures : mapping, optional
        Picture id (`p1` of `pic:p1`) to what stands in its place: trusted HTML of a figure.
    """
    import nh3

    environment: dict[str, Any] = {}
    tokens = _markdown().parse(text, environment)
    figures: list[str] = []
    for token in tokens:
        for child in token.children or []:
            if child.type == "image":
                known = (pictures or {}).get(str(child.attrGet("src") or "").removeprefix("pic:"))
                caption = escape(child.content)
                figures.append(
                    f'<figure class="picture">{known}<figcaption>{caption}</figcaption></figure>'
                    if known
                    else f'<figure class="picture missing"><figcaption>{caption}</figcaption></figure>'
                )
                child.type, child.tag, child.children = "text", "", None
                child.content = f"\ue000{len(figures) - 1}\ue001"
    html = nh3.clean(_markdown().renderer.render(tokens, _markdown().options, environment), tags=TAGS, attributes={})
    for i, figure in enumerate(figures):
        html = html.replace(f"\ue000{i}\ue001", figure)
    return html
