"""Attribution and channels: two posts, seven models, increments, budgets and a trial, pilot and board, the letter."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.guard import sentence
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.budget_trial import budget_trial
from curriculum.workbench.parts.channel_tables import (
    beside_drawers,
    books,
    evidence_drawers,
    models_html,
    post_html,
    table_html,
    tests_table,
)
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.file_tables import lay_beside
from curriculum.workbench.parts.material import drawer, row_id
from curriculum.workbench.parts.picture import number_in, records_in
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.text import card, column, notice, notice_html, panel, row
from simulations.attribution import Journey
from simulations.language import _, sentences
from simulations.projects.attribution_and_channels import Case
from simulations.projects.attribution_and_channels.answer import CHANNEL_LABELS, STEP_LABELS
from simulations.projects.attribution_and_channels.paths import HEAD, NAMES, as_csv, cleaned
from simulations.world.journeys import CHANNELS

FOLDER, FILE = "material", "journeys.csv"
SHOWN = 30  # rows of the export that the form shows; the file has all


def steps(bench: Bench) -> Iterator[Step]:
    """The six steps."""
    case: Case = bench.brief
    _begin_tables(bench)
    yield Step(_("Two posts"), ("diagnoses",), _posts(bench, case))
    yield Step(_("Seven models"), ("cleaning", "window_days", "misleading"), _models(bench, case))
    yield Step(_("What channels cause"), ("increments", "verdicts"), _increments(bench, case))
    yield Step(_("Budget"), ("budget", "forecast_low", "forecast_high"), _budget(bench, case))
    pilot = ("pilot_channel", "pilot_budget", "pilot_success_yuan", "pilot_stop_day")
    yield Step(_("Pilot and dashboard"), (*pilot, "board"), _pilot(bench, case))
    yield Step(_("The letter"), ("letter_to", "letter", "feasibility", "ai_log"), _letter(bench, case))


def _begin_tables(bench: Bench) -> None:
    """The rows that are asked for stand there already."""
    fields = bench.draft.fields
    fields.setdefault("diagnoses", [{"post": letter} for letter in "PQ"])
    for name in ("increments", "verdicts", "budget"):
        fields.setdefault(name, [{"channel": channel} for channel in CHANNELS])


def _brief(case: Case) -> str:
    lines = "".join(f"<li>{row_id(line.id)} {escape(line.text)}</li>" for line in case.brief)
    return f'<div class="academy-brief"><ul>{lines}</ul></div>'


def _posts(bench: Bench, case: Case) -> ipywidgets.VBox:
    known = rows(
        bench.form,
        "diagnoses",
        options={"post": {post.letter: f"{post.letter} {post.title}" for post in case.posts}},
        abouts={"rows": _("one to four, such as P06、P11")},
        help=_("Which step loses them, in which sources? The note beside it must say the same."),
    )
    return column(
        card(_("Your brief"), panel(_brief(case))),
        *(
            card(
                _("Post {letter}: {title}").format(letter=post.letter, title=post.title),
                panel(post_html(post)),
                about=_("People at each step, by source; the last row is how such a post usually goes."),
            )
            for post in case.posts
        ),
        card(_("Why they sold little"), known),
    )


def _models(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    sample = table_html(HEAD, [row.cells for row in case.rows[:SHOWN]])
    title = _("The first {n} of {of} rows").format(n=SHOWN, of=f"{len(case.rows):,}")
    return column(
        card(
            _("Last month's journeys"),
            _laid_out(bench, case),
            panel(drawer(title, f'<div class="academy-file">{sample}</div>')),
            about=_("One row a person: what they met and when, whether they bought. Look closely before you count."),
        ),
        card(
            _("Make it clean, then run the models"),
            form.field("cleaning", options={slug: str(label) for slug, label in STEP_LABELS.items()}),
            form.field("window_days", options={"7": "7", "14": "14", "28": "28"}),
            _run(bench, case),
        ),
        card(
            _("Where do they mislead?"),
            panel(evidence_drawers(case)),
            rows(
                form,
                "misleading",
                abouts={"rows": _("such as X03; where nobody tested it, S and E rows")},
                help=_(
                    "Name the largest errors: a model, a channel, too much or too little, and the rows that show it."
                ),
            ),
        ),
    )


def _laid_out(bench: Bench, case: Case) -> ipywidgets.HTML:
    """Where the file lies, or why it could not be written."""
    try:
        lay_beside(bench.folder / FOLDER, {FILE: lambda: as_csv(case.rows)}, bench.context.variant(bench.task.slug))
    except OSError as error:
        return notice(_("The file could not be written ({why}).").format(why=sentence(error)), "warn")
    return notice(
        _("The whole file lies beside this notebook: {path}. Excel, WPS, Feishu and pandas open it.").format(
            path=f"{FOLDER}/{FILE}"
        )
    )


def _run(bench: Bench, case: Case) -> ipywidgets.VBox:
    """The button that computes all models on the file as it is after the chosen cleaning."""
    shown = panel("")

    def work() -> Callable[[], tuple[Journey, ...]]:
        done, window = bench.draft.get("cleaning") or (), bench.draft.get("window_days")
        return lambda: cleaned(case.rows, done, window if window in (7, 14, 28) else 28)

    def done(journeys: tuple[Journey, ...]) -> None:
        shown.value = models_html(journeys)

    def failed(text: str) -> None:
        shown.value = notice_html(text, "bad")

    return column(action(_("Run the seven models"), work, done, failed), shown)


def _increments(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    return column(
        card(
            _("What is known beside the paths"),
            panel(tests_table(case) + beside_drawers(case)),
            about=_(
                "Not every test is a fair one. Carts are the whole region's, all channels together; orders fall alike."
            ),
        ),
        card(
            _("If it were switched off, how many orders of a hundred would be gone?"),
            rows(
                form, "increments", help=_("An interval that holds with 80% confidence. They need not add up to 100.")
            ),
        ),
        card(
            _("Channel evaluation"),
            rows(form, "verdicts"),
            about=_("By what the next yuan brings, not by what the average one has brought."),
        ),
    )


def _budget(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, sums = bench.form, panel("")

    def follow(changed: str = "") -> None:
        if changed in ("", "budget"):
            sums.value = sums_html(case, records_in(bench.draft.get("budget")))

    bench.draft.on_change(follow)
    follow()
    business = case.business
    spent = table_html(
        (_("Id"), _("Channel"), _("Last month, yuan"), _("Owed whatever is decided")),
        [
            (account.id, NAMES[account.channel], account.spent, business.locked.get(account.channel, 0))
            for account in case.evidence.accounts
        ],
    )
    return column(
        card(
            _("Next month, in two versions"),
            panel(spent + drawer(_("The channels' books"), books(case))),
            rows(form, "budget"),
            sums,
            about=_(
                "First version: {total:,} yuan. Then three tenths are gone: {cut:,} yuan. What is not planned lapses."
            ).format(total=business.total, cut=business.total_cut),
        ),
        budget_trial(bench, ("budget",), round(business.orders)),
    )


def sums_html(case: Case, records: Sequence[Any]) -> str:
    """What both columns add up to, and what they lack."""
    told = []
    for name, total in (("first", case.business.total), ("cut", case.business.total_cut)):
        planned = sum(number_in(record, name) or 0.0 for record in records)
        label = str(_("First version") if name == "first" else _("After the cut"))
        text = _("{column}: {planned:,.0f} of {total:,}").format(column=label, planned=planned, total=total)
        if planned > total:
            text = sentences(text, _("({over:,.0f} too many)").format(over=planned - total))
        elif planned < total:
            text = sentences(text, _("({left:,.0f} left)").format(left=total - planned))
        told.append(notice_html(text, "good" if planned == total else "bad" if planned > total else "warn"))
    return "".join(told)


def _pilot(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, field = bench.form, case.field
    quotes = table_html(
        (
            _("Row"),
            _("Channel"),
            _("Audience"),
            _("What it is like"),
            _("Least, yuan"),
            _("Yuan per 1,000"),
            _("who come"),
            _("of them buy"),
            _("our readers"),
        ),
        [
            (
                one.id,
                one.name,
                one.audience,
                one.note,
                one.least_yuan,
                f"{one.per_thousand_yuan:g}",
                f"{one.comes:.2%}",
                f"{one.buys:.1%}",
                f"{one.fits:.0%}",
            )
            for one in field.candidates
        ],
    )
    figures = {id: f"{id} {figure.name}" for id, figure in sorted(case.board.figures.items())}
    decisions = {id: f"{id} {name}" for id, name in case.board.names.items()}
    return column(
        card(
            _("A new channel"),
            panel(quotes),
            form.field("pilot_channel", options={one.id: f"{one.id} {one.name}" for one in field.candidates}),
            row(
                form.field("pilot_budget"),
                form.field("pilot_success_yuan"),
                form.field("pilot_stop_day"),
                classes="academy-forecast-row",
            ),
            about=_(
                "A kept order earns {margin} yuan. If the pilot succeeds it runs on to day 90, else it stops."
            ).format(margin=field.margin_yuan),
        ),
        card(
            _("Five figures for the boss's five decisions"),
            panel(table_html((_("Row"), _("Decision")), list(case.board.names.items()))),
            rows(form, "board", options={"figure": figures, "decision": decisions}),
            about=_("Twelve are on offer. A figure that changes no decision costs more than an empty place."),
        ),
    )


def _letter(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    owners = "".join(
        f"<li><b>{escape(NAMES[channel])} · {escape(owner['who'])}</b> {escape(owner['says'])}</li>"
        for channel, owner in case.owners.items()
    )
    stand_ins = dict.fromkeys(("letter", "feasibility", "ai_log"), "……" * 20) | {"letter_to": CHANNELS[0]}
    return column(
        card(
            _("To the owner of the channel you cut"),
            panel(f'<div class="academy-brief"><ul>{owners}</ul></div>{evidence_drawers(case)}'),
            form.field("letter_to", options={slug: str(label) for slug, label in CHANNEL_LABELS.items()}),
            form.field(
                "letter",
                rows=9,
                help=_("The number with its row and its weakness, what they get instead, what would change your mind."),
            ),
        ),
        card(
            _("Half a page on the new channel"),
            form.field(
                "feasibility",
                rows=7,
                help=_("Compare the three, derive the success number, say who stops it on which day."),
            ),
            form.field("ai_log", rows=2, help=_("What you used AI for and how you checked it; or that you used none.")),
        ),
        review_panel(bench, stand_ins),
        submit_panel(bench),
        diary(bench),
    )
