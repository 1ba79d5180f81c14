"""RFM while it is set: the quantiles of those who have bought, and who gets a seat by the cuts and weights so far."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from curriculum.workbench.parts.material import drawer
from curriculum.workbench.parts.sample_views import cross_table
from curriculum.workbench.parts.text import notice_html
from simulations.language import _
from simulations.projects.segments_and_communities import rfm
from simulations.projects.segments_and_communities.case import KEPT_SEATS
from simulations.projects.segments_and_communities.people import User, material

QUANTILES = (0, 0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1)
CUTS = ("r_cut_1", "r_cut_2", "f_cut_1", "f_cut_2", "m_cut_1", "m_cut_2")
WEIGHTS = ("r_weight", "f_weight", "m_weight")


def bought(users: Sequence[User]) -> list[User]:
    """Those of the rows who have bought."""
    return [user for user in users if user.orders and user.recency is not None]


def quantiles_html(users: Sequence[User]) -> str:
    """How R, F and M are spread over those who have bought."""
    people, names, lines = bought(users), material()["columns"], []
    for name, title in (("recency", "R"), ("orders", "F"), ("spend", "M")):
        values = sorted(getattr(user, name) for user in people)
        ends = (values[round((len(values) - 1) * share)] for share in QUANTILES) if values else ()
        cells = "".join(f'<td class="academy-number">{value:,}</td>' for value in ends)
        lines.append(f'<tr><th scope="row">{title} {escape(names[name])}</th>{cells}</tr>')
    told = escape(_("{n} people of the sample have bought.").format(n=len(people)))
    titles = (_("Share of the users"), *(f"{share:.0%}" for share in QUANTILES))
    return f"<p>{told}</p>{cross_table(titles, lines)}"


def seats_html(users: Sequence[User], given: Mapping[str, Any]) -> str:
    """Who gets a seat, with what three digits; given: cuts and weights as far as they are numbers."""
    if not all(type(given.get(name)) is int for name in (*CUTS, *WEIGHTS)):
        return notice_html(_("With all cuts and weights, who gets a seat shows here."))
    r_1, r_2, f_1, f_2, m_1, m_2 = (given[name] for name in CUTS)
    r, f, m = (given[name] for name in WEIGHTS)
    scheme, people, names = (
        rfm.Scheme((r_1, r_2), (f_1, f_2), (m_1, m_2), (r, f, m)),
        bought(users),
        material()["columns"],
    )
    points = [rfm.points(scheme, user) for user in people]
    shares = rfm.kept([sum(p * w for p, w in zip(three, scheme.weights, strict=True)) for three in points])
    lines = [
        f"<tr><th>{user.id}</th><td>{escape(user.name)}</td><td>{''.join(map(str, three))}</td>"
        f'<td class="academy-number">{user.recency}</td><td class="academy-number">{user.orders}</td>'
        f'<td class="academy-number">{user.spend:,}</td></tr>'
        for user, three, share in zip(people, points, shares, strict=True)
        if share == 1
    ]
    titles = (names["id"], names["name"], "RFM", names["recency"], names["orders"], names["spend"])
    told = _("{sure} surely get one of the {seats} seats, {tied} tie for the rest.").format(
        sure=len(lines), seats=KEPT_SEATS, tied=sum(0 < share < 1 for share in shares)
    )
    return notice_html(told) + drawer(_("Who surely gets one"), cross_table(titles, lines, words=(0, 1, 2)))
