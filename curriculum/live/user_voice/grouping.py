"""Twelve comments put into piles in three ways, and what one would do about the piles."""

from collections.abc import Sequence
from html import escape
from typing import Any

from curriculum.live.controls import choice
from curriculum.live.frame import live
from curriculum.live.tables import table_html
from curriculum.live.user_voice.stage import Said, said, what_to_do
from simulations.language import _
from simulations.projects.user_voice.grouping import agreement


def piles() -> Any:
    """Choose what the piles go by."""
    ways = {_("what it is about"): "about", _("how it sounds"): "tone", _("why it was written"): "cause"}
    return live(piles_html, by=choice(_("Put together by"), ways))


def grouped(by: str) -> dict[str, Sequence[Said]]:
    """The comments by that label."""
    names = dict.fromkeys(getattr(one, by) for one in said())
    return {name: [one for one in said() if getattr(one, by) == name] for name in names}


def agreed(by: str) -> float:
    """How far these piles agree with the causes."""
    return agreement([getattr(one, by) for one in said()], [one.cause for one in said()])


def piles_html(by: str) -> str:
    """The piles, their agreement with the causes, and what would be done."""
    rows = [
        (name if first else "", one.text)
        for name, ones in grouped(by).items()
        for first, one in zip((True, *[False] * len(ones)), ones, strict=False)
    ]
    told = _("Agreement with the causes: {agreed:.2f}. What one then does: {then}").format(
        agreed=agreed(by), then=what_to_do(by)
    )
    return table_html((_("Pile"), _("What they say")), rows) + f'<p class="said">{escape(told)}</p>'
