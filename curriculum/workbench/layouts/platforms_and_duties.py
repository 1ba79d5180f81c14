"""Platforms and duties: ideas to platforms, a week's messages, an account with its page, one idea three times."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.form import from_many, str_or_empty
from curriculum.workbench.front import Pick, TextField
from curriculum.workbench.parts.bilibili import BilibiliPreview
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.douyin import DouyinPreview
from curriculum.workbench.parts.gongzhonghao import PostPreview
from curriculum.workbench.parts.idea_board import Card, idea_board
from curriculum.workbench.parts.inbox import inbox
from curriculum.workbench.parts.material import row_id
from curriculum.workbench.parts.phone import phone
from curriculum.workbench.parts.previews import PREVIEWS
from curriculum.workbench.parts.profile import ProfilePreview, page_view
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.shipinhao import ShipinhaoPreview
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.text import card, column, panel, row
from curriculum.workbench.parts.weibo import WeiboPreview
from curriculum.workbench.parts.xiaohongshu import NotePreview
from simulations.language import _, listed
from simulations.projects.platforms_and_duties.answer import VERIFICATIONS
from simulations.projects.platforms_and_duties.case import (
    FORMATS,
    QUALITY_LABELS,
    ROLE_LABELS,
    Idea,
    Material,
    niche_topic,
)
from simulations.projects.platforms_and_duties.play import usual
from simulations.projects.platforms_and_duties.versions import TAG
from simulations.world.platforms import platform_name
from simulations.world.rulebook import limits

SHOWN = {  # the view that a version is seen in
    "gongzhonghao": "article",
    "douyin": "video",
    "xiaohongshu": "note",
    "bilibili": "page",
    "shipinhao": "video",
    "weibo": "timeline",
}


def steps(bench: Bench) -> Iterator[Step]:
    """The five steps."""
    case: Material = bench.brief
    yield Step(_("Twelve ideas"), ("placements", "hardest"), _ideas(bench, case))
    yield Step(_("Ten messages"), ("cases",), _messages(bench, case))
    yield Step(_("One account"), ("name", "bio", "tags", "verification", "pinned"), _account(bench, case))
    yield Step(_("Three versions"), ("titles", "texts"), _versions(bench, case))
    yield Step(_("Review and hand in"), ("reflection", "ai_log"), _hand_in(bench, case))


def _ideas(bench: Bench, case: Material) -> ipywidgets.VBox:
    brand = case.brand
    told = _(
        "Twelve ideas for {account} are on the table; each goes to exactly one platform. What counts this month is "
        "{goal}. Every platform has room for two or three; what does not fit does not go out."
    ).format(account=brand.account, goal=case.goal_label)
    facts = ((_("Readers"), brand.readers), (_("Sells"), brand.sells), (_("Tone"), brand.tone))
    about = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts)
    brief = panel(f'<div class="academy-brief"><div><p>{escape(told)}</p></div><dl>{about}</dl></div>')
    names = {slug: platform_name(slug) for slug in case.grounds}
    room = {slug: ground.room for slug, ground in case.grounds.items()}
    return column(
        card(_("Your brief"), brief, panel(_grounds(bench, case))),
        card(
            _("Twelve ideas"),
            idea_board(bench, "placements", map(_card, case.ideas), names, room),
            about=_("What somebody called out at the table stands below each: they have not looked at the figures."),
        ),
        card(
            _("The two hardest choices"),
            bench.form.field(
                "hardest",
                label=_("Which two, why there, and what you gave up"),
                rows=4,
                help=_("By their numbers, and by the figures of the table above."),
            ),
        ),
    )


def _grounds(bench: Bench, case: Material) -> str:
    past = usual(bench.context)
    head = (
        (_("Platform"), ""),
        (_("Followers"), ""),
        (_("Part in this year's goal"), ""),
        (_("One result counts for"), ""),
        (_("Past pieces bring"), _("{goal}, a middling piece").format(goal=case.goal_label)),
        (_("Takes at most"), _("pieces")),
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(platform_name(slug))}</th><td class="academy-number">{ground.followers:,}</td>'
        f'<td>{escape(str(ROLE_LABELS[ground.role]))}</td><td class="academy-number">× {ground.weight:g}</td>'
        f'<td class="academy-number">{past[slug]:,.1f}</td><td class="academy-number">{ground.room}</td></tr>'
        for slug, ground in case.grounds.items()
    )
    titles = "".join(
        f'<th scope="col">{escape(name)}{f"<small>{escape(note)}</small>" if note else ""}</th>' for name, note in head
    )
    return f'<div class="academy-table"><table><thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table></div>'


def _card(idea: Idea) -> Card:
    size = _("{n} s") if idea.format == "video" else _("{n} characters")
    facts = [
        (_("Form and length"), f"{FORMATS[idea.format]} · {size.format(n=f'{idea.length:,}')}"),
        (_("Its topic"), niche_topic(idea.topic)),
        (_("Written for"), idea.readers),
        (_("Words it carries"), listed(idea.words)),
    ]
    if idea.heat:
        facts.append((_("On the hot list"), _("today, {heat:.0%} as hot as a day's hottest").format(heat=idea.heat)))
    if idea.seeds:
        facts.append((_("Own groups"), _("about {n} people will pass it on").format(n=idea.seeds)))
    return Card(
        id=idea.id,
        title=idea.title,
        facts=tuple(facts),
        levels=tuple((str(label), idea.levels[quality]) for quality, label in QUALITY_LABELS.items()),
        aside=f"{idea.said_by}：「{idea.said}」",
    )


def _messages(bench: Bench, case: Material) -> ipywidgets.VBox:
    return card(
        _("Ten messages"),
        inbox(
            bench.form,
            "cases",
            case.situations,
            help=_("For each: the duty that owns it, whom to bring in (or nobody), and what you bring along."),
        ),
        about=_("Near misses earn a part. Waking somebody who is not needed costs as much as forgetting somebody."),
    )


def _text(bench: Bench, name: str) -> str:
    return str(bench.draft.get(name) or "")


def _account(bench: Bench, case: Material) -> ipywidgets.VBox:
    form, profile = bench.form, case.profile
    platform = platform_name(profile.platform)
    facts = (
        (_("Platform"), platform),
        (_("What it is about"), profile.theme_name),
        (_("Readers"), listed(profile.readers)),
        (_("Whose account"), profile.subject_text),
        (_("How often"), profile.pace),
    )
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts)
    lures = "".join(f"<li>{escape(text)}</li>" for text in profile.lures)
    heard, told = _("What others have already sent you"), _("A new account is to be opened. This is what is settled:")
    brief = (
        f'<div class="academy-brief"><div><p>{escape(told)}</p><p><b>{escape(heard)}</b></p><ul>{lures}</ul></div>'
        f"<dl>{rows}</dl></div>"
    )

    def limit(field: str) -> dict[str, Any]:
        row = profile.limits[field]
        return {"most": int(row["max"]), "help": row["note"]}

    title = limits(profile.platform).get("title")
    pinned = {"most": int(title["max"]), "help": title["note"]} if title else {}
    tags = Pick(name="tags", label=form.label("tags"), html=_words(case), most=6)
    tags.help = _("Three to six rows: what these readers type, not what is searched most.")

    def draw() -> dict[str, str]:
        chosen = bench.draft.get("tags")
        known = {word.id: word.text for word in profile.words}
        kind = str(bench.draft.get("verification") or "")
        shown = kind in VERIFICATIONS and kind != "none"
        return {
            "page": page_view(
                ProfilePreview(
                    platform=platform,
                    name=_text(bench, "name"),
                    bio=_text(bench, "bio"),
                    tags=tuple(known[id] for id in from_many(chosen) if id in known),
                    badge=_("Verified: {kind}").format(kind=VERIFICATIONS[kind]) if shown else "",
                    pinned=_text(bench, "pinned"),
                )
            )
        }

    editor = card(
        _("The account's page"),
        form.field("name", **limit("name")),
        form.field("bio", rows=3, **limit("bio")),
        form.bind("tags", tags, list, from_many),
        form.field("verification", options={slug: str(name) for slug, name in VERIFICATIONS.items()}),
        form.field("pinned", label=_("Title of the first pinned piece"), **pinned),
    )
    seen = frozenset({"name", "bio", "tags", "verification", "pinned"})
    return column(
        card(_("The account"), panel(brief)),
        row(editor, phone(bench, {"page": _("Account page")}, draw, seen), classes="academy-with-phone"),
    )


def _words(case: Material) -> str:
    rows = "".join(
        f'<div class="academy-option" data-pick="{word.id}">{row_id(word.id)}<div><p>{escape(word.text)}</p>'
        f"<small>{escape(_searches(word.searches))}</small></div></div>"
        for word in case.profile.words
    )
    return f'<div class="academy-options academy-words">{rows}</div>'


def _searches(n: int) -> str:
    return _("{n} searches a month").format(n=f"{n:,}")


def _versions(bench: Bench, case: Material) -> ipywidgets.VBox:
    story = case.story
    facts = "".join(f"<li>{row_id(id)}<span>{escape(text)}</span></li>" for id, text in story.facts.items())
    searched = _("Searched words: {words}").format(words=listed(story.search))
    editors = [_editor(bench, case, slug) for slug in story.platforms]
    views = {slug: platform_name(slug) for slug in story.platforms}

    def draw() -> dict[str, str]:
        return {slug: _preview(bench, case, slug) for slug in story.platforms}

    return column(
        card(
            story.name,
            panel(f'<ol class="academy-facts">{facts}</ol><p>{escape(searched)}</p>'),
            about=_("One story, its facts by number. Use what each platform needs; add none that does not stand here."),
        ),
        row(
            column(*editors),
            phone(bench, views, draw, frozenset({"titles", "texts"})),
            classes="academy-with-phone",
        ),
    )


def _editor(bench: Bench, case: Material, slug: str) -> ipywidgets.VBox:
    form, wanted = bench.form, case.story.forms[slug]
    title_limit = limits(slug).get("title")
    most = {"most": int(title_limit["max"])} if title_limit else {}
    title = TextField(name="titles", label=_("Title"), **most)
    size = _("about {least} to {most} characters").format(least=wanted["least"], most=wanted["most"])
    text = TextField(name="texts", label=wanted["what"], rows=7, help=f"{wanted['note']} · {size}")
    return card(
        platform_name(slug),
        form.bind("titles", title, _or_none, str_or_empty, key=slug),
        form.bind("texts", text, _or_none, str_or_empty, key=slug),
    )


def _or_none(value: str) -> str | None:
    return value or None


def _preview(bench: Bench, case: Material, slug: str) -> str:
    titles, texts = (_entries(bench, name) for name in ("titles", "texts"))
    title, text, account = titles.get(slug, ""), texts.get(slug, ""), case.brand.account
    tags = tuple(tag.strip("#") for tag in TAG.findall(text))
    posts: dict[str, Any] = {
        "gongzhonghao": lambda: PostPreview(account, "", title, "", text, "", "", {}),
        "douyin": lambda: DouyinPreview(account, title, text),
        "xiaohongshu": lambda: NotePreview(account, title, text),
        "bilibili": lambda: BilibiliPreview(account, title, text, tags=tags),
        "shipinhao": lambda: ShipinhaoPreview(account, title, text),
        "weibo": lambda: WeiboPreview(account, f"【{title}】{text}" if title else text),
    }
    return PREVIEWS[slug][SHOWN[slug]].draw(posts[slug]())


def _entries(bench: Bench, name: str) -> dict[str, str]:
    value = bench.draft.get(name)
    return {str(slug): str(text) for slug, text in value.items()} if isinstance(value, Mapping) else {}


def _hand_in(bench: Bench, case: Material) -> ipywidgets.VBox:
    form = bench.form
    words = card(
        _("Look back"),
        form.field(
            "reflection",
            rows=4,
            help=_(
                "Which idea did you move last, what did you think first, and what will you look at first next time?"
            ),
        ),
        form.field("ai_log", rows=3, help=_("What you used AI for and how you checked it; or that you used none.")),
    )
    return column(words, review_panel(bench, _stand_ins(case)), submit_panel(bench), diary(bench))


def _stand_ins(case: Material) -> dict[str, Any]:
    """Fields that the check does not look at and that may come later."""
    return {"hardest": "……………………", "reflection": "……", "ai_log": "……"}
