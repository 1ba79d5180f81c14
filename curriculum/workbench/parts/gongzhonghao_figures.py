"""The figures of a 公众号 post as its back end shows them."""

from collections.abc import Mapping

from curriculum.workbench.parts.figures import cards, shares
from curriculum.workbench.parts.text import notice_html
from simulations.language import _


def gongzhonghao_figures(kpis: Mapping[str, float]) -> str:
    """Cards and the sources of the reads, as HTML."""
    reads = kpis["reads"]

    def count(name: str) -> str:
        return f"{kpis[name]:,.0f}"

    def rate(part: float, whole: float) -> str:
        return f"{part / whole:.1%}" if whole else "—"

    figures = [
        (_("Reads"), count("reads"), _("people, seven days")),
        (
            _("Opened from the message"),
            rate(kpis["message"], kpis["delivered"]),
            _("of {n} delivered").format(n=count("delivered")),
        ),
        (_("Read to the end"), rate(kpis["finishers"], reads), _("{n} people").format(n=count("finishers"))),
        (_("Shared"), rate(kpis["sharers"], reads), _("{n} people").format(n=count("sharers"))),
        (_("Liked"), count("likes"), _("people")),
        (_("New followers"), count("new_followers"), _("people")),
    ]
    sources = [
        (_("Account message"), kpis["message"]),
        (_("Moments and chats"), kpis["moments"]),
        (_("Recommended"), kpis["recommended"]),
        (_("Other"), kpis["other"]),
    ]
    restricted = (
        notice_html(_("The platform found induced sharing: reach was cut."), "bad") if kpis["restricted"] else ""
    )
    return restricted + cards(figures) + shares(_("Where the reads came from"), sources)
