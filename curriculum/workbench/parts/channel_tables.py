"""Tables of channels: a post's funnel, shares by model, tests of switching off, what buyers say, the books."""

from collections.abc import Iterable, Sequence
from html import escape

from curriculum.workbench.parts.material import drawer, row_id
from curriculum.workbench.parts.text import notice_html
from simulations.attribution import MODELS, Journey, as_shares, attribute
from simulations.language import _
from simulations.projects.attribution_and_channels import Case
from simulations.projects.attribution_and_channels.answer import MODEL_LABELS
from simulations.projects.attribution_and_channels.paths import NAMES
from simulations.projects.attribution_and_channels.posts import Post, written

MOST_NAMES = 11  # channels that the Shapley value is computed for: every set of them is looked at


def table_html(head: Iterable[str], body: Iterable[Sequence[object]]) -> str:
    """A table whose first column is a row's id; figures stand flush right."""
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    lines = "".join(f"<tr><td>{row_id(str(cells[0]))}</td>{''.join(map(_cell, cells[1:]))}</tr>" for cells in body)
    return f'<div class="academy-table"><table><thead><tr>{titles}</tr></thead><tbody>{lines}</tbody></table></div>'


def _cell(cell: object) -> str:
    if isinstance(cell, int):
        return f'<td class="academy-number">{cell:,}</td>'
    return f"<td>{escape(str(cell))}</td>"


def post_html(post: Post) -> str:
    """A post's people by source and step, and what else is known of it."""
    head = (_("Row"), _("Source"), *written()["steps"])
    funnel = table_html(head, [(source.id, source.name, *source.people) for source in (*post.sources, post.usual)])
    notes = table_html((_("Row"), _("What else is known")), [(note.id, note.text) for note in post.notes])
    return funnel + notes


def models_html(journeys: Sequence[Journey]) -> str:
    """Shares by channel and model, with how many journeys and orders they rest on."""
    bought = sum(journey.bought for journey in journeys)
    met = sum(len(journey.channels) for journey in journeys)
    told = _("{journeys:,} journeys, {met:,} meetings, {bought:,} orders with a meeting before them.").format(
        journeys=len(journeys), met=met, bought=bought
    )
    names = sorted({channel for journey in journeys for channel in journey.channels}, key=_order)
    if len(names) > MOST_NAMES:
        return notice_html(_("There are {n} names of channels: too many to be channels.").format(n=len(names)), "warn")
    shares = {model: as_shares(attribute(journeys, model)) for model in MODELS}
    head = "".join(f'<th scope="col">{escape(str(MODEL_LABELS[model]))}</th>' for model in MODELS)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f'<td class="academy-number">{shares[model].get(name, 0):.1%}</td>' for model in MODELS)
        + "</tr>"
        for name in names
    )
    named = _("Channel")
    corner = f'<th scope="col">{escape(named)}</th>'
    table = (
        f'<div class="academy-table"><table><thead><tr>{corner}{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )
    return notice_html(told) + table


def _order(name: str) -> tuple[int, str]:
    known = list(NAMES.values())
    return (known.index(name) if name in known else len(known), name)


def tests_table(case: Case) -> str:
    """Tests of switching off, with the carts of both regions."""
    blank = ("", "", "", "")
    return table_html(
        (_("Row"), _("What was done"), _("Carts: before"), _("during"), _("Elsewhere: before"), _("during")),
        [(line.id, line.text, *(line.figures or blank)) for line in case.evidence.tests],
    )


def beside_drawers(case: Case) -> str:
    """What buyers say and the books, to look up without leaving the page."""
    said = table_html(
        (_("Row"), _("What buyers say, and codes")), [(line.id, line.text) for line in case.evidence.said]
    )
    return drawer(_("Where buyers say they heard of us"), said) + drawer(_("The channels' books"), books(case))


def evidence_drawers(case: Case) -> str:
    """Tests of switching off, what buyers say, books; to look up without leaving the page."""
    return drawer(_("Tests of switching off"), tests_table(case)) + beside_drawers(case)


def books(case: Case) -> str:
    """What was spent and met in two months, and what those did who came by a channel last."""
    head = (
        _("Row"),
        _("Channel"),
        _("Last month, yuan"),
        _("Month before"),
        _("Met last month"),
        _("Met before"),
        _("Yuan per 1,000 met"),
        _("per further 1,000"),
        _("Orders, last click"),
        _("Sent back"),
        _("Active on day 30"),
    )
    return table_html(
        head,
        [
            (
                account.id,
                NAMES[account.channel],
                account.spent,
                account.before,
                account.met,
                account.met_before,
                round(account.per_thousand_yuan),
                round(account.further_yuan),
                account.orders,
                f"{account.sent_back:.0%}",
                f"{account.active:.0%}",
            )
            for account in case.evidence.accounts
        ],
    )
