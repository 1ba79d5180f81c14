"""Short video and live: points and script, the brief, two re-cuts, the session, a rehearsal, looking back."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench, Step
from curriculum.workbench.form import from_many, from_one, to_one
from curriculum.workbench.front import Pick
from curriculum.workbench.parts.bilibili import BilibiliPreview
from curriculum.workbench.parts.diary import diary
from curriculum.workbench.parts.douyin import DouyinPreview, video_view
from curriculum.workbench.parts.live_rehearsal import rehearsal_panel
from curriculum.workbench.parts.material import drawer, row_id
from curriculum.workbench.parts.phone import phone
from curriculum.workbench.parts.picture import Record, records_in
from curriculum.workbench.parts.previews import PREVIEWS
from curriculum.workbench.parts.review import review_panel
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.script_reading import script_board
from curriculum.workbench.parts.shipinhao import ShipinhaoPreview
from curriculum.workbench.parts.submit import submit_panel
from curriculum.workbench.parts.text import card, column, panel, paragraphs, row
from curriculum.workbench.parts.timeline import timeline
from curriculum.workbench.parts.timeline_scale import Mark
from curriculum.workbench.parts.xiaohongshu import NotePreview
from simulations.language import _
from simulations.projects.short_video_and_live import Case
from simulations.projects.short_video_and_live.answer import BRIEF, DECISIONS, MINUTES, WHICHS
from simulations.projects.short_video_and_live.case import Footage
from simulations.world.platforms import platform_name
from simulations.world.rulebook import limits

SHOWN = {"xiaohongshu": "note", "bilibili": "page", "shipinhao": "video"}


def steps(bench: Bench) -> Iterator[Step]:
    """The six steps."""
    case: Case = bench.brief
    yield Step(_("Brief and selling points"), ("points",), _points(bench, case))
    yield Step(_("Script, second by second"), ("completion_low", "completion_high", "shots"), _script(bench, case))
    yield Step(_("Brief to design and camera"), tuple(f"brief_{name}" for name in BRIEF), _brief(bench, case))
    yield Step(_("Two re-cuts"), ("first_cut", "second_cut", "packages"), _recuts(bench, case))
    yield Step(_("The live hour"), ("goods", "crew", "blocks", "spends", "rescue"), _live(bench, case))
    yield Step(
        _("Rehearse and hand in"),
        ("gmv_low", "gmv_high", "review", "ai_log"),
        _hand_in(bench, case),
    )


def _points(bench: Bench, case: Case) -> ipywidgets.VBox:
    brand = case.brand
    facts = ((_("Product"), f"{case.product}：{case.about}"), (_("Readers"), brand.readers), (_("Tone"), brand.tone))
    about = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts)
    lures = "".join(f"<li>{escape(text)}</li>" for text in case.lures)
    heard = _("What others have already sent you")
    brief = panel(
        f'<div class="academy-brief"><div>{paragraphs(_plain(case.brief))}<p><b>{escape(heard)}</b></p>'
        f"<ul>{lures}</ul></div><dl>{about}</dl></div>"
    )
    said = "".join(f"<li>{row_id(one.id)}<p>{escape(one.text)}</p></li>" for one in case.comments)
    picks = [_decide(bench, case, place) for place in range(len(case.points))]
    return column(
        card(_("Your brief"), brief),
        card(
            _("What users wrote under our last videos"),
            panel(f'<section class="academy-paper"><ol>{said}</ol></section>'),
            about=_("Count who complains of what before you read on."),
        ),
        card(
            _("Seven selling points, as product and sales handed them over"),
            *picks,
            about=_("Below each: what there is to prove it. True is not enough, somebody must ask for it."),
        ),
    )


def _plain(text: str) -> str:
    return text.replace("**", "")


def _decide(bench: Bench, case: Case, place: int) -> Pick:
    point = case.points[place]
    options = "".join(
        f'<span class="academy-chip" data-pick="{slug}">{escape(str(name))}</span>' for slug, name in DECISIONS.items()
    )
    pick = Pick(name="points", label=f"{point.id} {point.text}", html=f'<div class="academy-chips">{options}</div>')
    pick.help = _("Proof: {evidence}").format(evidence=point.evidence)
    bench.form.bind("points", pick, to_one, from_one, key=point.id)
    return pick


def _script(bench: Bench, case: Case) -> ipywidgets.VBox:
    board = script_board(
        bench,
        case,
        abouts={
            "seconds": _("3 to 8 is usual"),
            "picture": _("what the camera sees"),
            "words": _("4 to 5 characters a second"),
            "caption": _("short enough to read"),
        },
    )

    return column(
        panel(_material(case, "points")),
        card(
            _("Storyboard"),
            board,
            about=_("Nobody types how interesting a beat is: it is read off picture, words and caption."),
        ),
    )


def _first_shot(bench: Bench, case: Case) -> dict[str, str]:
    """The video on a phone as it begins."""
    first = next(iter(records_in(bench.draft.get("shots"))), {})
    words = str(first.get("caption") or first.get("words") or "")
    shown = DouyinPreview(case.brand.account, str(first.get("words") or ""), "", cover=_cover(words))
    return {"video": video_view(shown)}


def _cover(words: str) -> str:
    return f'<span class="feed-empty">{escape(words)}</span>' if words else ""


def _material(case: Case, kind: str) -> str:
    """Something to look up without leaving the page."""
    if kind == "points":
        points = "".join(f"<li>{row_id(p.id)} {escape(p.text)}（{escape(p.evidence)}）</li>" for p in case.points)
        said = "".join(f"<li>{row_id(one.id)} {escape(one.text)}</li>" for one in case.comments)
        return drawer(_("Selling points"), f"<ul>{points}</ul>") + drawer(_("Comments"), f"<ul>{said}</ul>")
    return drawer(_("The brief"), paragraphs(_plain(case.brief)))


def _brief(bench: Bench, case: Case) -> ipywidgets.VBox:
    helps = {
        "look": _("ratio, safe area, light, type"),
        "place": _("where, when, who, which props, who brings them"),
        "must": _("pictures one can see, not adjectives"),
        "must_not": _("and why, so that they can decide on the spot"),
        "files": _("which versions, sizes, by when"),
    }
    fields = [
        bench.form.field(f"brief_{name}", rows=2 if name in ("audience", "message") else 3, help=helps.get(name, ""))
        for name in BRIEF
    ]
    return column(
        panel(_material(case, "points") + _material(case, "brief")),
        row(
            card(
                _("One page for those who shoot and draw"),
                *fields,
                about=_("They were not in the meeting. With this page and the storyboard: could they start tomorrow?"),
            ),
            phone(
                bench, {"video": _("How the first shot looks")}, lambda: _first_shot(bench, case), frozenset({"shots"})
            ),
            classes="academy-with-phone",
        ),
    )


def _recuts(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    names = {shot.id: f"{shot.id} {shot.text[:14]}" for shot in case.footage}
    platforms = {which: platform_name(slug) for which, slug in zip(WHICHS, case.platforms, strict=True)}
    cuts = [
        card(platforms[which], rows(form, field, options={"shot": names}))
        for which, field in (("first", "first_cut"), ("second", "second_cut"))
    ]

    def draw() -> dict[str, str]:
        packages = {str(one.get("which")): one for one in records_in(bench.draft.get("packages"))}
        return {
            which: _preview(case, slug, packages.get(which, {}))
            for which, slug in zip(WHICHS, case.platforms, strict=True)
        }

    around = rows(
        form,
        "packages",
        options={"which": platforms, "cover": names},
        abouts={"title": _titles(case), "tags": _("with a comma between"), "cover": _("a shot by its id")},
    )
    return column(
        card(f"{case.hit_title}", panel(footage_html(case)), about=case.hit_about),
        card(_("Around the two"), around, about=_("One row for each platform: ratio, cover, title, tags, call.")),
        row(
            column(*cuts),
            phone(bench, platforms, draw, frozenset({"packages", "first_cut", "second_cut"})),
            classes="academy-with-phone",
        ),
    )


def _titles(case: Case) -> str:
    told = []
    for slug in case.platforms:
        row = limits(slug)["title"]
        told.append(
            _("{platform}: {least} to {most} characters").format(
                platform=platform_name(slug), least=row.get("min", 1), most=row["max"]
            )
        )
    return "；".join(told)


def footage_html(case: Case) -> str:
    """The hit's shots and the leftovers with ids and seconds."""
    head = "".join(
        f'<th scope="col">{escape(name)}</th>' for name in (_("Id"), _("Seconds"), _("Picture"), _("Spoken words"))
    )

    def lines(shots: list[Footage]) -> str:
        return "".join(
            f'<tr><td>{row_id(shot.id)}</td><td class="academy-number">{shot.seconds:g}</td>'
            f"<td>{escape(shot.text)}</td><td>{escape(shot.words)}</td></tr>"
            for shot in shots
        )

    used, left = [s for s in case.footage if s.used], [s for s in case.footage if not s.used]
    rest = _("Shot and not used")
    return (
        f'<div class="academy-table"><table><thead><tr>{head}</tr></thead><tbody>{lines(used)}'
        f'<tr><th colspan="4" scope="rowgroup">{escape(rest)}</th></tr>{lines(left)}</tbody></table></div>'
    )


def _preview(case: Case, slug: str, package: Record) -> str:
    title, call = str(package.get("title") or ""), str(package.get("call") or "")
    tags = tuple(from_many(package.get("tags")))
    shots = {shot.id: shot.text for shot in case.footage}
    account, cover = case.brand.account, _cover(shots.get(str(package.get("cover")), ""))
    posts: Mapping[str, Any] = {
        "xiaohongshu": lambda: NotePreview(account, title, call, tags=tags, pictures=(cover,) if cover else ()),
        "bilibili": lambda: BilibiliPreview(account, title, call, tags=tags, cover=cover),
        "shipinhao": lambda: ShipinhaoPreview(account, title, call, tags=tags, cover=cover),
    }
    return PREVIEWS[slug][SHOWN[slug]].draw(posts[slug]())


def goods_html(case: Case) -> str:
    """The five goods, as the store knows them."""
    heads = (
        _("Id"),
        _("Goods item"),
        _("Cost, yuan"),
        _("Same elsewhere"),
        _("Lowest in 7 days here"),
        _("On the tag"),
        _("Returned of 100"),
        _("Wanted by"),
        _("In the store"),
    )
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        f"<tr><td>{row_id(good.id)}</td><td>{escape(good.name)}</td>"
        + "".join(
            f'<td class="academy-number">{number:,g}</td>'
            for number in (good.cost_yuan, good.market_yuan, good.lowest_yuan, good.tag_yuan, good.returns, good.likes,
                           good.stock)
        )
        + "</tr>"
        for good in case.goods
    )  # fmt: skip
    return f'<div class="academy-table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _live(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    names = {good.id: f"{good.id} {good.name}" for good in case.goods}
    people = "".join(f"<li>{row_id(one.id)} <b>{escape(one.name)}</b> {escape(one.note)}</li>" for one in case.team)
    none = str(bench.task.labels["blocks.product.none"])
    drop = _("the stream may drop, {n} minutes").format(n=case.black_minutes)
    sheet = timeline(
        form,
        "blocks",
        start="start",
        length="minutes",
        lane="what",
        label=("product", "cue"),
        scale="minute",
        begins=0,
        ends=MINUTES,
        marks=(Mark(case.drop_minute, drop),),
        options={"product": {**names, "none": none}},
        abouts={"cue": _("what the host says and does")},
    )
    members = {one.id: f"{one.id} {one.name}" for one in case.team}
    return column(
        panel(_material(case, "brief")),
        card(
            _("Goods, prices, stock"),
            panel(goods_html(case)),
            rows(form, "goods", options={"item": names}),
            about=_("A struck-out price is one somebody paid here within the last seven days; 0 for none."),
        ),
        card(
            _("Who does what"),
            panel(f"<ul>{people}</ul>"),
            rows(form, "crew", options={"who": members}),
            about=_("One place each. Everybody costs an hour's wage."),
        ),
        card(_("Run sheet, minute by minute"), sheet),
        card(
            _("Paid reach"),
            rows(form, "spends"),
            about=_("At most {n:,} yuan in all; none is allowed too.").format(n=case.budget_yuan),
        ),
        card(
            _("When the stream drops"),
            rows(form, "rescue"),
            about=_("Minute {at}, {n} minutes of black unless somebody acts. One person, one thing at a time.")
            .format(at=case.drop_minute, n=case.black_minutes),
        ),
    )  # fmt: skip


def _stand_ins() -> dict[str, Any]:
    """Fields that neither world nor check look at and that may come later."""
    return {
        **{f"brief_{name}": "………………" for name in BRIEF},
        "review": "……",
        "ai_log": "……",
    }


def _hand_in(bench: Bench, case: Case) -> ipywidgets.VBox:
    form = bench.form
    forecasts = {"completion_low": 1, "completion_high": 99, "gmv_low": 1, "gmv_high": 2}
    words = card(
        _("Look back"),
        form.field(
            "review",
            rows=5,
            help=_("Which second and minute lost people; why; what you change first, and which figure will tell."),
        ),
        form.field("ai_log", rows=3, help=_("What you used AI for and how you checked it; or that you used none.")),
    )
    return column(
        rehearsal_panel(bench, case, _stand_ins()),
        words,
        review_panel(bench, _stand_ins() | forecasts),
        submit_panel(bench),
        diary(bench),
    )
