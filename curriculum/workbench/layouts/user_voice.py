"""The user's voice: five readers and three pieces, comments opened after a guess, groups weighed, what changes."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.form import from_many
from curriculum.workbench.front import Pick
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.material import drawer
from curriculum.workbench.parts.missing import missing_html
from curriculum.workbench.parts.picture import records_in
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.text import card, column, notice_html, panel, paragraphs, row, scrolling
from curriculum.workbench.parts.user_voice import (
    comments_html,
    lines_html,
    listed_html,
    option_html,
    persona_html,
    pieces_html,
    quarters_html,
    reckoning_html,
)
from simulations.language import _
from simulations.projects.user_voice import Case, seal_of
from simulations.projects.user_voice.answer import KIND_LABELS, LABELS, MOST_EACH, REACTION_LABELS

STRATEGY_ROWS = 12


def steps(bench: Bench) -> Iterator[Step]:
    """The five steps."""
    case: Case = bench.brief
    yield Step(_("Be the reader"), ("complaints",), _foreseeing(bench, case))
    yield Step(_("Open the comments"), ("seal", "groups"), _grouping(bench, case))
    yield Step(_("Weigh"), ("decisions", "silent", "silent_group", "silent_rows"), _weighing(bench, case))
    yield Step(_("Change it"), ("rewrites", "changes", "strategy"), _changing(bench, case))
    yield Step(_("Hand in"), ("ai_log",), _hand_in(bench))


def _follow(bench: Bench, show: Callable[[], None], *names: str) -> None:
    """Show now, and whenever one of the fields may have changed."""
    bench.draft.on_change(lambda name: show() if name in ("", *names) else None)
    show()


# ------------------------------------------------------------------------------------------------------- foreseeing
def _sentences(case: Case) -> dict[str, str]:
    return {id: f"{id} {sentence.text}" for id, sentence in case.sentences.items()}


def _foreseeing(bench: Bench, case: Case) -> ipywidgets.VBox:
    brand = case.brand
    facts = [(_("Account"), brand.account), (_("Sells"), brand.sells), (_("Tone"), brand.tone)]
    about = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts)
    brief = panel(f'<div class="academy-brief"><div>{paragraphs(case.brief)}</div><dl>{about}</dl></div>')
    readers = "".join(map(persona_html, case.personas))
    table = rows(
        bench.form,
        "complaints",
        options={
            "persona": {persona.id: f"{persona.id} {persona.name}" for persona in case.personas},
            "sentence": _sentences(case),
        },
        abouts={"words": _("as this reader would say it")},
        help=_("Up to {most} a reader; what nobody minds costs as much as what you miss.").format(most=MOST_EACH),
    )
    place = column()

    def show() -> None:
        place.children = (panel(_frozen_html(bench, case)),) if bench.draft.get("seal") else (table,)

    _follow(bench, show, "seal", "complaints")
    told = _(
        "Not every flaw offends everybody, and not all that sounds risky is a flaw. The cards tell who minds what, "
        "how much, and who ever says so."
    )
    return column(
        card(_("Your brief"), brief),
        card(
            _("Your own three pieces"),
            panel(pieces_html(case)),
            about=_("Account, people and figures are invented."),
        ),
        card(_("Five readers"), panel(f'<div class="academy-papers">{readers}</div>'), about=told),
        card(_("What they will complain of"), place),
    )


def _frozen_html(bench: Bench, case: Case) -> str:
    """What was foreseen, to be read only."""
    names = ("persona", "sentence", "kind", "reaction", "words")
    head = "".join(f'<th scope="col">{escape(str(LABELS[f"complaints.{name}"]))}</th>' for name in names)
    readers = {persona.id: persona.name for persona in case.personas}
    known: dict[str, Mapping[str, Any]] = {"persona": readers, "kind": KIND_LABELS, "reaction": REACTION_LABELS}
    body = ""
    for record in records_in(bench.draft.get("complaints")):
        cells = (str(known.get(name, {}).get(str(record.get(name)), record.get(name, ""))) for name in names)
        body += "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    told = notice_html(_("Sealed when you opened the comments. This is what counts; read it again at the end."))
    return (
        f'{told}<div class="academy-table"><table class="academy-marks"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


# --------------------------------------------------------------------------------------------------------- grouping
def _grouping(bench: Bench, case: Case) -> ipywidgets.VBox:
    said, shown, place = panel(""), panel(""), column()
    table = rows(
        bench.form,
        "groups",
        abouts={"name": _("a cause, not a subject"), "comments": _("ids, e.g. C07、C12")},
        help=_("The first row is group 1. What complains of nothing belongs in no group; each comment in one at most."),
    )

    def work() -> Callable[[], str]:
        if bench.draft.incomplete("complaints"):
            return lambda: ""
        sealed = seal_of(records_in(bench.draft.get("complaints")))
        return lambda: sealed

    def done(sealed: str) -> None:
        if sealed:
            bench.draft.set("seal", sealed)
        else:
            said.value = missing_html(bench, ("complaints",), _("First foresee, then look:"))

    def failed(text: str) -> None:
        said.value = notice_html(text, "bad")

    opening = column(
        panel(
            paragraphs(
                _(
                    "Once opened, what you foresaw is sealed. The comments are a part: they name three sentences of "
                    "yours at most, and these count neither way. All the others are judged as they stand, so looking "
                    "first gains nothing."
                )
            )
        ),
        action(_("Seal and open the comments"), work, done, failed, primary=True),
        said,
    )

    def show() -> None:
        opened = bool(bench.draft.get("seal"))
        place.children = (shown, scrolling(comments_html(case.voices.comments)), table) if opened else (opening,)
        shown.value = _met_html(bench, case) if opened else ""

    _follow(bench, show, "seal", "complaints")
    about = _("{n} comments of the quarter, with the tag the back end gives their authors. Group them by why.")
    return column(card(_("The comments"), place, about=about.format(n=len(case.voices.comments))))


def _met_html(bench: Bench, case: Case) -> str:
    """Which of the sentences named in comments had been foreseen, and by whom."""
    foreseen: dict[str, list[str]] = {}
    for record in records_in(bench.draft.get("complaints")):
        foreseen.setdefault(str(record.get("sentence")), []).append(str(record.get("persona")))
    lines = []
    for id in sorted(case.disclosed):
        by = [case.readers[who].name for who in dict.fromkeys(foreseen.get(id, ())) if who in case.readers]
        ids = "、".join(comment.id for comment in case.voices.comments if comment.sentence == id)
        told = _("you heard it from {names}").format(names="、".join(by)) if by else _("nobody of yours said a word")
        lines.append((id, f"{ids} · {told}", case.sentences[id].text))
    met = sum(id in foreseen for id in case.disclosed)
    head = _("The comments name {all} of your sentences; {met} of them you had foreseen.")
    return notice_html(head.format(all=len(lines), met=met), "good" if met else "note") + listed_html(lines)


# --------------------------------------------------------------------------------------------------------- weighing
def _groups_html(bench: Bench, case: Case) -> str:
    """The trainee's own groups: number, name, whose comments, and what they say."""
    by_id = {comment.id: comment for comment in case.voices.comments}
    names = {name: id for id, name in case.voices.segments.items()}
    lines = []
    for number, record in enumerate(records_in(bench.draft.get("groups")), start=1):
        ids = [id for id in from_many(record.get("comments")) if id in by_id]
        tags = Counter(by_id[id].segment for id in ids)
        who = "、".join(f"{names[tag]} {tag} {count}" for tag, count in tags.items())
        quotes = "　".join(f"{id} {by_id[id].text}" for id in ids)
        lines.append((str(number), f"{record.get('name') or ''} · {who}", quotes))
    return listed_html(lines) if lines else paragraphs(_("Nothing yet: groups are made on the page before."))


def _weighing(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, voices, shown = bench.form, case.voices, panel("")
    calls = "".join(map(option_html, voices.calls))
    cited = Pick(
        name="silent_rows",
        label=form.label("silent_rows"),
        html=f'{quarters_html(case, pick=True)}<div class="academy-options">{calls}</div>',
        most=form.spec("silent_rows")["maxItems"],
        help=_("Both quarters of theirs, and the call in which one of them says why; no others."),
    )

    def show() -> None:
        shown.value = _groups_html(bench, case)

    _follow(bench, show, "groups")
    decided = rows(form, "decisions", help=_("One row a group, by its number above."))
    return column(
        card(_("Your groups"), shown),
        row(
            card(_("What mending takes"), panel(lines_html(voices.costs))),
            card(_("What is true of us"), panel(lines_html(voices.facts))),
            classes="academy-two",
        ),
        card(_("Who they are, and five calls"), form.bind("silent_rows", cited, list, from_many)),
        card(
            _("Who goes without a word"),
            form.field("silent", options={id: f"{id} {name}" for id, name in voices.segments.items()}),
            form.field("silent_group", help=_("The number of your group whose cause it is.")),
        ),
        card(_("How it is reckoned"), panel(reckoning_html())),
        card(_("Mend, explain, accept"), decided),
    )


# --------------------------------------------------------------------------------------------------------- changing
def _changing(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, shown, before = bench.form, panel(""), panel("")

    def show_before() -> None:
        ids = [str(record.get("sentence")) for record in records_in(bench.draft.get("rewrites"))]
        before.value = listed_html((id, "", case.sentences[id].text) for id in ids if id in case.sentences)

    def show() -> None:
        shown.value = drawer(_("Your groups"), _groups_html(bench, case)) + drawer(
            _("Look up segments and calls"),
            quarters_html(case) + lines_html(case.voices.calls),
        )

    _follow(bench, show_before, "rewrites")
    _follow(bench, show, "groups")
    return column(
        panel(drawer(_("Look up your three pieces"), pieces_html(case))),
        card(
            _("The three worst sentences"),
            rows(form, "rewrites", options={"sentence": _sentences(case)}),
            before,
            about=_("Those that most readers mind most. What they were there to say must still be said."),
        ),
        shown,
        card(
            _("Stop, start, keep"),
            rows(
                form,
                "changes",
                abouts={
                    "measure": _("whose figure, from what to what"),
                    "day": _("today is {day}").format(day=case.today),
                    "rows": _("one to four ids"),
                },
            ),
            about=_("At least one of each. Two editors: who starts something says what stops."),
        ),
        card(
            _("Half a page for the boss"),
            form.field(
                "strategy",
                rows=STRATEGY_ROWS,
                help=_("Problem, solution, result: with row ids, and with what this material does not show."),
            ),
            about=_("This part a mentor reads, beside the readers' words."),
        ),
    )


def _hand_in(bench: Bench) -> ipywidgets.VBox:
    help = _("One sentence of your own that you did not see; what you used AI for and how you checked it, or none.")
    log = card(_("Look back"), bench.form.field("ai_log", rows=4, help=help))
    return column(log, review_panel(bench, {"ai_log": "……"}), submit_panel(bench), diary(bench))
