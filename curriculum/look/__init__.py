"""How everything looks: one design sheet for what is read in a browser, one style for plots.

Colours, sizes and distances are decided in `tokens.css` alone; `curriculum.look.tokens` gives them to plots and to
pages outside a form; `docs/LOOK.md` says when to use which. Colours keep their meaning without colour (every state has
a sign of its own), stay apart for the colour-blind and in grey print, and reach WCAG AA on their ground, light and
dark. Plots use the Chinese font that comes with `zhplot`, so no character is ever a box.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

LOOK = Path(__file__).parent
SHEETS = (
    "tokens",
    "workbench",
    "mechanics",
    "parts",
    "first_hours",
    "rows",
    "timeline",
    "phone",
    "phones",
    "first_page",
    "placement",
    "platforms_and_duties",
    "desk",
    "daily_to_monthly_data",
    "editing_and_compliance",
    "segments_and_communities",
)
FONT = "NotoSansSC-Regular.ttf"


@cache
def design_sheet() -> str:
    """The whole design sheet as CSS."""
    return "\n".join((LOOK / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)


@cache
def font_path() -> Path:
    """The Chinese font; found without importing `zhplot`, whose import changes pyplot.

    Raises
    ------
    FileNotFoundError
        If the package or its font is missing.
    """
    spec = find_spec("zhplot")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "fonts" / FONT
        if path.exists():
            return path
    raise FileNotFoundError(f"{FONT} is missing: install zhplot")


def use_style() -> None:
    """Use the course's plot style from here on: Chinese font, colours, grid."""
    import matplotlib.style
    from matplotlib import font_manager

    path = str(font_path())
    if path not in {entry.fname for entry in font_manager.fontManager.ttflist}:
        font_manager.fontManager.addfont(path)
    matplotlib.style.use(LOOK / "academy.mplstyle")
