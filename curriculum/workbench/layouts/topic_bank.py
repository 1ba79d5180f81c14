"""The topic bank: tables to read, twenty topics, ten refusals, a calendar, three arguments, handing in."""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path

import ipywidgets

from curriculum.files import write_whole
from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.material import drawer, row_id
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.text import card, column, notice_html, panel, paragraphs
from simulations.language import _
from simulations.projects.topic_bank import Case
from simulations.projects.topic_bank.answer import CHOSEN
from simulations.projects.topic_bank.pool import NONE
from simulations.projects.topic_bank.sheets import Sheet, sheets

FOLDER = "material"


def steps(bench: Bench) -> Iterator[Step]:
    """The six steps."""
    case: Case = bench.brief
    tables = sheets(case)
    yield Step(_("Brief and tables"), (), _material(bench, case, tables))
    yield Step(_("Twenty topics"), ("bank",), _bank(bench, case, tables))
    yield Step(_("Refuse ten"), ("refused",), _refused(bench, case, tables))
    yield Step(_("Week and month"), ("week", "month"), _calendar(bench, case, tables))
    yield Step(_("The three best"), ("best",), _best(bench, case, tables))
    yield Step(_("Review and hand in"), ("ai_log",), _hand_in(bench))


def sheet_html(sheet: Sheet) -> str:
    """A table with its row ids, as it stands in the file."""
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in sheet.head)
    body = "".join(
        f"<tr><td>{row_id(row[0])}</td>{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"
        for row in sheet.rows
    )
    return (
        f"<p>{escape(sheet.about)}</p>"
        f'<div class="academy-table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _drawers(tables: Mapping[str, Sheet], *names: str) -> ipywidgets.HTML:
    """Tables to look up without leaving the page."""
    return panel("".join(drawer(_titled(tables[name]), sheet_html(tables[name])) for name in names))


def _titled(sheet: Sheet) -> str:
    return _("{name} ({n} rows)").format(name=sheet.name, n=len(sheet.rows))


def _topics(case: Case) -> dict[str, str]:
    return {id: f"{id} {topic.title}" for id, topic in case.topics.items()}


def _material(bench: Bench, case: Case, tables: Mapping[str, Sheet]) -> ipywidgets.VBox:
    brand = case.brand
    facts = [
        (_("Account"), brand.account),
        (_("Readers"), brand.readers),
        (_("Sells"), brand.sells),
        (_("Tone"), brand.tone),
        (_("First day"), f"{case.monday}"),
    ]
    about = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts)
    lines = "".join(f"<li>{row_id(line.id)} {escape(line.text)}</li>" for line in case.brief.values())
    brief = panel(f'<div class="academy-brief"><ul>{lines}</ul><dl>{about}</dl></div>')
    names = ("candidates", "keywords", "rivals", "voices", "history", "dates", "assets", "rules")
    return column(
        card(_("Your brief"), brief),
        card(
            _("The tables"),
            _drawers(tables, *names),
            _export(bench, tables),
            about=_("Every row has an id; refusals are argued with ids. All of it is invented."),
        ),
    )


def _export(bench: Bench, tables: Mapping[str, Sheet]) -> ipywidgets.VBox:
    """The tables as files beside the notebook."""
    said = panel("")
    folder = bench.folder / FOLDER

    def work() -> Callable[[], Path]:
        return lambda: export(tables, folder)

    def done(written: Path) -> None:
        text = _("{n} tables lie in the folder {folder} beside this notebook; Excel, WPS and Feishu open them.")
        said.value = notice_html(text.format(n=len(tables), folder=written.name), "good")

    def failed(text: str) -> None:
        said.value = notice_html(text, "bad")

    return column(action(_("Write the tables for a spreadsheet"), work, done, failed), said)


def export(tables: Mapping[str, Sheet], folder: Path) -> Path:
    """Write every table as CSV; returns the folder.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    for sheet in tables.values():
        write_whole(folder / sheet.file, sheet.csv.encode())
    return folder


def _bank(bench: Bench, case: Case, tables: Mapping[str, Sheet]) -> ipywidgets.VBox:
    hooks = {row.id: f"{row.name} {row.day:%m-%d}" for row in case.dates.values()}
    table = rows(
        bench.form,
        "bank",
        options={
            "topic": _topics(case),
            "segment": dict(case.segments),
            "pain": {**case.pains, NONE: str(bench.task.labels["bank.pain.none"])},
            "hook": {**hooks, NONE: str(bench.task.labels["bank.hook.none"])},
        },
        help=_("One row a topic. Ids pasted from a spreadsheet (T07) work as well."),
    )
    about = _("Choose {n}: searching, survey, freshness and material together. Leave out what you will refuse.")
    return column(
        _drawers(tables, "candidates", "keywords", "voices", "assets", "history", "dates"),
        card(_("Into the bank"), table, about=about.format(n=CHOSEN)),
    )


def _refused(bench: Bench, case: Case, tables: Mapping[str, Sheet]) -> ipywidgets.VBox:
    table = rows(
        bench.form,
        "refused",
        options={"topic": _topics(case)},
        abouts={"rows": _("one to four, such as K07、S12")},
        help=_("The rows that show it and no others: citing everything is citing nothing."),
    )
    return column(
        _drawers(tables, "candidates", "keywords", "rivals", "voices", "history", "dates", "assets", "rules", "brief"),
        card(
            _("Not written, and why"),
            table,
            about=_("There are ten. Refusing a good topic costs as much as letting a bad one pass."),
        ),
    )


def _calendar(bench: Bench, case: Case, tables: Mapping[str, Sheet]) -> ipywidgets.VBox:
    form = bench.form
    chosen = panel("")

    def show(_changed: str = "") -> None:
        chosen.value = _chosen_html(bench, tables["candidates"])

    bench.draft.on_change(lambda name: show() if name in ("", "bank") else None)
    show()
    rules = [case.brief[id].text for id in ("B05", "B06")]
    first = _("Week 1 begins on {day}; {names}.").format(
        day=case.monday,
        names="、".join(f"{row.name} {row.day:%m-%d}" for row in case.dates.values() if row.day >= case.monday),
    )
    return column(
        panel(paragraphs("\n".join([first, *rules]))),
        card(_("What is in your bank"), chosen),
        card(
            _("This week, ten slots"),
            rows(form, "week", options={"topic": _topics(case)}),
            about=_("Slots of one day in their order. Each form has a platform it was made for."),
        ),
        card(
            _("Four weeks, shares of the pillars in percent"),
            form.field("month"),
            about=_("Each week adds up to 100; the first agrees with the calendar above."),
        ),
    )


def _chosen_html(bench: Bench, candidates: Sheet) -> str:
    """The topics of the bank with pillar and form."""
    filled = bench.draft.get("bank")
    ids = [row.get("topic") for row in filled if isinstance(row, dict)] if isinstance(filled, list | tuple) else []
    found = {row[0]: row[:4] for row in candidates.rows if row[0] in ids}
    if not found:
        nothing = _("Nothing yet: the bank is filled on the second page.")
        return f"<p>{escape(nothing)}</p>"
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in candidates.head[:4])
    body = "".join(
        f"<tr><td>{row_id(row[0])}</td>{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"
        for row in found.values()
    )
    return f'<div class="academy-table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _best(bench: Bench, case: Case, tables: Mapping[str, Sheet]) -> ipywidgets.VBox:
    table = rows(
        bench.form,
        "best",
        options={"topic": _topics(case)},
        abouts={
            "title": _("at most 32 characters"),
            "insight": _("who, when, why it hurts; with row ids"),
            "angle": _("how small a cut, from which material"),
        },
    )
    return column(
        _drawers(tables, "candidates", "voices", "rivals", "assets"),
        card(_("One page for the three best"), table, about=_("This part a mentor reads.")),
    )


def _hand_in(bench: Bench) -> ipywidgets.VBox:
    help = _("What you used AI for and how you checked it; or that you used none.")
    log = card(_("Look back"), bench.form.field("ai_log", rows=3, help=help))
    return column(log, review_panel(bench, {"ai_log": "……"}), submit_panel(bench), diary(bench))
