"""The look: no box in place of a character, colours that can be read."""

import re
import warnings

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from curriculum.look import LOOK, design_sheet, font_path, use_style

TOKENS = (LOOK / "tokens.css").read_text(encoding="utf-8")


def test_plots_write_chinese_without_a_missing_character() -> None:
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("error")
        use_style()
        assert mpl.rcParams["font.family"][0] == "Noto Sans SC"
        figure, ax = plt.subplots()
        ax.set(title="阅读来源：朋友圈 −35%", xlabel="小时", ylabel="人")
        figure.canvas.draw()
        plt.close(figure)


def test_the_font_is_found_without_changing_pyplot() -> None:
    import sys

    assert font_path().name == "NotoSansSC-Regular.ttf"
    assert "zhplot" not in sys.modules


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def themes() -> dict[str, dict[str, str]]:
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in re.findall(r"\{([^}]*)\}", TOKENS))
    return {"light": light, "dark": {**light, **dark}}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *(
            (ink, ground)
            for ink in ("ink", "ink-soft", "accent", "good", "warn", "bad")
            for ground in ("ground", "sunk")
        ),
        ("accent-ink", "accent"),
        *(("ink", f"{kind}-soft") for kind in ("accent", "good", "warn", "bad")),
        *((kind, f"{kind}-soft") for kind in ("accent", "good", "warn", "bad")),
    ],
)
def test_text_reaches_aa_contrast_on_its_ground(theme: str, ink: str, ground: str) -> None:
    colours = themes()[theme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


def test_every_variable_that_is_used_is_a_token() -> None:
    defined = set(re.findall(r"--([\w-]+):", TOKENS)) | {"share", "head"}  # set on the element itself
    used = set(re.findall(r"var\(--([\w-]+)", design_sheet()))
    assert used <= defined
    assert {"ink", "accent"} <= used
