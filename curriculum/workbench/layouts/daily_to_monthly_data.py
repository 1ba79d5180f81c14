"""From daily to monthly data: files and dirt, day to month, the odd day, the boss, the month in five lines."""

from collections.abc import Iterator
from html import escape
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.form import from_many, from_one, to_one
from curriculum.workbench.front import Pick
from curriculum.workbench.guard import sentence
from curriculum.workbench.parts.claim_charts import claim_charts, trends
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.file_tables import file_html, lay_beside
from curriculum.workbench.parts.material import drawer
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.text import card, column, notice, panel, paragraphs, row
from simulations.language import _
from simulations.projects.daily_to_monthly_data.answer import CAUSE_LABELS, FIGURE_LABELS, AnomalyFigure
from simulations.projects.daily_to_monthly_data.case import Case
from simulations.projects.daily_to_monthly_data.files import material_files
from simulations.projects.daily_to_monthly_data.sheets import written
from simulations.projects.daily_to_monthly_data.tally import MONTHLY, RATES

FOLDER = "material"
SHOWN_AS_EVIDENCE = "BCD"


def steps(bench: Bench) -> Iterator[Step]:
    """The five steps."""
    case: Case = bench.brief
    _begin_tables(bench, case)
    yield Step(_("Dirty files"), ("dirt",), _files(bench, case))
    yield Step(_("Tables"), ("daily", "weekly", "month"), _tables(bench, case))
    anomaly = ("anomaly_day", "anomaly_figure", "anomaly_cause", "anomaly_evidence", "anomaly_next")
    yield Step(_("The odd day"), anomaly, _odd_day(bench, case))
    yield Step(_("The boss"), ("chart", "finding", "reply"), _boss(bench, case))
    yield Step(_("Five lines"), ("report", "ai_log"), _hand_in(bench, case))


def _begin_tables(bench: Bench, case: Case) -> None:
    """The rows that are asked for stand there already; only the figures are missing."""
    fields = bench.draft.fields
    fields.setdefault("daily", [{"day": day.isoformat()} for day in case.week])
    fields.setdefault("weekly", [{"start": start.isoformat()} for start, _end in case.weeks])
    fields.setdefault("month", [{"figure": name} for name in MONTHLY])


def _laid_out(bench: Bench, case: Case) -> ipywidgets.HTML:
    """Where the files lie, or why they could not be written."""
    try:
        lay_beside(bench.folder / FOLDER, material_files(case), bench.context.variant(bench.task.slug))
    except OSError as error:
        return notice(
            _("The files could not be written ({why}); they are shown below.").format(why=sentence(error)), "warn"
        )
    return notice(
        _("The files lie in the folder {folder} beside this notebook: open them in Excel, WPS, Feishu or code.").format(
            folder=FOLDER
        )
    )


def _scope(case: Case) -> str:
    lines = "".join(f'<tr><th scope="row">{escape(name)}</th><td>{escape(text)}</td></tr>' for name, text in case.scope)
    return f'<div class="academy-table"><table><tbody>{lines}</tbody></table></div>'


def _file_drawers(case: Case) -> str:
    return "".join(drawer(f"{sheet.letter}　{sheet.name}", file_html(sheet)) for sheet in case.sheets)


def _files(bench: Bench, case: Case) -> ipywidgets.VBox:
    files = {sheet.letter: f"{sheet.letter} {sheet.name}" for sheet in case.sheets}
    log = rows(
        bench.form,
        "dirt",
        options={"file": files},
        abouts={"where": _("B17, 9-14, or B for all of it")},
        help=_("One entry a problem. What is not there counts against you as much as what you miss."),
    )
    return column(
        card(_("Your brief"), panel(paragraphs(case.brief)), _laid_out(bench, case)),
        card(_("What each figure means"), panel(_scope(case))),
        card(
            _("The five files"),
            panel(_file_drawers(case)),
            about=_("A row's number is its row in Excel, with the file's letter before it."),
        ),
        card(_("What is wrong with them"), log),
    )


def _tables(bench: Bench, case: Case) -> ipywidgets.VBox:
    rate = {name: _("e.g. 3.2%") for name in RATES}
    paste = _("Fill it in here, or copy the block from your spreadsheet and paste it into the first cell.")
    return column(
        panel(drawer(_("What each figure means"), _scope(case)) + drawer(_("The five files"), _file_drawers(case))),
        card(_("Seven days"), rows(bench.form, "daily", abouts=rate, help=paste)),
        card(
            _("The weeks of the month"),
            rows(
                bench.form, "weekly", abouts=rate, help=_("The first and last week only with their days of this month.")
            ),
        ),
        card(_("The month"), rows(bench.form, "month", help=_("Rates and growth with a per cent sign: 3.2%, -5%."))),
    )


def _log_html(case: Case) -> str:
    lines = "".join(
        f'<tr><th><span class="academy-file-pick" data-pick="{event.id}">{event.id}</span></th>'
        f"<td>{event.day:%m-%d}</td><td>{escape(event.text)}</td></tr>"
        for event in case.log
    )
    return f'<div class="academy-table academy-file"><table><tbody>{lines}</tbody></table></div>'


def _evidence_html(case: Case) -> str:
    """The operations log, and the rows of the month in the files that can carry a cause."""
    parts = [f"<h4>{escape(written()['files']['log'])}</h4>", _log_html(case)]
    for letter in SHOWN_AS_EVIDENCE:
        sheet = case.sheet(letter)
        place = 1 if letter == "D" else 0

        def this_month(at: int, sheet: Any = sheet, place: int = place) -> bool:
            return str(sheet.rows[at][place]) >= case.played.turn.isoformat()

        parts.append(drawer(f"{letter}　{sheet.name}", file_html(sheet, pick=True, only=this_month)))
    return "".join(parts)


def _odd_day(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    evidence = Pick(
        name="anomaly_evidence",
        label=form.label("anomaly_evidence"),
        html=_evidence_html(case),
        most=form.spec("anomaly_evidence")["maxItems"],
    )
    evidence.help = _("Up to six rows: at least one of figures, and one that says what happened.")
    drawn = "".join(
        f"<figure><figcaption>{escape(name)}</figcaption>{svg}</figure>" for name, svg in trends(case).items()
    )
    figures = AnomalyFigure.__args__  # type: ignore[attr-defined]
    return column(
        card(
            _("Two months, day by day"),
            panel(f'<div class="academy-sparks">{drawn}</div>'),
            about=_("The largest bump is not always the odd one: a hit is a hit. Look for what has no post behind it."),
        ),
        card(
            _("Which day, which figure, why"),
            row(form.field("anomaly_day", rows=1, placeholder=case.played.turn.isoformat())),
            form.field("anomaly_figure", options={name: str(FIGURE_LABELS[name]) for name in figures}),
            form.field("anomaly_cause", options={name: str(label) for name, label in CAUSE_LABELS.items()}),
            form.bind("anomaly_evidence", evidence, list, from_many),
            form.field(
                "anomaly_next", rows=3, help=_("What, from whom, until when; and what would make you change your mind?")
            ),
        ),
    )


def _charts_html(case: Case) -> str:
    draw = claim_charts(case)
    options = "".join(
        f'<div class="academy-option" data-pick="{chart.letter}"><p><b>{chart.letter.upper()}　{escape(chart.kind)}</b>'
        f"<small>{escape(chart.fields)}</small><small>{escape(chart.sums)}</small></p>{draw[chart.slug]()}</div>"
        for chart in case.charts
    )
    return f'<div class="academy-charts">{options}</div>'


def _boss(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    chart = Pick(name="chart", label=form.label("chart"), html=_charts_html(case))
    return column(
        card(
            _("The boss, in the group this morning"),
            panel(f'<blockquote class="academy-said">{escape(case.said)}</blockquote>'),
            about=_("The numbers are right. What follows from them is not. Which one chart would show it at a glance?"),
        ),
        card(_("One chart"), form.bind("chart", chart, to_one, from_one), form.field("finding", rows=2)),
        card(
            _("Your reply"),
            form.field(
                "reply", rows=8, help=_("Take up what is right, one chart, two or three numbers, one next step.")
            ),
        ),
    )


def _stand_ins(case: Case) -> dict[str, Any]:
    """Fields that may still be empty when the tables are checked."""
    return {
        "anomaly_day": case.played.turn.isoformat(),
        "anomaly_figure": "reads",
        "anomaly_cause": "holiday",
        "anomaly_evidence": [case.log[0].id],
        "chart": "a",
        **dict.fromkeys(("anomaly_next", "finding", "reply", "report", "ai_log"), "…" * 20),
    }


def _hand_in(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    return column(
        card(
            _("For the whole department"),
            form.field(
                "report", rows=7, help=_("One thing a line: traffic, interaction, conversion, the odd day, next month.")
            ),
            form.field("ai_log", rows=2, help=_("What you used AI for and how you checked it; or that you used none.")),
        ),
        review_panel(bench, _stand_ins(case)),
        submit_panel(bench),
        diary(bench),
    )
