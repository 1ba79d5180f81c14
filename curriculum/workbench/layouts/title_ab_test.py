"""The title test: twelve finished tests, one's own design and its trial, the read-out, six titles, two texts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ipywidgets

from curriculum.files import write_whole
from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.form import from_one, to_one
from curriculum.workbench.front import Pick
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.inbox import inbox
from curriculum.workbench.parts.material import drawer
from curriculum.workbench.parts.missing import missing_html
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.split_test_charts import charts_html
from curriculum.workbench.parts.split_test_tables import (
    brief_html,
    campaign_html,
    counted_html,
    csv_of,
    methods_html,
    numbers_html,
    readout_html,
    told,
    worked_out,
)
from curriculum.workbench.parts.split_test_trial import design_trial
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.text import card, column, notice_html, panel, row
from simulations.language import _, sentences
from simulations.projects.title_ab_test.answer import CHOICES, Readout
from simulations.projects.title_ab_test.case import Case
from simulations.projects.title_ab_test.play import plan_of, sealed
from simulations.split_tests import sample_size

FOLDER, FILE = "material", "tests.csv"
DESIGN = (
    "hypothesis", "change", "metric", "guardrail", "split", "confounder",
    "rate", "effect", "per_arm", "stopping", "looks", "undecided",
)  # fmt: skip
SEEN_BY_WORLD = ("split", "per_arm", "stopping", "looks", "undecided")
FIGURES = ("lift", "lift_low", "lift_high", "shrunk")
READ = (*FIGURES, "verdict")
CAMPAIGN = ("policy", "explore", "rounds", "floor")
LATER: dict[str, Any] = {"report": "…" * 40, "ai_log": "……"}  # what no check needs may come last
UNPLAYED: dict[str, Any] = {
    "claims": [
        {"test": f"T{n:02d}", "verdict": "cannot", "reason": "too_few", "next": "rerun_larger"} for n in range(1, 13)
    ],
    "confidence": 50, "hypothesis": "…" * 10, "change": "title", "metric": "opens", "guardrail": "finish",
    "confounder": "luck", "rate": 1.0, "effect": 10, "forecast_low": 0, "forecast_high": 100, "lift": 0.0,
    "lift_low": 0.0, "lift_high": 0.0, "shrunk": 0.0, "verdict": "cannot", "policy": "even", "explore": 50,
    "rounds": 1, "floor": 0, "chart": "rates",
    "agenda": [{"question": "……………", "how": "……………", "decision": "……………"}], **LATER,
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A finished test as the inbox shows it."""

    id: str
    who: str
    when: str
    text: str


def steps(bench: Bench) -> Iterator[Step]:
    """The six steps."""
    case: Case = bench.brief
    yield Step(_("Brief"), (), _brief(bench, case))
    yield Step(_("Twelve finished tests"), ("claims", "confidence"), _claims(bench, case))
    yield Step(_("Your own test"), (*DESIGN, "forecast_low", "forecast_high"), _design(bench, case))
    yield Step(_("Read it out"), READ, _readout(bench, case))
    yield Step(_("Six titles"), CAMPAIGN, _campaign(bench, case))
    yield Step(_("Report and hand in"), ("report", "chart", "agenda", "ai_log"), _hand_in(bench, case))


def _options(name: str) -> dict[str, str]:
    return {choice: str(label) for choice, label in CHOICES[name].items()}


def _brief(bench: Bench, case: Case) -> ipywidgets.VBox:
    return column(
        card(_("Your brief"), panel(brief_html(case))),
        card(
            _("All counts in one table"),
            panel(counted_html(case)),
            _export(bench, case),
            about=_("All of it is invented. One row a version in the file: test, version, shown, clicks."),
        ),
    )


def _export(bench: Bench, case: Case) -> ipywidgets.VBox:
    """The counts as a file beside the notebook."""
    said = panel("")
    path = bench.folder / FOLDER / FILE

    def write() -> Path:
        write_whole(path, csv_of(case).encode())
        return path

    def work() -> Callable[[], Path]:
        return lambda: write()

    def done(written: Path) -> None:
        text = _("{file} lies in the folder {folder} beside this notebook; Excel, WPS and Feishu open it.")
        said.value = notice_html(text.format(file=written.name, folder=FOLDER), "good")

    def failed(text: str) -> None:
        said.value = notice_html(text, "bad")

    return column(action(_("Write the table for a spreadsheet"), work, done, failed), said)


def _claims(bench: Bench, case: Case) -> ipywidgets.VBox:
    shown = panel("")

    def work() -> Callable[[], str]:
        return lambda: worked_out(case)

    def done(html: str) -> None:
        shown.value = html

    def failed(text: str) -> None:
        shown.value = notice_html(text, "bad")

    judged = inbox(
        bench.form,
        "claims",
        [
            Shown(id, f"{id} {test.changed}", _("{n} days").format(n=test.days), told(test))
            for id, test in case.tests.items()
        ],
        key="test",
        help=_("A claim pays from a chance of nine in ten on; below that, “cannot be decided” pays more."),
    )
    return column(
        card(
            _("The arithmetic"),
            action(_("Work out lift, interval and p-value of all twelve"), work, done, failed),
            shown,
            about=_("It works out what it is given. Whether the figures deserve it is yours to see."),
        ),
        card(_("Judge each"), judged),
        card(
            _("How sure are you"),
            bench.form.field("confidence", help=_("Of all you claim for A or B: what percentage will be true?")),
        ),
    )


def _design(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, needed = bench.form, panel("")

    def reckon() -> Callable[[], str]:
        rate, effect, slug = (bench.draft.get(name) for name in ("rate", "effect", "split"))

        def work() -> str:
            people = sample_size(float(rate) / 100, float(effect) / 100)
            method = case.methods.get(str(slug))
            said = _(
                "To see {effect:g}% at {rate:g}% with a chance of four in five: {people:,} people per version."
            ).format(effect=float(effect), rate=float(rate), people=people)
            if method is None:
                return notice_html(said)
            weeks = _("This way of splitting brings {week:,} per version and week: {weeks:.1f} weeks.").format(
                week=method.per_week, weeks=people / method.per_week
            )
            return notice_html(sentences(said, weeks), "warn" if people > method.most else "note")

        return work

    def show(html: str) -> None:
        needed.value = html

    def failed(text: str) -> None:
        needed.value = notice_html(text, "bad")

    reckoner = action(
        _("How many people does it take?"), reckon, show, failed,
        ready=lambda: all(isinstance(bench.draft.get(name), int | float) for name in ("rate", "effect")),
    )  # fmt: skip
    bench.draft.on_change(lambda _changed: reckoner.follow())
    reckoner.follow()
    question = _("Does a question in the title bring {asked}% more opens? One test, one answer, within the quarter.")
    return column(
        card(
            _("The question"),
            form.field(
                "hypothesis",
                rows=4,
                help=_("What changes, why readers would react, by how much, what would prove you wrong."),
            ),
            row(*(form.field(name, options=_options(name)) for name in ("change", "metric", "guardrail"))),
            about=question.format(asked=case.asked),
        ),
        card(
            _("The split"),
            panel(methods_html(case)),
            form.field("split", options=_options("split")),
            form.field("confounder", options=_options("confounder")),
        ),
        card(
            _("Size and looks"),
            row(*(form.field(name) for name in ("rate", "effect", "per_arm")), classes="academy-forecast-row"),
            reckoner,
            needed,
            form.field("stopping", options=_options("stopping")),
            form.field("looks", help=_("1 if you look once")),
            form.field("undecided", options=_options("undecided")),
            about=_("All of this stands before the first number does."),
        ),
        design_trial(bench, SEEN_BY_WORLD, lambda: _world_answer(bench)),
    )


def _world_answer(bench: Bench) -> Readout:
    """The design as far as the world sees it, whatever else is still empty."""
    given = {name: bench.draft.get(name) for name in SEEN_BY_WORLD}
    return Readout.model_validate({**UNPLAYED, **given})


def _readout(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, hint, shown = bench.form, panel(""), panel("")

    def ready() -> bool:
        return not bench.draft.incomplete(*DESIGN)

    def work() -> Callable[[], str]:
        plan = plan_of(_world_answer(bench), case)
        return lambda: readout_html(*sealed(plan, bench.context))

    def done(html: str) -> None:
        shown.value = html

    def failed(text: str) -> None:
        shown.value = notice_html(text, "bad")

    button = action(_("Open the envelope"), work, done, failed, primary=True, ready=ready)

    def follow(changed: str = "") -> None:
        button.follow()
        missing = bench.draft.incomplete(*DESIGN)
        hint.value = missing_html(bench, missing, _("The envelope opens when the design stands:")) if missing else ""
        if changed in SEEN_BY_WORLD:  # other people would be in it now
            shown.value = ""

    bench.draft.on_change(follow)
    follow()
    about = _(
        "Your own test, run as designed. Change the design and the envelope holds other people, never another truth."
    )
    return column(
        card(_("The envelope"), hint, button, shown, about=about),
        card(
            _("What it says"),
            row(
                *(form.field(name) for name in ("lift", "lift_low", "lift_high", "shrunk")),
                classes="academy-forecast-row",
            ),
            form.field("verdict", options=_options("verdict")),
            panel(drawer(_("How to work it out"), numbers_html())),
        ),
    )


def _campaign(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    return column(
        card(_("The campaign"), panel(campaign_html(case))),
        card(
            _("One way of three"),
            form.field("policy", options=_options("policy")),
            form.field(
                "explore", help=_("For “even first”: how much is split evenly before the best takes all. 5 to 100.")
            ),
            form.field(
                "rounds", help=_("For the bandit: how often it sets the shares anew, 1 to 24. Each costs work.")
            ),
            form.field("floor", help=_("For the bandit: what each title keeps whatever happens, 0 to 15.")),
            about=_("Fill in all three numbers; only those of your policy count."),
        ),
    )


def _hand_in(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    chart = Pick(name="chart", label=form.label("chart"), html=charts_html(case.rumour, bench.context))
    asked = _("The boss says: “{test}: B won by {lift:.0%}. Write it into the rules?”").format(
        test=case.rumour.id, lift=case.rumour.b.rate / case.rumour.a.rate - 1
    )
    return column(
        card(
            _("To the boss"),
            panel(drawer(_("Look up all counts"), counted_html(case))),
            form.field(
                "report", rows=8, help=_("150 to 300 characters: what may be said, what may not, what comes next.")
            ),
            form.bind("chart", chart, to_one, from_one),
            about=asked,
        ),
        card(
            _("Next month"),
            rows(
                form,
                "agenda",
                abouts={"how": _("split, figure, people"), "decision": _("if it comes out so, if not")},
                help=_("Three questions, each small enough for one change."),
            ),
        ),
        card(
            _("Look back"),
            form.field("ai_log", rows=3, help=_("What you used AI for and how you checked it; or that you used none.")),
        ),
        review_panel(bench, LATER),
        submit_panel(bench),
        diary(bench),
    )
