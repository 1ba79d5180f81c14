"""Three pieces, five readers, what they left and what is at stake, as a form shows them."""

from collections.abc import Iterable
from html import escape

from curriculum.workbench.parts.material import Line, row_id
from curriculum.workbench.parts.text import paragraphs
from simulations.language import _
from simulations.projects.user_voice import Case
from simulations.projects.user_voice.content import Persona, Piece
from simulations.projects.user_voice.voices import Comment, value


def listed_html(lines: Iterable[tuple[str, str, str]]) -> str:
    """Lines by id, each with a few words above it."""
    items = "".join(
        f"<li>{row_id(id)}<div>{f'<b>{escape(above)}</b>' if above else ''}<p>{escape(text)}</p></div></li>"
        for id, above, text in lines
    )
    return f'<ol class="academy-talk">{items}</ol>'


def lines_html(lines: Iterable[Line]) -> str:
    """Rows that can be cited, each under whose it is."""
    return listed_html((line.id, line.who, line.text) for line in lines)


def comments_html(comments: Iterable[Comment]) -> str:
    """Comments under their authors' tags."""
    return listed_html(
        (one.id, _("{who} · {where} · {when} · {n} likes").format(
            who=one.segment, where=one.where, when=one.when, n=one.likes), one.text)
        for one in comments
    )  # fmt: skip


def _piece_html(piece: Piece) -> str:
    forms = {"article": _("Article"), "note": _("Xiaohongshu note"), "video": _("Short video")}
    lines = "".join(f"<li>{row_id(line.id)}<p>{escape(line.text)}</p></li>" for line in piece.sentences)
    return (
        f'<section class="academy-paper"><header><b>{escape(piece.letter)}</b><div><h4>{escape(piece.title)}</h4>'
        f"<small>{escape(forms[piece.form])}</small></div></header><ol>{lines}</ol></section>"
    )


def persona_html(persona: Persona) -> str:
    """A reader's card."""
    facts = ((_("came for"), persona.came), (_("pays for"), persona.pays))
    told = "".join(f"<li><p><b>{escape(name)}</b> {escape(text)}</p></li>" for name, text in facts)
    told += "".join(f"<li><p>{escape(line)}</p></li>" for line in persona.lines)
    return (
        f'<section class="academy-paper"><header><b>{escape(persona.id)}</b><div><h4>{escape(persona.who)}</h4>'
        f"<small>{escape(persona.life)}</small></div></header><ol>{told}</ol></section>"
    )


def pieces_html(case: Case) -> str:
    """The three pieces beside each other, every sentence with its id."""
    return f'<div class="academy-papers">{"".join(map(_piece_html, case.pieces))}</div>'


def quarters_html(case: Case, pick: bool = False) -> str:
    """Two quarters of each segment, as the back end exports them; rows can be chosen as evidence."""
    head = (_("Row"), _("Tag"), _("Readers"), _("Quarter"), _("Reads"), _("Finished, %"), _("Comments"),
            _("Unfollows"), _("Paying"))  # fmt: skip
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    body = ""
    for line in case.voices.quarters:
        id = row_id(line.id)
        if pick:
            name = escape(f"{line.id}: {line.name}, {line.quarter}")
            id = f'<span class="academy-file-pick" data-pick="{line.id}" aria-label="{name}">{line.id}</span>'
        figures = (line.reads, line.finish, line.comments, line.unfollows, line.payers)
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in (line.segment, line.name, line.quarter))
        cells += "".join(f'<td class="academy-number">{figure:,}</td>' for figure in figures)
        body += f"<tr><td>{id}</td>{cells}</tr>"
    table = f'<table class="academy-marks"><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="academy-table">{table}</div>'


def option_html(line: Line) -> str:
    """A row that can be chosen as evidence."""
    return (
        f'<div class="academy-option" data-pick="{escape(line.id)}">{row_id(line.id)}<div><p>{escape(line.text)}</p>'
        f"<small>{escape(line.who)}</small></div></div>"
    )


def reckoning_html() -> str:
    """How what is at stake is reckoned in this case."""
    return paragraphs(
        _(
            "At stake in a group = the paying readers, this quarter, of all whom its cause hits × {lost:.0%} × "
            "{margin:g} yuan. Hit are those whose tag stands under its comments, and those who name the cause on the "
            "telephone.\n"
            "Mending saves {mended:.0%} of it and costs its hours × {months:g} months × {hour:g} yuan. Explaining "
            "costs {once:g} hours once and saves {explained:.0%}, but only where the facts show a misunderstanding; "
            "else nothing. Mending for people who buy nothing saves nothing.\n"
            "All these rates are assumptions of this case."
        ).format(
            lost=value("lost_share"),
            margin=value("margin_yuan"),
            mended=value("mended_share"),
            months=value("months"),
            hour=value("hour_yuan"),
            once=value("explain_hours"),
            explained=value("explained_share"),
        )
    )
