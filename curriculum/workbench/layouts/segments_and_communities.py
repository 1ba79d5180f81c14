"""Segments and communities: the sample, three segments, RFM, tiers, the month, whom not to message, the card."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import ipywidgets
from pydantic import ValidationError

from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.form import from_many
from curriculum.workbench.front import Pick
from curriculum.workbench.guard import sentence
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.file_tables import file_html, lay_beside
from curriculum.workbench.parts.inbox import inbox
from curriculum.workbench.parts.material import drawer
from curriculum.workbench.parts.month_strip import month_strip
from curriculum.workbench.parts.month_trial import month_coach, month_trial
from curriculum.workbench.parts.persona_card import persona_card
from curriculum.workbench.parts.picture import records_in, text_in, with_picture
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.rfm_views import CUTS, WEIGHTS, quantiles_html, seats_html
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.sample_views import (
    cross_table,
    crosstab,
    namesakes,
    parts_html,
    paying_talk,
    quotes,
    tested_html,
)
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.text import card, column, notice, notice_html, panel, paragraphs, row
from simulations.language import _
from simulations.projects.segments_and_communities.advice import sister
from simulations.projects.segments_and_communities.answer import Condition, TierPlan
from simulations.projects.segments_and_communities.cards import written
from simulations.projects.segments_and_communities.case import Case
from simulations.projects.segments_and_communities.files import material_files, shown
from simulations.projects.segments_and_communities.labels import PARTS, TIERS
from simulations.projects.segments_and_communities.menu import menu, names
from simulations.projects.segments_and_communities.people import User, material
from simulations.projects.segments_and_communities.play import minutes_wanted
from simulations.projects.segments_and_communities.segmenting import split
from simulations.written import fill

FOLDER = "material"
PLAYED = ("tiers", "price", "pack_topic", "broadcasts")


def steps(bench: Bench) -> Iterator[Step]:
    """The seven steps."""
    case: Case = bench.brief
    bench.draft.fields.setdefault("tiers", [{"tier": tier} for tier in TIERS])
    bench.draft.fields.setdefault("stages", [{"stage": stage} for stage in ("potential", "interested", "paying")])
    bench.draft.fields.setdefault("dropped", [])
    yield Step(_("The sample"), ("dropped",), _sample(bench, case))
    yield Step(_("Three segments"), ("conditions", "segments", "biases"), _segments(bench, case))
    yield Step(_("RFM"), (*CUTS, *WEIGHTS), _rfm(bench, case))
    yield Step(_("Tiers and rules"), ("stages", "tiers", "promotion"), _tiers(bench, case))
    month = ("price", "pack_topic", "leave_out", "broadcasts", "forecast_low", "forecast_high")
    yield Step(_("Run the month"), month, _month(bench, case))
    yield Step(_("Whom not to message"), ("decisions",), _decisions(bench, case))
    last = ("card_name", "card_line", "card_numbers", "card_quote", "card_does", "review", "reflection", "ai_log")
    yield Step(_("Card and hand in"), last, _hand_in(bench, case))


def _needs(case: Case) -> dict[str, str]:
    return {need.slug: need.name for need in case.needs}


def _kept(bench: Bench, case: Case) -> list[User]:
    """The rows that have not been thrown out."""
    dropped = set(from_many(bench.draft.get("dropped")))
    return [user for user in case.rows if user.id not in dropped]


def _following(bench: Bench, fields: tuple[str, ...], draw: Any) -> ipywidgets.HTML:
    """A panel that is drawn again when one of the fields changes."""
    drawn = panel("")

    def follow(changed: str = "") -> None:
        if changed in ("", *fields):
            drawn.value = draw()

    bench.draft.on_change(follow)
    follow()
    return drawn


def _laid_out(bench: Bench, case: Case) -> ipywidgets.HTML:
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


def _sample(bench: Bench, case: Case) -> ipywidgets.VBox:
    brand = case.brand
    worth = menu()["member_worth_yuan"]
    facts = [
        (_("Account"), brand.account),
        (_("Sells"), brand.sells),
        (_("Readers"), brand.readers),
        (_("Today"), f"{case.today:%Y-%m-%d}"),
        *((str(TIERS[tier]), f"{count:,}") for tier, count in case.members.items()),
        (
            _("A member is worth"),
            _("{figures} yuan").format(figures="、".join(f"{TIERS[tier]} {yuan:g}" for tier, yuan in worth.items())),
        ),
    ]
    about = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts)
    brief = panel(f'<div class="academy-brief"><div>{paragraphs(case.brief)}</div><dl>{about}</dl></div>')
    out = Pick(
        name="dropped",
        label=bench.form.label("dropped"),
        html=file_html(shown(case, case.rows), pick=True),
        most=bench.form.spec("dropped")["maxItems"],
    )
    out.help = _("Tick the id of a row that does not belong. Of two rows of one person one stays, either.")
    twice = file_html(shown(case, namesakes(case.rows)))
    return column(
        card(_("Your brief"), brief, _laid_out(bench, case)),
        card(
            _("The sample"),
            panel(drawer(_("Rows that share a nickname"), twice)),
            bench.form.bind("dropped", out, list, from_many),
            about=_("Somebody in it twice counts twice; some accounts are nobody's. Namesakes are two people."),
        ),
    )


def _segments(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, needs = bench.form, _needs(case)

    def taken() -> str:
        kept, conditions = _kept(bench, case), []
        for record in records_in(bench.draft.get("conditions")):
            try:
                conditions.append(Condition.model_validate(record))
            except ValidationError:  # half a condition takes nobody yet
                continue
        if not conditions:
            return notice_html(_("Write a rule, and how many it takes shows here."))
        called = [text_in(record, "name") for record in records_in(bench.draft.get("segments"))]
        titles = {
            n: f"{n + 1} {called[n]}" if n < len(called) and called[n] else str(PARTS[str(n + 1)]) for n in range(3)
        }
        return parts_html(case, split(conditions, kept), titles, len(kept))

    tables = _following(bench, ("dropped",), lambda: crosstab(case, _kept(bench, case)))
    talk = _following(bench, ("dropped",), lambda: paying_talk(_kept(bench, case)))
    leanings = {slug: fill(lean["zh"], {"source": case.truth.source}) for slug, lean in material()["biases"].items()}
    return column(
        card(
            _("Column by column"),
            tables,
            about=_(
                "How many there are, how many answered, what those want. A column that matters shows different needs "
                "in its classes."
            ),
        ),
        card(
            _("Where the survey leans"),
            talk,
            form.field("biases", options=leanings, help=_("Tick what the numbers above show; what is not so costs.")),
        ),
        card(
            _("Rules of belonging"),
            rows(
                form,
                "conditions",
                abouts={"value": _("a number, or words of the table")},
                help=_(
                    "All conditions of a segment must hold. Segment 1 comes first; 3 without a rule takes the rest."
                ),
            ),
            _following(bench, ("dropped", "conditions", "segments"), taken),
        ),
        card(
            _("Three segments"),
            panel(
                drawer(_("What people wrote"), quotes(case))
                + drawer(_("The sample"), file_html(shown(case, case.rows)))
            ),
            rows(
                form,
                "segments",
                options={"need": needs},
                abouts={"evidence": _("ids, e.g. U012、U101")},
                help=_("Evidence: rows that fit the rule and whose survey names this need; three are enough."),
            ),
        ),
    )


def _rfm(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form

    def quantiles() -> str:
        return quantiles_html(_kept(bench, case))

    def seats() -> str:
        return seats_html(_kept(bench, case), {name: bench.draft.get(name) for name in (*CUTS, *WEIGHTS)})

    fields = {name: form.field(name) for name in (*CUTS, *WEIGHTS)}
    return column(
        card(
            _("Those who have bought"),
            _following(bench, ("dropped",), quantiles),
            about=_("Quantiles of the rows you kept. In a spreadsheet: PERCENTILE; in pandas: qcut."),
        ),
        card(
            _("Cuts and weights"),
            row(*(fields[name] for name in CUTS[:2]), fields["r_weight"], classes="academy-forecast-row"),
            row(*(fields[name] for name in CUTS[2:4]), fields["f_weight"], classes="academy-forecast-row"),
            row(*(fields[name] for name in CUTS[4:]), fields["m_weight"], classes="academy-forecast-row"),
            _following(bench, ("dropped", *CUTS, *WEIGHTS), seats),
            about=_("Points 1 to 3 each; the order is the weighted sum. The month that decides is hidden."),
        ),
    )


def _tiers(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, needs, gives = bench.form, _needs(case), names("gives")

    def minutes() -> str:
        plans: dict[str, TierPlan] = {}
        for record in records_in(bench.draft.get("tiers")):
            try:
                plan = TierPlan.model_validate(record)
            except ValidationError:
                continue
            plans[plan.tier] = plan
        if set(plans) != set(TIERS):
            return notice_html(_("With all three rows filled in, the minutes show here."))
        wanted = minutes_wanted(plans, case)
        total = sum(wanted.values())
        parts = "；".join(f"{TIERS[tier]} {wanted[tier]:.0f}" for tier in TIERS)
        told = _("{total:.0f} of {all} minutes a day: {parts} (what is given takes time beside the hosts').").format(
            total=total, all=case.host_minutes, parts=parts
        )
        return notice_html(told, "bad" if total > case.host_minutes else "note")

    sheet = menu()["gives"]
    costs = (
        f'<tr><th scope="row">{escape(name)}</th><td class="academy-number">{sheet[slug]["minutes_per_1000"]:g}</td>'
        f'<td class="academy-number">{sheet[slug]["yuan_per_1000"]:g}</td></tr>'
        for slug, name in gives.items()
    )
    titles = (_("What it gives"), _("minutes a day per 1,000 people"), _("yuan a week per 1,000 people"))
    return column(
        card(
            _("Three stages, three ways to reach"),
            rows(form, "stages", help=_("A sign is a column and a number that the back end has.")),
        ),
        card(
            _("Three tiers of groups"),
            panel(drawer(_("What giving costs"), cross_table(titles, costs))),
            rows(
                form,
                "tiers",
                options={"gives": gives, "topic": needs},
                help=_("A group takes three minutes a day before anything else, an activity an hour."),
            ),
            _following(bench, ("tiers",), minutes),
            form.field(
                "promotion",
                rows=4,
                help=_("Who moves up when, who down, who checks it, and what the rights cost in minutes."),
            ),
        ),
    )


def _stand_ins(case: Case) -> dict[str, Any]:
    """Fields that may still be empty when the month is tried or the rest is checked."""
    needs = [need.slug for need in case.needs]
    stage = {"sign": "……", "reach": "……", "never": "……"}
    return {
        "conditions": [{"segment": "1", "column": "orders", "operator": "at_least", "value": "1"}],
        "segments": [{"name": "……", "need": needs[0], "people": 0, "evidence": [case.rows[0].id]}] * 3,
        "biases": ["saying"],
        **dict.fromkeys((*CUTS, *WEIGHTS), 1),
        "stages": [{"stage": name, **stage} for name in ("potential", "interested", "paying")],
        "decisions": {one.id: {"action": "hold", "reason": "tired"} for one in case.cards},
        "card_numbers": [{"what": "……", "number": "0"}] * 3,
        "card_quote": next(user.id for user in case.clean if user.quote),
        "card_name": "……",
        **dict.fromkeys(("card_line", "card_does", "promotion", "review", "reflection", "ai_log"), "…" * 24),
    }


def _month(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, needs, says = bench.form, _needs(case), names("says")
    reached = menu()["to"]
    to = {slug: "＋".join(str(TIERS[tier]) for tier in tiers) for slug, tiers in reached.items()}
    table = rows(
        form,
        "broadcasts",
        options={"to": to, "says": says, "topic": needs},
        help=_(
            "Each tier bears two to three a week. What is useful is forgiven; the same again within a week wears out."
        ),
    )
    tiers = {tier: str(name) for tier, name in TIERS.items()}
    return column(
        card(
            _("What is sold"),
            form.field(
                "price",
                unit=_("yuan"),
                help=_("{seats} seats; each order costs {cost} yuan; usual packs of the kind are about 99.").format(
                    seats=case.seats, cost=menu()["pack"]["cost_yuan"]
                ),
            ),
            form.field("pack_topic", options=needs),
            form.field("leave_out", options=names("leave_out"), help=_("Holds for every broadcast of the month.")),
        ),
        card(
            _("Thirty days"),
            with_picture(
                form, "broadcasts", table, lambda records: month_strip(records, tiers, reached, says), above=True
            ),
        ),
        month_trial(bench, PLAYED, _stand_ins(case)),
        month_coach(bench, PLAYED, _stand_ins(case) | {"forecast_low": 0, "forecast_high": 1}, sister),
    )


def _decisions(bench: Bench, case: Case) -> ipywidgets.VBox:
    text = written()
    worth = _("An order brings {margin} yuan; somebody lost costs {lost}; a call costs {call}.").format(
        margin=text["margin_yuan"], lost=text["lost_yuan"], call=text["call_yuan"]
    )
    decided = inbox(
        bench.form,
        "decisions",
        case.cards,
        options={"action": text["actions"], "reason": text["reasons"]},
        help=_("What a message changes counts, not who buys. Some need something else first."),
    )
    return column(
        card(
            _("Last month's test"),
            panel(tested_html(case.tested) + notice_html(worth)),
            about=_("Half of each class got the coupon, half did not, by lot."),
        ),
        card(_("Sixteen on the list: {campaign}").format(campaign=case.campaign), decided),
    )


def _card_of(bench: Bench, case: Case) -> str:
    def text(name: str) -> str:
        return str(bench.draft.get(name) or "")

    numbers = [
        (text_in(record, "what"), text_in(record, "number")) for record in records_in(bench.draft.get("card_numbers"))
    ]
    numbers = [*numbers, ("", ""), ("", ""), ("", "")][:3]
    quoted = case.by_id.get(text("card_quote"))
    return persona_card(
        text("card_name"),
        text("card_line"),
        numbers,
        quoted.quote if quoted else "",
        text("card_quote"),
        text("card_does"),
    )


def _hand_in(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    parts = ("card_name", "card_line", "card_numbers", "card_quote", "card_does")
    drawn = _following(bench, parts, lambda: _card_of(bench, case))
    editor = column(
        form.field("card_name"),
        form.field("card_line"),
        rows(form, "card_numbers", help=_("How many, how much it matters, what they are worth.")),
        form.field("card_quote", help=_("The id of a row with words; they stand in the drawer below.")),
        form.field("card_does"),
        panel(drawer(_("What people wrote"), quotes(case))),
    )
    return column(
        card(
            _("One of the three, for a manager who has ten seconds"),
            drawn,
            editor,
        ),
        card(
            _("The month's plan on one page"),
            form.field("review", rows=8, help=_("Problem, plan, result: three parts, and the line at which you stop.")),
            form.field("reflection", rows=3, help=_("One judgement you changed, with its id, and why.")),
            form.field("ai_log", rows=2, help=_("What you used AI for and how you checked it; or that you used none.")),
        ),
        review_panel(bench, _checked(case)),
        submit_panel(bench),
        diary(bench),
    )


def _checked(case: Case) -> Mapping[str, Any]:
    """What no check looks at may come last."""
    return {name: value for name, value in _stand_ins(case).items() if name in ("reflection", "ai_log")}
