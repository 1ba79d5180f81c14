"""The review desk: five drafts, manual and story, verdicts, a limited post, layout beside a phone and covers."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.form import from_many, from_one, to_one
from curriculum.workbench.front import Pick
from curriculum.workbench.parts.cover_check import covers_html
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.drawings import picture_drawing
from curriculum.workbench.parts.gongzhonghao import PostPreview, article_view
from curriculum.workbench.parts.material import row_id
from curriculum.workbench.parts.phone import phone
from curriculum.workbench.parts.picture import records_in
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.text import card, column, panel, paragraphs, row
from simulations.language import _
from simulations.projects.editing_and_compliance.case import Case, Phrase
from simulations.projects.editing_and_compliance.cover import standards
from simulations.projects.editing_and_compliance.drafts import Draft
from simulations.projects.editing_and_compliance.judging import FIXES
from simulations.projects.editing_and_compliance.story import LONGEST, SHORTEST, ManualRow
from simulations.projects.editing_and_compliance.violation import LONGEST_STATEMENT, MOST_EVIDENCE
from simulations.world.platforms import platform_name
from simulations.world.rulebook.rules import rule

BOLD = re.compile(r"\*\*(.+?)\*\*")
ASKED = re.compile(r"〔(.+?)〕")


def steps(bench: Bench) -> Iterator[Step]:
    """The six steps."""
    case: Case = bench.brief
    yield Step(_("Five drafts"), ("marks", "note"), _drafts(bench, case))
    yield Step(_("From manual to story"), ("story", "story_rows"), _story(bench, case))
    yield Step(_("Three verdicts"), ("verdicts",), _verdicts(bench, case))
    yield Step(_("The limited post"), ("decision", "evidence", "statement"), _violation(bench, case))
    yield Step(_("Layout and cover"), ("layout", "covers_pass", "cover"), _layout(bench, case))
    yield Step(_("Review and hand in"), ("ai_log",), _hand_in(bench, case))


def _option(id: str, html: str, beside: str = "") -> str:
    """A row that can be picked, with its id; `html` is trusted."""
    told = f"<small>{escape(beside)}</small>" if beside else ""
    return f'<div class="academy-option" data-pick="{escape(id)}">{row_id(id)}<div><p>{html}</p>{told}</div></div>'


def _options(*options: str) -> str:
    return f'<div class="academy-options academy-many">{"".join(options)}</div>'


# ----------------------------------------------------------------------------------------------------------- drafts
def _drafts(bench: Bench, case: Case) -> ipywidgets.VBox:
    brand = case.brand
    facts = [(_("Account"), brand.account), (_("Readers"), brand.readers), (_("Tone"), brand.tone)]
    about = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts)
    brief = panel(f'<div class="academy-brief"><div>{paragraphs(case.brief)}</div><dl>{about}</dl></div>')
    marks = rows(
        bench.form,
        "marks",
        help=_("Click a sentence and it stands here; say what is wrong, and mend at least {n} of them.").format(
            n=FIXES
        ),
    )
    note = bench.form.field(
        "note",
        rows=7,
        help=_("{author} reads this: what is good, what must change and why, by the numbers of the sentences.").format(
            author=case.noted.author
        ),
    )
    side = column(
        card(
            _("What you have marked"),
            marks,
            about=_("A false alarm costs as much as a miss. Take a row out by clicking its sentence again."),
        ),
        card(_("To {author}, on draft {id}").format(author=case.noted.author, id=case.note_on), note),
        classes="academy-desk-side",
    )
    return column(
        card(_("Your brief"), brief),
        row(column(*(_draft(bench, draft) for draft in case.drafts)), side, classes="academy-desk"),
    )


def _draft(bench: Bench, draft: Draft) -> ipywidgets.VBox:
    """A draft under its material; its sentences go into the list of marks when they are clicked."""
    own = {sentence.id for sentence in draft.rows}
    material = "".join(f"<li>{escape(line)}</li>" for line in draft.material)
    told = _("Material the author had")
    given = panel(f'<p><b>{escape(told)}</b></p><ul class="academy-given">{material}</ul>')
    lines = (_option(line.id, BOLD.sub(r"<b>\1</b>", escape(line.text))) for line in draft.rows)
    pick = Pick(name="marks", label=_("The draft: click what is wrong"), html=_options(*lines), most=0)

    def to_field(value: list[str]) -> list[dict[str, Any]]:
        known = records_in(bench.draft.get("marks"))
        kept = [dict(one) for one in known if one.get("sentence") not in own or one.get("sentence") in value]
        there = {one.get("sentence") for one in kept}
        return kept + [{"sentence": id, "fix": ""} for id in value if id not in there]

    def from_field(value: Any) -> list[str]:
        return [str(one["sentence"]) for one in records_in(value) if one.get("sentence") in own]

    bench.form.bind("marks", pick, to_field, from_field, explain=lambda: None)
    title = _("Draft {id}: {title}").format(id=draft.id, title=draft.title)
    return card(title, given, pick, about=f"{draft.author} · {draft.job}")


# ------------------------------------------------------------------------------------------------------------ story
def _story(bench: Bench, case: Case) -> ipywidgets.VBox:
    story = case.story

    def listed(lines: tuple[ManualRow, ...]) -> str:
        return _options(*(_option(line.id, escape(line.text)) for line in lines))

    manual, said = _("Manual: {product}").format(product=story.product), _("What {who} said").format(who=story.person)
    html = f"<h4>{escape(said)}</h4>{listed(story.voice)}<h4>{escape(manual)}</h4>{listed(story.manual)}"
    spec = bench.form.spec("story_rows")
    cited = Pick(name="story_rows", label=bench.form.label("story_rows"), html=html, most=spec["maxItems"])
    cited.help = _("Tick the rows that your story takes its facts from, no others.")
    asked = _(
        "Tell {person}'s story: {about}. {least} to {most} characters, somebody, a scene, this one trouble; "
        "name the product once, where it helped."
    ).format(person=story.person, about=story.about, least=SHORTEST, most=LONGEST)
    return row(
        card(_("Material"), bench.form.bind("story_rows", cited, list, from_many)),
        card(
            _("The story"), bench.form.field("story", rows=22, soft=LONGEST, soft_note=_("Too long: cut.")), about=asked
        ),
        classes="academy-two",
    )


# --------------------------------------------------------------------------------------------------------- verdicts
def _verdicts(bench: Bench, case: Case) -> ipywidgets.VBox:
    names = {"forbidden": _("Forbidden"), "needs_proof": _("Needs proof"), "allowed": _("Allowed here")}

    def asked(phrase: Phrase) -> ipywidgets.DOMWidget:
        text = ASKED.sub(r"<mark>\1</mark>", escape(phrase.text))
        chips = "".join(
            f'<span class="academy-chip" data-pick="{slug}">{escape(name)}</span>' for slug, name in names.items()
        )
        chosen = f'<div class="academy-chips">{chips}</div>'
        html = f'<div class="academy-phrase"><p>{row_id(phrase.id)} {text}</p>{chosen}</div>'
        return bench.form.bind("verdicts", Pick(name="verdicts", html=html), to_one, from_one, key=phrase.id)

    return column(
        card(
            _("Three verdicts"),
            *(asked(phrase) for phrase in case.phrases.values()),
            about=_("On the marked words, as they stand there. Needs proof: with a source beside it, it could go out."),
        )
    )


# -------------------------------------------------------------------------------------------------------- violation
def _violation(bench: Bench, case: Case) -> ipywidgets.VBox:
    limited, cited = case.violation, rule(case.violation.rule)
    strikes = _("One strike stands already.") if limited.strikes_before else _("No strike stands yet.")
    facts = (
        (_("Platform"), platform_name(limited.platform)),
        (_("The post"), limited.post),
        (_("Notice"), limited.notice),
        (_("The account"), strikes),
        (_("Rule: {name}").format(name=cited.name), cited.about),
        (_("No breach is"), "；".join(cited.exceptions)),
        (_("Source"), _("{law}; last checked {day}").format(law=cited.law, day=cited.as_of)),
    )
    table = "".join(f'<tr><th scope="row">{escape(name)}</th><td>{escape(text)}</td></tr>' for name, text in facts)
    lines = (_option(line.id, escape(line.text)) for line in limited.evidence.values())
    evidence = Pick(name="evidence", label=bench.form.label("evidence"), html=_options(*lines), most=MOST_EVIDENCE)
    evidence.help = _("Up to {n}; click them in the order in which they are to be read.").format(n=MOST_EVIDENCE)
    order = panel("")

    def follow(changed: str = "") -> None:
        if changed in ("", "evidence"):
            sent = " → ".join(from_many(bench.draft.get("evidence"))) or _("nothing yet")
            told = _("In this order:")
            order.value = f"<p>{escape(told)} <b>{escape(sent)}</b></p>"

    bench.draft.on_change(follow)
    follow()
    return column(
        card(
            _("What happened"), panel(f'<div class="academy-table"><table class="academy-marks">{table}</table></div>')
        ),
        card(
            _("What you do"),
            bench.form.field(
                "decision",
                options={
                    "appeal": _("Appeal: the ruling is wrong"),
                    "correct": _("Correct it and ask for another look"),
                },
            ),
            bench.form.bind("evidence", evidence, list, from_many),
            order,
            bench.form.field(
                "statement",
                rows=4,
                help=_(
                    "At most {n} characters (an assumption): the point at issue, the evidence, what you ask for."
                ).format(n=LONGEST_STATEMENT),
            ),
        ),
    )


# ------------------------------------------------------------------------------------------------- layout and cover
def _layout(bench: Bench, case: Case) -> ipywidgets.VBox:
    article, form = case.article, bench.form
    bench.draft.fields.setdefault("layout", article.spoiled)  # what lies on the desk is the article as it came
    gallery = [
        {"id": id, "caption": picture["caption"], "html": picture_drawing(picture)}
        for id, picture in article.pictures.items()
    ]
    pictures = {id: picture_drawing(picture) for id, picture in article.pictures.items()}

    def draw() -> dict[str, str]:
        body = str(bench.draft.get("layout") or "")
        return {"article": article_view(PostPreview(case.brand.account, "", article.title, "", body, "", "", pictures))}

    editor = form.field("layout", rows=28, toolbar=True, gallery=gallery)
    rules, use = standards(), case.use
    asked = _(
        "For {name}. Passing: {width} × {height} px or larger in the same ratio, text on at most {text:.0%} of it, "
        "contrast at least {contrast:g} : 1. To use: one that passes and is about this article."
    ).format(
        name=use.name, width=use.width, height=use.height, text=rules["most_text"], contrast=rules["least_contrast"]
    )
    fit = Pick(name="covers_pass", label=form.label("covers_pass"), html=covers_html(case.covers.values()), most=0)
    return column(
        row(
            card(
                _("Mend the layout"),
                editor,
                about=_(
                    "It was pasted from an editor. Change no word and no number; paragraphs, headings, bold, pictures."
                ),
            ),
            phone(bench, {"article": _("Article")}, draw, frozenset({"layout"})),
            classes="academy-with-phone",
        ),
        card(
            _("Check the covers"),
            form.bind("covers_pass", fit, list, from_many),
            form.field("cover", options={id: f"{id} {cover.title}" for id, cover in case.covers.items()}),
            about=asked,
        ),
    )


# ---------------------------------------------------------------------------------------------------------- hand in
def _stand_ins(case: Case) -> dict[str, Any]:
    """Valid values for what may still be empty when the rest is looked over."""
    return {
        "note": f"{case.note_on}1 ………………………………",
        "story": "……" * 30,
        "story_rows": ["U1"],
        "verdicts": dict.fromkeys(case.phrases, "allowed"),
        "decision": "appeal",
        "evidence": ["E1"],
        "statement": "…………………………",
        "layout": case.article.spoiled,
        "covers_pass": ["k1"],
        "cover": "k1",
        "ai_log": "……",
    }


def _hand_in(bench: Bench, case: Case) -> ipywidgets.VBox:
    log = card(
        _("Look back"),
        bench.form.field(
            "ai_log", rows=3, help=_("What you used AI for and how you checked it; or that you used none.")
        ),
    )
    return column(log, review_panel(bench, _stand_ins(case)), submit_panel(bench), diary(bench))
