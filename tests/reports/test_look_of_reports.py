"""One look: colours are decided among the tokens alone, and stay apart for the colour-blind and in grey print."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from curriculum.live import frame
from curriculum.look import LOOK, design_sheet
from curriculum.look.tokens import Theme, page_tokens, tokens
from grading.autograde import view
from grading.feedback import page as feedback
from grading.reports import blocks, figures, html, world_figures, world_page

THEMES: tuple[Theme, ...] = ("light", "dark")
SHEETS = (html.STYLE, view.STYLE, frame.STYLE, feedback.TEMPLATES / "feedback.html.j2")
MODULES = (blocks, figures, world_figures, world_page)
ON_THE_ELEMENT = {"share", "missing", "tint"}  # set where they are used, not tokens

# Colours that carry a meaning and are told from each other by colour in some place.
KINDS = {"shares": ("share-0", "share-1", "share-2", "share-3"), "states": ("good", "warn", "bad")}

# Machado, Oliveira and Fernandes (2009), doi:10.1109/TVCG.2009.113: full severity, on linear RGB.
EYES = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
# One just noticeable difference is 2.3 in CIELAB (Sharma, Digital Color Imaging Handbook, 2003), side by side
# and in good light. We ask for nearly nine of them between patches that lie apart; three where grey is all there is.
APART, APART_IN_GREY = 20.0, 7.0

XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIELAB of linear sRGB, white D65."""
    t = XYZ @ np.clip(rgb, 0, 1) / XYZ.sum(axis=1)
    f = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def too_close(colours: dict[str, str]) -> list[str]:
    """Pairs that somebody cannot tell apart, and for whom."""
    found = []
    for (one, a), (other, b) in combinations(colours.items(), 2):
        for eye, seen in EYES.items():
            distance = float(np.linalg.norm(lab(seen @ linear(a)) - lab(seen @ linear(b))))
            if distance < APART:
                found.append(f"{one} and {other}, {eye}: {distance:.1f}")
        if (grey := abs(lab(linear(a))[0] - lab(linear(b))[0])) < APART_IN_GREY:
            found.append(f"{one} and {other}, grey print: {grey:.1f}")
    return found


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    """WCAG 2.2 contrast ratio of linear colours."""
    dark, bright = sorted(float(XYZ[1] @ colour) + 0.05 for colour in (one, other))
    return bright / dark


def mixed(colour: str, ground: str, share: float) -> np.ndarray:
    """As CSS mixes in sRGB."""
    pairs = ((int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return linear("#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs))


# --- colours ---


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_colours_with_a_meaning_stay_apart_for_everybody(theme: Theme, kind: str) -> None:
    assert too_close({name: tokens(theme)[name] for name in KINDS[kind]}) == []


def test_red_and_green_of_one_lightness_are_too_close() -> None:
    found = too_close({"good": "#5fd0a5", "bad": "#ff9a8f"})
    assert [line.split(", ")[1].split(":")[0] for line in found] == ["protanopia", "deuteranopia", "grey print"]


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_on_every_tint(theme: Theme) -> None:
    css = design_sheet() + "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    mixes = set(re.findall(r"color-mix\(in srgb, var\(--([\w-]+)\) (?:calc\(var\(--missing\) \* )?(\d+)%", css))
    assert ("share-0", "58") in mixes
    colours = tokens(theme)
    tints = {part for name, part in mixes if name == "tint"}
    mixes |= {(name, part) for part in tints for name in ("goal", *(f"share-{n}" for n in (0, 1, 2, 4, 5)))}
    ink = linear(colours["ink"])
    for name, part in sorted(mixes):
        if name in colours:
            assert contrast(ink, mixed(colours[name], colours["ground"], int(part) / 100)) >= 4.5, (name, part)


@pytest.mark.parametrize("theme", THEMES)
def test_a_goal_is_read_as_text_and_a_bar_is_seen(theme: Theme) -> None:
    colours = tokens(theme)
    ground = linear(colours["ground"])
    assert contrast(linear(colours["goal"]), ground) >= 4.5
    assert contrast(linear(colours["share-0"]), ground) >= 3


# --- decided in one place ---


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_sheet_decides_a_colour_or_a_size_of_its_own(sheet: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    screen = css.partition("@media print")[0]  # paper has its own sizes, in points
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\brgba?\(|\bhsla?\(", css)
    assert not re.findall(r"font(?:-size)?:[^;]*?\b[\d.]+px", screen)
    used = set(re.findall(r"var\(--([\w-]+)", css))
    assert {name for name in used if not name.startswith("jp-")} <= set(tokens()) | ON_THE_ELEMENT


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_no_plot_decides_a_colour_of_its_own(module: object) -> None:
    source = Path(str(module.__file__)).read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert not re.findall(r"#[0-9a-fA-F]{6}\b|olor=\"(?:0\.\d+|white|black|C\d)\"", source)


def test_the_plot_style_uses_tokens() -> None:
    style = (LOOK / "academy.mplstyle").read_text(encoding="utf-8")
    colours = {f"#{code}" for code in re.findall(r"\b[0-9a-f]{6}\b", style)}
    assert len(colours) > 5
    assert colours <= set(tokens().values())


# --- pages ---


def test_dark_is_for_the_screen_and_paper_stays_white() -> None:
    light, media, dark = page_tokens().partition("@media screen and (prefers-color-scheme: dark)")
    assert media
    assert tokens("light")["ground"] in light
    assert tokens("dark")["ground"] in dark
    assert page_tokens() in html.page_style()


@pytest.mark.parametrize("state", [".chip.bad", ".chip.warn", ".alert > p:first-child", ".academy-problems"])
def test_a_state_has_a_sign_beside_its_colour(state: str) -> None:
    css = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    assert re.search(re.escape(state) + r'::before \{ content: "[✕!] ?"', css)


def test_a_wide_table_scrolls_by_itself() -> None:
    assert blocks.table(["a"], [["b"]]).startswith('<div class="table"><table')
    assert ".table { overflow-x: auto; }" in html.page_style()
