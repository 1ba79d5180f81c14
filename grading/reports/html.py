"""An executed report as one HTML file that opens anywhere, offline."""

import os
from functools import cache
from pathlib import Path

from nbconvert import HTMLExporter
from nbformat import NotebookNode

from curriculum.look.tokens import page_tokens
from simulations.language import language

PAGES = Path(__file__).parent / "pages"
STYLE = PAGES / "academy" / "style.css"


@cache
def page_style() -> str:
    """The look of a page that is read in a browser or printed: light or dark as the reader has it, white on paper."""
    return f"{page_tokens()}\n{STYLE.read_text(encoding='utf-8')}"


@cache
def _exporter() -> HTMLExporter:
    return HTMLExporter(template_name="academy", extra_template_basedirs=[os.fspath(PAGES)])


def notebook_html(notebook: NotebookNode, title: str) -> str:
    """What the cells of an executed notebook show, as a page that asks nothing of any network.

    Parameters
    ----------
    notebook : NotebookNode
        Executed; its HTML outputs are the kit's own and trusted.
    title : str
        For the browser's tab.
    """
    about = {
        "title": title,
        "language": "en" if language() == "en" else "zh-CN",
        "style": page_style(),
    }
    page, _resources = _exporter().from_notebook_node(notebook, resources={"academy": about})
    return str(page)
