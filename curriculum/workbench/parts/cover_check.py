"""Covers to check: each as a drawing in its own shape and colours, with what a design tool says of it."""

import re
from collections.abc import Iterable
from html import escape
from typing import Protocol

from curriculum.workbench.parts.material import row_id
from simulations.language import _

WIDTH, TALLEST = 300, 300  # units of a drawing
QUOTED = re.compile(r"「([^」]+)」")
CROWDED = 0.4  # share of text from which a cover is drawn full of lines


class CoverOnOffer(Protocol):
    """A cover with its size in pixels, share of text and colours `#rrggbb`."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def text_share(self) -> float: ...
    @property
    def ink(self) -> str: ...
    @property
    def ground(self) -> str: ...
    @property
    def contrast(self) -> float: ...


def cover_svg(cover: CoverOnOffer) -> str:
    """The cover in its own ratio and colours; what its title quotes can be read on it."""
    height = WIDTH * cover.height / cover.width
    scale = min(1.0, TALLEST / height)
    width, height = WIDTH * scale, height * scale
    line = next(iter(QUOTED.findall(cover.title)), "")
    said = escape(cover.title)
    size = min(width * 0.86 / max(len(line), 1), height * 0.3, 30)
    if cover.text_share > CROWDED:
        lines = "".join(
            f'<rect x="{width * 0.06:.0f}" y="{height * (0.06 + 0.075 * i):.1f}" fill="{escape(cover.ink)}" '
            f'width="{width * (0.86 - 0.13 * (i % 3)):.0f}" height="{height * 0.04:.1f}"/>'
            for i in range(12)
        )
    else:
        lines = (
            f'<text x="{width / 2:.0f}" y="{height / 2 + size / 3:.0f}" font-size="{size:.0f}" text-anchor="middle" '
            f'fill="{escape(cover.ink)}">{escape(line)}</text>'
        )
    return (
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{said}" '
        f'style="width:{width:.0f}px;max-width:100%;height:auto">'
        f'<rect width="100%" height="100%" fill="{escape(cover.ground)}"/>{lines}</svg>'
    )


def covers_html(covers: Iterable[CoverOnOffer]) -> str:
    """Covers beside each other, pickable by id, each with its size, share of text, colours and contrast."""
    return '<div class="academy-covers">{}</div>'.format("".join(map(_cover_html, covers)))


def _cover_html(cover: CoverOnOffer) -> str:
    figures = (
        _("{width} × {height} px").format(width=cover.width, height=cover.height),
        _("text {share:.0%}").format(share=cover.text_share),
        _("contrast {ratio:.1f} : 1").format(ratio=cover.contrast),
        f"{cover.ink} / {cover.ground}",
    )
    told = " · ".join(figures)
    caption = f"{row_id(cover.id)} {escape(cover.title)}<br><small>{escape(told)}</small>"
    return f'<div class="academy-cover" data-pick="{escape(cover.id)}">{cover_svg(cover)}<p>{caption}</p></div>'
