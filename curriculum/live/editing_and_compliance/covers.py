"""Contrast of a cover: two colours, the ratio the standard computes, and the cover as large as a thumbnail."""

from html import escape
from typing import Any

from curriculum.live.controls import choice, slider
from curriculum.live.frame import live
from simulations.language import _
from simulations.projects.editing_and_compliance.cover import contrast as ratio_of
from simulations.projects.editing_and_compliance.cover import standards

SIZES = (12, 16, 24, 36)  # pixels of the letters on a cover that is shown 450 pixels wide
LARGE = 24  # pixels from which WCAG asks for less
LEAST_LARGE = 3.0
LINE = "便签上的那件事"


def contrast() -> Any:
    """Choose ink and ground: at what ratio does it stop being legible?"""
    inks = {
        _("white"): "#ffffff",
        _("dark grey"): "#333333",
        _("mid grey"): "#8a8a8a",
        _("yellow"): "#ffd166",
        _("red"): "#c0392b",
    }
    grounds = {
        _("light yellow"): "#f9e58c",
        _("white"): "#ffffff",
        _("light blue"): "#8fbcd4",
        _("deep blue"): "#0b4f8a",
        _("orange"): "#f39c12",
        _("photo grey"): "#9aa5a0",
    }
    return live(
        contrast_html,
        ink=choice(_("Letters"), inks),
        ground=choice(_("Ground"), grounds),
        size=slider(_("Size of the letters"), SIZES, 24),
    )


def contrast_html(ink: str, ground: str, size: int) -> str:
    """The cover whole and as a thumbnail, with its ratio and what is asked for."""
    ratio = ratio_of(ink, ground)
    needed = LEAST_LARGE if size >= LARGE else float(standards()["least_contrast"])
    least = float(standards()["least_contrast"])
    said = _(
        "{ratio:.1f} : 1. The standard asks for {needed:g} at this size; the task asks for {least:g} at any."
    ).format(ratio=ratio, needed=needed, least=least)
    verdict = _("passes") if ratio >= least else _("does not pass")
    return (
        '<div class="beside">'
        f"{_cover(ink, ground, size, 450)}{_cover(ink, ground, size, 113)}</div>"
        f'<p class="said" aria-live="polite">{escape(said)} <strong>{escape(verdict)}</strong></p>'
    )


def _cover(ink: str, ground: str, size: int, width: int) -> str:
    height = round(width * 383 / 900)
    letters = size * width / 450
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{escape(LINE)}">'
        f'<rect width="100%" height="100%" fill="{escape(ground)}"/>'
        f'<text x="{width / 2}" y="{height / 2 + letters / 3:.1f}" text-anchor="middle" font-size="{letters:.1f}" '
        f'fill="{escape(ink)}">{escape(LINE)}</text></svg>'
    )
