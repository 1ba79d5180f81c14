"""Funnel design: brief and target, the funnel with its picture, the gate, trials, the news, the page for the boss."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import ipywidgets
from pydantic import ValidationError

from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.parts.action import Action, action
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.funnel import Stage, funnel
from curriculum.workbench.parts.funnel_brief import (
    brief_html,
    magnets_html,
    news_html,
    paper_html,
    pillars_html,
    prices_html,
    rates_html,
)
from curriculum.workbench.parts.funnel_trial import bottleneck_html, funnel_trial
from curriculum.workbench.parts.inbox import inbox
from curriculum.workbench.parts.keep import keep
from curriculum.workbench.parts.material import drawer
from curriculum.workbench.parts.missing import missing_html
from curriculum.workbench.parts.picture import Record, number_in
from curriculum.workbench.parts.review import advice_html, review_panel
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.text import card, column, notice_html, panel, row
from simulations.language import _
from simulations.projects.funnel_design import Case, Design, bottleneck, expect, sister
from simulations.projects.funnel_design.answer import STEPS
from simulations.projects.funnel_design.case import TWIST_WEEK, WEEKS, number
from simulations.projects.funnel_design.labels import (
    AMENDMENTS,
    BRINGING,
    LADDERS,
    PLATFORM_NAMES,
    PROMISES,
    STEP_NAMES,
    rule_names,
)

PLAYED = tuple(Design.model_fields)
FIELDS = "academy-forecast-row"  # short fields beside each other


@dataclass(frozen=True)
class Proposal:
    """A proposal as an inbox shows it."""

    id: str
    who: str
    when: str
    text: str


def steps(bench: Bench) -> Iterator[Step]:
    """The six steps."""
    case: Case = bench.brief
    yield Step(_("Brief and target"), ("backwards",), _target(bench, case))
    yield Step(_("The funnel"), PLAYED, _funnel(bench, case))
    yield Step(_("The gate"), ("gates",), _gate(bench, case))
    forecasts = ("adds_low", "adds_high", "forecast_low", "forecast_high", "clients_low", "clients_high")
    yield Step(_("Forecast and play"), forecasts, _trial(bench, case))
    yield Step(_("The news"), ("amendment", "amendment_reason"), _news(bench, case))
    words = ("analysis", "solution", "landing", "watch", "ai_log")
    yield Step(_("The page for the boss"), words, _page(bench, case))


def _target(bench: Bench, case: Case) -> ipywidgets.VBox:
    def stage(record: Record, place: int) -> Stage:
        return Stage(place, str(STEP_NAMES.get(str(record.get("step")), "")), number_in(record, "people"))

    return column(
        card(_("Your brief"), panel(brief_html(case))),
        card(
            _("What the last weeks say"),
            panel(prices_html(case)),
            about=_("Means; half of the posts get less than half."),
        ),
        card(_("Rates to count with"), panel(rates_html())),
        card(
            _("Count backwards"),
            funnel(bench.form, "backwards", stage=stage, help=_("All six steps, from readers to clients.")),
            about=_("Begin at the end: how many clients and buyers does the target take, and so how many before them?"),
        ),
    )


def design_in(bench: Bench) -> Design | None:
    """The design as far as it is filled in; None while something is missing."""
    try:
        return Design.model_validate({name: bench.draft.get(name) for name in PLAYED})
    except ValidationError:
        return None


def _funnel(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, drawn = bench.form, panel("", "academy-picture")

    def follow(changed: str = "") -> None:
        if changed and changed not in PLAYED:
            return
        design = design_in(bench)
        drawn.value = (
            notice_html(_("When channels, giveaway, broadcasts and offers are filled in, the funnel is drawn here."))
            if design is None
            else paper_html(expect(design, case), case)
        )

    bench.draft.on_change(follow)
    follow()
    names = {id: f"{id} {one.name}" for id, one in case.pillars.items()}
    there = {platform: str(PLATFORM_NAMES[platform]) for platform in case.accounts}
    absent = _("No account on {names}.").format(
        names="、".join(str(name) for slug, name in PLATFORM_NAMES.items() if slug not in there)
    )
    channels = rows(form, "channels", options={"pillar": names}, help=absent)
    sends = rows(
        form,
        "sends",
        help=_(
            "A row goes out once a week from its first week to its last. Members bear about two a week. "
            "The course opens every two weeks: more often its scarcity is not real."
        ),
    )
    groups = row(form.field("welcome"), form.field("rules"), form.field("activities"), classes=FIELDS)
    an_hour = _("{yuan:g} yuan an hour").format(yuan=number("advisor_yuan"))
    at_desk = _("until 22:00, {yuan:g} yuan an hour").format(yuan=number("desk_yuan"))
    hands = row(
        form.field("advisor_hours", unit=_("hours a week"), help=an_hour),
        form.field("desk_hours", unit=_("hours a day"), help=at_desk),
        classes=FIELDS,
    )
    prices = row(
        form.field("low_price_yuan", unit=_("yuan")),
        form.field("high_price_yuan", unit=_("yuan")),
        form.field("high_spots", unit=_("spots")),
        form.field("refund_days", unit=_("days")),
        classes=FIELDS,
    )
    return column(
        panel(drawer(_("Look up the brief"), brief_html(case) + prices_html(case))),
        card(
            _("On paper"),
            drawn,
            keep(_("On paper"), lambda: _steps(bench, case)),
            about=_("Means without luck. Trials come two steps later."),
        ),
        card(_("Content columns"), panel(pillars_html(case)), channels),
        card(
            _("Giveaway"),
            panel(magnets_html(case)),
            form.field("magnet", options={id: f"{id} {one.name}" for id, one in case.magnets.items()}),
            about=_("Last year's record of each."),
        ),
        card(_("Groups and broadcasts"), groups, sends, form.field("bringing", options=_named(BRINGING))),
        card(
            _("Offers"),
            prices,
            form.field("promise", options=_named(PROMISES)),
            form.field("ladder", options=_named(LADDERS)),
        ),
        card(_("Hands"), hands, about=_("Talks before the dear offer, homework of the course, questions at the desk.")),
    )


def _steps(bench: Bench, case: Case) -> list[list[Any]]:
    """The funnel on paper as a table: each step, its people, the share of the step before."""
    design = design_in(bench)
    people = list(expect(design, case).people.items()) if design else []
    shares = [None, *(after / before if before else None for (_a, before), (_b, after) in pairwise(people))]
    header: list[Any] = [_("Step"), _("People"), _("Of the step before")]
    return [
        header,
        *([str(STEP_NAMES[step]), round(n, 1), share] for (step, n), share in zip(people, shares, strict=False)),
    ]


def _named(words: Mapping[str, Any]) -> dict[str, str]:
    return {slug: str(name) for slug, name in words.items()}


def _gate(bench: Bench, case: Case) -> ipywidgets.VBox:
    shown = [
        Proposal(id, f"{id} {one.arrow}", str(PLATFORM_NAMES[one.where]), one.text) for id, one in case.arrows.items()
    ]
    gates = inbox(
        bench.form,
        "gates",
        shown,
        options={"rule": _named(rule_names())},
        help=_("Some are fine as they stand. What passes goes out every week, in the world too."),
    )
    return column(
        card(
            _("Ten arrows"),
            gates,
            about=_("Colleagues have written what each arrow says. May it pass? Which rule does it break, what works?"),
        )
    )


LATER: dict[str, Any] = {
    "backwards": [{"step": step, "people": 1} for step in STEPS],
    "adds_low": 1, "adds_high": 2, "clients_low": 1, "clients_high": 2,
    "amendment": "as_is", "amendment_reason": "……………",
    "analysis": "………………………", "solution": "……………………………", "landing": "…………………………………",
    "watch": [{"figure": f"…{n}", "threshold": "…", "action": "……"} for n in range(3)],
    "ai_log": "……",
}  # fmt: skip


def _stand_ins(case: Case) -> dict[str, Any]:
    """Valid values for what a trial does not look at."""
    return {**LATER, "gates": {id: {"verdict": "pass", "rule": "none", "mend": "none"} for id in case.arrows}}


def _ask(
    bench: Bench, label: str, compute: Callable[[Design, Any], str], stand_ins: Mapping[str, Any], said: ipywidgets.HTML
) -> Action[str]:
    """A button that plays the design and says what came of it."""

    def work() -> Callable[[], str]:
        answer = bench.draft.answer(**stand_ins, forecast_low=1, forecast_high=2)
        return lambda: compute(answer.design, answer)  # type: ignore[attr-defined]

    def done(html: str) -> None:
        said.value = html

    def failed(text: str) -> None:
        missing = bench.draft.incomplete(*PLAYED)
        said.value = missing_html(bench, missing, _("This is still needed:")) if missing else notice_html(text, "bad")

    return action(label, work, done, failed, ready=lambda: not bench.draft.incomplete(*PLAYED))


def _trial(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, stand_ins = bench.form, _stand_ins(case)
    found, advice = panel(""), panel("")
    what = {step: str(name) for step, name in STEP_NAMES.items()} | {"hours": _("Hours of advisors")}

    def narrow(design: Design, _answer: Any) -> str:
        return bottleneck_html(bottleneck(design, bench.context), what)

    def told(_design: Design, answer: Any) -> str:
        coach = bench.task.coach
        assert coach is not None  # this button stands where there is one
        return advice_html(coach(answer, sister(bench.context)), bench.task.figure)

    buttons = (
        _ask(bench, _("What a tenth more is worth"), narrow, stand_ins, found),
        _ask(bench, _("Ask the coach"), told, stand_ins, advice),
    )

    def follow(_changed: str = "") -> None:
        for button in buttons:
            button.follow()

    bench.draft.on_change(follow)
    others = row(
        form.field("adds_low"),
        form.field("adds_high"),
        form.field("clients_low"),
        form.field("clients_high"),
        classes=FIELDS,
    )
    return column(
        card(_("Two more forecasts"), others, about=_("With 80% confidence; graded in worlds nobody has seen.")),
        funnel_trial(bench, PLAYED, {k: v for k, v in stand_ins.items() if k not in PLAYED}, STEP_NAMES),
        card(
            _("The bottleneck"),
            buttons[0],
            found,
            about=_(
                "One step at a time gets a tenth more in the same twelve public worlds. The lowest rate need not win."
            ),
        ),
        card(
            _("The coach"),
            buttons[1],
            advice,
            about=_("The coach speaks on the sister brief: your design in another studio."),
        ),
    )


def _news(bench: Bench, case: Case) -> ipywidgets.VBox:
    hired = _("Hired advisors: {hours:g} hours a week at {yuan:g} yuan.").format(
        hours=number("hired_hours"), yuan=number("hired_yuan")
    )
    return column(
        card(
            _("The news"),
            panel(news_html(case)),
            bench.form.field("amendment", options=_named(AMENDMENTS), help=hired),
            bench.form.field("amendment_reason", rows=3),
            about=_("One change only, for the last {weeks} weeks; it is played in your own funnel.").format(
                weeks=WEEKS - TWIST_WEEK + 1
            ),
        )
    )


def _page(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    words = card(
        _("One page"),
        form.field("analysis", rows=5, help=_("Where it is narrow, by which numbers, and why not the lowest rate.")),
        form.field(
            "solution", rows=5, help=_("What each step is for, where price and spots come from, what you give up.")
        ),
        form.field("landing", rows=5, help=_("What to approve, when one sees what, the worst case and where to stop.")),
        rows(form, "watch", help=_("Three to five. An action is something one person can do that day.")),
        form.field("ai_log", rows=3, help=_("What you used AI for and how you checked it; or that you used none.")),
        about=_("For a boss with three minutes: {target:,} yuan are asked for.").format(target=case.target_yuan),
    )
    later = {k: v for k, v in LATER.items() if k not in ("amendment", "backwards")}
    return column(words, review_panel(bench, later), submit_panel(bench), diary(bench))
