"""Working with AI: prompt and ideas, titles beside the rivals', the article beside its material, labels, the log."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.form import from_many, from_one, str_or_empty, to_one
from curriculum.workbench.front import Pick, TextField
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.material import drawer, row_id
from curriculum.workbench.parts.picture import records_in
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.text import card, column, notice_html, panel, paragraphs, row
from simulations.language import _
from simulations.projects.working_with_ai.answer import (
    LABEL_LABELS,
    PART_LABELS,
    PARTS,
    PICKS,
    TITLES,
    VERDICT_LABELS,
    PromptPart,
)
from simulations.projects.working_with_ai.article import Claim
from simulations.projects.working_with_ai.case import Case
from simulations.projects.working_with_ai.generator import OFFERED, Idea, generate

WIDE = 2  # lines of a part of the prompt
PARAGRAPHS = (1, 2, 3, 4)


def steps(bench: Bench) -> Iterator[Step]:
    """The five steps."""
    case: Case = bench.brief
    yield Step(_("Prompt and ideas"), ("prompt", "picks"), _ideas(bench, case))
    yield Step(_("Six titles"), ("titles",), _titles(bench, case))
    yield Step(_("Check the facts"), ("verdicts", "rows"), _facts(bench, case))
    yield Step(_("Correct and label"), ("fixes", "labels"), _correct(bench, case))
    yield Step(_("Log and hand in"), ("ai_log",), _hand_in(bench, case))


def _option(id: str, text: str) -> str:
    """A row that can be picked, with its id."""
    return f'<div class="academy-option" data-pick="{escape(id)}">{row_id(id)}<div><p>{escape(text)}</p></div></div>'


def _options(options: Iterable[str]) -> str:
    return f'<div class="academy-options">{"".join(options)}</div>'


def _chips(names: Iterable[tuple[str, str]]) -> str:
    chips = "".join(f'<span class="academy-chip" data-pick="{escape(id)}">{escape(name)}</span>' for id, name in names)
    return f'<div class="academy-chips">{chips}</div>'


def _listed(lines: Iterable[tuple[str, str]]) -> str:
    """Lines with their ids, to be read."""
    return "<ul>" + "".join(f"<li>{row_id(id)} {escape(text)}</li>" for id, text in lines) + "</ul>"


# ------------------------------------------------------------------------------------------------ prompt and ideas
def _prompt(bench: Bench) -> dict[PromptPart, str]:
    told = bench.draft.get("prompt")
    return {part: str(told.get(part) or "") for part in PARTS} if isinstance(told, dict) else {}


def _ideas(bench: Bench, case: Case) -> ipywidgets.VBox:
    abouts = {
        "role": _("Who is it to be, on which account, on what?"),
        "user": _("This month's readers, and what troubles them"),
        "goal": _("How many of what?"),
        "limits": _("What it must not do: at least two things"),
        "example": _("One idea as you want it, in your own words"),
        "form": _("How it is to be listed, and what every line must say"),
    }
    parts = [
        bench.form.bind(
            "prompt",
            TextField(name="prompt", label=str(PART_LABELS[part]), help=abouts[part], rows=WIDE, most=200),
            lambda value: value or None,
            str_or_empty,
            key=part,
        )
        for part in PARTS
    ]
    shown = Pick(name="picks", label=_("What the generator answers: click up to {n}").format(n=PICKS), most=PICKS)
    said = panel("")
    asked: dict[str, tuple[Idea, ...]] = {}

    def show(ideas: tuple[Idea, ...]) -> None:
        asked["ideas"] = ideas
        shown.html = _options(_option(idea.id, idea.text) for idea in ideas)
        said.value = ""

    def follow(changed: str = "") -> None:
        if changed != "prompt" or "ideas" not in asked:
            return
        stale = generate(_prompt(bench), case.room) != asked["ideas"]
        text = _("Your prompt would bring another list by now: ask again.")
        said.value = notice_html(text, "warn") if stale else ""

    def work() -> Any:
        prompt = _prompt(bench)
        return lambda: generate(prompt, case.room)

    def to_field(value: list[str]) -> list[dict[str, str]]:
        known = {one.get("idea"): dict(one) for one in records_in(bench.draft.get("picks"))}
        return [known.get(id, {"idea": id, "decision": "keep"}) for id in value]

    def from_field(value: Any) -> list[str]:
        return [str(one["idea"]) for one in records_in(value) if one.get("idea")]

    bench.form.bind("picks", shown, to_field, from_field, explain=lambda: None)
    if _prompt(bench):
        show(generate(_prompt(bench), case.room))
    bench.draft.on_change(follow)
    ask = action(_("Ask for {n} ideas").format(n=OFFERED), work, show, bench.say, primary=True)
    about = _("It works offline: the list hangs on what your prompt tells, and it makes things up as models do.")
    decided = rows(
        bench.form,
        "picks",
        help=_("Keep: its own piece. Merge: the same thing as one you keep. Drop: tempting, but better not."),
    )
    return column(
        card(_("Your brief"), panel(paragraphs(case.brief))),
        row(
            card(_("Your prompt"), *parts, ask, said, about=about),
            card(_("What rivals have just published"), panel(_rivals(case))),
            classes="academy-two",
        ),
        card(_("Fifty ideas"), shown),
        card(_("Your picks"), decided),
    )


def _rivals(case: Case) -> str:
    return _listed((f"R{place:02d}", title) for place, title in enumerate(case.room.rivals, start=1))


# ---------------------------------------------------------------------------------------------------------- titles
def _titles(bench: Bench, case: Case) -> ipywidgets.VBox:
    kept = panel("")

    def follow(changed: str = "") -> None:
        if changed in ("", "picks"):
            ideas = [
                case.room.ideas[str(one["idea"])]
                for one in records_in(bench.draft.get("picks"))
                if one.get("decision") == "keep" and one.get("idea") in case.room.ideas
            ]
            kept.value = _listed((idea.id, idea.text) for idea in ideas) or paragraphs(_("nothing yet"))

    bench.draft.on_change(follow)
    follow()
    about = _(
        "Unlike the rivals', unlike the model's wording, unlike one another; a person, a scene, something at stake."
    )
    return column(
        row(
            card(_("The ideas you keep, in the model's words"), kept),
            card(_("What rivals have just published"), panel(_rivals(case))),
            classes="academy-two",
        ),
        card(_("Your titles"), rows(bench.form, "titles"), about=_("{n} of them. ").format(n=TITLES) + about),
    )


# ----------------------------------------------------------------------------------------------------------- facts
def _facts(bench: Bench, case: Case) -> ipywidgets.VBox:
    article = case.article
    text = f"<h4>{escape(article.title)}</h4>"
    for part in PARAGRAPHS:
        said = "".join(f" {row_id(claim.id)}{escape(claim.text)}" for claim in article.paragraph(part))
        text += f"<p>{escape(article.connectors[part])}{said}</p>"
    text += f"<p>{escape(article.connectors['end'])}</p>"
    material = ""
    for letter, title in article.papers.items():
        lines = ((line.id, line.text) for line in article.rows.values() if line.paper == letter)
        material += f"<h4>{escape(title)}</h4>{_listed(lines)}"
    wide, narrow = ipywidgets.Layout(flex="1 1 24rem"), ipywidgets.Layout(flex="0 1 12rem")
    about = _(
        "True: a row says so. Invented: a row says otherwise. Cannot be verified: no row decides it. "
        "A false alarm costs as much as a miss."
    )
    return column(
        row(
            card(
                _("The article, written by the model"),
                panel(text),
                about=_("Only sentences with an id are to be checked."),
            ),
            card(_("The material"), panel(material)),
            classes="academy-two",
        ),
        *(
            card(
                _("Claims of paragraph {n}").format(n=part),
                panel(drawer(_("Look up the material"), material)),
                *(_claim(bench, claim, wide, narrow) for claim in article.paragraph(part)),
                about=about if part == PARAGRAPHS[0] else "",
            )
            for part in PARAGRAPHS
        ),
    )


def _claim(bench: Bench, claim: Claim, wide: ipywidgets.Layout, narrow: ipywidgets.Layout) -> ipywidgets.HBox:
    """A claim with its verdict, and beside it the row that shows it."""
    names = _chips((slug, str(label)) for slug, label in VERDICT_LABELS.items())
    pick = Pick(name="verdicts", html=f"<p>{row_id(claim.id)} {escape(claim.text)}</p>{names}")
    cited = TextField(name="rows", label=_("Row that shows {claim}").format(claim=claim.id), placeholder="M..")
    pick.layout, cited.layout = wide, narrow
    return row(
        bench.form.bind("verdicts", pick, to_one, from_one, key=claim.id),
        bench.form.bind("rows", cited, lambda value: value or None, str_or_empty, key=claim.id),
    )


# ------------------------------------------------------------------------------------------------ correct and label
def _correct(bench: Bench, case: Case) -> ipywidgets.VBox:
    found = panel("")

    def follow(changed: str = "") -> None:
        if changed in ("", "verdicts"):
            given = bench.draft.get("verdicts")
            called = [id for id, verdict in given.items() if verdict == "invented"] if isinstance(given, dict) else []
            lines = ((id, case.article.claims[id].text) for id in sorted(called) if id in case.article.claims)
            found.value = _listed(lines) if called else paragraphs(_("nothing yet"))

    bench.draft.on_change(follow)
    follow()
    names = [(slug, str(label)) for slug, label in LABEL_LABELS.items()]
    labels = []
    for id, publication in case.publications.items():
        html = f"<p>{row_id(id)} {escape(publication.text)}</p>{_chips(names)}"
        pick = Pick(name="labels", html=html, most=0)
        labels.append(bench.form.bind("labels", pick, lambda value: list(value) or None, from_many, key=id))
    return column(
        row(
            card(_("What you called invented"), found),
            card(
                _("Corrections"),
                rows(bench.form, "fixes"),
                about=_("The whole sentence as it should stand: what the row says, and nothing new."),
            ),
            classes="academy-two",
        ),
        card(
            _("Labels"),
            *labels,
            about=_("What must be declared on publication; too many cost as much as too few."),
        ),
    )


# --------------------------------------------------------------------------------------------------------- hand in
def _stand_ins(case: Case) -> dict[str, Any]:
    """Valid values for what may still be empty when the rest is looked over."""
    ideas = [idea.id for idea in generate({}, case.room)[:TITLES]]
    return {
        "prompt": {"goal": "……"},
        "picks": [{"idea": id, "decision": "keep"} for id in ideas],
        "titles": [{"idea": id, "title": "………………"} for id in ideas],
        "verdicts": dict.fromkeys(case.article.claims, "true"),
        "rows": {},
        "fixes": [{"claim": "C01", "text": "………………"}],
        "labels": {id: ["none"] for id in case.publications},
        "ai_log": "……" * 12,
    }


def _hand_in(bench: Bench, case: Case) -> ipywidgets.VBox:
    log = card(
        _("AI log and looking back"),
        bench.form.field(
            "ai_log",
            rows=8,
            help=_(
                "So that somebody else can follow: which step, what it was told, what it said, what you changed "
                "(ids), how you checked; one thing you were not sure of; what you check first next time."
            ),
        ),
    )
    return column(log, review_panel(bench, _stand_ins(case)), submit_panel(bench), diary(bench))
