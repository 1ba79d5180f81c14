"""Community service: brief, triage, roster, replies, handbook and auto-replies, the week's report, handing in."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.inbox import inbox
from curriculum.workbench.parts.material import drawer, papers_html, row_id
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.text import card, column, notice_html, panel, paragraphs
from simulations.language import _
from simulations.projects.community_service.answer import (
    ENTRIES,
    MOST_EXCEPTIONS,
    PRIORITIES,
    WAKES,
    AutoRule,
)
from simulations.projects.community_service.autoreply import first_match
from simulations.projects.community_service.case import OPENS, Case, Incoming, bins

HOURS = 24
LATER = {"weekly_note": "……………………", "reflection": "……", "ai_log": "……"}  # what no check looks at may come last


@dataclass(frozen=True)
class Shown:
    """A message, or a bin of them, as an inbox shows it."""

    id: str
    who: str
    when: str
    text: str


@dataclass(frozen=True)
class Line:
    """A line of a sheet."""

    id: str
    text: str
    who: str = ""


@dataclass(frozen=True)
class Sheet:
    """The policy sheet or the old handbook, as a paper."""

    id: str
    title: str
    date: str
    author: str
    rows: tuple[Line, ...]


def steps(bench: Bench) -> Iterator[Step]:
    """The seven steps."""
    case: Case = bench.brief
    yield Step(_("Brief"), (), _taking_over(case))
    yield Step(_("Triage"), ("rules", "exceptions"), _triage(bench, case))
    yield Step(_("Roster"), ("priority", "shifts", "wakes"), _roster(bench, case))
    yield Step(_("Replies"), ("replies",), _replies(bench, case))
    yield Step(_("Handbook"), ("faq", "auto"), _machine(bench, case))
    yield Step(_("Report"), ("needs", "weekly_note"), _report(bench, case))
    yield Step(_("Hand in"), ("reflection", "ai_log"), _hand_in(bench))


def _sheets(case: Case) -> tuple[Sheet, Sheet]:
    def lines(of: Iterable[Any]) -> tuple[Line, ...]:
        return tuple(Line(one.id, f"{one.about}：{one.text}") for one in of)

    today = Sheet("P", _("Today's policy sheet"), _("today"), _("Customer service"), lines(case.policy))
    return today, Sheet("H", _("Handbook of last year"), _("last year"), _("in the group's files"), lines(case.old))


def _taking_over(case: Case) -> ipywidgets.VBox:
    brand = case.brand
    facts = [
        (_("Account"), brand.account),
        (_("Sells"), brand.sells),
        (_("Readers"), brand.readers),
        (_("Tone"), brand.tone),
    ]
    about = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts)
    brief = panel(f'<div class="academy-brief"><div>{paragraphs(case.brief)}</div><dl>{about}</dl></div>')
    people = _table(
        (_("Department"), _("What it takes over"), _("When it is there")),
        ((row["who"], row["does"], row["hours"]) for row in case.directory),
    )
    return column(
        card(_("Your brief"), brief),
        card(_("Who takes over what"), panel(people)),
        card(
            _("What may be said"),
            panel(papers_html(_sheets(case))),
            about=_("Where the two differ, today's sheet holds."),
        ),
    )


def _table(head: Iterable[str], body: Iterable[Iterable[str]]) -> str:
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    lines = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>" for line in body)
    return (
        f'<div class="academy-table"><table class="academy-marks"><thead><tr>{titles}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def _triage(bench: Bench, case: Case) -> ipywidgets.VBox:
    names, sorted_into = bins(), Counter(message.sorted for message in case.messages)
    samples = {id: "\n".join(message.text for message in case.messages if message.sorted == id) for id in names}
    shown = [
        Shown(id, f"{id} {name}", _("{n} today").format(n=sorted_into[id]), samples[id] or _("None today."))
        for id, name in names.items()
    ]
    rules = inbox(
        bench.form, "rules", shown, help=_("All six need a rule: it also holds for the many that are not shown here.")
    )
    singles = inbox(
        bench.form,
        "exceptions",
        [Shown(m.id, f"{m.id} {m.who} · {m.sorted}", m.when, m.text) for m in case.messages],
        help=_("At most {most}, only where the rule of the bin is wrong.").format(most=MOST_EXCEPTIONS),
    )
    counted = panel("")

    def count(_changed: str = "") -> None:
        given = bench.draft.get("exceptions")
        used = len(given) if isinstance(given, dict) else 0
        text = _("{used} of {most} exceptions used").format(used=used, most=MOST_EXCEPTIONS)
        counted.value = notice_html(text, "bad" if used > MOST_EXCEPTIONS else "note")

    bench.draft.on_change(count)
    count()
    return column(
        card(
            _("A rule for each bin"),
            rules,
            about=_("The back end sorts by words and channel. Read what it has put together before you decide."),
        ),
        card(
            _("Exceptions"),
            counted,
            singles,
            about=_("Whoever does not fit the rule of the bin gets a decision of their own."),
        ),
    )


def _roster(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    return column(
        card(
            _("When they write"),
            panel(_hours(case)),
            about=_("The sixty messages by the hour; the many that are not shown come at the same hours."),
        ),
        card(
            _("Who is there"),
            form.field("priority", options={slug: str(name) for slug, name in PRIORITIES.items()}),
            rows(
                form,
                "shifts",
                help=_("A row from 22 to 24 and one from 0 to 9 make a night. Nobody works well after nine hours."),
            ),
        ),
        card(
            _("The telephone at night"),
            form.field("wakes", options={slug: str(name) for slug, name in WAKES.items()}),
            about=_("It rings for these alone, and only while somebody is on call."),
        ),
    )


def _hours(case: Case) -> str:
    """How many come in each hour from nine on: a bar and a number each."""
    counted = Counter(int(message.hour) for message in case.messages)
    most = max(counted.values())
    body = "".join(
        f'<tr><th scope="row">{(hour + OPENS) % HOURS:02d}:00</th><td><meter min="0" max="{most}" '
        f'value="{counted[hour]}" aria-hidden="true"></meter></td><td class="academy-number">{counted[hour]}</td></tr>'
        for hour in range(HOURS)
    )
    first, last = (f'<table class="academy-marks"><tbody>{part}</tbody></table>' for part in _halves(body))
    return f'<div class="academy-papers"><div>{first}</div><div>{last}</div></div>'


def _halves(body: str) -> tuple[str, str]:
    lines = [f"<tr>{line}" for line in body.split("<tr>")[1:]]
    return "".join(lines[: HOURS // 2]), "".join(lines[HOURS // 2 :])


def _replies(bench: Bench, case: Case) -> ipywidgets.VBox:
    chosen = [case.by_id[id] for id in case.set_replies]
    written = inbox(
        bench.form,
        "replies",
        [Shown(m.id, f"{m.id} {m.who}", m.when, m.text) for m in chosen],
        help=_("Each is read by one person, and comments by everybody."),
    )
    return column(
        panel(_look_up(case, messages=False)),
        card(_("Eight people wait for words"), written, about=_("Sorry first, then who does what until when.")),
    )


def _look_up(case: Case, messages: bool = True) -> str:
    """Sheet and messages in drawers."""
    html = drawer(_("Look up today's sheet and the old handbook"), papers_html(_sheets(case)))
    return html + drawer(_("Look up the messages"), _listed(case.messages)) if messages else html


def _listed(messages: Iterable[Incoming]) -> str:
    lines = "".join(
        f"<li>{row_id(m.id)}<div><b>{escape(m.who)} · {escape(m.when)}</b><p>{escape(m.text)}</p></div></li>"
        for m in messages
    )
    return f'<ol class="academy-talk">{lines}</ol>'


def _machine(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    replayed = panel("")

    def show(changed: str = "auto") -> None:
        if changed in ("", "auto"):
            replayed.value = _replayed(bench, case)

    bench.draft.on_change(show)
    show()
    handbook = rows(
        form,
        "faq",
        abouts={"covers": _("ids, e.g. M07、M12")},
        help=_("The first row is entry 1. What is asked once belongs in no handbook."),
    )
    auto = rows(
        form,
        "auto",
        options={"reply": {slug: str(name) for slug, name in ENTRIES.items()}},
        help=_("For private messages only. From the top: the first rule that matches is used."),
    )
    return column(
        panel(_look_up(case)),
        card(_("Handbook"), handbook),
        card(
            _("Auto-replies"),
            auto,
            replayed,
            about=_("You see today's messages, not tomorrow's. Short words that fit many phrasings last."),
        ),
    )


def _replayed(bench: Bench, case: Case) -> str:
    """Which rule takes which of today's private messages, as far as the rules are whole."""
    given, rules, places = bench.draft.get("auto"), [], []
    for place, record in enumerate(given if isinstance(given, list | tuple) else ()):
        try:
            rules.append(AutoRule.model_validate(record))
        except ValueError:  # half a row takes nothing yet
            continue
        places.append(place + 1)
    private = [message for message in case.messages if message.channel == "private"]
    taken = [(message, first_match(rules, message.text)) for message in private]
    lines = [
        (message.id, message.text, _("rule {n} → {reply}").format(n=places[rule], reply=ENTRIES[rules[rule].reply]))
        for message, rule in taken
        if rule is not None
    ]
    said = _("{n} of {all} private messages of today would be taken; the others wait for a person.")
    table = _table((_("Message"), _("Text"), _("Taken by")), lines) if lines else ""
    return notice_html(said.format(n=len(lines), all=len(private))) + table


def _report(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    needs = rows(
        form,
        "needs",
        abouts={"evidence": _("ids, e.g. M07、M12"), "people": _("different people")},
        help=_("Who writes three times is one person. What the new version has mended is no need."),
    )
    return column(
        panel(_look_up(case)),
        card(
            _("Opening of the report"),
            form.field("weekly_note", rows=4, help=_("What to change first and why, and what you leave out and why.")),
        ),
        card(_("Needs of the week"), needs, about=_("Three to five, each with the messages that prove it.")),
    )


def _hand_in(bench: Bench) -> ipywidgets.VBox:
    form = bench.form
    words = card(
        _("Look back"),
        form.field(
            "reflection",
            rows=4,
            help=_("One message you first judged wrongly, and what you gave up at night and why."),
        ),
        form.field("ai_log", rows=3, help=_("What you used AI for and how you checked it; or that you used none.")),
    )
    return column(
        words,
        review_panel(bench, LATER),
        submit_panel(bench),
        diary(bench),
    )
