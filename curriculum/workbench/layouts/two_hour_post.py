"""The two-hour post: material, topic, writing beside a phone, distribution, forecast and trial, handing in."""

from collections.abc import Iterator
from html import escape
from typing import Any, get_args

import ipywidgets

from curriculum.answers import Trial
from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.form import from_many, from_one, to_one
from curriculum.workbench.front import Pick
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.drawings import cover_drawing, picture_drawing
from curriculum.workbench.parts.first_hours import first_hours
from curriculum.workbench.parts.gongzhonghao import PostPreview, article_view, group_view, list_view, moments_view
from curriculum.workbench.parts.gongzhonghao_figures import gongzhonghao_figures
from curriculum.workbench.parts.material import decide, papers_html, read_again, talk_html
from curriculum.workbench.parts.phone import phone
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.table import Column, evidence_table
from curriculum.workbench.parts.text import card, column, panel, paragraphs, row, scrolling
from curriculum.workbench.parts.trial import Trying, trial_panel
from simulations.language import _
from simulations.projects.two_hour_post.answer import DAY_LABELS, TopicSlug
from simulations.projects.two_hour_post.case import COLUMN_LABELS, Case
from simulations.projects.two_hour_post.play import Outcome
from simulations.world.rulebook import limits, limits_as_of

PLATFORM = "gongzhonghao"
TITLE_CUT = 28  # characters of a title that the list of subscriptions shows in two lines


def steps(bench: Bench) -> Iterator[Step]:
    """The six steps."""
    case: Case = bench.brief
    yield Step(_("Brief and material"), ("facts",), _material(bench, case))
    yield Step(_("Topic"), ("topic", "topic_evidence", "topic_reason"), _topic(bench, case))
    yield Step(_("Writing"), ("title", "digest", "body", "cover"), _writing(bench, case))
    yield Step(
        _("Distribution"), ("day", "hour", "call_to_action", "moments_line", "group_line"), _distribution(bench, case)
    )
    yield Step(_("Forecast and trial"), ("forecast_low", "forecast_high"), _trial(bench, case))
    yield Step(_("Review and hand in"), ("reflection", "ai_log"), _hand_in(bench))


def _material(bench: Bench, case: Case) -> ipywidgets.VBox:
    brand = case.brand
    facts = [
        (_("Account"), brand.account),
        (_("Followers"), f"{brand.followers:,}"),
        (_("Readers"), brand.readers),
        (_("Sells"), brand.sells),
        (_("Tone"), brand.tone),
    ]
    about = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts)
    brief = panel(f'<div class="academy-brief"><div>{paragraphs(case.brief)}</div><dl>{about}</dl></div>')
    sources = {line.id: _("Interview, {who}").format(who=line.who) for line in case.interview}
    sources |= {line.id: f"{note.author} · {note.date} · {note.title}" for note in case.notes for line in note.rows}
    picks = [
        decide(bench, "facts", conflict.id, conflict.about, [case.rows[id] for id in conflict.candidates], sources)
        for conflict in case.conflicts
    ]
    return column(
        card(_("Your brief"), brief),
        card(_("Three product notes"), panel(papers_html(case.notes))),
        row(
            card(_("Interview"), scrolling(talk_html(case.interview))),
            card(
                _("Decide what to trust"),
                *picks,
                about=_("The material contradicts itself in three places. Trust one row each."),
            ),
            classes="academy-two",
        ),
    )


def _topic(bench: Bench, case: Case) -> ipywidgets.VBox:
    about = {
        "search_index": _("WeChat, 30-day mean"),
        "rival_posts": _("ten like accounts"),
        "survey_share": _("of 200 asked"),
        "material": _("to cite from the interview"),
    }
    percent = {"survey_share": "{:.0%}"}
    columns = [
        Column(name, str(label), about.get(name, ""), percent.get(name, "{:,.0f}").format)
        for name, label in COLUMN_LABELS.items()
    ]
    names = {slug: topic.name for slug, topic in case.topics.items()}
    table = evidence_table(_("Topic"), names, columns, lambda topic, name: float(getattr(case.topics[topic], name)))
    spec = bench.form.spec("topic_evidence")
    evidence = Pick(name="topic_evidence", label=bench.form.label("topic_evidence"), html=table, most=spec["maxItems"])
    evidence.help = _("Tick up to {n} cells, of other topics too: a choice is a comparison.").format(n=spec["maxItems"])
    return column(
        card(_("The data"), bench.form.bind("topic_evidence", evidence, list, from_many)),
        card(
            _("Choose and argue"),
            bench.form.field("topic", options={slug: names[slug] for slug in get_args(TopicSlug)}),
            bench.form.field(
                "topic_reason",
                rows=4,
                placeholder=_("Who wants it, who has written it, what have we got to write it from?"),
            ),
        ),
    )


def _pictures(case: Case) -> dict[str, str]:
    return {slug: picture_drawing(picture) for slug, picture in case.pictures.items()}


def _preview(bench: Bench, case: Case) -> PostPreview:
    def text(name: str) -> str:
        return str(bench.draft.get(name) or "")

    cover, day, hour = bench.draft.get("cover"), bench.draft.get("day"), bench.draft.get("hour")
    when = [str(DAY_LABELS[day])] if isinstance(day, str) and day in DAY_LABELS else []
    when += [f"{hour}:00"] if isinstance(hour, int) else []
    return PostPreview(
        account=case.brand.account,
        author=bench.workplace.trainee.name if bench.workplace.trainee and bench.workplace.trainee.name else _("Me"),
        title=text("title"),
        digest=text("digest"),
        body=text("body"),
        call=text("call_to_action"),
        cover=cover_drawing(case.covers[str(cover)], case.brand.name) if str(cover) in case.covers else "",
        pictures=_pictures(case),
        when=" ".join(when),
        moments_line=text("moments_line"),
        group_line=text("group_line"),
    )


def _writing(bench: Bench, case: Case) -> ipywidgets.VBox:
    form, dated = bench.form, _("platform limit as of {date}").format(date=limits_as_of(PLATFORM))

    def limit(name: str) -> dict[str, Any]:
        row = limits(PLATFORM)[name]
        return {"most": int(row["max"]), "help": _("{note} ({dated})").format(note=row["note"], dated=dated)}

    covers = "".join(
        f'<div class="academy-cover" data-pick="{slug}">{cover_drawing(cover, case.brand.name)}'
        f"<p>{escape(cover['title'])}</p></div>"
        for slug, cover in case.covers.items()
    )
    gallery = [
        {"id": slug, "caption": picture["caption"], "html": picture_drawing(picture)}
        for slug, picture in case.pictures.items()
    ]
    editor = column(
        form.field(
            "title",
            soft=TITLE_CUT,
            soft_note=_("Longer than two lines in the list: the end will be cut off."),
            **limit("title"),
        ),
        form.field("digest", rows=2, **limit("digest")),
        form.field(
            "body",
            rows=26,
            toolbar=True,
            gallery=gallery,
            placeholder=_("Write in Markdown: ## heading, **bold**, - list"),
            **limit("body"),
        ),
        classes="academy-editor",
    )
    cover = form.bind(
        "cover",
        Pick(name="cover", label=form.label("cover"), html=f'<div class="academy-covers">{covers}</div>'),
        to_one,
        from_one,
    )

    def draw() -> dict[str, str]:
        post = _preview(bench, case)
        return {"article": article_view(post), "list": list_view(post)}

    views = {"article": _("Article"), "list": _("Subscriptions")}
    seen = frozenset({"title", "digest", "body", "cover", "call_to_action", "day", "hour"})
    return column(
        panel(read_again(case.interview, case.notes)),
        row(card(_("Write"), editor, cover), phone(bench, views, draw, seen), classes="academy-with-phone"),
    )


def _to_hour(value: list[str]) -> int | str | None:
    chosen = to_one(value)
    return int(chosen) if chosen and chosen.isdecimal() else chosen


def _hours() -> str:
    parts = (
        (_("Night"), range(6)),
        (_("Morning"), range(6, 12)),
        (_("Afternoon"), range(12, 18)),
        (_("Evening"), range(18, 24)),
    )
    return "".join(
        f'<div class="academy-hours"><span>{escape(name)}</span>'
        + "".join(f'<span class="academy-chip" data-pick="{hour}">{hour}:00</span>' for hour in hours)
        + "</div>"
        for name, hours in parts
    )


def _distribution(bench: Bench, case: Case) -> ipywidgets.HBox:
    form = bench.form
    hour = form.bind(
        "hour",
        Pick(name="hour", label=form.label("hour"), html=_hours()),
        _to_hour,
        from_one,
    )

    def draw() -> dict[str, str]:
        post = _preview(bench, case)
        return {"moments": moments_view(post), "group": group_view(post)}

    slot = card(
        _("When"),
        form.field("day", options={day: str(name) for day, name in DAY_LABELS.items()}),
        hour,
        about=_("When have these readers their phone in hand?"),
    )
    words = card(
        _("What brings readers to it, and on"),
        form.field(
            "call_to_action",
            help=_("One thing you ask of the reader at the end; rewarded sharing breaks the platform's rules."),
        ),
        form.field("moments_line", rows=3, help=_("What colleagues write when they share it in Moments")),
        form.field("group_line", rows=3, help=_("What you say in the readers' group")),
    )
    views = {"moments": _("Moments"), "group": _("Group")}
    seen = frozenset({"title", "digest", "cover", "moments_line", "group_line", "day", "hour"})
    return row(column(slot, words), phone(bench, views, draw, seen), classes="academy-with-phone")


def _stand_ins(case: Case) -> dict[str, Any]:
    """Fields that neither the world nor the check looks at and that may come later."""
    return {
        "topic_reason": "……………",
        "topic_evidence": ["minutes.material"],
        "facts": {conflict.id: conflict.candidates[0] for conflict in case.conflicts},
        "reflection": "……",
        "ai_log": "……",
    }


def _trial(bench: Bench, case: Case) -> ipywidgets.VBox:
    needed = ("topic", "title", "body", "cover", "day", "hour")
    stand_ins = _stand_ins(case)
    return column(
        trial_panel(bench, _trying(), needed, lambda: bench.draft.answer(**stand_ins), _came),
        review_panel(bench, stand_ins | {"forecast_low": 1, "forecast_high": 2}),
    )


def _trying() -> Trying:
    return Trying(
        figure="reads",
        title=_("Forecast, then a trial"),
        button=_("Publish a trial"),
        about=_(
            "Total reads after seven days, with 80% confidence. "
            "Every trial is a world of its own: its luck is part of it."
        ),
        before=_("Before a trial there must be something to publish:"),
        question=_("First the forecast: between which two numbers will the reads lie, with 80% confidence?"),
        came=_("{n} reads"),
        low={"label": _("At least"), "placeholder": "800", "unit": _("reads")},
        high={"label": _("At most"), "placeholder": "1500", "unit": _("reads")},
    )


def _hand_in(bench: Bench) -> ipywidgets.VBox:
    form = bench.form
    words = card(
        _("Look back"),
        form.field(
            "reflection",
            rows=4,
            help=_("Where was your judgement off, by how much, and what will you do first next time?"),
        ),
        form.field("ai_log", rows=3, help=_("What you used AI for and how you checked it; or that you used none.")),
    )
    return column(words, submit_panel(bench), diary(bench))


def _came(outcome: Outcome, _trial: Trial) -> str:
    """What came of a trial: the back end's figures, and the first two days hour by hour."""
    return gongzhonghao_figures(outcome.kpis()) + first_hours(list(outcome.first_hours()), outcome.plan.hour)
