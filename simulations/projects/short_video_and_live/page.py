"""The answer as a mentor reads it: storyboard and brief first, then run sheet, drop, re-cuts, forecasts, review."""

from collections.abc import Iterable
from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.short_video_and_live.answer import (
    BRIEF,
    DECISIONS,
    KINDS,
    LABELS,
    OFFERS,
    ROLES,
    STEPS,
    USES,
    WHATS,
    Session,
)
from simulations.projects.short_video_and_live.case import Case, draw_case
from simulations.projects.short_video_and_live.filming import read_video
from simulations.world.parameters import values
from simulations.world.platforms import platform_name
from simulations.world.script import completion, ordinary

GAP = "\u2003"  # pages that show an answer keep white space and set no distance between cells


def page(answer: Session, context: Context) -> str:
    """The whole answer as sanitised HTML."""
    case = draw_case(context)
    parts = (
        (LABELS["shots"], _shots(answer, case)),
        (_("Brief to design and camera"), _brief(answer)),
        (LABELS["points"], _points(answer, case)),
        (LABELS["blocks"], _session(answer, case)),
        (LABELS["rescue"], _rescue(answer)),
        (LABELS["packages"], _cuts(answer, case)),
        (LABELS["review"], _look_back(answer)),
    )
    whole = "".join(f"<h2>{escape(str(name))}</h2>{html}" for name, html in parts)
    return f'<div class="answer"><div>{whole}</div></div>'


def _shots(answer: Session, case: Case) -> str:
    script = read_video(answer.shots, case).script
    p, alike = values("script"), max(script.length_s, 15.0)
    told = _(
        "{n:g} seconds, about {share:.0%} watch to the end (an ordinary script of that length: {base:.0%})."
    ).format(
        n=round(script.length_s, 1),
        share=float(completion(script, p)),
        base=float(completion(ordinary(alike), p)),
    )
    head = [LABELS[f"shots.{name}"] for name in ("seconds", "kind", "picture", "words", "caption", "sound")]
    rows = (
        (f"{row.seconds:g}", KINDS[row.kind], row.picture, row.words, row.caption, row.sound) for row in answer.shots
    )
    return f"<p>{escape(told)}</p>{_table(head, rows)}"


def _brief(answer: Session) -> str:
    return _table(("", ""), ((LABELS[f"brief_{name}"], getattr(answer, f"brief_{name}")) for name in BRIEF))


def _points(answer: Session, case: Case) -> str:
    rows = (
        (point.id, point.text, DECISIONS[answer.points[point.id]] if point.id in answer.points else "")
        for point in case.points
    )
    return _table(("", LABELS["points"], ""), rows)


def _session(answer: Session, case: Case) -> str:
    names = {good.id: good.name for good in case.goods}
    goods = _table(
        [LABELS[f"goods.{name}"] for name in ("item", "use", "price_yuan", "compared_yuan", "stock")],
        (
            (names[row.item], USES[row.use], f"{row.price_yuan:g}", f"{row.compared_yuan:g}", row.stock)
            for row in answer.goods
        ),
    )
    blocks = _table(
        [LABELS[f"blocks.{name}"] for name in ("start", "minutes", "what", "product", "lead", "offer", "cue")],
        (
            (row.start, row.minutes, WHATS[row.what], names.get(row.product, ""), ROLES[row.lead], OFFERS[row.offer],
             row.cue)
            for row in answer.blocks
        ),
    )  # fmt: skip
    crew = "；".join(f"{ROLES[row.role]} {case.person(row.who).name}" for row in answer.crew)
    paid = "；".join(f"{row.start}–{row.start + row.minutes}：{row.yuan:,.0f}" for row in answer.spends) or "0"
    line = f"{LABELS['crew']}：{crew}。{LABELS['spends']}：{paid}"
    return f"{blocks}{goods}<p>{escape(line)}</p>"


def _rescue(answer: Session) -> str:
    return _table(
        [LABELS[f"rescue.{name}"] for name in ("step", "role", "within", "told")],
        ((STEPS[row.step], ROLES[row.role], row.within, row.told) for row in answer.rescue),
    )


def _cuts(answer: Session, case: Case) -> str:
    packages = {row.which: row for row in answer.packages}
    rows = []
    for which, platform, cuts in (
        ("first", case.platforms[0], answer.first_cut),
        ("second", case.platforms[1], answer.second_cut),
    ):
        row = packages[which]  # type: ignore[index]
        shots = " ".join(f"{cut.shot}({cut.seconds:g})" for cut in cuts)
        tags = " ".join(f"#{tag}" for tag in row.tags)
        rows.append((platform_name(platform), row.ratio, row.cover, row.title, tags, row.call, shots))
    head = [LABELS[f"packages.{name}"] for name in ("which", "ratio", "cover", "title", "tags", "call")]
    return _table((*head, LABELS["first_cut.shot"]), rows)


def _look_back(answer: Session) -> str:
    forecast = _("Forecast: completion {a:g}-{b:g}%, GMV {c:,}-{d:,} yuan").format(
        a=answer.completion_low, b=answer.completion_high, c=answer.gmv_low, d=answer.gmv_high
    )
    return (
        f"<p>{escape(forecast)}</p><p>{escape(answer.review)}</p>"
        f"<p><b>{escape(str(LABELS['ai_log']))}</b> {escape(answer.ai_log)}</p>"
    )


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    titles = "".join(f"<th>{escape(str(cell))}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}{GAP}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="plan"><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>'
