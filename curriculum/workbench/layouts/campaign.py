"""The campaign: goal, mechanism, money and partners, schedule, risks, rehearsal, surprises, review, handing in."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.parts.campaign_rehearsal import rehearsal
from curriculum.workbench.parts.campaign_rounds import rounds
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.gantt import gantt
from curriculum.workbench.parts.gantt_bars import Bar, bar_of
from curriculum.workbench.parts.material import drawer, row_id
from curriculum.workbench.parts.picture import Record, number_in, records_in, with_picture
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.text import card, column, notice_html, panel, row
from simulations.language import _
from simulations.projects.campaign import Case
from simulations.projects.campaign.labels import ASKED, DEPOSITS, PEOPLE, REWARDS
from simulations.projects.campaign.numbers import FOLDER
from simulations.projects.campaign.schedule import LEAVE
from simulations.projects.campaign.setting import Line
from simulations.reading import read_yaml

MECHANISM = ("reward", "reward_yuan", "top_prize_yuan", "spots", "threshold", "deposit_yuan", "deposit_rule", "escrow")
POSTER = ("poster_pain", "poster_promise", "poster_proof", "poster_action")
PLAYED = (*MECHANISM, "showcase", "collected", *POSTER, "budget")
SHOWN_OF_ACTION = 14  # characters of an action in a cell; the whole of it stands above


def steps(bench: Bench) -> Iterator[Step]:
    """The nine steps."""
    case: Case = bench.brief
    yield Step(_("Brief and goal"), ("goal_joined", "goal_back", "goal_text"), _goal(bench, case))
    said = ("mechanism_why", "boss_reply", "boss_rows")
    yield Step(_("Mechanism"), (*MECHANISM, "showcase", "collected", *POSTER, *said), _mechanism(bench, case))
    yield Step(_("Money and KOLs"), ("budget", "offers", "faked"), _money(bench, case))
    yield Step(_("Schedule"), ("tasks", "critical"), _schedule(bench, case))
    yield Step(_("Risks"), ("risks",), _risks(bench, case))
    yield Step(_("Rehearsal"), ("forecast_low", "forecast_high"), _rehearsal(bench))
    yield Step(_("Under way"), ("rounds",), _under_way(bench, case))
    yield Step(_("Review it"), ("claims", "review", "next_time"), _review(bench, case))
    yield Step(_("Hand in"), ("ai_log",), _hand_in(bench))


def _table(head: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    """A table whose first cell is the row's id."""
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    body = "".join(
        f"<tr><td>{row_id(first)}</td>{''.join(f'<td>{escape(cell)}</td>' for cell in rest)}</tr>"
        for first, *rest in lines
    )
    return f'<div class="academy-table"><table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table></div>'


def _lines(lines: Iterable[Any]) -> str:
    """Lines with their ids."""
    shown = "".join(f"<li>{row_id(line.id)} {escape(line.text)}</li>" for line in lines)
    return f'<div class="academy-brief"><ul>{shown}</ul></div>'


def _last(case: Case) -> str:
    head = (_("Id"), _("Last year"), _("Figure"), _("Note"))
    return _table(
        head, ((line.id, line.text, f"{line.figure:,} {line.unit}", line.note) for line in case.last.values())
    )


def _look_up(case: Case, *what: str) -> ipywidgets.HTML:
    """Material to look up without leaving the page."""
    shown = {
        "brief": (_("Your brief"), lambda: _lines((*case.brief, case.boss))),
        "last": (_("Last year's campaign"), lambda: _last(case)),
        "rules": (_("The rules"), lambda: _lines(case.rules.values())),
    }
    return panel("".join(drawer(shown[name][0], shown[name][1]()) for name in what))


def _goal(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    ask = _("40-80% likely is well set: a sure thing is no goal, a wish neither. The rehearsal on page 6 helps.")
    return column(
        card(_("Your brief"), panel(_lines(case.brief)), about=_("All of it is invented.")),
        card(_("Last year's campaign"), panel(_last(case)), about=_("Seven days, no deposit, a raffle.")),
        card(
            _("The goal"),
            row(
                form.field("goal_joined", unit=_("people")),
                form.field("goal_back", unit=_("people")),
                classes="academy-forecast-row",
            ),
            form.field("goal_text", rows=5, help=_("Row by row: what changes it, and which one you trust least.")),
            about=ask,
        ),
    )


def _mechanism(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    yuan = _("yuan")
    people = {name: str(label) for name, label in REWARDS.items()}
    return column(
        _look_up(case, "brief", "last", "rules"),
        card(_("From the boss, this morning"), panel(_lines([case.boss]))),
        card(
            _("Reward and deposit"),
            form.field("reward", options=people),
            row(
                form.field("reward_yuan", unit=yuan),
                form.field("top_prize_yuan", unit=yuan, help=_("0 without a raffle")),
                form.field("spots", help=_("0: everybody who earns one")),
                form.field("threshold", help=_("0: nobody has to")),
                classes="academy-forecast-row",
            ),
            form.field("deposit_rule", options={name: str(label) for name, label in DEPOSITS.items()}),
            row(form.field("deposit_yuan", unit=yuan), form.field("escrow", unit="%"), classes="academy-forecast-row"),
            form.field("showcase"),
            form.field("collected", options={name: str(label) for name, label in ASKED.items()}),
            form.field("mechanism_why", rows=4),
        ),
        card(_("The poster, four lines"), *(form.field(name) for name in POSTER)),
        card(
            _("Your answer"),
            form.field("boss_reply", rows=5, help=_("What he wants, what it would cost, and another way to get it.")),
            form.field("boss_rows", rows=1, help=_("such as W01; one a line")),
            about=_("This part a mentor reads."),
        ),
    )


def _money(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    names = {id: f"{id} {partner.name}" for id, partner in case.partners.items()}
    head = (
        *(_("Id"), _("KOL"), _("Followers"), _("Who follows"), _("Last three posts, reads")),
        *(_("Comments per 100 likes"), _("Asks, yuan"), _("How booked they are")),
    )
    partners = _table(
        head,
        (
            (
                id,
                one.name,
                f"{one.kol.followers:,}",
                one.audience,
                " / ".join(f"{reads:,}" for reads in one.reads),
                f"{100 * one.comments_per_like:.0f}",
                f"{one.asked_yuan:,}",
                one.calendar,
            )
            for id, one in case.partners.items()
        ),
    )
    sights = _table(
        (_("Id"), _("KOL"), _("What was seen")), ((one.id, names[one.about], one.text) for one in case.sights.values())
    )
    budget = with_picture(form, "budget", rows(form, "budget"), lambda records: _sum_html(records, case), above=True)
    return column(
        _look_up(case, "brief", "last"),
        card(_("Eight KOLs on offer"), panel(partners)),
        card(_("Seen on their pages"), panel(sights)),
        card(
            _("Whose followers were bought?"),
            rows(
                form, "faked", options={"kol": names}, help=_("The rows that show it: one to four, such as N03、N11.")
            ),
            about=_("Accusing an honest one costs as much as missing one."),
        ),
        card(
            _("Offers"),
            rows(form, "offers", options={"kol": names}),
            about=_(
                "Too low an offer is an insult and they leave. Else they answer once, half-way to their price at the "
                "least; we agree if that is within your most."
            ),
        ),
        card(_("Budget"), budget, about=_("A line an item. Deposits are not ours.")),
    )


def drawer_panel(title: str, html: str) -> ipywidgets.HTML:
    """A drawer as a widget."""
    return panel(drawer(title, html))


def _sum_html(records: Iterable[Record], case: Case) -> str:
    """What the lines add up to, and what is left."""
    total = sum(number_in(record, "yuan") or 0 for record in records)
    left = case.budget_yuan - total
    if left < 0:
        text = _("{total:,.0f} yuan: {over:,.0f} more than there are.").format(total=total, over=-left)
        return notice_html(text, "bad")
    text = _("{total:,.0f} of {budget:,} yuan; {left:,.0f} are left.").format(
        total=total, budget=case.budget_yuan, left=left
    )
    return notice_html(text, "good" if left < 0.05 * case.budget_yuan else "note")


def _schedule(bench: Bench, case: Case) -> ipywidgets.VBox:
    site, form = case.site, bench.form
    names = {id: f"{id} {job.name}" for id, job in site.jobs.items()}
    people = {name: str(label) for name, label in PEOPLE.items()}
    jobs = _table(
        (_("Id"), _("Task"), _("Days"), _("Whose trade"), _("Note")),
        (
            (
                id,
                job.name,
                str(job.days),
                "、".join(people[who] for who in job.who),
                _("done outside, ours follows up") if job.outside else "",
            )
            for id, job in site.jobs.items()
        ),
    )
    who, first = site.leave
    away = _("{who} is on leave on days {first} and {last}. Everything has to be done by day {window}.").format(
        who=people[who], first=first, last=first + LEAVE - 1, window=site.window
    )

    def bar(record: Record, number: int) -> Bar | None:
        given = record.get("depends_on") or ()
        after = [names.get(str(id), str(id)) for id in given] if isinstance(given, list | tuple) else []
        owner = people.get(str(record.get("owner")), "").replace("（", " (").partition(" (")[0]
        named = {"task": names.get(str(record.get("task")), ""), "owner": owner}
        return bar_of({**record, **named, "depends_on": after}, number)

    chart = gantt(
        form,
        "tasks",
        bar=bar,
        options={"task": names},
        abouts={"depends_on": _("such as G02、G05")},
        help=_("Twelve rows, one a task; a block copied from a spreadsheet can be pasted."),
    )
    return column(
        card(_("The tasks"), panel(jobs), about=away),
        card(_("What they say"), panel(_lines(site.said)), about=_("Who waits for whom stands here and nowhere else.")),
        card(_("Your schedule"), _fill_in(bench, case), chart),
        card(
            _("The critical path"),
            form.field("critical", options=names),
            about=_("Tasks that may not slip by a day, by what waits for what."),
        ),
    )


def _fill_in(bench: Bench, case: Case) -> ipywidgets.Button:
    """A button that writes the twelve tasks and their days into an empty table: the rest is thinking."""
    button = ipywidgets.Button(description=_("Put the twelve tasks in"))
    button.add_class("academy-button")

    def fill(_button: Any) -> None:
        if not bench.draft.get("tasks"):
            bench.draft.set("tasks", [{"task": id, "days": job.days} for id, job in case.site.jobs.items()])

    def follow(_changed: str = "") -> None:
        button.disabled = bool(bench.draft.get("tasks"))

    button.on_click(fill)
    bench.draft.on_change(follow)
    follow()
    return button


def _risks(bench: Bench, case: Case) -> ipywidgets.VBox:
    data = read_yaml(FOLDER / "risks.yaml")["actions"]
    actions = [Line(id, text) for id, text in data.items()]
    short = {
        id: f"{id} {text[:SHOWN_OF_ACTION]}{'…' if len(text) > SHOWN_OF_ACTION else ''}" for id, text in data.items()
    }
    table = rows(
        bench.form,
        "risks",
        options={"risk": {id: f"{id} {one.name}" for id, one in case.risks.items()}, "action": short},
        abouts={"trigger": _("with a figure")},
    )
    return column(
        card(_("What is known this year"), panel(_lines(case.facts.values()))),
        card(_("What could be done"), panel(_lines(actions))),
        card(
            _("Six places"),
            table,
            about=_("Twelve things may go wrong; by the facts above six of them are likely here."),
        ),
    )


def _stand_ins(case: Case) -> dict[str, Any]:
    """Fields that a rehearsal does not look at and that may come later."""
    return {
        "goal_joined": 1,
        "goal_back": 1,
        "goal_text": "……………………",
        "mechanism_why": "……………………",
        "boss_reply": "……………………",
        "boss_rows": ["W01"],
        "offers": [],
        "faked": [],
        "tasks": [
            {"task": id, "owner": job.who[0], "start_day": 1, "days": job.days} for id, job in case.site.jobs.items()
        ],
        "critical": ["G01"],
        "risks": [
            {"risk": id, "likelihood": "low", "effect": "low", "trigger": "……", "owner": "zhou", "action": "A14"}
            for id in list(case.risks)[:3]
        ],
        "rounds": [{"choice": "a", "why": "……"}] * 3,
        "claims": [{"claim": id, "verdict": "unknown", "rows": ["D01"]} for id in list(case.review.claims)[:3]],
        "review": "……………………",
        "next_time": "……………………",
        "ai_log": "……",
    }


def _rehearsal(bench: Bench) -> ipywidgets.VBox:
    stand_ins = _stand_ins(bench.brief)
    ends = {"forecast_low": 1, "forecast_high": 2}
    return column(rehearsal(bench, PLAYED, stand_ins), review_panel(bench, {**stand_ins, **ends}))


def _under_way(bench: Bench, case: Case) -> ipywidgets.VBox:
    def reserve() -> int:
        lines = records_in(bench.draft.get("budget"))
        return int(sum(number_in(line, "yuan") or 0 for line in lines if line.get("item") == "reserve"))

    about = _("Three times something happens. What is decided stays; only then the next one is told.")
    return column(panel(notice_html(about)), rounds(bench, "rounds", list(case.events.values()), reserve))


def _review(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, told = bench.form, case.review
    head = (_("Id"), _("From where"), _("Saw it"), _("Joined"), _("Finished"), _("Back in 7 days"), _("Yuan"))
    channels = _table(
        head, ((id, name, *(f"{n:,}" for n in figures)) for id, (name, *figures) in told.channels.items())
    )
    later = [line for line in told.rows.values() if line.id.startswith("D")]
    voices = [line for line in told.rows.values() if line.id.startswith("U")]
    claims = _lines(told.claims.values())
    names = {id: f"{id} {claim.text}" for id, claim in told.claims.items()}
    return column(
        card(
            _("Another brand's campaign is over"),
            panel(channels),
            panel(_lines(later)),
            drawer_panel(_("Feedback, {n} lines").format(n=len(voices)), _lines(voices)),
            about=_("Yours is played when you hand in. Their tables are told as they are."),
        ),
        card(
            _("Six sentences from their review meeting"),
            panel(claims),
            rows(form, "claims", options={"claim": names}, abouts={"rows": _("such as P03、D05")}),
            about=_("Does it hold, is it refuted, or can these tables not tell? Guessing costs."),
        ),
        card(
            _("Your review"),
            form.field("review", rows=6, help=_("What the tables say, what they do not, how the long tail reads.")),
            form.field("next_time", rows=4),
            about=_("This part a mentor reads."),
        ),
    )


def _hand_in(bench: Bench) -> ipywidgets.VBox:
    help = _("What you used AI for and how you checked it; or that you used none.")
    log = card(_("Look back"), bench.form.field("ai_log", rows=3, help=help))
    return column(log, review_panel(bench, {"ai_log": "……"}), submit_panel(bench), diary(bench))
