"""Teardown and reverse design: the path, its map, four tries, forecasts, gates; the design backwards, poster, end."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.funnel import Stage, funnel
from curriculum.workbench.parts.inbox import inbox
from curriculum.workbench.parts.material import drawer, row_id
from curriculum.workbench.parts.picture import Record, number_in, text_in
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.teardown_and_reverse_design import listed_html, parts_html, tries_panel, weeks_html
from curriculum.workbench.parts.text import card, column, panel
from simulations.language import _
from simulations.projects.teardown_and_reverse_design import Case
from simulations.projects.teardown_and_reverse_design.answer import (
    ASKED,
    STEP_NAMES,
    RuleId,
)
from simulations.projects.teardown_and_reverse_design.brief import outfits
from simulations.world.rulebook.rules import rule

LATER = {"landing": "……………………………………", "ai_log": "……"}  # what no check looks at may come last


@dataclass(frozen=True)
class Shown:
    """A part as an inbox shows it."""

    id: str
    who: str
    when: str
    text: str


def steps(bench: Bench) -> Iterator[Step]:
    """The eight steps."""
    case: Case = bench.brief
    design = ("segment", "offer", "filter", "hook", "contacts", "scarcity", "asked", "messages", "needed")
    poster = ("poster_pain", "poster_promise", "poster_proof", "poster_action", "poster_brief")
    yield Step(_("The path"), (), _material(case))
    yield Step(_("The map"), ("parts",), _map(bench, case))
    yield Step(_("Four tries"), ("tries",), tries_panel(bench, case))
    yield Step(_("Forecast"), ("left",), _forecast(bench, case))
    yield Step(_("Gates"), ("gates", "analysis"), _gates(bench, case))
    yield Step(_("Backwards"), design, _design(bench, case))
    yield Step(_("Poster"), poster, _poster(bench, case))
    yield Step(_("Hand in"), ("landing", "ai_log"), _hand_in(bench))


def _material(case: Case) -> ipywidgets.VBox:
    return column(
        card(
            _("The path of {account}").format(account=case.path.account),
            panel(f"<p>{escape(case.path.about)}</p>{parts_html(case.path)}"),
            about=_("Twelve parts in the order in which people meet them. All of it is invented."),
        ),
        card(
            _("Export, week by week"),
            panel(weeks_html(case.path)),
            about=_("Channel code, group and course shop put together; one run, luck included."),
        ),
        card(
            _("From the back end"),
            panel(listed_html(case.path.records)),
            about=_("In no order, as such things are found."),
        ),
        card(_("What has been written about it"), panel(listed_html(case.cases))),
    )


def _drawers(case: Case, *, parts: bool = False) -> ipywidgets.HTML:
    """The material, to look up without leaving the page."""
    html = drawer(_("From the back end"), listed_html(case.path.records))
    html += drawer(_("Export, week by week"), weeks_html(case.path))
    html += drawer(_("What has been written about it"), listed_html(case.cases))
    return panel((drawer(_("The twelve parts"), parts_html(case.path)) if parts else "") + html)


def _map(bench: Bench, case: Case) -> ipywidgets.VBox:
    shown = [Shown(part.id, f"{part.id} {part.name}", "", part.text) for part in case.path.parts.values()]
    marked = inbox(
        bench.form, "parts", shown, help=_("What it is there for, even if it does it badly; decoration acts nowhere.")
    )
    return column(
        _drawers(case),
        card(_("Twelve parts, one function each"), marked, about=_("Ask of each: what would be different without it?")),
    )


def _forecast(bench: Bench, case: Case) -> ipywidgets.VBox:
    shown = [
        Shown(
            part.id, f"{part.id} {part.name}", "", _("{text}\nSwitched off: {off}").format(text=part.text, off=part.off)
        )
        for part in case.path.parts.values()
    ]
    said = inbox(
        bench.form,
        "left",
        shown,
        help=_("100: it makes no difference. Above 100: the path is better off without it."),
    )
    return column(
        _drawers(case),
        card(
            _("Of 100 who pay and stay, how many are left without it?"),
            said,
            about=_("Four weeks, one part at a time. Ends you are 80% sure of: too wide costs, too narrow costs more."),
        ),
    )


def _gates(bench: Bench, case: Case) -> ipywidgets.VBox:
    names = {slug: rule(slug).name for slug in RuleId.__args__}  # type: ignore[attr-defined]
    parts = {id: f"{id} {part.name}" for id, part in case.path.parts.items()}
    book = "".join(
        f"<li><div><b>{escape(rule(slug).name)}</b><p>{escape(rule(slug).about)}</p>"
        f"<small>{escape(rule(slug).law)}</small></div></li>"
        for slug in names
    )
    table = rows(
        bench.form,
        "gates",
        options={"part": parts, "rule": names},
        abouts={"rows": _("one to three, such as E07")},
        help=_("Only what the back end shows. A gate set up without cause costs as much as one left open."),
    )
    return column(
        _drawers(case, parts=True),
        panel(drawer(_("Eight rules"), f'<ol class="academy-talk">{book}</ol>')),
        card(_("Which parts break a rule"), table, about=_("Law counts even where a part pays.")),
        card(
            _("In one paragraph"),
            bench.form.field(
                "analysis",
                rows=6,
                help=_("What carries the path, what is for show, by which rows; and whom this case does not show."),
            ),
            about=_("This part a mentor reads."),
        ),
    )


def _named(kind: str, more: Callable[[Mapping[str, Any]], str]) -> dict[str, str]:
    """Choices of the design by what people read."""
    return {slug: f"{one['name']}{more(one)}" for slug, one in outfits()[kind].items()}


def _stage(record: Record, number: int) -> Stage:
    """A row of the numbers as a step of the funnel."""
    step = text_in(record, "step")
    return Stage(number, str(STEP_NAMES[step]) if step in STEP_NAMES else step, number_in(record, "people"))


def _design(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, brief = bench.form, case.brief
    shares = "；".join(
        _("{name} {share:.0%}").format(name=outfits()["segments"][slug]["name"], share=share)
        for slug, share in brief.shares.items()
    )
    voices = "".join(
        f"<li>{row_id(voice.id)}<div><b>{escape(voice.who)}</b><p>{escape(voice.text)}</p></div></li>"
        for voice in brief.voices
    )
    seen = _("Who sees us: {shares}").format(shares=shares)
    told = panel(f"{listed_html(brief.lines)}<p>{escape(seen)}</p>")
    looked_up = panel(
        drawer(_("What the last run showed"), listed_html(brief.exports))
        + drawer(_("What they say ({n})").format(n=len(brief.voices)), f'<ol class="academy-talk">{voices}</ol>')
    )
    return column(
        card(_("The brief: {account}").format(account=brief.account), told, looked_up),
        card(
            _("From the end: who pays for what"),
            form.field("segment", options=_named("segments", lambda one: _(": {about}").format(about=one["about"]))),
            form.field("offer", options=_named("offers", lambda one: _(": {about}").format(about=one["about"]))),
            form.field("filter", options=_named("filters", lambda one: "")),
            about=_("Begin with who pays at last. Everything before it is for that person."),
        ),
        card(
            _("Then the pack and the door"),
            form.field("hook", options=_named("hooks", lambda one: _(": {about}").format(about=one["about"]))),
            form.field("asked", options={slug: str(name) for slug, name in ASKED.items()}),
            form.field("scarcity", options=_named("scarcities", lambda one: "")),
            form.field("messages", help=_("by us to one person")),
        ),
        card(
            _("Last: where they first meet us"),
            rows(
                form,
                "contacts",
                options={"contact": _named("contacts", lambda one: _(" ({cost})").format(cost=one["cost"]))},
                help=_("Up to four. The same way twice is one way. Budget: {budget:,} yuan.").format(
                    budget=brief.budget
                ),
            ),
        ),
        card(
            _("The number each step must carry"),
            funnel(form, "needed", stage=_stage, help=_("Seven steps, from the last upwards; totals of four weeks.")),
            about=_(
                "From {target} kept at {price} yuan upwards. Without a filter that step equals the one before."
            ).format(target=brief.target, price=brief.price),
        ),
    )


def _poster(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, brief = bench.form, case.brief
    voices = drawer(_("What they say ({n})").format(n=len(brief.voices)), listed_html(brief.voices))
    return column(
        panel(voices + drawer(_("The brief: {account}").format(account=brief.account), listed_html(brief.lines))),
        card(
            _("What stands on it"),
            form.field("poster_pain", help=_("One person, one moment.")),
            form.field("poster_promise", help=_("What page one of the pack really gives.")),
            form.field("poster_proof", help=_("Only what the brief lets you prove.")),
            form.field("poster_action", help=_("One action.")),
            about=_("These words are read by the world too: what the law forbids costs the design."),
        ),
        card(
            _("What the designer needs to know"),
            form.field(
                "poster_brief",
                rows=6,
                help=_("For whom, what is largest, sizes, white space, what must not be on it, in which file."),
            ),
            about=_("This part a mentor reads."),
        ),
    )


def _hand_in(bench: Bench) -> ipywidgets.VBox:
    form = bench.form
    words = card(
        _("Landing"),
        form.field(
            "landing",
            rows=5,
            help=_(
                "Two or three numbers with their threshold, what is changed then, by whom; one part switched off first."
            ),
        ),
        form.field("ai_log", rows=3, help=_("What you used AI for and how you checked it; or that you used none.")),
    )
    return column(words, review_panel(bench, LATER), submit_panel(bench), diary(bench))
